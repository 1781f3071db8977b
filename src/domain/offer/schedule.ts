import type { HolidayCalendar, Schedule } from './rate-card.ts';

/** An instant (`2026-11-23T09:30:00+08:00`), or a day (`2026-11-23`) where the time of day does not matter. */
export type Instant = string;

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** What a wall clock in some place shows. */
export interface LocalTime {
  /** ISO date. */
  readonly day: string;
  /** 1 is Monday. */
  readonly weekday: number;
  /** `HH:MM`. */
  readonly time: string;
}

/** Whether a text is a real day or instant. An instant must say its offset: without one it is none. */
export function isInstant(text: string): boolean {
  if (DAY.test(text)) return isRealDay(text);
  return INSTANT.test(text) && isRealDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text));
}

function isRealDay(text: string): boolean {
  const milliseconds = Date.parse(text);
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().startsWith(text);
}

/** Whether a time of day is given. */
export function hasTime(at: Instant): boolean {
  return !DAY.test(at);
}

/** The day that chooses a price period: that of the instant in UTC. Example: 2026-12-01T07:00:00+08:00 is 2026-11-30. */
export function dayOf(at: Instant): string {
  return hasTime(at) ? new Date(at).toISOString().slice(0, 10) : at;
}

/** Whether a schedule's factor holds at an instant, and the words for it. */
export interface ScheduleState {
  readonly holds: boolean;
  /** The part of the calendar that decided: `Monday 10:00 in Asia/Shanghai, in the window 09:00–12:00`. */
  readonly why: string;
}

/**
 * Whether a schedule's factor holds: weekday, holiday and hour in the schedule's own time zone.
 *
 * Example: with windows 09:00–12:00 and 14:00–18:00 on working days in Asia/Shanghai, 2026-08-24T01:30Z (Monday 09:30
 * there) is in a window; 12:00 sharp, a Sunday and 1 October are not.
 * Needs the time zone database of the runtime; ignores working days that make up for a bridge day, which stay weekends.
 */
export function scheduleAt({ schedule, at }: { schedule: Schedule; at: Instant }): ScheduleState {
  const { day, weekday, time } = wallClock({ at, timeZone: schedule.timeZone });
  const where = `${WEEKDAYS[weekday - 1] ?? ''} ${time} in ${schedule.timeZone}`;
  const state = (isOpen: boolean, what: string): ScheduleState => ({
    holds: isOpen === (schedule.applies === 'inside'),
    why: `${where}, ${what}`,
  });
  if (!schedule.weekdays.includes(weekday)) return state(false, 'not one of its days');
  const { isHoliday, doubt } = holidayOn({ calendar: schedule.holidays, day });
  if (isHoliday) return state(false, `a holiday of ${schedule.holidays?.name ?? ''}${doubt}`);
  // Times of two digits order as text.
  const window = schedule.windows.find(({ from, to }) => from <= time && time < to);
  return window === undefined
    ? state(false, `outside ${schedule.windows.map(({ from, to }) => `${from}–${to}`).join(' and ')}${doubt}`)
    : state(true, `in the window ${window.from}–${window.to}${doubt}`);
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

function holidayOn({ calendar, day }: { calendar: HolidayCalendar | null; day: string }): {
  readonly isHoliday: boolean;
  readonly doubt: string;
} {
  if (calendar === null) return { isHoliday: false, doubt: '' };
  const year = day.slice(0, 4);
  const dates = calendar.years[year];
  if (dates === undefined)
    return { isHoliday: false, doubt: `; the holidays of ${year} are not known, so none is counted` };
  return {
    isHoliday: dates.value.includes(day),
    doubt: dates.kind === 'assumed' ? `; the holidays of ${year} are assumed` : '',
  };
}

/** Making one takes a hundred times as long as using it. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  let clock = clocks.get(timeZone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    clocks.set(timeZone, clock);
  }
  return clock;
}

/** Day, weekday and time of day at an instant in a time zone. Throws a `RangeError` for a zone that is not known. */
export function wallClock({ at, timeZone }: { at: Instant; timeZone: string }): LocalTime {
  const parts = clockOf(timeZone).formatToParts(new Date(at));
  const part = (type: string): string => parts.find((candidate) => candidate.type === type)?.value ?? '';
  const day = `${part('year')}-${part('month')}-${part('day')}`;
  // A day's weekday is the same everywhere; 0 is Sunday.
  const weekday = new Date(day).getUTCDay();
  return { day, weekday: weekday === 0 ? 7 : weekday, time: `${part('hour')}:${part('minute')}` };
}
