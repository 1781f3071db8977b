import type { Ratio, Seconds, Usd } from '../../domain/units.ts';
import type { ConstraintName } from '../../domain/warehouse/sizing.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { OfferBook } from '../offer-book.ts';
import type { ClusterEvaluation, ClusterRung, RungId } from './cluster-view.ts';
import { evaluateCluster } from './evaluate-cluster.ts';
import type { NoPlan } from './plan.ts';

/** One rung, flat. `null`: not known, and `why` or `unpriced` says what is missing. */
export interface RungReport {
  readonly rung: RungId;
  readonly nodes: number | null;
  readonly gpus: number | null;
  readonly usdPerMonth: Usd | null;
  readonly tokensPerSecond: number | null;
  readonly ttftSeconds: Seconds | null;
  readonly watts: number | null;
  readonly hitRatio: Ratio | null;
  readonly binding: ConstraintName | null;
  /** Parts of the bill whose price is not known; the total is left open for them. */
  readonly unpriced: readonly string[];
  /** Why there is no fleet or no watts; `null` where there are both. */
  readonly why: string | null;
}

/** What `tokenhouse cluster` prints. */
export interface ClusterReport extends Pick<ClusterEvaluation, 'warehouse' | 'baseline' | 'saving'> {
  readonly status: 'ok';
  readonly rungs: readonly RungReport[];
  readonly model: {
    readonly id: string | null;
    readonly name: string;
    readonly isStandIn: boolean;
    readonly weightFormat: string;
    readonly kvDtype: string;
  };
  readonly accelerator: { readonly id: string; readonly perNode: number; readonly usdPerHour: Usd | null };
  readonly instance: ClusterEvaluation['plan']['instance'];
  /** Why nothing is said of a saving; `null` where something is. */
  readonly whyNoSaving: string | null;
  readonly assumptions: ClusterEvaluation['plan']['assumptions'];
}

/** The ladder of a scenario as one flat object, or why there is none. */
export function clusterReport(scenario: Scenario, book: OfferBook): ClusterReport | NoPlan {
  const evaluation = evaluateCluster(scenario, book);
  if (evaluation.status !== 'ok') return evaluation;
  const { plan, rungs, warehouse, baseline, saving } = evaluation;
  return {
    status: 'ok',
    rungs: rungs.map(rungReport),
    model: {
      id: plan.model.id,
      name: plan.model.name,
      isStandIn: plan.model.isStandIn,
      weightFormat: plan.model.weightFormat,
      kvDtype: plan.model.dtype,
    },
    accelerator: { id: plan.accelerator.id, perNode: plan.gpusPerNode, usdPerHour: plan.usdPerGpuHour },
    instance: plan.instance,
    baseline,
    saving,
    whyNoSaving: whyNoSaving(evaluation),
    warehouse,
    assumptions: plan.assumptions,
  };
}

function rungReport({ id, rung: { figures, load, sizing } }: ClusterRung): RungReport {
  if (!figures || sizing.status === 'unreachable')
    return {
      rung: id,
      nodes: null,
      gpus: null,
      usdPerMonth: null,
      tokensPerSecond: null,
      ttftSeconds: null,
      watts: null,
      hitRatio: load.usedHitRatio,
      binding: null,
      unpriced: [],
      why: sizing.status === 'unreachable' ? sizing.reason : null,
    };
  const { nodes, gpus, cost, tokensPerSecond, ttftSeconds, hitRatio, energy } = figures;
  return {
    rung: id,
    nodes,
    gpus,
    usdPerMonth: cost.status === 'priced' ? cost.usdPerMonth : null,
    tokensPerSecond,
    ttftSeconds,
    watts: energy.watts,
    hitRatio,
    binding: sizing.binding,
    unpriced: cost.status === 'unpriced' ? cost.missing : [],
    why: energy.watts === null ? 'What the machines or a tier draw is not known.' : null,
  };
}

function whyNoSaving({ rungs, baseline, saving }: ClusterEvaluation): string | null {
  if (saving !== null && saving.usdPerMonth !== null) return null;
  const reports = rungs.map(rungReport);
  const sides = reports.filter(({ rung }) => rung === baseline || rung === 'warehouse');
  const reasons = sides.flatMap(({ rung, nodes, unpriced, why }) => {
    if (nodes === null) return [`${rung}: ${why ?? 'no fleet serves it'}`];
    return unpriced.length > 0 ? [`${rung}: no price of ${unpriced.join(', ')}.`] : [];
  });
  return reasons.join(' ');
}
