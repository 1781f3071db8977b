import { describe, expect, test } from 'vitest';
import { MODELS } from '../../catalog/models/index.ts';
import { BASE_SCENARIO } from '../../scenario/base-v0.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { CORE_BOOK } from '../testing/core-book.ts';
import { compareModels, nearestModels, offByFactor, type ModelAtContext } from './compare-models.ts';

function rowsAt(kv: Partial<Scenario['kv']> = {}): readonly ModelAtContext[] {
  return compareModels({ ...BASE_SCENARIO, kv: { ...BASE_SCENARIO.kv, ...kv } }, CORE_BOOK);
}

function rowOf(id: string, kv: Partial<Scenario['kv']> = {}): ModelAtContext {
  const row = rowsAt(kv).find(({ model }) => model?.id === id);
  if (!row) throw new Error(`${id} is not compared`);
  return row;
}

describe('compareModels', () => {
  test('holds every model once, smallest first, the scenario’s own marked', () => {
    const rows = rowsAt({ modelId: 'DeepSeek-V3' });
    expect(rows.map(({ model }) => model?.id).toSorted()).toEqual(MODELS.map(({ id }) => id).toSorted());
    expect(rows.map(({ bytes }) => bytes)).toEqual(rows.map(({ bytes }) => bytes).toSorted((a, b) => a - b));
    expect(rows.filter(({ isCurrent }) => isCurrent).map(({ model }) => model?.id)).toEqual(['DeepSeek-V3']);
  });

  // 2 × 126 layers × 8 heads × 128 × 2 B = 516,096 B per token; 61 × 576 × 2 B = 70,272 B.
  test('100,000 tokens in bf16 are 51.6 GB on Llama 3.1 405B and 7.03 GB on DeepSeek-V3', () => {
    expect(rowOf('Meta-Llama-3.1-405B')).toMatchObject({ marginalBytesPerToken: 516_096, bytes: 51_609_600_000 });
    expect(rowOf('DeepSeek-V3')).toMatchObject({ marginalBytesPerToken: 70_272, bytes: 7_027_200_000 });
  });

  test('counts the copies on all ranks: 8 for a latent, 1 for 8 KV heads', () => {
    expect(rowOf('DeepSeek-V3', { ranks: 8 }).allRanksBytes).toBe(8 * 7_027_200_000);
    expect(rowOf('Meta-Llama-3.1-405B', { ranks: 8 }).allRanksBytes).toBe(51_609_600_000);
  });

  test('names the maximum of models that do not take the context, and of no others', () => {
    for (const { model, exceedsContextTokens } of rowsAt({ contextTokens: 200_000 })) {
      const maximum = model?.maxContextTokens.value ?? Infinity;
      expect(exceedsContextTokens).toBe(maximum < 200_000 ? maximum : null);
    }
  });

  test('a typed geometry is compared too', () => {
    const custom = {
      name: 'Typed',
      verdict: 'typed' as const,
      notes: [],
      groups: [{ kind: 'full' as const, layers: 96, kvHeads: 32, kDim: 128, vDim: 128 }],
      maxContextTokens: null,
      totalParameters: null,
      activeParameters: null,
      draftLayers: 0,
    };
    expect(rowsAt({ custom }).find(({ model }) => model === null)).toMatchObject({
      name: 'Typed',
      bytes: 157_286_400_000,
      gbPerPflop: null,
      exceedsContextTokens: null,
      isCurrent: true,
    });
  });
});

describe('GB to load per PFLOP of prefill avoided, fp8', () => {
  // 2.147 GB ÷ 0.807 PFLOP and so on: 2 × active parameters × n + layers × 2 × heads × (QK + V) × n² ÷ 2.
  test.each([
    ['Meta-Llama-3.1-8B', 32_768, 2.66],
    ['Meta-Llama-3.1-8B', 131_072, 1.3],
    ['DeepSeek-V3', 32_768, 0.23],
    ['DeepSeek-V3', 131_072, 0.09],
  ])('%s at %i tokens: %d', (id, contextTokens, gbPerPflop) => {
    expect(rowOf(id, { dtype: 'fp8', contextTokens }).gbPerPflop).toBeCloseTo(gbPerPflop, 2);
  });

  test('never rises with the context where attention is dense: FLOPs grow with its square, bytes in proportion', () => {
    for (const { model } of rowsAt()) {
      if (model === null || model.groups.value.some((group) => group.kind !== 'full' && group.kind !== 'mla')) continue;
      if (model.groups.value.some((group) => 'index' in group && group.index)) continue;
      const short = rowOf(model.id, { contextTokens: 8_192 }).gbPerPflop;
      const long = rowOf(model.id, { contextTokens: 65_536 }).gbPerPflop;
      expect((short === null) === (long === null)).toBe(true);
      if (short !== null && long !== null) expect(long).toBeLessThan(short);
    }
  });
});

describe('nearestModels', () => {
  const near = (targetBytes: number, kv: Partial<Scenario['kv']> = {}) =>
    nearestModels({ rows: rowsAt(kv), targetBytes, most: 8 });

  test('about 50 GB at 100,000 tokens in bf16 is first of all Llama 3.1 405B', () => {
    const rows = near(50e9);
    expect(rows).toHaveLength(8);
    expect(rows[0]?.model?.id).toBe('Meta-Llama-3.1-405B');
    expect(offByFactor({ bytes: rows[0]?.bytes ?? 0, targetBytes: 50e9 })).toBeCloseTo(1.032, 3);
  });

  test('nearest first by factor, either way', () => {
    const factors = near(10e9).map(({ bytes }) => offByFactor({ bytes, targetBytes: 10e9 }));
    expect(factors).toEqual(factors.toSorted((a, b) => a - b));
    expect(Math.min(...factors)).toBeGreaterThanOrEqual(1);
    expect(offByFactor({ bytes: 5, targetBytes: 10 })).toBe(offByFactor({ bytes: 20, targetBytes: 10 }));
  });

  test('leaves out models that do not take the context', () => {
    for (const { model } of near(50e9, { contextTokens: 300_000 }))
      expect(model?.maxContextTokens.value).toBeGreaterThanOrEqual(300_000);
  });
});
