import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { between } from '../testing/arbitraries.ts';
import { idlePeriods } from './calendar.ts';

const HOUR = 3_600;

function idleHours(calendar: { daysPerMonth: number; hoursPerDay: number }): number {
  return idlePeriods(calendar).reduce((sum, { timesPerMonth, seconds }) => sum + (timesPerMonth * seconds) / HOUR, 0);
}

describe('idle stretches of a month', () => {
  test('are nights and weekends for 21 days of 8 hours', () => {
    // 730 ÷ 168 = 4.345 weeks. Nights: 21 − 4.345 = 16.655 of 24 − 8 = 16 h. Weekends: the rest of the
    // 730 − 21 × 8 = 562 idle hours: (562 − 16.655 × 16) ÷ 4.345 = 68.01 h.
    const [nights, weekends, ...others] = idlePeriods({ daysPerMonth: 21, hoursPerDay: 8 });
    expect(nights?.timesPerMonth).toBeCloseTo(16.654_8, 4);
    expect(nights?.seconds).toBe(16 * HOUR);
    expect(weekends?.timesPerMonth).toBeCloseTo(4.345_2, 4);
    expect((weekends?.seconds ?? 0) / HOUR).toBeCloseTo(68.01, 2);
    expect(others).toEqual([]);
  });

  test('add up to 730 hours with the working ones', () => {
    fc.assert(
      fc.property(between(1, 31), between(0.25, 24), (daysPerMonth, hoursPerDay) => {
        const working = daysPerMonth * hoursPerDay;
        fc.pre(working <= 730);
        expect(idleHours({ daysPerMonth, hoursPerDay }) + working).toBeCloseTo(730, 8);
      }),
    );
  });

  test('are never shorter than nothing', () => {
    fc.assert(
      fc.property(between(1, 31), between(0.25, 24), (daysPerMonth, hoursPerDay) => {
        for (const { timesPerMonth, seconds } of idlePeriods({ daysPerMonth, hoursPerDay })) {
          expect(timesPerMonth).toBeGreaterThan(0);
          expect(seconds).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  test('do not exist for a service that never closes', () => {
    expect(idlePeriods({ daysPerMonth: 30.42, hoursPerDay: 24 })).toEqual([]);
    expect(idleHours({ daysPerMonth: 365 / 12, hoursPerDay: 24 })).toBeCloseTo(0, 9);
  });

  test('follow every working day where weekends are worked', () => {
    // 30 days of 16 hours leave 730 − 480 = 250 hours, after each day the same 8 h 20 min.
    expect(idlePeriods({ daysPerMonth: 30, hoursPerDay: 16 })).toEqual([
      { timesPerMonth: 30, seconds: (250 / 30) * HOUR },
    ]);
  });

  test('lie between single days of work a week or fewer', () => {
    expect(idlePeriods({ daysPerMonth: 2, hoursPerDay: 5 })).toEqual([{ timesPerMonth: 2, seconds: 360 * HOUR }]);
  });
});
