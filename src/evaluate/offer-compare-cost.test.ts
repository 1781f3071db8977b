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
    expect(effectiveRates({ lines, usdPerMonth: 59.5 })).toEqual({ promptUsdPerMTok: 0.95, allInUsdPerMTok: 5.95 });
  });

  test('count every life of a write, and pay for pings without counting their tokens', () => {
    const lines: readonly SpendLine[] = [
      { class: 'cacheWrite:5m', tokens: 1e6, usd: 6 },
      { class: 'cacheWrite:1h', tokens: 1e6, usd: 10 },
      { class: 'pings', tokens: 40e6, usd: 4 },
    ];
    expect(effectiveRates({ lines, usdPerMonth: 20 })).toEqual({ promptUsdPerMTok: 10, allInUsdPerMTok: 10 });
  });

  test('are missing where there is no prompt', () => {
    expect(effectiveRates({ lines: [{ class: 'output', tokens: 1, usd: 1 }], usdPerMonth: 1 })).toEqual({
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
        });
        expect(promptUsdPerMTok).toBeGreaterThanOrEqual(Math.min(input.rate, read.rate) * (1 - 1e-12));
        expect(promptUsdPerMTok).toBeLessThanOrEqual(Math.max(input.rate, read.rate) * (1 + 1e-12));
      }),
    );
  });
});
