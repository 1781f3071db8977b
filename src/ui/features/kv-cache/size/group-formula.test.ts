import { expect, test } from 'vitest';
import type { LayerGroup } from '../../../../domain/kv-cache/layer-group.ts';
import { evaluateKv } from '../../../../evaluate/kv/evaluate-kv.ts';
import { CORE_BOOK } from '../../../../evaluate/testing/core-book.ts';
import { BASE_SCENARIO } from '../../../../scenario/base-v0.ts';
import { formulaOf } from './group-formula.ts';

function formulasOf(modelId: string): readonly (string | null)[] {
  const evaluation = evaluateKv({ ...BASE_SCENARIO, kv: { ...BASE_SCENARIO.kv, modelId } }, CORE_BOOK);
  if (evaluation.status !== 'ok') throw new Error('impossible');
  return evaluation.groups.map((sized) => formulaOf({ sized, contextTokens: evaluation.kv.contextTokens }));
}

test('full attention and a state', () => {
  expect(formulasOf('Qwen3.5-35B-A3B')).toEqual([
    '10 layers × 2,048 B × 100,000 tokens = 2.048 GB',
    '30 layers × 2,146,304 B = 64.39 MB',
  ]);
});

test('compressed attention, with an index key on the layers of ratio 4', () => {
  // 30 × 1,024 × (128 + 25,000) + 30 × 256 × 25,000 = 963,932,160
  expect(formulasOf('DeepSeek-V4-Pro')).toEqual([
    '30 layers × 1,024 B × (128 tokens + 100,000 ÷ 4 entries) + 30 keys × 256 B × 100,000 tokens ÷ 4 = 963.9 MB',
    '31 layers × 1,024 B × (128 tokens + 100,000 ÷ 128 entries) = 28.86 MB',
  ]);
});

test('layers that keep nothing have none', () => {
  const group: LayerGroup = { kind: 'none', layers: 3, reason: 'no-attention' };
  const nothing = { marginalBytesPerToken: 0, fixedBytesPerSequence: 0, bytesPerSequence: 0 };
  const sized = { group, ...nothing, perRankBytesPerSequence: 0, recordBytes: 0, indexBytes: 0, keptTokens: 0 };
  expect(formulaOf({ sized, contextTokens: 1 })).toBeNull();
});
