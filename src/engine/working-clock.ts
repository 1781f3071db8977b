import { idlePeriods } from '../domain/swarm/calendar.ts';
import type { Swarm } from '../domain/swarm/swarm.ts';
import { SECONDS_PER_HOUR, type Seconds } from '../domain/units.ts';

/**
 * Turns working time into wall-clock time: every working day is followed by a night, every so many days by a weekend, with
 * the lengths of `idlePeriods`. Weekends are spread evenly where a week has no whole number of working days.
 *
 * Example: 21 days of 8 hours a month: 8 hours of work, 16 of night, and after every 4.83 days a weekend of 68 hours.
 */
export function workingClock(swarm: Pick<Swarm, 'daysPerMonth' | 'hoursPerDay'>): (workSeconds: Seconds) => Seconds {
  const [nights, weekends] = idlePeriods(swarm);
  if (!nights) return (workSeconds) => workSeconds;
  const daySeconds = swarm.hoursPerDay * SECONDS_PER_HOUR;
  const daysPerWeek = weekends ? swarm.daysPerMonth / weekends.timesPerMonth : Infinity;
  return (workSeconds) => {
    const days = Math.floor(workSeconds / daySeconds);
    const weekendsPassed = Math.floor(days / daysPerWeek);
    return workSeconds + (days - weekendsPassed) * nights.seconds + weekendsPassed * (weekends?.seconds ?? 0);
  };
}
