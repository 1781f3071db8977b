import { describe, expect, test } from 'vitest';
import { elementsOf, type LayerGroup } from '../kv-cache/layer-group.ts';
import { ATTENTION_FIXTURES } from './fixtures-attention.ts';
import { HYBRID_FIXTURES } from './fixtures-hybrid.ts';
import { RECENT_FIXTURES } from './fixtures-recent.ts';
import { readModelConfig, readModelConfigText } from './read-config.ts';

const FIXTURES = [...ATTENTION_FIXTURES, ...RECENT_FIXTURES, ...HYBRID_FIXTURES];

/** Bytes in bf16 the slow, obvious way: what one more token adds, and what is there however long the sequence. */
function bytesOf(group: LayerGroup): { perToken: number; fixed: number } {
  const { layers } = group;
  const index = 'index' in group && group.index ? group.index.layers * group.index.dim : 0;
  switch (group.kind) {
    case 'none':
      return { perToken: 0, fixed: 0 };
    case 'mla':
      return { perToken: 2 * (layers * (group.latentDim + group.ropeDim) + index), fixed: 0 };
    case 'compressed':
      return {
        perToken: group.ratio === 0 ? 0 : (2 * (layers * group.entryDim + index)) / group.ratio,
        fixed: 2 * layers * group.windowTokens * group.entryDim,
      };
    case 'state': {
      const convolution = group.convolution.reduce((sum, part) => sum + elementsOf(part), 0);
      const recurrent = elementsOf(group.recurrent) * group.recurrentBytesPerElement;
      return { perToken: 0, fixed: layers * (recurrent + convolution * group.convolutionBytesPerElement) };
    }
    default: {
      const perToken = 2 * (layers * group.kvHeads * (group.kDim + group.vDim) + index);
      if (group.kind === 'full') return { perToken, fixed: 0 };
      if (group.kind === 'cross') return { perToken: 0, fixed: perToken * group.encoderTokens };
      return { perToken: 0, fixed: perToken * (group.kind === 'sliding' ? group.windowTokens : group.chunkTokens) };
    }
  }
}

describe('architectures', () => {
  test('there are enough of them, each once', () => {
    expect(new Set(FIXTURES.map(({ name }) => name)).size).toBe(FIXTURES.length);
    expect(new Set(FIXTURES.map(({ config }) => config['model_type'])).size).toBeGreaterThanOrEqual(60);
  });

  test.each(FIXTURES)('$name', ({ config, status, attention, perToken, fixed }) => {
    const verdict = readModelConfig(config);
    if (verdict.status === 'refused') throw new Error(verdict.reason);
    expect(verdict.geometry.attention).toBe(attention);
    const bytes = verdict.geometry.groups.map(bytesOf);
    expect({
      perToken: bytes.reduce((sum, part) => sum + part.perToken, 0),
      fixed: bytes.reduce((sum, part) => sum + part.fixed, 0),
    }).toEqual({ perToken, fixed });
    expect({ status: verdict.status, notes: verdict.notes }).toMatchObject({ status });
    if (status === 'approximate') expect(verdict.notes.length).toBeGreaterThan(0);
    expect(readModelConfigText(JSON.stringify(config, null, 2))).toEqual(verdict);
  });
});
