import { rateOf, type Usd } from '../../domain/units.ts';
import { regionOf, valueOf, type Verdict } from '../../domain/warehouse/verdict.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { OfferBook } from '../offer-book.ts';
import { evaluateSpend, type SpendEvaluation } from '../spend.ts';
import type { BuyOrRun, BuyOrRunAnswer, ClusterEvaluation, ClusterRung } from './cluster-view.ts';
import { evaluateCluster } from './evaluate-cluster.ts';

/** Three points to a doubling: 37 from a 64th of today's volume to 64 times it. */
const LEAST_VOLUME = 1 / 64;
const DOUBLINGS = 12;
const POINTS_PER_DOUBLING = 3;
/** Of a third of a doubling: a thousandth of the volume. */
const HALVINGS = 8;

type Point = BuyOrRun['points'][number];

/**
 * An API's bill against a cluster of one's own over volume: people times a factor, everything else as it is.
 *
 *     buy: the best policy that the offer sells        run: the cheapest rung that can be run and priced, never the ceiling
 *
 * Nodes are whole, so the cluster's bill rises in steps; it is worked out anew at every volume, as is the API's, whose
 * shared prefixes stay warm when many work. The break-even is the volume from which running costs no more and stays so on
 * all that was tried: the crossing after the last volume at which buying is cheaper, halved to a thousandth.
 * Example: one node of eight H200s at $2.60 an hour is $15,184 a month however little is done on it.
 * A cluster without a price has `null` and says what is missing. Ignores commitments, seats and provisioned throughput of the
 * API (`evaluate/buying`), and staff, racks and networks of the cluster. Some fifty evaluations of both: for after the page is drawn, or step by step
 * with `buyOrRunSteps`.
 */
