import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACCELERATORS, acceleratorById } from '../../catalog/accelerators/index.ts';
import { MODELS, modelById } from '../../catalog/models/index.ts';
import { modelWeightsOf } from '../../catalog/models/weights.ts';
import { STORAGE_TIERS, storageTierById } from '../../catalog/storage-tiers/index.ts';
import { timeReport, type TimeReport, type TimeRequest } from './time-report.ts';

interface Asked extends Partial<Omit<TimeRequest, 'model' | 'weights' | 'accelerator' | 'tier'>> {
  readonly model?: string;
  readonly gpu?: string;
  readonly tier?: string;
}

function found<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`No ${name}`);
  return value;
}

function time({ model = 'Meta-Llama-3.1-8B', gpu = 'h100-sxm', tier = 'dram_ddr5', ...rest }: Asked = {}): TimeReport {
  return timeReport({
    model: found(modelById(model), model),
    weights: modelWeightsOf(model),
    accelerator: found(acceleratorById(gpu), gpu),
    tier: found(storageTierById(tier), tier),
    devices: 1,
    contextTokens: 100_000,
    cachedTokens: null,
    mfuRatio: null,
    dtype: 'bf16',
    weightFormat: null,
    usdPerGpuHour: null,
    day: '2026-11-21',
    ...rest,
  });
}

// vLLM blog 2026-01-08, KV offloading connector, figures 1 and 2: Llama 3.1 8B, one H100, computed and loaded from DRAM.
const VLLM_POINTS = [
  [10_000, 0.268, 0.046],
  [20_000, 0.639, 0.074],
  [30_000, 1.102, 0.101],
  [40_000, 1.657, 0.13],
  [50_000, 2.294, 0.157],
  [60_000, 3.016, 0.193],
  [70_000, 3.845, 0.222],
  [100_000, 6.855, 0.314],
] as const;

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('Llama 3.1 8B on one H100', () => {
  it('adds up by hand', () => {
    // Prefill parameters 8,030,261,248 − 2 × 128,256 × 4,096 = 6,979,588,096; × 2 × 10⁵ = 1.39592e15 FLOP. Attention
    // 32 layers × 2 × 32 heads × 256 × 10¹⁰ ÷ 2 = 2.62144e15. 4.01736e15 ÷ (989e12 × 0.6) = 6.77007 s, and 0.01.
    const report = time({ cachedTokens: 100_000 });
    expect(report.recomputeSeconds).toBeCloseTo(6.78007, 4);
    expect(report.recomputeSecondsLow).toBeCloseTo(0.01 + ((6.77007 * 0.6) / 0.65) * 0.92, 4);
    expect(report.recomputeSecondsHigh).toBeCloseTo(0.01 + ((6.77007 * 0.6) / 0.45) * 1.08, 4);
    // 131,072 B a token over 43 GB/s behind 12.7 ms, which hold the request's own 10.
    expect(report.loadSeconds).toBeCloseTo(0.0127 + 13.1072 / 43, 6);
    expect(report.ttftSeconds).toBeCloseTo(0.0127 + 13.1072 / 43, 6);
    expect(report.criticalBytesPerSecond).toBeCloseTo(13.1072e9 / 6.77007, -4);
    // Computing 100K costs 6.77007 s × $2.95; reading 0.304819 s of it; $0.65 a GB-month of 730 h.
    const saved = ((6.77007 - 13.1072 / 43) * 2.95) / 3_600;
    expect(report.breakEvenSeconds).toBeCloseTo(saved / ((13.1072 * 0.65) / 730 / 3_600), 0);
    expect(report.why).toEqual({});
    expect(report.fits).toEqual({ isEnough: true, gpusNeeded: 1 });
  });

  it('computes the published points with one MFU within 5 % on average, each within the band', () => {
    const errors = VLLM_POINTS.map(([contextTokens, measured]) => {
      const { recomputeSeconds, recomputeSecondsLow, recomputeSecondsHigh } = time({ contextTokens });
      expect(recomputeSecondsLow).toBeLessThanOrEqual(measured);
      expect(recomputeSecondsHigh).toBeGreaterThanOrEqual(measured);
      return Math.abs((recomputeSeconds ?? Infinity) / measured - 1);
    });
    expect(meanOf(errors)).toBeLessThan(0.05);
  });

  it('stays in the narrower band of an MFU that is given', () => {
    for (const [contextTokens, measured] of VLLM_POINTS) {
      const { recomputeSecondsLow, recomputeSecondsHigh, assumptions } = time({ contextTokens, mfuRatio: 0.6 });
      expect(assumptions).toMatchObject({ mfuSource: 'given', mfuRatio: { low: 0.6, high: 0.6 } });
      expect(recomputeSecondsLow).toBeLessThanOrEqual(measured);
      // 10,000 tokens were computed 8.0 % faster than at 0.60, the worst of the eight.
      expect(recomputeSecondsHigh).toBeGreaterThanOrEqual(measured);
    }
  });

  it('loads the published points from DRAM within 5 % on average', () => {
    const errors = VLLM_POINTS.map(([contextTokens, , measured]) =>
      Math.abs((time({ contextTokens, cachedTokens: contextTokens }).ttftSeconds ?? Infinity) / measured - 1),
    );
    expect(meanOf(errors)).toBeLessThan(0.05);
  });

  it('loads the cached part and computes the rest behind it', () => {
    const report = time({ contextTokens: 100_000, cachedTokens: 50_000 });
    // Behind 50,000 tokens: 0.69796 PFLOP of weights, and 1.96608 of the 2.62144 of attention.
    const rest = (0.697_958_809_6e15 + 1.966_08e15) / (989e12 * 0.6);
    expect(report.ttftSeconds).toBeCloseTo(0.0127 + 6.5536 / 43 + rest, 5);
    expect(report.assumptions).toMatchObject({ loadedTokens: 50_000, loadedBytes: 6_553_600_000 });
  });

  it('times loading of the whole prompt where nothing is cached, and computes it', () => {
    const report = time();
    expect(report.ttftSeconds).toBe(report.recomputeSeconds);
    expect(report.loadSeconds).toBe(time({ cachedTokens: 100_000 }).loadSeconds);
    expect(report.assumptions.leftOut.join(' ')).toContain('Nothing is cached');
    // Said to be cached, 0 is 0.
    expect(time({ cachedTokens: 0 })).toMatchObject({ loadSeconds: 0, ttftSeconds: report.recomputeSeconds });
  });
});

