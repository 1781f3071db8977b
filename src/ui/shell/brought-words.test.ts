import { expect, test } from 'vitest';
import { broughtWords } from './brought-words.ts';

test('prices that a link brings are counted by kind', () => {
  expect(broughtWords({ ownOffers: 1, corrections: 12, discounts: 1 })).toBe(
    '1 own offer, 12 list prices replaced and 1 discount for a sum committed.',
  );
  expect(broughtWords({ ownOffers: 2, corrections: 0, discounts: 2 })).toBe(
    '2 own offers and 2 discounts for sums committed.',
  );
  expect(broughtWords({ ownOffers: 0, corrections: 1, discounts: 0 })).toBe('1 list price replaced.');
});
