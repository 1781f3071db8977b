import type { Ratio, Seconds } from '../units.ts';

/**
 * How requests find an instance. `shared-queue`: the first instance that is free takes the next one, which routing by load comes
 * near (M/G/c). `blind`: requests are dealt out evenly without looking, and each instance has a queue of its own (M/G/1): the
 * worst that is likely. Arrivals are Poisson; each instance serves one request after the other.
 */
export const ROUTINGS = ['shared-queue', 'blind'] as const;
export type Routing = (typeof ROUTINGS)[number];

/** Requests whose first token takes so long once an instance has them; of a mixture, ratios add up to 1. */
export interface ServiceClass {
  readonly ratio: Ratio;
  readonly serviceSeconds: Seconds;
}

/** A load, and the instances that serve it. */
export interface QueueLoad {
  readonly requestsPerSecond: number;
  /** Mean, on one instance. */
  readonly serviceSeconds: Seconds;
  /** Standard deviation of service time ÷ its mean; 1 for exponential. */
  readonly serviceVariationRatio: Ratio;
  readonly instances: number;
  readonly routing: Routing;
}

/**
 * Share of requests that wait at all: ρ for a blind one, Erlang's C otherwise; 1 from ρ = 1 on.
 *
 * Example: 8 requests a second of one second each on ten instances: 0.41 of them wait; dealt out blindly 0.8.
 */
export function waitingRatio(load: QueueLoad): Ratio {
  const { instances, routing } = load;
  const busy = (load.requestsPerSecond * load.serviceSeconds) / instances;
  if (busy >= 1) return 1;
  if (routing === 'blind' || busy === 0) return busy;
  const blocked = 1 / inverseErlangB({ offered: busy * instances, servers: instances }).value;
  return blocked / (1 - busy * (1 - blocked));
}

/** What a term must be of the sum so far to count: those after it add up to less than 10⁻¹⁴ of it for 10⁷ servers. */
const NEGLIGIBLE_RATIO = 1e-17;

/**
 * 1 ÷ Erlang's B, offered load a on n servers, and how many terms it took.
 *
 *     1 ÷ B = Σ_k n (n − 1) … (n − k + 1) ÷ aᵏ,   k = 0 … n
 *
 * The terms rise while n − k > a, then vanish within some nine √a more, so no more are added: for a few times √a servers beyond a the
 * work is that of √a. All are positive, so nothing cancels; a sum beyond 10³⁰⁸ is Infinity, B then 0.
 * Example: a = 8, n = 10: 1 + 1.25 + 1.40625 + … = 8.222, B = 0.1216, as the recursion has it.
 */
export function inverseErlangB({
  offered,
  servers,
}: {
  /** Above 0. */
  offered: number;
  servers: number;
}): {
  readonly value: number;
  readonly terms: number;
} {
  let value = 1;
  let each = 1;
  let terms = 1;
  for (let left = servers; left > 0; left--, terms++) {
    each *= left / offered;
    value += each;
    if (value === Infinity || (left <= offered && each < value * NEGLIGIBLE_RATIO)) break;
  }
  return { value, terms };
}

/** P(W > t) = waits at all × e^(−t ÷ scale). */
interface WaitLaw {
  readonly waitingRatio: Ratio;
  /** E[W] ÷ C; Infinity where the queue only grows. */
  readonly scaleSeconds: Seconds;
}

function waitLaw(load: QueueLoad): WaitLaw {
  const { instances, serviceSeconds, serviceVariationRatio, routing } = load;
  // Nobody waits for nobody, also where nothing is left to serve.
  if (load.requestsPerSecond === 0) return { waitingRatio: 0, scaleSeconds: 0 };
  const busy = (load.requestsPerSecond * serviceSeconds) / instances;
  if (busy >= 1) return { waitingRatio: 1, scaleSeconds: Infinity };
  const servers = routing === 'blind' ? 1 : instances;
  return {
    waitingRatio: waitingRatio(load),
    scaleSeconds: (serviceSeconds / (servers * (1 - busy))) * ((1 + serviceVariationRatio ** 2) / 2),
  };
}

/**
 * Mean wait. One server: λ E[S²] ÷ (2 (1 − ρ)) (Pollaczek and Khinchine); c of them: C S ÷ (c (1 − ρ)) × (1 + v²) ÷ 2 (Allen and
 * Cunneen), exact for exponential service. Infinity from ρ = 1 on.
 */
export function meanWaitSeconds(load: QueueLoad): Seconds {
  const law = waitLaw(load);
  return law.scaleSeconds === Infinity ? Infinity : law.waitingRatio * law.scaleSeconds;
}

