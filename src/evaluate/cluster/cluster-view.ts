import type { Accelerator } from '../../domain/accelerator.ts';
import type { Explanation, Unit } from '../../domain/explain.ts';
import type { Provenance } from '../../domain/fact.ts';
import type { Problem } from '../../domain/field-limits.ts';
import type { LayerGroup } from '../../domain/kv-cache/layer-group.ts';
import type { KvDtype } from '../../domain/kv-cache/precision.ts';
import type { StorageCodec } from '../../domain/kv-cache/storage-codec.ts';
import type { DecodeSpeed } from '../../domain/serving/decode-step.ts';
import type { Estimate } from '../../domain/serving/estimate.ts';
import type { PrefillMachine } from '../../domain/serving/prefill-time.ts';
import type { LoadPath } from '../../domain/serving/ttft.ts';
import type { WeightFormat } from '../../domain/serving/weight-format.ts';
import type { Bytes, Ratio, Seconds, Tokens, Usd, UsdPerMTok } from '../../domain/units.ts';
import type { RankCopies } from '../../domain/warehouse/copies.ts';
import type { CostLine } from '../../domain/warehouse/cost.ts';
import type { FleetDemand } from '../../domain/warehouse/fleet.ts';
import type { FreedNodes, WiderWeights } from '../../domain/warehouse/freed.ts';
import type { OperatorRung } from '../../domain/warehouse/operator.ts';
import type { DriveCount, StorageNeed } from '../../domain/warehouse/storage.ts';
import type { StorageTier } from '../../domain/warehouse/tier.ts';
import type { Verdict } from '../../domain/warehouse/verdict.ts';

/**
 * The operator's view of a scenario: what the pages and the command line show of machines of one's own. Each part is made by
 * a function of its own, so that a page computes what it shows.
 */

/** A figure that the plan rests on, for the list of assumptions and for sentences under figures. */
export interface ClusterAssumption {
  /** Path of the scenario's field that sets it, `cluster.mfuRatio`; `null` where nothing does. */
  readonly field: string | null;
  readonly label: string;
  /** `null`: not known; what needs it is left out and says so. */
  readonly value: number | string | null;
  readonly low?: number;
  readonly high?: number;
  readonly unit: Unit | null;
  /** Typed by the visitor where absent. */
  readonly provenance?: Provenance;
}

/** What serves one model together. */
export interface InstancePlan {
  readonly gpus: number;
  /** As the scenario asks; `null`: the fewest that hold the model. */
  readonly askedGpus: number | null;
  /** The fewest that hold weights and one sequence; `null` where no number does. */
  readonly neededGpus: number | null;
  /** May be below 1 where an instance spans nodes. */
  readonly perNode: number;
  readonly attention: 'tensor' | 'data';
  /** Those that compute one prompt together: one rank where attention is divided by sequences. */
  readonly promptGpus: number;
  readonly weightBytes: Bytes;
  /** Room for cache of the whole instance, in tokens at the mean prompt, each sequence held once. */
  readonly poolTokens: Tokens;
  readonly poolBytes: Bytes;
  /** Whole sequences of the mean context held at once. */
  readonly sequences: number;
}

/** How fast one instance works, each phase alone. */
export interface InstanceSpeed {
  /** Prefix tokens computed again, per second, at the lengths of this workload. */
  readonly prefillTokensPerSecond: Estimate;
  /** First touches, behind their prefixes. */
  readonly freshTokensPerSecond: Estimate;
  /** Sequences that decode together. */
  readonly batch: number;
  /** Why no more: memory, the promised output speed, or the compute that the batch would take. */
  readonly batchLimit: 'memory' | 'output-speed';
  /** Whether one sequence alone keeps the promised speed. */
  readonly keepsOutputSpeed: boolean;
  readonly decode: DecodeSpeed;
}