describe('what is not enough, or not known', () => {
  it('says how many GPUs a model needs that does not fit', () => {
    // 141 GB of weights and 32.8 GB of cache: 80 GB each, of which engines use 90 %.
    const report = time({ model: 'Meta-Llama-3.1-70B' });
    expect(report.fits).toEqual({ isEnough: false, gpusNeeded: 4 });
    expect(report.assumptions.leftOut.join(' ')).toContain('1 × h100-sxm do not hold the weights');
    expect(time({ model: 'Meta-Llama-3.1-70B', devices: 4 }).fits).toEqual({ isEnough: true, gpusNeeded: 4 });
    expect(time({ model: 'Meta-Llama-3.1-70B', weightFormat: 'fp8', contextTokens: 20_000 }).fits.gpusNeeded).toBe(2);
  });

  it('has no break-even without a rent, says why, and takes one that is given', () => {
    const report = time({ gpu: 'b100', devices: 1 });
    expect(report.breakEvenSeconds).toBeNull();
    expect(report.why).toEqual({ breakEvenSeconds: 'Not known: a rental price of b100; give one.' });
    expect(time({ gpu: 'b100', usdPerGpuHour: 4 }).breakEvenSeconds).toBeGreaterThan(0);
    expect(report.assumptions).toMatchObject({ usdPerGpuHour: null, priceSource: null });
  });

  it('shows a tier slower than computing as losing', () => {
    // 524,288 B a token: eight H100s compute 4,000 tokens in 23 ms, and an object store of 8.5 GB/s brings 2.1 GB in 272.
    const report = time({
      model: 'Llama-2-7B',
      devices: 8,
      contextTokens: 4_000,
      cachedTokens: 4_000,
      tier: 'object_fast',
    });
    expect(report.loadSeconds).toBeCloseTo(0.025 + (4_000 * 524_288) / 8.5e9, 6);
    expect(report.loadSeconds).toBeGreaterThan(report.recomputeSecondsHigh ?? Infinity);
    expect(report.ttftSeconds).toBe(report.loadSeconds);
    expect(report.criticalBytesPerSecond).toBeGreaterThan(8.5e9);
    expect(report).toMatchObject({
      crossoverTokens: null,
      breakEvenSeconds: null,
      why: { crossoverTokens: expect.stringMatching(/^never: /), breakEvenSeconds: expect.stringMatching(/^never: /) },
    });
  });

  it('does not load from what has no bandwidth, nor compute on what has no peak', () => {
    expect(time({ tier: 's3_standard', cachedTokens: 50_000 })).toMatchObject({
      recomputeSeconds: expect.any(Number),
      loadSeconds: null,
      ttftSeconds: null,
      crossoverTokens: null,
      why: { loadSeconds: 'No bandwidth of s3_standard is known.', ttftSeconds: expect.any(String) },
    });
    const nowhere = time({ gpu: 'cerebras-wse3' });
    expect(nowhere.recomputeSeconds).toBeNull();
    expect(nowhere.why.recomputeSeconds).toBe('The bf16 peak of cerebras-wse3 is not known.');
    expect(nowhere.loadSeconds).toBeGreaterThan(0);
  });

  it('fetches nothing that lies in HBM', () => {
    expect(time({ tier: 'hbm3e', cachedTokens: 100_000 })).toMatchObject({
      loadSeconds: 0,
      ttftSeconds: 0.01,
      crossoverTokens: 1,
      breakEvenSeconds: null,
      why: { breakEvenSeconds: expect.stringContaining('no rent') },
    });
  });

  it('says which parameters it counted, and what a checkpoint is stored in', () => {
    expect(time({ model: 'Mistral-Large-2407', devices: 8 }).assumptions).toMatchObject({
      prefillParameters: 123e9,
      prefillParametersSource: expect.stringMatching(/^All active parameters/),
      weightFormat: 'bf16',
    });
    expect(time({ model: 'DeepSeek-V3', gpu: 'h200-sxm', devices: 8 }).assumptions).toMatchObject({
      weightFormat: 'fp8',
      computePrecision: 'fp8',
      peakFlopsPerSecondPerGpu: 1_979e12,
      mfuRatio: { low: 0.1, typical: 0.25, high: 0.45 },
    });
    // An A100 has no fp8: it computes in bf16.
    expect(time({ model: 'DeepSeek-V3', gpu: 'a100-80-sxm', devices: 16 }).assumptions.computePrecision).toBe('bf16');
  });
});

