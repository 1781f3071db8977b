import type { Bytes, Ratio, Seconds, Tokens } from '../units.ts';
import type { ServiceClass } from './queue.ts';

/** What a fleet is asked for on average, over all hours of the month. */
export interface FleetDemand {
  readonly requestsPerSecond: number;
  readonly inputTokensPerSecond: number;
  readonly outputTokensPerSecond: number;
  /** u: share of input that no cache could have. Used where the speed of such tokens is given apart. */
  readonly freshRatio?: Ratio;
}

/** What one node does when it does nothing else. */
export interface NodeSpeed {
  /** R: prompt tokens computed; where fresh ones are given apart, those of prefixes alone. */
  readonly prefillTokensPerSecond: number;
  /** R of first touches, which stand at the end of prompts and attend to all before them. */
  readonly freshTokensPerSecond?: number;
  /** Instances that share the node; below 1 where one spans several. A request is served by one of them. Without: 1. */
  readonly instancesPerNode?: number;
  /** D: tokens generated, at the batch that memory and latency allow. */
  readonly decodeTokensPerSecond: number;
  /** What every request takes before its first token, beside its prompt. */
  readonly requestFloorSeconds: Seconds;
}

/** What a tier serves, and how fast it gets to a node. */
export interface ServingTier {
  readonly id: string;
  /** Share of input tokens served from here and from no faster tier (`hitsByTier`). */
  readonly hitRatio: Ratio;
  readonly bytesPerToken: Bytes;
  /** End to end, of one node. Infinity for what already lies in HBM. */
  readonly bytesPerSecondPerNode: number;
  readonly fetchFloorSeconds: Seconds;
  /** Share of loading that hides behind other work of the node. */
  readonly overlapRatio: Ratio;
}

/** `when-faster`: what loads more slowly than it is computed is computed. `always`: every hit is loaded, for better or worse. */
export type LoadRule = 'when-faster' | 'always';

/** Nodes a fleet is busy with, on average, and what a request waits for without a queue. */
export interface FleetLoad {
  readonly prefillNodes: number;
  readonly loadNodes: number;
  readonly decodeNodes: number;
  readonly nodes: number;
  /** Of all input tokens, those that are not computed. */
  readonly usedHitRatio: Ratio;
  /** Node time of the prompt of one request. */
  readonly busySecondsPerRequest: Seconds;
  /** From the start of service to the first token of a request of mean length, loading and then the rest: mean of `classes`. */
  readonly serviceSeconds: Seconds;
  /** The same by where the prefix was found: hits of each tier that is used, and misses. */
  readonly classes: readonly ServiceClass[];
  /** Tiers that were left out because computing is faster. */
  readonly slowerTiers: readonly string[];
}

/**
 * Node-seconds per second, by what they go to.
 *
 *     nodes = IN (1 − h) ÷ R  +  Σ IN h_k b_k ÷ β_k × (1 − overlap)  +  OUT ÷ D
 *     with fresh tokens apart: IN (u ÷ R_fresh + max(0, 1 − h − u) ÷ R) in place of IN (1 − h) ÷ R
 *
 * Hits save prefix tokens only, and those are the cheaper ones where attention is full. Example: eight H200s compute 13,700 first
 * touches of DeepSeek-V3 a second behind prompts of 45,000 tokens, but 21,500 prefix tokens; at the mean of both first touches
 * would count two thirds of what they take.
 *
 * Example: DeepSeek's published day, 608 G input tokens at 73,700 a second and node, hits included, and 168 G output at
 * 14,800: 95.5 + 131.4 = 226.9 nodes (published mean 226.75). Without its disk cache the same input at 32,200 a second:
 * 349.9.
 * Every request has its first touches; a share h_k ÷ (1 − u) of them finds its whole prefix in tier k and pays that tier's
 * floor, and what finds it nowhere computes the whole prompt. Example: 10,000 tokens of which 1,000 are fresh, hits of 0.72:
 * 80 % of requests load 9,000, 20 % compute them. Fractions of nodes stand as they are; `sizing.ts` makes whole ones. `penaltyRatio` is throughput lost to moving caches out (`lowLoadPenaltyRatio`).
 * Ignores load imbalance and that a node which decodes slows its prefills.
 */
