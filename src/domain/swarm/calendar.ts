import { HOURS_PER_MONTH, SECONDS_PER_HOUR, type Seconds } from '../units.ts';
import type { Swarm } from './swarm.ts';

/** A kind of stretch in a month in which nobody starts a task. */
export interface IdlePeriod {
  readonly timesPerMonth: number;
  readonly seconds: Seconds;
}

const HOURS_PER_WEEK = 168;
const WEEKS_PER_MONTH = HOURS_PER_MONTH / HOURS_PER_WEEK;
/** Above this many days a month the swarm is taken to work at weekends too. */
const MOST_DAYS_WITH_WEEKENDS = 23;

/**
 * Nights and weekends of a swarm's month. Their lengths and the working hours add up to 730 hours; a month worked for longer
 * than that has none.
 *
 * Example: 21 days of 8 hours give 16.65 nights of 16 hours and 4.35 weekends of 68.0 hours.
 * Ignores holidays, and treats every night (and every weekend) as equally long.
 */
export function idlePeriods({
  daysPerMonth,
  hoursPerDay,
}: Pick<Swarm, 'daysPerMonth' | 'hoursPerDay'>): readonly IdlePeriod[] {
  const idleHours = HOURS_PER_MONTH - daysPerMonth * hoursPerDay;
  if (idleHours <= 0) return [];
  const hasWeekends = daysPerMonth <= MOST_DAYS_WITH_WEEKENDS && daysPerMonth > WEEKS_PER_MONTH;
  if (!hasWeekends) return [{ timesPerMonth: daysPerMonth, seconds: (idleHours / daysPerMonth) * SECONDS_PER_HOUR }];
  const nights = daysPerMonth - WEEKS_PER_MONTH;
  const nightHours = 24 - hoursPerDay;
  const weekendHours = (idleHours - nights * nightHours) / WEEKS_PER_MONTH;
  return [
    { timesPerMonth: nights, seconds: nightHours * SECONDS_PER_HOUR },
    { timesPerMonth: WEEKS_PER_MONTH, seconds: weekendHours * SECONDS_PER_HOUR },
  ];
}
