import { expect, test } from 'vitest';
import { copiesInWords } from './copies-in-words.ts';

test.each([
  [8, 1, 'the ranks together hold 8 copies; a warehouse stores one'],
  [1, 1, 'the ranks share one copy; a warehouse stores one too'],
  [1.001, 1, 'the ranks share one copy; a warehouse stores one too'],
  [3.908, 1, 'the ranks together hold 3.91 × what a warehouse stores'],
  [1.06, 1, 'the ranks together hold 1.06 × what a warehouse stores'],
  [0.4, 1, 'the ranks together hold 0.4 of what a warehouse stores'],
  [0, 0, 'nothing is cached'],
])('%d against %d stored', (allRanksBytes, storedBytes, words) => {
  expect(copiesInWords({ allRanksBytes, storedBytes })).toBe(words);
});
