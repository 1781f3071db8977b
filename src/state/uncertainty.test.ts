import { expect, test } from 'vitest';
import { BASE_SCENARIO } from '../scenario/base.ts';
import type { SensitivityProgress, SensitivityQuestion, UncertaintyAnswer, UncertaintyPort } from './ports.ts';
import { createUncertaintyStore } from './uncertainty.ts';

interface Heard {
  readonly question: SensitivityQuestion;
  readonly tell: (progress: SensitivityProgress) => void;
  readonly answer: (answer: UncertaintyAnswer) => void;
  isCancelled: boolean;
}

function start() {
  const heard: Heard[] = [];
  const fake: UncertaintyPort = {
    ask(question, onProgress) {
      let resolve: (answer: UncertaintyAnswer) => void = () => undefined;
      const result = new Promise<UncertaintyAnswer>((settle) => (resolve = settle));
      const one: Heard = { question, tell: onProgress, answer: resolve, isCancelled: false };
      heard.push(one);
      return {
        result,
        cancel() {
          one.isCancelled = true;
          resolve({ status: 'cancelled' });
        },
      };
    },
  };
  const store = createUncertaintyStore({ port: () => Promise.resolve(fake) });
  const at = (i: number): Heard => {
    const one = heard[i];
    if (!one) throw new Error(`Nothing asked at ${i}`);
    return one;
  };
  return { store, heard, at };
}

const turn = () => new Promise<void>((resolve) => void setTimeout(resolve));
const band = (seed: number): SensitivityQuestion => ({
  kind: 'band',
  scenario: BASE_SCENARIO,
  lens: 'buy',
  seed,
  draws: 1_000,
});
const tornado: SensitivityQuestion = { kind: 'tornado', scenario: BASE_SCENARIO, lens: 'buy' };
const answered = (reason: string): UncertaintyAnswer => ({ status: 'answered', answer: { kind: 'none', reason } });

test('runs with progress, then holds the answer with its question', async () => {
  const { store, at } = start();
  store.getState().ask(band(1));
  await turn();
  at(0).tell({ done: 20, of: 1_000 });
  expect(store.getState().band).toMatchObject({ status: 'running', progress: { done: 20 }, last: null });
  at(0).answer(answered('first'));
  await turn();
  expect(store.getState().band).toMatchObject({
    status: 'idle',
    last: { question: band(1), answer: { reason: 'first' } },
  });
});

test('keeps the last answer while the next is on its way, and after it failed', async () => {
  const { store, at } = start();
  store.getState().ask(band(1));
  await turn();
  at(0).answer(answered('first'));
  await turn();
  store.getState().ask(band(2));
  await turn();
  expect(store.getState().band).toMatchObject({ status: 'running', last: { answer: { reason: 'first' } } });
  at(1).answer({ status: 'failed', message: 'out of memory' });
  await turn();
  expect(store.getState().band).toMatchObject({
    status: 'failed',
    message: 'out of memory',
    last: { answer: { reason: 'first' } },
  });
});

test('the latest of a kind wins: the one before is cancelled and not heard any more; other kinds go on', async () => {
  const { store, at, heard } = start();
  const { ask } = store.getState();
  ask(band(1));
  ask(tornado);
  await turn();
  ask(band(2));
  await turn();
  expect(heard.map(({ question, isCancelled }) => [question.kind, isCancelled])).toEqual([
    ['band', true],
    ['tornado', false],
    ['band', false],
  ]);
  at(0).tell({ done: 999, of: 1_000 });
  expect(store.getState().band.progress).toBeNull();
  at(2).answer(answered('second'));
  at(1).answer(answered('tornado'));
  await turn();
  expect(store.getState().band.last?.answer).toMatchObject({ reason: 'second' });
  expect(store.getState().tornado.last?.answer).toMatchObject({ reason: 'tornado' });
});

test('the same question is asked once, until it has failed or was cancelled', async () => {
  const { store, at, heard } = start();
  const { ask, cancel } = store.getState();
  ask(band(1));
  await turn();
  ask(band(1));
  await turn();
  expect(heard).toHaveLength(1);
  cancel('band');
  expect(store.getState().band.status).toBe('idle');
  expect(at(0).isCancelled).toBe(true);
  ask(band(1));
  await turn();
  expect(heard).toHaveLength(2);
  at(1).answer(answered('done'));
  await turn();
  ask(band(1));
  await turn();
  expect(heard).toHaveLength(2);
});

test('a question overtaken while the port was loading is never asked', async () => {
  const { store, heard } = start();
  store.getState().ask(band(1));
  store.getState().ask(band(2));
  await turn();
  expect(heard.map(({ question }) => question)).toEqual([band(2)]);
});

test('a port that cannot be loaded is a failure that can be tried again', async () => {
  let isThere = false;
  const answers: UncertaintyPort = {
    ask: () => ({ result: Promise.resolve(answered('at last')), cancel: () => undefined }),
  };
  const store = createUncertaintyStore({
    port: () => (isThere ? Promise.resolve(answers) : Promise.reject(new Error('offline'))),
  });
  store.getState().ask(tornado);
  await turn();
  expect(store.getState().tornado).toMatchObject({ status: 'failed', message: expect.stringContaining('Try again') });
  isThere = true;
  store.getState().ask(tornado);
  await turn();
  expect(store.getState().tornado.last?.answer).toMatchObject({ reason: 'at last' });
});
