import { WORKLOAD_LIMITS } from '../../domain/field-limits.ts';
import type { Workload } from '../../domain/swarm/workload.ts';
import { SECONDS_PER_DAY, SECONDS_PER_HOUR, type Seconds } from '../../domain/units.ts';
import { clamped } from './clamp.ts';
import type { LogRequests } from './log-requests.ts';

/** What a fit could not take from the log, and what stands there instead. */
export interface FitNote {
  /** Path within the workload. */
  readonly field: string;
  readonly message: string;
}

export interface CalendarFit {
  readonly calendar: Pick<Workload, 'people' | 'tasksPerPersonPerDay' | 'daysPerMonth' | 'hoursPerDay'>;
  /** Days on which anything was sent; 1 where the log has no calendar. */
  readonly activeDays: number;
  readonly notes: readonly FitNote[];
}

/** 9 September 2001: a log that counts from its own begin stays below, one that counts from 1970 above. */
const EARLIEST_STAMP_SECONDS = 1e9;
const DAYS_PER_MONTH = 365 / 12;
const LEAST_CALENDAR_DAYS = 7;
const ASSUMED_DAYS = 21;
const ASSUMED_HOURS = 8;

/**
 * When tasks start, from the times of a log.
 *
 * - Days: of the calendar (UTC), or of 24 hours from the begin of a log that counts from there. Tasks a day = tasks ÷ days on
 *   which anything was sent. All by one person: a log does not say whose its sessions are.
 * - Days a month: active days × 30.42 ÷ calendar days from first to last; 21 assumed for logs of less than a week.
 * - Hours a day: clock hours in which anything was sent ÷ active days; the span of a log shorter than a day.
 * - Where all sessions begin at the same moment there is no calendar: the log is taken as a day's work of 8 hours.
 *
 * Example: 60 tasks on 10 days within two weeks: 6 a day, 21.7 days a month.
 */
export function calendarOf({ requests, tasks }: { requests: LogRequests; tasks: number }): CalendarFit {
  const { startSeconds, isPerRequest } = requests;
  const notes: FitNote[] = [{ field: 'people', message: 'A log does not say whose its sessions are: one person.' }];
  const first = startSeconds.reduce((least, start) => Math.min(least, start), Infinity);
  const last = startSeconds.reduce((most, start) => Math.max(most, start), -Infinity);
  const isDated = first >= EARLIEST_STAMP_SECONDS;
  if (!isDated && beginTogether(requests)) {
    notes.push({
      field: 'tasksPerPersonPerDay',
      message: 'All sessions begin at the same moment of the log, so it has no calendar: taken as the work of one day.',
    });
    notes.push({ field: 'hoursPerDay', message: 'Assumed: 8 hours.' });
    notes.push({ field: 'daysPerMonth', message: 'Assumed: 21 working days.' });
    return fitOf({ tasks, activeDays: 1, daysPerMonth: ASSUMED_DAYS, hoursPerDay: ASSUMED_HOURS, notes });
  }
  const origin = isDated ? 0 : first;
  const cells = (seconds: Seconds): Set<number> =>
    new Set(Array.from(startSeconds, (start) => Math.floor((start - origin) / seconds)));
  const activeDays = cells(SECONDS_PER_DAY).size;
  const calendarDays =
    Math.floor((last - origin) / SECONDS_PER_DAY) - Math.floor((first - origin) / SECONDS_PER_DAY) + 1;
  const isLong = calendarDays >= LEAST_CALENDAR_DAYS;
  if (!isLong)
    notes.push({
      field: 'daysPerMonth',
      message: `The log spans ${calendarDays} ${calendarDays === 1 ? 'day' : 'days'}, too few to tell: 21 working days assumed.`,
    });
  let hoursPerDay = cells(SECONDS_PER_HOUR).size / activeDays;
  if (!isPerRequest) {
    hoursPerDay = ASSUMED_HOURS;
    notes.push({ field: 'hoursPerDay', message: 'The report adds requests up by time: 8 hours assumed.' });
  } else if (last - first < SECONDS_PER_DAY && activeDays === 1) {
    hoursPerDay = (last - first) / SECONDS_PER_HOUR;
    notes.push({ field: 'hoursPerDay', message: 'The log is shorter than a day: taken as all the work of a day.' });
  }
  return fitOf({
    tasks,
    activeDays,
    daysPerMonth: isLong ? (activeDays * DAYS_PER_MONTH) / calendarDays : ASSUMED_DAYS,
    hoursPerDay,
    notes,
  });
}

/** Whether the sessions, or where they are not known the requests, all begin at one moment. */
function beginTogether({ rows, knowsAgents, session, startSeconds }: LogRequests): boolean {
  const begun = new Set<number>();
  let first: number | undefined;
  for (let row = 0; row < rows; row++) {
    if (knowsAgents && begun.has(session[row] ?? 0)) continue;
    begun.add(session[row] ?? 0);
    first ??= startSeconds[row];
    if (startSeconds[row] !== first) return false;
  }
  return true;
}

function fitOf({
  tasks,
  activeDays,
  daysPerMonth,
  hoursPerDay,
  notes,
}: Pick<CalendarFit, 'activeDays' | 'notes'> &
  Pick<Workload, 'daysPerMonth' | 'hoursPerDay'> & { readonly tasks: number }): CalendarFit {
  return {
    calendar: {
      people: 1,
      tasksPerPersonPerDay: clamped({ value: tasks / activeDays, limits: WORKLOAD_LIMITS.tasksPerPersonPerDay }),
      daysPerMonth: clamped({ value: daysPerMonth, limits: WORKLOAD_LIMITS.daysPerMonth }),
      hoursPerDay: clamped({ value: hoursPerDay, limits: WORKLOAD_LIMITS.hoursPerDay }),
    },
    activeDays,
    notes,
  };
}
