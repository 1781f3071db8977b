import { describe, expect, test } from 'vitest';
import { MODELS } from '../../catalog/models/index.ts';
import { NVME_RENT } from '../../catalog/tiers.ts';
import { ENGINE_NAMES } from '../../domain/kv-cache/engine/engine.ts';
import { BASE_SCENARIO } from '../../scenario/base-v0.ts';
import type { Scenario, ScenarioGeometry } from '../../scenario/schema.ts';
import { CORE_BOOK } from '../testing/core-book.ts';
import { evaluateKv, type KvEvaluation } from './evaluate-kv.ts';

/** 96 layers of 4,096-wide multi-head attention: 1,572,864 B per token in bf16. */
const LARGE_MHA: ScenarioGeometry = {
  name: 'A large model',
  verdict: 'typed',
  notes: [],
  groups: [{ kind: 'full', layers: 96, kvHeads: 32, kDim: 128, vDim: 128 }],
  maxContextTokens: null,
  totalParameters: null,
  activeParameters: null,
  draftLayers: 0,
};

function withKv(kv: Partial<Scenario['kv']>): Scenario {
  return { ...BASE_SCENARIO, kv: { ...BASE_SCENARIO.kv, ...kv } };
}

function evaluated(kv: Partial<Scenario['kv']>): KvEvaluation {
  const evaluation = evaluateKv(withKv(kv), CORE_BOOK);
  if (evaluation.status !== 'ok') throw new Error(JSON.stringify(evaluation.problems));
  return evaluation;
}

describe('evaluateKv', () => {
  test('sizes 100,000 tokens of a typed 96-layer multi-head model at 157.3 GB', () => {
    const { footprint, explanation } = evaluated({ custom: LARGE_MHA, sequences: 4 });
    expect(footprint.bytesPerSequence).toBe(157_286_400_000);
    expect(footprint.totalBytes).toBe(4 * 157_286_400_000);
    expect(explanation.value).toBe(footprint.bytesPerSequence);
  });

  test.each(MODELS)('$id: layer groups add up to the sequence, and the curve passes through it', ({ id }) => {
    for (const contextTokens of [1, 500, 100_000, 3_000_000]) {
      const { groups, footprint, growth } = evaluated({ modelId: id, contextTokens });
      const { bytesPerSequence, marginalBytesPerToken, fixedBytesPerSequence } = footprint;
      const sum = (of: (group: (typeof groups)[number]) => number) => groups.reduce((all, group) => all + of(group), 0);
      expect(sum((group) => group.bytesPerSequence)).toBe(bytesPerSequence);
      expect(sum((group) => group.marginalBytesPerToken)).toBe(marginalBytesPerToken);
      expect(sum((group) => group.fixedBytesPerSequence)).toBe(fixedBytesPerSequence);
      const here = growth.find((point) => point.contextTokens === contextTokens);
      expect(here?.bytes).toBe(bytesPerSequence);
      expect(growth.length).toBeLessThanOrEqual(50);
      for (const [i, point] of growth.entries()) {
        expect(point.growingBytes).toBeGreaterThanOrEqual(0);
        expect(point.fixedBytes).toBeGreaterThanOrEqual(0);
        expect(point.growingBytes + point.fixedBytes).toBe(point.bytes);
        expect(point.contextTokens).toBeGreaterThan(growth[i - 1]?.contextTokens ?? 0);
      }
    }
  });

  test.each(ENGINE_NAMES)('%s: whole blocks of every model, never fewer bytes than it stores', (engine) => {
    for (const { id } of MODELS) {
      const { footprint, growth } = evaluated({ modelId: id, engine, ranks: 8, contextTokens: 100_001 });
      expect(footprint.allRanksBytesPerSequence).toBe(8 * footprint.perRankBytesPerSequence);
      expect(footprint.storedBytesPerSequence).toBeGreaterThan(0);
      expect(footprint.storedBytesPerSequence).toBeLessThanOrEqual(footprint.bytesPerSequence * 1.1);
      expect(growth.every(({ bytes }) => Number.isFinite(bytes) && bytes > 0)).toBe(true);
    }
  });

  test('says when the context is beyond the model, and only then', () => {
    const modelId = 'Qwen/Qwen3-32B';
    expect(evaluated({ modelId, contextTokens: 40_960 }).exceedsContextTokens).toBeNull();
    expect(evaluated({ modelId, contextTokens: 40_961 }).exceedsContextTokens).toBe(40_960);
    expect(evaluated({ custom: LARGE_MHA, contextTokens: 100_000_000 }).exceedsContextTokens).toBeNull();
  });

  test('implies a rent whatever the scenario sets: NVMe × bytes per token × a million, after the codec', () => {
    const rentOf = (kv: Partial<Scenario['kv']>): number => {
      const warehouse = { ...BASE_SCENARIO.warehouse, storageUsdPerMTokHour: 7 };
      const evaluation = evaluateKv({ ...withKv({ custom: LARGE_MHA, ...kv }), warehouse }, CORE_BOOK);
      return evaluation.status === 'ok' ? evaluation.rent.value : Number.NaN;
    };
    const plain = NVME_RENT.usdPerByteHour.value * 1_572_864 * 1e6;
    expect(rentOf({})).toBeCloseTo(plain, 12);
    expect(rentOf({ codec: 'transform', codecRatio: 20 })).toBeCloseTo(plain / 20, 12);
    // A scale of 4 B per head and 128 elements.
    expect(rentOf({ codec: '8-bit' })).toBeCloseTo((plain * (1 + 4 / 128)) / 2, 12);
  });

  test('refuses a model that the catalogue does not have', () => {
    expect(evaluateKv(withKv({ modelId: 'nobody/none' }), CORE_BOOK)).toMatchObject({
      status: 'impossible',
      problems: [{ field: 'kv.modelId' }],
    });
  });
});