/**
 * The wait that a share p of requests does not exceed.
 *
 *     P(W > t) ≈ C e^(−C t ÷ E[W])      so      t_p = E[W] ÷ C × ln(C ÷ (1 − p)), and 0 where C ≤ 1 − p
 *
 * Exact for exponential service, an approximation with the right mean for any other. Example: one instance, ρ = 0.8, one second
 * of service, exponential: a mean of 4 s, and 95 % wait at most 13.9 s.
 */
export function waitQuantileSeconds({ load, ratio }: { load: QueueLoad; ratio: Ratio }): Seconds {
  const { waitingRatio: waiting, scaleSeconds } = waitLaw(load);
  if (scaleSeconds === Infinity) return Infinity;
  return waiting <= 1 - ratio ? 0 : scaleSeconds * Math.log(waiting / (1 - ratio));
}

/** Σ ratio_i × P(W ≤ t − s_i). */
function keptRatio({
  law: { waitingRatio: waiting, scaleSeconds },
  classes,
  seconds,
}: {
  law: WaitLaw;
  classes: readonly ServiceClass[];
  seconds: Seconds;
}): Ratio {
  let kept = 0;
  for (const { ratio, serviceSeconds } of classes) {
    const left = seconds - serviceSeconds;
    if (left >= 0) kept += ratio * (1 - (waiting === 0 ? 0 : waiting * Math.exp(-left / scaleSeconds)));
  }
  return kept;
}

/**
 * The time to first token that a share p of requests does not exceed: waiting for an instance, which is the same for all, and
 * then service, which differs by class.
 *
 *     the least t with Σ ratio_i × P(W ≤ t − s_i) ≥ p
 *
 * Example: no queue, nine of ten requests served in 1 s and the tenth in 5 s: half see 1 s, 95 % see 5 s.
 * Ignores that a class which takes longer also keeps its instance longer: `serviceVariationRatio` has that.
 */
export function firstTokenQuantileSeconds({
  load,
  classes,
  ratio,
}: {
  load: QueueLoad;
  classes: readonly ServiceClass[];
  ratio: Ratio;
}): Seconds {
  const law = waitLaw(load);
  if (law.scaleSeconds === Infinity) return Infinity;
  let low = 0;
  if (keptRatio({ law, classes, seconds: low }) >= ratio) return low;
  let high = Math.max(...classes.map(({ serviceSeconds }) => serviceSeconds)) + waitQuantileSeconds({ load, ratio });
  for (;;) {
    const middle = (low + high) / 2;
    if (!(middle > low && middle < high)) return high;
    if (keptRatio({ law, classes, seconds: middle }) >= ratio) high = middle;
    else low = middle;
  }
}

/** Where more instances than this would be needed none are enough: what is left to wait in is only rounding. */
const MOST_INSTANCES = 2 ** 40;

/**
 * The fewest instances at which a share p of requests has its first token in time. `Infinity`: no number is enough, because of
 * more than 1 − p of requests the service alone takes longer.
 *
 * Example: 8 requests a second of one second each, 95 % waiting 2 s at most: 10 instances, or 35 where requests are dealt out
 * blindly.
 */
export function instancesForTarget({
  load,
  classes,
  ratio,
  mostSeconds,
}: {
  load: Omit<QueueLoad, 'instances'>;
  classes: readonly ServiceClass[];
  ratio: Ratio;
  mostSeconds: Seconds;
}): number {
  if (tooLongRatio({ classes, mostSeconds }) > 1 - ratio) return Infinity;
  const busy = load.requestsPerSecond * load.serviceSeconds;
  if (busy === 0) return 0;
  return fewestFrom({
    from: Math.max(1, Math.ceil(busy)),
    isEnough: (instances) =>
      keptRatio({ law: waitLaw({ ...load, instances }), classes, seconds: mostSeconds }) >= ratio,
  });
}

/** Share of requests whose service alone takes longer. */
export function tooLongRatio({
  classes,
  mostSeconds,
}: {
  classes: readonly ServiceClass[];
  mostSeconds: Seconds;
}): Ratio {
  return classes.reduce((sum, { ratio, serviceSeconds }) => (serviceSeconds > mostSeconds ? sum + ratio : sum), 0);
}

/**
 * The least whole number from which on there is enough. The surplus over the first that is tried is doubled until there is, then
 * halved, so twice its logarithm is tried. `Infinity` beyond `MOST_INSTANCES` of surplus.
 */
export function fewestFrom({ from, isEnough }: { from: number; isEnough: (count: number) => boolean }): number {
  if (isEnough(from)) return from;
  let surplus = 1;
  while (!isEnough(from + surplus)) {
    surplus *= 2;
    if (surplus > MOST_INSTANCES) return Infinity;
  }
  let low = from + Math.floor(surplus / 2);
  let high = from + surplus;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isEnough(middle)) high = middle;
    else low = middle;
  }
  return high;
}
