import type { AsReported } from '../../../../evaluate/traces/as-reported.ts';
import type { PricedTraceBill, TraceBill } from '../../../../evaluate/traces/trace-bills.ts';
import type { WarehouseBill } from '../../../../evaluate/traces/warehouse-bill.ts';
import { formatNumber, formatPercent, formatUsd } from '../../../format/number.ts';
import { counted } from '../trace-words.ts';

/** Seller and model, as lists name them. */
export function offerText({ offer: { modelName, sellerName } }: Pick<TraceBill, 'offer'>): string {
  return `${modelName} · ${sellerName}`;
}

/** `93.5 % from cache · 5m + 1 ping` · `no caching`. */
export function policyText({
  hitRatio,
  policy,
  strategy,
}: Pick<PricedTraceBill, 'hitRatio' | 'policy' | 'strategy'>): string {
  if (strategy.kind === 'none') return policy;
  return `${formatPercent(hitRatio)} from cache · ${policy}`;
}

/** Of another offer, in multiples of the current one: `0.42 ×`. */
export function againstText({ usd, currentUsd }: { usd: number; currentUsd: number | null }): string {
  return currentUsd === null || currentUsd <= 0 ? '–' : `${formatNumber(usd / currentUsd, 2)} ×`;
}

/** What the warehouse would have charged, and whether its rent could be counted; a dash where it cannot be told. */
export function warehouseText(bill: WarehouseBill): string {
  if (bill.status === 'unavailable') return '–';
  return bill.rentUsd === null ? `${formatUsd(bill.usd)} + rent` : formatUsd(bill.usd);
}

export function reportedText(reported: AsReported | null): string {
  if (!reported) return '–';
  return reported.status === 'priced' ? formatUsd(reported.usd) : 'no price';
}

/** The log’s cost at the scenario’s offer, in a sentence or two. */
export function billInWords({ current, whyNone }: { current: PricedTraceBill | null; whyNone: string | null }): string {
  if (!current) return `It has no price at the scenario’s offer. ${whyNone ?? ''}`.trim();
  const { usd, policy, withoutCacheUsd, offer, asReported } = current;
  // A log need not show all that was read: then this is not the best there is.
  const isBest = asReported?.status !== 'priced' || asReported.usd >= usd;
  const without =
    withoutCacheUsd === null || withoutCacheUsd <= usd ? '' : `, ${formatUsd(withoutCacheUsd)} without a cache`;
  return `At ${offer.modelName} this log costs ${formatUsd(usd)} ${isBest ? 'at best' : 'as far as it shows what could be read'} (${policy})${without}.`;
}

/** What was observed at the scenario’s offer, beside what the log says was paid. */
export function reportedInWords(reported: AsReported): readonly string[] {
  const { reportedUsd, rowsWithoutUsd, untoldReads, hitRatio } = reported;
  const told =
    reportedUsd === null
      ? 'The log does not say what was paid.'
      : `Observed: the log says ${formatUsd(reportedUsd)} was paid${rowsWithoutUsd > 0 ? `, and nothing of ${counted({ count: rowsWithoutUsd, one: 'row' })}` : ''}.`;
  const read =
    hitRatio === null
      ? ''
      : `, ${formatPercent(hitRatio)} of prompt tokens read${untoldReads > 0 ? ' where it says so' : ''}`;
  const same =
    reported.status === 'priced'
      ? `The very tokens it reports, read and written as they were, cost ${formatUsd(reported.usd)} at the scenario’s offer${read}.`
      : `The very tokens it reports have no price at the scenario’s offer: ${reported.reason}.`;
  const untold =
    untoldReads > 0
      ? [`${counted({ count: untoldReads, one: 'request' })} of it do not say what they read and count as plain input.`]
      : [];
  return [told, same, ...untold];
}

/** The current offer first, then the cheapest; so many of them, or all. Offers that cannot do it are not among them. */
export function shownBills({ bills, most }: { bills: readonly TraceBill[]; most: number }): readonly PricedTraceBill[] {
  const priced = bills.filter((bill) => bill.status === 'priced');
  const current = priced.filter(({ isCurrent }) => isCurrent);
  return [...current, ...priced.filter(({ isCurrent }) => !isCurrent).slice(0, most)];
}

/** Where the bill of the scenario’s offer is an approximation, and what of it cannot be told. */
export function notesOn({ notes, warehouse }: Pick<PricedTraceBill, 'notes' | 'warehouse'>): readonly string[] {
  return warehouse.status === 'unavailable'
    ? [...notes, `What a warehouse would have charged cannot be told: ${warehouse.reason}.`]
    : notes;
}