describe('any model, accelerator and tier', () => {
  const NUMBERS = [
    'recomputeSeconds',
    'recomputeSecondsLow',
    'recomputeSecondsHigh',
    'loadSeconds',
    'ttftSeconds',
    'criticalBytesPerSecond',
    'crossoverTokens',
    'breakEvenSeconds',
  ] as const;

  it('has a number or a reason for each figure, and numbers that agree', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...MODELS.map(({ id }) => id)),
        fc.constantFrom(...ACCELERATORS.map(({ id }) => id)),
        fc.constantFrom(...STORAGE_TIERS.map(({ id }) => id)),
        fc.integer({ min: 1, max: 64 }),
        fc.integer({ min: 1, max: 200_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (model, gpu, tier, devices, contextTokens, share) => {
          const cachedTokens = Math.floor(share * contextTokens);
          const report = time({ model, gpu, tier, devices, contextTokens, cachedTokens });
          for (const name of NUMBERS) {
            const value = report[name];
            expect(value === null).toBe(report.why[name] !== undefined);
            if (value !== null) expect(Number.isFinite(value) && value >= 0).toBe(true);
          }
          if (report.fits.isEnough) expect(report.fits.gpusNeeded).toBeLessThanOrEqual(devices);
          const { recomputeSecondsLow: low, recomputeSeconds: typical, recomputeSecondsHigh: high } = report;
          if (low !== null && typical !== null && high !== null) expect(low <= typical && typical <= high).toBe(true);
          if (report.ttftSeconds !== null && report.loadSeconds !== null)
            expect(report.ttftSeconds).toBeGreaterThanOrEqual(report.loadSeconds);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is not faster at the crossover’s near side than computing, nor slower beyond', () => {
    for (const gpu of ['h100-sxm', 'h20', 'b200-sxm']) {
      for (const tier of ['dram_ddr5', 'net_nvme_weka', 'remote_dram_rdma']) {
        const { crossoverTokens } = time({ gpu, tier });
        if (crossoverTokens === null) throw new Error(`${gpu} ${tier} never crosses`);
        const gainAt = (contextTokens: number): number => {
          const { recomputeSeconds, ttftSeconds } = time({ gpu, tier, contextTokens, cachedTokens: contextTokens });
          return (recomputeSeconds ?? Number.NaN) - (ttftSeconds ?? Number.NaN);
        };
        expect(gainAt(crossoverTokens)).toBeGreaterThanOrEqual(0);
        expect(gainAt(crossoverTokens - 1)).toBeLessThanOrEqual(0);
      }
    }
  });
});
