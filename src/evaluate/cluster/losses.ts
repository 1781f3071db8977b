import type { Seconds } from '../../domain/units.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { ClusterEvaluation, ClusterPlan, LossMap } from './cluster-view.ts';
import { keptTooLong } from './kept-too-long.ts';
import { dollars, seconds, whole } from './loss-words.ts';
import { recomputeBand } from './prefill-or-load.ts';
import { loadFloorSeconds } from './keep-verdicts.ts';
import { mostTokensOf, promptMachineOf, promptOfPlan, warehouseOf } from './prompt-of-plan.ts';

const LENGTHS = 24;
const BANDWIDTHS = 16;
const SHORTEST_TOKENS = 100;
/** From a share of a slow disk to more than memory of a node moves. */
const SLOWEST_BYTES_PER_SECOND = 1e8;
const FASTEST_BYTES_PER_SECOND = 1e12;
/** The share of the peak's work below which a fleet counts as little used. */
const LOW_UTILISATION_RATIO = 0.2;

/**
 * Where warehousing loses: load ÷ recompute over prompt length and the bandwidth that reaches an instance, with the plan's
 * floor and at typical values, and a sentence on everything that loses in this scenario as it is.
 *
 * Above 1 loading is slower than computing. Along a row the ratio falls with length, down a column with bandwidth.
 * Example: Llama 3.1 70B on four H100s, 1 GB/s: above 1 at any length, since B* is 4.3 GB/s at 16,384 tokens.
 * Ignores other loads on the same path.
 */
export function whereItLoses({
  scenario,
  evaluation,
}: {
  scenario: Pick<Scenario, 'cluster' | 'workload' | 'asOf'>;
  evaluation: ClusterEvaluation;
}): LossMap {
  const { plan } = evaluation;
  const { path } = warehouseOf(plan);
  return {
    ...lossMap(plan),
    here: hereOf(plan),
    reasons: reasonsOf({ scenario, evaluation, isReached: path !== null }),
  };
}

function hereOf(plan: ClusterPlan): LossMap['here'] {
  return {
    contextTokens: plan.demand.promptTokens,
    bytesPerSecond: warehouseOf(plan).promptPath?.bytesPerSecond ?? null,
  };
}

/** Load ÷ recompute on the grid; the floor is 0 where nothing is known of the tier but that it is slower than nothing. */
export function lossMap(plan: ClusterPlan): Pick<LossMap, 'contextTokens' | 'bytesPerSecond' | 'ratios'> {
  const tier = warehouseOf(plan);
  const prompt = promptOfPlan({ plan, tier });
  const machine = promptMachineOf(plan);
  const floorSeconds = loadFloorSeconds({ machine, path: tier.promptPath ?? { floorSeconds: 0 } });
  const most = mostTokensOf(plan);
  const least = Math.min(SHORTEST_TOKENS, most / 2);
  const contextTokens = evenly({ from: least, to: most, count: LENGTHS });
  const bytesPerSecond = evenly({ from: SLOWEST_BYTES_PER_SECOND, to: FASTEST_BYTES_PER_SECOND, count: BANDWIDTHS });
  const stored = contextTokens.map((tokens) => prompt.bytes(tokens));
  const computing: readonly Seconds[] = contextTokens.map((tokens) => recomputeBand({ plan, tokens }).typical);
  return {
    contextTokens,
    bytesPerSecond,
    ratios: bytesPerSecond.map((bandwidth) =>
      computing.map((seconds, i) => (floorSeconds + (stored[i] ?? 0) / bandwidth) / seconds),
    ),
  };
}

/** Evenly on the logarithm. */
function evenly({ from, to, count }: { from: number; to: number; count: number }): readonly number[] {
  return Array.from({ length: count }, (_, i) => from * (to / from) ** (i / (count - 1)));
}

