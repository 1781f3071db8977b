import * as z from 'zod/mini';
import {
  GAP_LIMITS,
  KV_LIMITS,
  MOST_GAP_COMPONENTS,
  MOST_ROLES,
  ROLE_LIMITS,
  WAREHOUSE_LIMITS,
  WORKLOAD_LIMITS,
  describeLimits,
  type FieldLimits,
} from '../domain/field-limits.ts';
import { KV_DTYPES } from '../domain/kv-cache/precision.ts';

/**
 * The scenario document, draft format 0. One scenario is always open; every page is a view of it.
 *
 * Draft: this shape may still change until version 1 is frozen. Links of later versions will be upgraded; links of this
 * draft may not be.
 */

/** A number within the limits its input shows. Not NaN, not infinite: JSON has neither, and no figure survives them. */
function limited(limits: FieldLimits) {
  const message = `must be ${describeLimits(limits)}`;
  return z.number(message).check(
    z.refine((value) => Number.isFinite(value) && value >= limits.min && value <= limits.max, message),
    z.refine((value) => !limits.whole || Number.isInteger(value), message),
  );
}

function limitedFields<K extends string>(
  table: Readonly<Record<K, FieldLimits>>,
): { [P in K]: ReturnType<typeof limited> } {
  const entries = Object.entries<FieldLimits>(table).map(([key, limits]) => [key, limited(limits)]);
  return Object.fromEntries(entries) as { [P in K]: ReturnType<typeof limited> };
}

/** 2026-02-31 parses, as 3 March; it is not a day. */
function isCalendarDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function isTimeZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const TEXT_LENGTH = 120;
const shortText = z.string().check(z.maxLength(TEXT_LENGTH, `must be at most ${TEXT_LENGTH} characters`));
const isoDate = z
  .string()
  .check(
    z.refine((text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && isCalendarDay(text), 'must be a date such as 2026-11-20'),
  );

const gapSchema = z
  .array(z.strictObject(limitedFields(GAP_LIMITS)))
  .check(
    z.minLength(1, 'must have at least one part'),
    z.maxLength(MOST_GAP_COMPONENTS, `must have at most ${MOST_GAP_COMPONENTS} parts`),
  );

const roleSchema = z.strictObject({ name: shortText, ...limitedFields(ROLE_LIMITS), gap: gapSchema });

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

const { contextTokens, sequences, layers, kvHeads, kDim, vDim, latentDim, ropeDim } = limitedFields(KV_LIMITS);
const geometrySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('full'), layers, kvHeads, kDim, vDim }),
  z.strictObject({ kind: z.literal('mla'), layers, latentDim, ropeDim }),
]);

const kvSchema = z.strictObject({
  /** `null`: the offer's own geometry where it is public, else the stand-in. */
  modelId: z.nullable(shortText),
  /** A typed geometry; takes the place of the model. */
  custom: z.nullable(geometrySchema),
  dtype: z.enum(KV_DTYPES, `must be one of ${KV_DTYPES.join(', ')}`),
  contextTokens,
  sequences,
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
  carriedRates: z.nullable(carriedRatesSchema),
  workload: workloadSchema,
  warehouse: warehouseSchema,
  kv: kvSchema,
});

type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;

export type Scenario = DeepReadonly<z.infer<typeof scenarioSchema>>;
export type CarriedRates = NonNullable<Scenario['carriedRates']>;
export type CarriedRateSet = CarriedRates['base'];