export function buyOrRun(asked: { scenario: Scenario; book: OfferBook }): BuyOrRunAnswer {
  const steps = buyOrRunSteps(asked);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same, stopping after every volume, so that a page can do something else in between. */
export function* buyOrRunSteps({
  scenario,
  book,
}: {
  scenario: Scenario;
  book: OfferBook;
}): Generator<void, BuyOrRunAnswer, void> {
  const spend = evaluateSpend(scenario, book);
  if (spend.status !== 'ok') return spend;
  const cluster = evaluateCluster(scenario, book);
  if (cluster.status !== 'ok') return cluster;
  const today = cheapestOf(cluster);
  const pointAt = (volumeRatio: number): Point | null => pointOf({ scenario, book, volumeRatio });
  const points: Point[] = [];
  for (const volumeRatio of volumes()) {
    const point = pointAt(volumeRatio);
    if (point) points.push(point);
    yield;
  }
  const breakEven = today === null ? null : yield* breakEvenSteps({ points, pointAt });
  const { inputTokensPerMonth, outputTokensPerMonth } = cluster.plan.demand;
  const perMTok = (usd: Usd | null): number | null =>
    usd === null ? null : (rateOf({ usd, tokens: inputTokensPerMonth + outputTokensPerMonth }) ?? null);
  return {
    status: 'ok',
    buyUsdPerMonth: spend.without.usdPerMonth,
    buyName: namesOf(spend),
    runUsdPerMonth: today?.usdPerMonth ?? null,
    runRung: today?.rung.id ?? 'warehouse',
    missing: missingOf(cluster),
    breakEven,
    breakEvenPeople: breakEven && 'value' in breakEven ? breakEven.value * scenario.workload.people : null,
    points,
    buyUsdPerMTok: perMTok(spend.without.usdPerMonth),
    runUsdPerMTok: perMTok(today?.usdPerMonth ?? null),
    isOtherModel: isOtherModel({ spend, cluster, book }),
    runModelName: cluster.plan.model.name,
  };
}

function volumes(): readonly number[] {
  return Array.from(
    { length: DOUBLINGS * POINTS_PER_DOUBLING + 1 },
    (_, i) => LEAST_VOLUME * 2 ** (i / POINTS_PER_DOUBLING),
  );
}

/** Both bills at some volume; `null` where so much cannot be computed. */
function pointOf({
  scenario,
  book,
  volumeRatio,
}: {
  scenario: Scenario;
  book: OfferBook;
  volumeRatio: number;
}): Point | null {
  const { workload } = scenario;
  const scaled = { ...scenario, workload: { ...workload, people: workload.people * volumeRatio } };
  const spend = evaluateSpend(scaled, book);
  if (spend.status !== 'ok') return null;
  const cluster = evaluateCluster(scaled, book);
  const cheapest = cluster.status === 'ok' ? cheapestOf(cluster) : null;
  return {
    volumeRatio,
    buyUsdPerMonth: spend.without.usdPerMonth,
    runUsdPerMonth: cheapest?.usdPerMonth ?? null,
    nodes: cheapest?.nodes ?? null,
    rung: cheapest?.rung.id ?? null,
  };
}

interface PricedClusterRung {
  readonly rung: ClusterRung;
  readonly usdPerMonth: Usd;
  readonly nodes: number;
}

/** The cheapest rung that somebody can run; of equal ones the later, which answers sooner. */
function cheapestOf({ rungs }: ClusterEvaluation): PricedClusterRung | null {
  let best: PricedClusterRung | null = null;
  for (const rung of rungs) {
    const { figures } = rung.rung;
    if (rung.id === 'ceiling' || figures?.cost.status !== 'priced') continue;
    const { usdPerMonth } = figures.cost;
    if (!best || usdPerMonth <= best.usdPerMonth) best = { rung, usdPerMonth, nodes: figures.nodes };
  }
  return best;
}

/** What keeps a rung from having a price, or from serving the load. */
function missingOf({ rungs }: ClusterEvaluation): readonly string[] {
  const missing = rungs.flatMap(({ id, rung }): readonly string[] => {
    if (id === 'ceiling') return [];
    if (rung.sizing.status === 'unreachable') return [rung.sizing.reason];
    return rung.figures?.cost.status === 'unpriced' ? rung.figures.cost.missing : [];
  });
  return [...new Set(missing)];
}

/** Where running becomes no dearer for good, on what was tried. */
export function* breakEvenSteps({
  points,
  pointAt,
}: {
  points: readonly Point[];
  pointAt: (volumeRatio: number) => Point | null;
}): Generator<void, Verdict, void> {
  const lastLosing = points.findLastIndex((point) => !runs(point));
  const from = points[lastLosing];
  const to = points[lastLosing + 1];
  if (!from)
    return regionOf({
      status: 'always',
      reason: 'Running costs no more even at a 64th of today’s volume, the least that was tried.',
    });
  if (!to)
    return regionOf({
      status: 'never',
      reason: 'Buying stays cheaper up to 64 times today’s volume, the most that was tried.',
    });
  let low = from.volumeRatio;
  let high = to.volumeRatio;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = Math.sqrt(low * high);
    const point = pointAt(middle);
    if (point && runs(point)) high = middle;
    else low = middle;
    yield;
  }
  return valueOf(high);
}

function runs({ runUsdPerMonth, buyUsdPerMonth }: Point): boolean {
  return runUsdPerMonth !== null && runUsdPerMonth <= buyUsdPerMonth;
}

function namesOf({ groups }: SpendEvaluation): string {
  return groups.map(({ resolved }) => resolved.offer.modelName).join(' with ');
}

/** Whether any role's offer sells another model than the cluster runs, or does not say which. */
function isOtherModel({
  spend,
  cluster,
  book,
}: {
  spend: SpendEvaluation;
  cluster: ClusterEvaluation;
  book: OfferBook;
}): boolean {
  const runId = cluster.plan.model.id;
  return spend.groups.some(({ resolved }) => {
    const { geometryId } = resolved.offer;
    return runId === null || geometryId === null || book.modelById(geometryId)?.id !== runId;
  });
}
