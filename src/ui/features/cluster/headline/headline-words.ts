import type { ClusterEvaluation, ClusterRung } from '../../../../evaluate/cluster/cluster-view.ts';
import type { OperatorFigures } from '../../../../domain/warehouse/operator.ts';
import { formatNumber, formatPercent, formatUsd } from '../../../format/number.ts';
import { formatLoadSeconds } from '../../../format/load-seconds.ts';
import { accelerators, formatFactor, formatNodes, RUNG_PHRASES, rungOf } from '../cluster-words.ts';
import { LOCALE } from '../../../format/locale.ts';

/** The two rungs the headline compares. */
export interface Compared {
  readonly without: ClusterRung | undefined;
  readonly kept: ClusterRung | undefined;
}

export function comparedOf({ rungs, baseline }: Pick<ClusterEvaluation, 'rungs' | 'baseline'>): Compared {
  return { without: rungOf({ rungs, id: baseline }), kept: rungOf({ rungs, id: 'warehouse' }) };
}

/** `64 fewer (36 %)` · `8 more (4.1 %)` · `the same`. */
export function differenceInWords({ before, after }: { before: number; after: number }): string {
  if (before === after) return 'the same';
  const ratio = before > 0 ? ` (${formatPercent(Math.abs(after - before) / before)})` : '';
  return `${Math.abs(after - before).toLocaleString(LOCALE)} ${after < before ? 'fewer' : 'more'}${ratio}`;
}

/** `$58,000 less (34.1 %)`. */
export function moneyDifference({ before, after }: { before: number; after: number }): string {
  if (before === after) return 'the same';
  const ratio = before > 0 ? ` (${formatPercent(Math.abs(after - before) / before)})` : '';
  return `${formatUsd(Math.abs(after - before))} ${after < before ? 'less' : 'more'}${ratio}`;
}

/** `4.6 × sooner` · `1.3 × later`: above 1 the warehouse answers sooner. */
export function ttftInWords(factor: number | null): string {
  if (factor === null || !Number.isFinite(factor) || factor <= 0) return '';
  if (Math.abs(factor - 1) < 0.005) return 'the same';
  return factor > 1 ? `${formatFactor(factor)} sooner` : `${formatFactor(1 / factor)} later`;
}

/** Whose time to first token is shown: `p95 at the peak` with a promise, `mean, idle` without one. Empty where no fleet is. */
export function ttftKindInWords({ rungs }: Pick<ClusterEvaluation, 'rungs'>): string {
  const [sized] = rungs.flatMap(({ rung: { sizing } }) => (sizing.status === 'sized' ? [sizing] : []));
  if (!sized) return '';
  return sized.ttftRatio === null ? 'mean, idle' : `p${formatNumber(100 * sized.ttftRatio, 2)} at the peak`;
}

/** The comparison by name, so that nobody takes another “without” for this one. */
export function comparisonInWords({ baseline, plan }: Pick<ClusterEvaluation, 'baseline' | 'plan'>): string {
  const warehouse = plan.tiers.find(({ role }) => role === 'warehouse');
  return `With a warehouse in ${warehouse?.name ?? 'storage'}, against ${RUNG_PHRASES[baseline]}.`;
}

/** The one reason that dominates, in a sentence or two. */
export function dominantReason(evaluation: ClusterEvaluation): string {
  const { without, kept } = comparedOf(evaluation);
  const before = without?.rung.figures ?? null;
  const after = kept?.rung.figures ?? null;
  if (!without || !kept) return '';
  if (!before || !after) return unreachableReason({ without, kept });
  const slower = kept.tiers.find(({ role, isSlower }) => role === 'warehouse' && isSlower);
  if (slower)
    return `The warehouse gives nothing here: loading from it takes longer than computing again, so nothing is loaded, and it costs its own price${moneyNote({ before, after })}.`;
  // As they are shown: a gain that nobody sees is none.
  if (after.hitRatio <= before.hitRatio || formatPercent(after.hitRatio) === formatPercent(before.hitRatio))
    return `The warehouse adds next to no hits: ${RUNG_PHRASES[evaluation.baseline]} keeps ${formatPercent(before.hitRatio)} of the input already. It costs its own price${moneyNote({ before, after })}.`;
  const work = `it reads ${formatPercent(after.hitRatio)} of the input instead of ${formatPercent(before.hitRatio)}, and prefill keeps ${formatNodes(kept.rung.load.prefillNodes)} nodes busy instead of ${formatNodes(without.rung.load.prefillNodes)}`;
  if (after.gpus >= before.gpus) return atTheFloor({ kept, before, after, work });
  const money = moneyOf({ before, after });
  if (money !== null && money > 0)
    return `It loses money here although ${work}: what it frees, ${accelerators(before.gpus - after.gpus)}, costs less than its own price. ${formatUsd(money)} a month more in all.`;
  return `Mostly because prefill is avoided: ${work}.`;
}

function atTheFloor({
  kept,
  before,
  after,
  work,
}: {
  kept: ClusterRung;
  before: OperatorFigures;
  after: OperatorFigures;
  work: string;
}): string {
  const note = moneyNote({ before, after });
  const more = after.gpus > before.gpus ? ` It takes ${accelerators(after.gpus - before.gpus)} more.` : '';
  const { sizing } = kept.rung;
  const sooner =
    after.ttftSeconds < before.ttftSeconds
      ? ` The first token comes after ${formatLoadSeconds(after.ttftSeconds)} instead of ${formatLoadSeconds(before.ttftSeconds)} (${ttftKindInWords({ rungs: [kept] })}).`
      : '';
  const floor =
    sizing.status !== 'sized'
      ? ''
      : sizing.binding === 'model'
        ? 'the fleet is already the smallest that holds the model'
        : sizing.binding === 'sequences'
          ? 'open sequences decide how many nodes there are, not prefill'
          : sizing.binding === 'ttft'
            ? 'the promised TTFT decides how many nodes there are'
            : 'what it frees does not come to a whole node';
  return `It frees no accelerator: ${work}, but ${floor}.${more}${sooner} It costs its own price${note}.`;
}

function unreachableReason({ without, kept }: { without: ClusterRung; kept: ClusterRung }): string {
  const failing = [without, kept].find(({ rung }) => rung.sizing.status === 'unreachable');
  const reason = failing?.rung.sizing.status === 'unreachable' ? failing.rung.sizing.reason : '';
  const whose = without.rung.figures
    ? 'with the warehouse'
    : kept.rung.figures
      ? 'without it'
      : 'for this, with a warehouse or without';
  return `There is no fleet ${whose}. ${reason}`;
}

/** More (above 0) or less a month; `null` where a price is missing. */
function moneyOf({ before, after }: { before: OperatorFigures; after: OperatorFigures }): number | null {
  return before.cost.status === 'priced' && after.cost.status === 'priced'
    ? after.cost.usdPerMonth - before.cost.usdPerMonth
    : null;
}

function moneyNote(both: { before: OperatorFigures; after: OperatorFigures }): string {
  const money = moneyOf(both);
  return money === null ? '' : `, ${formatUsd(Math.abs(money))} a month ${money < 0 ? 'less in all' : 'more in all'}`;
}

/** Whether a bandwidth is all that keeps the warehouse from being compared. */
export function isSpeedMissing({ plan }: Pick<ClusterEvaluation, 'plan'>): boolean {
  return plan.tiers.some(({ role, bytesPerSecondPerNode }) => role === 'warehouse' && bytesPerSecondPerNode === null);
}
