import { CORE_BOOK } from '../testing/core-book.ts';
import { describe, expect, test } from 'vitest';
import { ACCELERATORS, acceleratorById } from '../../catalog/accelerators/index.ts';
import { MODELS } from '../../catalog/models/index.ts';
import { offerById } from '../../catalog/offers/index.ts';
import type { Accelerator } from '../../domain/accelerator.ts';
import { memoryBudget } from '../../domain/serving/memory-budget.ts';
import { WEIGHT_FORMATS } from '../../domain/serving/weight-format.ts';
import { BASE_SCENARIO } from '../../scenario/base-v0.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { isProblem, resolveGeometry } from '../resolve.ts';
import { fitOn, fitsOf, modelOf, MOST_DEVICES, type Fits } from './fit.ts';

const GIB = 2 ** 30;

function inputs(change: Partial<Scenario['kv']>) {
  const kv = { ...BASE_SCENARIO.kv, ...change };
  const geometry = resolveGeometry({ kv, offer: offerById(BASE_SCENARIO.offerId), book: CORE_BOOK });
  if (isProblem(geometry)) throw new Error(geometry.message);
  return { kv, geometry };
}

function fits(change: Partial<Scenario['kv']>): Fits {
  const result = fitsOf(inputs(change));
  if ('reason' in result) throw new Error(result.reason);
  return result;
}

function fitOf(accelerator: Accelerator, change: Partial<Scenario['kv']>) {
  const { kv, geometry } = inputs(change);
  const model = modelOf({ kv, geometry });
  if ('reason' in model) throw new Error(model.reason);
  return fitOn({ accelerator, model, kv });
}

function on(id: string, change: Partial<Scenario['kv']>) {
  const accelerator = acceleratorById(id);
  if (!accelerator) throw new Error(`${id} is not in the catalogue`);
  return fitOf(accelerator, change);
}

const LLAMA_70B = { modelId: 'Meta-Llama-3.1-70B', weightFormat: 'fp8' } as const;

describe('fitsOf', () => {
  // 72 GB of 80 usable; 70.6 GB of weights; 5.9 GB of activations; 0.64 GB of runtime; 32.77 GB a sequence.
  test('Llama 3.1 70B in fp8 with 100,000 tokens in bf16: one H100 holds none, two hold one, eight hold 13', () => {
    const { smallest, atRanks } = on('h100-sxm', { ...LLAMA_70B, ranks: 1 });
    expect(atRanks.sequences).toBe(0);
    expect(atRanks.poolBytesPerDevice).toBeLessThan(0);
    expect(smallest).toMatchObject({ devices: 2, ranks: 2, stages: 1, sequences: 1 });
    expect(on('h100-sxm', { ...LLAMA_70B, ranks: 8 }).atRanks).toMatchObject({ devices: 8, sequences: 13 });
  });

  test('what a device holds adds up to its memory', () => {
    for (const { atRanks: fit } of fits({ ...LLAMA_70B, ranks: 8 }).rows)
      expect(
        fit.reservedBytes + fit.weightBytesPerDevice + fit.activationBytes + fit.overheadBytes + fit.poolBytesPerDevice,
      ).toBeCloseTo(fit.memoryBytes, -1);
  });

  // 671 GB at fp8, 1,342 GB at bf16; each H100 has 72 − 8.6 − 0.6 GB for them: 22 devices, so three servers of eight.
  test('beyond eight devices stages are added one by one', () => {
    expect(on('h100-sxm', { modelId: 'DeepSeek-V3', weightFormat: 'bf16' }).smallest).toMatchObject({
      devices: 24,
      ranks: 8,
      stages: 3,
    });
  });

  test('the fewest devices: one server or stage less holds no sequence', () => {
    for (const { id } of MODELS)
      for (const { accelerator, smallest } of fits({ modelId: id, weightFormat: 'bf16' }).rows) {
        if (smallest === null || smallest.stages < 2) continue;
        const { kv, geometry } = inputs({ modelId: id, weightFormat: 'bf16' });
        const model = modelOf({ kv, geometry });
        if ('reason' in model) throw new Error(model.reason);
        const { poolBytesPerDevice } = memoryBudget({
          ...smallest,
          weightBytes: model.weightBytes,
          utilisationRatio: kv.utilisationRatio,
          devices: smallest.devices - 8,
        });
        expect(poolBytesPerDevice, `${id} on ${accelerator.id}`).toBeLessThan(model.perRank(8) / (smallest.stages - 1));
      }
  });

  test('parts that compute from on-chip memory need hundreds of devices', () => {
    const { smallest } = on('groq-lpu1', LLAMA_70B);
    // (70.6 + 32.8) GB ÷ 0.207 GB usable.
    expect(smallest?.devices).toBe(504);
    expect(smallest).toMatchObject({ activationBytes: 0, overheadBytes: 0 });
  });

  test('more ranks never hold fewer sequences, nor do narrower weights or more usable memory', () => {
    for (const { id } of MODELS) {
      const sequences = (change: Partial<Scenario['kv']>) =>
        fits({ modelId: id, ranks: 8, ...change }).rows.map(({ atRanks }) => atRanks.sequences);
      const reference = sequences({});
      const rising = [
        [sequences({ ranks: 2 }), sequences({ ranks: 4 }), reference, sequences({ ranks: 16 })],
        WEIGHT_FORMATS.map((weightFormat) => sequences({ weightFormat })),
        [sequences({ utilisationRatio: 0.5 }), reference, sequences({ utilisationRatio: 1 })],
      ];
      for (const steps of rising)
        for (const [step, counts] of steps.entries())
          for (const [i, count] of counts.entries())
            expect(count, `${id} on ${ACCELERATORS[i]?.id}`).toBeGreaterThanOrEqual(steps[step - 1]?.[i] ?? 0);
    }
  });

  test('says why there is no answer without a number of parameters, and without a cache', () => {
    const custom = {
      name: 'Typed',
      verdict: 'typed' as const,
      notes: [],
      groups: [{ kind: 'full' as const, layers: 80, kvHeads: 8, kDim: 128, vDim: 128 }],
      maxContextTokens: null,
      totalParameters: null,
      activeParameters: null,
      draftLayers: 0,
    };
    expect(fitsOf(inputs({ custom }))).toMatchObject({ needsParameters: true });
    expect(fitsOf(inputs({ custom: { ...custom, totalParameters: 70_553_706_496 } }))).toHaveProperty('rows');
    const none = { kind: 'none' as const, layers: 80, reason: 'no-attention' as const };
    expect(fitsOf(inputs({ custom: { ...custom, groups: [none], totalParameters: 1e9 } }))).toMatchObject({
      needsParameters: false,
    });
  });

  test('gives up beyond the most devices it tries', () => {
    const { smallest } = on('groq-lpu1', { modelId: 'Meta-Llama-3.1-405B', contextTokens: 100_000_000 });
    expect(smallest).toBeNull();
    for (const { id } of MODELS)
      for (const row of fits({ modelId: id }).rows)
        expect(row.smallest?.devices ?? MOST_DEVICES).toBeLessThanOrEqual(MOST_DEVICES);
  });
});

