import { expect, test } from 'vitest';
import { LAYER_KINDS, type LayerGroup, type LayerKind } from '../domain/kv-cache/layer-group.ts';
import { BASE_SCENARIO } from './base-v0.ts';
import { decodeDocument, decodeScenario, encodeScenario } from './codec.ts';

const TYPED = { kind: 'full', layers: 96, kvHeads: 32, kDim: 128, vDim: 128 } as const;

test('a link of an earlier draft, with a single typed group of layers, opens with it', () => {
  const link = `v=0&kv.custom=${encodeURIComponent(JSON.stringify(TYPED))}`;
  const { scenario, notices } = decodeScenario(link);
  expect(notices).toEqual([]);
  expect(scenario.kv.custom).toMatchObject({ groups: [TYPED], verdict: 'typed', draftLayers: 0 });
  expect(decodeDocument({ v: 0, kv: { custom: TYPED } }).scenario).toEqual(scenario);
});

const EVERY_KIND: Readonly<Record<LayerKind, LayerGroup>> = {
  full: {
    ...TYPED,
    query: { heads: 64, qkDim: 128, vDim: 128 },
    index: { layers: 57, dim: 128, heads: 4, topK: 2_048 },
  },
  sliding: { kind: 'sliding', layers: 12, kvHeads: 8, kDim: 64, vDim: 64, windowTokens: 128 },
  chunked: { kind: 'chunked', layers: 36, kvHeads: 8, kDim: 128, vDim: 128, chunkTokens: 8_192 },
  mla: { kind: 'mla', layers: 61, latentDim: 512, ropeDim: 64, index: { layers: 61, dim: 128 } },
  compressed: { kind: 'compressed', layers: 2, ratio: 0, entryDim: 512, ropeDim: 64, windowTokens: 128 },
  state: {
    kind: 'state',
    layers: 48,
    algorithm: 'gated-delta-net',
    recurrent: { units: 32, elementsPerUnit: 16_384 },
    recurrentBytesPerElement: 4,
    convolution: [{ units: 16, elementsPerUnit: 768 }],
    convolutionBytesPerElement: 2,
  },
  cross: { kind: 'cross', layers: 32, kvHeads: 20, kDim: 64, vDim: 64, encoderTokens: 1_500 },
  none: { kind: 'none', layers: 31, reason: 'no-attention' },
};

test.each(LAYER_KINDS)('%s layers travel in a link', (kind) => {
  const scenario = {
    ...BASE_SCENARIO,
    kv: {
      ...BASE_SCENARIO.kv,
      custom: {
        name: 'A model',
        verdict: 'approximate' as const,
        notes: ['hc_mult is not modelled.'],
        groups: [EVERY_KIND[kind]],
        maxContextTokens: null,
        totalParameters: 7e9,
        activeParameters: null,
        draftLayers: 1,
      },
    },
  };
  expect(decodeScenario(encodeScenario(scenario))).toEqual({ scenario, notices: [] });
});

test('a geometry without layers, or with layers of no kind, is named and left out', () => {
  for (const groups of [
    '[]',
    '[{"kind":"telepathy","layers":3}]',
    '[{"kind":"mla","layers":0,"latentDim":1,"ropeDim":0}]',
  ]) {
    const custom = `{"name":"x","verdict":"exact","notes":[],"groups":${groups},"maxContextTokens":null,"totalParameters":null,"activeParameters":null,"draftLayers":0}`;
    const { scenario, notices } = decodeScenario(`v=0&kv.custom=${encodeURIComponent(custom)}`);
    expect(scenario.kv.custom).toBeNull();
    expect(notices.length).toBeGreaterThan(0);
  }
});
