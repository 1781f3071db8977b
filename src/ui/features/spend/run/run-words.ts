import { PREFILL_MFU } from '../../../../catalog/prefill-efficiency.ts';
import type { ClusterEvaluation, ClusterPlan, RungId } from '../../../../evaluate/cluster/cluster-view.ts';
import { formatNumber, formatPercent, formatSignificant, formatUsd } from '../../../format/number.ts';
import { accelerators, formatFactor } from '../../cluster/cluster-words.ts';

/** What "without" is, so that nobody takes another for it. */
export function withoutInWords(baseline: RungId): string {
  return baseline === 'hbm' ? 'prefixes kept in HBM alone' : 'prefixes kept in HBM and memory of the node';
}

/** What the fleet computes with and what it is. */
export function fleetInWords({ model, accelerator, instance, gpusPerNode }: ClusterPlan): string {
  const standIn = model.isStandIn ? ', which stands in for the offer’s own' : '';
  return `${model.name}${standIn}, on ${accelerator.name}: ${accelerators(instance.gpus)} hold it, ${formatNumber(gpusPerNode, 0)} make a node.`;
}

/** What the figures rest on: how fast prefill is taken to be, and how much of the plan nobody has published or set. */
export function assumedRunInWords({ assumptions }: Pick<ClusterPlan, 'assumptions'>): string {
  const mfu = assumptions.find(
    ({ field, low, high }) => field === 'cluster.mfuRatio' && low !== undefined && high !== undefined,
  );
  const speed =
    mfu && typeof mfu.value === 'number'
      ? `Prefill is taken at ${formatNumber(100 * mfu.value, 0)} % of the peak, of ${formatNumber(100 * (mfu.low ?? 0), 0)} to ${formatNumber(100 * (mfu.high ?? 0), 0)} %. `
      : '';
  const assumed = assumptions.filter(({ provenance }) => provenance?.kind === 'assumed').length;
  return `${speed}${assumed} of ${assumptions.length} figures of the plan are assumed; Cluster lists them.`;
}

/** What a reader should know before believing the figures. */
export function warningsOf({
  evaluation: { plan },
  mfuRatio,
}: {
  evaluation: Pick<ClusterEvaluation, 'plan'>;
  /** As the scenario sets it. */
  mfuRatio: number | null;
}): readonly string[] {
  const { typical } = PREFILL_MFU.vendorBaseline.value;
  const { askedGpus, neededGpus, gpus } = plan.instance;
  const warnings: string[] = [];
  if (askedGpus !== null && neededGpus !== null && askedGpus < neededGpus)
    warnings.push(
      `${accelerators(askedGpus)} an instance ${askedGpus === 1 ? 'does' : 'do'} not hold ${plan.model.name}: the figures are of ${formatNumber(gpus, 0)}, the fewest that do.`,
    );
  if (!plan.speed.keepsOutputSpeed)
    warnings.push(
      `Even one sequence alone is generated at ${formatSignificant(plan.speed.decode.tokensPerSecondPerSequence.typical, 2)} tokens a second, more slowly than the speed promised: take more accelerators an instance, or promise less.`,
    );
  if (mfuRatio === typical)
    warnings.push(
      `Without and with compute at ${formatNumber(100 * typical, 0)} % of peak: a vendor’s baseline, not tuned machines. It flatters whatever avoids prefill.`,
    );
  return warnings;
}

/** The third figure of the headline: a share of money where there is one, else of accelerators. */
export interface SavingWords {
  readonly label: string;
  readonly figure: string;
  readonly details: readonly string[];
  readonly isLoss: boolean;
}

export function savingInWords({ saving }: Pick<ClusterEvaluation, 'saving'>): SavingWords | null {
  if (!saving) return null;
  const { gpus, usdPerMonth, ratio, ttftFactor } = saving;
  const machines =
    gpus === 0 ? 'no accelerator fewer' : gpus > 0 ? `${accelerators(gpus)} fewer` : `${accelerators(-gpus)} more`;
  const sooner = soonerInWords(ttftFactor);
  const details = sooner === null ? [] : [sooner];
  if (usdPerMonth === null || ratio === null)
    return {
      label: gpus < 0 ? 'Takes more' : 'Frees',
      figure: gpus === 0 ? 'none' : formatNumber(Math.abs(gpus), 0),
      details: [
        ...(gpus === 0 ? [] : [Math.abs(gpus) === 1 ? 'accelerator' : 'accelerators']),
        'no dollars until every price is known',
        ...details,
      ],
      isLoss: gpus < 0,
    };
  const isEven = Math.abs(usdPerMonth) < 0.005;
  return {
    label: isEven ? 'Breaks even' : usdPerMonth < 0 ? 'Costs more' : 'Saves',
    figure: formatPercent(Math.abs(ratio)),
    details: [`${formatUsd(Math.abs(usdPerMonth))} a month`, machines, ...details],
    isLoss: !isEven && usdPerMonth < 0,
  };
}

function soonerInWords(factor: number | null): string | null {
  if (factor === null || !Number.isFinite(factor) || factor <= 0) return null;
  if (Math.abs(factor - 1) < 0.005) return 'first token as soon';
  return factor > 1 ? `first token ${formatFactor(factor)} sooner` : `first token ${formatFactor(1 / factor)} later`;
}

/** What to do where something is not known that no fleet can be sized without. */
export function adviceOf(field: string | null): string {
  if (field === 'cluster.acceleratorId') return 'Choose another accelerator under “What runs it?”.';
  if (field === 'cluster.modelId') return 'Choose another model under “What runs it?”.';
  return '';
}
