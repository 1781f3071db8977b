import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { magnitudes, orderlyRates, swarms } from '../testing/arbitraries.ts';
import {
  NOT_SOLD,
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
  ttlWith,
} from '../testing/builders.ts';
import type { CachePolicy } from '../offer/cache-policy.ts';
import type { Offer, Price, PricePeriod } from '../offer/rate-card.ts';
import type { StoredStrategy } from '../offer/strategy.ts';
import { sumOf } from '../retention/ceiling.ts';
import { prefixTokensOf, type Role, type Swarm } from '../swarm/swarm.ts';
import { ladderOf } from './ladder.ts';
import { lineTotals } from './lines.ts';
import { priceStrategy, type PricedStrategy, type PricingContext } from './price-strategy.ts';

const HOUR = 3_600;
const OBJECT = ttlWith({ id: 'object', seconds: HOUR, semantics: 'fixed', refreshedByRead: false });

/** 5 / 0.5 / 25, created at the input price, rented at 1 USD per million token-hours. */
function objectOffer({
  period = periodWith({ base: ratesWith({ cacheWrite: { object: priced(5) }, storage: priced(1) }) }),
  ...changes
}: { period?: PricePeriod } & Partial<CachePolicy> = {}): Offer {
  const cachePolicy = policyWith({
    ttls: [OBJECT],
    maxBreakpoints: 1,
    storageObject: { defaultSeconds: assumedFact(HOUR), isProrated: true },
    ...changes,
  });
  return offerWith({ cachePolicy, periods: [period] });
}

function strategyWith({
  holds = 'task',
  keptSeconds = HOUR,
}: { holds?: StoredStrategy['holds']; keptSeconds?: number } = {}): StoredStrategy {
  return { kind: 'stored', ttl: OBJECT, holds, keptSeconds };
}

function pricedAs(context: PricingContext, strategy: StoredStrategy) {
  const priced = priceStrategy({ context, strategy });
  if (priced.status === 'unavailable') throw new Error(priced.reason);
  return priced;
}

const linesOf = ({ lines }: Extract<PricedStrategy, { status: 'priced' }>, prefix: string) =>
  lineTotals({ lines, prefix });

/** Once a month, so that nothing of one task meets another. */
function once(role: Partial<Role>): Swarm {
  return sleeplessSwarm({ tasksPerDay: 12 / 365, roles: [roleWith(role)] });
}

/** A document of 100,000 tokens and four questions about it, ten minutes apart. */
const QUESTIONS: Partial<Role> = {
  turnsPerAgent: 4,
  taskPrefixTokens: 100_000,
  firstInputTokens: 100,
  inputTokensPerTurn: 50,
  outputTokensPerTurn: 50,
  gap: everyGap(600),
};