export function fleetLoad({
  demand,
  speed,
  tiers,
  loads,
  penaltyRatio,
}: {
  demand: FleetDemand;
  speed: NodeSpeed;
  tiers: readonly ServingTier[];
  loads: LoadRule;
  penaltyRatio: Ratio;
}): FleetLoad {
  const { requestsPerSecond, inputTokensPerSecond } = demand;
  const promptTokens = requestsPerSecond > 0 ? inputTokensPerSecond / requestsPerSecond : 0;
  const slowerTiers: string[] = [];
  let usedHitRatio = 0;
  let loadNodes = 0;
  const used: ServingTier[] = [];
  for (const tier of tiers) {
    if (tier.hitRatio <= 0) continue;
    if (loads === 'when-faster' && !isFasterThanComputing({ tier, speed, promptTokens })) {
      slowerTiers.push(tier.id);
      continue;
    }
    used.push(tier);
    usedHitRatio += tier.hitRatio;
    loadNodes += inputTokensPerSecond * tier.hitRatio * secondsPerToken(tier) * (1 - tier.overlapRatio);
  }
  const classes = serviceClasses({ demand, speed, tiers: used, usedHitRatio, promptTokens });
  const kept = 1 - penaltyRatio;
  const computing = computingSeconds({ demand, speed, hitRatio: usedHitRatio });
  const prefillNodes = (inputTokensPerSecond * computing) / kept;
  const decodeNodes = demand.outputTokensPerSecond / speed.decodeTokensPerSecond / kept;
  return {
    prefillNodes,
    loadNodes,
    decodeNodes,
    nodes: prefillNodes + loadNodes + decodeNodes,
    usedHitRatio,
    busySecondsPerRequest: requestsPerSecond > 0 ? (prefillNodes + loadNodes) / requestsPerSecond : 0,
    serviceSeconds: classes.reduce((sum, { ratio, serviceSeconds }) => sum + ratio * serviceSeconds, 0),
    classes,
    slowerTiers,
  };
}

function secondsPerToken({ bytesPerToken, bytesPerSecondPerNode }: ServingTier): Seconds {
  return bytesPerToken / bytesPerSecondPerNode;
}

/** Time to the first token without a queue: hits of a tier load their prefix and compute first touches, misses compute all. */
function serviceClasses({
  demand,
  speed,
  tiers,
  usedHitRatio,
  promptTokens,
}: {
  demand: FleetDemand;
  speed: NodeSpeed;
  /** Those that are read. */
  tiers: readonly ServingTier[];
  usedHitRatio: Ratio;
  promptTokens: Tokens;
}): readonly ServiceClass[] {
  // Hits beyond what is not fresh would leave more than all requests hitting: then all do.
  const prefixRatio = Math.max(1 - (demand.freshRatio ?? 0), usedHitRatio);
  const perPrompt = promptTokens * instancesOf(speed);
  const { requestFloorSeconds } = speed;
  const hits = tiers.map((tier): ServiceClass => ({
    ratio: tier.hitRatio / prefixRatio,
    serviceSeconds:
      requestFloorSeconds +
      tier.fetchFloorSeconds +
      perPrompt * (prefixRatio * secondsPerToken(tier) + computingSeconds({ demand, speed, hitRatio: prefixRatio })),
  }));
  const missRatio = prefixRatio > 0 ? Math.max(0, 1 - usedHitRatio / prefixRatio) : 1;
  if (missRatio === 0) return hits;
  const misses: ServiceClass = {
    ratio: missRatio,
    serviceSeconds: requestFloorSeconds + perPrompt * computingSeconds({ demand, speed, hitRatio: 0 }),
  };
  return [...hits, misses];
}

/** Node time of the computing that a mean input token takes. */
function computingSeconds({
  demand: { freshRatio },
  speed: { prefillTokensPerSecond, freshTokensPerSecond },
  hitRatio,
}: {
  demand: FleetDemand;
  speed: NodeSpeed;
  hitRatio: Ratio;
}): Seconds {
  if (freshRatio === undefined || freshTokensPerSecond === undefined) return (1 - hitRatio) / prefillTokensPerSecond;
  const again = Math.max(0, 1 - hitRatio - freshRatio);
  return (freshRatio > 0 ? freshRatio / freshTokensPerSecond : 0) + again / prefillTokensPerSecond;
}

/** A request has one instance to itself, and that instance its share of the node: of the tiers' bandwidth too. */
function instancesOf({ instancesPerNode = 1 }: NodeSpeed): number {
  return instancesPerNode;
}

/**
 * Whether a tier brings prefixes sooner than they are computed: both the node's time and the request's must gain. A tier that
 * hides its loading but delays the first token is left out.
 */
export function isFasterThanComputing({
  tier,
  speed,
  promptTokens,
}: {
  tier: ServingTier;
  speed: NodeSpeed;
  promptTokens: Tokens;
}): boolean {
  const loading = tier.bytesPerToken / tier.bytesPerSecondPerNode;
  const computing = 1 / speed.prefillTokensPerSecond;
  const instances = instancesOf(speed);
  return (
    loading * (1 - tier.overlapRatio) <= computing &&
    tier.fetchFloorSeconds + promptTokens * loading * instances <= promptTokens * computing * instances
  );
}
