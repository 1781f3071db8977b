import { capacityForWindow, capacityTrust } from '../domain/retention/capacity.ts';
import { hitRatioOf, splitCeiling } from '../domain/retention/ceiling.ts';
import { hitRatioWithReplicas } from '../domain/retention/replicas.ts';
import { reuseOf } from '../domain/retention/reuse.ts';
import type { Offer } from '../domain/offer/rate-card.ts';
import { windowTrust } from '../domain/retention/window-trust.ts';
import { openAgents } from '../domain/retention/working-set.ts';
import type { Swarm } from '../domain/swarm/swarm.ts';
import type { Ratio, Seconds, Tokens } from '../domain/units.ts';
import type { ClosedFormPoint } from './hit-rates.ts';
import { lossesAtCache, type OwnCache } from './reuse-losses.ts';
import type { SimulatedRates } from './swarm-report.ts';
import { windowMarks, type WindowMark } from './window-marks.ts';

/** A cache limited by time. */
export interface WindowPoint extends ClosedFormPoint {
  readonly windowSeconds: Seconds;
  /** Asked of a simulation too. */
  readonly asked: boolean;
}

/** A cache limited by size, and the window that its size amounts to. */
export interface CapacityPoint extends WindowPoint {
  readonly capacityTokens: Tokens;
}

export interface MarkPoint extends WindowPoint, WindowMark {}

/** The cache that the scenario describes: window, size and routing together. */
export interface OwnCachePoint extends ClosedFormPoint {
  readonly windowSeconds: Seconds;
  readonly capacityTokens: Tokens | null;
}

/** What closed forms say of a swarm's hit rate: at most 150 points, with those that a simulation is asked for. */
export interface HitCurves {
  /** What a cache without limits serves. */
  readonly logicalRatio: Ratio;
  /** On average while people work; 0 where every agent sends one request only. */
  readonly openAgents: number;
  /** From 10 seconds to 30 days; the lives that are sold are among them, wherever they lie. */
  readonly windows: readonly WindowPoint[];
  /** From one prompt to everything of 30 days. */
  readonly capacities: readonly CapacityPoint[];
  /** The offer's lives and the warehouse's retention, shortest first. */
  readonly marks: readonly MarkPoint[];
  readonly own: OwnCachePoint;
}

/** What a simulation answers, in the order asked, and the stretch of life it covers. */
export interface SimulatedCurves extends SimulatedRates {
  readonly tasks: number;
  readonly spanSeconds: Seconds;
}

/** The simulated hit rate at each point of the curves; `null` where it was not asked, or is longer than was simulated. */
export interface Comparison {
  readonly windowRatios: readonly (Ratio | null)[];
  readonly capacityRatios: readonly (Ratio | null)[];
  readonly markRatios: readonly (Ratio | null)[];
  /** The cache that the scenario describes. */
  readonly ownRatio: Ratio | null;
  /** Where the two lie furthest apart; `rough` where the closed form is known to be off. */
  readonly furthest: {
    readonly windows: Furthest<WindowPoint>;
    readonly capacities: Furthest<CapacityPoint>;
  };
}

export interface Furthest<P> {
  readonly good: Difference<P> | null;
  readonly rough: Difference<P> | null;
}

export interface Difference<P> {
  readonly point: P;
  readonly simulatedRatio: Ratio;
  /** Closed form less simulation. */
  readonly ratio: number;
}

const SHORTEST_SECONDS = 10;
const LONGEST_SECONDS = 30 * 86_400;
/** Enough for a smooth line on a log axis, few enough to compute while a slider moves. */
const POINTS = 58;
/** Windows below the curve's own that small caches amount to: the same steps, down to a hundredth of a second. */
const POINTS_BELOW = 30;
/** Every so many points one is simulated. */
const ASK_EVERY = 3;

/**
 * The curves of a swarm at an offer. Capacities are taken where windows are, by the form that gives the capacity of a
 * window: the other way round, a search per point, is too slow to follow a slider.
 */
