import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { orderlyOffers } from '../testing/arbitraries.ts';
import {
  FIVE_MINUTES,
  ONE_HOUR,
  UNKNOWN,
  assumedFact,
  offerWith,
  periodWith,
  policyWith,
  priced,
  ratesWith,
  ttlWith,
} from '../testing/builders.ts';
import { describeStrategy } from './describe-strategy.ts';
import type { CachePolicy } from './cache-policy.ts';
import type { PricePeriod } from './rate-card.ts';
import { boughtInMode, defaultStrategy, mostPings, strategiesOf, type Strategy } from './strategy.ts';

function name(strategy: Strategy): string {
  return describeStrategy({ strategy, pings: 0 });
}

function sold(changes: Partial<CachePolicy>): readonly string[] {
  return strategiesOf({ offer: offerWith({ cachePolicy: policyWith(changes) }), period: periodWith() }).map(name);
}

describe('keep-warm pings', () => {
  test('pay eleven times at most for 5 minutes at 1.25 and 0.1 times input', () => {
    // (1.25 − 0.1) ÷ 0.1 = 11.5 lives of 5 minutes: 57.5 minutes of idling cost as much as writing again.
    expect(mostPings({ ttl: FIVE_MINUTES, period: periodWith() })).toBe(11);
  });

  test('pay nineteen times at most for an hour at 2 and 0.1 times input', () => {
    // (2 − 0.1) ÷ 0.1.
    expect(mostPings({ ttl: ONE_HOUR, period: periodWith() })).toBe(19);
  });

  test('do not work where a read does not start the life again', () => {
    expect(mostPings({ ttl: { ...FIVE_MINUTES, refreshedByRead: false }, period: periodWith() })).toBe(0);
  });

  test('do not work where nobody promises a life', () => {
    expect(mostPings({ ttl: { ...FIVE_MINUTES, semantics: 'best-effort' }, period: periodWith() })).toBe(0);
    expect(mostPings({ ttl: { ...FIVE_MINUTES, semantics: 'fixed' }, period: periodWith() })).toBe(11);
  });

  test('are not counted on where a price is missing, or where reading is free', () => {
    expect(mostPings({ ttl: FIVE_MINUTES, period: periodWith({ base: ratesWith({ cacheRead: UNKNOWN }) }) })).toBe(0);
    expect(mostPings({ ttl: FIVE_MINUTES, period: periodWith({ base: ratesWith({ cacheWrite: {} }) }) })).toBe(0);
    expect(mostPings({ ttl: FIVE_MINUTES, period: periodWith({ base: ratesWith({ cacheRead: priced(0) }) }) })).toBe(0);
  });

  test('never pay where writing is no dearer than reading twice', () => {
    const base = ratesWith({ cacheRead: priced(3), cacheWrite: { '5m': priced(5) } });
    expect(mostPings({ ttl: FIVE_MINUTES, period: periodWith({ base }) })).toBe(0);
  });

  test('may pay more often in a band than at the base rates', () => {
    const rates = ratesWith({ cacheWrite: { '5m': priced(12.5) } });
    // (12.5 − 0.5) ÷ 0.5
    expect(
      mostPings({
        ttl: FIVE_MINUTES,
        period: periodWith({ bands: [{ thresholdTokens: 1, comparison: 'gt', rates }] }),
      }),
    ).toBe(24);
  });
});

describe('the strategies of an offer', () => {
  test('are no caching alone where caching is not sold', () => {
    expect(sold({ trigger: 'none', ttls: [] })).toEqual(['no caching']);
  });

  test('share every prefix without marks where blocks are hashed', () => {
    expect(
      sold({
        trigger: 'automatic',
        match: 'any-prefix',
        maxBreakpoints: 1,
        ttls: [ttlWith({ id: 'auto', seconds: 600 })],
      }),
    ).toEqual(['no caching', 'automatic']);
  });

  test('with four marks: whole prompts, all marks or prefixes alone for every life, and long prefixes with short histories', () => {
    expect(sold({})).toEqual([
      'no caching',
      '5m, whole prompt only',
      '5m',
      '5m, prefixes only',
      '1h, whole prompt only',
      '1h',
      '1h, prefixes only',
      '1h prefixes, 5m history',
    ]);
  });

  test('with too few marks to set prefixes apart: the whole prompt only', () => {
    expect(sold({ maxBreakpoints: 2 })).toEqual(['no caching', '5m, whole prompt only', '1h, whole prompt only']);
    expect(sold({ maxBreakpoints: 3 })).toContain('5m');
  });

  test('never mix a life with itself or with a longer one for histories', () => {
    fc.assert(
      fc.property(orderlyOffers, (offer) => {
        for (const strategy of strategiesOf({ offer, period: offer.periods[0] ?? periodWith() })) {
          if (strategy.kind === 'mixed')
            expect(strategy.prefixTtl.seconds.value).toBeGreaterThan(strategy.ownTtl.seconds.value);
        }
      }),
    );
  });

  test('always hold no caching and what the default does', () => {
    fc.assert(
      fc.property(orderlyOffers, (offer) => {
        const strategies = strategiesOf({ offer, period: offer.periods[0] ?? periodWith() });
        expect(strategies.map(name)).toContain('no caching');
        expect(strategies.map(name)).toContain(name(defaultStrategy(offer)));
      }),
    );
  });
});