describe('questions about a document', () => {
  const context = contextOf({ swarm: once(QUESTIONS), offer: objectOffer() });

  test('cost one creation, a read each, the rest as plain input, and rent until it is let go', () => {
    const bill = pricedAs(context, strategyWith({ keptSeconds: 900 }));
    // 100,000 created by a call of their own, then read with all four questions; own parts of 100, 200, 300 and 400.
    expect(bill.splits.map(({ readTokens }) => readTokens).reduce((sum, tokens) => sum + tokens, 0)).toBeCloseTo(
      3e5,
      3,
    );
    expect(linesOf(bill, 'cacheWrite')).toMatchObject({ tokens: expect.closeTo(100_000, 3), usd: expect.closeTo(0.5) });
    expect(linesOf(bill, 'cacheRead')).toMatchObject({ tokens: expect.closeTo(400_000, 3), usd: expect.closeTo(0.2) });
    expect(linesOf(bill, 'uncachedInput').tokens).toBeCloseTo(1_000, 3);
    // Three gaps of 600 s and 900 s after the last: 0.75 h.
    const rent = bill.lines.find((line) => line.class === 'storage');
    expect(rent).toMatchObject({ tokens: null, tokenHours: expect.closeTo(75_000, 3) });
    // 0.5 + 0.2 + 0.005 + 200 × 25 per million + 0.075. Of the prompts, three quarters were not computed again.
    expect(bill.usdPerMonth).toBeCloseTo(0.785, 6);
    expect(bill.hitRatio).toBeCloseTo(300_000 / 401_000, 9);
    expect(bill.pings).toBe(0);
  });

  test('cost a creation each where the object is let go in between', () => {
    const bill = pricedAs(context, strategyWith({ keptSeconds: 300 }));
    expect(linesOf(bill, 'cacheWrite').tokens).toBeCloseTo(400_000, 3);
    expect(linesOf(bill, 'cacheRead').tokens).toBeCloseTo(400_000, 3);
    expect(bill.hitRatio).toBeCloseTo(0, 9);
    // 4 × 300 s of 100,000 tokens.
    expect(bill.lines.find((line) => line.class === 'storage')?.tokenHours).toBeCloseTo(100_000 / 3, 3);
  });

  test('are cheaper than without a cache where reads are many and rent is small, and dearer where rent is not', () => {
    const ofRent = (usd: number): number => {
      const period = periodWith({ base: ratesWith({ cacheWrite: { object: priced(5) }, storage: priced(usd) }) });
      return pricedAs(contextOf({ swarm: once(QUESTIONS), offer: objectOffer({ period }) }), strategyWith())
        .usdPerMonth;
    };
    const none = priceStrategy({ context, strategy: { kind: 'none' } });
    if (none.status === 'unavailable') throw new Error(none.reason);
    // 401,000 × 5 and 200 × 25 per million.
    expect(none.usdPerMonth).toBeCloseTo(2.01, 6);
    // Three gaps of 600 s and an hour: 1.5 h, 150,000 token-hours. It pays below (2.01 − 0.71) ÷ 0.15 = 8.67.
    expect(ofRent(8.6)).toBeLessThan(none.usdPerMonth);
    expect(ofRent(8.7)).toBeGreaterThan(none.usdPerMonth);
  });

  test('are best where objects are one of several caches, and the ladder says so', () => {
    const stored = objectOffer();
    const offer = offerWith({
      cachePolicy: policyWith({ trigger: 'none', ttls: [] }),
      periods: [periodWith({ base: ratesWith({ cacheWrite: {}, storage: priced(1) }) })],
      cacheModes: [{ id: 'explicit', name: 'explicit', cachePolicy: stored.cachePolicy, periods: stored.periods }],
    });
    const ladder = ladderOf({
      context: contextOf({ swarm: once(QUESTIONS), offer }),
      warehouse: { retentionSeconds: 86_400, writeUsdPerMTok: null, readUsdPerMTok: null, storageUsdPerMTokHour: 0 },
    });
    expect(ladder.rungs.map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => 'priced'));
    expect(ladder.rungs[2]).toMatchObject({ policy: 'stored task prefixes, kept 15 min after use' });
    const parts = ladder.saving?.parts.reduce((sum, { usd }) => sum + usd, 0);
    expect(parts).toBeCloseTo(ladder.saving?.totalUsd ?? NaN, 9);
    // A warehouse free of rent saves what the seller charges for 75,000 token-hours.
    expect(ladder.saving?.parts.find(({ part }) => part === 'storage')?.usd).toBeCloseTo(0.075, 6);
  });
});