describe('the explanation', () => {
  test.each(MODELS)(
    '$id: every symbol of the formula stands among the terms, and it computes to the value',
    ({ id }) => {
      for (const contextTokens of [100, 100_000]) {
        const { explanation } = evaluated({ modelId: id, contextTokens });
        const values = new Map(explanation.terms.map(({ symbol, value }) => [symbol, value]));
        const symbols = explanation.formula.match(/[a-z]+\d*/g)?.filter((word) => word !== 'min') ?? [];
        expect(symbols.filter((symbol) => !values.has(symbol))).toEqual([]);
        expect(computed({ formula: explanation.formula, values })).toBeCloseTo(explanation.value, 3);
      }
    },
  );

  test('names what an engine allocates', () => {
    const { explanation, footprint } = evaluated({ modelId: 'gpt-oss-120b', engine: 'vllm' });
    const allocated = explanation.terms.filter(({ symbol }) => symbol.startsWith('allocated'));
    expect(allocated.reduce((sum, { value }) => sum + value, 0)).toBe(footprint.bytesPerSequence);
    expect(explanation.formula).toContain('vllm');
  });
});

/** The printed formula, worked out: sums of products, `min(a, b)` and one level of brackets. */
function computed({ formula, values }: { formula: string; values: ReadonlyMap<string, number> }): number {
  const number = (word: string): number => values.get(word) ?? Number(word);
  const worked = formula
    .replaceAll(/min\((\w+), (\w+)\)/g, (_, a: string, b: string) => String(Math.min(number(a), number(b))))
    .replaceAll(/\(([^()]+)\)/g, (_, inner: string) => String(sumOf({ text: inner, number })));
  return sumOf({ text: worked, number });
}

function sumOf({ text, number }: { text: string; number: (word: string) => number }): number {
  return text.split(' + ').reduce((sum, product) => {
    const [first = '', ...rest] = product.split(/ (?=[×÷])/);
    return (
      sum +
      rest.reduce((value, factor) => {
        const operand = number(factor.slice(2));
        return factor.startsWith('÷') ? value / operand : value * operand;
      }, number(first))
    );
  }, 0);
}
