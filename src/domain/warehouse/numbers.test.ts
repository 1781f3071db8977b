import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  flopsOf,
  GPT_OSS,
  H100_PEAK,
  LLAMA_405B,
  LLAMA_70B,
  LLAMA_8B,
  machineWith,
} from '../serving/testing/measured-models.ts';
import { prefillTokensPerSecond } from '../serving/prefill-time.ts';
import { between, magnitudes } from '../testing/arbitraries.ts';
import { HOURS_PER_MONTH } from '../units.ts';
import { breakEvenSeconds } from './break-even.ts';
import { criticalBandwidth, crossoverTokens } from './critical-bandwidth.ts';
import { unitCosts, type UnitCosts } from './unit-costs.ts';
import type { Verdict } from './verdict.ts';

const numberOf = (verdict: Verdict): number => ('value' in verdict ? verdict.value : Number.NaN);

/** b, R, devices and dollars an hour of each. R of the last two is published (llm-d; DeepSeek's day). */
const rate = (model: typeof LLAMA_8B, tokens: number, machine: ReturnType<typeof machineWith>): number =>
  prefillTokensPerSecond({ newTokens: tokens, flops: flopsOf(model, tokens), machine }).typical;
const FP8 = { peakFlopsPerSecond: 2 * H100_PEAK };
const CASES = {
  'Llama 8B, 100K': { b: 131_072, r: rate(LLAMA_8B, 100_000, machineWith({ mfuRatio: 0.6 })), hourly: 2 },
  'Llama 70B, 16K': {
    b: 327_680,
    r: rate(LLAMA_70B, 16_384, machineWith({ devices: 4, mfuRatio: 0.52 })),
    hourly: 8,
  },
  'Llama 405B fp8, 100K': {
    b: 516_096,
    r: rate(LLAMA_405B, 100_000, machineWith({ devices: 8, mfuRatio: 0.4, ...FP8 })),
    hourly: 16,
  },
  'gpt-oss-120b, 48K': { b: 73_728, r: rate(GPT_OSS, 49_152, machineWith({ mfuRatio: 0.41 })), hourly: 1.6 },
  'DeepSeek-V3': { b: 70_272, r: 32_200, hourly: 16 },
  'GLM-5.2 fp8, 45K': { b: 44_900, r: 7_900, hourly: 8 * 2.71 },
} as const;
type Case = keyof typeof CASES;

describe('B*', () => {
  test.each([
    ['Llama 8B, 100K', 1.9],
    ['Llama 70B, 16K', 4.3],
    ['Llama 405B fp8, 100K', 2.7],
    ['gpt-oss-120b, 48K', 1.8],
    ['DeepSeek-V3', 2.3],
    ['GLM-5.2 fp8, 45K', 0.35],
  ] as const)('%s: %d GB/s', (name, gigabytesPerSecond) => {
    const { b, r } = CASES[name];
    const value = numberOf(criticalBandwidth({ bytesPerToken: b, prefillTokensPerSecond: r }));
    expect(Math.abs(value / 1e9 / gigabytesPerSecond - 1)).toBeLessThan(0.04);
  });

  test('a state of fixed size needs none, prefill that takes no time can have none', () => {
    expect(criticalBandwidth({ bytesPerToken: 0, prefillTokensPerSecond: 1 }).status).toBe('always');
    expect(criticalBandwidth({ bytesPerToken: 1, prefillTokensPerSecond: Infinity }).status).toBe('never');
  });
});

describe('N*', () => {
  const glm = { bytesPerToken: 44_900, prefillTokensPerSecond: 7_900, tierBytesPerSecond: 38.5e9 };
  test('GLM-5.2 from 9,600 to 10,400 tokens for floors of 1.2 to 1.3 s; published 8,700', () => {
    const [low, high] = [1.2, 1.3].map((floorSeconds) => numberOf(crossoverTokens({ ...glm, floorSeconds })));
    expect(low).toBeCloseTo(9_568, -1);
    expect(high).toBeCloseTo(10_365, -1);
    expect((low ?? 0) / 8_700 - 1).toBeLessThan(0.1);
    expect((high ?? 0) / 8_700 - 1).toBeLessThan(0.2);
  });

  test('gpt-oss-120b from about 600 tokens on; published below 2,048', () => {
    const { b, r } = CASES['gpt-oss-120b, 48K'];
    const tierBytesPerSecond = b / 4.32e-6;
    const tokens = numberOf(
      crossoverTokens({ floorSeconds: 0.0219, bytesPerToken: b, prefillTokensPerSecond: r, tierBytesPerSecond }),
    );
    expect(tokens).toBeGreaterThan(500);
    expect(tokens).toBeLessThan(700);
  });

  test('never on a tier at or below B*, always without a floor', () => {
    const at = { bytesPerToken: 2, prefillTokensPerSecond: 5, floorSeconds: 1 };
    expect(crossoverTokens({ ...at, tierBytesPerSecond: 10 }).status).toBe('never');
    expect(crossoverTokens({ ...at, tierBytesPerSecond: 20 })).toEqual({ status: 'value', value: 10 });
    expect(crossoverTokens({ ...at, tierBytesPerSecond: 20, floorSeconds: 0 }).status).toBe('always');
    expect(crossoverTokens({ ...at, tierBytesPerSecond: 0 }).status).toBe('never');
  });
});

