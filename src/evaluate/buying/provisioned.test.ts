import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { between, magnitudes } from '../../domain/testing/arbitraries.ts';
import type { SpendLine } from '../../domain/spend/lines.ts';
import { addCapacities, capacityFor, type CapacityLoad, type ProvisionedTerms } from './provisioned.ts';

const TERMS: ProvisionedTerms = {
  usdPerUnitHour: 1,
  inputTokensPerSecond: 60,
  outputWeight: 5,
  cacheReadWeight: 0.1,
  peakFactor: 2,
  leastUnits: 1,
  hoursPerMonth: 730,
};

/** 36 M tokens of plain input at $5 per million. */
const PLAIN: readonly SpendLine[] = [{ class: 'uncachedInput', tokens: 36e6, usd: 180 }];

const capacity = ({
  lines = PLAIN,
  promptTokens = 36e6,
  terms = {},
  workedHoursPerMonth = 100,
}: {
  lines?: readonly SpendLine[];
  promptTokens?: number;
  terms?: Partial<ProvisionedTerms>;
  workedHoursPerMonth?: number;
} = {}) => capacityFor({ load: { lines, promptTokens }, terms: { ...TERMS, ...terms }, workedHoursPerMonth });

describe('units for a month’s work', () => {
  test('by hand: 100 tokens a second at a peak of twice that, in units of 60', () => {
    const found = capacity();
    expect(found).toMatchObject({ equivalentTokens: 36e6, peakTokensPerSecond: 200, units: 4, usdPerMonth: 2_920 });
    // 36 ÷ (4 × 60 × 730 × 0.0036) = 36 ÷ 630.72; paid by the token $5 per million against $4.63 of a full unit.
    expect(found.utilisationRatio).toBeCloseTo(36 / 630.72, 12);
    expect(found.breakEvenRatio).toBeCloseTo(1 / 0.216 / 5, 9);
    expect(found.usdPerMTok).toBeCloseTo(2_920 / 36, 9);
    expect(found.byTheTokenUsdPerMTok).toBeCloseTo(5, 9);
  });

  test('weigh what is written as input, reads and pings less, output more', () => {
    const lines: readonly SpendLine[] = [
      { class: 'uncachedInput', tokens: 1e6, usd: 5 },
      { class: 'cacheWrite:5m', tokens: 2e6, usd: 12.5 },
      { class: 'cacheWrite:1h', tokens: 3e6, usd: 30 },
      { class: 'cacheRead', tokens: 40e6, usd: 20 },
      { class: 'pings', tokens: 10e6, usd: 5 },
      { class: 'output', tokens: 4e6, usd: 100 },
    ];
    // 1 + 2 + 3 + (40 + 10) × 0.1 + 4 × 5 = 31 M; over 46 + 4 = 50 M tokens, pings aside.
    const found = capacity({ lines, promptTokens: 46e6 });
    expect(found.equivalentTokens).toBeCloseTo(31e6, 3);
    expect(found.usdPerMTok).toBeCloseTo(found.usdPerMonth / 50, 9);
  });

  test('are the least that is sold where less is needed, work or not', () => {
    expect(capacity({ terms: { leastUnits: 10 } }).units).toBe(10);
    expect(capacity({ lines: [], promptTokens: 0 })).toMatchObject({
      units: 1,
      usdPerMonth: 730,
      utilisationRatio: 0,
      usdPerMTok: null,
      breakEvenRatio: null,
    });
  });

  test('fit a peak exactly, whatever a division makes of it', () => {
    // One bit above 36 M tokens: 4.000000000000001 units of 50.
    const lines: readonly SpendLine[] = [{ class: 'uncachedInput', tokens: 36e6 * (1 + 2e-16), usd: 180 }];
    const exact = capacity({ terms: { inputTokensPerSecond: 50 }, lines });
    expect(exact.units).toBe(4);
  });

  test('are needed in the hours that are billed, where those are fewer than are worked', () => {
    // Half of the hours: twice the load.
    expect(capacity({ terms: { hoursPerMonth: 50 } }).peakTokensPerSecond).toBe(400);
  });

  test('leave rent beside them, and out of the break-even', () => {
    const rent: SpendLine = { class: 'storage', tokens: null, tokenHours: 1e9, usd: 70 };
    const found = capacity({ lines: [...PLAIN, rent] });
    expect(found).toMatchObject({ rentUsd: 70, capacityUsd: 2_920, usdPerMonth: 2_990 });
    expect(found.breakEvenRatio).toBe(capacity().breakEvenRatio);
  });
});

