import { describe, expect, test } from 'vitest';
import { MODELS } from '../../catalog/models/index.ts';
import { CORE_BOOK } from '../testing/core-book.ts';
import { evaluateKv, type KvEvaluation } from './evaluate-kv.ts';
import { BASE_SCENARIO } from '../../scenario/base-v0.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { besideGroupsOf, partsOf } from './group-parts.ts';

function evaluated(kv: Partial<Scenario['kv']>): KvEvaluation {
  const evaluation = evaluateKv({ ...BASE_SCENARIO, kv: { ...BASE_SCENARIO.kv, ...kv } }, CORE_BOOK);
  if (evaluation.status !== 'ok') throw new Error('impossible');
  return evaluation;
}

function sumsOf({ groups, kv }: KvEvaluation) {
  const parts = groups.map((sized) => partsOf({ sized, contextTokens: kv.contextTokens }));
  for (const { growingBytes, fixedBytes } of parts) {
    expect(growingBytes).toBeGreaterThanOrEqual(0);
    expect(fixedBytes).toBeGreaterThanOrEqual(0);
  }
  return {
    growingBytes: parts.reduce((sum, part) => sum + part.growingBytes, 0),
    fixedBytes: parts.reduce((sum, part) => sum + part.fixedBytes, 0),
  };
}

describe.each(MODELS)('$id', ({ id }) => {
  test.each([300, 100_000])('at %d tokens the parts are the two lines of the chart', (contextTokens) => {
    const evaluation = evaluated({ modelId: id, contextTokens });
    const point = evaluation.growth.find((at) => at.contextTokens === contextTokens);
    const { growingBytes, fixedBytes } = sumsOf(evaluation);
    expect(growingBytes).toBeCloseTo(point?.growingBytes ?? NaN, 3);
    expect(fixedBytes).toBeCloseTo(point?.fixedBytes ?? NaN, 3);
    expect(besideGroupsOf(evaluation.footprint).bytesPerSequence).toBe(0);
  });

  test('in vLLM the parts and what stands beside them are the whole sequence, the fixed ones the fixed figure', () => {
    const evaluation = evaluated({ modelId: id, engine: 'vllm', ranks: 2 });
    const { footprint } = evaluation;
    const { growingBytes, fixedBytes } = sumsOf(evaluation);
    const beside = besideGroupsOf(footprint);
    expect(growingBytes + fixedBytes + beside.bytesPerSequence).toBeCloseTo(footprint.bytesPerSequence, 3);
    expect(fixedBytes + beside.bytesPerSequence).toBeLessThanOrEqual(footprint.fixedBytesPerSequence);
    expect(beside.bytesPerSequence).toBe(footprint.compressorStateBytesPerSequence);
    expect(beside.perRankBytesPerSequence).toBe(footprint.compressorStateBytesPerSequence);
  });
});
