import { idlePeriods } from '../swarm/calendar.ts';
import { tasksPerMonth, tasksPerSecond, type Swarm } from '../swarm/swarm.ts';
import { SECONDS_PER_HOUR, type Seconds } from '../units.ts';

/**
 * Task starts a month that find a role's shared prefix cold, when every task keeps it cached for U seconds of wall-clock
 * time. Tasks start as a Poisson process of rate λ, in stretches of w working seconds with idle stretches of I between.
 * Expected per stretch of work that follows an idle one:
 *
 *     U ≤ I        1 − e^(−λ min(U, w)) + λ (w − U)⁺ e^(−λU)         nothing survives the idle stretch
 *     0 < U − I ≤ w,  x = U − I
 *                  λx e^(−λx) + e^(−λx) − e^(−λ min(w, U)) + λ (w − U)⁺ e^(−λU)
 *     U − I > w    λw e^(−λ (w + (U − I − w) w ÷ (w + I)))           reaches over whole stretches: working time on average
 *
 * summed over nights and weekends; never less than 1, the first touch, nor more than there are tasks.
 * Example: 10 tasks a day, 21 days of 8 hours, U = 1 h: 32 % of task starts.
 */
export function coldTaskStartsPerMonth({
  swarm,
  taskCachedSeconds: cached,
}: {
  swarm: Swarm;
  taskCachedSeconds: Seconds;
}): number {
  const tasks = tasksPerMonth(swarm);
  const rate = tasksPerSecond(swarm);
  const first = Math.min(1, tasks);
  const idle = idlePeriods(swarm).filter(({ seconds }) => seconds > 0);
  if (idle.length === 0) return first + (tasks - first) * Math.exp(-rate * cached);
  const stretches = idle.reduce((sum, { timesPerMonth }) => sum + timesPerMonth, 0);
  const work = (swarm.daysPerMonth * swarm.hoursPerDay * SECONDS_PER_HOUR) / stretches;
  const cold = idle.reduce(
    (sum, { timesPerMonth, seconds }) => sum + timesPerMonth * coldPerStretch({ rate, cached, work, idle: seconds }),
    0,
  );
  return Math.min(tasks, Math.max(first, cold));
}

function coldPerStretch({
  rate,
  cached,
  work,
  idle,
}: {
  rate: number;
  cached: Seconds;
  work: Seconds;
  idle: Seconds;
}): number {
  const afterwards = cached < work ? rate * (work - cached) * Math.exp(-rate * cached) : 0;
  if (cached <= idle) return 1 - Math.exp(-rate * Math.min(cached, work)) + afterwards;
  const reach = cached - idle;
  if (reach <= work) {
    const quiet = Math.exp(-rate * reach);
    return rate * reach * quiet + quiet - Math.exp(-rate * Math.min(work, cached)) + afterwards;
  }
  return rate * work * Math.exp(-rate * (work + ((reach - work) * work) / (work + idle)));
}
