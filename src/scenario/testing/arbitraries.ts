import * as fc from 'fast-check';
import {
  BUDGET_LIMITS,
  CACHE_LIMITS,
  COMMITMENT_LIMITS,
  COMPACTION_LIMITS,
  EXCHANGE_LIMITS,
  GAP_LIMITS,
  KV_LIMITS,
  MOST_GAP_COMPONENTS,
  MOST_ROLES,
  OWN_OFFER_LIMITS,
  PROVISIONED_LIMITS,
  PURCHASE_LIMITS,
  ROLE_LIMITS,
  SEAT_LIMITS,
  WAREHOUSE_LIMITS,
  WORKLOAD_LIMITS,
} from '../../domain/field-limits.ts';
import { ENGINE_NAMES } from '../../domain/kv-cache/engine/engine.ts';
import { KV_DTYPES } from '../../domain/kv-cache/precision.ts';
import { CODEC_KINDS } from '../../domain/kv-cache/storage-codec.ts';
import { WEIGHT_FORMATS } from '../../domain/serving/weight-format.ts';
import { GAP_CAUSES } from '../../domain/swarm/gap-mixture.ts';
import type { Scenario } from '../schema.ts';
import { cluster, measured } from './cluster-arbitraries.ts';
import { day, fields, nullable, number, text } from './field-arbitraries.ts';
import { geometry } from './geometry-arbitraries.ts';

/** Random scenarios, every one of them valid: for tests, and for `npm run fuzz`. */

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
/** Any scenario that the schema takes. */
export const scenarios: fc.Arbitrary<Scenario> = fc.record({
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
    custom: fc.option(geometry, { nil: null }),
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
