import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { orderlyOffers, swarms, warehouseTerms } from '../testing/arbitraries.ts';
import {
  FIVE_MINUTES,
  NOT_SOLD,
  UNKNOWN,
  contextOf,
  everyGap,
  offerWith,
  periodWith,
  policyWith,
  priced,
  ratesWith,
  roleWith,
  sleeplessSwarm,
  swarmWith,
} from '../testing/builders.ts';
import type { Offer, RateSet } from '../offer/rate-card.ts';
import { sumOf } from '../retention/ceiling.ts';
import { ladderOf, warehouseRung, type Ladder, type WarehouseTerms } from './ladder.ts';
import { lineTotals } from './lines.ts';
import type { PricingContext } from './price-strategy.ts';
import type { PricedRung, Rung, RungName } from './rung.ts';

const DAY = 86_400;
/** The plain warehouse: a day, no premium, the offer's own read price, no rent. */
const PLAIN: WarehouseTerms = {
  retentionSeconds: DAY,
  writeUsdPerMTok: null,
  readUsdPerMTok: null,
  storageUsdPerMTokHour: 0,
};

function rungOf({ ladder, rung }: { ladder: Ladder; rung: RungName }): Rung {
  const found = ladder.rungs.find((candidate) => candidate.rung === rung);
  if (!found) throw new Error(`no ${rung}`);
  return found;
}

function usdOf({ ladder, rung }: { ladder: Ladder; rung: RungName }): number {
  const found = rungOf({ ladder, rung });
  if (found.status !== 'priced') throw new Error(found.reason);
  return found.usdPerMonth;
}

function pricedRungs(ladder: Ladder): readonly PricedRung[] {
  return ladder.rungs.filter((rung) => rung.status === 'priced');
}

const markets = fc
  .record({ swarm: swarms, offer: orderlyOffers, warehouse: warehouseTerms })
  .map(({ swarm, offer, warehouse }) => ({
    warehouse,
    context: contextOf({ swarm, offer }),
  }));

/** Enough to meet every kind of offer; each run prices dozens of strategies. */
const RUNS = { numRuns: 60 };

describe('the order of the rungs', () => {
  test('puts the best policy at or below every strategy it was chosen from, the default and no cache', () => {
    fc.assert(
      fc.property(markets, ({ context, warehouse }) => {
        const ladder = ladderOf({ context, warehouse });
        const best = usdOf({ ladder, rung: 'best-policy' });
        for (const strategy of ladder.strategies)
          if (strategy.status === 'priced') expect(best).toBeLessThanOrEqual(strategy.usdPerMonth);
        // Priced apart from the strategies: equal ones may differ in the last digit of a sum.
        for (const rung of ['no-cache', 'provider-default'] as const)
          expect(best).toBeLessThanOrEqual(usdOf({ ladder, rung }) * (1 + 1e-12) + 1e-18);
      }),
      RUNS,
    );
  });

  test('puts the ceiling at or below every rung, whatever the warehouse charges', () => {
    fc.assert(
      fc.property(markets, ({ context, warehouse }) => {
        const ladder = ladderOf({ context, warehouse });
        const ceiling = usdOf({ ladder, rung: 'ceiling' });
        // A part in a billion for the order of sums; a billionth of a billionth of a dollar where prices are next to nothing.
        for (const { usdPerMonth } of pricedRungs(ladder))
          expect(ceiling).toBeLessThanOrEqual(usdPerMonth * (1 + 1e-9) + 1e-18);
      }),
      RUNS,
    );
  });

  test('is the five rungs, always in the same order', () => {
    fc.assert(
      fc.property(markets, ({ context, warehouse }) => {
        expect(ladderOf({ context, warehouse }).rungs.map(({ rung }) => rung)).toEqual([
          'no-cache',
          'provider-default',
          'best-policy',
          'warehouse',
          'ceiling',
        ]);
      }),
      { numRuns: 10 },
    );
  });
});

