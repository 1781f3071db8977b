import { describe, expect, it } from 'vitest';
import { MOST_OWN_OFFERS, MOST_PRICE_CORRECTIONS } from '../domain/field-limits.ts';
import { isProblem } from '../evaluate/resolve.ts';
import { resolveOffer } from '../evaluate/resolve-offer.ts';
import { CORE_BOOK } from '../evaluate/testing/core-book.ts';
import { BASE_SCENARIO } from '../scenario/base-v0.ts';
import { decodeScenario } from '../scenario/codec.ts';
import { knownRate } from '../domain/offer/rate-card.ts';
import { acceptPrices, addOwnOffer, baseOwnOffer, removeOwnOffer, undoAllPrices, undoPrice } from './own-prices.ts';
import type { LinkPort } from './ports.ts';
import { createScenarioStore, hashOf, negotiatedPrices, withoutNegotiatedPrices } from './scenario-store.ts';

const OPUS = BASE_SCENARIO.offerId;
const SOL = 'openai/gpt-6.1-sol';

function storeAt(initial = '') {
  const entries = [initial];
  const link: LinkPort = {
    read: () => entries.at(-1) ?? '',
    write({ hash, mode }) {
      if (mode === 'push') entries.push(hash);
      else entries[entries.length - 1] = hash;
    },
    subscribe: () => () => undefined,
    settle: () => undefined,
    hrefWith: (hash) => `https://example.org/#${hash}`,
  };
  return { store: createScenarioStore({ link, book: CORE_BOOK }), entries };
}

const correction = (changes: { offerId?: string; class?: string; usdPerMTok?: number } = {}) => ({
  offerId: OPUS,
  class: 'input',
  usdPerMTok: 4.5,
  source: 'https://models.dev/api.json',
  checkedOn: '2026-11-21',
  ...changes,
});

/** What an input token costs at the scenario’s offer. */
function inputRate(scenario: typeof BASE_SCENARIO): number | undefined {
  const resolved = resolveOffer(scenario, CORE_BOOK);
  return isProblem(resolved) ? undefined : knownRate(resolved.period.base.input);
}

describe('own offers in the store', () => {
  it('start from the list of the scenario’s offer, also where that is an own one, each a step of its own', () => {
    const { store, entries } = storeAt();
    addOwnOffer(store);
    store.getState().chooseOffer('own/1');
    addOwnOffer(store);
    expect(store.getState().scenario.ownOffers.map(({ id, basedOn, name }) => [id, basedOn, name])).toEqual([
      ['own/1', OPUS, 'Claude Opus 5.5, own price'],
      ['own/2', OPUS, 'Claude Opus 5.5, own price 2'],
    ]);
    expect(entries).toHaveLength(4);
  });

  it('are priced as they say, and reopen from the link', () => {
    const { store, entries } = storeAt();
    addOwnOffer(store);
    store.getState().chooseOffer('own/1');
    store.getState().setField({ path: 'ownOffers.0.discountRatio', value: 0.25 });
    // The list's 4.00 less a quarter.
    expect(inputRate(store.getState().scenario)).toBe(3);
    store.getState().setField({ path: 'ownOffers.0.rates.input', value: 2.5 });
    expect(inputRate(store.getState().scenario)).toBe(2.5);
    const { scenario, notices } = decodeScenario(entries.at(-1) ?? '');
    expect(notices).toEqual([]);
    expect(scenario.ownOffers).toEqual(store.getState().scenario.ownOffers);
    // The link carries the list below it, never the agreed price.
    expect(scenario.carriedRates).toMatchObject([{ offerId: OPUS, base: { input: 4 } }]);
  });

  it('can be moved to another offer and removed; the scenario then goes back to that', () => {
    const { store } = storeAt();
    addOwnOffer(store);
    store.getState().chooseOffer('own/1');
    baseOwnOffer({ store, id: 'own/1', basedOn: SOL });
    expect(store.getState().scenario.offerId).toBe('own/1');
    removeOwnOffer({ store, id: 'own/1' });
    expect(store.getState().scenario).toMatchObject({ offerId: SOL, ownOffers: [] });
  });

  it('are at most thirty: another changes nothing, not even the history', () => {
    const { store, entries } = storeAt();
    for (let i = 0; i < MOST_OWN_OFFERS; i++) addOwnOffer(store);
    const before = entries.length;
    const { scenario } = store.getState();
    addOwnOffer(store);
    expect(store.getState().scenario).toBe(scenario);
    expect(entries).toHaveLength(before);
  });

  it('stay out of a link that is copied without them', () => {
    const { store } = storeAt();
    addOwnOffer(store);
    store.getState().chooseOffer('own/1');
    store.getState().setField({ path: 'ownOffers.0.name', value: 'SECRET' });
    store.getState().setField({
      path: 'purchase.commitments',
      value: [{ seller: 'anthropic', discountRatio: 0.137, usdPerMonth: 5_000 }],
    });
    const { scenario, book } = store.getState();
    expect(negotiatedPrices(scenario)).toBe(2);
    const hash = hashOf(withoutNegotiatedPrices(scenario), book);
    expect(hash).toBe(hashOf(BASE_SCENARIO, book));
    expect(decodeScenario(hashOf(scenario, book)).scenario.ownOffers[0]?.name).toBe('SECRET');
  });
});

