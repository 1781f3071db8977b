import { CORE_BOOK } from '../testing/core-book.ts';
import { describe, expect, test } from 'vitest';
import { MODELS, modelById } from '../../catalog/models/index.ts';
import { offerById } from '../../catalog/offers/index.ts';
import { KV_DTYPES } from '../../domain/kv-cache/precision.ts';
import { BASE_SCENARIO } from '../../scenario/base-v0.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { isProblem, resolveGeometry } from '../resolve.ts';
import { storedSequence, type StoredSequence } from './storage.ts';

function stored(change: Partial<Scenario['kv']>): StoredSequence {
  const kv = { ...BASE_SCENARIO.kv, ...change };
  const geometry = resolveGeometry({ kv, offer: offerById(BASE_SCENARIO.offerId), book: CORE_BOOK });
  if (isProblem(geometry)) throw new Error(geometry.message);
  return storedSequence({ kv, geometry });
}

function rowOf(codec: Scenario['kv']['codec'], change: Partial<Scenario['kv']>) {
  const row = stored(change).rows.find((candidate) => candidate.codec === codec);
  if (!row) throw new Error(`${codec} is not listed`);
  return row;
}

const LLAMA_70B = { modelId: 'Meta-Llama-3.1-70B' } as const;

describe('storedSequence', () => {
  // 80 layers × 2 × 8 heads × 128 × 2 B × 100,000 = 32.768 GB; 25 GB/s.
  test('Llama 3.1 70B, 100,000 tokens in bf16: 32.8 GB and 1.31 s as it is, 1.64 GB and 66 ms at a ratio of 20', () => {
    expect(rowOf('none', LLAMA_70B)).toMatchObject({
      storedBytesPerSequence: 32_768_000_000,
      capacityFactor: 1,
      sequencesPerTerabyte: 30,
      loadSeconds: 1.31072,
      isChosen: true,
    });
    expect(rowOf('transform', LLAMA_70B)).toMatchObject({
      storedBytesPerSequence: 1_638_400_000,
      capacityFactor: 20,
      sequencesPerTerabyte: 610,
      loadSeconds: 0.065536,
    });
  });

  // A scale of 4 B per head and token beside 128 one-byte elements; nvfp4 is 9 B for 16 elements.
  test('8 and 4 bits count their scales', () => {
    expect(rowOf('8-bit', LLAMA_70B).storedBytesPerSequence).toBe(100_000 * 80 * 2 * 8 * (128 + 4));
    expect(rowOf('4-bit', LLAMA_70B).storedBytesPerSequence).toBe((100_000 * 80 * 2 * 8 * 128 * 9) / 16);
  });

  test('no codec changes what HBM holds', () => {
    for (const codec of ['none', '8-bit', '4-bit', 'transform'] as const) {
      const { hbmBytesPerSequence, sequencesPerTerabyteOfHbm, rows } = stored({ ...LLAMA_70B, codec });
      expect(hbmBytesPerSequence).toBe(32_768_000_000);
      expect(sequencesPerTerabyteOfHbm).toBe(30);
      expect(rows.filter(({ isChosen }) => isChosen).map((row) => row.codec)).toEqual([codec]);
    }
  });

  test('no codec stores more than none, on any model in any precision, with an engine or without', () => {
    for (const { id } of MODELS)
      for (const [i, dtype] of KV_DTYPES.entries()) {
        const engine = i % 2 === 0 ? null : 'vllm';
        const { rows, storedBytesPerSequence } = stored({ modelId: id, dtype, engine, codecRatio: 1 });
        for (const row of rows) {
          expect(row.storedBytesPerSequence).toBeLessThanOrEqual(storedBytesPerSequence);
          expect(row.capacityFactor).toBeGreaterThanOrEqual(1);
        }
      }
  });

  test('a latent is on every rank and stored once', () => {
    const { copiesRatio, storedBytesPerSequence } = stored({ modelId: 'DeepSeek-V3', ranks: 8 });
    expect(copiesRatio).toBe(8);
    expect(storedBytesPerSequence).toBe(7_027_200_000);
  });

  test('the engine’s layout: whole blocks of 64 tokens, records of 656 B of DeepSeek-V3.2 in vLLM’s fp8', () => {
    const { storedBytesPerSequence, logicalBytesPerSequence, engineBlockTokens } = stored({
      modelId: 'DeepSeek-V3.2',
      dtype: 'fp8',
      engine: 'vllm',
    });
    expect(engineBlockTokens).toBe(64);
    // 100,032 tokens × 61 layers × (656 + 132 B of index key).
    expect(storedBytesPerSequence).toBe(100_032 * 61 * (656 + 132));
    // 576 and 128 elements of one byte.
    expect(logicalBytesPerSequence).toBe(100_000 * 61 * (576 + 128));
    expect(stored({ modelId: 'DeepSeek-V3.2', dtype: 'fp8' }).storedBytesPerSequence).toBe(logicalBytesPerSequence);
  });

  test('draft layers are stored where speculation is on', () => {
    const model = modelById('DeepSeek-V3');
    const { draftLayers = 0 } = model ?? {};
    expect(draftLayers).toBe(1);
    expect(stored({ modelId: 'DeepSeek-V3', speculation: true }).storedBytesPerSequence).toBe(100_000 * 62 * 576 * 2);
  });

  test('a further point to resume from costs full windows and states, and nothing where everything grows', () => {
    expect(stored(LLAMA_70B).checkpointBytes).toBe(0);
    // gpt-oss-120b: 18 layers × 2 × 8 heads × 64 × 2 B × 128 tokens.
    expect(stored({ modelId: 'gpt-oss-120b' }).checkpointBytes).toBe(18 * 2 * 8 * 64 * 2 * 128);
  });
});
