import { describe, expect, test } from 'vitest';
import { MODELS, modelById } from '../../catalog/models/index.ts';
import { kvReport, subjectOfModel, type KvReport } from './kv-report.ts';

const SETTINGS = { dtype: 'bf16', contextTokens: 100_000, sequences: 1, ranks: 1, engine: null } as const;

function report(id: string, settings: Partial<Parameters<typeof kvReport>[0]['settings']> = {}): KvReport {
  const model = modelById(id);
  if (!model) throw new Error(`no ${id}`);
  return kvReport({ subject: subjectOfModel(model), settings: { ...SETTINGS, ...settings }, speculation: false });
}

describe('kvReport', () => {
  test('names a model whose layers are inferred as approximate, with the reason', () => {
    for (const model of MODELS) {
      const { status, notes } = kvReport({ subject: subjectOfModel(model), settings: SETTINGS, speculation: false });
      expect(status).toBe(['published', 'measured'].includes(model.groups.kind) ? 'exact' : 'approximate');
      if (status === 'approximate') expect(notes.length).toBeGreaterThan(0);
    }
    // Which seven of its layers are MLA is inferred from a pattern.
    expect(report('Kimi-Linear-48B-A3B').status).toBe('approximate');
  });

  test('warns of heads that do not divide', () => {
    // Phi-4 has 10 KV heads: ⌈10 ÷ 8⌉ = 2 a rank, 16 in all.
    const { allRanksBytesPerSequence, bytesPerSequence, notes } = report('Phi-4', { ranks: 8, contextTokens: 16_384 });
    expect(allRanksBytesPerSequence / bytesPerSequence).toBeCloseTo(1.6, 12);
    expect(notes.join(' ')).toContain('10 KV heads do not divide evenly among 8 ranks');
  });

  test('says what an engine’s block does to reuse', () => {
    // State of 2,146,304 B a layer, 2,048 B of attention per token: 66 × 16.
    const { engineBlockTokens, statePaddingRatio, notes } = report('Qwen3.5-35B-A3B', { engine: { name: 'vllm' } });
    expect(engineBlockTokens).toBe(1_056);
    expect(statePaddingRatio).toBeCloseTo((1_056 * 2_048) / 2_146_304 - 1, 12);
    expect(notes.join(' ')).toContain('1056');
  });

  test('is plain data: no NaN, nothing missing', () => {
    for (const { id } of MODELS)
      for (const engine of [null, { name: 'vllm' }, { name: 'llama.cpp' }] as const) {
        const plain = JSON.stringify(report(id, { engine, ranks: 4 }), (_, value: unknown) => {
          if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`${id} has a ${value}`);
          return value;
        });
        expect(JSON.parse(plain)).toEqual(report(id, { engine, ranks: 4 }));
      }
  });
});