describe('corrections in the store', () => {
  it('replace a price at once, with one step back for all that were accepted together', () => {
    const { store, entries } = storeAt();
    expect(acceptPrices({ store, accepted: [correction(), correction({ class: 'output', usdPerMTok: 22 })] })).toBe(
      true,
    );
    expect(entries).toHaveLength(2);
    expect(inputRate(store.getState().scenario)).toBe(4.5);
    expect(decodeScenario(entries.at(-1) ?? '').scenario.priceCorrections).toHaveLength(2);
  });

  it('are undone one by one or all at once', () => {
    const { store } = storeAt();
    acceptPrices({ store, accepted: [correction(), correction({ class: 'output', usdPerMTok: 22 })] });
    undoPrice({ store, offerId: OPUS, class: 'input' });
    expect(store.getState().scenario.priceCorrections.map((left) => left.class)).toEqual(['output']);
    expect(inputRate(store.getState().scenario)).toBe(4);
    undoAllPrices(store);
    expect(store.getState().scenario.priceCorrections).toEqual([]);
  });

  it.each([
    ['negative', correction({ usdPerMTok: -1 })],
    ['not a number', correction({ usdPerMTok: Number.NaN })],
    ['above what a rate may be', correction({ usdPerMTok: 100_001 })],
    ['of no class', correction({ class: '__proto__' })],
  ])('that are %s are refused with all others of the same step', (_, hostile) => {
    const { store, entries } = storeAt();
    const { scenario } = store.getState();
    expect(acceptPrices({ store, accepted: [correction(), hostile] })).toBe(false);
    expect(store.getState().scenario).toBe(scenario);
    expect(store.getState().fieldErrors).toEqual({});
    expect(entries).toHaveLength(1);
  });

  it('are refused where they are too many', () => {
    const { store } = storeAt();
    const accepted = Array.from({ length: MOST_PRICE_CORRECTIONS + 1 }, (_, i) => correction({ offerId: `x/${i}` }));
    expect(acceptPrices({ store, accepted })).toBe(false);
    expect(acceptPrices({ store, accepted: accepted.slice(1) })).toBe(true);
    expect(store.getState().scenario.priceCorrections).toHaveLength(MOST_PRICE_CORRECTIONS);
  });
});

describe('rates that came with a link', () => {
  const senders = { offerId: OPUS, base: { input: 9, output: 45, cacheRead: 0.9, cacheWrite: {} }, bands: [] };
  const opened = (offerId: string, roleOfferId: string | null = null) =>
    `v=0&${[
      ['offerId', offerId],
      ['ownOffers', JSON.stringify([{ ...OWN, basedOn: OPUS }])],
      ['carriedRates', JSON.stringify([senders])],
      ...(roleOfferId === null ? [] : [['workload.roles.0.offerId', roleOfferId]]),
    ]
      .map(([key, value]) => `${key}=${encodeURIComponent(value ?? '')}`)
      .join('&')}`;
  const OWN = {
    id: 'own/1',
    name: 'Ours',
    discountRatio: 0.5,
    rates: { input: null, output: null, cacheRead: null, cacheWrite: null },
  };

  it('hold below an own price, which is reckoned from them', () => {
    const { store } = storeAt(opened('own/1'));
    expect(inputRate(store.getState().scenario)).toBe(4.5);
  });

  it('stay while a role’s own price is reckoned from them', () => {
    const { store } = storeAt(opened(SOL, 'own/1'));
    store.getState().chooseOffer('google/gemini-3.1-pro-preview');
    expect(store.getState().scenario.carriedRates.map(({ offerId }) => offerId)).toEqual([OPUS]);
  });

  it('go on in the link while the offer below an own price is not at hand', () => {
    const gone = { ...senders, offerId: 'nobody/sells-this' };
    const { entries } = storeAt(
      `v=0&offerId=own/1&ownOffers=${encodeURIComponent(JSON.stringify([{ ...OWN, basedOn: gone.offerId }]))}&carriedRates=${encodeURIComponent(JSON.stringify([gone]))}`,
    );
    expect(decodeScenario(entries.at(-1) ?? '').scenario.carriedRates).toEqual([gone]);
  });
});