/** What the fleet is asked for. */
export interface ClusterDemand extends FleetDemand {
  /** Mean prompt. */
  readonly promptTokens: Tokens;
  readonly outputTokensPerRequest: Tokens;
  readonly inputTokensPerMonth: Tokens;
  readonly outputTokensPerMonth: Tokens;
  /** Share of input that no cache could have. */
  readonly freshRatio: Ratio;
  readonly peakToMeanRatio: number;
  readonly isPeakGiven: boolean;
}

/** A tier as the plan uses it. */
export interface PlannedTier {
  readonly role: 'hbm' | 'dram' | 'warehouse';
  readonly tier: StorageTier | null;
  readonly name: string;
  /** To one instance that has its tier for itself. */
  readonly path: LoadPath | null;
  /** To the accelerators that compute one prompt. */
  readonly promptPath: LoadPath | null;
  /** Why there is no path. */
  readonly why: string | null;
  /** What bounds its bandwidth, in a sentence. */
  readonly limit: string;
  readonly bytesPerSecondPerNode: number | null;
  readonly bytesPerToken: Bytes;
  readonly usdPerGbMonth: Usd | null;
}

/** Everything resolved from the scenario once; all other parts start from it. */
export interface ClusterPlan {
  readonly model: {
    readonly id: string | null;
    readonly name: string;
    /** Nobody chose it and the offer's own is not public. */
    readonly isStandIn: boolean;
    readonly provenance: Provenance | null;
    readonly groups: readonly LayerGroup[];
    readonly maxContextTokens: Tokens | null;
    readonly weightFormat: WeightFormat;
    readonly dtype: KvDtype;
    /** Those that every token of a prompt is multiplied with: `prefillPlan`. */
    readonly prefillParameters: number;
  };
  /** What the warehouse stores caches with; memory of the accelerators and of the node holds them as they are. */
  readonly codec: StorageCodec;
  readonly accelerator: Accelerator;
  readonly gpusPerNode: number;
  readonly usdPerGpuHour: Usd | null;
  readonly wattsPerGpu: number | null;
  readonly machine: PrefillMachine;
  readonly instance: InstancePlan;
  readonly speed: InstanceSpeed;
  readonly demand: ClusterDemand;
  /** Fastest first: HBM, memory of the node, warehouse. */
  readonly tiers: readonly PlannedTier[];
  readonly assumptions: readonly ClusterAssumption[];
}

export type RungId = 'hbm' | 'dram' | 'warehouse' | 'ceiling';

/** What one tier does in a rung. */
export interface RungTier {
  readonly role: PlannedTier['role'];
  /** Of the whole fleet of this rung. */
  readonly capacityBytes: Bytes;
  readonly windowSeconds: Seconds;
  readonly hitRatio: Ratio;
  readonly reachedRatio: Ratio;
  /** Slower than computing; left out for it, unless everything is loaded. */
  readonly isSlower: boolean;
  /** `rough`: the closed form may be some points of hit ratio off at this window; simulate there. */
  readonly trust?: 'good' | 'rough';
}

export interface ClusterRung {
  readonly id: RungId;
  readonly rung: OperatorRung;
  readonly tiers: readonly RungTier[];
  /** Whether the scenario calls this "without". */
  readonly isBaseline: boolean;
}

/** What the warehouse itself comes to. */
export interface WarehousePlan {
  readonly need: StorageNeed;
  /** `null` where the tier is not made of drives, or what one does is not known. */
  readonly drives: DriveCount | null;
  readonly drive: { readonly name: string; readonly capacityBytes: Bytes } | null;
  readonly nicsPerNode: number;
  /** How long it keeps what is not used: as asked for, or as its room allows. */
  readonly retentionSeconds: Seconds;
  /** Room follows from retention; else it is the scenario's. */
  readonly isSized: boolean;
  /** What rent and licence are paid for: the need, or the drives that give nodes their bandwidth where those hold more. */
  readonly paidBytes?: Bytes;
  readonly lines: readonly CostLine[];
  readonly watts: number | null;
}

