import { describe, expect, test } from 'vitest';
import {
  knownRate,
  periodAt,
  ratesForPrompt,
  type Offer,
  type Price,
  type RateSet,
} from '../../domain/offer/rate-card.ts';
import { modelById } from '../models/index.ts';
import { OFFERS, offerById } from './index.ts';

const TODAY = '2026-11-20';

function rateSetsOf(offer: Offer): readonly RateSet[] {
  return offer.periods.flatMap(({ base, bands }) => [base, ...bands.map((band) => band.rates)]);
}

function pricesOf(rates: RateSet): readonly Price[] {
  return [rates.input, rates.output, rates.cacheRead, ...Object.values(rates.cacheWrite)];
}

function ratesOn(offerId: string, { asOf = TODAY, promptTokens = 1_000 } = {}) {
  const offer = offerById(offerId);
  if (!offer) throw new Error(`No offer ${offerId}`);
  const period = periodAt({ offer, asOf });
  if (!period) throw new Error(`No price of ${offerId} on ${asOf}`);
  const { input, output, cacheRead, cacheWrite } = ratesForPrompt({ period, promptTokens });
  return {
    input: knownRate(input),
    output: knownRate(output),
    read: knownRate(cacheRead),
    write: Object.fromEntries(Object.entries(cacheWrite).map(([ttlId, price]) => [ttlId, knownRate(price)])),
  };
}

describe('the list of offers', () => {
  test('is broad: at least 20 offers from at least 8 sellers', () => {
    expect(OFFERS.length).toBeGreaterThanOrEqual(20);
    expect(new Set(OFFERS.map(({ seller }) => seller)).size).toBeGreaterThanOrEqual(8);
  });

  test('has unique ids that begin with the seller', () => {
    expect(new Set(OFFERS.map(({ id }) => id)).size).toBe(OFFERS.length);
    for (const { id, seller } of OFFERS) expect(id.startsWith(`${seller}/`)).toBe(true);
  });

  test('names geometries that exist', () => {
    for (const { geometryId } of OFFERS) if (geometryId !== null) expect(modelById(geometryId)?.id).toBe(geometryId);
    expect(OFFERS.filter(({ geometryId }) => geometryId !== null).map(({ id }) => id)).toEqual([
      'moonshotai/kimi-k2.6',
      'zai/glm-5.3',
      'minimax/MiniMax-M3',
      'minimax/MiniMax-M2.7',
      'groq/openai/gpt-oss-120b',
      'cerebras/gpt-oss-120b',
      'fireworks/glm-5p3',
      'together/deepseek-ai/DeepSeek-V4-Pro-0813',
    ]);
  });

  test('sells something everywhere today, with a remark on every row', () => {
    expect(OFFERS.filter((offer) => !periodAt({ offer, asOf: TODAY })).map(({ id }) => id)).toEqual([]);
    expect(OFFERS.filter(({ notes }) => notes.length === 0).map(({ id }) => id)).toEqual([]);
  });
});

describe.each(OFFERS)('$id', (offer) => {
  test('has contiguous half-open periods', () => {
    expect(offer.periods.length).toBeGreaterThan(0);
    expect(offer.periods.at(-1)?.to).toBeNull();
    for (const [index, period] of offer.periods.entries()) {
      if (period.from !== null && period.to !== null) expect(period.from < period.to).toBe(true);
      const next = offer.periods[index + 1];
      if (!next) continue;
      expect(period.to).not.toBeNull();
      expect(next.from).toBe(period.to);
    }
  });

  test('has bands in ascending order within its context, each dearer than the one below', () => {
    for (const { base, bands } of offer.periods) {
      const thresholds = bands.map(({ thresholdTokens }) => thresholdTokens);
      expect(thresholds).toEqual([...new Set(thresholds)].toSorted((a, b) => a - b));
      for (const threshold of thresholds) expect(threshold).toBeLessThan(offer.contextTokens.value);
      const inputs = [base, ...bands.map(({ rates }) => rates)].map(({ input }) => knownRate(input) ?? Number.NaN);
      expect(inputs).toEqual(inputs.toSorted((a, b) => a - b));
    }
  });

  test('prices exactly the lives its cache policy has', () => {
    const ttlIds = offer.cachePolicy.ttls.map(({ id }) => id).toSorted();
    for (const { cacheWrite } of rateSetsOf(offer)) expect(Object.keys(cacheWrite).toSorted()).toEqual(ttlIds);
  });

  test('knows input and output, and states why where it knows no more', () => {
    for (const rates of rateSetsOf(offer)) {
      expect(knownRate(rates.input)).toBeGreaterThan(0);
      expect(knownRate(rates.output)).toBeGreaterThan(0);
      for (const price of pricesOf(rates)) {
        if (price.state !== 'priced') expect(price.reason.length).toBeGreaterThan(20);
        else expect(price.perMTok.value).toBeGreaterThan(0);
      }
    }
  });

  test('reads for no more, and writes for no less, than it takes for input', () => {
    for (const { input, cacheRead, cacheWrite } of rateSetsOf(offer)) {
      const inputRate = knownRate(input) ?? Number.NaN;
      expect(knownRate(cacheRead) ?? 0).toBeLessThanOrEqual(inputRate);
      for (const write of Object.values(cacheWrite))
        expect(knownRate(write) ?? inputRate).toBeGreaterThanOrEqual(inputRate);
    }
  });

  test('has a cache policy that holds together', () => {
    const { trigger, ttls, match, maxBreakpoints, minPrefixTokens, granularityTokens, hitRatio } = offer.cachePolicy;
    const seconds = ttls.map((ttl) => ttl.seconds.value);
    expect(trigger === 'none').toBe(ttls.length === 0);
    expect(trigger === 'none').toBe(rateSetsOf(offer).every(({ cacheRead }) => cacheRead.state === 'not-sold'));
    expect(new Set(ttls.map(({ id }) => id)).size).toBe(ttls.length);
    expect(seconds).toEqual(seconds.toSorted((a, b) => a - b));
    expect(maxBreakpoints).toBe(match === 'any-prefix' ? 1 : 4);
    expect(minPrefixTokens.value).toBeGreaterThanOrEqual(granularityTokens.value);
    expect(granularityTokens.value).toBeGreaterThanOrEqual(1);
    expect(hitRatio.value).toBeGreaterThanOrEqual(0);
    expect(hitRatio.value).toBeLessThanOrEqual(1);
    // A certain hit is never an assumption, and a best-effort life never makes a certain hit.
    if (hitRatio.value === 1) {
      expect(hitRatio.kind).not.toBe('assumed');
      expect(ttls.every(({ semantics }) => semantics !== 'best-effort')).toBe(true);
    }
  });
});

