import { describe, expect, test } from 'vitest';
import { NOT_SOLD, assumedFact, offerWith, periodWith, policyWith, priced, ratesWith } from '../testing/builders.ts';
import { billAtOffer } from './bill.ts';
import { inUsd } from './currency.ts';
import { knownRate } from './rate-card.ts';
import { whyUnpriceable } from './unpriceable.ts';

const RATE = { value: 0.14, kind: 'published', source: 'a central bank', checkedOn: '2026-11-19' } as const;
const LIST = { value: 8, kind: 'published', source: 'a price page', checkedOn: '2026-09-27' } as const;
const YUAN = offerWith({
  currency: 'CNY',
  periods: [
    periodWith({
      base: ratesWith({ input: { state: 'priced', perMTok: LIST }, cacheRead: NOT_SOLD, storage: priced(0.017) }),
      bands: [{ thresholdTokens: 100, comparison: 'gt', rates: ratesWith({ input: priced(10) }) }],
      modes: [
        {
          id: 'fast',
          name: 'fast',
          pricing: { kind: 'rates', base: ratesWith({ input: priced(20) }), bands: [] },
          withoutClasses: [],
          excludes: [],
        },
      ],
    }),
  ],
  cacheModes: [{ id: 'explicit', name: 'explicit', cachePolicy: policyWith(), periods: [periodWith()] }],
});
const USAGE = { inputTokens: 50, cacheReadTokens: 0, cacheWriteTokens: {}, outputTokens: 0 };

describe('an offer in another currency', () => {
  const offer = inUsd({ offer: YUAN, usdPerUnit: RATE });
  const [period = periodWith()] = offer.periods;

  test('is in USD at a dated rate, everywhere a price stands', () => {
    expect(offer.currency).toBe('USD');
    expect(knownRate(period.base.input)).toBe(1.12);
    expect(knownRate(period.base.storage)).toBe(0.002_38);
    expect(knownRate(period.bands[0]?.rates.input)).toBe(1.4);
    const fast = period.modes?.[0]?.pricing;
    expect(fast?.kind === 'rates' && knownRate(fast.base.input)).toBe(2.8);
    expect(knownRate(offer.cacheModes?.[0]?.periods[0]?.base.input)).toBe(0.7);
    expect(period.base.cacheRead).toBe(NOT_SOLD);
  });

  test('says in every price what it was and at what rate', () => {
    expect(period.base.input).toEqual({
      state: 'priced',
      perMTok: {
        value: 1.12,
        kind: 'derived',
        source: 'a price page',
        checkedOn: '2026-09-27',
        note: '8 CNY at 0.14 USD per CNY (a central bank, 2026-11-19).',
      },
    });
  });

  test('is refused by a bill until then, and billed after', () => {
    expect(billAtOffer({ usage: USAGE, offer: YUAN, at: '2026-11-20' })).toEqual({
      status: 'unavailable',
      reason: 'seller/model is priced in CNY; a bill in USD needs a dated rate of exchange.',
    });
    // 50 × 1.12 ÷ 10⁶
    expect(billAtOffer({ usage: USAGE, offer, at: '2026-11-20' })).toMatchObject({ nanoUsd: 56_000n });
  });

  test('cannot price a month until then, nor can one whose prices depend on each answer', () => {
    expect(whyUnpriceable({ offer: YUAN, period: YUAN.periods[0] ?? periodWith() })).toContain('CNY');
    expect(whyUnpriceable({ offer, period })).toBeNull();
    const [band] = period.bands;
    const byAnswer = periodWith({ bands: band ? [{ ...band, outputAboveTokens: 200 }] : [] });
    expect(whyUnpriceable({ offer, period: byAnswer })).toContain('length of each answer');
  });

  test('takes no rate that is no rate', () => {
    for (const value of [0, -1, Number.NaN])
      expect(() => inUsd({ offer: YUAN, usdPerUnit: assumedFact(value) })).toThrow(RangeError);
  });
});

test('an offer in USD comes back as it is', () => {
  const offer = offerWith();
  expect(inUsd({ offer, usdPerUnit: RATE })).toBe(offer);
});