export interface ClusterEvaluation {
  readonly status: 'ok';
  readonly plan: ClusterPlan;
  readonly rungs: readonly ClusterRung[];
  readonly warehouse: WarehousePlan;
  /** The rung that the warehouse is measured against. */
  readonly baseline: RungId;
  readonly saving: {
    readonly gpus: number;
    /** `null` where a price is missing. */
    readonly usdPerMonth: Usd | null;
    readonly ratio: Ratio | null;
    /** Baseline ÷ warehouse: above 1 the warehouse answers sooner. */
    readonly ttftFactor: number | null;
  } | null;
  readonly explanations: Readonly<Record<'prefill' | 'decode' | 'nodes' | 'cost' | 'ttft', Explanation | null>>;
}

/** What a question may ask for in place of what the scenario resolves to. */
export interface ClusterOverrides {
  /** Weights in another format than the checkpoint's: what freed accelerators could serve. */
  readonly weightFormat?: WeightFormat;
}

/** `evaluateCluster(scenario, book, overrides?)`, `overrides: ClusterOverrides = {}`; evaluate-cluster.ts. */
export type ClusterAnswer =
  | ClusterEvaluation
  | { readonly status: 'impossible'; readonly problems: readonly Problem[] }
  /** Understood, but no fleet: the model's size, the accelerator's speed or the like is not known. */
  | { readonly status: 'unknown'; readonly reason: string; readonly field: string | null };

/** The four numbers; `clusterNumbers({ scenario, plan })`; numbers.ts. */
export interface ClusterNumbers {
  readonly tierName: string;
  readonly criticalBytesPerSecond: Verdict;
  readonly tierBytesPerSecond: number | null;
  /** `null`: how fast the tier is, is not known. */
  readonly crossoverTokens: Verdict | null;
  /** `null`: a price is not known; `missing` names it. */
  readonly breakEvenSeconds: Verdict | null;
  readonly bestRetentionSeconds: Verdict | null;
  /** What the numbers without a verdict lack, in a sentence; `null` where nothing is missing. */
  readonly missing: string | null;
  /** For each verdict: formula, numbers and sources. */
  readonly explanations: Readonly<Record<'critical' | 'crossover' | 'breakEven' | 'bestRetention', Explanation | null>>;
}

/** Computing against loading, over prompt length; at most 60 points; `prefillOrLoad(plan)`; prefill-or-load.ts. */
export interface PrefillOrLoad {
  readonly points: readonly {
    readonly contextTokens: Tokens;
    readonly recompute: Estimate;
    readonly load: Estimate | null;
    /** No system on this path can be faster. */
    readonly overlapped: Seconds | null;
  }[];
  /** `null`: how fast the tier is, is not known. */
  readonly crossing: Verdict | null;
  /** The scenario's mean prompt. */
  readonly promptTokens: Tokens;
}

/** Hit ratio by window with the tiers' windows on it; `tierWindows({ scenario, evaluation })`; tier-windows-view.ts. */
export interface TierWindowsView {
  readonly curve: readonly { readonly windowSeconds: Seconds; readonly hitRatio: Ratio }[];
  readonly marks: readonly {
    readonly role: PlannedTier['role'];
    readonly name: string;
    readonly windowSeconds: Seconds;
    /** The tier keeps it for longer than the curve goes, which ends at `windowSeconds`. */
    readonly isBeyond: boolean;
    readonly hitRatio: Ratio;
  }[];
  readonly ceilingRatio: Ratio;
}