describe('what an object holds', () => {
  const prefixes: Partial<Role> = { ...QUESTIONS, sharedPrefixTokens: 60_000, taskPrefixTokens: 40_000 };
  const context = contextOf({ swarm: once(prefixes), offer: objectOffer() });

  test('is the shared prefix alone, and the task’s is sent every time', () => {
    const bill = pricedAs(context, strategyWith({ holds: 'shared', keptSeconds: 900 }));
    expect(linesOf(bill, 'cacheWrite').tokens).toBeCloseTo(60_000, 3);
    expect(linesOf(bill, 'cacheRead').tokens).toBeCloseTo(240_000, 3);
    expect(linesOf(bill, 'uncachedInput').tokens).toBeCloseTo(4 * 40_000 + 1_000, 3);
    // 0.75 h, less the one month in a thousand in which another task meets it.
    const { tokenHours = NaN } = bill.lines.find((line) => line.class === 'storage') ?? {};
    expect(tokenHours / 45_000).toBeCloseTo(1, 2);
    expect(tokenHours).toBeLessThan(45_000);
  });

  test('is both prefixes for each task, found or not found together', () => {
    // Tasks all the time, each once: the shared part is always warm, but no object of a task is found twice.
    const busy = sleeplessSwarm({ tasksPerDay: 10_000, roles: [roleWith({ ...prefixes, turnsPerAgent: 1 })] });
    const read = (holds: StoredStrategy['holds']): number =>
      pricedAs(contextOf({ swarm: busy, offer: objectOffer() }), strategyWith({ holds })).hitRatio;
    expect(read('task')).toBe(0);
    expect(read('shared')).toBeCloseTo(60_000 / 100_100, 3);
  });

  test('is nothing where there is no such prefix', () => {
    const of = (role: Partial<Role>, holds: StoredStrategy['holds']) =>
      priceStrategy({
        context: contextOf({ swarm: once({ ...QUESTIONS, ...role }), offer: objectOffer() }),
        strategy: strategyWith({ holds }),
      });
    const none = { status: 'unavailable', reason: 'there is no such prefix to store' };
    expect(of({}, 'shared')).toMatchObject(none);
    expect(of({ taskPrefixTokens: 0, sharedPrefixTokens: 5_000 }, 'task')).toMatchObject(none);
    expect(of({ taskPrefixTokens: 0, sharedPrefixTokens: 5_000 }, 'shared').status).toBe('priced');
  });
});

describe('agents that start at once', () => {
  /** Ten agents of one task, three turns of a minute, behind 60,000 shared and 40,000 task tokens. */
  const ten: Partial<Role> = {
    ...QUESTIONS,
    agentsPerTask: 10,
    turnsPerAgent: 3,
    sharedPrefixTokens: 60_000,
    taskPrefixTokens: 40_000,
    gap: everyGap(60),
  };
  const swarmAt = (launch: Swarm['launch']): Swarm => ({ ...once(ten), launch });
  const billAt = (launch: Swarm['launch'], holds: StoredStrategy['holds'] = 'task') =>
    pricedAs(contextOf({ swarm: swarmAt(launch), offer: objectOffer() }), strategyWith({ holds }));

  test('share one creation, made before them, and read it ten times', () => {
    for (const launch of ['simultaneous', 'staggered'] as const) {
      const bill = billAt(launch);
      expect(linesOf(bill, 'cacheWrite').tokens).toBeCloseTo(100_000, 3);
      expect(linesOf(bill, 'cacheRead').tokens).toBeCloseTo(30 * 100_000, 3);
    }
    expect(billAt('simultaneous').hitRatio).toBeCloseTo((29 * 100_000) / (30 * 100_000 + 10 * 600), 9);
  });

  test('share that of the shared prefix too', () => {
    const bill = billAt('simultaneous', 'shared');
    expect(linesOf(bill, 'cacheWrite').tokens / 60_000).toBeCloseTo(1, 3);
    expect(linesOf(bill, 'cacheRead').tokens).toBeCloseTo(30 * 60_000, 3);
    expect(linesOf(bill, 'uncachedInput').tokens).toBeCloseTo(30 * 40_000 + 10 * 600, 3);
  });

  test('of several groups share one each, where it is gone before the next', () => {
    // Two groups of five, two minutes after launchers that a third role starts: nothing is kept that long.
    const role = { ...ten, turnsPerAgent: 1, launchersPerTask: 2, launchGap: everyGap(120) };
    const swarm: Swarm = { ...once(role), launch: 'simultaneous' };
    const bill = pricedAs(contextOf({ swarm, offer: objectOffer() }), strategyWith({ keptSeconds: 1 }));
    expect(linesOf(bill, 'cacheWrite').tokens).toBeCloseTo(200_000, 3);
  });
});

