import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BUDGET_LIMITS,
  CACHE_LIMITS,
  CLUSTER_CHOICE_LIMITS,
  CLUSTER_LIMITS,
  COMMITMENT_LIMITS,
  COMPACTION_LIMITS,
  EXCHANGE_LIMITS,
  GAP_LIMITS,
  GEOMETRY_LIMITS,
  KV_LIMITS,
  MEASURED_LIMITS,
  MOST_GAP_COMPONENTS,
  MOST_ROLES,
  OWN_OFFER_LIMITS,
  PROVISIONED_LIMITS,
  PURCHASE_LIMITS,
  ROLE_LIMITS,
  SEAT_LIMITS,
  SIZING_CHOICE_LIMITS,
  SIZING_LIMITS,
  WAREHOUSE_LIMITS,
  WORKLOAD_LIMITS,
  type FieldLimits,
} from '../domain/field-limits.ts';
import { ENGINE_NAMES } from '../domain/kv-cache/engine/engine.ts';
import { KV_DTYPES } from '../domain/kv-cache/precision.ts';
import { CODEC_KINDS } from '../domain/kv-cache/storage-codec.ts';
import { GAP_CAUSES } from '../domain/swarm/gap-mixture.ts';
import { WEIGHT_FORMATS } from '../domain/serving/weight-format.ts';
import { ROUTINGS } from '../domain/warehouse/queue.ts';
import { BASE_SCENARIO } from './base.ts';
import {
  ATTENTION_PARALLELISMS,
  CLUSTER_BASELINES,
  LOAD_RULES,
  WAREHOUSE_PATHS,
  WAREHOUSE_SHARINGS,
} from './cluster-schema.ts';
import { decodeDocument, decodeScenario, encodeScenario } from './codec.ts';
import { scenarioSchema, type Scenario } from './schema.ts';

const number = ({ min, max, whole }: FieldLimits): fc.Arbitrary<number> =>
  whole
    ? fc.integer({ min, max: Math.min(max, 2 ** 31 - 1) })
    : // JSON has no −0; the scenario does not tell the zeros apart.
      fc.double({ min, max, noNaN: true }).map((value) => (Object.is(value, -0) ? 0 : value));
const fields = <K extends string>(table: Readonly<Record<K, FieldLimits>>) =>
  fc.record(
    Object.fromEntries(Object.entries<FieldLimits>(table).map(([key, limits]) => [key, number(limits)])),
  ) as fc.Arbitrary<Record<K, number>>;
const nullable = (limits: FieldLimits) => fc.option(number(limits), { nil: null });
// Any text a person could type or paste, separators of the link format and lone surrogates excluded by JSON included.
const text = fc.string({ unit: 'grapheme', maxLength: 20 });

const gapPart = fc
  .tuple(fields(GAP_LIMITS), fc.option(fc.constantFrom(...GAP_CAUSES), { nil: undefined }))
  .map(([part, cause]) => (cause === undefined ? part : { ...part, cause }));
const role = fc
  .tuple(
    fields(ROLE_LIMITS),
    fc.record({
      name: text,
      offerId: fc.option(text, { nil: null }),
      launchedBy: fc.option(fc.nat(MOST_ROLES - 1), { nil: null }),
      keepsReasoning: fc.boolean(),
      compaction: fc.option(fields(COMPACTION_LIMITS), { nil: null }),
      gap: fc.array(gapPart, { minLength: 1, maxLength: MOST_GAP_COMPONENTS }),
    }),
  )
  .map(([values, rest]) => ({ ...values, ...rest }));
