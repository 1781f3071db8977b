import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { between, magnitudes } from '../../domain/testing/arbitraries.ts';
import { solve, type KnownBills, type Solved, type SolvedKind } from './solved.ts';

const BILLS: KnownBills = { expectedUsd: 1_000, uncachedUsd: 5_000, ceiling: { usd: 500, hitRatio: 0.96 } };

function solvedAt(invoiceUsd: number, kind: SolvedKind, bills: KnownBills = BILLS): Solved {
  const found = solve({ invoiceUsd, bills }).find((candidate) => candidate.kind === kind);
  if (!found) throw new Error(`nothing of ${kind}`);
  return found;
}

function valueAt(...args: Parameters<typeof solvedAt>): number {
  const found = solvedAt(...args);
  if (found.status === 'none') throw new Error(found.reason);
  return found.value;
}

describe('what would have to be true', () => {
  test('of the example', () => {
    expect(valueAt(1_100, 'volume')).toBeCloseTo(1.1, 12);
    expect(valueAt(1_100, 'tokenizer')).toBeCloseTo(1.1, 12);
    expect(valueAt(1_100, 'retries')).toBeCloseTo(0.1, 12);
    // 0.96 × (5,000 − 1,100) ÷ 4,500 beside 0.96 × 4,000 ÷ 4,500.
    expect(solvedAt(1_100, 'hit-rate')).toMatchObject({ value: expect.closeTo(0.832, 12) });
    expect(solvedAt(1_100, 'hit-rate')).toMatchObject({ expected: expect.closeTo(0.853_333, 5) });
    expect(valueAt(800, 'discount')).toBeCloseTo(0.2, 12);
  });

  test('is not solved where no such figure exists', () => {
    expect(solvedAt(1_100, 'discount')).toMatchObject({ status: 'none', reason: expect.stringContaining('not below') });
    expect(solvedAt(399, 'discount')).toMatchObject({ status: 'none', reason: expect.stringContaining('60 %') });
    expect(solvedAt(900, 'retries')).toMatchObject({ status: 'none', reason: expect.stringContaining('not above') });
    expect(solvedAt(2_001, 'retries')).toMatchObject({ status: 'none', reason: expect.stringContaining('twice') });
    expect(solvedAt(5_001, 'hit-rate')).toMatchObject({ status: 'none', reason: expect.stringContaining('above') });
    expect(solvedAt(499, 'hit-rate')).toMatchObject({ status: 'none', reason: expect.stringContaining('below') });
  });

  test.each<[string, KnownBills]>([
    ['no uncached bill', { ...BILLS, uncachedUsd: null }],
    ['no ceiling', { ...BILLS, ceiling: null }],
    ['reads as dear as input', { ...BILLS, uncachedUsd: 500 }],
  ])('has no hit rate with %s', (_what, bills) => {
    expect(solvedAt(500, 'hit-rate', bills).status).toBe('none');
  });

  test('is nothing where nothing is expected', () => {
    const solved = solve({ invoiceUsd: 5, bills: { ...BILLS, expectedUsd: 0 } });
    expect(solved).toHaveLength(5);
    expect(new Set(solved.map(({ status }) => status))).toEqual(new Set(['none']));
  });

  test('put back in makes the invoice', () => {
    fc.assert(
      fc.property(
        magnitudes(1, 1e9),
        between(0.05, 20),
        between(1.01, 30),
        between(0.05, 0.999),
        (usd, of, up, down) => {
          const bills: KnownBills = {
            expectedUsd: usd,
            uncachedUsd: usd * up,
            ceiling: { usd: usd * down, hitRatio: 0.95 },
          };
          const invoiceUsd = usd * of;
          for (const found of solve({ invoiceUsd, bills })) {
            if (found.status === 'none') continue;
            const { kind, value } = found;
            const back: Record<SolvedKind, number> = {
              volume: usd * value,
              tokenizer: usd * value,
              discount: usd * (1 - value),
              retries: usd * (1 + value),
              'hit-rate': usd * up - (value / 0.95) * (usd * up - usd * down),
            };
            expect(back[kind] / invoiceUsd).toBeCloseTo(1, 8);
            expect(value).toBeGreaterThanOrEqual(0);
          }
        },
      ),
    );
  });
});

describe('how believable it is', () => {
  test.each<[SolvedKind, number, string]>([
    ['volume', 1_250, 'plausible'],
    ['volume', 1_900, 'unusual'],
    ['volume', 2_100, 'implausible'],
    ['tokenizer', 1_300, 'plausible'],
    ['tokenizer', 1_500, 'unusual'],
    ['tokenizer', 1_900, 'implausible'],
    ['discount', 760, 'plausible'],
    ['discount', 650, 'unusual'],
    ['discount', 450, 'implausible'],
    ['retries', 1_040, 'plausible'],
    ['retries', 1_150, 'unusual'],
    ['retries', 1_500, 'implausible'],
    // 85.3 % is expected: 80 % of it is 68.3 %, so $1,798; 40 % is $3,400; 105 % is $800.
    ['hit-rate', 1_790, 'plausible'],
    ['hit-rate', 1_810, 'unusual'],
    ['hit-rate', 810, 'unusual'],
    ['hit-rate', 790, 'implausible'],
    ['hit-rate', 3_500, 'implausible'],
  ])('%s for $%d is %s', (kind, invoiceUsd, plausibility) => {
    expect(solvedAt(invoiceUsd, kind)).toMatchObject({ plausibility });
  });
});