describe('stored prefixes cannot be had', () => {
  const unavailable = (offer: Offer) =>
    priceStrategy({ context: contextOf({ swarm: once(QUESTIONS), offer }), strategy: strategyWith() });
  const renting = (storage: Price | null) =>
    objectOffer({
      period: periodWith({
        base: { ...ratesWith({ cacheWrite: { object: priced(5) } }), ...(storage && { storage }) },
      }),
    });

  test('where the rent is not known, or not sold', () => {
    expect(unavailable(renting(UNKNOWN))).toMatchObject({ status: 'unavailable', reason: 'rent: nobody says' });
    expect(unavailable(renting(NOT_SOLD))).toMatchObject({ status: 'unavailable', reason: /rent: not on/ });
    expect(unavailable(renting(null))).toMatchObject({ status: 'unavailable', reason: 'rent: no price known' });
    // A rent of nothing is a rent.
    expect(unavailable(renting(priced(0))).status).toBe('priced');
  });

  test('where creating or reading has no price', () => {
    for (const base of [
      ratesWith({ cacheWrite: { object: UNKNOWN }, storage: priced(1) }),
      ratesWith({ cacheWrite: {}, storage: priced(1) }),
      ratesWith({ cacheWrite: { object: priced(5) }, cacheRead: UNKNOWN, storage: priced(1) }),
    ])
      expect(unavailable(objectOffer({ period: periodWith({ base }) })).status).toBe('unavailable');
  });

  test('below the seller’s minimum, and can at it', () => {
    expect(unavailable(objectOffer({ minPrefixTokens: assumedFact(100_001) }))).toMatchObject({
      status: 'unavailable',
      reason: 'the prefix has 100000 tokens; objects start at 100001',
    });
    expect(unavailable(objectOffer({ minPrefixTokens: assumedFact(100_000) })).status).toBe('priced');
  });
});

