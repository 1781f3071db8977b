import { describe, expect, test } from 'vitest';
import { MODELS } from '../../catalog/models/index.ts';
import { ATTENTION_FIXTURES } from '../../domain/model-config/fixtures-attention.ts';
import { HYBRID_FIXTURES } from '../../domain/model-config/fixtures-hybrid.ts';
import { RECENT_FIXTURES } from '../../domain/model-config/fixtures-recent.ts';
import { BASE_SCENARIO } from '../../scenario/base-v0.ts';
import { scenarioSchema } from '../../scenario/schema.ts';
import { importConfig } from './import-config.ts';

// Qwen/Qwen3-32B config.json, the fields that matter here.
const QWEN3_32B = JSON.stringify({
  model_type: 'qwen3',
  num_hidden_layers: 64,
  hidden_size: 5_120,
  num_attention_heads: 64,
  num_key_value_heads: 8,
  head_dim: 128,
  max_position_embeddings: 40_960,
});

describe('importConfig', () => {
  test('brings a geometry that the scenario takes', () => {
    const imported = importConfig({ text: QWEN3_32B, name: 'config.json' });
    if (imported.status === 'refused') throw new Error(imported.reason);
    const { geometry } = imported;
    expect(geometry).toMatchObject({ name: 'config.json', verdict: 'exact', maxContextTokens: 40_960 });
    expect(geometry.totalParameters).toBeNull();
    const scenario = { ...BASE_SCENARIO, kv: { ...BASE_SCENARIO.kv, custom: geometry } };
    expect(scenarioSchema.safeParse(scenario)).toMatchObject({ success: true });
  });

  test('knows the parameters of a model that the catalogue has', () => {
    const known = MODELS.find(({ hubId }) => hubId === 'Qwen/Qwen3-32B');
    const imported = importConfig({ text: QWEN3_32B, name: 'Qwen/Qwen3-32B' });
    if (imported.status === 'refused') throw new Error(imported.reason);
    expect(imported.geometry.totalParameters).toBe(known?.totalParameters.value);
    // The reader and the catalogue agree on the layers too.
    expect(imported.geometry.groups).toEqual(known?.groups.value);
  });

  test('names a nameless config after its architecture, and keeps names within bounds', () => {
    const named = (name: string | null) => {
      const imported = importConfig({ text: QWEN3_32B, name });
      return imported.status === 'refused' ? imported.reason : imported.geometry.name;
    };
    expect(named(null)).toContain('qwen3');
    expect(named('x'.repeat(500))).toHaveLength(120);
  });

  test.each([...ATTENTION_FIXTURES, ...HYBRID_FIXTURES, ...RECENT_FIXTURES])(
    'the scenario takes what is read of $name',
    ({ config, name }) => {
      const imported = importConfig({ text: JSON.stringify(config), name });
      if (imported.status === 'refused') throw new Error(imported.reason);
      const scenario = { ...BASE_SCENARIO, kv: { ...BASE_SCENARIO.kv, custom: imported.geometry } };
      const { error } = scenarioSchema.safeParse(scenario);
      expect(error?.issues ?? []).toEqual([]);
    },
  );

  test('passes a refusal on, with its reason', () => {
    expect(importConfig({ text: 'not json', name: null })).toMatchObject({ status: 'refused' });
  });
});
