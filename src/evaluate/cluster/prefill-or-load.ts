import type { Estimate } from '../../domain/serving/estimate.ts';
import { prefillSeconds } from '../../domain/serving/prefill-time.ts';
import { mapEstimate } from '../../domain/serving/estimate.ts';
import type { Seconds, Tokens } from '../../domain/units.ts';
import type { ClusterPlan, PlannedTier, PrefillOrLoad } from './cluster-view.ts';
import { loadFloorSeconds } from './keep-verdicts.ts';
import { crossoverOfPlan } from './numbers.ts';
import { loadBand, mostTokensOf, promptMachineOf, promptOfPlan, warehouseOf } from './prompt-of-plan.ts';

const POINTS = 60;
const SHORTEST_TOKENS = 100;
const HALVINGS = 40;

/**
 * Computing a prompt against loading all of it from the warehouse, over its length, each with its band.
 *
 *     compute = t₀ + FLOPs ÷ (G × F × η)            load = ℓ + bytes ÷ β, at least the request's own floor
 *     overlapped = the least over s of max(compute the first s tokens, load the others)
 *
 * Lengths lie evenly on the logarithm, from 100 tokens to what the model takes; the crossing is that of the typical values.
 * Example: Llama 3.1 70B on four H100s from eight PCIe 4 drives (56 GB/s): 16,384 tokens in 1.27 s or 0.12; equal at 164.
 * The overlapped time is a bound: an engine that computes from the front while it loads from the back comes near. One
 * prompt that has the tier for itself; no other requests. Where attention is divided by sequences one rank computes it.
 */
export function prefillOrLoad(plan: ClusterPlan): PrefillOrLoad {
  const tier = warehouseOf(plan);
  const longest = mostTokensOf(plan);
  const shortest = Math.min(SHORTEST_TOKENS, longest / 2);
  return {
    points: Array.from({ length: POINTS }, (_, i) => {
      const contextTokens = shortest * (longest / shortest) ** (i / (POINTS - 1));
      return {
        contextTokens,
        recompute: recomputeBand({ plan, tokens: contextTokens }),
        load: wholeLoad({ plan, tier, tokens: contextTokens }),
        overlapped: overlappedSeconds({ plan, tier, tokens: contextTokens }),
      };
    }),
    crossing: crossoverOfPlan(plan),
    promptTokens: plan.demand.promptTokens,
  };
}

/** Prefill of so many tokens, none of them cached. */
export function recomputeBand({ plan, tokens }: { plan: ClusterPlan; tokens: Tokens }): Estimate {
  const { flops } = promptOfPlan({ plan, tier: { role: 'hbm' } });
  return prefillSeconds({ flops: flops({ contextTokens: tokens }).totalFlops, machine: promptMachineOf(plan) });
}

/** Loading so many tokens; the request's floor is paid here too where the tier's does not hold it. */
export function wholeLoad({
  plan,
  tier,
  tokens,
}: {
  plan: ClusterPlan;
  tier: PlannedTier;
  tokens: Tokens;
}): Estimate | null {
  const load = loadBand({ plan, tier, tokens });
  if (!load || !tier.promptPath) return null;
  const beside = loadFloorSeconds({ machine: plan.machine, path: tier.promptPath }) - tier.promptPath.floorSeconds;
  return mapEstimate(load, (seconds) => seconds + beside);
}

/** Computing grows with what is computed and loading falls: the best division is where they meet. */
function overlappedSeconds({
  plan,
  tier,
  tokens,
}: {
  plan: ClusterPlan;
  tier: PlannedTier;
  tokens: Tokens;
}): Seconds | null {
  if (!tier.promptPath) return null;
  const path = tier.promptPath;
  const prompt = promptOfPlan({ plan, tier });
  const whole = prompt.bytes(tokens);
  const beside = loadFloorSeconds({ machine: plan.machine, path }) - path.floorSeconds;
  const computing = (computed: Tokens): Seconds => recomputeBand({ plan, tokens: computed }).typical;
  const loading = (computed: Tokens): Seconds =>
    beside + path.floorSeconds + Math.max(0, whole - prompt.bytes(computed)) / path.bytesPerSecond;
  let low = 0;
  let high = tokens;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (computing(middle) < loading(middle)) low = middle;
    else high = middle;
  }
  return Math.min(computing(tokens), Math.max(computing(high), loading(high)));
}
