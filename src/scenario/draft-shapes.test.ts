import { describe, expect, test } from 'vitest';
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

describe('roles of earlier drafts', () => {
  const OLD_ROLE = {
    name: 'Session',
    agentsPerTask: 3,
    turnsPerAgent: 44,
    sharedPrefixTokens: 15_000,
    taskPrefixTokens: 0,
    firstInputTokens: 9_259,
    inputTokensPerTurn: 1_440,
    outputTokensPerTurn: 440,
    gap: [{ weight: 1, medianSeconds: 30, logSigma: 1 }],
  };
  const TODAY = {
    fanOut: 3,
    launchedBy: null,
    offerId: null,
    systemTokens: 15_000,
    toolTokens: 0,
    compaction: null,
    turnsPerAgent: 44,
    gap: OLD_ROLE.gap,
  };

  test('a link with single old fields opens with them, and what launches what stays as it was', () => {
    const { scenario, notices } = decodeScenario(
      'v=0&workload.roles.0.agentsPerTask=2&workload.roles.1.sharedPrefixTokens=9000',
    );
    expect(notices).toEqual([]);
    expect(scenario.workload.roles[0]?.fanOut).toBe(2);
    expect(scenario.workload.roles[1]).toMatchObject({
      systemTokens: 9_000,
      toolTokens: 0,
      launchedBy: null,
      fanOut: 50,
    });
  });

  test('a link or file with whole old roles opens with them', () => {
    const link = `v=0&workload.roles=${encodeURIComponent(JSON.stringify([OLD_ROLE]))}`;
    for (const { scenario, notices } of [
      decodeScenario(link),
      decodeDocument({ v: 0, workload: { roles: [OLD_ROLE] } }),
    ]) {
      expect(notices).toEqual([]);
      expect(scenario.workload.roles).toEqual([expect.objectContaining(TODAY)]);
      expect(scenario.workload.roles[0]).not.toHaveProperty('agentsPerTask');
    }
  });

  test('a link that replaces one role by an old one opens with it', () => {
    const { scenario, notices } = decodeScenario(
      `v=0&workload.roles.1=${encodeURIComponent(JSON.stringify(OLD_ROLE))}`,
    );
    expect(notices).toEqual([]);
    expect(scenario.workload.roles[1]).toMatchObject(TODAY);
  });

  test('what is no role is named, and the base’s values stand in for it', () => {
    const { scenario, notices } = decodeScenario('v=0&workload.roles=[{"agentsPerTask":"many"}]');
    expect(notices.length).toBeGreaterThan(0);
    expect(scenario.workload.roles[0]).toEqual(BASE_SCENARIO.workload.roles[0]);
  });
});

test('rates of one offer, as earlier drafts carried them, still travel', () => {
  const rates = {
    offerId: BASE_SCENARIO.offerId,
    base: { input: 9, output: 45, cacheRead: 0.9, cacheWrite: { '5m': 11 } },
    bands: [],
  };
  const { scenario, notices } = decodeScenario(`v=0&carriedRates=${encodeURIComponent(JSON.stringify(rates))}`);
  expect(notices).toEqual([]);
  expect(scenario.carriedRates).toEqual([rates]);
});