export function hitCurves({
  swarm,
  offer,
  retentionSeconds,
  cache,
}: {
  swarm: Swarm;
  offer: Offer | undefined;
  retentionSeconds: Seconds;
  cache: Omit<OwnCache, 'windowSeconds'>;
}): HitCurves {
  const reuse = reuseOf(swarm);
  const { replicas, affinityRatio, capacityTokens: ownCapacity } = cache;
  const pointAt = (windowSeconds: Seconds, asked: boolean): WindowPoint => {
    const { hitRatio: ratio, trust } = hitRatioWithReplicas({ swarm, reuse, windowSeconds, replicas, affinityRatio });
    return {
      windowSeconds,
      ratio,
      trust: windowTrust({ reuse, windowSeconds }) === 'good' ? trust : 'rough',
      asked,
    };
  };
  const step = (i: number): Seconds => SHORTEST_SECONDS * (LONGEST_SECONDS / SHORTEST_SECONDS) ** (i / (POINTS - 1));
  const evenly = Array.from({ length: POINTS }, (_, i) => pointAt(step(i), i % ASK_EVERY === 0));
  const below = Array.from({ length: POINTS_BELOW }, (_, i) => i - POINTS_BELOW).map((i) =>
    pointAt(i === -POINTS_BELOW ? 0 : step(i), i % ASK_EVERY === 0),
  );
  const marks = windowMarks({ offer, retentionSeconds })
    .filter(({ windowSeconds }) => windowSeconds > 0)
    .map((mark): MarkPoint => ({ ...mark, ...pointAt(mark.windowSeconds, true) }));
  const capacities: CapacityPoint[] = [];
  for (const point of [...below, ...evenly]) {
    const { windowSeconds } = point;
    const capacityTokens = Math.round(capacityForWindow({ swarm, reuse, windowSeconds }));
    if (capacityTokens <= (capacities.at(-1)?.capacityTokens ?? 0)) continue;
    // Replicas hold shared prefixes once each, which the form does not know.
    const isGood = replicas === 1 && capacityTrust({ swarm, reuse, windowSeconds }) === 'good';
    const trust = isGood ? 'good' : 'rough';
    capacities.push({ ...point, trust, capacityTokens });
  }
  const losses = lossesAtCache({ swarm, cache: { ...cache, windowSeconds: retentionSeconds } });
  return {
    logicalRatio: hitRatioOf(splitCeiling({ swarm, thresholds: [] })),
    openAgents: openAgents({ swarm, reuse }),
    windows: withMarks({ points: evenly, marks }),
    capacities,
    marks,
    own: {
      windowSeconds: retentionSeconds,
      capacityTokens: ownCapacity,
      ratio: losses.readRatio,
      trust: windowTrust({ reuse, windowSeconds: retentionSeconds }) === 'good' ? losses.trust : 'rough',
    },
  };
}

/** A mark takes the place of a point at the same window. */
function withMarks({
  points,
  marks,
}: {
  points: readonly WindowPoint[];
  marks: readonly WindowPoint[];
}): readonly WindowPoint[] {
  const taken = new Set(marks.map(({ windowSeconds }) => windowSeconds));
  const distinct = marks.filter(
    ({ windowSeconds }, i) => marks.findIndex((mark) => mark.windowSeconds === windowSeconds) === i,
  );
  return [...points.filter(({ windowSeconds }) => !taken.has(windowSeconds)), ...distinct]
    .map(({ windowSeconds, ratio, trust, asked }) => ({ windowSeconds, ratio, trust, asked }))
    .toSorted((a, b) => a.windowSeconds - b.windowSeconds);
}

/** The windows and capacities to simulate beside the curves, and the scenario's own cache. */
export function simulationQuestions({ windows, capacities, own }: HitCurves): {
  readonly windowsSeconds: readonly Seconds[];
  readonly capacitiesTokens: readonly Tokens[];
  readonly pairs: readonly { readonly windowSeconds: Seconds; readonly capacityTokens: Tokens }[];
} {
  return {
    windowsSeconds: windows.filter(({ asked }) => asked).map(({ windowSeconds }) => windowSeconds),
    capacitiesTokens: capacities.filter(({ asked }) => asked).map(({ capacityTokens }) => capacityTokens),
    pairs: [{ windowSeconds: own.windowSeconds, capacityTokens: own.capacityTokens ?? Infinity }],
  };
}

/** Sets simulated rates beside the curves whose questions they answer. */
export function compareWithSimulation({
  curves,
  simulated,
}: {
  curves: HitCurves;
  simulated: SimulatedCurves;
}): Comparison {
  const { windows, capacities, marks } = curves;
  const windowRatios = inOrder({ points: windows, answers: simulated.windowRatios, simulated });
  const capacityRatios = inOrder({ points: capacities, answers: simulated.capacityRatios, simulated });
  const byWindow = new Map(windows.map(({ windowSeconds }, i) => [windowSeconds, windowRatios[i] ?? null]));
  return {
    windowRatios,
    capacityRatios,
    markRatios: marks.map(({ windowSeconds }) => byWindow.get(windowSeconds) ?? null),
    ownRatio: curves.own.windowSeconds > simulated.spanSeconds ? null : (simulated.pairRatios[0] ?? null),
    furthest: {
      windows: furthestOf({ points: windows, ratios: windowRatios }),
      capacities: furthestOf({ points: capacities, ratios: capacityRatios }),
    },
  };
}

function inOrder({
  points,
  answers,
  simulated: { spanSeconds },
}: {
  points: readonly WindowPoint[];
  answers: readonly Ratio[];
  simulated: SimulatedCurves;
}): readonly (Ratio | null)[] {
  let next = 0;
  return points.map(({ asked, windowSeconds }) => {
    const answer = asked ? answers[next++] : undefined;
    return answer === undefined || windowSeconds > spanSeconds ? null : answer;
  });
}

function furthestOf<P extends WindowPoint>({
  points,
  ratios,
}: {
  points: readonly P[];
  ratios: readonly (Ratio | null)[];
}): Furthest<P> {
  const differences = points.flatMap((point, i): Difference<P>[] => {
    const simulatedRatio = ratios[i] ?? null;
    return simulatedRatio === null ? [] : [{ point, simulatedRatio, ratio: point.ratio - simulatedRatio }];
  });
  const most = (trust: WindowPoint['trust']): Difference<P> | null =>
    differences
      .filter(({ point }) => point.trust === trust)
      .reduce<Difference<P> | null>(
        (best, difference) => (best && Math.abs(best.ratio) >= Math.abs(difference.ratio) ? best : difference),
        null,
      );
  return { good: most('good'), rough: most('rough') };
}
