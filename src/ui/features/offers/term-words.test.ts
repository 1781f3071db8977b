import { expect, test } from 'vitest';
import { periodWith, policyWith, priced, ratesWith } from '../../../domain/testing/builders.ts';
import type { CacheMode } from '../../../domain/offer/rate-card.ts';
import { WHOLE_BOOK } from '../../../evaluate/whole-book.ts';
import { cacheText, currencyText, hoursText } from './term-words.ts';

test('prices of a list are in its own currency', () => {
  expect([currencyText('USD'), currencyText('CNY')]).toEqual(['$', 'CNY']);
});

test('hours outside windows are said to be all others, weekends and holidays included', () => {
  const [schedule] = WHOLE_BOOK.offerById('deepseek/deepseek-flash')?.periods[0]?.schedules ?? [];
  if (!schedule) throw new Error('no schedule');
  const days = 'Mon, Tue, Wed, Thu, Fri that are no holidays of China';
  expect(hoursText(schedule)).toBe(
    `off-peak hours: × 0.5 at all hours but 09:00–12:00 and 14:00–18:00 (Asia/Shanghai), ${days}`,
  );
  expect(hoursText({ ...schedule, name: 'peak', applies: 'inside', holidays: null })).toBe(
    'peak: × 0.5 from 09:00–12:00 and 14:00–18:00 (Asia/Shanghai), Mon, Tue, Wed, Thu, Fri',
  );
});

test('another cache reads at the price of the same days as the list', () => {
  const before = periodWith({ from: null, to: '2027-01-01', base: ratesWith({ cacheRead: priced(0.075) }) });
  const after = periodWith({ from: '2027-01-01', to: null, base: ratesWith({ cacheRead: priced(0.15) }) });
  const cache: CacheMode = { id: 'explicit', name: 'explicit', cachePolicy: policyWith(), periods: [before, after] };
  expect(cacheText({ cache, listPeriod: before })).toMatch(/reads at 0\.075$/);
  expect(cacheText({ cache, listPeriod: after })).toMatch(/reads at 0\.15$/);
  expect(cacheText({ cache, listPeriod: null })).toMatch(/reads at an unknown price$/);
});

test('every other cache of the catalogue has a price in the days of each list', () => {
  const texts = WHOLE_BOOK.offers.flatMap(({ cacheModes = [], periods, id }) =>
    cacheModes.flatMap((cache) => periods.map((listPeriod) => `${id}: ${cacheText({ cache, listPeriod })}`)),
  );
  expect(texts.length).toBeGreaterThan(10);
  expect(texts.filter((text) => text.includes('unknown'))).toEqual([]);
});