describe('whatever is stored', () => {
  /** Objects at orderly rates; base and one band. */
  const offers: fc.Arbitrary<Offer> = fc
    .record({
      base: orderlyRates,
      band: orderlyRates,
      thresholdTokens: fc.integer({ min: 0, max: 100_000 }),
      rent: magnitudes(0.001, 5),
    })
    .map(({ base, band, thresholdTokens, rent }) =>
      objectOffer({
        period: periodWith({
          base: { ...base, cacheWrite: { object: base.input }, storage: priced(rent) },
          bands: [{ thresholdTokens, comparison: 'gt', rates: { ...band, cacheWrite: { object: band.input } } }],
        }),
      }),
    );
  const strategies = fc
    .record({ holds: fc.constantFrom('shared' as const, 'task' as const), keptSeconds: magnitudes(60, 1e6) })
    .map(strategyWith);
  /** Only roles that have both prefixes can be stored either way. */
  const storable = swarms.map((swarm): Swarm => ({
    ...swarm,
    roles: swarm.roles.map((role) => ({
      ...role,
      sharedPrefixTokens: role.sharedPrefixTokens + 1,
      taskPrefixTokens: role.taskPrefixTokens + 1,
    })),
  }));

  test('every prompt token is read, created or sent, once', () => {
    fc.assert(
      fc.property(storable, offers, strategies, (swarm, offer, strategy) => {
        const { splits, lines } = pricedAs(contextOf({ swarm, offer }), strategy);
        for (const split of splits) {
          const { readTokens, read, prefixWrittenTokens, ownWrittenTokens, uncachedTokens, promptTokens } = split;
          const parts = [readTokens, prefixWrittenTokens, ownWrittenTokens, uncachedTokens];
          for (const tokens of parts) expect(tokens).toBeGreaterThanOrEqual(0);
          const sum = parts.reduce((total, tokens) => total + tokens, 0);
          expect(Math.abs(sum - promptTokens)).toBeLessThanOrEqual(1e-9 * promptTokens);
          expect(read.sharedTokens + read.taskTokens).toBe(readTokens);
          // An object is read or created with every request.
          const objectTokens = strategy.holds === 'task' ? prefixTokensOf(split.role) : split.role.sharedPrefixTokens;
          const named = readTokens + prefixWrittenTokens;
          expect(Math.abs(named - split.requests * objectTokens)).toBeLessThanOrEqual(1e-9 * promptTokens);
        }
        const charged = ['uncachedInput', 'cacheWrite', 'cacheRead'].reduce(
          (total, prefix) => total + lineTotals({ lines, prefix }).tokens,
          0,
        );
        // What is created is a call of its own, and read with its request.
        const asked = sumOf({ splits, field: 'promptTokens' }) + sumOf({ splits, field: 'prefixWrittenTokens' });
        expect(Math.abs(charged - asked)).toBeLessThanOrEqual(1e-9 * asked);
      }),
      { numRuns: 60 },
    );
  });

  test('costs no less than the ceiling', () => {
    fc.assert(
      fc.property(storable, offers, strategies, (swarm, offer, strategy) => {
        const context = contextOf({ swarm, offer });
        const ceiling = ladderOf({
          context,
          warehouse: { retentionSeconds: 0, writeUsdPerMTok: null, readUsdPerMTok: null, storageUsdPerMTokHour: 0 },
        }).rungs.find(({ rung }) => rung === 'ceiling');
        if (ceiling?.status !== 'priced') throw new Error('no ceiling');
        const { usdPerMonth } = pricedAs(context, strategy);
        expect(ceiling.usdPerMonth).toBeLessThanOrEqual(usdPerMonth * (1 + 1e-9));
      }),
      { numRuns: 40 },
    );
  });

  test('is never created more often for being kept longer, nor rented for less', () => {
    fc.assert(
      fc.property(storable, offers, strategies, magnitudes(1, 100), (swarm, offer, strategy, factor) => {
        const context = contextOf({ swarm, offer });
        const short = pricedAs(context, strategy);
        const long = pricedAs(context, { ...strategy, keptSeconds: strategy.keptSeconds * factor });
        const created = (bill: typeof short): number => linesOf(bill, 'cacheWrite').tokens;
        const rented = ({ lines }: typeof short): number =>
          lines.find((line) => line.class === 'storage')?.tokenHours ?? NaN;
        expect(created(long)).toBeLessThanOrEqual(created(short) * (1 + 1e-9));
        expect(rented(long)).toBeGreaterThanOrEqual(rented(short) * (1 - 1e-9));
      }),
      { numRuns: 40 },
    );
  });

  test('agrees with a walk through the turns of one agent', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 200_000 }),
        magnitudes(1, 10_000),
        magnitudes(1, 10_000),
        (turns, prefix, gap, kept) => {
          fc.pre(Math.abs(gap / kept - 1) > 1e-6);
          const role = { ...QUESTIONS, turnsPerAgent: turns, taskPrefixTokens: prefix, gap: everyGap(gap) };
          let created = 0;
          let seconds = 0;
          for (let turn = 0; turn < turns; turn++) {
            if (turn === 0 || gap >= kept) created += prefix;
            seconds += turn < turns - 1 ? Math.min(gap, kept) : kept;
          }
          const bill = pricedAs(
            contextOf({ swarm: once(role), offer: objectOffer() }),
            strategyWith({ keptSeconds: kept }),
          );
          expect(linesOf(bill, 'cacheWrite').tokens / created).toBeCloseTo(1, 6);
          expect(linesOf(bill, 'cacheRead').tokens / (turns * prefix)).toBeCloseTo(1, 6);
          const hours = bill.lines.find((line) => line.class === 'storage')?.tokenHours ?? NaN;
          expect(hours / ((prefix * seconds) / HOUR)).toBeCloseTo(1, 6);
        },
      ),
      { numRuns: 60 },
    );
  });
});