describe('every rung', () => {
  test('pays for the same prompt and output tokens, each once, pings and storage apart', () => {
    fc.assert(
      fc.property(markets, ({ context, warehouse }) => {
        const rungs = pricedRungs(ladderOf({ context, warehouse }));
        const prompt = sumOf({ splits: rungs[0]?.splits ?? [], field: 'promptTokens' });
        const output = sumOf({ splits: rungs[0]?.splits ?? [], field: 'outputTokens' });
        for (const { lines, hitRatio } of rungs) {
          const tokens = (prefix: string): number => lineTotals({ lines, prefix }).tokens;
          expect(
            Math.abs(tokens('uncachedInput') + tokens('cacheWrite') + tokens('cacheRead') - prompt),
          ).toBeLessThanOrEqual(1e-9 * prompt);
          expect(Math.abs(tokens('output') - output)).toBeLessThanOrEqual(1e-9 * output);
          expect(hitRatio).toBeCloseTo(tokens('cacheRead') / prompt, 9);
        }
      }),
      RUNS,
    );
  });

  test('costs the sum of its lines, none of them negative', () => {
    fc.assert(
      fc.property(markets, ({ context, warehouse }) => {
        for (const { lines, usdPerMonth } of pricedRungs(ladderOf({ context, warehouse }))) {
          expect(usdPerMonth).toBe(lines.reduce((sum, { usd }) => sum + usd, 0));
          for (const { usd } of lines) expect(usd).toBeGreaterThanOrEqual(0);
        }
      }),
      RUNS,
    );
  });
});

describe('bands', () => {
  test('hold for warehouse and ceiling too, request by request', () => {
    // One agent, one task, prompts of 1,000 and 1,100; above 1,000 everything costs ten times as much. 1,000 written at
    // 5, then 1,000 read at 5 and 100 written at 50; 50 tokens out at 25 and 50 at 250.
    const tenfold = { input: priced(50), output: priced(250), cacheRead: priced(5), cacheWrite: {} };
    const period = periodWith({ bands: [{ thresholdTokens: 1_000, comparison: 'gt', rates: tenfold }] });
    const role = roleWith({
      turnsPerAgent: 2,
      firstInputTokens: 1_000,
      inputTokensPerTurn: 50,
      outputTokensPerTurn: 50,
      gap: everyGap(60),
    });
    const ladder = ladderOf({
      context: contextOf({ swarm: sleeplessSwarm({ tasksPerDay: 12 / 365, roles: [role] }), period }),
      warehouse: PLAIN,
    });
    for (const rung of ['warehouse', 'ceiling'] as const)
      expect(usdOf({ ladder, rung }) * 1e6).toBeCloseTo(5_000 + 5_000 + 5_000 + 1_250 + 12_500, 4);
  });
});

describe('the warehouse', () => {
  const storageOf = (rung: Rung) =>
    rung.status === 'priced' ? rung.lines.find((line) => line.class === 'storage') : undefined;

  test('charges rent for token-hours', () => {
    const rung = warehouseRung({ context: contextOf(), warehouse: { ...PLAIN, storageUsdPerMTokHour: 0.01 } });
    const storage = storageOf(rung);
    expect(storage?.tokens).toBeNull();
    expect(storage?.usd).toBeCloseTo(((storage?.tokenHours ?? NaN) / 1e6) * 0.01, 12);
  });

  test('writes every miss at its own price, or at the offer’s input price', () => {
    const write = (writeUsdPerMTok: number | null): number => {
      const rung = warehouseRung({ context: contextOf(), warehouse: { ...PLAIN, writeUsdPerMTok } });
      const { tokens, usd } = lineTotals({ lines: rung.status === 'priced' ? rung.lines : [], prefix: 'cacheWrite' });
      return (usd / tokens) * 1e6;
    };
    expect(write(null)).toBeCloseTo(5, 12);
    expect(write(6.25)).toBeCloseTo(6.25, 12);
    expect(write(0)).toBe(0);
  });

  test('never hits less for longer retention', () => {
    const hits = [0, 60, 3_600, DAY, 30 * DAY].map((retentionSeconds) => {
      const rung = warehouseRung({ context: contextOf(), warehouse: { ...PLAIN, retentionSeconds } });
      return rung.status === 'priced' ? rung.hitRatio : NaN;
    });
    expect(hits).toEqual(hits.toSorted((a, b) => a - b));
    expect(hits[0]).toBe(0);
  });

  test('without retention stores nothing and costs what no cache does', () => {
    const ladder = ladderOf({
      context: contextOf(),
      warehouse: { ...PLAIN, retentionSeconds: 0, storageUsdPerMTokHour: 5 },
    });
    expect(usdOf({ ladder, rung: 'warehouse' })).toBeCloseTo(usdOf({ ladder, rung: 'no-cache' }), 6);
  });
});

