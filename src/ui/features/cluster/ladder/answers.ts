import type { FreedView, MoreTokens } from '../../../../evaluate/cluster/cluster-view.ts';
import { formatNumber, formatPercent, formatTokens } from '../../../format/number.ts';
import { accelerators, counted, formatFactor } from '../cluster-words.ts';

/** Within the claim, short of it or beyond, and what bounds it. */
export function moreTokensAnswer({
  factor,
  ceilingFactor,
  claimed,
  prefillRatio,
  whyNot,
}: Omit<MoreTokens, 'dependsOn'>): string {
  if (whyNot !== null) return `No: nothing is loaded from the warehouse, so nothing is gained. ${whyNot}`;
  const low = formatNumber(claimed.low, 1);
  const high = formatNumber(claimed.high, 1);
  const bound = `Prefill takes ${formatPercent(prefillRatio)} of the machines’ time without it, so nothing that saves prefill can give more than ${formatFactor(ceilingFactor)}.`;
  if (factor < 1)
    return `No: ${formatFactor(factor)}, fewer than without. Here a warehouse takes more time than it saves.`;
  if (factor < 1.005) return `No: as many as without. ${bound}`;
  if (factor < claimed.low) return `No: ${formatFactor(factor)} for this workload, not ${low} to ${high}. ${bound}`;
  if (factor <= claimed.high) return `Yes: ${formatFactor(factor)} for this workload. ${bound}`;
  return `More: ${formatFactor(factor)} for this workload. ${bound}`;
}

/** What the difference between the two fleets would do instead. */
export function freedAnswer({ gpus, freed }: FreedView): string {
  if (freed.nodes === 0) return 'Nothing: the warehouse frees no node here.';
  const more =
    freed.extraDecodeRatio === null
      ? 'The workload has no output, so there is nothing more to decode.'
      : `On the same fleet they would decode ${formatTokens(freed.extraDecodeTokensPerSecond)} tokens a second more: ${formatPercent(freed.extraDecodeRatio)} of what the work has now.`;
  return `${accelerators(gpus)} on ${counted({ count: freed.nodes, one: 'node', many: 'nodes' })}. ${more}`;
}

/** Whether the freed nodes pay for wider weights. */
export function widerAnswer({ wider, whyNotWider }: FreedView): string {
  if (!wider) return whyNotWider ?? '';
  const { from, to, outcome } = wider;
  const nodes = (count: number): string => counted({ count, one: 'node', many: 'nodes' });
  switch (outcome.status) {
    case 'fits':
      return `Or weights in ${to} instead of ${from}: with the warehouse the same work then takes ${nodes(outcome.nodes)}, ${outcome.sparedNodes === 0 ? 'as many as without it today' : `${nodes(outcome.sparedNodes)} fewer than without it today`}.`;
    case 'needs-more':
      return `Weights in ${to} instead of ${from} would need more than today’s fleet: with the warehouse that takes ${nodes(outcome.nodes)}, ${formatNumber(outcome.missingNodes, 0)} more than without it now.`;
    case 'unreachable':
      return `Weights in ${to} instead of ${from} cannot be served at all. ${outcome.reason}`;
  }
}
