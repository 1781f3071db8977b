import { PREFILL_MFU } from '../../catalog/prefill-efficiency.ts';
import { MORE_TOKENS_CLAIM } from '../../catalog/published-losses.ts';
import type { LayerGroup } from '../../domain/kv-cache/layer-group.ts';
import { bytesPerSequence } from '../../domain/kv-cache/size.ts';
import type { Bytes } from '../../domain/units.ts';
import type { FleetLoad } from '../../domain/warehouse/fleet.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { OfferBook } from '../offer-book.ts';
import type { ClusterEvaluation, MoreTokens, RungId } from './cluster-view.ts';
import { evaluateCluster, rungNamed } from './evaluate-cluster.ts';

/** All of `MoreTokens` but what takes further evaluations. */
export type MoreTokensHere = Omit<MoreTokens, 'dependsOn'>;

/**
 * "4 to 6.5 times more tokens from the same machines", for this workload.
 *
 *     factor = nodes of the baseline ÷ nodes of the warehouse rung, at the mean and in fractions
 *
 * The same tokens are served by either, so fewer nodes are as many more tokens a second for each accelerator; whole nodes,
 * peaks and spares would blur it. Prefill is one part of the work: where decode takes most, no hit ratio makes much of it
 * (`fleetSpeedUp`). The ceiling's factor is what no warehouse can exceed.
 * Example: prefill 80 % of machine time, hit ratio from 1.7 to 92.2 %: 3.8 times; prefill alone 12.6 times.
 */
export function moreTokensHere(evaluation: ClusterEvaluation): MoreTokensHere {
  const whyNot = whyNotOf(evaluation);
  const before = loadOf({ evaluation, rung: evaluation.baseline });
  const after = whyNot === null ? loadOf({ evaluation, rung: 'warehouse' }) : before;
  const { low, high } = MORE_TOKENS_CLAIM;
  const { kind, source, checkedOn, note } = low;
  return {
    whyNot,
    factor: ratioOf(before.nodes, after.nodes),
    factorOverHbm: ratioOf(loadOf({ evaluation, rung: 'hbm' }).nodes, after.nodes),
    ceilingFactor: ratioOf(before.nodes, loadOf({ evaluation, rung: 'ceiling' }).nodes),
    prefillRatio: before.nodes > 0 ? before.prefillNodes / before.nodes : 0,
    hitRatioBefore: before.usedHitRatio,
    hitRatioAfter: after.usedHitRatio,
    prefillFactor: ratioOf(promptNodes(before), promptNodes(after)),
    claimed: {
      low: low.value,
      high: high.value,
      provenance: { kind, source, checkedOn, ...(note !== undefined && { note }) },
    },
  };
}

/** The same, with what it depends on: a dozen further evaluations, so for after the page has been drawn. */
export function moreTokens({ scenario, book, evaluation }: Asked): MoreTokens {
  const here = moreTokensHere(evaluation);
  if (here.whyNot !== null) return { ...here, dependsOn: [] };
  const dependsOn = variationsOf({ scenario, book, evaluation }).flatMap(({ id, what, changed }) => {
    const otherwise = evaluateCluster(changed, book);
    if (otherwise.status !== 'ok') return [];
    const { factor, whyNot } = moreTokensHere(otherwise);
    return whyNot === null ? [{ id, what, factor }] : [];
  });
  const effect = (factor: number): number => Math.abs(Math.log(factor / here.factor));
  return { ...here, dependsOn: dependsOn.toSorted((a, b) => effect(b.factor) - effect(a.factor)) };
}

interface Asked {
  readonly scenario: Scenario;
  readonly book: OfferBook;
  readonly evaluation: ClusterEvaluation;
}

interface Variation {
  readonly id: string;
  readonly what: string;
  readonly changed: Scenario;
}

const HOUR_SECONDS = 3_600;