const day = fc.constantFrom('2026-11-20', '2026-12-01', '2030-02-28');
const ownId = fc.stringMatching(/^own\/[a-z0-9-]{1,40}$/);
const ownOffers = fc.uniqueArray(
  fc.record({
    id: ownId,
    name: text,
    basedOn: text,
    discountRatio: number(OWN_OFFER_LIMITS.discountRatio),
    rates: fc.record({
      input: nullable(OWN_OFFER_LIMITS.usdPerMTok),
      output: nullable(OWN_OFFER_LIMITS.usdPerMTok),
      cacheRead: nullable(OWN_OFFER_LIMITS.usdPerMTok),
      cacheWrite: nullable(OWN_OFFER_LIMITS.usdPerMTok),
    }),
  }),
  { selector: ({ id }) => id, maxLength: 3 },
);
const priceCorrections = fc.array(
  fc.record({
    offerId: text,
    class: fc.oneof(
      fc.constantFrom('input', 'output', 'cacheRead'),
      fc.stringMatching(/^[\w.-]{1,20}$/).map((ttlId) => `cacheWrite:${ttlId}`),
    ),
    usdPerMTok: number(OWN_OFFER_LIMITS.usdPerMTok),
    source: text,
    checkedOn: day,
  }),
  { maxLength: 3 },
);
const purchase = fc
  .tuple(
    fields(PURCHASE_LIMITS),
    fc.record({
      modeId: text,
      modifierIds: fc.array(text, { maxLength: 8 }),
      commitments: fc.array(
        fc.tuple(fields(COMMITMENT_LIMITS), text).map(([values, seller]) => ({ ...values, seller })),
        { maxLength: 3 },
      ),
      exchangeRates: fc.array(
        fc
          .tuple(fields(EXCHANGE_LIMITS), fc.stringMatching(/^[A-Z]{3}$/), day)
          .map(([values, currency, asOf]) => ({ ...values, currency, asOf })),
        { maxLength: 3 },
      ),
      seats: fc.option(fields(SEAT_LIMITS), { nil: null }),
      provisioned: fc.option(fields(PROVISIONED_LIMITS), { nil: null }),
    }),
  )
  .map(([values, rest]) => ({ ...values, ...rest }));
const choices = <K extends string>(table: Readonly<Record<K, FieldLimits>>) =>
  fc.record(
    Object.fromEntries(Object.entries<FieldLimits>(table).map(([key, limits]) => [key, nullable(limits)])),
  ) as fc.Arbitrary<Record<K, number | null>>;
const cluster = fc
  .tuple(
    fields(CLUSTER_LIMITS),
    choices(CLUSTER_CHOICE_LIMITS),
    fields(SIZING_LIMITS),
    choices(SIZING_CHOICE_LIMITS),
    fc.record({
      modelId: fc.option(text, { nil: null }),
      acceleratorId: text,
      dramTierId: text,
      warehouseTierId: text,
      baseline: fc.constantFrom(...CLUSTER_BASELINES),
      loads: fc.constantFrom(...LOAD_RULES),
      attention: fc.option(fc.constantFrom(...ATTENTION_PARALLELISMS), { nil: null }),
      warehouseSharing: fc.constantFrom(...WAREHOUSE_SHARINGS),
      warehousePath: fc.constantFrom(...WAREHOUSE_PATHS),
      routing: fc.constantFrom(...ROUTINGS),
      isDramPaid: fc.boolean(),
      weightFormat: fc.option(fc.constantFrom(...WEIGHT_FORMATS), { nil: null }),
    }),
  )
  .map((parts) => Object.assign({}, ...parts) as Scenario['cluster']);
