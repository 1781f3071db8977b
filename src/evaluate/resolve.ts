import { CATALOG_REVISION } from '../catalog/revision.ts';
import { modelById } from '../catalog/models/index.ts';
import { offerById } from '../catalog/offers/index.ts';
import { NVME_RENT, STAND_IN_MODEL_ID } from '../catalog/tiers.ts';
import type { Provenance } from '../domain/fact.ts';
import type { Problem } from '../domain/field-limits.ts';
import type { LayerGroup } from '../domain/kv-cache/layer-group.ts';
import type { ModelGeometry } from '../domain/kv-cache/model-geometry.ts';
import { codecOf, codedMarginalBytesPerToken } from '../domain/kv-cache/storage-codec.ts';
import type { Tokens } from '../domain/units.ts';
import {
  periodAt,
  type Band,
  type Offer,
  type Price,
  type PricePeriod,
  type RateSet,
} from '../domain/offer/rate-card.ts';
import { whyUnpriceable } from '../domain/offer/unpriceable.ts';
import type { WarehouseTerms } from '../domain/spend/ladder.ts';
import type { CarriedRateSet, CarriedRates, Scenario } from '../scenario/schema.ts';

/** A scenario's offer with the prices that hold for it. */
export interface ResolvedOffer {
  readonly offer: Offer;
  readonly period: PricePeriod;
  /** The link's own rates are in use because the catalogue's have moved since it was written. */
  readonly usesCarriedRates: boolean;
  /** Set where the scenario's day lies before the first for which anybody vouches for these prices. */
  readonly vouchedFrom: string | null;
}

/** The KV geometry behind the warehouse's rent and the KV cache page. */
export interface ResolvedGeometry {
  readonly name: string;
  readonly groups: readonly LayerGroup[];
  /** `null` for a geometry typed by hand or read from a config. */
  readonly model: ModelGeometry | null;
  /** `null` where a typed geometry does not say; what needs it is then left out. */
  readonly maxContextTokens: Tokens | null;
  readonly totalParameters: number | null;
  readonly activeParameters: number | null;
  readonly draftLayers: number;
  readonly origin: 'chosen' | 'typed' | 'offer' | 'stand-in';
  readonly provenance: Provenance | null;
}

/** What a million tokens kept for an hour cost, and how that came about. */
export interface ResolvedStorage {
  readonly usdPerMTokHour: number;
  /** Stored bytes of a token, after the scenario's codec. */
  readonly marginalBytesPerToken: number;
  readonly isSet: boolean;
}

/** The offer of a scenario on its day; a problem where there is no such offer or it had no price then. */
export function resolveOffer(scenario: Pick<Scenario, 'offerId' | 'asOf' | 'carriedRates'>): ResolvedOffer | Problem {
  const offer = offerById(scenario.offerId);
  if (!offer)
    return {
      field: 'offerId',
      message: `No offer "${scenario.offerId}" in the catalogue of ${CATALOG_REVISION}. Choose one from the Offers page.`,
    };
  const period = periodAt({ offer, asOf: scenario.asOf });
  if (!period)
    return {
      field: 'asOf',
      message: `${offer.modelName} has no price on ${scenario.asOf} in the catalogue. Choose another day or another offer.`,
    };
  const unpriceable = whyUnpriceable({ offer, period });
  if (unpriceable !== null) return { field: 'offerId', message: unpriceable };
  const carriedRates = scenario.carriedRates.find(({ offerId }) => offerId === offer.id);
  if (carriedRates === undefined || sameRates(carriedRates, carriedRatesOf({ offer, period }))) {
    return { offer, period, usesCarriedRates: false, vouchedFrom: vouchedFrom({ period, asOf: scenario.asOf }) };
  }
  return {
    offer,
    period: carriedPeriod({ carriedRates, asOf: scenario.asOf }),
    usesCarriedRates: true,
    vouchedFrom: null,
  };
}

/** A period open to the past holds the oldest prices known, which may not be as old as the day asked for. */
function vouchedFrom({ period, asOf }: { period: PricePeriod; asOf: string }): string | null {
  const { input } = period.base;
  if (period.from !== null || input.state !== 'priced') return null;
  const { checkedOn } = input.perMTok;
  return asOf < checkedOn ? checkedOn : null;
}

/** The rates a link carries for an offer. */
export function carriedRatesOf({ offer, period }: { offer: Offer; period: PricePeriod }): CarriedRates {
  return {
    offerId: offer.id,
    base: carriedSet(period.base),
    bands: period.bands.map(({ thresholdTokens, comparison, rates }) => ({
      thresholdTokens,
      comparison,
      rates: carriedSet(rates),
    })),
  };
}

