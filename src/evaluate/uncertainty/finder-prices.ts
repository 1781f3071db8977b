import { NVME_RENT } from '../../catalog/tiers.ts';
import { PURCHASE_LIMITS, WAREHOUSE_LIMITS } from '../../domain/field-limits.ts';
import type { Usd } from '../../domain/units.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { OfferGroup, SpendEvaluation } from '../spend.ts';
import { aroundNow, ofShare, timesToday, withScenario, type FinderInput } from './finder-input.ts';
import { withKept, type Variation } from './variation.ts';

/** Everything is looked at but giving it away. */
const MOST_DISCOUNT = 0.99;

/** Prices of the warehouse. One that differs from offer to offer is looked at as one price for all, which none has today. */
export function priceFinders({
  scenario,
  evaluation: { groups },
}: {
  scenario: Scenario;
  evaluation: SpendEvaluation;
}): readonly (FinderInput | null)[] {
  const price = ({
    id,
    field,
    label,
    unit,
    assumed,
    usual,
  }: {
    id: string;
    field: 'storageUsdPerMTokHour' | 'writeUsdPerMTok' | 'readUsdPerMTok';
    label: string;
    unit: FinderInput['unit'];
    assumed: (group: OfferGroup) => Usd | null;
    usual: Usd | null;
  }): FinderInput | null =>
    aroundNow({
      id,
      label,
      unit,
      now: scenario.warehouse[field] ?? commonOf(groups.map(assumed)),
      usual,
      limits: WAREHOUSE_LIMITS[field],
      apply: (variation, usd) =>
        withScenario({ variation, change: (other) => ({ warehouse: { ...other.warehouse, [field]: usd } }) }),
    });
  const [first] = groups;
  const input = first ? priceOf({ group: first, of: 'input' }) : null;
  const bytes = first?.storage.marginalBytesPerToken ?? 0;
  return [
    price({
      id: 'rent',
      field: 'storageUsdPerMTokHour',
      label: 'Rent of storage',
      unit: 'usdPerMTokHour',
      assumed: ({ storage }) => storage.usdPerMTokHour,
      usual: NVME_RENT.usdPerByteHour.value * bytes * 1e6,
    }),
    price({
      id: 'write',
      field: 'writeUsdPerMTok',
      label: 'Write price of the warehouse',
      unit: 'usdPerMTok',
      assumed: (group) => priceOf({ group, of: 'input' }),
      usual: input,
    }),
    price({
      id: 'read',
      field: 'readUsdPerMTok',
      label: 'Read price of the warehouse',
      unit: 'usdPerMTok',
      assumed: (group) => priceOf({ group, of: 'cacheRead' }),
      usual: (first && priceOf({ group: first, of: 'cacheRead' })) ?? (input === null ? null : input / 10),
    }),
    // What a rent means in bytes and drives, where it was not typed.
    scenario.warehouse.storageUsdPerMTokHour === null &&
    commonOf(groups.map(({ storage }) => storage.usdPerMTokHour)) === null
      ? timesToday({
          id: 'rents',
          label: 'Rent of storage, each offer’s own',
          apply: (variation, rentFactor) => withKept(variation, { rentFactor }),
        })
      : null,
  ];
}

/** The price that prompts of every length pay; `null` where it depends on the length. */
function priceOf({ group, of }: { group: OfferGroup; of: 'input' | 'cacheRead' }): Usd | null {
  const { base, bands } = group.resolved.period;
  return bands.length === 0 && base[of].state === 'priced' ? base[of].perMTok.value : null;
}

function commonOf(values: readonly (number | null)[]): number | null {
  const [value, ...others] = [...new Set(values)];
  return others.length > 0 ? null : (value ?? null);
}

/** How the work is bought: the share in the chosen mode where it is sold, and what each seller takes off. */
export function purchaseFinders({
  variation: {
    scenario: { purchase },
    book,
  },
  evaluation: { groups },
}: {
  variation: Variation;
  evaluation: SpendEvaluation;
}): readonly FinderInput[] {
  const lists = groups.flatMap(({ resolved }) => book.offerById(resolved.list.offerId)?.periods ?? []);
  const mode = lists.flatMap(({ modes = [] }) => modes).find(({ id }) => id === purchase.modeId);
  const sellers = new Map(groups.map(({ resolved: { offer } }) => [offer.seller, offer.sellerName]));
  return [
    ...(mode
      ? [
          ofShare({
            id: 'mode',
            label: `Work sent as ${mode.name}`,
            now: purchase.modeRatio,
            most: PURCHASE_LIMITS.modeRatio.max,
            apply: (variation, modeRatio) =>
              withScenario({ variation, change: (other) => ({ purchase: { ...other.purchase, modeRatio } }) }),
          }),
        ]
      : []),
    ...[...sellers].map(([seller, name]) =>
      ofShare({
        id: `discount:${seller}`,
        label: `Discount on ${name}’s prices`,
        now: purchase.commitments.find((commitment) => commitment.seller === seller)?.discountRatio ?? 0,
        most: MOST_DISCOUNT,
        apply: (variation, discountRatio) =>
          withScenario({
            variation,
            change: (other) => ({
              purchase: { ...other.purchase, commitments: discounted({ other, seller, discountRatio }) },
            }),
          }),
      }),
    ),
  ];
}

function discounted({
  other: { purchase },
  seller,
  discountRatio,
}: {
  other: Scenario;
  seller: string;
  discountRatio: number;
}): Scenario['purchase']['commitments'] {
  const known = purchase.commitments.find((commitment) => commitment.seller === seller);
  return [
    ...purchase.commitments.filter((commitment) => commitment !== known),
    { seller, usdPerMonth: known?.usdPerMonth ?? 0, discountRatio },
  ];
}
