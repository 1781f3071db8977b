import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { periodAt, type Offer } from '../../domain/offer/rate-card.ts';
import { BASE_SCENARIO } from '../../scenario/base-v0.ts';
import { WHOLE_BOOK } from '../whole-book.ts';
import { dayAfter, daysBetween } from './invoice.ts';
import { listedOffers, partsOf, priceStretches } from './price-stretches.ts';

const offerOf = (id: string): Offer => {
  const offer = WHOLE_BOOK.offerById(id);
  if (!offer) throw new Error(`no offer ${id}`);
  return offer;
};
const ARGON = offerOf('google/gemini-4-argon');
const OPUS_4_8 = offerOf('anthropic/claude-opus-4-8');
const OPUS_4_6 = offerOf('anthropic/claude-opus-4-6');

test('time is cut where any of the offers changes a price', () => {
  expect(priceStretches([ARGON, OPUS_4_8])).toEqual([
    { from: null, to: '2026-11-30', day: '2026-11-29', isPriced: true },
    { from: '2026-11-30', to: '2026-12-01', day: '2026-11-30', isPriced: true },
    { from: '2026-12-01', to: null, day: '2026-12-01', isPriced: true },
  ]);
});

test('days before the first price are a stretch without one', () => {
  expect(priceStretches([OPUS_4_6]).map(({ from, isPriced }) => [from, isPriced])).toEqual([
    [null, false],
    ['2026-02-05', true],
    ['2026-03-13', true],
  ]);
});

test('an invoice across a change has two parts', () => {
  const stretches = priceStretches([ARGON]);
  expect(partsOf({ period: { fromDay: '2026-11-15', toDay: '2026-12-15' }, stretches })).toEqual([
    { fromDay: '2026-11-15', toDay: '2026-12-01', days: 16 },
    { fromDay: '2026-12-01', toDay: '2026-12-15', days: 14 },
  ]);
  expect(partsOf({ period: { fromDay: '2026-11-01', toDay: '2026-12-01' }, stretches })).toHaveLength(1);
});

test('offers are those of the roles, and the catalogue’s behind own ones', () => {
  const own = {
    id: 'own/1',
    name: 'Ours',
    basedOn: ARGON.id,
    discountRatio: 0.1,
    rates: { input: null, output: null, cacheRead: null, cacheWrite: null },
  };
  const { workload } = BASE_SCENARIO;
  const roles = workload.roles.map((role, i) => (i === 0 ? { ...role, offerId: OPUS_4_6.id } : role));
  const scenario = { ownOffers: [own], offerId: 'own/1', workload: { ...workload, roles } };
  expect(listedOffers(scenario, WHOLE_BOOK).map(({ id }) => id)).toEqual([ARGON.id, OPUS_4_6.id]);
  expect(listedOffers({ ...scenario, offerId: 'nobody/nothing' }, WHOLE_BOOK)).toEqual([OPUS_4_6]);
});

test('parts cover every day once, and no price changes within one', () => {
  const day = fc.integer({ min: 0, max: 700 }).map((days) => dayAfter({ day: '2026-01-15', days }));
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.constantFrom(...WHOLE_BOOK.offers), { minLength: 1, maxLength: 4 }),
      day,
      fc.integer({ min: 1, max: 366 }),
      (offers, fromDay, days) => {
        const period = { fromDay, toDay: dayAfter({ day: fromDay, days }) };
        const parts = partsOf({ period, stretches: priceStretches(offers) });
        expect(parts.reduce((sum, part) => sum + part.days, 0)).toBe(daysBetween(period));
        expect([parts[0]?.fromDay, parts.at(-1)?.toDay]).toEqual([period.fromDay, period.toDay]);
        parts.forEach((part, i) => {
          if (i > 0) expect(parts[i - 1]?.toDay).toBe(part.fromDay);
          const last = dayAfter({ day: part.toDay, days: -1 });
          for (const offer of offers)
            expect(periodAt({ offer, asOf: part.fromDay })).toBe(periodAt({ offer, asOf: last }));
        });
      },
    ),
    { numRuns: 60 },
  );
});