/** Dollars per GB-month, as of the prices named. */
const RENTS = { dram2025: 0.13, dram2026: 0.65, nvme2026: 0.0152, s3: 0.023 } as const;

function costsOf(
  name: Case,
  rent: keyof typeof RENTS,
  changes: Partial<Parameters<typeof unitCosts>[0]> = {},
): UnitCosts {
  const { b, r, hourly } = CASES[name];
  return unitCosts({
    usdPerInstanceHour: hourly,
    prefillTokensPerSecond: r,
    bytesPerToken: b,
    tierBytesPerSecond: Infinity,
    overlapRatio: 0,
    rentUsdPerByteHour: RENTS[rent] / HOURS_PER_MONTH / 1e9,
    wearUsdPerByte: 0,
    ...changes,
  });
}

describe('unit costs', () => {
  test('of Llama 70B on 60 GB/s: $0.170 computed, $0.012 read, $0.0068 an hour, $0.066 written, a million', () => {
    const costs = costsOf('Llama 70B, 16K', 'nvme2026', { tierBytesPerSecond: 60e9, wearUsdPerByte: 2e-13 });
    expect(costs.recomputeUsdPerToken * 1e6).toBeCloseTo(0.171, 3);
    expect(costs.readUsdPerToken * 1e6).toBeCloseTo(0.0121, 4);
    expect(costs.rentUsdPerTokenSecond * 3_600e6).toBeCloseTo(0.0068, 4);
    expect(costs.wearUsdPerToken * 1e6).toBeCloseTo(0.0655, 4);
  });
});

describe('τ, in hours', () => {
  test.each([
    ['Llama 8B, 100K', 0.038, [1.6, 0.33, 14, 9]],
    ['Llama 70B, 16K', 0.17, [2.9, 0.58, 25, 16]],
    ['Llama 405B fp8, 100K', 0.854, [9.3, 1.9, 79, 52]],
    ['DeepSeek-V3', 0.138, [11, 2.2, 94, 62]],
    ['gpt-oss-120b, 48K', 0.018, [1.4, 0.27, 12, 8]],
    ['GLM-5.2 fp8, 45K', 0.763, [95, 19, 815, 539]],
  ] as const)('%s at $%d a million', (name, recompute, hours) => {
    const rents = ['dram2025', 'dram2026', 'nvme2026', 's3'] as const;
    expect(Math.abs((costsOf(name, 's3').recomputeUsdPerToken * 1e6) / recompute - 1)).toBeLessThan(0.03);
    rents.forEach((rent, i) => {
      const value = numberOf(breakEvenSeconds({ costs: costsOf(name, rent) })) / 3_600;
      expect(Math.abs(value / (hours[i] ?? Number.NaN) - 1)).toBeLessThan(0.06);
    });
  });

  test('never where reading costs as much as computing, or wear more than the reads save; always for no rent', () => {
    const costs: UnitCosts = {
      recomputeUsdPerToken: 3,
      readUsdPerToken: 1,
      rentUsdPerTokenSecond: 0.5,
      wearUsdPerToken: 1,
    };
    expect(breakEvenSeconds({ costs })).toEqual({ status: 'value', value: 2 });
    expect(breakEvenSeconds({ costs, reads: 3 })).toEqual({ status: 'value', value: 10 });
    expect(breakEvenSeconds({ costs: { ...costs, readUsdPerToken: 3 } }).status).toBe('never');
    expect(breakEvenSeconds({ costs: { ...costs, wearUsdPerToken: 2 } }).status).toBe('never');
    expect(breakEvenSeconds({ costs: { ...costs, rentUsdPerTokenSecond: 0 } }).status).toBe('always');
  });
});

test('the numbers agree: at B* reading costs what computing does, and above it N* is finite', () => {
  fc.assert(
    fc.property(
      magnitudes(1e3, 1e6),
      magnitudes(1e2, 1e6),
      between(1.001, 100),
      between(0.001, 2),
      (b, r, factor, floor) => {
        const critical = numberOf(criticalBandwidth({ bytesPerToken: b, prefillTokensPerSecond: r }));
        const at = (tierBytesPerSecond: number) => {
          const tier = { bytesPerToken: b, prefillTokensPerSecond: r, tierBytesPerSecond };
          const costs = unitCosts({
            ...tier,
            usdPerInstanceHour: 16,
            overlapRatio: 0,
            rentUsdPerByteHour: 1e-14,
            wearUsdPerByte: 0,
          });
          return { crossover: crossoverTokens({ ...tier, floorSeconds: floor }), costs };
        };
        const tie = at(critical).costs;
        expect(tie.readUsdPerToken / tie.recomputeUsdPerToken).toBeCloseTo(1, 9);
        expect(at(critical / factor).crossover.status).toBe('never');
        expect(breakEvenSeconds({ costs: at(critical / factor).costs }).status).toBe('never');
        const tokens = numberOf(at(critical * factor).crossover);
        // At N* both take equally long.
        expect(tokens / r / (floor + (b * tokens) / (critical * factor))).toBeCloseTo(1, 6);
      },
    ),
  );
});
