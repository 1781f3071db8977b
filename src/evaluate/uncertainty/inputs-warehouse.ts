import {
  READ_PRICE_SPREAD,
  SERVED_BYTES_SPREAD,
  STAND_IN_BYTES_SPREAD,
  STORAGE_RENT_SPREAD,
  WRITE_PREMIUM_SPREAD,
} from '../../catalog/spreads.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { OfferGroup, SpendEvaluation } from '../spend.ts';
import { factorInput, shareInput, type UncertainInput } from './input.ts';
import { premiumUsd, withKept } from './variation.ts';

/** What a warehouse that nobody sells yet is taken to charge. What the visitor typed is theirs to be sure of. */
export function warehouseInputs({
  scenario,
  evaluation,
}: {
  scenario: Scenario;
  evaluation: SpendEvaluation;
}): readonly UncertainInput[] {
  if (evaluation.with.status !== 'priced') return [];
  const { groups } = evaluation;
  const { storageUsdPerMTokHour, writeUsdPerMTok, readUsdPerMTok } = scenario.warehouse;
  return [
    ...(storageUsdPerMTokHour === null ? rentInputs({ scenario, groups }) : []),
    ...(writeUsdPerMTok === null && groups.some((group) => premiumUsd(group) > 0) ? [premiumInput()] : []),
    ...(readUsdPerMTok === null ? [readInput(groups)] : []),
  ];
}

function rentInputs({
  scenario,
  groups,
}: {
  scenario: Scenario;
  groups: readonly OfferGroup[];
}): readonly UncertainInput[] {
  const rents = [...new Set(groups.map(({ storage }) => storage.usdPerMTokHour))];
  return [
    factorInput({
      id: 'rent',
      label: 'Rent of storage',
      spread: STORAGE_RENT_SPREAD,
      base: rents.length === 1 && rents[0] !== undefined ? { value: rents[0], unit: 'usdPerMTokHour' } : null,
      field: 'warehouse.storageUsdPerMTokHour',
      apply: (variation, factor) => withKept(variation, { rentFactor: (variation.kept?.rentFactor ?? 1) * factor }),
    }),
    ...bytesInputs({ scenario, groups }),
  ];
}

/** A stand-in's cache is unsure by far more than bits; where offers of both sorts are in use, it is what matters. */
function bytesInputs({
  scenario,
  groups,
}: {
  scenario: Scenario;
  groups: readonly OfferGroup[];
}): readonly UncertainInput[] {
  const standIn = groups.find(({ geometry }) => geometry.origin === 'stand-in');
  const { dtype, codec } = scenario.kv;
  const isSixteenBit = (dtype === 'bf16' || dtype === 'fp16') && codec === 'none';
  const own = isSixteenBit ? groups.find(({ geometry }) => geometry.origin === 'offer') : undefined;
  const unsure = standIn ?? own;
  if (!unsure) return [];
  return [
    factorInput({
      id: 'bytes',
      label: standIn ? 'Cache per token of a model that is not public' : 'Cache per token, as the seller keeps it',
      spread: standIn ? STAND_IN_BYTES_SPREAD : SERVED_BYTES_SPREAD,
      base: { value: unsure.storage.marginalBytesPerToken, unit: 'bytesPerToken' },
      field: 'kv.modelId',
      apply: (variation, factor) =>
        withKept(variation, {
          bytes: { origin: unsure.geometry.origin, factor: (variation.kept?.bytes?.factor ?? 1) * factor },
        }),
    }),
  ];
}

/** Whether a seller who warehouses would ask a premium for writes is nobody's to know: none was taken, its present one may be. */
function premiumInput(): UncertainInput {
  const { value, ...provenance } = WRITE_PREMIUM_SPREAD;
  return shareInput({
    id: 'write',
    label: 'Today’s write premium, asked by the warehouse too',
    spread: { ...provenance, value: { low: 0, high: value.shareOfPremium } },
    typical: 0,
    field: 'warehouse.writeUsdPerMTok',
    apply: (variation, premiumRatio) => withKept(variation, { premiumRatio }),
  });
}

function readInput(groups: readonly OfferGroup[]): UncertainInput {
  const reads = [
    ...new Set(
      groups.map(({ resolved: { period } }) =>
        period.bands.length === 0 && period.base.cacheRead.state === 'priced'
          ? period.base.cacheRead.perMTok.value
          : null,
      ),
    ),
  ];
  const [read] = reads;
  return factorInput({
    id: 'read',
    label: 'Read price of the warehouse',
    spread: READ_PRICE_SPREAD,
    base: reads.length === 1 && read != null ? { value: read, unit: 'usdPerMTok' } : null,
    field: 'warehouse.readUsdPerMTok',
    apply: (variation, factor) => withKept(variation, { readFactor: (variation.kept?.readFactor ?? 1) * factor }),
  });
}
