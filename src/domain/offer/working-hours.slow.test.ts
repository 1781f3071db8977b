import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assumedFact } from '../testing/builders.ts';
import type { Schedule } from './rate-card.ts';
import { scheduleAt, wallClock } from './schedule.ts';
import { clockShares, type WorkingHours } from './working-hours.ts';

/** DeepSeek’s calendar: what is cheap is every hour outside these. */
const OFF_PEAK: Schedule = {
  name: 'off-peak hours',
  timeZone: 'Asia/Shanghai',
  weekdays: [1, 2, 3, 4, 5],
  windows: [
    { from: '09:00', to: '12:00' },
    { from: '14:00', to: '18:00' },
  ],
  holidays: null,
  applies: 'outside',
  multiplier: { ratio: assumedFact(0.5), classes: ['input', 'output', 'cacheRead', 'cacheWrite'] },
};
const HOLIDAYS: Schedule = {
  ...OFF_PEAK,
  holidays: {
    name: 'China',
    years: { '2026': assumedFact(['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07']) },
  },
};

/** 20 November 2026 is a Friday; no clock changes in the four weeks after it. */
function hoursWith(changes: Partial<WorkingHours> = {}): WorkingHours {
  return {
    fromDay: '2026-11-20',
    timeZone: 'Asia/Shanghai',
    startsAtHour: 9,
    hoursPerDay: 8,
    daysPerMonth: 21,
    ...changes,
  };
}

function offPeakRatio({ schedule = OFF_PEAK, hours }: { schedule?: Schedule; hours: WorkingHours }): number {
  const shares = clockShares({ schedules: [schedule], hours });
  return shares.find((share) => share.schedule === schedule)?.ratio ?? 0;
}

describe('working hours under DeepSeek’s calendar', () => {
  test('of a buyer in Shanghai from nine to five are six eighths peak', () => {
    // 9–12 and 14–17 of eight hours.
    expect(offPeakRatio({ hours: hoursWith() })).toBe(2 / 8);
  });

  test('of a buyer in Berlin from nine to five in winter are one eighth peak', () => {
    // 09:00–17:00 there is 16:00–24:00 in Shanghai: peak until 18:00, two hours.
    expect(offPeakRatio({ hours: hoursWith({ timeZone: 'Europe/Berlin' }) })).toBe(6 / 8);
  });

  test('of a buyer in Berlin shift with summer time', () => {
    // 09:00–17:00 is 15:00–23:00 in Shanghai: three hours of peak.
    expect(offPeakRatio({ hours: hoursWith({ timeZone: 'Europe/Berlin', fromDay: '2026-07-01' }) })).toBe(5 / 8);
  });

  test('of four weeks with a change of clocks are two eighths and three eighths peak in their shares', () => {
    // Clocks go back on Sunday 25 October 2026: from Monday 12 October on, ten working days of each.
    const hours = hoursWith({ timeZone: 'Europe/Berlin', fromDay: '2026-10-12' });
    expect(offPeakRatio({ hours })).toBeCloseTo((10 * (5 / 8) + 10 * (6 / 8)) / 20, 12);
  });

  test('on all days of the week are cheap at weekends', () => {
    // Five days of 2/8 and two of 8/8.
    expect(offPeakRatio({ hours: hoursWith({ daysPerMonth: 30 }) })).toBeCloseTo((5 * 2 + 2 * 8) / (7 * 8), 12);
    expect(offPeakRatio({ hours: hoursWith({ daysPerMonth: 25 }) })).toBeCloseTo((5 * 2 + 8) / (6 * 8), 12);
    expect(offPeakRatio({ hours: hoursWith({ daysPerMonth: 23 }) })).toBe(2 / 8);
  });

  test('past midnight belong to the day on which they began', () => {
    // Monday to Friday from 22:00 to 06:00 in Los Angeles is 14:00–22:00 on the next day in Shanghai: Tuesday to
    // Saturday. Four hours of peak on Tuesday to Friday, none on Saturday.
    const hours = hoursWith({ timeZone: 'America/Los_Angeles', startsAtHour: 22 });
    expect(offPeakRatio({ hours })).toBeCloseTo(1 - (4 * 4) / (5 * 8), 12);
  });

  test('around the clock are 35 of 168 hours peak', () => {
    expect(offPeakRatio({ hours: hoursWith({ hoursPerDay: 24, daysPerMonth: 30 }) })).toBeCloseTo(1 - 35 / 168, 12);
  });

  test('on holidays are cheap', () => {
    // Four weeks from Monday 28 September: five of twenty working days are holidays.
    const hours = hoursWith({ fromDay: '2026-09-28' });
    expect(offPeakRatio({ schedule: HOLIDAYS, hours })).toBeCloseTo((15 * (2 / 8) + 5) / 20, 12);
  });
});

