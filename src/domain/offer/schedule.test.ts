import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assumedFact } from '../testing/builders.ts';
import type { HolidayCalendar, Schedule } from './rate-card.ts';
import { dayOf, hasTime, isInstant, scheduleAt } from './schedule.ts';

const CHINA: HolidayCalendar = {
  name: 'China',
  years: {
    '2026': { ...assumedFact(['2026-10-01', '2026-10-02']), kind: 'published' },
    '2027': assumedFact(['2027-01-01']),
  },
};
const PEAK: Schedule = {
  name: 'peak hours',
  timeZone: 'Asia/Shanghai',
  weekdays: [1, 2, 3, 4, 5],
  windows: [
    { from: '09:00', to: '12:00' },
    { from: '14:00', to: '18:00' },
  ],
  holidays: CHINA,
  applies: 'inside',
  multiplier: { ratio: assumedFact(2), classes: ['input'] },
};
const OFF_PEAK: Schedule = { ...PEAK, name: 'off-peak hours', applies: 'outside' };
const isPeak = (at: string): boolean => scheduleAt({ schedule: PEAK, at }).holds;

// BerriAI/litellm, test_is_off_peak_weekday_qualified_windows_deepseek_schedule: the calendar of DeepSeek’s price page.
describe('DeepSeek’s peak hours', () => {
  test.each(['2026-08-24T01:30:00Z', '2026-08-26T07:00:00Z', '2026-08-28T09:59:00Z'])('hold at %s', (at) => {
    expect(isPeak(at)).toBe(true);
  });

  test.each([
    ['a Sunday', '2026-08-23T01:30:00Z'],
    ['a Saturday', '2026-08-29T02:00:00Z'],
    ['a Sunday afternoon', '2026-08-30T08:00:00Z'],
    ['the lunch hour', '2026-08-26T05:00:00Z'],
    ['a Saturday in Shanghai that is still Friday in UTC', '2026-08-28T16:30:00Z'],
    ['before nine', '2026-08-24T00:30:00Z'],
  ])('do not hold on %s', (_, at) => {
    expect(isPeak(at)).toBe(false);
  });

  test('begin at nine sharp and end before noon', () => {
    expect(
      ['2026-08-24T00:59:59Z', '2026-08-24T01:00:00Z', '2026-08-24T03:59:59Z', '2026-08-24T04:00:00Z'].map(isPeak),
    ).toEqual([false, true, true, false]);
  });

  test('do not hold on a holiday, and hold on the working day after it', () => {
    // Thursday 1 and Friday 2 October 2026; Thursday 8 October in a calendar that lists only these two.
    expect(isPeak('2026-10-01T02:00:00Z')).toBe(false);
    expect(isPeak('2026-10-08T02:00:00Z')).toBe(true);
    // 00:30 on 2 October in Shanghai is still 1 October in UTC: the local day counts.
    expect(isPeak('2026-10-02T02:00:00+08:00')).toBe(false);
  });
});

describe('a schedule', () => {
  test('says what decided', () => {
    const why = (at: string): string => scheduleAt({ schedule: PEAK, at }).why;
    expect(why('2026-08-24T01:30:00Z')).toBe('Monday 09:30 in Asia/Shanghai, in the window 09:00–12:00');
    expect(why('2026-08-24T04:30:00Z')).toBe('Monday 12:30 in Asia/Shanghai, outside 09:00–12:00 and 14:00–18:00');
    expect(why('2026-08-23T01:30:00Z')).toBe('Sunday 09:30 in Asia/Shanghai, not one of its days');
    expect(why('2026-10-01T01:30:00Z')).toBe('Thursday 09:30 in Asia/Shanghai, a holiday of China');
  });

  test('says where its holidays are assumed or not known', () => {
    expect(scheduleAt({ schedule: PEAK, at: '2027-01-01T01:30:00Z' })).toEqual({
      holds: false,
      why: 'Friday 09:30 in Asia/Shanghai, a holiday of China; the holidays of 2027 are assumed',
    });
    expect(scheduleAt({ schedule: PEAK, at: '2028-01-03T01:30:00Z' })).toEqual({
      holds: true,
      why: 'Monday 09:30 in Asia/Shanghai, in the window 09:00–12:00; the holidays of 2028 are not known, so none is counted',
    });
  });

  test('that applies outside its windows holds exactly where one that applies inside does not', () => {
    const instants = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(instants, (date) => {
        const at = date.toISOString();
        expect(scheduleAt({ schedule: OFF_PEAK, at }).holds).toBe(!scheduleAt({ schedule: PEAK, at }).holds);
      }),
    );
  });

  test('follows summer time where its zone has it', () => {
    const office: Schedule = { ...PEAK, timeZone: 'Europe/Berlin', holidays: null };
    // 09:00 in Berlin is 08:00 UTC in winter and 07:00 UTC in summer.
    expect(scheduleAt({ schedule: office, at: '2026-01-12T08:00:00Z' }).holds).toBe(true);
    expect(scheduleAt({ schedule: office, at: '2026-01-12T07:00:00Z' }).holds).toBe(false);
    expect(scheduleAt({ schedule: office, at: '2026-07-13T07:00:00Z' }).holds).toBe(true);
  });

  test('may run to the end of the day', () => {
    const night: Schedule = { ...PEAK, windows: [{ from: '20:00', to: '24:00' }], holidays: null };
    expect(scheduleAt({ schedule: night, at: '2026-08-24T15:59:00Z' }).holds).toBe(true);
    expect(scheduleAt({ schedule: night, at: '2026-08-24T16:00:00Z' }).holds).toBe(false);
  });

  test('agrees with arithmetic on UTC: China has had no summer time since 1991', () => {
    const minutes = fc.integer({ min: 0, max: 2 * 365 * 1440 });
    fc.assert(
      fc.property(minutes, (minute) => {
        const start = Date.UTC(2026, 0, 1);
        const shanghai = new Date(start + (minute + 480) * 60_000);
        const hour = shanghai.getUTCHours();
        const isOpen = (hour >= 9 && hour < 12) || (hour >= 14 && hour < 18);
        const isWorkday = shanghai.getUTCDay() % 6 !== 0;
        const { holds } = scheduleAt({
          schedule: { ...PEAK, holidays: null },
          at: new Date(start + minute * 60_000).toISOString(),
        });
        expect(holds).toBe(isOpen && isWorkday);
      }),
    );
  });
});

describe('an instant', () => {
  test.each(['2026-11-23', '2026-11-23T09:30Z', '2026-11-23T09:30:00+08:00', '2028-02-29', '2026-11-23T09:30:00.5Z'])(
    'is %s',
    (text) => {
      expect(isInstant(text)).toBe(true);
    },
  );

  test.each(['2026-11-23T09:30:00', '2026-02-29', '2026-13-01', '2026-11-23T25:00Z', '2026-02-30T10:00Z', 'now', ''])(
    'is not "%s"',
    (text) => {
      expect(isInstant(text)).toBe(false);
    },
  );

  test('belongs to the day it has in UTC', () => {
    expect(dayOf('2026-12-01T07:00:00+08:00')).toBe('2026-11-30');
    expect(dayOf('2026-12-01')).toBe('2026-12-01');
    expect(hasTime('2026-12-01')).toBe(false);
    expect(hasTime('2026-12-01T00:00Z')).toBe(true);
  });
});
