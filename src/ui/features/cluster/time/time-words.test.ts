import { describe, expect, test } from 'vitest';
import type { ClusterNumbers, LossMap, PrefillOrLoad } from '../../../../evaluate/cluster/cluster-view.ts';
import { fixturePlan } from '../testing/fixture-plan.ts';
import {
  batchInWords,
  crossingInWords,
  decodeBound,
  formatTime,
  lossMapInWords,
  nearest,
  numberRows,
  ratioInWords,
} from './time-words.ts';

const LINES: PrefillOrLoad = { points: [], crossing: { status: 'value', value: 1_934 }, promptTokens: 24_259 };

describe('where computing and loading cross', () => {
  test('a length, and on which side the workload lies', () => {
    expect(crossingInWords(LINES)).toBe(
      'Loading wins from 1,930 tokens on; this workload’s mean prompt has 24,300 tokens.',
    );
    expect(crossingInWords({ ...LINES, promptTokens: 900 })).toContain('for which computing is faster');
  });

  test('never, always and not known are answers', () => {
    const reason = 'The tier is slower than B*.';
    expect(crossingInWords({ ...LINES, crossing: { status: 'never', reason } })).toMatch(
      /^Loading never wins: the tier is slower than B\*\./,
    );
    expect(crossingInWords({ ...LINES, crossing: { status: 'always', reason } })).toMatch(/^Loading always wins;/);
    expect(crossingInWords({ ...LINES, crossing: null })).toContain('nothing is compared');
  });
});

describe('the four numbers', () => {
  const numbers: ClusterNumbers = {
    tierName: 'NVMe',
    criticalBytesPerSecond: { status: 'value', value: 4.3e9 },
    tierBytesPerSecond: 9.7e9,
    crossoverTokens: { status: 'value', value: 2_000 },
    breakEvenSeconds: { status: 'value', value: 90_000 },
    bestRetentionSeconds: { status: 'value', value: 7_200 },
    missing: null,
    explanations: { critical: null, crossover: null, breakEven: null, bestRetention: null },
  };
  const rows = (changes: Partial<ClusterNumbers> = {}, retentionSeconds = 3_600, isRoomPaidAnyway = false) =>
    numberRows({ numbers: { ...numbers, ...changes }, promptTokens: 24_259, retentionSeconds, isRoomPaidAnyway });

  test('each says what it is and where it says no', () => {
    expect(rows().map(({ symbol, value, isLoss }) => [symbol, value, isLoss])).toEqual([
      ['B*', '4.300 GB/s', false],
      ['N*', '2,000 tokens', false],
      ['τ', '1.04 d', false],
      ['T*', '2 h', false],
    ]);
    for (const { dont } of rows()) expect(dont).toContain('don’t');
  });

  test('a slow tier, a short prompt and too long a retention are losses', () => {
    expect(rows({ tierBytesPerSecond: 4.3e9 })[0]).toMatchObject({
      isLoss: true,
      here: 'NVMe loads 4.300 GB/s to what computes one prompt: too slow.',
    });
    expect(rows({ crossoverTokens: { status: 'value', value: 30_000 } })[1]?.isLoss).toBe(true);
    expect(rows({}, 86_400)[3]).toMatchObject({ isLoss: true, here: 'Set here: 1 d, longer than pays.' });
    expect(rows({}, 86_400, true)[3]).toMatchObject({
      isLoss: false,
      here: 'Set here: 1 d, longer, but the room is paid anyway.',
    });
    expect(rows({ breakEvenSeconds: { status: 'never', reason: 'Loading costs more.' } })[2]).toMatchObject({
      value: 'never',
      here: 'Loading costs more.',
      isLoss: true,
    });
  });

  test('what is not known says why and has no number', () => {
    const unpriced = rows({ breakEvenSeconds: null, bestRetentionSeconds: null, missing: 'A price is not known' });
    expect(unpriced.slice(2).map(({ value, here, isLoss }) => [value, here, isLoss])).toEqual([
      ['not known', 'A price is not known.', false],
      ['not known', 'A price is not known.', false],
    ]);
    const slow = rows({ tierBytesPerSecond: null, crossoverTokens: null });
    expect(slow[1]).toMatchObject({ value: 'not known', here: 'How fast NVMe loads is not known.' });
  });
});

describe('phases', () => {
  const { speed } = fixturePlan();

  test('decode says what binds, and why no more sequences', () => {
    expect(decodeBound(speed)).toMatch(/^Bound by memory bandwidth/);
    expect(batchInWords({ speed, promised: 20 })).toBe('17 sequences decode together; more would not fit into HBM.');
    expect(batchInWords({ speed: { ...speed, batchLimit: 'output-speed' }, promised: 20 })).toContain(
      'each would fall below 20 tokens a second',
    );
    expect(batchInWords({ speed: { ...speed, batch: 1, keepsOutputSpeed: false }, promised: 500 })).toContain(
      'Not even one sequence alone reaches the 500',
    );
  });
});

describe('the map of losses', () => {
  const map: LossMap = {
    contextTokens: [1_000, 10_000, 100_000],
    bytesPerSecond: [1e9, 10e9],
    ratios: [
      [4, 2, 1.5],
      [1.2, 0.5, 0.25],
    ],
    here: { contextTokens: 12_000, bytesPerSecond: 9e9 },
    reasons: [],
  };

  test('counts the fields that lose and says where this scenario lies', () => {
    expect(lossMapInWords(map)).toContain('Loading loses on 4 of 6 fields.');
    expect(lossMapInWords(map)).toMatch(/lies where loading wins\.$/);
    expect(lossMapInWords({ ...map, here: { ...map.here, bytesPerSecond: 1e9 } })).toMatch(/where loading loses\.$/);
    expect(lossMapInWords({ ...map, here: { ...map.here, bytesPerSecond: 1e6 } })).toMatch(/where loading loses\.$/);
    expect(lossMapInWords({ ...map, here: { ...map.here, bytesPerSecond: 1e13 } })).toMatch(/where loading wins\.$/);
    expect(lossMapInWords({ ...map, here: { ...map.here, contextTokens: 9e6 } })).toMatch(/beside the map\.$/);
    expect(lossMapInWords({ ...map, here: { ...map.here, bytesPerSecond: null } })).toContain('is not known');
  });

  test('the nearest step, up or down, and none far outside', () => {
    expect(nearest({ steps: [1, 10, 100], value: 20 })).toBe(1);
    expect(nearest({ steps: [100, 10, 1], value: 70 })).toBe(0);
    expect(nearest({ steps: [1, 10, 100], value: 5_000 })).toBeNull();
    expect(nearest({ steps: [], value: 5 })).toBeNull();
    expect(nearest({ steps: [1, 10], value: null })).toBeNull();
  });

  test('ratios read as time', () => {
    expect(ratioInWords(4.13)).toBe('4.1 × as long as computing');
    expect(ratioInWords(0.236)).toBe('0.24 of computing’s time');
  });
});

test('times keep their unit where they are compared', () => {
  expect([0.01, 6.783, 1_000, 20_000].map(formatTime)).toEqual(['10 ms', '6.78 s', '1,000 s', '5.56 h']);
});