/** The scenario with one thing otherwise; what it is like that already is not tried. */
function variationsOf({ scenario, book, evaluation }: Asked): readonly Variation[] {
  const { cluster, workload, warehouse } = scenario;
  const withCluster = (changes: Partial<Scenario['cluster']>): Scenario => ({
    ...scenario,
    cluster: { ...cluster, ...changes },
  });
  const withRoles = (change: (role: Role) => Partial<Role>): Scenario => ({
    ...scenario,
    workload: { ...workload, roles: workload.roles.map((role) => ({ ...role, ...change(role) })) },
  });
  const vendorMfu = PREFILL_MFU.vendorBaseline.value.typical;
  const dramBytes = dramBytesPerNode({ scenario, evaluation });
  const speed = evaluation.plan.tiers.find(({ role }) => role === 'warehouse')?.bytesPerSecondPerNode ?? null;
  const variations: (Variation | null)[] = [
    cluster.baseline === 'hbm'
      ? {
          id: 'baseline',
          what: 'if memory of the nodes held caches before',
          changed: withCluster({ baseline: 'hbm-and-dram' }),
        }
      : {
          id: 'baseline',
          what: 'if nothing but the accelerators’ own memory held caches before',
          changed: withCluster({ baseline: 'hbm' }),
        },
    cluster.mfuRatio === vendorMfu
      ? null
      : {
          id: 'vendor-mfu',
          what: `if prefill reached ${Math.round(vendorMfu * 100)} % of the peak, as in a vendor’s baseline`,
          changed: withCluster({ mfuRatio: vendorMfu }),
        },
    {
      id: 'output-double',
      what: 'if answers were twice as long',
      changed: withRoles(({ outputTokensPerTurn }) => ({ outputTokensPerTurn: outputTokensPerTurn * 2 })),
    },
    {
      id: 'output-half',
      what: 'if answers were half as long',
      changed: withRoles(({ outputTokensPerTurn }) => ({ outputTokensPerTurn: Math.round(outputTokensPerTurn / 2) })),
    },
    warehouse.retentionSeconds <= HOUR_SECONDS
      ? null
      : {
          id: 'retention-hour',
          what: 'if the warehouse kept nothing for longer than an hour',
          changed: { ...scenario, warehouse: { ...warehouse, retentionSeconds: HOUR_SECONDS } },
        },
    {
      id: 'turns-quarter',
      what: 'if agents took a quarter of the turns',
      changed: withRoles(({ turnsPerAgent }) => ({ turnsPerAgent: Math.max(1, Math.round(turnsPerAgent / 4)) })),
    },
    {
      id: 'gaps-ten',
      what: 'if pauses between turns were ten times as long',
      changed: withRoles(({ gap }) => ({
        gap: gap.map((part) => ({ ...part, medianSeconds: part.medianSeconds * 10 })),
      })),
    },
    {
      id: 'people-ten',
      what: 'if ten times as many people worked',
      changed: { ...scenario, workload: { ...workload, people: workload.people * 10 } },
    },
    dramBytes === null
      ? null
      : {
          id: 'memory-quarter',
          what: 'if nodes had a quarter of the memory for caches',
          changed: withCluster({ dramBytesPerNode: dramBytes / 4 }),
        },
    otherModel({ scenario, book, evaluation }),
    speed === null || !Number.isFinite(speed)
      ? null
      : {
          id: 'bandwidth-tenth',
          what: 'if the warehouse were a tenth as fast',
          changed: withCluster({ warehouseBytesPerSecond: speed / 10 }),
        },
  ];
  return variations.filter((variation) => variation !== null);
}

type Role = Scenario['workload']['roles'][number];

/** A model whose cache is much wider than that of latent attention, or the other way round: what memory holds decides. */
const WIDE_MODEL_ID = 'Meta-Llama-3.1-405B';
const NARROW_MODEL_ID = 'DeepSeek-V3';

function otherModel({ scenario, book, evaluation: { plan } }: Asked): Variation | null {
  const bytesOf = (groups: readonly LayerGroup[]): Bytes =>
    bytesPerSequence({ groups, dtype: plan.model.dtype, contextTokens: plan.demand.promptTokens });
  const wide = book.modelById(WIDE_MODEL_ID);
  const narrow = book.modelById(NARROW_MODEL_ID);
  if (!wide || !narrow) return null;
  const here = bytesOf(plan.model.groups);
  const isNarrow = here < Math.sqrt(bytesOf(wide.groups.value) * bytesOf(narrow.groups.value));
  const other = isNarrow ? wide : narrow;
  const times = bytesOf(other.groups.value) / here;
  return {
    id: 'other-model',
    what: `if the model were ${other.name}, whose tokens take ${times.toPrecision(2)} times the cache`,
    changed: { ...scenario, cluster: { ...scenario.cluster, modelId: other.id } },
  };
}

function dramBytesPerNode({
  scenario,
  evaluation,
}: {
  scenario: Scenario;
  evaluation: ClusterEvaluation;
}): number | null {
  if (scenario.cluster.dramBytesPerNode !== null) return scenario.cluster.dramBytesPerNode;
  const { tier } = evaluation.plan.tiers.find(({ role }) => role === 'dram') ?? { tier: null };
  return tier?.perNode.capacityBytes?.low.value ?? null;
}

/** A fleet that no number of nodes makes: its tier's speed is not known, or a promise cannot be kept. */
function whyNotOf({ rungs }: ClusterEvaluation): string | null {
  const { sizing } = rungNamed({ rungs, id: 'warehouse' }).rung;
  return sizing.status === 'unreachable' ? sizing.reason : null;
}

function loadOf({ evaluation: { rungs }, rung: id }: { evaluation: ClusterEvaluation; rung: RungId }): FleetLoad {
  return rungNamed({ rungs, id }).rung.load;
}

function promptNodes({ prefillNodes, loadNodes }: FleetLoad): number {
  return prefillNodes + loadNodes;
}

/** Nothing to do takes as long with as without. */
function ratioOf(before: number, after: number): number {
  if (after > 0) return before / after;
  return before > 0 ? Infinity : 1;
}