const loads: fc.Arbitrary<CapacityLoad> = fc
  .record({ uncached: magnitudes(1, 1e11), reads: magnitudes(1, 1e11), output: magnitudes(1, 1e9) })
  .map(({ uncached, reads, output }) => ({
    promptTokens: uncached + reads,
    lines: [
      { class: 'uncachedInput', tokens: uncached, usd: uncached * 5e-6 },
      { class: 'cacheRead', tokens: reads, usd: reads * 5e-7 },
      { class: 'output', tokens: output, usd: output * 25e-6 },
    ],
  }));
const termsDrawn: fc.Arbitrary<ProvisionedTerms> = fc.record({
  usdPerUnitHour: between(0.01, 100),
  inputTokensPerSecond: magnitudes(1, 1e6),
  outputWeight: between(0, 20),
  cacheReadWeight: between(0, 1),
  peakFactor: between(1, 20),
  leastUnits: fc.integer({ min: 1, max: 100 }),
  hoursPerMonth: between(1, 744),
});
const hours = between(0.25, 744);

describe('whatever the load and the terms', () => {
  test('more load needs no fewer units, and none is used beyond what it can do', () => {
    fc.assert(
      fc.property(loads, termsDrawn, hours, between(1, 10), (load, terms, workedHoursPerMonth, factor) => {
        const heavier: CapacityLoad = {
          promptTokens: load.promptTokens * factor,
          lines: load.lines.map((line) => ({ ...line, tokens: (line.tokens ?? 0) * factor, usd: line.usd * factor })),
        };
        const [light, heavy] = [load, heavier].map((each) => capacityFor({ load: each, terms, workedHoursPerMonth }));
        expect(heavy?.units).toBeGreaterThanOrEqual(light?.units ?? NaN);
        expect(light?.units).toBeGreaterThanOrEqual(terms.leastUnits);
        expect((light?.utilisationRatio ?? NaN) * terms.peakFactor).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });

  test('turning input into reads needs no more units while a read counts no more than input', () => {
    fc.assert(
      fc.property(loads, termsDrawn, hours, between(0, 1), (load, terms, workedHoursPerMonth, share) => {
        const [input, reads, output] = load.lines;
        if (!input || !reads || !output) throw new Error('a line was lost');
        const moved = (input.tokens ?? 0) * share;
        const cached: CapacityLoad = {
          ...load,
          lines: [
            { ...input, tokens: (input.tokens ?? 0) - moved },
            { ...reads, tokens: (reads.tokens ?? 0) + moved },
            output,
          ],
        };
        const unitsOf = (each: CapacityLoad): number => capacityFor({ load: each, terms, workedHoursPerMonth }).units;
        // An exact fit on either side may go to the next unit by its last digit.
        expect(unitsOf(cached)).toBeLessThanOrEqual(unitsOf(load) + (share < 1e-9 ? 1 : 0));
      }),
    );
  });

  test('capacity pays exactly where it is used above its break-even', () => {
    fc.assert(
      fc.property(loads, termsDrawn, hours, (load, terms, workedHoursPerMonth) => {
        const found = capacityFor({ load, terms, workedHoursPerMonth });
        const byTheTokenUsd = load.lines.reduce((sum, { usd }) => sum + usd, 0);
        const margin = Math.abs(found.usdPerMonth / byTheTokenUsd - 1);
        if (margin > 1e-9)
          expect(found.utilisationRatio > (found.breakEvenRatio ?? NaN)).toBe(found.usdPerMonth < byTheTokenUsd);
      }),
    );
  });

  test('several offers are the sum of their units, at a utilisation between theirs', () => {
    fc.assert(
      fc.property(loads, loads, termsDrawn, hours, (a, b, terms, workedHoursPerMonth) => {
        const parts = [a, b].map((load) => ({ load, capacity: capacityFor({ load, terms, workedHoursPerMonth }) }));
        const both = addCapacities({ parts, terms });
        const each = parts.map((part) => part.capacity);
        expect(both.units).toBe(each.reduce((sum, { units }) => sum + units, 0));
        expect(both.usdPerMonth / each.reduce((sum, { usdPerMonth }) => sum + usdPerMonth, 0)).toBeCloseTo(1, 9);
        const ratios = each.map(({ utilisationRatio }) => utilisationRatio);
        expect(both.utilisationRatio).toBeGreaterThanOrEqual(Math.min(...ratios) * (1 - 1e-9));
        expect(both.utilisationRatio).toBeLessThanOrEqual(Math.max(...ratios) * (1 + 1e-9));
      }),
    );
  });
});
