import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BASE_SCENARIO } from './base.ts';
import { decodeSet, encodeSet, isSetLink, MOST_IN_SET } from './codec-set.ts';
import { CURRENT_FORMAT } from './formats/index.ts';
import { BASE_1 } from './formats/v1.ts';
import { pack } from './packing.ts';
import { scenarioSchema, type Scenario } from './schema.ts';
import { scenarios as anyScenarios } from './testing/arbitraries.ts';
import { HOUR, ownPrices } from './testing/sets.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 20 });
const price = fc.option(
  fc
    .oneof(
      fc.double({ min: 0, max: 1_000, noNaN: true }),
      fc.nat(100_000).map((cents) => cents / 100),
    )
    .map((value) => value + 0),
  { nil: null },
);
const ownOffers = fc.uniqueArray(
  fc.record({
    id: fc.stringMatching(/^own\/[a-z0-9-]{1,6}$/),
    name: text,
    basedOn: text,
    discountRatio: fc.constantFrom(0, 0.1, 0.25),
    rates: fc.record({ input: price, output: price, cacheRead: price, cacheWrite: price }),
  }),
  { selector: ({ id }) => id, maxLength: 6 },
);
const rateSet = fc.record({
  input: price,
  output: price,
  cacheRead: price,
  cacheWrite: fc.dictionary(fc.constantFrom('5m', '1h'), price, { noNullPrototype: true }),
});
const carriedRates = fc.array(fc.record({ offerId: text, base: rateSet, bands: fc.constant([]) }), { maxLength: 2 });
/** Scenarios that differ in every kind of part: text, numbers, choices, lists of another length, sections that may be absent. */
const scenarios: fc.Arbitrary<Scenario> = fc
  .record({
    name: text,
    offerId: text,
    ownOffers,
    carriedRates,
    people: fc.nat(1_000_000).map((count) => count + 1),
    retentionSeconds: fc.double({ min: 0, max: 1e6, noNaN: true }).map((value) => value + 0),
    roles: fc.integer({ min: 1, max: 3 }),
    turnsPerAgent: fc.integer({ min: 1, max: 100 }),
    compaction: fc.boolean(),
    writeUsdPerMTok: price,
    launch: fc.constantFrom('simultaneous' as const, 'staggered' as const),
  })
  .map(
    ({
      name,
      offerId,
      ownOffers: own,
      carriedRates: rates,
      people,
      retentionSeconds,
      roles,
      turnsPerAgent,
      compaction,
      writeUsdPerMTok,
      launch,
    }) => {
      const [planner] = BASE_1.workload.roles;
      return {
        ...BASE_SCENARIO,
        name,
        offerId,
        ownOffers: own,
        carriedRates: rates,
        warehouse: { ...BASE_SCENARIO.warehouse, retentionSeconds, writeUsdPerMTok },
        workload: {
          ...BASE_SCENARIO.workload,
          people,
          launch,
          roles: Array.from({ length: roles }, () => ({
            ...planner,
            turnsPerAgent,
            ...(!compaction && { compaction: null }),
          })),
        },
      } satisfies Scenario;
    },
  );

describe('any link of several scenarios', () => {
  it('gives back what was put in, for any scenarios', () => {
    fc.assert(
      fc.property(fc.array(scenarios, { minLength: 1, maxLength: 4 }), (set) => {
        const hash = encodeSet(set);
        expect(isSetLink(hash)).toBe(set.length > 1);
        expect(decodeSet(`https://example.org/app/?page=compare#${hash}`)).toEqual({ scenarios: set, notices: [] });
        expect(encodeSet(decodeSet(hash).scenarios)).toBe(hash);
      }),
      { numRuns: 250 },
    );
  });

  it('gives back scenarios that share nothing but their schema', () => {
    fc.assert(
      fc.property(fc.array(anyScenarios, { minLength: 2, maxLength: 4 }), (drawn) => {
        const { scenarios: read, notices } = decodeSet(encodeSet(drawn));
        expect(read).toEqual(drawn);
        expect(notices).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  const set = [
    BASE_SCENARIO,
    HOUR,
    { ...HOUR, name: 'Nightly “blue” runs', ownOffers: ownPrices({ seed: 3, count: 4 }) },
  ];
  const hash = encodeSet(set);

  it('is noticed where a character was changed, or is the same set', () => {
    fc.assert(
      fc.property(fc.nat(hash.length - 1), fc.string({ minLength: 1, maxLength: 1 }), (at, symbol) => {
        const read = decodeSet(hash.slice(0, at) + symbol + hash.slice(at + 1));
        for (const scenario of read.scenarios) expect(scenarioSchema.safeParse(scenario).success).toBe(true);
        if (read.notices.every(({ kind }) => kind === 'repaired')) expect(read.scenarios).toEqual(set);
      }),
      { numRuns: 300 },
    );
  });
});

describe('hostile links of several scenarios', () => {
  const linkOf = (pairs: string): string => {
    const { dictionary } = CURRENT_FORMAT;
    return `v=1.abcd&set=${pack({ text: pairs, ...(dictionary && { dictionary }) })}`;
  };

  it('never throw, and give at least one valid scenario and at most four', () => {
    const key = fc.oneof(
      fc.constantFrom(
        'set',
        'own',
        'rates',
        '1:own',
        '2:rates',
        '9:name',
        '999:x',
        '1:',
        ':',
        '__proto__',
        '1:__proto__',
      ),
      fc.constantFrom('workload', '1:workload.roles.0', 'ownOffers', '1:ownOffers.0', 'constructor', '3:kv.custom'),
      fc.string(),
    );
    const value = fc.oneof(
      fc.jsonValue(),
      fc.string(),
      fc.constantFrom(4, 1e9, -1, 2.5, '2;;;;;;;;', '99;;;;;;;;', '1;*'),
    );
    const packedText = fc
      .array(fc.tuple(key, value))
      .map((pairs) => linkOf(`{${pairs.map(([k, v]) => `${JSON.stringify(k)}:${JSON.stringify(v)}`).join()}}`));
    const text = fc.oneof(
      packedText,
      fc.string().map((rest) => `v=1&set=${rest}`),
      fc.string().map((rest) => `${rest}&set=${rest}`),
      fc.string({ unit: 'binary' }).map((rest) => `set=${rest}`),
    );
    fc.assert(
      fc.property(text, (hash) => {
        const { scenarios: read } = decodeSet(hash);
        expect(read.length).toBeGreaterThan(0);
        expect(read.length).toBeLessThanOrEqual(MOST_IN_SET);
        for (const scenario of read) expect(scenarioSchema.safeParse(scenario).success).toBe(true);
      }),
      { numRuns: 1_500 },
    );
  });
});
