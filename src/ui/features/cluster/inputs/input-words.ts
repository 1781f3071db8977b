import { rentalOf, type Accelerator } from '../../../../domain/accelerator.ts';
import { rentOn, type StorageTier, type TierKind } from '../../../../domain/warehouse/tier.ts';
import type { ClusterEvaluation } from '../../../../evaluate/cluster/cluster-view.ts';
import { formatBytes, formatNumber } from '../../../format/number.ts';
import { accelerators } from '../cluster-words.ts';
import { formatPrice, formatPriceTo, formatListed } from '../../../format/money.ts';

/** An estimated cost of ownership is no rent: nobody offers it. */
const RENTS = ['on-demand', 'one-year', 'three-years', 'stipulated'] as const;
const RENT_WORDS: Readonly<Record<(typeof RENTS)[number], string>> = {
  'on-demand': 'on demand',
  'one-year': 'for a year',
  'three-years': 'for three years',
  stipulated: 'as one publication has it',
};

export const NO_PRICE = 'price not known: enter one';

/** What an hour of it rents for, the cheapest known kind first taken on demand; `null` for most. */
export function listedRent({ rentals }: Pick<Accelerator, 'rentals'>): string | null {
  const rental = rentalOf({ rentals, kinds: RENTS });
  if (!rental) return null;
  const kind = RENTS.find((each) => each === rental.kind);
  return `${formatPrice(rental.usdPerHour.low.value)} an hour ${kind ? RENT_WORDS[kind] : ''}`.trim();
}

/** One of the long list: `H200 SXM · 141 GB · $2.50 an hour on demand`. */
export function acceleratorLabel(accelerator: Accelerator): string {
  const { name, memoryBytes, memoryKind } = accelerator;
  const memory = `${formatBytes(memoryBytes.value)}${memoryKind === 'on-chip' ? ' on the chip' : memoryKind === 'unified' ? ' shared' : ''}`;
  return `${name} · ${memory} · ${listedRent(accelerator) ?? NO_PRICE}`;
}

/** In the order of the catalogue, by maker. */
export function acceleratorOptions(
  list: readonly Accelerator[],
): readonly { group: string; items: { value: string; label: string }[] }[] {
  const groups = new Map<string, { value: string; label: string }[]>();
  for (const accelerator of list) {
    const items = groups.get(accelerator.vendor) ?? [];
    items.push({ value: accelerator.id, label: acceleratorLabel(accelerator) });
    groups.set(accelerator.vendor, items);
  }
  return [...groups].map(([group, items]) => ({ group, items }));
}

/** What a warehouse can lie in: anything behind the memory of the accelerators. */
export function isWarehouseTier({ kind }: { readonly kind: TierKind }): boolean {
  return kind !== 'hbm';
}

/** What stands between HBM and the warehouse. */
export function isNodeMemory({ kind }: { readonly kind: TierKind }): boolean {
  return kind === 'dram' || kind === 'cxl';
}

/** `Local NVMe PCIe5 x4 · $0.0152 per GB-month`. */
export function tierLabel({ tier, day }: { tier: StorageTier; day: string }): string {
  const rent = rentOn({ rents: tier.rents, day });
  const price = rent
    ? `${formatPriceTo({ usd: rent.usdPerGbMonth.high.value, digits: 3 })} per GB-month`
    : 'rent not known';
  return `${tier.name} · ${price}`;
}

/** What stands in the empty field of the price. */
export function priceMeans({ evaluation }: { evaluation: ClusterEvaluation | null }): string {
  const usd = evaluation?.plan.usdPerGpuHour ?? null;
  return usd === null ? 'not known' : `${formatListed({ value: usd, currency: 'USD' })}: listed`;
}

/** Below the field of the instance: how many hold the model, and how many do where too few were asked for. */
export function instanceNote(evaluation: ClusterEvaluation | null): { text: string; isShort: boolean } | null {
  if (!evaluation) return null;
  const { instance } = evaluation.plan;
  const { askedGpus, neededGpus, gpus } = instance;
  if (askedGpus !== null && neededGpus !== null && askedGpus < neededGpus)
    return {
      text: `Needs ${accelerators(neededGpus)}: ${askedGpus === 1 ? 'one does' : `${askedGpus} do`} not hold the model. Figures are of ${gpus}.`,
      isShort: true,
    };
  return { text: askedGpus === null ? `${accelerators(gpus)}: the fewest that hold it` : '', isShort: false };
}

/** What a share of peak nobody set is taken to be: `17.0 % (15.0 to 40.0)`. */
export function mfuMeans(evaluation: ClusterEvaluation | null): string | null {
  if (!evaluation) return null;
  const { low, typical, high } = evaluation.plan.machine.mfuRatio;
  const percent = (ratio: number): string => formatNumber(ratio * 100, 0);
  return low < high ? `${percent(typical)} (${percent(low)} to ${percent(high)})` : percent(typical);
}
