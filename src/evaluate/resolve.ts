import type { OfferBook } from './offer-book.ts';
import { CATALOG_REVISION } from '../catalog/revision.ts';
import { NVME_RENT, STAND_IN_MODEL_ID } from '../catalog/tiers.ts';
import type { Provenance } from '../domain/fact.ts';
import type { Problem } from '../domain/field-limits.ts';
import type { LayerGroup } from '../domain/kv-cache/layer-group.ts';
import type { ModelGeometry } from '../domain/kv-cache/model-geometry.ts';
import { codecOf, codedMarginalBytesPerToken } from '../domain/kv-cache/storage-codec.ts';
import type { Tokens } from '../domain/units.ts';
import type { Offer } from '../domain/offer/rate-card.ts';
import type { WarehouseTerms } from '../domain/spend/ladder.ts';
import type { Scenario } from '../scenario/schema.ts';

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

/** Typed geometry, else the chosen model, else the offer's own, else the stand-in. */
export function resolveGeometry({
  kv,
  offer,
  book,
}: {
  kv: Scenario['kv'];
  offer: Offer | undefined;
  book: Pick<OfferBook, 'modelById' | 'isWhole'>;
}): ResolvedGeometry | Problem {
  if (kv.custom !== null) return { ...kv.custom, model: null, origin: 'typed', provenance: null };
  if (kv.modelId !== null) {
    const model = book.modelById(kv.modelId);
    if (!model)
      return {
        field: 'kv.modelId',
        message: !book.isWhole
          ? 'The models are still being loaded.'
          : `No model "${kv.modelId}" in the catalogue of ${CATALOG_REVISION}. Choose one on the KV cache page.`,
      };
    return geometryOf({ model, origin: 'chosen', provenance: model.groups });
  }
  const own = offer?.geometryId == null ? undefined : book.modelById(offer.geometryId);
  if (own) return geometryOf({ model: own, origin: 'offer', provenance: own.groups });
  const standIn = book.modelById(STAND_IN_MODEL_ID.value);
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