const measured = fc.option(
  fc
    .tuple(
      fields(MEASURED_LIMITS),
      fc.record({
        processor: fc.constantFrom('gpu' as const, 'cpu' as const),
        timer: fc.constantFrom('timestamp' as const, 'wall' as const),
        method: text,
        adapter: text,
        browser: text,
        measuredOn: day,
        cardId: fc.option(text, { nil: null }),
        warnings: fc.array(text, { maxLength: 8 }),
      }),
    )
    .map(([values, rest]) => ({ ...values, ...rest })),
  { nil: null },
);
const scenarios: fc.Arbitrary<Scenario> = fc.record({
  name: text,
  asOf: day,
  timeZone: fc.constantFrom('UTC', 'Europe/Berlin'),
  catalogRevision: fc.constant('2026-11-20'),
  offerId: fc.oneof(fc.constant('anthropic/claude-opus-5-5'), text),
  carriedRates: fc.array(
    fc.record({
      offerId: text,
      base: fc.record({
        input: nullable(WAREHOUSE_LIMITS.writeUsdPerMTok),
        output: nullable(WAREHOUSE_LIMITS.writeUsdPerMTok),
        cacheRead: nullable(WAREHOUSE_LIMITS.readUsdPerMTok),
        cacheWrite: fc.dictionary(fc.constantFrom('5m', '1h', 'auto'), nullable(WAREHOUSE_LIMITS.writeUsdPerMTok), {
          noNullPrototype: true,
        }),
      }),
      bands: fc.constant([]),
    }),
    { maxLength: 2 },
  ),
  ownOffers,
  priceCorrections,
  purchase,
  workload: fc
    .tuple(
      fields(WORKLOAD_LIMITS),
      fc.constantFrom('simultaneous' as const, 'staggered' as const),
      fc.array(role, { minLength: 1, maxLength: 3 }),
    )
    .map(([values, launch, roles]) => ({ ...values, launch, roles })),
  warehouse: fc.record({
    retentionSeconds: number(WAREHOUSE_LIMITS.retentionSeconds),
    writeUsdPerMTok: nullable(WAREHOUSE_LIMITS.writeUsdPerMTok),
    readUsdPerMTok: nullable(WAREHOUSE_LIMITS.readUsdPerMTok),
    storageUsdPerMTokHour: nullable(WAREHOUSE_LIMITS.storageUsdPerMTokHour),
  }),
  cache: fc
    .tuple(nullable(CACHE_LIMITS.capacityTokens), number(CACHE_LIMITS.replicas), number(CACHE_LIMITS.affinityRatio))
    .map(([capacityTokens, replicas, affinityRatio]) => ({ capacityTokens, replicas, affinityRatio })),
  cluster,
  measured,
  budget: fields(BUDGET_LIMITS),
  kv: fc.record({
    modelId: fc.option(text, { nil: null }),
    custom: fc.option(
      fc.record({
        name: text,
        verdict: fc.constantFrom('typed' as const, 'exact' as const, 'approximate' as const),
        notes: fc.array(text, { maxLength: 2 }),
        groups: fc.array(
          fc.record({
            kind: fc.constant('mla' as const),
            layers: number(GEOMETRY_LIMITS.layers),
            latentDim: number(GEOMETRY_LIMITS.latentDim),
            ropeDim: number(GEOMETRY_LIMITS.ropeDim),
          }),
          { minLength: 1, maxLength: 3 },
        ),
        maxContextTokens: nullable(GEOMETRY_LIMITS.maxContextTokens),
        totalParameters: nullable(GEOMETRY_LIMITS.totalParameters),
        activeParameters: nullable(GEOMETRY_LIMITS.activeParameters),
        draftLayers: number(GEOMETRY_LIMITS.draftLayers),
      }),
      { nil: null },
    ),
    dtype: fc.constantFrom(...KV_DTYPES),
    engine: fc.option(fc.constantFrom(...ENGINE_NAMES), { nil: null }),
    speculation: fc.boolean(),
    weightFormat: fc.constantFrom(...WEIGHT_FORMATS),
    codec: fc.constantFrom(...CODEC_KINDS),
    contextTokens: number(KV_LIMITS.contextTokens),
    ranks: number(KV_LIMITS.ranks),
    codecRatio: number(KV_LIMITS.codecRatio),
    loadBytesPerSecond: number(KV_LIMITS.loadBytesPerSecond),
    targetBytes: number(KV_LIMITS.targetBytes),
    utilisationRatio: number(KV_LIMITS.utilisationRatio),
    sequences: number(KV_LIMITS.sequences),
  }),
});