describe('a warehouse that loses is shown losing', () => {
  const lossOf = ({ context, warehouse }: { context: PricingContext; warehouse: WarehouseTerms }): number =>
    ladderOf({ context, warehouse }).saving?.totalUsd ?? NaN;

  test('on prompts that are sent once and never again', () => {
    const swarm = swarmWith({ roles: [roleWith({ agentsPerTask: 1, turnsPerAgent: 1, firstInputTokens: 50_000 })] });
    const warehouse = { ...PLAIN, storageUsdPerMTokHour: 0.01 };
    const ladder = ladderOf({ context: contextOf({ swarm }), warehouse });
    expect(rungOf({ ladder, rung: 'best-policy' })).toMatchObject({ policy: 'no caching', hitRatio: 0 });
    // 840 tasks × 50,000 tokens × 24 h at 0.01 USD for a million token-hours: 10.08 USD of rent for nothing.
    expect(ladder.saving?.totalUsd).toBeCloseTo(-10.08, 6);
  });

  test('where writing costs ten times the input', () => {
    expect(lossOf({ context: contextOf(), warehouse: { ...PLAIN, writeUsdPerMTok: 50 } })).toBeLessThan(0);
  });

  test('where storage costs 5 USD for a million tokens an hour', () => {
    expect(lossOf({ context: contextOf(), warehouse: { ...PLAIN, storageUsdPerMTokHour: 5 } })).toBeLessThan(0);
  });

  test('and gains where it is plain and prompts come back', () => {
    expect(lossOf({ context: contextOf(), warehouse: PLAIN })).toBeGreaterThan(0);
  });
});

describe('prices that are missing', () => {
  test('of a read leave warehouse and ceiling without a price, say why, and keep no caching priced', () => {
    const offer = offerWith({
      periods: [periodWith({ base: ratesWith({ cacheRead: NOT_SOLD }) })],
      cachePolicy: policyWith({ trigger: 'none', ttls: [] }),
    });
    const ladder = ladderOf({ context: contextOf({ offer }), warehouse: PLAIN });
    for (const rung of ['warehouse', 'ceiling'] as const)
      expect(rungOf({ ladder, rung })).toMatchObject({ rung, status: 'unavailable', reason: 'not on the price page' });
    expect(rungOf({ ladder, rung: 'no-cache' }).status).toBe('priced');
    expect(rungOf({ ladder, rung: 'best-policy' })).toMatchObject({ status: 'priced', policy: 'no caching' });
    expect(ladder.saving).toBeNull();
  });

  test('of a read are made good by the warehouse’s own', () => {
    const offer = offerWith({
      periods: [periodWith({ base: ratesWith({ cacheRead: NOT_SOLD }) })],
      cachePolicy: policyWith({ trigger: 'none', ttls: [] }),
    });
    const ladder = ladderOf({ context: contextOf({ offer }), warehouse: { ...PLAIN, readUsdPerMTok: 0.5 } });
    for (const rung of ['warehouse', 'ceiling'] as const) expect(rungOf({ ladder, rung }).status).toBe('priced');
    expect(ladder.saving?.parts.find(({ part }) => part === 'readPrice')?.usd).toBe(0);
  });

  test('of a write leave its strategies out of the choice', () => {
    const offer = offerWith({
      periods: [periodWith({ base: ratesWith({ cacheWrite: { '5m': UNKNOWN } }) })],
      cachePolicy: policyWith({ ttls: [FIVE_MINUTES] }),
    });
    const ladder = ladderOf({ context: contextOf({ offer }), warehouse: PLAIN });
    expect(rungOf({ ladder, rung: 'provider-default' })).toMatchObject({
      status: 'unavailable',
      reason: 'nobody says',
    });
    expect(rungOf({ ladder, rung: 'best-policy' })).toMatchObject({ status: 'priced', policy: 'no caching' });
    expect(ladder.strategies.filter(({ status }) => status === 'unavailable')).toHaveLength(2);
  });

  test('of the input leave every rung without one', () => {
    const ladder = ladderOf({
      context: contextOf({ period: periodWith({ base: ratesWith({ input: UNKNOWN }) }) }),
      warehouse: PLAIN,
    });
    expect(
      ladder.rungs
        .filter(({ rung }) => ['no-cache', 'warehouse', 'ceiling'].includes(rung))
        .map(({ status }) => status),
    ).toEqual(['unavailable', 'unavailable', 'unavailable']);
  });
});

