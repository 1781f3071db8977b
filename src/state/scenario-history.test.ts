import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { presetById } from '../catalog/presets/index.ts';
import { CORE_BOOK } from '../evaluate/testing/core-book.ts';
import { BASE_SCENARIO } from '../scenario/base.ts';
import { decodeScenario } from '../scenario/codec.ts';
import { memoryLink } from './link-testing.ts';
import { nextRedo, nextUndo } from './next-step.ts';
import { createScenarioStore, hashOf, type ScenarioStore } from './scenario-store.ts';

const PEOPLE = 'workload.people';
const DAYS = 'workload.daysPerMonth';

/** A store with a clock that a test moves. */
function opened(initial = '') {
  let atMs = 0;
  const link = memoryLink(initial);
  const store = createScenarioStore({ link, book: CORE_BOOK, nowMs: () => atMs });
  const at = (ms: number, path: string, value: number): void => {
    atMs = ms;
    store.getState().setField({ path, value });
  };
  return { link, store, at };
}

const people = (store: ScenarioStore): number => store.getState().scenario.workload.people;
const depth = (store: ScenarioStore): number => store.temporal.getState().pastStates.length;
const next = (store: ScenarioStore) => ({ scenario: store.getState().scenario, temporal: store.temporal });

describe('undo and redo', () => {
  test('bring back each change and its link, and make it again', () => {
    const { store, link, at } = opened();
    at(0, PEOPLE, 50);
    at(0, DAYS, 20);
    store.getState().undo();
    expect(store.getState().scenario.workload).toMatchObject({ people: 50, daysPerMonth: 21 });
    store.getState().undo();
    expect(store.getState().scenario).toEqual(BASE_SCENARIO);
    expect(decodeScenario(link.read()).scenario.workload.people).toBe(BASE_SCENARIO.workload.people);
    store.getState().redo();
    store.getState().redo();
    expect(store.getState().scenario.workload).toMatchObject({ people: 50, daysPerMonth: 20 });
    expect(link.read()).toBe(hashOf(store.getState().scenario, CORE_BOOK));
  });

  test('with nothing to undo or redo change nothing', () => {
    const { store, link } = opened();
    const before = link.read();
    store.getState().undo();
    store.getState().redo();
    expect(store.getState().scenario).toEqual(BASE_SCENARIO);
    expect(link.read()).toBe(before);
    expect(nextUndo(next(store))).toBeNull();
    expect(nextRedo(next(store))).toBeNull();
  });

  test('a drag of two seconds in one field is one step; after a pause of more than 0.8 s the next begins', () => {
    const { store, at } = opened();
    for (let i = 1; i <= 20; i++) at(i * 100, PEOPLE, 100 + i);
    at(2_800, PEOPLE, 7);
    expect(depth(store)).toBe(1);
    at(3_601, PEOPLE, 8);
    expect(depth(store)).toBe(2);
    store.getState().undo();
    expect(people(store)).toBe(7);
    store.getState().undo();
    expect(people(store)).toBe(BASE_SCENARIO.workload.people);
  });

  test('another field is another step, however fast', () => {
    const { store, at } = opened();
    at(0, PEOPLE, 50);
    at(1, DAYS, 20);
    at(2, PEOPLE, 51);
    expect(depth(store)).toBe(3);
  });

  test('what is dragged away and back is no step, and what follows it is one again', () => {
    const { store, at } = opened();
    at(0, PEOPLE, 50);
    at(100, PEOPLE, BASE_SCENARIO.workload.people);
    expect(depth(store)).toBe(0);
    at(200, PEOPLE, 60);
    store.getState().undo();
    expect(people(store)).toBe(BASE_SCENARIO.workload.people);
  });

  test('an entry that changes nothing does not swallow the one after it', () => {
    const { store, at } = opened();
    at(0, PEOPLE, BASE_SCENARIO.workload.people);
    at(100, PEOPLE, 50);
    store.getState().undo();
    expect(people(store)).toBe(BASE_SCENARIO.workload.people);
  });

  test('a change after an undo is a step of its own and ends what could be made again', () => {
    const { store, at } = opened();
    at(0, PEOPLE, 50);
    store.getState().undo();
    at(100, PEOPLE, 60);
    expect(nextRedo(next(store))).toBeNull();
    store.getState().redo();
    expect(people(store)).toBe(60);
    store.getState().undo();
    expect(people(store)).toBe(BASE_SCENARIO.workload.people);
  });

  test('take a refused entry off the page', () => {
    const { store, at } = opened();
    at(0, PEOPLE, 50);
    at(0, DAYS, -1);
    expect(store.getState().fieldErrors).not.toEqual({});
    store.getState().undo();
    expect(store.getState().fieldErrors).toEqual({});
    expect(people(store)).toBe(BASE_SCENARIO.workload.people);
  });

  test('presets, offers and opened scenarios are steps, each', () => {
    const { store } = opened();
    const preset = presetById('chat-product');
    if (!preset) throw new Error('no preset');
    store.getState().choosePreset(preset);
    store.getState().chooseOffer('openai/gpt-6.1-sol');
    const kept = { ...BASE_SCENARIO, name: 'Kept' };
    store.getState().openScenario({ scenario: kept, notices: [], isBrought: false });
    expect(store.getState().openings).toBe(2);
    store.getState().undo();
    expect(store.getState().scenario).toMatchObject({ name: preset.name, offerId: 'openai/gpt-6.1-sol' });
    store.getState().undo();
    expect(store.getState().scenario.offerId).toBe(preset.offerId);
    store.getState().undo();
    expect(store.getState().scenario).toEqual(BASE_SCENARIO);
  });

  test('offers that are loaded are no step, and stay when a step is undone', () => {
    const { store, at } = opened();
    at(0, PEOPLE, 50);
    store.getState().openBook({ ...CORE_BOOK, isWhole: true });
    expect(depth(store)).toBe(1);
    store.getState().undo();
    expect(store.getState().book.isWhole).toBe(true);
    expect(people(store)).toBe(BASE_SCENARIO.workload.people);
  });

  test('the step says both scenarios, so that it can be named', () => {
    const { store, at } = opened();
    at(0, PEOPLE, 50);
    expect(nextUndo(next(store))?.before.workload.people).toBe(BASE_SCENARIO.workload.people);
    expect(nextUndo(next(store))?.after.workload.people).toBe(50);
    store.getState().undo();
    expect(nextRedo(next(store))?.before.workload.people).toBe(BASE_SCENARIO.workload.people);
    expect(nextRedo(next(store))?.after.workload.people).toBe(50);
  });

  test('no more than a hundred steps are kept', () => {
    const { store, at } = opened();
    for (let i = 1; i <= 130; i++) at(i * 1_000, PEOPLE, 1_000 + i);
    for (let i = 0; i < 200; i++) store.getState().undo();
    expect(people(store)).toBe(1_030);
  });

  test('without a clock every change is a step', () => {
    const store = createScenarioStore({ link: memoryLink(), book: CORE_BOOK });
    store.getState().setField({ path: PEOPLE, value: 2 });
    store.getState().setField({ path: PEOPLE, value: 3 });
    store.getState().undo();
    expect(people(store)).toBe(2);
  });
});

