import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lengthThresholds, orderlyOffers, orderlyRates, swarms } from '../testing/arbitraries.ts';
import {
  FIVE_MINUTES,
  ONE_HOUR,
  UNKNOWN,
  assumedFact,
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
import { knownRate, ratesForPrompt, type RateSet } from '../offer/rate-card.ts';
import { strategiesOf, type Strategy } from '../offer/strategy.ts';
import { sumOf } from '../retention/ceiling.ts';
import { gapsAtWindow } from '../swarm/gap-mixture.ts';
import { longestPromptTokens, promptTokens, tasksPerMonth, type Role } from '../swarm/swarm.ts';
import { lineTotals, type SpendLine } from './lines.ts';
import { priceStrategy, priceWithPings, type PricedStrategy, type PricingContext } from './price-strategy.ts';

const NONE: Strategy = { kind: 'none' };

type Priced = Extract<PricedStrategy, { status: 'priced' }>;

function pricedOf(result: PricedStrategy): Priced {
  if (result.status !== 'priced') throw new Error(result.reason);
  return result;
}

function price({ context, strategy }: { context: PricingContext; strategy: Strategy }): Priced {
  return pricedOf(priceStrategy({ context, strategy }));
}

function tokensOf({ lines, prefix }: { lines: readonly SpendLine[]; prefix: string }): number {
  return lineTotals({ lines, prefix }).tokens;
}

/** One task a month by one agent, whose requests follow each other at equal distance. */
function onceAMonth({ gapSeconds, ...role }: Partial<Role> & { readonly gapSeconds: number }) {
  return sleeplessSwarm({ tasksPerDay: 12 / 365, roles: [roleWith({ gap: everyGap(gapSeconds), ...role })] });
}

describe('no caching', () => {
  test('costs every prompt at the rates of its own length', () => {
    fc.assert(
      fc.property(swarms, orderlyOffers, (swarm, offer) => {
        const context = contextOf({ swarm, offer });
        let usd = 0;
        for (const role of swarm.roles) {
          for (let turn = 0; turn < role.turnsPerAgent; turn++) {
            const length = promptTokens({ role, turn });
            const rates = ratesForPrompt({ period: context.period, promptTokens: length });
            const each =
              length * (knownRate(rates.input) ?? NaN) + role.outputTokensPerTurn * (knownRate(rates.output) ?? NaN);
            usd += (tasksPerMonth(swarm) * role.agentsPerTask * each) / 1e6;
          }
        }
        const { usdPerMonth, hitRatio } = price({ context, strategy: NONE });
        expect(Math.abs(usdPerMonth - usd)).toBeLessThanOrEqual(1e-9 * usd);
        expect(hitRatio).toBe(0);
      }),
    );
  });
});

describe('every strategy', () => {
  const strategies = fc
    .record({ swarm: swarms, offer: orderlyOffers, which: fc.nat() })
    .map(({ swarm, offer, which }) => {
      const context = contextOf({ swarm, offer });
      const all = strategiesOf({ offer, period: context.period });
      return { context, strategy: all[which % all.length] ?? NONE };
    });

  test('pays for each prompt token in one class and for each output token, pings apart', () => {
    fc.assert(
      fc.property(strategies, ({ context, strategy }) => {
        const { lines, splits } = price({ context, strategy });
        const prompt = sumOf({ splits, field: 'promptTokens' });
        const paid = ['uncachedInput', 'cacheWrite', 'cacheRead'].reduce(
          (sum, prefix) => sum + tokensOf({ lines, prefix }),
          0,
        );
        expect(Math.abs(paid - prompt)).toBeLessThanOrEqual(1e-9 * prompt);
        expect(tokensOf({ lines, prefix: 'output' })).toBeCloseTo(sumOf({ splits, field: 'outputTokens' }), 3);
      }),
      { numRuns: 60 },
    );
  });

  test('pays no band that lies beyond its longest prompt', () => {
    fc.assert(
      fc.property(strategies, orderlyRates, ({ context, strategy }, rates) => {
        const plain = { ...context, period: { ...context.period, bands: [] } };
        const beyond = { thresholdTokens: longestPromptTokens(context.swarm), comparison: 'gt', rates } as const;
        const banded = { ...context, period: { ...context.period, bands: [beyond] } };
        const { usdPerMonth } = pricedOf(priceWithPings({ context: plain, strategy, pings: 2 }));
        expect(pricedOf(priceWithPings({ context: banded, strategy, pings: 2 })).usdPerMonth).toBeCloseTo(
          usdPerMonth,
          6,
        );
      }),
      { numRuns: 60 },
    );
  });

  test('pays the same in a band that costs what the base does', () => {
    fc.assert(
      fc.property(strategies, lengthThresholds, ({ context, strategy }, thresholds) => {
        const plain = { ...context, period: { ...context.period, bands: [] } };
        const bands = thresholds
          .toSorted((a, b) => a.thresholdTokens - b.thresholdTokens)
          .map((threshold) => ({ ...threshold, rates: context.period.base }));
        const { usdPerMonth } = pricedOf(priceWithPings({ context: plain, strategy, pings: 1 }));
        const banded = pricedOf(
          priceWithPings({ context: { ...context, period: { ...context.period, bands } }, strategy, pings: 1 }),
        );
        expect(Math.abs(banded.usdPerMonth - usdPerMonth)).toBeLessThanOrEqual(1e-9 * usdPerMonth);
      }),
      { numRuns: 60 },
    );
  });

  test('moves a request into a band as a whole', () => {
    // Prompts of 1,000 and 1,100; above 1,000 everything costs ten times as much. 5m, all warm: 1,000 written at 6.25;
    // then 1,000 read at 5 and 100 written at 62.5; 50 out at 25 and 50 at 250.
    const tenfold: RateSet = {
      input: priced(50),
      output: priced(250),
      cacheRead: priced(5),
      cacheWrite: { '5m': priced(62.5) },
    };
    const period = periodWith({ bands: [{ thresholdTokens: 1_000, comparison: 'gt', rates: tenfold }] });
    const swarm = onceAMonth({
      turnsPerAgent: 2,
      firstInputTokens: 1_000,
      inputTokensPerTurn: 50,
      outputTokensPerTurn: 50,
      gapSeconds: 60,
    });
    const { usdPerMonth } = pricedOf(
      priceWithPings({
        context: contextOf({ swarm, period }),
        strategy: { kind: 'single', ttl: FIVE_MINUTES, maxPings: 0 },
        pings: 0,
      }),
    );
    expect(usdPerMonth * 1e6).toBeCloseTo(1_000 * 6.25 + 1_000 * 5 + 100 * 62.5 + 50 * 25 + 50 * 250, 4);
  });
});

describe('a mixed strategy', () => {
  test('keeps prefixes for the long life and histories for the short one, each at its price', () => {
    // Half an hour between two turns: the 1,000 shared tokens are still there after it, the 100 own ones are not.
    // 1,000 × 10 + 100 × 6.25, then 1,000 × 0.5 + 110 × 6.25; 5 tokens out twice at 25.
    const swarm = onceAMonth({
      turnsPerAgent: 2,
      sharedPrefixTokens: 1_000,
      firstInputTokens: 100,
      inputTokensPerTurn: 5,
      outputTokensPerTurn: 5,
      gapSeconds: 1_800,
    });
    const { usdPerMonth, hitRatio } = price({
      context: contextOf({ swarm }),
      strategy: { kind: 'mixed', prefixTtl: ONE_HOUR, ownTtl: FIVE_MINUTES, maxPings: 0 },
    });
    expect(usdPerMonth * 1e6).toBeCloseTo(10_000 + 625 + 500 + 687.5 + 250, 4);
    expect(hitRatio).toBeCloseTo(1_000 / 2_210, 9);
  });
});

describe('a price that is missing', () => {
  const context = (base: RateSet): PricingContext => contextOf({ period: periodWith({ base }) });

  test('makes a strategy unavailable, not free', () => {
    const unknownWrite = context(ratesWith({ cacheWrite: { '5m': UNKNOWN, '1h': priced(10) } }));
    expect(
      priceStrategy({ context: unknownWrite, strategy: { kind: 'single', ttl: FIVE_MINUTES, maxPings: 0 } }),
    ).toMatchObject({ status: 'unavailable', reason: 'nobody says' });
    expect(
      priceStrategy({
        context: unknownWrite,
        strategy: { kind: 'mixed', prefixTtl: ONE_HOUR, ownTtl: FIVE_MINUTES, maxPings: 0 },
      }),
    ).toMatchObject({ status: 'unavailable' });
    expect(
      priceStrategy({ context: unknownWrite, strategy: { kind: 'single', ttl: ONE_HOUR, maxPings: 0 } }),
    ).toMatchObject({ status: 'priced' });
  });

  test('in a band that some prompts reach is missing for all', () => {
    const band = { thresholdTokens: 12_000, comparison: 'gt', rates: ratesWith({ input: UNKNOWN }) } as const;
    expect(
      priceStrategy({ context: contextOf({ period: periodWith({ bands: [band] }) }), strategy: NONE }).status,
    ).toBe('unavailable');
    const beyond = { ...band, thresholdTokens: 1_000_000 };
    expect(
      priceStrategy({ context: contextOf({ period: periodWith({ bands: [beyond] }) }), strategy: NONE }).status,
    ).toBe('priced');
  });

  test('of an output nobody asks for does not matter', () => {
    const swarm = swarmWith({ roles: [roleWith({ outputTokensPerTurn: 0 })] });
    expect(
      priceStrategy({
        context: contextOf({ swarm, period: periodWith({ base: ratesWith({ output: UNKNOWN }) }) }),
        strategy: NONE,
      }).status,
    ).toBe('priced');
  });
});

describe('keep-warm pings', () => {
  const single: Strategy = { kind: 'single', ttl: FIVE_MINUTES, maxPings: 11 };

  test('follow every request, the last one to the limit', () => {
    // Turns 800 s apart, pings every 300 s, three at most: two before the next request comes, three after the last.
    // Prompts of 1,000, 1,100 and 1,200 tokens: 2 × 1,000 + 2 × 1,100 + 3 × 1,200.
    const swarm = onceAMonth({
      turnsPerAgent: 3,
      firstInputTokens: 1_000,
      inputTokensPerTurn: 60,
      outputTokensPerTurn: 40,
      gapSeconds: 800,
    });
    const { lines, hitRatio } = pricedOf(priceWithPings({ context: contextOf({ swarm }), strategy: single, pings: 3 }));
    expect(tokensOf({ lines, prefix: 'pings' })).toBeCloseTo(2_000 + 2_200 + 3_600, 6);
    // They stand outside the hit rate: 1,000 and 1,100 of 3,300 prompt tokens are read.
    expect(hitRatio).toBeCloseTo(2_100 / 3_300, 9);
  });

  test('do not reach as far as a request that comes later than the last of them', () => {
    const swarm = onceAMonth({ turnsPerAgent: 2, firstInputTokens: 1_000, gapSeconds: 1_300 });
    const hits = (pings: number): number =>
      pricedOf(priceWithPings({ context: contextOf({ swarm }), strategy: single, pings })).hitRatio;
    // Three pings carry the prefix to 1,200 s, four to 1,500 s.
    expect(hits(3)).toBe(0);
    expect(hits(4)).toBeGreaterThan(0);
  });

  test('are not sent behind prompts too short to be cached', () => {
    const offer = offerWith({ cachePolicy: policyWith({ minPrefixTokens: assumedFact(1_050) }) });
    const swarm = onceAMonth({
      turnsPerAgent: 2,
      firstInputTokens: 1_000,
      inputTokensPerTurn: 60,
      outputTokensPerTurn: 40,
      gapSeconds: 800,
    });
    const { lines } = pricedOf(priceWithPings({ context: contextOf({ swarm, offer }), strategy: single, pings: 3 }));
    // Only the second prompt, of 1,100 tokens, is; it is also the last.
    expect(tokensOf({ lines, prefix: 'pings' })).toBeCloseTo(3_300, 6);
  });

  test('cost and save what a turn-by-turn recount says, and the cheapest number of them is taken', () => {
    const role = roleWith({ agentsPerTask: 3, turnsPerAgent: 25, firstInputTokens: 20_000 });
    const context = contextOf({ swarm: swarmWith({ roles: [role] }) });
    const agents = tasksPerMonth(context.swarm) * role.agentsPerTask;

    const recount = (pings: number): number => {
      const outlasting = (seconds: number): number =>
        gapsAtWindow({ gap: role.gap, windowSeconds: seconds }).survivalRatio;
      const cold = outlasting(300 * (pings + 1));
      let usd = 0;
      for (let turn = 0; turn < role.turnsPerAgent; turn++) {
        const length = promptTokens({ role, turn });
        const history = turn === 0 ? 0 : promptTokens({ role, turn: turn - 1 });
        const readTokens = history * (1 - cold);
        usd += readTokens * 0.5 + (length - readTokens) * 6.25 + role.outputTokensPerTurn * 25;
        for (let ping = 1; ping <= pings; ping++)
          usd += length * 0.5 * (turn === role.turnsPerAgent - 1 ? 1 : outlasting(300 * ping));
      }
      return (agents * usd) / 1e6;
    };

    const recounted = Array.from({ length: 12 }, (_, pings) => recount(pings));
    recounted.forEach((usd, pings) => {
      expect(pricedOf(priceWithPings({ context, strategy: single, pings })).usdPerMonth / usd).toBeCloseTo(1, 12);
    });
    const { pings, usdPerMonth } = price({ context, strategy: single });
    expect(usdPerMonth / Math.min(...recounted)).toBeCloseTo(1, 12);
    expect(pings).toBe(recounted.indexOf(Math.min(...recounted)));
    // Neither end of the range, so that the search is seen to search.
    expect(pings).toBeGreaterThan(0);
    expect(pings).toBeLessThan(11);
  });

  test('are searched to the cheapest number there is, for any swarm and offer', () => {
    fc.assert(
      fc.property(swarms, orderlyOffers, (swarm, offer) => {
        const context = contextOf({ swarm, offer });
        for (const strategy of strategiesOf({ offer, period: context.period })) {
          if ((strategy.kind !== 'single' && strategy.kind !== 'shared') || strategy.maxPings === 0) continue;
          const tried = Array.from(
            { length: strategy.maxPings + 1 },
            (_, pings) => pricedOf(priceWithPings({ context, strategy, pings })).usdPerMonth,
          );
          expect(price({ context, strategy }).usdPerMonth / Math.min(...tried)).toBeCloseTo(1, 12);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('are not sent where they only cost', () => {
    const swarm = onceAMonth({ turnsPerAgent: 20, firstInputTokens: 1_000, gapSeconds: 60 });
    expect(price({ context: contextOf({ swarm }), strategy: single }).pings).toBe(0);
  });
});