// Copied by hand from the sellers' lists, so that a slip of the authoring helpers shows.
describe('published prices', () => {
  test('Claude Opus 5.5', () => {
    expect(ratesOn('anthropic/claude-opus-5-5')).toEqual({
      input: 4,
      output: 20,
      read: 0.2,
      write: { '5m': 5, '1h': 8 },
    });
  });

  test('Claude Haiku 5.5 costs five times as much above 100,000 tokens, not at 100,000', () => {
    expect(ratesOn('anthropic/claude-haiku-5-5', { promptTokens: 100_000 }).input).toBe(0.1);
    expect(ratesOn('anthropic/claude-haiku-5-5', { promptTokens: 100_001 })).toEqual({
      input: 0.5,
      output: 2.5,
      read: 0.05,
      write: { '5m': 0.625, '1h': 1 },
    });
  });

  test('Claude Opus 4.6 lost its long-context surcharge on 2026-03-13', () => {
    const long = { promptTokens: 200_001 };
    expect(ratesOn('anthropic/claude-opus-4-6', { ...long, asOf: '2026-03-12' }).output).toBe(37.5);
    expect(ratesOn('anthropic/claude-opus-4-6', { ...long, asOf: '2026-03-13' }).output).toBe(25);
    const opus = offerById('anthropic/claude-opus-4-6');
    expect(opus && periodAt({ offer: opus, asOf: '2026-02-04' })).toBeUndefined();
  });

  test('GPT-6.1 Terra sells 12 hours at 2.5 times input; nobody prints that for Sol', () => {
    expect(ratesOn('openai/gpt-6.1-terra')).toEqual({
      input: 1,
      output: 5,
      read: 0.05,
      write: { '30m': 1.25, '12h': 2.5 },
    });
    expect(ratesOn('openai/gpt-6.1-sol').write).toEqual({ '30m': 2.5, '12h': undefined });
    expect(ratesOn('openai/gpt-6.1-sol', { promptTokens: 272_001 })).toMatchObject({ input: 4, output: 15, read: 0.2 });
  });

  test('Gemini 4 Argon doubles on 2026-12-01, Gemini 3.8 Flash on 2027-01-01', () => {
    expect(ratesOn('google/gemini-4-argon', { asOf: '2026-11-30' })).toMatchObject({ input: 2, output: 10, read: 0.1 });
    expect(ratesOn('google/gemini-4-argon', { asOf: '2026-12-01' })).toMatchObject({ input: 4, output: 20, read: 0.2 });
    expect(ratesOn('google/gemini-3.8-flash', { asOf: '2026-12-31' }).input).toBe(0.75);
    expect(ratesOn('google/gemini-3.8-flash', { asOf: '2027-01-01' })).toMatchObject({
      input: 1.5,
      output: 7.5,
      read: 0.15,
    });
  });

  test('Grok 4.7 doubles from 200,000 tokens on, that length included', () => {
    expect(ratesOn('xai/grok-4.7', { promptTokens: 199_999 }).input).toBe(2);
    expect(ratesOn('xai/grok-4.7', { promptTokens: 200_000 })).toEqual({
      input: 4,
      output: 12,
      read: 1,
      write: { auto: 4 },
    });
  });

  test('MiniMax M2.7 can be written free of premium or for 5 minutes', () => {
    expect(ratesOn('minimax/MiniMax-M2.7')).toEqual({
      input: 0.3,
      output: 1.2,
      read: 0.06,
      write: { '5m': 0.375, auto: 0.3 },
    });
  });

  test('Command A sells no cache', () => {
    expect(ratesOn('cohere/command-a')).toEqual({ input: 2.5, output: 10, read: undefined, write: {} });
  });
});
