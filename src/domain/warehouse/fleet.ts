import type { Bytes, Ratio, Seconds, Tokens } from '../units.ts';

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
  /** From the start of service to the first token of a request of mean length, load after load and then the rest. */
  readonly serviceSeconds: Seconds;
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
 * A share h_k of requests is taken to find its whole prefix in tier k and pays that tier's floor. Fractions of nodes stand as
 * they are; `sizing.ts` makes whole ones. `penaltyRatio` is throughput lost to moving caches out (`lowLoadPenaltyRatio`).
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
  let loadingSeconds = 0;
  for (const tier of tiers) {
    if (tier.hitRatio <= 0) continue;
    if (loads === 'when-faster' && !isFasterThanComputing({ tier, speed, promptTokens })) {
      slowerTiers.push(tier.id);
      continue;
    }
    const secondsPerToken = tier.bytesPerToken / tier.bytesPerSecondPerNode;
    usedHitRatio += tier.hitRatio;
    loadNodes += inputTokensPerSecond * tier.hitRatio * secondsPerToken * (1 - tier.overlapRatio);
    loadingSeconds += tier.hitRatio * (tier.fetchFloorSeconds + promptTokens * secondsPerToken * instancesOf(speed));
  }
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
    serviceSeconds: speed.requestFloorSeconds + loadingSeconds + promptTokens * computing * instancesOf(speed),
    slowerTiers,
  };
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
