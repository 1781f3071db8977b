import { describe, expect, test } from 'vitest';
import { MODELS } from '../catalog/models/index.ts';
import { NVME_RENT } from '../catalog/tiers.ts';
import { BASE_SCENARIO } from '../scenario/base-v0.ts';
import type { Scenario } from '../scenario/schema.ts';
import { compareModels, evaluateKv, typedGeometryFrom, withAttention, type KvEvaluation } from './kv.ts';

const LARGE_MHA = { kind: 'full', layers: 96, kvHeads: 32, kDim: 128, vDim: 128 } as const;

function withKv(kv: Partial<Scenario['kv']>): Scenario {
  return { ...BASE_SCENARIO, kv: { ...BASE_SCENARIO.kv, ...kv } };
}

function evaluated(kv: Partial<Scenario['kv']>): KvEvaluation {
  const evaluation = evaluateKv(withKv(kv));
  if (evaluation.status !== 'ok') throw new Error(JSON.stringify(evaluation.problems));
  return evaluation;
}

describe('evaluateKv', () => {
  test('sizes 100,000 tokens of a typed 96-layer multi-head model at 157.3 GB', () => {
    const { bytesPerSequence, totalBytes, explanation } = evaluated({ custom: LARGE_MHA, sequences: 4 });
    expect(bytesPerSequence).toBe(157_286_400_000);
    expect(totalBytes).toBe(4 * 157_286_400_000);
    expect(explanation.value).toBe(bytesPerSequence);
  });

  test.each(MODELS)('$id: layer groups add up to the sequence, and the curve passes through it', ({ id }) => {
    for (const contextTokens of [1, 500, 100_000, 3_000_000]) {
      const { groups, size, bytesPerSequence, bytesPerElement, growth } = evaluated({ modelId: id, contextTokens });
      expect(groups.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(bytesPerSequence);
      for (const sized of groups)
        expect(sized.group.layers * sized.elementsPerTokenPerLayer * sized.keptTokens * bytesPerElement).toBe(
          sized.bytes,
        );
      expect(groups.reduce((sum, { marginalBytesPerToken }) => sum + marginalBytesPerToken, 0)).toBe(
        size.marginalBytesPerToken,
      );
      expect(growth).toContainEqual({ contextTokens, bytes: bytesPerSequence });
      expect(growth.length).toBeLessThanOrEqual(50);
      expect(growth.every((point, i) => i === 0 || point.contextTokens > (growth[i - 1]?.contextTokens ?? 0))).toBe(
        true,
      );
    }
  });

  test('says when the context is beyond the model, and only then', () => {
    const modelId = 'Qwen/Qwen3-32B';
    expect(evaluated({ modelId, contextTokens: 40_960 }).exceedsContextTokens).toBeNull();
    expect(evaluated({ modelId, contextTokens: 40_961 }).exceedsContextTokens).toBe(40_960);
    expect(evaluated({ custom: LARGE_MHA, contextTokens: 100_000_000 }).exceedsContextTokens).toBeNull();
  });

  test('implies a rent whatever the scenario sets: NVMe × bytes per token × a million', () => {
    const scenario = {
      ...withKv({ custom: LARGE_MHA }),
      warehouse: { ...BASE_SCENARIO.warehouse, storageUsdPerMTokHour: 7 },
    };
    const evaluation = evaluateKv(scenario);
    if (evaluation.status !== 'ok') throw new Error('impossible');
    expect(evaluation.rent.value).toBeCloseTo(NVME_RENT.usdPerByteHour.value * 1_572_864 * 1e6, 12);
  });

  test('refuses a model that the catalogue does not have', () => {
    expect(evaluateKv(withKv({ modelId: 'nobody/none' }))).toMatchObject({
      status: 'impossible',
      problems: [{ field: 'kv.modelId' }],
    });
  });
});

describe('compareModels', () => {
  test('has every model once, smallest first, and marks the stand-in behind an offer without a public geometry', () => {
    const rows = compareModels(withKv({}));
    expect(rows.map(({ model }) => model?.id).toSorted()).toEqual(MODELS.map(({ id }) => id).toSorted());
    expect(rows.every(({ bytes }, i) => bytes >= (rows[i - 1]?.bytes ?? 0))).toBe(true);
    expect(rows.filter(({ isCurrent }) => isCurrent).map(({ model }) => model?.id)).toEqual([
      'meta-llama/Meta-Llama-3.1-405B',
    ]);
  });

  test('agrees with the evaluation of each model', () => {
    for (const { model, bytes, exceedsContextTokens } of compareModels(
      withKv({ contextTokens: 150_000, dtype: 'fp8' }),
    )) {
      const own = evaluated({ modelId: model?.id ?? null, contextTokens: 150_000, dtype: 'fp8' });
      expect(bytes).toBe(own.bytesPerSequence);
      expect(exceedsContextTokens).toBe(own.exceedsContextTokens);
    }
  });

  test('sets a typed geometry among the models', () => {
    const rows = compareModels(withKv({ custom: LARGE_MHA }));
    expect(rows.length).toBe(MODELS.length + 1);
    expect(rows.at(-1)).toMatchObject({ model: null, isCurrent: true, bytes: 157_286_400_000 });
  });

  test('has no current model where the chosen one is unknown', () => {
    expect(compareModels(withKv({ modelId: 'nobody/none' })).some(({ isCurrent }) => isCurrent)).toBe(false);
  });
});

describe('typed geometry', () => {
  test('starts from the first group without a window', () => {
    const sliding = { kind: 'sliding', layers: 5, kvHeads: 4, kDim: 64, vDim: 64, windowTokens: 128 } as const;
    const mla = { kind: 'mla', layers: 61, latentDim: 512, ropeDim: 64 } as const;
    expect(typedGeometryFrom([sliding, mla])).toEqual(mla);
    expect(typedGeometryFrom([sliding])).toEqual(LARGE_MHA);
  });

  test('keeps its layers when the attention changes', () => {
    expect(withAttention({ geometry: LARGE_MHA, kind: 'mla' })).toEqual({
      kind: 'mla',
      layers: 96,
      latentDim: 512,
      ropeDim: 64,
    });
    expect(withAttention({ geometry: { kind: 'mla', layers: 61, latentDim: 512, ropeDim: 64 }, kind: 'full' })).toEqual(
      { ...LARGE_MHA, layers: 61 },
    );
    expect(withAttention({ geometry: LARGE_MHA, kind: 'full' })).toBe(LARGE_MHA);
  });
});