describe('the ceiling', () => {
  test('reads at the lower of the offer’s price and the warehouse’s', () => {
    const readAt = (readUsdPerMTok: number | null): number => {
      const rung = rungOf({
        ladder: ladderOf({ context: contextOf(), warehouse: { ...PLAIN, readUsdPerMTok } }),
        rung: 'ceiling',
      });
      const { usd, tokens } = lineTotals({ lines: rung.status === 'priced' ? rung.lines : [], prefix: 'cacheRead' });
      return (usd / tokens) * 1e6;
    };
    expect(readAt(null)).toBeCloseTo(0.5, 12);
    expect(readAt(0.2)).toBeCloseTo(0.2, 12);
    expect(readAt(3)).toBeCloseTo(0.5, 12);
  });

  test('writes first touches at the lower of the offer’s input and the warehouse’s write', () => {
    const writeAt = (writeUsdPerMTok: number | null): number => {
      const rung = rungOf({
        ladder: ladderOf({ context: contextOf(), warehouse: { ...PLAIN, writeUsdPerMTok } }),
        rung: 'ceiling',
      });
      const { usd, tokens } = lineTotals({
        lines: rung.status === 'priced' ? rung.lines : [],
        prefix: 'uncachedInput',
      });
      return (usd / tokens) * 1e6;
    };
    expect([null, 6, 1, 0].map((set) => Number(writeAt(set).toFixed(9)))).toEqual([5, 5, 1, 0]);
  });

  test('is free of premium: first touches cost the input price even where the seller only sells dearer writes', () => {
    const ladder = ladderOf({
      context: contextOf({
        period: periodWith({ base: ratesWith({ cacheWrite: { '5m': priced(50), '1h': priced(50) } }) }),
      }),
      warehouse: PLAIN,
    });
    const rung = rungOf({ ladder, rung: 'ceiling' });
    const { usd, tokens } = lineTotals({ lines: rung.status === 'priced' ? rung.lines : [], prefix: 'uncachedInput' });
    expect((usd / tokens) * 1e6).toBeCloseTo(5, 12);
  });

  test('reads at the cheapest of all caches, and writes where that costs less than input', () => {
    const other = (base: Partial<RateSet>): Offer => {
      const { cachePolicy } = offerWith();
      const periods = [periodWith({ base: ratesWith(base) })];
      return offerWith({ cacheModes: [{ id: 'explicit', name: 'explicit', cachePolicy, periods }] });
    };
    const perMTok = (offer: Offer, prefix: string): number => {
      const rung = rungOf({ ladder: ladderOf({ context: contextOf({ offer }), warehouse: PLAIN }), rung: 'ceiling' });
      const { usd, tokens } = lineTotals({ lines: rung.status === 'priced' ? rung.lines : [], prefix });
      return (usd / tokens) * 1e6;
    };
    expect(perMTok(other({ cacheRead: priced(0.3) }), 'cacheRead')).toBeCloseTo(0.3, 12);
    expect(perMTok(other({ cacheRead: priced(0.8) }), 'cacheRead')).toBeCloseTo(0.5, 12);
    expect(perMTok(other({ cacheWrite: { '5m': priced(4) } }), 'uncachedInput')).toBeCloseTo(4, 12);
  });
});
