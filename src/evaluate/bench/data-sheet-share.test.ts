import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GRAPHICS_CARDS } from '../../catalog/graphics-cards/index.ts';
import type { BenchRecord, BandwidthSpread } from '../../domain/bandwidth/measurement.ts';
import type { MeasuredFigure } from './bench-view.ts';
import { dataSheetShare, readingOf } from './data-sheet-share.ts';
import { isOfSoftware, mayBeTooHigh, measuredFigures } from './measured-figures.ts';

const gpu = (bytesPerSecond: number, warnings: MeasuredFigure['warnings'] = []): MeasuredFigure => ({
  part: 'gpu',
  bytesPerSecond,
  origin: 'record',
  warnings,
});

describe('share of the data sheet', () => {
  test('941 GB/s of an RTX 4090 are 93 %: a good run', () => {
    const share = dataSheetShare({ measured: gpu(941e9), confirmedCardId: 'geforce-rtx-4090' });
    if (share.status !== 'known') throw new Error(share.status);
    expect(share.shareRatio).toBeCloseTo(941 / 1_008, 12);
    expect(share.reading).toBe('good');
    expect(share.dataSheetBytesPerSecond).toMatchObject({ value: 1_008e9, kind: 'published' });
    expect(share.explanation.value).toBe(share.shareRatio);
    for (const { symbol } of share.explanation.terms) expect(share.explanation.formula).toContain(symbol);
    expect(share.explanation.terms[1]?.provenance).toBeDefined();
    expect(share.explanation.terms.map(({ unit }) => unit)).toEqual(['bytesPerSecond', 'bytesPerSecond']);
  });

  test.each([
    // gpu-benches, read: RX 6900 XT 505 of 512, MI300X 4,199 of 5,300, GH200 2,775 of 4,000; V100 867 of 900.
    [505 / 512, 'good'],
    [867 / 900, 'good'],
    [4_199 / 5_300, 'fair'],
    [2_775 / 4_000, 'limited'],
    // clpeak 159: sequential floats on a compressing memory.
    [354 / 136.5, 'above-data-sheet'],
    [1, 'good'],
    [0.85, 'good'],
    [0.7, 'fair'],
  ] as const)('%d reads as %s', (ratio, reading) => {
    expect(readingOf(ratio)).toBe(reading);
  });

  test('is not given before a card is confirmed, nor of one that is not in the table', () => {
    expect(dataSheetShare({ measured: gpu(941e9), confirmedCardId: null })).toEqual({ status: 'unconfirmed' });
    expect(dataSheetShare({ measured: gpu(941e9), confirmedCardId: 'made-up' })).toEqual({ status: 'unconfirmed' });
    expect(dataSheetShare({ measured: null, confirmedCardId: 'geforce-rtx-4090' })).toEqual({ status: 'not-measured' });
  });

  test('of a card that reads the machine’s memory there is none, and the reason is the card’s', () => {
    const share = dataSheetShare({ measured: gpu(60e9), confirmedCardId: 'radeon-780m' });
    expect(share).toMatchObject({ status: 'no-figure', cardName: 'Radeon 780M' });
    expect(JSON.stringify(share)).toContain('machine’s memory');
  });

  test('of a processor, and of software in place of a card, there is none', () => {
    const cpu: MeasuredFigure = { ...gpu(27e9), part: 'cpu' };
    expect(dataSheetShare({ measured: cpu, confirmedCardId: 'geforce-rtx-4090' }).status).toBe('no-figure');
    for (const warning of ['software-adapter', 'suspected-software'] as const)
      expect(dataSheetShare({ measured: gpu(4e9, [warning]), confirmedCardId: 'geforce-rtx-4090' }).status).toBe(
        'no-figure',
      );
    expect(isOfSoftware(gpu(900e9, ['noisy']))).toBe(false);
  });

  test('no answer without a confirmed card holds any card’s figure', () => {
    const figures = new Set(GRAPHICS_CARDS.map(({ memoryBandwidthBytesPerSecond: fact }) => fact?.value));
    fc.assert(
      fc.property(fc.double({ min: 1e9, max: 1e13, noNaN: true }), (bytesPerSecond) => {
        const share = dataSheetShare({ measured: gpu(bytesPerSecond), confirmedCardId: null });
        expect(Object.values(share).filter((value) => typeof value === 'number' && figures.has(value))).toEqual([]);
        expect('dataSheetBytesPerSecond' in share).toBe(false);
      }),
    );
  });

  test('grows in proportion to what was measured', () => {
    const known = GRAPHICS_CARDS.filter(({ memoryBandwidthBytesPerSecond }) => memoryBandwidthBytesPerSecond !== null);
    fc.assert(
      fc.property(
        fc.constantFrom(...known),
        fc.double({ min: 1e9, max: 1e12, noNaN: true }),
        (card, bytesPerSecond) => {
          const ratio = (rate: number): number => {
            const share = dataSheetShare({ measured: gpu(rate), confirmedCardId: card.id });
            return share.status === 'known' ? share.shareRatio : Number.NaN;
          };
          expect(ratio(2 * bytesPerSecond)).toBeCloseTo(2 * ratio(bytesPerSecond), 9);
          expect(ratio(card.memoryBandwidthBytesPerSecond?.value ?? 0)).toBe(1);
        },
      ),
    );
  });
});

describe('figures of a record', () => {
  const spread: BandwidthSpread = {
    medianBytesPerSecond: 5,
    bestBytesPerSecond: 6,
    worstBytesPerSecond: 4,
    lowerQuartileBytesPerSecond: 4.5,
    upperQuartileBytesPerSecond: 5.5,
    samples: 10,
  };
  const cpu: BenchRecord['cpu'] = {
    status: 'measured',
    workers: 2,
    memory: 'shared',
    bytesPerWorker: 1,
    read: spread,
    secondary: {},
    byWorkers: [],
    checksum: { expected: 1, found: 1 },
    warnings: ['noisy'],
    samples: [],
  };

  test('are the medians, each of its own part', () => {
    expect(measuredFigures({ gpu: null, cpu })).toEqual({
      gpu: null,
      cpu: { part: 'cpu', bytesPerSecond: 5, origin: 'record', warnings: ['noisy'] },
    });
  });

  test('of what failed are none', () => {
    const failed: BenchRecord['gpu'] = {
      status: 'failed',
      failure: 'no-adapter',
      detail: '',
      adapter: null,
      samples: [],
    };
    expect(measuredFigures({ gpu: failed, cpu: null })).toEqual({ gpu: null, cpu: null });
  });

  test('are a lower bound of the memory unless a cache may have helped', () => {
    expect(mayBeTooHigh([])).toBe(false);
    expect(mayBeTooHigh(['noisy', 'timers-disagree', 'of a later version'])).toBe(false);
    expect(mayBeTooHigh(['noisy', 'plateau-not-reached'])).toBe(true);
    expect(mayBeTooHigh(['small-limits'])).toBe(true);
  });
});
