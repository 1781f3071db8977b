import * as z from 'zod/mini';
import {
  BUDGET_LIMITS,
  CACHE_LIMITS,
  COMPACTION_LIMITS,
  GAP_LIMITS,
  KV_LIMITS,
  MOST_GAP_COMPONENTS,
  MOST_ROLES,
  ROLE_LIMITS,
  WAREHOUSE_LIMITS,
  WORKLOAD_LIMITS,
} from '../domain/field-limits.ts';
import { ENGINE_NAMES } from '../domain/kv-cache/engine/engine.ts';
import { KV_DTYPES } from '../domain/kv-cache/precision.ts';
import { CODEC_KINDS } from '../domain/kv-cache/storage-codec.ts';
import { GAP_CAUSES } from '../domain/swarm/gap-mixture.ts';
import { WEIGHT_FORMATS } from '../domain/serving/weight-format.ts';
import { geometrySchema } from './geometry-schema.ts';
import { clusterSchema, measuredSchema } from './cluster-schema.ts';
import { isoDate, limited, limitedFields, shortText } from './fields.ts';
import { ownOffersSchema, priceCorrectionsSchema, purchaseSchema } from './purchase-schema.ts';

/**
 * The scenario document of the newest version. One scenario is always open; every page is a view of it.
 *
 * A change of this shape is a new version: docs/scenario-format.md says how one is made.
 */

/** Asking costs more than the rest of the schema together, and the answer stays. */
const KNOWN_ZONES = new Set<string>();
const MOST_KNOWN_ZONES = 100;

function isTimeZone(text: string): boolean {
  if (KNOWN_ZONES.has(text)) return true;
  try {
    const isKnown = new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
    if (isKnown && KNOWN_ZONES.size < MOST_KNOWN_ZONES) KNOWN_ZONES.add(text);
    return isKnown;
  } catch {
    return false;
  }
}

const gapSchema = z
  .array(
    z.strictObject({
      ...limitedFields(GAP_LIMITS),
      /** What is waited for; left out where a mixture does not tell causes apart. */
      cause: z.exactOptional(z.enum(GAP_CAUSES, `must be one of ${GAP_CAUSES.join(', ')}`)),
    }),
  )
  .check(
    z.minLength(1, 'must have at least one part'),
    z.maxLength(MOST_GAP_COMPONENTS, `must have at most ${MOST_GAP_COMPONENTS} parts`),
  );

const roleSchema = z.strictObject({
  name: shortText,
  /** `null`: the scenario's offer. */
  offerId: z.nullable(shortText),
  launchedBy: z.nullable(limited({ label: 'Launched by', unit: '', min: 0, max: MOST_ROLES - 1, whole: true })),
  ...limitedFields(ROLE_LIMITS),
  keepsReasoning: z.boolean(),
  compaction: z.nullable(z.strictObject(limitedFields(COMPACTION_LIMITS))),
  gap: gapSchema,
});

const workloadSchema = z.strictObject({
  ...limitedFields(WORKLOAD_LIMITS),
  launch: z.enum(['simultaneous', 'staggered'], 'must be simultaneous or staggered'),
  roles: z
    .array(roleSchema)
    .check(
      z.minLength(1, 'must have at least one role'),
      z.maxLength(MOST_ROLES, `must have at most ${MOST_ROLES} roles`),
    ),
});

const { retentionSeconds, ...warehousePrices } = limitedFields(WAREHOUSE_LIMITS);
const warehouseSchema = z.strictObject({
  retentionSeconds,
  writeUsdPerMTok: z.nullable(warehousePrices.writeUsdPerMTok),
  readUsdPerMTok: z.nullable(warehousePrices.readUsdPerMTok),
  storageUsdPerMTokHour: z.nullable(warehousePrices.storageUsdPerMTokHour),
});

const { capacityTokens: cacheCapacity, ...cacheRouting } = limitedFields(CACHE_LIMITS);

const kvSchema = z.strictObject({
  /** `null`: the offer's own geometry where it is public, else the stand-in. */
  modelId: z.nullable(shortText),
  /** A typed or imported geometry; takes the place of the model. */
  custom: z.nullable(geometrySchema),
  dtype: z.enum(KV_DTYPES, `must be one of ${KV_DTYPES.join(', ')}`),
  /** `null`: logical bytes, unrounded. */
  engine: z.nullable(z.enum(ENGINE_NAMES, `must be one of ${ENGINE_NAMES.join(', ')}`)),
  /** Draft layers are cached too. */
  speculation: z.boolean(),
  weightFormat: z.enum(WEIGHT_FORMATS, `must be one of ${WEIGHT_FORMATS.join(', ')}`),
  codec: z.enum(CODEC_KINDS, `must be one of ${CODEC_KINDS.join(', ')}`),
  ...limitedFields(KV_LIMITS),
});

const rate = z.nullable(
  limited({ label: 'rate', unit: 'USD per million tokens', min: 0, max: 1_000_000, whole: false }),
);
const rateSetSchema = z.strictObject({
  input: rate,
  output: rate,
  cacheRead: rate,
  cacheWrite: z.record(shortText, rate),
});
/** Rates that travel with a link, so that a later reader sees the figures the sender saw. `null` is no known price. */
const carriedRatesSchema = z.strictObject({
  offerId: shortText,
  base: rateSetSchema,
  bands: z
    .array(
      z.strictObject({
        thresholdTokens: limited({ label: 'band', unit: 'tokens', min: 0, max: 1e12, whole: true }),
        comparison: z.enum(['gt', 'gte']),
        rates: rateSetSchema,
      }),
    )
    .check(z.maxLength(16)),
});

export const scenarioSchema = z.strictObject({
  name: shortText,
  /** Day whose prices hold. */
  asOf: isoDate,
  timeZone: shortText.check(z.refine(isTimeZone, 'must be a time zone such as UTC or Europe/Berlin')),
  catalogRevision: isoDate,
  offerId: shortText,
  /** Prices agreed with a seller, or made up, beside the catalogue's. */
  ownOffers: ownOffersSchema,
  /** Prices of the catalogue that were replaced by those of a feed, one by one. */
  priceCorrections: priceCorrectionsSchema,
  /** One per offer in use; empty while nobody has shared the scenario. */
  carriedRates: z.array(carriedRatesSchema).check(z.maxLength(MOST_ROLES + 1)),
  workload: workloadSchema,
  warehouse: warehouseSchema,
  /** A cache of one's own, beside the lives that sellers offer. */
  cache: z.strictObject({
    capacityTokens: z.nullable(cacheCapacity),
    ...cacheRouting,
  }),
  purchase: purchaseSchema,
  budget: z.strictObject(limitedFields(BUDGET_LIMITS)),
  kv: kvSchema,
  cluster: clusterSchema,
  /** A bandwidth measured on somebody's machine. */
  measured: measuredSchema,
});

type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;

export type Scenario = DeepReadonly<z.infer<typeof scenarioSchema>>;
/** A geometry that travels in the scenario. */
export type ScenarioGeometry = NonNullable<Scenario['kv']['custom']>;
export type CarriedRates = Scenario['carriedRates'][number];
export type OwnOffer = Scenario['ownOffers'][number];
export type PriceCorrection = Scenario['priceCorrections'][number];
export type CarriedRateSet = CarriedRates['base'];