/** Prefixes are objects that are created, rented and named. */
const OBJECTS = policyWith({
  ttls: [ttlWith({ id: 'object', seconds: 3_600, semantics: 'fixed', refreshedByRead: false })],
  maxBreakpoints: 1,
  storageObject: { defaultSeconds: assumedFact(3_600), isProrated: true },
});

describe('where prefixes are stored as objects', () => {
  test('either prefix can be kept for a while after its last use, and nothing is cached without asking', () => {
    expect(sold(OBJECTS)).toEqual([
      'no caching',
      ...['shared prefix', 'task prefixes'].flatMap((what) =>
        ['15 min', '1 h', '4 h', '24 h', '7 d'].map((kept) => `stored ${what}, kept ${kept} after use`),
      ),
    ]);
    expect(name(defaultStrategy(offerWith({ cachePolicy: OBJECTS })))).toBe('no caching');
  });
});

describe('other caches of an offer', () => {
  const period = periodWith({ from: '2026-01-01' });
  const withCaches = (periods: readonly PricePeriod[], cachePolicy = policyWith({ ttls: [FIVE_MINUTES] })) =>
    offerWith({
      cachePolicy: policyWith({
        trigger: 'automatic',
        match: 'any-prefix',
        ttls: [ttlWith({ id: 'auto', seconds: 600 })],
      }),
      periods: [period],
      cacheModes: [{ id: 'explicit', name: 'explicit cache', cachePolicy, periods }],
    });

  test('add their strategies, named after them, behind those of its own', () => {
    const strategies = strategiesOf({ offer: withCaches([period]), period });
    expect(strategies.map(name)).toEqual([
      'no caching',
      'automatic',
      'explicit cache: 5m, whole prompt only',
      'explicit cache: 5m',
      'explicit cache: 5m, prefixes only',
    ]);
    expect(strategies.map((strategy) => ('cacheModeId' in strategy ? strategy.cacheModeId : null))).toEqual([
      null,
      null,
      'explicit',
      'explicit',
      'explicit',
    ]);
  });

  test('may ping as often as their own prices allow', () => {
    // (11 − 0.5) ÷ 0.5 at that cache; the offer's own list would allow 11.
    const dear = { ...period, base: ratesWith({ cacheWrite: { '5m': priced(11) } }) };
    const pings = strategiesOf({ offer: withCaches([dear]), period }).flatMap((strategy) =>
      'maxPings' in strategy && strategy.cacheModeId === 'explicit' ? [strategy.maxPings] : [],
    );
    expect(pings).toEqual([21, 21, 21]);
  });

  test('are left out on days on which they had no prices', () => {
    const earlier = { ...period, from: null, to: '2026-01-01' };
    expect(strategiesOf({ offer: withCaches([earlier]), period }).map(name)).toEqual(['no caching', 'automatic']);
  });

  test('may be objects', () => {
    const strategies = strategiesOf({ offer: withCaches([period], OBJECTS), period });
    expect(strategies).toHaveLength(12);
    expect(strategies.at(-1)).toMatchObject({
      kind: 'stored',
      cacheModeId: 'explicit',
      holds: 'task',
      keptSeconds: 604_800,
    });
  });

  test('bring rules and prices of their own, and an offer without that cache has neither', () => {
    const offer = withCaches([{ ...period, base: ratesWith({ cacheRead: priced(0.3) }) }]);
    const inMode = boughtInMode({ offer, period, cacheModeId: 'explicit' });
    expect(inMode?.offer.cachePolicy.ttls).toEqual([FIVE_MINUTES]);
    expect(inMode?.period.base.cacheRead).toEqual(priced(0.3));
    expect(boughtInMode({ offer, period, cacheModeId: 'nothing' })).toBeUndefined();
  });
});

describe('what a buyer gets without asking', () => {
  const defaultOf = (changes: Partial<CachePolicy>): string =>
    name(defaultStrategy(offerWith({ cachePolicy: policyWith(changes) })));

  test('is the automatic cache where there is one, even beside a shorter life for sale', () => {
    const ttls = [FIVE_MINUTES, ttlWith({ id: 'auto', seconds: 600 })];
    expect(defaultOf({ trigger: 'automatic', match: 'any-prefix', ttls })).toBe('automatic');
  });

  test('is the shortest life of an automatic cache that names its lives', () => {
    expect(defaultOf({ trigger: 'automatic', match: 'any-prefix' })).toBe('5m');
  });

  test('is one mark at the shortest life where caching must be asked for', () => {
    expect(defaultOf({ trigger: 'explicit' })).toBe('5m, whole prompt only');
  });

  test('is nothing where caching is not sold', () => {
    expect(defaultOf({ trigger: 'none', ttls: [] })).toBe('no caching');
  });

  test('never pings', () => {
    fc.assert(
      fc.property(orderlyOffers, (offer) => {
        const strategy = defaultStrategy(offer);
        if (strategy.kind === 'single' || strategy.kind === 'shared') expect(strategy.maxPings).toBe(0);
      }),
    );
  });
});

describe('a strategy in words', () => {
  test('counts its pings', () => {
    const strategy: Strategy = { kind: 'shared', ttl: FIVE_MINUTES, maxPings: 11 };
    expect(describeStrategy({ strategy, pings: 1 })).toBe('5m + 1 ping');
    expect(describeStrategy({ strategy, pings: 3 })).toBe('5m + 3 pings');
  });
});
