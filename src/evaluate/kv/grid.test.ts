import { describe, expect, test } from 'vitest';
import { BASE_SCENARIO } from '../../scenario/base-v0.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { CORE_BOOK } from '../testing/core-book.ts';
import { isProblem, resolveGeometry } from '../resolve.ts';
import { evaluateKv } from './evaluate-kv.ts';
import { gridOf } from './grid.ts';

function gridWith(change: Partial<Scenario['kv']>) {
  const kv = { ...BASE_SCENARIO.kv, ...change };
  const geometry = resolveGeometry({ kv, offer: undefined, book: CORE_BOOK });
  if (isProblem(geometry)) throw new Error(geometry.message);
  return gridOf({ kv, geometry });
}

describe('gridOf', () => {
  test('holds the scenario’s own context and sequences among the usual ones, in order', () => {
    const { contexts, batches, bytes } = gridWith({ modelId: 'Qwen3-32B', contextTokens: 20_000, sequences: 5 });
    expect(contexts).toEqual([4_096, 16_384, 20_000, 32_768]);
    expect(batches).toEqual([1, 5, 8, 32, 128, 512]);
    expect(bytes).toHaveLength(batches.length);
    for (const row of bytes) expect(row).toHaveLength(contexts.length);
  });

  test('stops at the model’s maximum, the asked-for context aside', () => {
    expect(gridWith({ modelId: 'Qwen3-32B', contextTokens: 500_000 }).contexts).toEqual([
      4_096, 16_384, 32_768, 500_000,
    ]);
  });

  test('is bytes on all ranks, as the figures have them', () => {
    for (const engine of [null, 'vllm'] as const) {
      const kv = { ...BASE_SCENARIO.kv, modelId: 'Qwen3-32B', contextTokens: 20_000, sequences: 5, ranks: 16, engine };
      const evaluation = evaluateKv({ ...BASE_SCENARIO, kv }, CORE_BOOK);
      if (evaluation.status !== 'ok') throw new Error('impossible');
      const { contexts, batches, bytes } = gridWith(kv);
      const own = bytes[batches.indexOf(5)]?.[contexts.indexOf(20_000)];
      expect(own).toBe(evaluation.footprint.allRanksBytesPerSequence * 5);
    }
  });

  test('twice the sequences take twice the bytes', () => {
    const { batches, bytes } = gridWith({ modelId: 'Qwen3-32B', sequences: 1 });
    expect(bytes[batches.indexOf(8)]).toEqual(bytes[batches.indexOf(1)]?.map((one) => one * 8));
  });
});