/** "4–6.5 times more tokens", for this workload; `moreTokens({ scenario, book, evaluation })`; more-tokens.ts. */
export interface MoreTokens {
  /** Tokens a second per accelerator: warehouse ÷ baseline, fractions of nodes as they are. */
  readonly factor: number;
  /** The same against HBM alone. */
  readonly factorOverHbm: number;
  /** And of the ceiling: what no warehouse can exceed. */
  readonly ceilingFactor: number;
  /** f: share of the baseline's machine time that is prefill. */
  readonly prefillRatio: Ratio;
  readonly hitRatioBefore: Ratio;
  readonly hitRatioAfter: Ratio;
  /** Prefill work alone: what a vendor measures who measures prefill. */
  readonly prefillFactor: number;
  /** Why nothing is loaded from the warehouse at all: then nothing is gained, and nothing else is tried. `null` otherwise. */
  readonly whyNot: string | null;
  /** What the factor would be if one thing were otherwise, largest effect first. */
  readonly dependsOn: readonly { readonly id: string; readonly what: string; readonly factor: number }[];
  readonly claimed: { readonly low: number; readonly high: number; readonly provenance: Provenance };
}

/** Where warehousing loses; `whereItLoses({ scenario, evaluation })`, losses.ts, and `publishedLosses()`, published-losses.ts. */
export interface LossMap {
  /** Prompt lengths, ascending; at most 24. */
  readonly contextTokens: readonly Tokens[];
  /** Bandwidths to an instance, ascending; at most 16. */
  readonly bytesPerSecond: readonly number[];
  /** Load ÷ recompute, row by row of bandwidths; above 1 loading loses. */
  readonly ratios: readonly (readonly number[])[];
  readonly here: { readonly contextTokens: Tokens; readonly bytesPerSecond: number | null };
  /** Sentences on what loses in this scenario; empty where nothing does. */
  readonly reasons: readonly string[];
}

export interface PublishedLoss {
  readonly id: string;
  readonly title: string;
  readonly published: string;
  readonly computed: string;
  /** Load ÷ recompute, or output kept; what shows the loss. */
  readonly ratio: number;
  readonly isLoss: boolean;
  readonly provenance: Provenance;
}

/** API bill against own cluster; `buyOrRun({ scenario, book })`; buy-or-run.ts. */
export interface BuyOrRun {
  /** The offer's best policy. */
  readonly buyUsdPerMonth: Usd;
  readonly buyName: string;
  readonly runUsdPerMonth: Usd | null;
  readonly runRung: RungId;
  /** What is not priced of the cluster, or why it serves nothing; empty where the bill is known. */
  readonly missing: readonly string[];
  /** Times today's volume from which on running costs no more; `never` within what was tried, `always` from the least on. `null`: a price is missing. */
  readonly breakEven: Verdict | null;
  readonly breakEvenPeople: number | null;
  readonly points: readonly {
    /** Times today's volume. */
    readonly volumeRatio: number;
    readonly buyUsdPerMonth: Usd;
    readonly runUsdPerMonth: Usd | null;
    readonly nodes: number | null;
    /** The cheapest rung that can be run at this volume. */
    readonly rung: RungId | null;
  }[];
  readonly buyUsdPerMTok: UsdPerMTok | null;
  readonly runUsdPerMTok: UsdPerMTok | null;
  /** The cluster runs another model than the offer sells. */
  readonly isOtherModel: boolean;
  readonly runModelName: string;
}

/** Without a bill or without a cluster there is nothing to compare. */
export type BuyOrRunAnswer = ({ readonly status: 'ok' } & BuyOrRun) | Exclude<ClusterAnswer, { status: 'ok' }>;

/** `freedGpus({ scenario, book, evaluation })`; freed-view.ts. */
export interface FreedView {
  readonly gpus: number;
  readonly freed: FreedNodes;
  readonly wider: { readonly from: WeightFormat; readonly to: WeightFormat; readonly outcome: WiderWeights } | null;
  /** Why nothing is said of wider weights; `null` where something is. */
  readonly whyNotWider: string | null;
}

/** `copiesOf({ scenario, evaluation })`; copies-view.ts. */
export interface CopiesView {
  readonly ranks: RankCopies;
  readonly sharedHitRatio: Ratio;
  readonly perNodeHitRatio: Ratio;
  readonly missAmplification: number | null;
  readonly nodes: number;
  readonly affinityRatio: Ratio;
}
