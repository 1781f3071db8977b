import { CORE_BOOK } from '../testing/core-book.ts';
import { describe, expect, test } from 'vitest';
import { MODELS } from '../../catalog/models/index.ts';
import { BASE_SCENARIO } from '../../scenario/base-v0.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { isProblem, resolveGeometry } from '../resolve.ts';
import { designsOf, type DesignAtContext } from './designs.ts';

function designsWith(change: Partial<Scenario['kv']>): readonly DesignAtContext[] | null {
  const kv = { ...BASE_SCENARIO.kv, ...change };
  const geometry = resolveGeometry({ kv, offer: undefined, book: CORE_BOOK });
  if (isProblem(geometry)) throw new Error(geometry.message);
  return designsOf({ kv, geometry });
}

/** 80 layers, 64 query heads of 128, 8 KV heads: Llama 3.1 70B. */
const LLAMA_70B: NonNullable<Scenario['kv']['custom']> = {
  name: 'Llama 3.1 70B',
  verdict: 'typed',
  notes: [],
  groups: [{ kind: 'full', layers: 80, kvHeads: 8, kDim: 128, vDim: 128, query: { heads: 64, qkDim: 128, vDim: 128 } }],
  maxContextTokens: 131_072,
  totalParameters: null,
  activeParameters: null,
  draftLayers: 0,
};

describe('designsOf', () => {
  test('Llama 3.1 70B at 100,000 tokens: every design by hand', () => {
    const bytes = Object.fromEntries((designsWith({ custom: LLAMA_70B }) ?? []).map((design) => [design.id, design]));
    // layers × heads × (128 + 128) × 2 B × 100,000
    expect(bytes['mha']?.bytes).toBe(80 * 64 * 256 * 2 * 100_000);
    expect(bytes['own']?.bytes).toBe(80 * 8 * 256 * 2 * 100_000);
    expect(bytes['gqa-8']).toMatchObject({ bytes: bytes['own']?.bytes, ratioToOwn: 1 });
    expect(bytes['mqa']?.bytes).toBe(80 * 256 * 2 * 100_000);
    expect(bytes['mla']?.bytes).toBe(80 * 576 * 2 * 100_000);
    // 13 of 80 layers keep everything, 67 the last 1,024 tokens.
    expect(bytes['windowed']?.bytes).toBe(8 * 256 * 2 * (13 * 100_000 + 67 * 1_024));
    expect(bytes['windowed']?.meaning).toContain('67 of 80');
    expect(bytes['mha']?.ratioToOwn).toBe(8);
  });

  test('says nothing where query heads are not known', () => {
    const groups = [{ kind: 'full', layers: 80, kvHeads: 8, kDim: 128, vDim: 128 }] as const;
    expect(designsWith({ custom: { ...LLAMA_70B, groups } })).toBeNull();
  });

  test('a model with one query head has no more KV heads in GQA than in MHA', () => {
    const one: typeof LLAMA_70B = {
      ...LLAMA_70B,
      groups: [{ kind: 'full', layers: 4, kvHeads: 1, kDim: 64, vDim: 64, query: { heads: 1, qkDim: 64, vDim: 64 } }],
    };
    const designs = designsWith({ custom: one }) ?? [];
    expect(designs.find(({ id }) => id === 'gqa-8')?.name).toBe('GQA-1');
    expect(
      new Set(designs.filter(({ id }) => ['own', 'mha', 'gqa-8', 'mqa'].includes(id)).map((d) => d.bytes)).size,
    ).toBe(1);
  });

  test.each(MODELS)('$id: more KV heads never take less', ({ id }) => {
    const designs = designsWith({ modelId: id });
    if (designs === null) return;
    const bytes = (of: DesignAtContext['id']): number => designs.find((design) => design.id === of)?.bytes ?? NaN;
    expect(bytes('mha')).toBeGreaterThanOrEqual(bytes('gqa-8'));
    expect(bytes('gqa-8')).toBeGreaterThanOrEqual(bytes('mqa'));
    expect(bytes('gqa-8')).toBeGreaterThanOrEqual(bytes('windowed'));
    expect(designs[0]).toMatchObject({ id: 'own', ratioToOwn: 1 });
  });
});