describe('undo beside the browser’s history', () => {
  test('writes the address in place: Back then goes to where it would have gone', () => {
    const { store, link } = opened();
    const start = link.read();
    store.getState().chooseOffer('openai/gpt-6.1-sol');
    expect(link.entries()).toHaveLength(2);
    store.getState().undo();
    expect(link.entries()).toEqual([start, start]);
    link.back();
    expect(store.getState().scenario).toEqual(BASE_SCENARIO);
    // Nothing changed on the way, so nothing was added to what can be undone.
    expect(depth(store)).toBe(0);
  });

  test('what Back leaves is a step: undo brings it again', () => {
    const { store, link, at } = opened();
    store.getState().chooseOffer('openai/gpt-6.1-sol');
    at(0, PEOPLE, 77);
    link.back();
    expect(people(store)).toBe(BASE_SCENARIO.workload.people);
    store.getState().undo();
    expect(store.getState().scenario).toMatchObject({ offerId: 'openai/gpt-6.1-sol', workload: { people: 77 } });
  });

  test('a pasted link is a step, and typing after it another', () => {
    const { store, link, at } = opened();
    at(0, PEOPLE, 77);
    link.paste('v=0&workload.people=5');
    at(100, PEOPLE, 6);
    store.getState().undo();
    expect(people(store)).toBe(5);
    store.getState().undo();
    expect(people(store)).toBe(77);
  });

  test('an undone link that could not be read in full leaves no notice behind', () => {
    const { store, link, at } = opened();
    at(0, PEOPLE, 77);
    link.paste('v=9&workload.people=5');
    expect(store.getState().notices).toHaveLength(1);
    store.getState().undo();
    expect(store.getState().notices).toEqual([]);
    expect(people(store)).toBe(77);
    expect(link.read()).toBe(hashOf(store.getState().scenario, CORE_BOOK));
  });
});

test('any sequence of changes, undone whole, is the start; made again whole, the end', () => {
  const change = fc.record({
    path: fc.constantFrom(PEOPLE, DAYS, 'workload.hoursPerDay'),
    value: fc.integer({ min: 1, max: 24 }),
    pauseMs: fc.constantFrom(0, 300, 801),
  });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
      const { store, at } = opened();
      let ms = 0;
      for (const { path, value, pauseMs } of changes) at((ms += pauseMs), path, value);
      const end = store.getState().scenario;
      const steps = depth(store);
      for (let i = 0; i < steps; i++) {
        const before = store.getState().scenario;
        store.getState().undo();
        expect(store.getState().scenario).not.toEqual(before);
      }
      expect(store.getState().scenario).toEqual(BASE_SCENARIO);
      for (let i = 0; i < steps; i++) store.getState().redo();
      expect(store.getState().scenario).toEqual(end);
    }),
    { numRuns: 60 },
  );
});
