import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { idlePeriods } from '../domain/swarm/calendar.ts';
import { between } from '../domain/testing/arbitraries.ts';
import { HOURS_PER_MONTH } from '../domain/units.ts';
import { workingClock } from './working-clock.ts';

const HOUR = 3_600;
const calendars = fc.record({ daysPerMonth: between(1, 31), hoursPerDay: between(0.25, 24) });
const longestIdle = (calendar: Parameters<typeof workingClock>[0]): number =>
  Math.max(0, ...idlePeriods(calendar).map(({ seconds }) => seconds));

describe('the wall clock of 21 days of 8 hours a month', () => {
  const clock = workingClock({ daysPerMonth: 21, hoursPerDay: 8 });
  // 730 h − 21 × 8 h of work, less 21 − 730 ÷ 168 nights of 16 h, on 730 ÷ 168 weekends.
  const weekends = HOURS_PER_MONTH / 168;
  const weekendHours = (HOURS_PER_MONTH - 168 - (21 - weekends) * 16) / weekends;

  test('goes as fast as the work within a day', () => {
    expect(clock(0)).toBe(0);
    expect(clock(7.999 * HOUR)).toBe(7.999 * HOUR);
    expect(clock(9 * HOUR) - clock(8.5 * HOUR)).toBeCloseTo(HOUR / 2, 6);
  });

  test('jumps over a night after every day', () => {
    expect(clock(8 * HOUR)).toBe(24 * HOUR);
    expect(clock(31 * HOUR)).toBe((3 * 24 + 7) * HOUR);
  });

  test('jumps over a weekend of 68 hours after the fifth day', () => {
    expect(weekendHours).toBeCloseTo(68, 0);
    expect(clock(40 * HOUR) / HOUR).toBeCloseTo(5 * 8 + 4 * 16 + weekendHours, 9);
  });

  test('spreads weekends evenly: every four or five days, 365 in 84 months', () => {
    const idleAfter = (day: number): number =>
      (clock((day + 0.5) * 8 * HOUR) - clock((day - 0.5) * 8 * HOUR)) / HOUR - 8;
    const before = Array.from({ length: 84 * 21 + 1 }, (_, day) => day).filter((day) => day > 0 && idleAfter(day) > 20);
    expect(before).toHaveLength(365);
    const distances = before.slice(1).map((day, i) => day - (before[i] ?? 0));
    expect(new Set(distances)).toEqual(new Set([4, 5]));
  });
});

describe('the wall clock of any calendar', () => {
  test('makes working and idle time of a month come to 730 hours', () => {
    const months = 840;
    fc.assert(
      fc.property(calendars, (calendar) => {
        fc.pre(calendar.daysPerMonth * calendar.hoursPerDay < HOURS_PER_MONTH);
        const work = calendar.daysPerMonth * calendar.hoursPerDay * HOUR * months;
        const wall = workingClock(calendar)(work);
        // Where in a night or weekend the stretch ends is worth one of them, of those in 840 months.
        expect(Math.abs(wall - months * HOURS_PER_MONTH * HOUR)).toBeLessThanOrEqual(2 * longestIdle(calendar) + 1);
      }),
    );
  });

  test('never goes back, and never slower than the work', () => {
    fc.assert(
      fc.property(calendars, between(0, 1e7), between(0, 1e6), (calendar, from, more) => {
        const clock = workingClock(calendar);
        expect(clock(from + more) - clock(from)).toBeGreaterThanOrEqual(more - 1e-6);
        expect(clock(from)).toBeGreaterThanOrEqual(from);
      }),
    );
  });

  test.each([
    ['every hour of the month', { daysPerMonth: 365 / 12, hoursPerDay: 24 }],
    ['more than a month has', { daysPerMonth: 31, hoursPerDay: 24 }],
  ])('that is worked %s is the work’s', (_, calendar) => {
    const clock = workingClock(calendar);
    for (const seconds of [0, 1, 86_399, 86_400, 1e6, 123_456_789.5]) expect(clock(seconds)).toBe(seconds);
  });

  test('has no nights, but weekends, where days have 24 hours', () => {
    const clock = workingClock({ daysPerMonth: 21, hoursPerDay: 24 });
    expect(clock(4.5 * 24 * HOUR)).toBe(4.5 * 24 * HOUR);
    expect(clock(5 * 24 * HOUR)).toBeGreaterThan(6 * 24 * HOUR);
  });

  test('has one kind of idle stretch where weekends are worked', () => {
    const clock = workingClock({ daysPerMonth: 365 / 12, hoursPerDay: 16 });
    for (const day of [1, 2, 7, 30]) expect(clock(day * 16 * HOUR)).toBeCloseTo(day * 24 * HOUR, 4);
  });
});
