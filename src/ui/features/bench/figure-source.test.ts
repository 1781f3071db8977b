import { describe, expect, test } from 'vitest';
import { benchRecord, gpuMeasurement, SOFTWARE } from '../../../state/bench-testing.ts';
import { carriedFigureOf } from '../../../state/measured-figure.ts';
import { claimWord, figureSources, isOwnFigure } from './figure-source.ts';

const record = benchRecord();
const carried = carriedFigureOf({ record, part: 'gpu', cardId: null });
if (!carried) throw new Error('There is no figure');
const elsewhere = { ...carried, browser: 'Safari 26.1 on macOS' };
const sourcesOf = (asked: Parameters<typeof figureSources>[0]) => figureSources(asked).map(({ source }) => source);

describe('the figures to reckon with', () => {
  test('are none before anything was measured or carried', () => {
    expect(figureSources({ record: null, carried: null })).toEqual([]);
  });

  test('begin with the graphics card, then the processor', () => {
    expect(sourcesOf({ record, carried: null })).toEqual(['gpu', 'cpu']);
  });

  test('leave software out, and begin with the processor where software is suspected', () => {
    const software = gpuMeasurement({ adapter: SOFTWARE, warnings: ['software-adapter'] });
    expect(sourcesOf({ record: benchRecord({ gpu: software }), carried: null })).toEqual(['cpu']);
    const suspected = gpuMeasurement({ warnings: ['suspected-software'] });
    expect(sourcesOf({ record: benchRecord({ gpu: suspected }), carried: null })).toEqual(['cpu', 'gpu']);
  });

  test('hold a carried one only where it is another', () => {
    expect(sourcesOf({ record: null, carried })).toEqual(['link']);
    expect(sourcesOf({ record, carried })).toEqual(['gpu', 'cpu']);
    // With the card confirmed before or after, it is still the same measurement.
    expect(sourcesOf({ record, carried: { ...carried, cardId: 'some-card' } })).toEqual(['gpu', 'cpu']);
    expect(sourcesOf({ record, carried: elsewhere })).toEqual(['gpu', 'cpu', 'link']);
    expect(isOwnFigure({ record, carried: elsewhere })).toBe(false);
  });

  test('tell whose part a carried one is', () => {
    expect(figureSources({ record: null, carried: { ...elsewhere, processor: 'cpu' } })[0]).toMatchObject({
      label: 'From the link: processor',
      figure: { part: 'cpu', origin: 'link', bytesPerSecond: 900e9 },
    });
  });
});

test('nothing is claimed as a least where a cache may have helped', () => {
  expect(claimWord([])).toBe('at least');
  expect(claimWord(['noisy', 'hidden-tab'])).toBe('at least');
  expect(claimWord(['noisy', 'plateau-not-reached'])).toBe('about');
  expect(claimWord(['small-limits'])).toBe('about');
});
