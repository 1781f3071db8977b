import { expect, test } from 'vitest';
import { bestSentence } from './policy-words.ts';

const policy = (name: string, dearerUsd: number) => ({
  policy: name,
  usdPerMonth: 1_000 + dearerUsd,
  hitRatio: 0.5,
  dearerUsd,
});

test('the best way of caching is named with what it saves over the next', () => {
  expect(bestSentence([policy('5m', 0), policy('1h', 250)])).toBe('Best: 5m, $250 a month less than 1h.');
});

test('ways that cost the same are named together, and never as $0 less', () => {
  expect(bestSentence([policy('5m', 0), policy('5m, whole prompt only', 0.001), policy('1h', 250)])).toBe(
    'Best: 5m; or as cheap, 5m, whole prompt only; $250 a month less than 1h.',
  );
  expect(bestSentence([policy('5m', 0), policy('1h', 0)])).toBe('All that have a price cost the same: 5m; 1h.');
});

test('an only way is said to be that', () => {
  expect(bestSentence([policy('no caching', 0)])).toBe('Only no caching has a price.');
});
