import { presetById } from '../catalog/presets/index.ts';
import { describe, expect, it } from 'vitest';
import { CORE_BOOK } from '../evaluate/testing/core-book.ts';
import { BASE_SCENARIO } from '../scenario/base-v0.ts';
import { decodeScenario } from '../scenario/codec.ts';
import type { LinkPort } from './ports.ts';
import { createScenarioStore, hashOf } from './scenario-store.ts';

/** A browser's history in memory. */
function memoryLink(initial = ''): LinkPort & { go: (hash: string) => void; entries: string[] } {
  const entries = [initial];
  const listeners = new Set<() => void>();
  return {
    entries,
    read: () => entries.at(-1) ?? '',
    write({ hash, mode }) {
      if (mode === 'push') entries.push(hash);
      else entries[entries.length - 1] = hash;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    settle: () => undefined,
    hrefWith: (hash) => `https://example.org/#${hash}`,
    go(hash) {
      entries.push(hash);
      listeners.forEach((listener) => listener());
    },
  };
}

describe('the scenario store', () => {
  it('writes every change into the link, which opens the same scenario elsewhere', () => {
    const link = memoryLink();
    const store = createScenarioStore({ link, book: CORE_BOOK });
    store.getState().setField({ path: 'workload.people', value: 123 });
    store.getState().setField({ path: 'workload.roles.1.fanOut', value: 7 });
    const elsewhere = createScenarioStore({ link: memoryLink(link.read()), book: CORE_BOOK });
    expect(elsewhere.getState().scenario).toEqual(store.getState().scenario);
    expect(elsewhere.getState().scenario.workload.roles[1]?.fanOut).toBe(7);
    expect(elsewhere.getState().notices).toEqual([]);
  });

  it('holds a link from the start, with the rates of the offer in use', () => {
    const link = memoryLink();
    createScenarioStore({ link, book: CORE_BOOK });
    expect(decodeScenario(link.read()).scenario.carriedRates).toMatchObject([
      { offerId: BASE_SCENARIO.offerId, base: { input: 4, output: 20, cacheRead: 0.2 } },
    ]);
  });

  it('follows the link when it changes from outside', () => {
    const link = memoryLink();
    const store = createScenarioStore({ link, book: CORE_BOOK });
    link.go('v=0&workload.people=5');
    expect(store.getState().scenario.workload.people).toBe(5);
    link.go('v=0');
    expect(store.getState().scenario.workload.people).toBe(BASE_SCENARIO.workload.people);
  });

  it('refuses what the schema refuses, says why, and keeps the scenario', () => {
    const store = createScenarioStore({ link: memoryLink(), book: CORE_BOOK });
    store.getState().setField({ path: 'workload.people', value: -1 });
    expect(store.getState().scenario.workload.people).toBe(BASE_SCENARIO.workload.people);
    expect(store.getState().fieldErrors['workload.people']).toMatch(/from 1 to/);
    store.getState().setField({ path: 'workload.people', value: 2 });
    expect(store.getState().fieldErrors).toEqual({});
  });

  it('a preset and an offer are steps that Back undoes; typing is not', () => {
    const link = memoryLink();
    const store = createScenarioStore({ link, book: CORE_BOOK });
    store.getState().setField({ path: 'workload.people', value: 2 });
    expect(link.entries).toHaveLength(1);
    const preset = presetById('chat-product');
    if (!preset) throw new Error('no preset');
    store.getState().choosePreset(preset);
    store.getState().chooseOffer('openai/gpt-6.1-sol');
    expect(link.entries).toHaveLength(3);
  });

  it('shows the sender’s prices when the catalogue’s have moved, until told otherwise', () => {
    const link = memoryLink(
      'v=0&carriedRates=' +
        encodeURIComponent(
          JSON.stringify({
            offerId: BASE_SCENARIO.offerId,
            base: { input: 9, output: 45, cacheRead: 0.9, cacheWrite: { '5m': 11.25, '1h': 18 } },
            bands: [],
          }),
        ),
    );
    const store = createScenarioStore({ link, book: CORE_BOOK });
    expect(store.getState().scenario.carriedRates[0]?.base.input).toBe(9);
    expect(hashOf(store.getState().scenario, CORE_BOOK)).toBe(link.read());
    store.getState().useCatalogPrices();
    expect(store.getState().scenario.carriedRates).toEqual([]);
    expect(decodeScenario(link.read()).scenario.carriedRates[0]?.base.input).toBe(4);
  });

  it('leaves a link that was not read in full in the address until the visitor goes on from it', () => {
    const link = memoryLink('v=9&workload.people=7');
    const store = createScenarioStore({ link, book: CORE_BOOK });
    expect(link.read()).toBe('v=9&workload.people=7');
    expect(store.getState().notices).toHaveLength(1);
    store.getState().dismissNotices();
    expect(link.read()).toBe(hashOf(store.getState().scenario, CORE_BOOK));
  });

  it('completes a good link that is pasted into an open page with the rates in use', () => {
    const link = memoryLink();
    createScenarioStore({ link, book: CORE_BOOK });
    link.go('v=0&workload.people=12');
    expect(decodeScenario(link.read()).scenario).toMatchObject({
      workload: { people: 12 },
      carriedRates: [{ offerId: BASE_SCENARIO.offerId }],
    });
  });
});
