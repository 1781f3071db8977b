import { scheduleAt, wallClock, type Instant } from './schedule.ts';
import type { Schedule } from './rate-card.ts';
import type { Ratio } from '../units.ts';

/** When requests are sent: evenly over the working hours of a buyer. */
export interface WorkingHours {
  /** First day of the four weeks that stand for the month; ISO date. */
  readonly fromDay: string;
  /** IANA name; the hours are those of this zone. */
  readonly timeZone: string;
  readonly startsAtHour: number;
  readonly hoursPerDay: number;
  readonly daysPerMonth: number;
}

/** A part of the working hours in which one schedule holds, or none. */
export interface ClockShare {
  readonly ratio: Ratio;
  /** A moment of it, for whoever needs the rates that hold then. */
  readonly at: Instant;
  /** `null` while none of the schedules holds. */
  readonly schedule: Schedule | null;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const STEP_MS = 15 * MINUTE_MS;
const STEPS_PER_DAY = DAY_MS / STEP_MS;
const DAYS = 28;
/** Beyond these, Saturdays and then Sundays are worked as well. */
const MOST_WEEKDAYS_PER_MONTH = 23;
const MOST_DAYS_PER_MONTH_WITHOUT_SUNDAYS = 27;

/**
 * Which share of a buyer's working hours falls under which schedule of a seller, over four weeks from a day on.
 *
 * Sampled every quarter of an hour, at its middle; the first schedule that holds counts, as on a bill. Up to 23 days a
 * month are taken to be Monday to Friday, up to 27 with Saturdays, above that every day. Hours that pass midnight belong
 * to the day on which they began.
 * Example: 09:00 to 17:00 in Asia/Shanghai, Monday to Friday, and a peak of 09:00–12:00 and 14:00–18:00 on working days:
 * 6 of 8 hours are peak, 0.75.
 * Ignores the buyer's own holidays. Errors: a `RangeError` for a time zone that the runtime does not know.
 */
export function clockShares({
  schedules,
  hours,
}: {
  schedules: readonly Schedule[];
  hours: WorkingHours;
}): readonly ClockShare[] {
  const { fromDay, timeZone, startsAtHour, hoursPerDay, daysPerMonth } = hours;
  const known = sharesBySchedules.get(schedules) ?? new Map<string, readonly ClockShare[]>();
  sharesBySchedules.set(schedules, known);
  const key = [fromDay, timeZone, startsAtHour, hoursPerDay, daysPerMonth].join();
  const remembered = known.get(key);
  if (remembered) return remembered;
  const shares = countedShares({ schedules, hours });
  if (known.size >= MOST_REMEMBERED) known.clear();
  known.set(key, shares);
  return shares;
}

/** A page asks again with every key that is pressed, and mostly about the same hours. Schedules are never changed in place. */
const sharesBySchedules = new WeakMap<readonly Schedule[], Map<string, readonly ClockShare[]>>();
const MOST_REMEMBERED = 100;

function countedShares({
  schedules,
  hours,
}: {
  schedules: readonly Schedule[];
  hours: WorkingHours;
}): readonly ClockShare[] {
  const counts = new Map<Schedule | null, { samples: number; at: Instant }>();
  let samples = 0;
  for (const at of workingInstants(hours)) {
    const schedule = schedules.find((candidate) => scheduleAt({ schedule: candidate, at }).holds) ?? null;
    const known = counts.get(schedule) ?? { samples: 0, at };
    known.samples++;
    counts.set(schedule, known);
    samples++;
  }
  return [...counts].map(([schedule, { samples: own, at }]) => ({ ratio: own / samples, at, schedule }));
}

/** Middles of the quarters of an hour in which people work, as instants in UTC. */
function workingInstants({
  fromDay,
  timeZone,
  startsAtHour,
  hoursPerDay,
  daysPerMonth,
}: WorkingHours): readonly Instant[] {
  const start = Date.parse(`${fromDay}T00:00:00Z`);
  const found: Instant[] = [];
  for (let day = 0; day < DAYS; day++) {
    const from = start + day * DAY_MS;
    const offset = offsetMs({ atMs: from, timeZone });
    // Clocks are asked once a day, but for the days on which they change.
    const isSteady = offset === offsetMs({ atMs: from + DAY_MS, timeZone });
    for (let step = 0; step < STEPS_PER_DAY; step++) {
      const atMs = from + (step + 0.5) * STEP_MS;
      const localMs = atMs + (isSteady ? offset : offsetMs({ atMs, timeZone }));
      const localDay = Math.floor(localMs / DAY_MS);
      const sinceStartMs = localMs - localDay * DAY_MS - startsAtHour * HOUR_MS;
      if (
        (sinceStartMs + DAY_MS) % DAY_MS < hoursPerDay * HOUR_MS &&
        isWorked({ weekday: weekdayOf(sinceStartMs < 0 ? localDay - 1 : localDay), daysPerMonth })
      )
        found.push(new Date(atMs).toISOString());
    }
  }
  return found;
}

/** How far the clocks of a time zone are ahead of UTC. Years that are not written in four digits count as UTC. */
function offsetMs({ atMs, timeZone }: { atMs: number; timeZone: string }): number {
  const { day, time } = wallClock({ at: new Date(atMs).toISOString(), timeZone });
  const shown = Date.parse(`${day}T${time}Z`);
  return Number.isNaN(shown) ? 0 : shown - Math.floor(atMs / MINUTE_MS) * MINUTE_MS;
}

/** 1 is Monday. Day 0, 1970-01-01, was a Thursday. */
function weekdayOf(dayNumber: number): number {
  return ((((dayNumber + 3) % 7) + 7) % 7) + 1;
}

/** 1 is Monday. */
function isWorked({ weekday, daysPerMonth }: { weekday: number; daysPerMonth: number }): boolean {
  if (weekday <= 5) return true;
  return daysPerMonth > (weekday === 6 ? MOST_WEEKDAYS_PER_MONTH : MOST_DAYS_PER_MONTH_WITHOUT_SUNDAYS);
}