function reasonsOf({
  scenario,
  evaluation,
  isReached,
}: {
  scenario: Pick<Scenario, 'cluster' | 'workload' | 'asOf'>;
  evaluation: ClusterEvaluation;
  isReached: boolean;
}): readonly string[] {
  return [
    ...(isReached ? [...notServed(evaluation), ...slowerThanComputing(evaluation)] : [notReached(evaluation)]),
    ...keptTooLong({ scenario, evaluation }),
    ...dearerThanBaseline(evaluation),
    ...answersLater(evaluation),
    ...littleUsed({ scenario, evaluation }),
  ];
}

function notReached({ plan }: ClusterEvaluation): string {
  const { name, why } = warehouseOf(plan);
  return `How fast ${name} is, is not known, so nothing is loaded from it${why === null ? '.' : `: ${why}`}`;
}

function notServed({ rungs }: ClusterEvaluation): readonly string[] {
  const sizing = rungs.find(({ id }) => id === 'warehouse')?.rung.sizing;
  return sizing?.status === 'unreachable' ? [`No number of nodes serves the load. ${sizing.reason}`] : [];
}

function slowerThanComputing({ plan, rungs }: ClusterEvaluation): readonly string[] {
  const tier = warehouseOf(plan);
  const tokens = plan.demand.promptTokens;
  const computing = recomputeBand({ plan, tokens }).typical;
  const path = tier.promptPath;
  if (!path) return [];
  const loading =
    loadFloorSeconds({ machine: plan.machine, path }) +
    promptOfPlan({ plan, tier }).bytes(tokens) / path.bytesPerSecond;
  if (loading <= computing) {
    // Instances of a node share the tier: what one alone gains may be lost when all of them load.
    const used = rungs.find(({ id }) => id === 'warehouse')?.tiers.find(({ role }) => role === 'warehouse');
    return used?.isSlower
      ? [`${tier.name} is slower than computing when all instances of a node load from it, so nothing is.`]
      : [];
  }
  return [
    `${tier.name} is slower than computing: a prompt of ${whole(tokens)} tokens loads in ${seconds(loading)} and computes in ${seconds(computing)}.`,
  ];
}

function dearerThanBaseline({ rungs, saving, baseline }: ClusterEvaluation): readonly string[] {
  const unpriced = rungs.flatMap(({ id, rung }) =>
    (id === 'warehouse' || id === baseline) && rung.figures?.cost.status === 'unpriced'
      ? rung.figures.cost.missing
      : [],
  );
  if (unpriced.length > 0)
    return [`What the two cost cannot be compared: no price is known for ${[...new Set(unpriced)].join(', ')}.`];
  const usd = saving?.usdPerMonth ?? null;
  if (usd === null || usd >= 0) return [];
  return [`With the warehouse the fleet costs ${dollars(-usd)} a month more than without.`];
}

function answersLater({ rungs, baseline }: ClusterEvaluation): readonly string[] {
  const ttftOf = (id: string): Seconds | null =>
    rungs.find((rung) => rung.id === id)?.rung.figures?.ttftSeconds ?? null;
  const before = ttftOf(baseline);
  const after = ttftOf('warehouse');
  if (before === null || after === null || !(after > before)) return [];
  return [`The first token comes after ${seconds(after)} instead of ${seconds(before)}.`];
}

function littleUsed({
  scenario,
  evaluation: { rungs },
}: {
  scenario: Pick<Scenario, 'cluster'>;
  evaluation: ClusterEvaluation;
}): readonly string[] {
  const { lowLoadPenaltyRatio } = scenario.cluster;
  const sizing = rungs.find(({ id }) => id === 'warehouse')?.rung.sizing;
  const share = (ratio: number): string => `${(ratio * 100).toFixed(0)} %`;
  if (lowLoadPenaltyRatio > 0)
    return [`Moving caches out takes ${share(lowLoadPenaltyRatio)} of the throughput, as the scenario says.`];
  if (sizing?.status !== 'sized' || sizing.utilisationRatio >= LOW_UTILISATION_RATIO) return [];
  return [
    `The fleet is used to ${share(sizing.utilisationRatio)} at its peak. At so little load moving caches out was measured to cost 12 % of output and to win nothing; that is not counted here.`,
  ];
}
