import { expect, test } from 'vitest';
import { offerWith, periodWith, policyWith, priced, ratesWith } from '../testing/builders.ts';
import { inCacheMode } from './cache-mode.ts';
import { strategiesOf } from './strategy.ts';

const EXPLICIT = {
  id: 'explicit',
  name: 'explicit cache',
  cachePolicy: policyWith(),
  periods: [periodWith({ base: ratesWith({ cacheRead: priced(0.25) }) })],
};
const OFFER = offerWith({
  cachePolicy: policyWith({ trigger: 'none', ttls: [] }),
  cacheModes: [EXPLICIT],
});

test('an offer in another cache mode has that mode’s policy and prices, and everything else of its own', () => {
  const explicit = inCacheMode({ offer: OFFER, id: 'explicit' });
  const { cacheModes: _modes, ...rest } = OFFER;
  expect(explicit).toEqual({ ...rest, cachePolicy: EXPLICIT.cachePolicy, periods: EXPLICIT.periods });
  expect(explicit && strategiesOf({ offer: explicit, period: periodWith() }).length).toBeGreaterThan(1);
});

test('there is none where the offer does not sell it', () => {
  expect(inCacheMode({ offer: OFFER, id: 'implicit' })).toBeUndefined();
  expect(inCacheMode({ offer: offerWith(), id: 'explicit' })).toBeUndefined();
});
