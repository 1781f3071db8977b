import { describe, expect, test } from 'vitest';
import { fixtureEvaluation } from '../testing/fixture.ts';
import {
  comparisonInWords,
  differenceInWords,
  dominantReason,
  moneyDifference,
  ttftInWords,
  ttftKindInWords,
} from './headline-words.ts';

const USUAL_HITS = { hbm: 0.5, dram: 0.8, warehouse: 0.93, ceiling: 0.95 };

describe('differences', () => {
  test('say how much and which way', () => {
    expect(differenceInWords({ before: 176, after: 112 })).toBe('64 fewer (36.4 %)');
    expect(differenceInWords({ before: 16, after: 24 })).toBe('8 more (50.0 %)');
    expect(differenceInWords({ before: 16, after: 16 })).toBe('the same');
    expect(moneyDifference({ before: 423_400, after: 359_400 })).toBe('$64,000 less (15.1 %)');
    expect(moneyDifference({ before: 0, after: 40 })).toBe('$40.00 more');
  });

  test('of TTFT are factors, and a delay is called one', () => {
    expect(ttftInWords(4.63)).toBe('4.63 × sooner');
    expect(ttftInWords(0.5)).toBe('2.00 × later');
    expect(ttftInWords(1.001)).toBe('the same');
    expect(ttftInWords(null)).toBe('');
  });
});

test('the comparison names what “without” is', () => {
  expect(comparisonInWords(fixtureEvaluation())).toBe(
    'With a warehouse in Local NVMe PCIe5 x4, against prefix caching in HBM and the memory of the node.',
  );
  expect(comparisonInWords({ ...fixtureEvaluation(), baseline: 'hbm' })).toContain(
    'against prefix caching in HBM alone',
  );
});

describe('the one reason that dominates', () => {
  test('where it saves, prefill that is not done again', () => {
    expect(dominantReason(fixtureEvaluation())).toMatch(
      /^Mostly because prefill is avoided: it reads 93\.0 % of the input instead of 80\.0 %, and prefill keeps [\d.]+ nodes busy instead of [\d.]+\.$/,
    );
  });

  test('a dear warehouse loses although it frees accelerators', () => {
    const words = dominantReason(fixtureEvaluation({ warehouseUsdPerMonth: 500_000 }));
    expect(words).toMatch(/^It loses money here although it reads 93\.0 %/);
    expect(words).toMatch(/\$[\d,]+ a month more in all\.$/);
  });

  test('one slower than computing gives nothing, and says what it costs', () => {
    expect(dominantReason(fixtureEvaluation({ warehouseBytesPerSecond: 1e9 }))).toBe(
      'The warehouse gives nothing here: loading from it takes longer than computing again, so nothing is loaded, and it costs its own price, $9,000 a month more in all.',
    );
  });

  test('hits that memory has already are no gain', () => {
    expect(dominantReason(fixtureEvaluation({ hits: { ...USUAL_HITS, warehouse: 0.8 } }))).toContain(
      'adds next to no hits: prefix caching in HBM and the memory of the node keeps 80.0 % of the input already',
    );
  });

  test('a fleet that is the smallest already saves none, for the reason that binds', () => {
    const small = { requestsPerSecond: 0.01, rules: { spareNodes: 0 } };
    expect(dominantReason(fixtureEvaluation(small))).toContain('already the smallest that holds the model');
    const open = { ...small, rules: { spareNodes: 0, sequences: { open: 400, perNode: 34 } } };
    expect(dominantReason(fixtureEvaluation(open))).toContain('open sequences decide how many nodes there are');
  });

  test('without a price it speaks of machines and of no money', () => {
    const words = dominantReason(fixtureEvaluation({ usdPerGpuHour: null, requestsPerSecond: 0.01 }));
    expect(words).toContain('It costs its own price.');
    expect(words).not.toContain('$');
  });

  test('of TTFT say whose: the mean of an idle fleet, or the share that is promised', () => {
    const promised = (seconds: number, ratio: number) =>
      fixtureEvaluation({ rules: { ttftTarget: { seconds, ratio } } });
    expect(ttftKindInWords(fixtureEvaluation())).toBe('mean, idle');
    expect(ttftKindInWords(promised(60, 0.95))).toBe('p95 at the peak');
    expect(ttftKindInWords(promised(60, 0.9999))).toBe('p99.99 at the peak');
    expect(ttftKindInWords(promised(0.001, 0.95))).toBe('');
  });

  test('a promise that nothing keeps is no fleet', () => {
    const words = dominantReason(fixtureEvaluation({ rules: { ttftTarget: { seconds: 0.5, ratio: 0.95 } } }));
    expect(words).toContain('There is no fleet without it.');
    // 1 − 0.8 ÷ 0.95 find their prefix nowhere and compute for a second.
    expect(words).toContain('15.79 % of requests would take longer than 0.5 s even on an idle fleet');
  });
});
