import type { Offer, Schedule } from '../../../domain/offer/rate-card.ts';
import { checkedAgainst, published } from '../../provenance.ts';
import { PI_AI } from '../../sources.ts';
import { always, atInputPrice, offer, rates } from '../authoring.ts';
import { onTokens, withTerms } from './authoring.ts';
import { DEEPSEEK_CACHE } from './cache-rules.ts';
import { CHINA_HOLIDAYS } from './china-holidays.ts';
import { DEEPSEEK_CACHE_RULE, DEEPSEEK_PRICES } from './sources.ts';

const SELLER = { seller: 'deepseek', sellerName: 'DeepSeek' };
const LISTED = checkedAgainst(PI_AI, DEEPSEEK_PRICES);

/** The list is that of peak hours; all other hours cost half. */
const OFF_PEAK: Schedule = {
  name: 'off-peak hours',
  timeZone: 'Asia/Shanghai',
  weekdays: [1, 2, 3, 4, 5],
  windows: [
    { from: '09:00', to: '12:00' },
    { from: '14:00', to: '18:00' },
  ],
  holidays: CHINA_HOLIDAYS,
  applies: 'outside',
  multiplier: onTokens(published(0.5, DEEPSEEK_PRICES)),
};

const HOURS =
  'The prices are those of peak hours: Monday to Friday 09:00–12:00 and 14:00–18:00 in China (01:00–04:00 and 06:00–10:00 ' +
  'UTC), public holidays excepted. At all other hours everything costs half.';

export const DEEPSEEK_ALL: readonly Offer[] = [
  offer({
    ...SELLER,
    model: 'deepseek-flash',
    name: 'DeepSeek V4.1 Flash',
    contextTokens: published(1_000_000, LISTED),
    periods: withTerms(
      always(
        rates({
          input: 0.3,
          output: 1.2,
          read: 0.006,
          write: { auto: atInputPrice(0.3, DEEPSEEK_CACHE_RULE) },
          from: LISTED,
        }),
      ),
      { schedules: [OFF_PEAK] },
    ),
    cachePolicy: DEEPSEEK_CACHE,
    notes: [HOURS, 'The id serves V4.1-Flash-1017 at present.'],
  }),
  offer({
    ...SELLER,
    model: 'deepseek-v4-pro',
    name: 'DeepSeek V4 Pro',
    geometryId: 'DeepSeek-V4-Pro',
    contextTokens: published(1_000_000, LISTED),
    periods: withTerms(
      always(
        rates({
          input: 1.32,
          output: 3.96,
          read: 0.044,
          write: { auto: atInputPrice(1.32, DEEPSEEK_CACHE_RULE) },
          from: LISTED,
        }),
      ),
      { schedules: [OFF_PEAK] },
    ),
    cachePolicy: DEEPSEEK_CACHE,
    notes: [HOURS, 'The id serves the release of 13 August, taken to share the geometry of DeepSeek-V4-Pro.'],
  }),
];