/**
 * What vLLM 0.11 reported on H100s with 79.18 GiB visible, in GiB.
 * llm-d-incubation/llm-d-planner@e50305af docs/empirical-vllm-memory-results.md. Its pools are those of a utilisation of
 * 0.9 or 0.95 to the last digit, with CUDA graphs left out.
 */
const MEASURED = [
  { model: 'gpt-oss-20b', format: '4-bit', ranks: 1, use: 0.9, weights: 13.47, peak: 7.38, runtime: 0.13, pool: 50.28 },
  {
    model: 'gpt-oss-120b',
    format: '4-bit',
    ranks: 1,
    use: 0.95,
    weights: 64.38,
    peak: 7.38,
    runtime: 0.13,
    pool: 3.33,
  },
  {
    model: 'Meta-Llama-3.1-70B',
    format: 'fp8',
    ranks: 2,
    use: 0.9,
    weights: 33.88,
    peak: 4.84,
    runtime: 0.55,
    pool: 32,
  },
  {
    model: 'Meta-Llama-3.1-8B',
    format: 'bf16',
    ranks: 1,
    use: 0.9,
    weights: 14.99,
    peak: 4.76,
    runtime: 0.13,
    pool: 51.38,
  },
  { model: 'Qwen3-0.6B', format: 'bf16', ranks: 1, use: 0.9, weights: 1.12, peak: 5.56, runtime: 0.13, pool: 64.45 },
  { model: 'Qwen3-32B', format: 'bf16', ranks: 1, use: 0.9, weights: 61.03, peak: 5.64, runtime: 0.14, pool: 4.45 },
  { model: 'Qwen3-32B', format: 'bf16', ranks: 2, use: 0.9, weights: 30.59, peak: 5.64, runtime: 0.54, pool: 34.49 },
  {
    model: 'Mistral-Small-3.2-24B',
    format: 'bf16',
    ranks: 1,
    use: 0.95,
    weights: 44.76,
    peak: 2.12,
    runtime: 0.14,
    pool: 28.2,
  },
] as const;

const VISIBLE_GIB = 79.18;

describe('eight measured break-downs of an H100', () => {
  test.each(MEASURED)('$model on $ranks: the rule gives the measured pool from the measured parts', (row) => {
    const { poolBytesPerDevice } = memoryBudget({
      memoryBytes: VISIBLE_GIB * GIB,
      utilisationRatio: row.use,
      devices: 1,
      weightBytes: row.weights * GIB,
      activationBytes: row.peak * GIB,
      overheadBytes: row.runtime * GIB,
      bytesPerSequenceAndDevice: 1,
    });
    expect(Math.abs(poolBytesPerDevice / GIB - row.pool)).toBeLessThan(0.02);
  });

  const known = MEASURED.filter(({ model }) => MODELS.some(({ id }) => id === model));

  test('most of them are models of the catalogue', () => {
    expect(known.length).toBeGreaterThanOrEqual(6);
  });

  // Activations are one figure for all models of a kind, and layers that a checkpoint keeps wider are not counted apart.
  test.each(known)('$model on $ranks: from the catalogue alone the pool is within 3.5 GiB', (row) => {
    const { atRanks } = fitOf(h100WithVisibleMemory(), {
      modelId: row.model,
      weightFormat: row.format,
      ranks: row.ranks,
      utilisationRatio: row.use,
    });
    expect(Math.abs(atRanks.poolBytesPerDevice / GIB - row.pool)).toBeLessThan(3.5);
  });

  test.each(known.filter(({ model, peak }) => peak > 4 && !model.startsWith('gpt-oss')))(
    '$model on $ranks: dense and text only, within 1 GiB',
    (row) => {
      const { atRanks } = fitOf(h100WithVisibleMemory(), {
        modelId: row.model,
        weightFormat: row.format,
        ranks: row.ranks,
        utilisationRatio: row.use,
      });
      expect(Math.abs(atRanks.poolBytesPerDevice / GIB - row.pool)).toBeLessThan(1);
    },
  );
});

function h100WithVisibleMemory(): Accelerator {
  const h100 = acceleratorById('h100-sxm');
  if (!h100) throw new Error('The H100 is not in the catalogue');
  return { ...h100, memoryBytes: { ...h100.memoryBytes, value: VISIBLE_GIB * GIB } };
}
