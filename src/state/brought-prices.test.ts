import { describe, expect, it } from 'vitest';
import { CORE_BOOK } from '../evaluate/testing/core-book.ts';
import { BASE_SCENARIO } from '../scenario/base-v0.ts';
import { encodeScenario } from '../scenario/codec.ts';
import type { Scenario } from '../scenario/schema.ts';
import { atCataloguePrices, bringsPrices, broughtPrices } from './brought-prices.ts';
import type { LinkPort } from './ports.ts';
import { createScenarioStore } from './scenario-store.ts';

const OWN: Scenario['ownOffers'][number] = {
  id: 'own/1',
  name: 'Theirs',
  basedOn: BASE_SCENARIO.offerId,
  discountRatio: 0.2,
  rates: { input: null, output: null, cacheRead: null, cacheWrite: null },
};
const CORRECTION: Scenario['priceCorrections'][number] = {
  offerId: BASE_SCENARIO.offerId,
  class: 'input',
  usdPerMTok: 1,
  source: 'somebody',
  checkedOn: '2026-11-20',
};
const commitment = (discountRatio: number) => ({ seller: 'anthropic', discountRatio, usdPerMonth: 1_000 });

/** An own offer in use, a correction, and two commitments of which one brings a discount. */
const BROUGHT: Scenario = {
  ...BASE_SCENARIO,
  offerId: OWN.id,
  ownOffers: [OWN],
  priceCorrections: [CORRECTION],
  purchase: { ...BASE_SCENARIO.purchase, commitments: [commitment(0.1), commitment(0)] },
};

describe('prices that are not the catalogue’s', () => {
  it('are counted by kind, and are none at list prices', () => {
    expect(broughtPrices(BROUGHT)).toEqual({ ownOffers: 1, corrections: 1, discounts: 1 });
    expect(broughtPrices(BASE_SCENARIO)).toBeNull();
  });

  it('are news where they were not there before', () => {
    expect(bringsPrices({ opened: BROUGHT, before: null })).toBe(true);
    expect(bringsPrices({ opened: BROUGHT, before: BASE_SCENARIO })).toBe(true);
    const another: Scenario = { ...BROUGHT, name: 'another' };
    expect(bringsPrices({ opened: another, before: BROUGHT })).toBe(false);
    expect(bringsPrices({ opened: BASE_SCENARIO, before: BROUGHT })).toBe(false);
  });

  it('can be put aside together', () => {
    const scenario = atCataloguePrices(BROUGHT);
    expect(broughtPrices(scenario)).toBeNull();
    expect(scenario.offerId).toBe(BASE_SCENARIO.offerId);
    // A promise that brings nothing off is no price.
    expect(scenario.purchase.commitments).toEqual([commitment(0)]);
  });
});

describe('the store', () => {
  function linkTo(first: string): LinkPort & { go: (hash: string) => void } {
    let hash = first;
    const listeners = new Set<() => void>();
    return {
      read: () => hash,
      write: (next) => {
        ({ hash } = next);
      },
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      settle: () => undefined,
      hrefWith: (next) => next,
      go: (next) => {
        hash = next;
        listeners.forEach((listener) => listener());
      },
    };
  }

  it('says that a link brought prices until it is told that they were seen, and again for others', () => {
    const link = linkTo(encodeScenario(BROUGHT));
    const store = createScenarioStore({ link, book: CORE_BOOK });
    expect(store.getState().hasBroughtPrices).toBe(true);
    store.getState().dismissBroughtPrices();
    expect(store.getState().hasBroughtPrices).toBe(false);
    link.go(encodeScenario({ ...BROUGHT, name: 'the same prices' }));
    expect(store.getState().hasBroughtPrices).toBe(false);
    link.go(encodeScenario({ ...BROUGHT, ownOffers: [{ ...OWN, discountRatio: 0.9 }] }));
    expect(store.getState().hasBroughtPrices).toBe(true);
  });

  it('says nothing of prices that were entered here', () => {
    const store = createScenarioStore({ link: linkTo(''), book: CORE_BOOK });
    store.getState().changeScenario(() => BROUGHT);
    expect(store.getState().hasBroughtPrices).toBe(false);
  });
});