function carriedSet(rates: RateSet): CarriedRateSet {
  const number = (price: Price): number | null => (price.state === 'priced' ? price.perMTok.value : null);
  return {
    input: number(rates.input),
    output: number(rates.output),
    cacheRead: number(rates.cacheRead),
    cacheWrite: Object.fromEntries(Object.entries(rates.cacheWrite).map(([ttl, price]) => [ttl, number(price)])),
  };
}

function sameRates(a: CarriedRates, b: CarriedRates): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

/** Key order must not decide whether two price sheets are equal. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}

function carriedPeriod({ carriedRates, asOf }: { carriedRates: CarriedRates; asOf: string }): PricePeriod {
  const price = (usdPerMTok: number | null): Price =>
    usdPerMTok === null
      ? { state: 'unknown', reason: 'the link carries no price for this' }
      : {
          state: 'priced',
          perMTok: { value: usdPerMTok, kind: 'assumed', source: 'carried by the link', checkedOn: asOf },
        };
  const rateSet = (set: CarriedRateSet): RateSet => ({
    input: price(set.input),
    output: price(set.output),
    cacheRead: price(set.cacheRead),
    cacheWrite: Object.fromEntries(Object.entries(set.cacheWrite).map(([ttl, rate]) => [ttl, price(rate)])),
  });
  const bands: Band[] = carriedRates.bands.map(({ thresholdTokens, comparison, rates }) => ({
    thresholdTokens,
    comparison,
    rates: rateSet(rates),
  }));
  return {
    from: null,
    to: null,
    base: rateSet(carriedRates.base),
    bands: bands.toSorted((a, b) => a.thresholdTokens - b.thresholdTokens),
  };
}

/** Typed geometry, else the chosen model, else the offer's own, else the stand-in. */
export function resolveGeometry({
  kv,
  offer,
}: {
  kv: Scenario['kv'];
  offer: Offer | undefined;
}): ResolvedGeometry | Problem {
  if (kv.custom !== null) return { ...kv.custom, model: null, origin: 'typed', provenance: null };
  if (kv.modelId !== null) {
    const model = modelById(kv.modelId);
    if (!model)
      return {
        field: 'kv.modelId',
        message: `No model "${kv.modelId}" in the catalogue of ${CATALOG_REVISION}. Choose one on the KV cache page.`,
      };
    return geometryOf({ model, origin: 'chosen', provenance: model.groups });
  }
  const own = offer?.geometryId == null ? undefined : modelById(offer.geometryId);
  if (own) return geometryOf({ model: own, origin: 'offer', provenance: own.groups });
  const standIn = modelById(STAND_IN_MODEL_ID.value);
  if (!standIn) throw new Error(`The stand-in ${STAND_IN_MODEL_ID.value} is missing from the catalogue`);
  return geometryOf({ model: standIn, origin: 'stand-in', provenance: STAND_IN_MODEL_ID });
}

function geometryOf({
  model,
  origin,
  provenance,
}: {
  model: ModelGeometry;
  origin: ResolvedGeometry['origin'];
  provenance: Provenance;
}): ResolvedGeometry {
  return {
    name: model.name,
    groups: model.groups.value,
    model,
    maxContextTokens: model.maxContextTokens.value,
    totalParameters: model.totalParameters.value,
    activeParameters: model.activeParameters.value,
    draftLayers: model.draftLayers,
    origin,
    provenance,
  };
}

/** rent = NVMe USD per byte-hour × stored KV bytes per token × 10⁶, unless the visitor set it. */
export function resolveStorage({
  scenario,
  geometry,
}: {
  scenario: Scenario;
  geometry: ResolvedGeometry;
}): ResolvedStorage {
  const { kv } = scenario;
  const marginalBytesPerToken = codedMarginalBytesPerToken({
    groups: geometry.groups,
    dtype: kv.dtype,
    codec: codecOf({ kind: kv.codec, ratio: kv.codecRatio }),
  });
  const set = scenario.warehouse.storageUsdPerMTokHour;
  return {
    usdPerMTokHour: set ?? NVME_RENT.usdPerByteHour.value * marginalBytesPerToken * 1e6,
    marginalBytesPerToken,
    isSet: set !== null,
  };
}

export function warehouseTerms({
  scenario,
  storage,
}: {
  scenario: Scenario;
  storage: ResolvedStorage;
}): WarehouseTerms {
  const { retentionSeconds, writeUsdPerMTok, readUsdPerMTok } = scenario.warehouse;
  return { retentionSeconds, writeUsdPerMTok, readUsdPerMTok, storageUsdPerMTokHour: storage.usdPerMTokHour };
}

export function isProblem(value: object): value is Problem {
  return 'field' in value && 'message' in value;
}
