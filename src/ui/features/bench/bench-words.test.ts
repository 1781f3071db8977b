import { describe, expect, test } from 'vitest';
import { ARRAYS_COUNTED } from '../../../domain/bandwidth/measurement.ts';
import {
  costWords,
  formatChecksum,
  formatPace,
  formatRateBytes,
  formatShortSeconds,
  middleHalfWords,
  SECONDARY_ROWS,
  SECONDARY_WORDS,
  stepWords,
} from './bench-words.ts';

const GIB = 2 ** 30;

describe('numbers', () => {
  test('rates have three digits in decimal units', () => {
    expect([3_352e9, 912.4e9, 31.66e9, 4.05e9, 0.4e9].map(formatRateBytes)).toEqual([
      '3.35 TB/s',
      '912 GB/s',
      '31.7 GB/s',
      '4.05 GB/s',
      '0.4 GB/s',
    ]);
  });

  test('paces have three digits', () => {
    expect([0.0512, 3.456, 87.65, 12_345.6].map(formatPace)).toEqual(['0.0512', '3.46', '87.7', '12,300']);
  });

  test('spans below a second are told in ms and µs', () => {
    expect([2, 0.0023, 120e-6].map(formatShortSeconds)).toEqual(['2 s', '2.3 ms', '120 µs']);
  });

  test('a sum of 32 bits always has eight digits, never a sign', () => {
    expect([0x0f3a_91bc, 0xffff_fffe, 0].map(formatChecksum)).toEqual(['0x0f3a91bc', '0xfffffffe', '0x00000000']);
  });
});

test('the middle half is told with its share of the median', () => {
  const spread = {
    medianBytesPerSecond: 900e9,
    bestBytesPerSecond: 918e9,
    worstBytesPerSecond: 810e9,
    lowerQuartileBytesPerSecond: 882e9,
    upperQuartileBytesPerSecond: 909e9,
    samples: 12,
  };
  // 27 ÷ 900.
  expect(middleHalfWords(spread)).toBe('882 GB/s to 909 GB/s (3.0 % of the median)');
});

test('what a run takes is said for what is asked of it', () => {
  expect(costWords({ parts: ['gpu', 'cpu'], mostBytes: GIB })).toContain(
    'about 30 s and up to 1.5 GiB of graphics memory, then up to 1 GiB of the processor’s.',
  );
  expect(costWords({ parts: ['gpu'], mostBytes: GIB / 4 })).toContain(
    'about 15 s and up to 384 MiB of graphics memory.',
  );
  expect(costWords({ parts: ['cpu'], mostBytes: GIB / 4 })).toContain('about 15 s and up to 1 GiB of the processor’s.');
  expect(costWords({ parts: [], mostBytes: GIB })).toBe('Choose at least one part to measure.');
});

test('steps name their part; cancelling is said at once', () => {
  const progress = { part: 'cpu', step: 'warm-up', doneRatio: 0.3 } as const;
  expect(stepWords({ progress, isCancelling: false })).toBe('Processor: warming up…');
  expect(stepWords({ progress: { ...progress, doneRatio: 0.4 }, isCancelling: false })).toBe('Processor: warming up…');
  expect(stepWords({ progress: { ...progress, step: 'tune' }, isCancelling: false })).toBe(
    'Processor: trying numbers of workers…',
  );
  expect(stepWords({ progress: null, isCancelling: false })).toBe('Starting…');
  expect(stepWords({ progress, isCancelling: true })).toBe('Cancelling…');
});

test('every secondary row tells the rule it is counted by', () => {
  expect([...SECONDARY_ROWS].sort()).toEqual(Object.keys(ARRAYS_COUNTED).sort());
  const rule = { 1: /once/, 2: /twice/, 3: /three times/ } as Record<number, RegExp>;
  for (const row of SECONDARY_ROWS) expect(SECONDARY_WORDS[row].counts).toMatch(rule[ARRAYS_COUNTED[row]] ?? /never/);
});