describe('shares of working hours', () => {
  test('name no schedule where none holds, and a moment of each', () => {
    const shares = clockShares({ schedules: [OFF_PEAK], hours: hoursWith() });
    expect(shares.map(({ schedule }) => schedule?.name ?? null)).toEqual([null, 'off-peak hours']);
    for (const { at, schedule } of shares) expect(scheduleAt({ schedule: OFF_PEAK, at }).holds).toBe(schedule !== null);
  });

  test('go to the first schedule that holds', () => {
    const always: Schedule = { ...OFF_PEAK, name: 'any hour', weekdays: [] };
    const first = clockShares({ schedules: [always, OFF_PEAK], hours: hoursWith() });
    expect(first.map(({ schedule, ratio }) => [schedule?.name, ratio])).toEqual([['any hour', 1]]);
    const second = clockShares({ schedules: [OFF_PEAK, always], hours: hoursWith() });
    expect(second.map(({ schedule, ratio }) => [schedule?.name, ratio])).toEqual([
      ['any hour', 6 / 8],
      ['off-peak hours', 2 / 8],
    ]);
  });

  test('are all one where no schedule is sold', () => {
    expect(clockShares({ schedules: [], hours: hoursWith() })).toMatchObject([{ ratio: 1, schedule: null }]);
  });

  test('of days at both ends of the calendar are shares like any other', () => {
    for (const fromDay of ['0001-01-01', '0999-12-20', '9999-12-31']) {
      const shares = clockShares({ schedules: [OFF_PEAK], hours: hoursWith({ fromDay, timeZone: 'Europe/Berlin' }) });
      expect(shares.reduce((sum, { ratio }) => sum + ratio, 0)).toBeCloseTo(1, 12);
    }
  });

  test('of other hours asked for in between do not mix', () => {
    const schedules = [OFF_PEAK];
    const first = clockShares({ schedules, hours: hoursWith() });
    expect(clockShares({ schedules, hours: hoursWith({ startsAtHour: 18 }) })).toMatchObject([{ ratio: 1 }]);
    expect(clockShares({ schedules, hours: hoursWith() })).toEqual(first);
  });
});

/** Every minute of four weeks, one by one: worked or not, by the wall clock; under the schedule or not. */
function naiveRatio({ schedule, hours }: { schedule: Schedule; hours: WorkingHours }): number {
  const { fromDay, timeZone, startsAtHour, hoursPerDay, daysPerMonth } = hours;
  const mostWeekday = daysPerMonth <= 23 ? 5 : daysPerMonth <= 27 ? 6 : 7;
  let worked = 0;
  let under = 0;
  for (let minute = 0; minute < 28 * 24 * 60; minute++) {
    const at = new Date(Date.parse(`${fromDay}T00:00:00Z`) + minute * 60_000).toISOString();
    const { weekday, time } = wallClock({ at, timeZone });
    const [hour = 0, minutes = 0] = time.split(':').map(Number);
    const since = hour * 60 + minutes - startsAtHour * 60;
    const isToday = since >= 0 && since < hoursPerDay * 60 && weekday <= mostWeekday;
    const yesterday = weekday === 1 ? 7 : weekday - 1;
    const isSinceYesterday = since + 24 * 60 < hoursPerDay * 60 && yesterday <= mostWeekday;
    if (!isToday && !isSinceYesterday) continue;
    worked++;
    if (scheduleAt({ schedule, at }).holds) under++;
  }
  return under / worked;
}

test('agree with a count of every minute', () => {
  const anyHours: fc.Arbitrary<WorkingHours> = fc.record({
    fromDay: fc.constantFrom('2026-11-20', '2026-03-10', '2026-09-28', '2027-10-20'),
    // Half and three quarter hours, both hemispheres, clocks that change by half an hour, and none that change.
    timeZone: fc.constantFrom(
      'Asia/Shanghai',
      'Europe/Berlin',
      'America/New_York',
      'Asia/Kathmandu',
      'Australia/Lord_Howe',
      'UTC',
    ),
    startsAtHour: fc.integer({ min: 0, max: 95 }).map((quarters) => quarters / 4),
    hoursPerDay: fc.integer({ min: 1, max: 96 }).map((quarters) => quarters / 4),
    daysPerMonth: fc.constantFrom(5, 21, 23, 24, 27, 28, 31),
  });
  fc.assert(
    fc.property(anyHours, (hours) => {
      // All edges lie on quarters of an hour, so that samples and minutes agree.
      expect(offPeakRatio({ schedule: HOLIDAYS, hours })).toBeCloseTo(naiveRatio({ schedule: HOLIDAYS, hours }), 9);
    }),
    { numRuns: 6 },
  );
});

test('hours that begin between quarters come within a quarter of an hour a day of a count of every minute', () => {
  const hours = hoursWith({ timeZone: 'Europe/Berlin', startsAtHour: 9.1, hoursPerDay: 7.3 });
  const difference = offPeakRatio({ hours }) - naiveRatio({ schedule: OFF_PEAK, hours });
  expect(Math.abs(difference)).toBeLessThan(15 / (7.3 * 60));
  expect(difference).not.toBeNaN();
});
