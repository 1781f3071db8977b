import type { HolidayCalendar } from '../../../domain/offer/rate-card.ts';
import { assumed, published } from '../../provenance.ts';
import { CHINA_HOLIDAYS_2026 } from './sources.ts';

/** Every day from the first to the last, both included, of one month. */
function days(month: string, first: number, last: number): readonly string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => `${month}-${String(first + index).padStart(2, '0')}`);
}

/**
 * Public holidays of China. Working weekends that make up for bridge days stay weekends here: DeepSeek's page speaks of
 * weekends and holidays, not of working days.
 */
export const CHINA_HOLIDAYS: HolidayCalendar = {
  name: 'China',
  years: {
    '2026': published(
      [
        ...days('2026-01', 1, 3),
        ...days('2026-02', 15, 23),
        ...days('2026-04', 4, 6),
        ...days('2026-05', 1, 5),
        ...days('2026-06', 19, 21),
        ...days('2026-09', 25, 27),
        ...days('2026-10', 1, 7),
      ],
      CHINA_HOLIDAYS_2026,
    ),
    '2027': assumed(
      [
        '2027-01-01',
        ...days('2027-02', 5, 8),
        '2027-04-05',
        ...days('2027-05', 1, 2),
        '2027-06-09',
        '2027-09-15',
        ...days('2027-10', 1, 3),
      ],
      'The notice for 2027 was not found. These are the 13 days fixed by law (New Year, New Year’s Eve and three days of ' +
        'the Spring Festival from 6 February, Qingming, Labour Day, Dragon Boat, Mid-Autumn, National Day), without the ' +
        'bridge days that the notice adds.',
    ),
  },
};
