import { expect, test } from 'vitest';
import { CORE_BOOK } from '../evaluate/testing/core-book.ts';
import type { OfferBook } from '../evaluate/offer-book.ts';
import type { SensitivityQuestion } from '../evaluate/uncertainty/questions.ts';
import { BASE_SCENARIO } from '../scenario/base.ts';
import { createUncertaintyHandler } from './uncertainty-handler.ts';
import type { FromUncertaintyWorker } from './uncertainty-protocol.ts';

const SCENARIO = {
  ...BASE_SCENARIO,
  workload: { ...BASE_SCENARIO.workload, roles: BASE_SCENARIO.workload.roles.slice(0, 1) },
};
const TORNADO: SensitivityQuestion = { kind: 'tornado', scenario: SCENARIO, lens: 'buy' };
const band = (seed: number, draws = 20): SensitivityQuestion => ({
  kind: 'band',
  scenario: SCENARIO,
  lens: 'buy',
  seed,
  draws,
});

const nextTurn = () => new Promise<void>((resolve) => void setImmediate(resolve));

function start(book: OfferBook = CORE_BOOK) {
  const posted: FromUncertaintyWorker[] = [];
  const handle = createUncertaintyHandler({ post: (answer) => void posted.push(answer), pause: nextTurn, book });
  const ask = (id: number, question: SensitivityQuestion) => handle({ type: 'ask', id, question });
  const lastOf = (id: number) => posted.findLast((answer) => answer.id === id);
  return { posted, handle, ask, lastOf };
}

test('answers after progress that only rises, and once', async () => {
  const { posted, ask, lastOf } = start();
  await ask(1, band(1, 100));
  const done = posted.flatMap((answer) => (answer.type === 'progress' ? [answer.done] : []));
  // Every fiftieth part of 100 draws.
  expect(done).toHaveLength(50);
  expect(done).toEqual(done.toSorted((a, b) => a - b));
  expect(lastOf(1)).toMatchObject({ type: 'answered', answer: { kind: 'band', draws: 100, seed: 1 } });
  expect(posted.filter(({ type }) => type === 'answered')).toHaveLength(1);
});

test('the same seed draws the same band, another another', async () => {
  const { ask, lastOf } = start();
  await ask(1, band(1));
  await ask(2, band(1));
  await ask(3, band(2));
  const [first, again, other] = [1, 2, 3].map((id) => {
    const answer = lastOf(id);
    return answer?.type === 'answered' ? answer.answer : null;
  });
  expect(again).toEqual(first);
  expect(other).not.toEqual(first);
});

test('questions of different kinds go on side by side; of one kind the latest wins', async () => {
  const { posted, ask, lastOf } = start();
  await Promise.all([ask(1, band(1, 60)), ask(2, TORNADO), ask(3, band(2, 60))]);
  expect([1, 2, 3].map((id) => lastOf(id)?.type)).toEqual(['cancelled', 'answered', 'answered']);
  // The tornado did not have to wait for the longer band.
  expect(posted.findIndex(({ id, type }) => id === 2 && type === 'answered')).toBeLessThan(
    posted.findIndex(({ id, type }) => id === 3 && type === 'answered'),
  );
});

test('a cancelled question stops between two evaluations and says so once; the next is served', async () => {
  const { posted, handle, ask, lastOf } = start();
  const asked = ask(1, band(1, 1_000));
  await nextTurn();
  await handle({ type: 'cancel', id: 99 });
  await handle({ type: 'cancel', id: 1 });
  await asked;
  expect(posted.filter(({ type }) => type === 'cancelled')).toEqual([{ type: 'cancelled', id: 1 }]);
  await ask(2, band(1, 2));
  expect(lastOf(2)?.type).toBe('answered');
});

test('what breaks is an answer', async () => {
  const broken: OfferBook = {
    ...CORE_BOOK,
    offerById: () => {
      throw new Error('no such page in the book');
    },
  };
  const { ask, lastOf } = start(broken);
  await ask(1, TORNADO);
  expect(lastOf(1)).toEqual({ type: 'failed', id: 1, message: 'no such page in the book' });
});
