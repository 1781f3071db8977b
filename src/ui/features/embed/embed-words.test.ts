import { expect, test } from 'vitest';
import { evaluateSpend } from '../../../evaluate/spend.ts';
import { WHOLE_BOOK } from '../../../evaluate/whole-book.ts';
import { BASE_SCENARIO } from '../../../scenario/base.ts';
import type { Scenario } from '../../../scenario/schema.ts';
import { pricesInWords } from './embed-words.ts';

function words(change: Partial<Scenario>): string {
  const scenario = { ...BASE_SCENARIO, ...change };
  const evaluation = evaluateSpend(scenario, WHOLE_BOOK);
  if (evaluation.status !== 'ok') throw new Error('not priced');
  return pricesInWords({ evaluation, scenario });
}

const OWN = {
  id: 'own/1',
  name: 'Ours',
  basedOn: BASE_SCENARIO.offerId,
  discountRatio: 0.1,
  rates: { input: null, output: null, cacheRead: null, cacheWrite: null },
};
const CARRIED = {
  offerId: BASE_SCENARIO.offerId,
  base: { input: 8, output: 40, cacheRead: 0.4, cacheWrite: { '5m': 10, '1h': 16 } },
  bands: [],
};

test('a figure says whose prices it is at, and of which day', () => {
  expect(words({})).toBe('Claude Opus 5.5 from Anthropic, list prices of 2026-11-20.');
});

test('and where they are not the catalogue’s', () => {
  expect(words({ carriedRates: [CARRIED] })).toBe(
    'Claude Opus 5.5 from Anthropic, list prices of 2026-11-20. They are the link’s; the catalogue has others now.',
  );
  expect(words({ offerId: OWN.id, ownOffers: [OWN] })).toBe(
    'Ours from Anthropic, list prices of 2026-11-20. Not the catalogue’s: 1 own offer.',
  );
});