describe('the link', () => {
  it('is the bare version for the default scenario', () => {
    expect(encodeScenario(BASE_SCENARIO)).toBe('v=1');
    expect(decodeScenario('#v=1')).toEqual({ scenario: BASE_SCENARIO, notices: [] });
  });

  it('stays readable while it is short', () => {
    const scenario: Scenario = {
      ...BASE_SCENARIO,
      offerId: 'openai/gpt-6.1-sol',
      workload: { ...BASE_SCENARIO.workload, people: 120 },
    };
    expect(encodeScenario(scenario)).toBe('v=1.09Em&offerId=openai/gpt-6.1-sol&workload.people=120');
  });

  it('gives back what was put in, for any valid scenario', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        expect(decodeScenario(encodeScenario(scenario))).toEqual({ scenario, notices: [] });
      }),
      { numRuns: 400 },
    );
  });

  it('keeps text that looks like something else', () => {
    for (const name of ['12', 'null', 'true', '"x"', '{}', 'a&b=c#d', '%41', '+ +', '__proto__', '=SUM(A1)']) {
      const scenario = { ...BASE_SCENARIO, name };
      expect(decodeScenario(encodeScenario(scenario)).scenario.name).toBe(name);
    }
  });

  it('never throws and always gives a valid scenario, whatever the text', () => {
    const garbage = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.tuple(fc.constantFrom('v=0', 'v=1', 'v=1.abcd', 'v%3D1'), fc.string()).map(([v, rest]) => `${v}&${rest}`),
      fc.tuple(fc.constantFrom('v=0', 'v=1', 'v=1.abcd'), fc.string()).map(([v, rest]) => `${v}&z=${rest}`),
      fc.string().map((rest) => `v=1&rates=${rest}`),
      fc
        .tuple(
          fc.constantFrom(
            'workload',
            'workload.roles.0.gap',
            'kv.custom',
            '__proto__',
            'workload.roles.9.name',
            'warehouse',
            'purchase',
            'purchase.exchangeRates.0',
            'ownOffers',
            'priceCorrections',
          ),
          fc.json(),
        )
        .map(([path, json]) => `v=1&${path}=${encodeURIComponent(json)}`),
    );
    fc.assert(
      fc.property(garbage, (hash) => {
        const { scenario } = decodeScenario(hash);
        expect(scenarioSchema.safeParse(scenario).success).toBe(true);
      }),
      { numRuns: 1_500 },
    );
  });

  it('survives being cut or changed anywhere', () => {
    const scenario: Scenario = {
      ...BASE_SCENARIO,
      name: 'x'.repeat(100),
      carriedRates: [
        {
          offerId: 'a/b',
          base: { input: 1, output: 2, cacheRead: null, cacheWrite: { '5m': 3 } },
          bands: [],
        },
      ],
      workload: {
        ...BASE_SCENARIO.workload,
        roles: BASE_SCENARIO.workload.roles.map((r) => ({ ...r, name: 'é'.repeat(90), turnsPerAgent: 7 })),
      },
    };
    const hash = encodeScenario(scenario);
    expect(hash).toMatch(/^v=1\.[\w-]{4}&z=/);
    fc.assert(
      fc.property(
        fc.nat(hash.length - 1),
        fc.option(fc.string({ minLength: 1, maxLength: 1 }), { nil: undefined }),
        (at, symbol) => {
          const damaged = symbol === undefined ? hash.slice(0, at) : hash.slice(0, at) + symbol + hash.slice(at + 1);
          const decoded = decodeScenario(damaged);
          expect(scenarioSchema.safeParse(decoded.scenario).success).toBe(true);
          // Whatever happened on the way: either it is the scenario that was sent, or it is said that it may not be.
          const isEmpty = /^(?:v=?1?\.?)?$/.test(damaged);
          if (decoded.notices.length === 0 && !isEmpty) expect(decoded.scenario).toEqual(scenario);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('refuses to unpack a bomb', async () => {
    const { deflateSync } = await import('fflate');
    const packed = Buffer.from(deflateSync(new Uint8Array(20_000_000), { level: 9 })).toString('base64url');
    expect(packed.length).toBeLessThan(32_768);
    for (const version of ['v=0', 'v=1'])
      expect(decodeScenario(`${version}&z=${packed}`).notices[0]?.message).toMatch(/unpacks to more than/);
  });
});

describe('a link that is not quite right', () => {
  it('keeps what is valid and names what is not', () => {
    const { scenario, notices } = decodeScenario(
      'v=1&workload.people=-4&workload.hoursPerDay=10&workload.colour=red&kv.dtype=fp7',
    );
    expect(scenario.workload.hoursPerDay).toBe(10);
    expect(scenario.workload.people).toBe(BASE_SCENARIO.workload.people);
    expect(notices.map(({ field }) => field).sort()).toEqual(['kv.dtype', 'workload.colour', 'workload.people']);
    expect(notices.find(({ field }) => field === 'workload.people')?.message).toMatch(/from 1 to 100,000,000/);
  });

  it('from a newer version opens what is understood and says so', () => {
    const { scenario, notices } = decodeScenario('v=7&workload.people=9');
    expect(scenario.workload.people).toBe(9);
    expect(notices[0]?.message).toMatch(/newer Tokenhouse \(format 7/);
  });

  it('without a version is not taken for one of ours', () => {
    expect(decodeScenario('people=9')).toMatchObject({ scenario: BASE_SCENARIO, notices: [{ field: '' }] });
  });
});

describe('a scenario file', () => {
  it('may hold any part of a scenario', () => {
    const { scenario, notices } = decodeDocument({ v: 1, workload: { people: 7 }, offerId: 'xai/grok-4.7' });
    expect(notices).toEqual([]);
    expect(scenario).toEqual({
      ...BASE_SCENARIO,
      offerId: 'xai/grok-4.7',
      workload: { ...BASE_SCENARIO.workload, people: 7 },
    });
  });

  it('may be a whole scenario', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        expect(decodeDocument(JSON.parse(JSON.stringify(scenario)))).toEqual({ scenario, notices: [] });
      }),
      { numRuns: 100 },
    );
  });

  it('that is some other JSON is named as such', () => {
    for (const other of [[], 3, null, 'x', { compilerOptions: {} }])
      expect(decodeDocument(other).notices).toHaveLength(1);
  });
});
