import { describe, expect, test } from 'vitest';
import { calendarOf } from './fit-calendar.ts';
import { requestsOf } from './log-requests.ts';
import { usageLogOf } from './testing/small-logs.ts';

const DAY = 86_400;
/** A Monday, 09:00 UTC. */
const MONDAY = 1_772_442_000;

const requestsAt = (starts: readonly number[], sessions: readonly number[] = []) =>
  requestsOf(
    usageLogOf({
      rows: starts.map((startSeconds, index) => ({ startSeconds, inputTokens: 9, session: sessions[index] ?? index })),
    }),
  );

describe('a calendar', () => {
  test('of two weeks: ten days of three hours', () => {
    const days = [0, 1, 2, 3, 4, 7, 8, 9, 10, 13];
    const starts = days.flatMap((day) => [0, 3_600, 7_200].map((second) => MONDAY + day * DAY + second));
    const { calendar, activeDays, notes } = calendarOf({ requests: requestsAt(starts), tasks: 60 });
    expect(activeDays).toBe(10);
    expect(calendar).toEqual({ people: 1, tasksPerPersonPerDay: 6, daysPerMonth: 21.73, hoursPerDay: 3 });
    expect(notes.map(({ field }) => field)).toEqual(['people']);
  });

  test('of half an hour is a day of that length', () => {
    const { calendar, notes } = calendarOf({ requests: requestsAt([5, 1_805]), tasks: 2 });
    expect(calendar).toMatchObject({ tasksPerPersonPerDay: 2, daysPerMonth: 21, hoursPerDay: 0.5 });
    expect(notes.map(({ field }) => field)).toEqual(['people', 'daysPerMonth', 'hoursPerDay']);
  });

  test('is none where all sessions begin at once', () => {
    const { calendar, notes } = calendarOf({ requests: requestsAt([0, 0, 90_000], [0, 1, 1]), tasks: 2 });
    expect(calendar).toEqual({ people: 1, tasksPerPersonPerDay: 2, daysPerMonth: 21, hoursPerDay: 8 });
    expect(notes.map(({ field }) => field)).toContain('tasksPerPersonPerDay');
  });

  test('stays within what fields accept', () => {
    const { calendar } = calendarOf({ requests: requestsAt([MONDAY, MONDAY + 3_000 * DAY]), tasks: 0.0001 });
    expect(calendar).toMatchObject({ tasksPerPersonPerDay: 0.001, daysPerMonth: 1 });
  });
});
