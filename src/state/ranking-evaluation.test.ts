import { expect, test } from 'vitest';
import { rankOffers } from '../evaluate/ranking.ts';
import { CORE_BOOK } from '../evaluate/testing/core-book.ts';
import { BASE_SCENARIO } from '../scenario/base-v0.ts';
import { knownRanking, rankingInSteps } from './ranking-evaluation.ts';

test('a ranking worked out in steps is the one made at once, pauses after every offer, and is then known', () => {
  const scenario = { ...BASE_SCENARIO };
  expect(knownRanking(scenario, CORE_BOOK)).toBeUndefined();
  const steps = rankingInSteps(scenario, CORE_BOOK);
  let pauses = 0;
  let step = steps.next();
  while (!step.done) {
    pauses += 1;
    // One that was given up half-way is not taken for an answer.
    expect(knownRanking(scenario, CORE_BOOK)).toBeUndefined();
    step = steps.next();
  }
  expect(pauses).toBe(CORE_BOOK.offers.length);
  expect(step.value).toEqual(rankOffers(scenario, CORE_BOOK));
  expect(knownRanking(scenario, CORE_BOOK)).toBe(step.value);
  expect(rankingInSteps(scenario, CORE_BOOK).next()).toEqual({ done: true, value: step.value });
  expect(knownRanking({ ...scenario }, CORE_BOOK)).toBeUndefined();
});
