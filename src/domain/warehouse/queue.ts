import type { Ratio, Seconds } from '../units.ts';

/**
 * How requests find an instance. `shared-queue`: the first instance that is free takes the next one, which routing by load comes
 * near (M/G/c). `blind`: requests are dealt out evenly without looking, and each instance has a queue of its own (M/G/1): the
 * worst that is likely. Arrivals are Poisson; each instance serves one request after the other.
 */
export const ROUTINGS = ['shared-queue', 'blind'] as const;
export type Routing = (typeof ROUTINGS)[number];

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
  // Erlang's B by its recursion, which neither overflows nor cancels.
  const offered = busy * instances;
  let blocked = 1;
  for (let servers = 1; servers <= instances; servers++) blocked = (offered * blocked) / (servers + offered * blocked);
  return blocked / (1 - busy * (1 - blocked));
}

/**
 * Mean wait. One server: λ E[S²] ÷ (2 (1 − ρ)) (Pollaczek and Khinchine); c of them: C S ÷ (c (1 − ρ)) × (1 + v²) ÷ 2 (Allen and
 * Cunneen), exact for exponential service. Infinity from ρ = 1 on.
 */
export function meanWaitSeconds(load: QueueLoad): Seconds {
  const { instances, serviceSeconds, serviceVariationRatio, routing } = load;
  const busy = (load.requestsPerSecond * serviceSeconds) / instances;
  if (busy >= 1) return Infinity;
  const servers = routing === 'blind' ? 1 : instances;
  return ((waitingRatio(load) * serviceSeconds) / (servers * (1 - busy))) * ((1 + serviceVariationRatio ** 2) / 2);
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
  const mean = meanWaitSeconds(load);
  if (mean === Infinity) return Infinity;
  const waiting = waitingRatio(load);
  return waiting <= 1 - ratio ? 0 : (mean / waiting) * Math.log(waiting / (1 - ratio));
}

/**
 * The fewest instances at which a share of requests waits no longer than it may. Waiting falls with every instance and is gone
 * where each is busy for at most 1 − p, so bisection finds it.
 *
 * Example: 8 requests a second of one second each, 95 % within 2 s: 10 instances, or 35 where requests are dealt out blindly.
 */
export function instancesForWait({
  load,
  ratio,
  mostSeconds,
}: {
  load: Omit<QueueLoad, 'instances'>;
  ratio: Ratio;
  /** At least 0. */
  mostSeconds: Seconds;
}): number {
  const busy = load.requestsPerSecond * load.serviceSeconds;
  if (busy === 0) return 0;
  const isEnough = (instances: number): boolean =>
    waitQuantileSeconds({ load: { ...load, instances }, ratio }) <= mostSeconds;
  let low = Math.max(0, Math.ceil(busy) - 1);
  let high = Math.max(1, Math.ceil(busy / (1 - ratio)));
  // Division may leave the last one a hair too busy.
  while (!isEnough(high)) high += 1;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isEnough(middle)) high = middle;
    else low = middle;
  }
  return high;
}
