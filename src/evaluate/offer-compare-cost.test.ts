import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SpendLine } from '../domain/spend/lines.ts';
import { effectiveRates } from './offer-compare-cost.ts';

describe('effective rates', () => {
  test('by hand: 1 M tokens at $5 and 9 M read at $0.50 are $0.95 a million', () => {
    const lines: readonly SpendLine[] = [
      { class: 'uncachedInput', tokens: 1e6, usd: 5 },
      { class: 'cacheRead', tokens: 9e6, usd: 4.5 },
      { class: 'output', tokens: 2e6, usd: 50 },
    ];
    expect(effectiveRates({ lines, usdPerMonth: 59.5, promptTokens: 10e6 })).toEqual({
      promptUsdPerMTok: 0.95,
      allInUsdPerMTok: 5.95,
    });
  });

  test('count every life of a write, and pay for pings without counting their tokens', () => {
    const lines: readonly SpendLine[] = [
      { class: 'cacheWrite:5m', tokens: 1e6, usd: 6 },
      { class: 'cacheWrite:1h', tokens: 1e6, usd: 10 },
      { class: 'pings', tokens: 40e6, usd: 4 },
    ];
    expect(effectiveRates({ lines, usdPerMonth: 20, promptTokens: 2e6 })).toEqual({
      promptUsdPerMTok: 10,
      allInUsdPerMTok: 10,
    });
  });

  test('pay for what is stored by a call of its own without counting its tokens twice', () => {
    // 1 M created, and read with the request it was created for.
    const lines: readonly SpendLine[] = [
      { class: 'cacheWrite:object', tokens: 1e6, usd: 5 },
      { class: 'cacheRead', tokens: 1e6, usd: 0.5 },
    ];
    expect(effectiveRates({ lines, usdPerMonth: 5.5, promptTokens: 1e6 })).toEqual({
      promptUsdPerMTok: 5.5,
      allInUsdPerMTok: 5.5,
    });
  });

  test('are missing where there is no prompt', () => {
    expect(
      effectiveRates({ lines: [{ class: 'output', tokens: 1, usd: 1 }], usdPerMonth: 1, promptTokens: 0 }),
    ).toEqual({
      promptUsdPerMTok: undefined,
      allInUsdPerMTok: undefined,
    });
  });

  test('lie between the cheapest and the dearest rate paid', () => {
    const part = fc.record({ tokens: fc.integer({ min: 1, max: 1e9 }), rate: fc.integer({ min: 1, max: 100 }) });
    fc.assert(
      fc.property(part, part, (input, read) => {
        const lines: readonly SpendLine[] = [
          { class: 'uncachedInput', tokens: input.tokens, usd: (input.tokens * input.rate) / 1e6 },
          { class: 'cacheRead', tokens: read.tokens, usd: (read.tokens * read.rate) / 1e6 },
        ];
        const { promptUsdPerMTok = NaN } = effectiveRates({
          lines,
          usdPerMonth: lines.reduce((sum, { usd }) => sum + usd, 0),
          promptTokens: input.tokens + read.tokens,
        });
        expect(promptUsdPerMTok).toBeGreaterThanOrEqual(Math.min(input.rate, read.rate) * (1 - 1e-12));
        expect(promptUsdPerMTok).toBeLessThanOrEqual(Math.max(input.rate, read.rate) * (1 + 1e-12));
      }),
    );
  });
});
