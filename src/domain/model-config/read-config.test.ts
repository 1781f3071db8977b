import { describe, expect, test } from 'vitest';
import { fields, layerTypes, sizes } from './fixtures.ts';
import { KNOWN_MODEL_TYPES, knownByClass, knownByType } from './known-models.ts';
import { attentionInWords, type ConfigVerdict, readModelConfig, readModelConfigText } from './read-config.ts';

const LLAMA = { model_type: 'llama', ...sizes(32, 4096, 32, 8), max_position_embeddings: 131_072 };
const MLA = fields('kv_lora_rank=512 qk_rope_head_dim=64 qk_nope_head_dim=128 v_head_dim=128');
const DEEPSEEK = { model_type: 'deepseek_v3', ...sizes(61, 7168, 128, 128), ...MLA };

function groupsOf(verdict: ConfigVerdict): unknown {
  if (verdict.status === 'refused') throw new Error(verdict.reason);
  return verdict.geometry.groups;
}

function reasonOf(verdict: ConfigVerdict): string {
  if (verdict.status !== 'refused') throw new Error(`Read as ${verdict.status}.`);
  return verdict.reason;
}

describe('what a verdict holds', () => {
  test('Llama 3.1 8B is exact, whole', () => {
    expect(
      readModelConfig({
        ...LLAMA,
        rope_scaling: { rope_type: 'llama3', factor: 8, original_max_position_embeddings: 8192 },
      }),
    ).toEqual({
      status: 'exact',
      geometry: {
        architecture: 'llama',
        attention: 'GQA',
        maxContextTokens: 131_072,
        draftLayers: 0,
        groups: [
          {
            kind: 'full',
            layers: 32,
            kvHeads: 8,
            kDim: 128,
            vDim: 128,
            query: { heads: 32, qkDim: 128, vDim: 128 },
          },
        ],
      },
      notes: ['The stated context of 131,072 already covers rope scaling from 8,192: it is not multiplied again.'],
    });
  });

  test('latent layers with shared indexers are one group', () => {
    const verdict = readModelConfig({
      model_type: 'glm_moe_dsa',
      ...sizes(4, 6144, 64, 64),
      ...MLA,
      ...fields('index_head_dim=128 index_n_heads=32 index_topk=2048 indexer_types=["full","shared","full","shared"]'),
    });
    expect(groupsOf(verdict)).toEqual([
      {
        kind: 'mla',
        layers: 4,
        latentDim: 512,
        ropeDim: 64,
        index: { layers: 2, dim: 128, heads: 32, topK: 2048 },
        query: { heads: 64, qkDim: 192, vDim: 128 },
      },
    ]);
  });

  test('a state is listed by what tensor parallelism deals out', () => {
    const verdict = readModelConfig({
      model_type: 'nemotron_h',
      ...sizes(3, 2688, 32, 2),
      head_dim: 128,
      hybrid_override_pattern: 'ME*',
      ...fields('mamba_num_heads=64 mamba_head_dim=64 ssm_state_size=128 n_groups=8 conv_kernel=4'),
      mamba_ssm_cache_dtype: 'float32',
    });
    expect(groupsOf(verdict)).toEqual([
      expect.objectContaining({ kind: 'full', layers: 1, kvHeads: 2 }),
      {
        kind: 'state',
        layers: 1,
        algorithm: 'mamba-2',
        recurrent: { units: 64, elementsPerUnit: 64 * 128 },
        recurrentBytesPerElement: 4,
        convolution: [
          { units: 64, elementsPerUnit: 64 * 3 },
          { units: 8, elementsPerUnit: 2 * 128 * 3 },
        ],
        convolutionBytesPerElement: 2,
      },
      { kind: 'none', layers: 1, reason: 'no-attention' },
    ]);
  });

  test('layers that read another layer’s cache are counted as such', () => {
    const verdict = readModelConfig({
      ...sizes(4, 1024, 8, 2),
      model_type: 'gemma3n_text',
      num_kv_shared_layers: 1,
      sliding_window: 512,
      layer_types: layerTypes('sf', 4),
    });
    expect(groupsOf(verdict)).toEqual([
      expect.objectContaining({ kind: 'full', layers: 1 }),
      expect.objectContaining({ kind: 'sliding', layers: 2 }),
      { kind: 'none', layers: 1, reason: 'shares-kv' },
    ]);
  });

  test('Qwen3 with YaRN reaches 4 × 32,768 tokens, whatever its file states', () => {
    const yarn = { rope_type: 'yarn', factor: 4, original_max_position_embeddings: 32_768 };
    const qwen = { model_type: 'qwen3', ...sizes(36, 4096, 32, 8), head_dim: 128, rope_scaling: yarn };
    expect(readModelConfig({ ...qwen, max_position_embeddings: 40_960 })).toMatchObject({
      geometry: { maxContextTokens: 131_072 },
    });
  });

  test('YaRN is multiplied in only where the stated context is from before it', () => {
    const yarn = { type: 'yarn', factor: 4, original_max_position_embeddings: 32_768 };
    const qwen = { model_type: 'qwen2', ...sizes(28, 3584, 28, 4), rope_scaling: yarn };
    for (const stated of [32_768, 131_072]) {
      const verdict = readModelConfig({ ...qwen, max_position_embeddings: stated });
      expect(verdict).toMatchObject({ status: 'exact', geometry: { maxContextTokens: 131_072 } });
      expect(verdict.notes.join(' ')).toMatch(/YaRN|not multiplied/);
    }
  });

  test('draft layers are counted beside the groups', () => {
    expect(readModelConfig({ ...DEEPSEEK, num_nextn_predict_layers: 1 })).toMatchObject({
      geometry: { draftLayers: 1 },
    });
    const minimax = { model_type: 'minimax_m2', ...sizes(62, 3072, 48, 8), head_dim: 128, num_mtp_modules: 3 };
    expect(readModelConfig({ ...minimax, mtp_transformer_layers: 1 })).toMatchObject({ geometry: { draftLayers: 3 } });
    expect(readModelConfig({ ...minimax, use_mtp: false })).toMatchObject({ geometry: { draftLayers: 0 } });
  });

  test('quantisation never changes the geometry; a scale for the cache is a remark', () => {
    const plain = readModelConfig(LLAMA);
    const quantised = readModelConfig({
      ...LLAMA,
      quantization_config: { quant_method: 'modelopt', kv_cache_scheme: { num_bits: 8, type: 'float' } },
    });
    expect(groupsOf(quantised)).toEqual(groupsOf(plain));
    expect(quantised).toMatchObject({ status: 'exact', notes: [expect.stringContaining('KV cache in 8 bits')] });
  });
});

describe('traps', () => {
  test('a null head size is the width over the heads', () => {
    expect(groupsOf(readModelConfig({ ...LLAMA, head_dim: null }))).toMatchObject([{ kDim: 128, vDim: 128 }]);
  });

  test('latent attention ignores KV heads and needs both of its widths', () => {
    expect(groupsOf(readModelConfig({ ...DEEPSEEK, num_key_value_heads: 64 }))).toEqual(
      groupsOf(readModelConfig(DEEPSEEK)),
    );
    for (const key of ['kv_lora_rank', 'qk_rope_head_dim']) {
      expect(reasonOf(readModelConfig({ ...DEEPSEEK, [key]: null }))).toContain(key);
    }
  });

  test('latent attention switched off is multi-head attention', () => {
    const ocr = { model_type: 'deepseek_v2', ...sizes(12, 1280, 10, 10), use_mla: false, kv_lora_rank: null };
    expect(
      groupsOf(readModelConfig({ ...ocr, qk_rope_head_dim: 0, v_head_dim: 0, qk_nope_head_dim: 0 })),
    ).toMatchObject([{ kind: 'full', kvHeads: 10, kDim: 128 }]);
  });

  test('a window that the context fits into is no window', () => {
    const verdict = readModelConfig({
      model_type: 'mistral',
      ...sizes(2, 256, 4, 2),
      ...fields('sliding_window=32768 max_position_embeddings=32768'),
    });
    expect(groupsOf(verdict)).toMatchObject([{ kind: 'full', layers: 2 }]);
  });

  test('Mistral without the key has the library’s window, and says so', () => {
    const verdict = readModelConfig({ model_type: 'mistral', ...sizes(2, 256, 4, 2) });
    expect(verdict).toMatchObject({ status: 'approximate', geometry: { groups: [{ windowTokens: 4096 }] } });
    expect(verdict.notes.join(' ')).toContain('sliding_window');
  });

  test('a re-upload under another name is known by its class', () => {
    const verdict = readModelConfig({
      ...DEEPSEEK,
      model_type: 'house_blend',
      architectures: ['DeepseekV3ForCausalLM'],
    });
    expect(verdict).toMatchObject({ status: 'exact', geometry: { architecture: 'house_blend', attention: 'MLA' } });
  });

  test('latent attention beside linear layers counts its layers from 1', () => {
    const kimi = (layer: number): ConfigVerdict =>
      readModelConfig({
        model_type: 'kimi_linear',
        ...sizes(4, 2304, 32),
        ...MLA,
        linear_attn_config: { full_attn_layers: [layer], num_heads: 32, head_dim: 128, short_conv_kernel_size: 4 },
      });
    expect(groupsOf(kimi(4))).toMatchObject([
      { kind: 'mla', layers: 1 },
      { kind: 'state', layers: 3 },
    ]);
    expect(reasonOf(kimi(0))).toContain('full_attn_layers');
  });

  test('a list shorter than the model is refused, one longer by its draft layers is cut', () => {
    const olmo = { model_type: 'olmo3', ...sizes(4, 256, 4, 4), sliding_window: 64 };
    expect(reasonOf(readModelConfig({ ...olmo, layer_types: layerTypes('sf', 3) }))).toContain('layer_types');
    const drafted = { ...olmo, layer_types: layerTypes('sf', 5), num_nextn_predict_layers: 1 };
    expect(readModelConfig(drafted)).toMatchObject({ status: 'exact' });
    expect(readModelConfig({ ...drafted, num_nextn_predict_layers: 0 })).toMatchObject({ status: 'approximate' });
  });
});

describe('what is not understood', () => {
  test.each([
    'kv_source_layer_ids',
    'swa_num_key_value_heads_extra',
    'sliding_window',
    'attention_chunk_size',
    'index_head_dim',
    'compress_ratios',
    'cla_share_factor',
    'linear_key_head_dim',
    'mamba_d_state',
    'hybrid_pattern',
    'cross_attention_layers',
    'hc_mult',
    'kv_lora_rank',
    'v_head_dim',
    'sparse_attention_config',
    'block_configs',
    'swa_head_dim',
    'global_head_dim',
    'num_kv_shared_layers',
    'hybrid_layer_pattern',
    'num_attention_heads_per_layer',
    'multi_query_attention',
  ])('%s in a Llama makes it approximate, named', (key) => {
    const verdict = readModelConfig({ ...LLAMA, [key]: key === 'compress_ratios' ? [4, 4] : 7 });
    expect(verdict.status).toBe('approximate');
    expect(verdict.notes.join('\n')).toContain(key);
  });

  test.each(['sliding_window', 'index_head_dim', 'kv_lora_rank'])('%s off changes nothing', (key) => {
    for (const idle of [null, false, 0, [], {}]) {
      expect(readModelConfig({ ...LLAMA, [key]: idle })).toMatchObject({ status: 'exact' });
    }
  });

  test('keys of other matters change nothing', () => {
    const harmless = {
      ...fields('rope_theta=500000 attention_bias=true attention_dropout=0.1 torch_dtype="bfloat16" vocab_size=128256'),
      ...fields(
        'num_local_experts=8 moe_intermediate_size=100 use_cache=true chunk_size_feed_forward=1 moe_latent_size=9',
      ),
      vision_config: { window_size: 14, head_dim: 72 },
      rope_parameters: { rope_type: 'default' },
    };
    expect(readModelConfig({ ...LLAMA, ...harmless })).toMatchObject({ status: 'exact', notes: [] });
  });

  test('a new word for a layer is counted as full attention, and said', () => {
    const verdict = readModelConfig({
      model_type: 'olmo3',
      ...sizes(2, 256, 4, 4),
      layer_types: ['full_attention', 'foveal'],
    });
    expect(verdict).toMatchObject({ status: 'approximate', geometry: { groups: [{ kind: 'full', layers: 2 }] } });
    expect(verdict.notes.join(' ')).toContain('foveal');
  });

  test('an unknown architecture is read by its fields, and said', () => {
    const verdict = readModelConfig({ ...LLAMA, model_type: 'tomorrow_lm' });
    expect(verdict).toMatchObject({ status: 'approximate', geometry: { attention: 'GQA' } });
    expect(verdict.notes[0]).toContain('tomorrow_lm');
    expect(readModelConfig(sizes(32, 4096, 32, 8)).notes[0]).toContain('names no architecture');
    expect(readModelConfig({ ...DEEPSEEK, model_type: 'tomorrow' })).toMatchObject({ geometry: { attention: 'MLA' } });
  });

  test('two spellings of one size that disagree', () => {
    const verdict = readModelConfig({ ...LLAMA, n_layer: 30 });
    expect(verdict).toMatchObject({ status: 'approximate', geometry: { groups: [{ layers: 32 }] } });
    expect(verdict.notes.join(' ')).toContain('disagrees');
  });
});

describe('what is refused', () => {
  test.each([
    ['num_hidden_layers', '32'],
    ['num_hidden_layers', -1],
    ['num_hidden_layers', 1e12],
    ['num_hidden_layers', 31.5],
    ['num_hidden_layers', null],
    ['num_attention_heads', Number.NaN],
    ['num_key_value_heads', [8]],
    ['num_key_value_heads', 7],
    ['hidden_size', {}],
    ['hidden_size', 4095],
    ['head_dim', true],
    ['layer_types', 'full_attention'],
    ['max_position_embeddings', 'long'],
  ])('%s of %j', (key, value) => {
    const reason = reasonOf(readModelConfig({ ...LLAMA, [key]: value }));
    expect(reason).toMatch(key === 'hidden_size' && value === 4095 ? /head_dim/ : new RegExp(key));
  });

  test('a value is quoted in short', () => {
    const reason = reasonOf(readModelConfig({ ...LLAMA, num_key_value_heads: 'x'.repeat(5000) }));
    expect(reason).toMatch(/num_key_value_heads .*"x{40}…"/);
    expect(reason.length).toBeLessThan(200);
  });

  test.each([
    ['a LoRA adapter', { peft_type: 'LORA', base_model_name_or_path: 'meta-llama/Llama-3.1-8B' }, /LoRA.*base model/],
    ['a diffusers pipeline', { _class_name: 'StableDiffusionPipeline', _diffusers_version: '0.30' }, /diffusers/],
    ['a tokenizer_config', { tokenizer_class: 'LlamaTokenizer', chat_template: '{{ x }}' }, /tokenizer_config/],
    ['a tokenizer', { added_tokens: [], pre_tokenizer: {}, model: { vocab: {} } }, /tokenizer\.json/],
    ['a generation_config', { do_sample: true, temperature: 0.6, transformers_version: '4.5' }, /generation_config/],
    ['a package.json', { name: 'x', version: '1.0.0', dependencies: {} }, /package\.json/],
    ['an index of weights', { metadata: {}, weight_map: {} }, /weight/],
    ['a params.json', { dim: 4096, n_layers: 32, n_heads: 32 }, /params\.json/],
    ['an empty object', {}, /empty/],
    ['ViT', { model_type: 'vit', ...sizes(12, 768, 12) }, /sees images.*generates text/],
    ['CLIP', { model_type: 'clip', text_config: sizes(12, 512, 8), vision_config: {} }, /images/],
    ['SigLIP vision', { model_type: 'siglip_vision_model', ...sizes(27, 1152, 16) }, /images/],
    ['BERT', { model_type: 'bert', ...sizes(12, 768, 12) }, /encodes text/],
    ['wav2vec 2', { model_type: 'wav2vec2', ...sizes(12, 768, 12) }, /hears sound/],
    ['RWKV', { model_type: 'rwkv', ...fields('num_hidden_layers=24 hidden_size=2048') }, /rwkv keeps a state/],
    ['xLSTM', { model_type: 'xlstm', ...sizes(32, 4096, 8) }, /xlstm keeps a state/],
    ['DPT', { model_type: 'dpt', ...sizes(12, 768, 12), image_size: 384 }, /sees images/],
    ['ViT by its class', { architectures: ['ViTForImageClassification'], ...sizes(12, 768, 12) }, /sees images/],
    [
      'an image model of no known name',
      { model_type: 'lookout', ...sizes(12, 768, 12), patch_size: 16 },
      /sees images/,
    ],
    ['a list', [LLAMA], /list/],
    ['nothing', null, /null/],
    ['text', 'llama', /one object/],
  ])('%s', (_name, value, reason) => {
    expect(reasonOf(readModelConfig(value))).toMatch(reason);
  });

  test.each([
    ['', /no text/],
    ['<!DOCTYPE html><html></html>', /web page/],
    ['GGUF\u0003\u0000\u0000', /weights/],
    ['{"num_hidden_layers": 32', /not JSON/],
    ['model_type: llama', /not JSON/],
    [' '.repeat(9 * 1024 * 1024), /characters/],
  ])('text %#', (text, reason) => {
    expect(reasonOf(readModelConfigText(text))).toMatch(reason);
  });
});

describe('text', () => {
  test('a byte order mark and Python’s Infinity are read', () => {
    const text = `\uFEFF${JSON.stringify({ ...LLAMA, time_step_limit: ['A'], note: 'to Infinity "and" NaN' }).replace('"A"', '0.0, Infinity')}`;
    expect(text).toContain('0.0, Infinity');
    expect(readModelConfigText(text)).toEqual(readModelConfig(LLAMA));
  });

  test('a file of 3 MB of quantisation is read', () => {
    const ignore = Array.from({ length: 60_000 }, (_, index) => `model.layers.${index}.mlp.experts.gate_proj`);
    const text = JSON.stringify({ ...LLAMA, quantization_config: { ignore } });
    expect(text.length).toBeGreaterThan(2.5e6);
    expect(readModelConfigText(text)).toMatchObject({ status: 'exact' });
  });

  test.each(['text_config', 'llm_config', 'language_config', 'text_cfg', 'language_model'])('%s', (key) => {
    const verdict = readModelConfig({ model_type: 'some_vl', [key]: LLAMA, vision_config: sizes(24, 1024, 16) });
    expect(verdict).toEqual(readModelConfig(LLAMA));
  });

  test('deeper text models', () => {
    expect(readModelConfig({ thinker_config: { text_config: LLAMA } })).toEqual(readModelConfig(LLAMA));
    expect(readModelConfig({ model: { llm: LLAMA } })).toEqual(readModelConfig(LLAMA));
    expect(readModelConfig({ decoder: LLAMA, encoder: sizes(12, 768, 12) })).toMatchObject({ status: 'approximate' });
  });
});

describe('names', () => {
  test('every name is found as a type, with _text, and as a class', () => {
    for (const name of KNOWN_MODEL_TYPES) {
      expect(knownByType(name)?.name).toBe(name);
      expect(knownByType(`${name}_text`)).not.toBeNull();
    }
    expect(knownByClass('DeepseekV4ForCausalLM')?.name).toBe('deepseek_v4');
    expect(knownByClass('DeciLMForCausalLM')?.name).toBe('nemotron-nas');
    expect(knownByClass('GPT2LMHeadModel')?.name).toBe('gpt2');
    expect(knownByClass('MiniMaxM3SparseForConditionalGeneration')?.name).toBe('minimax_m3');
    expect(knownByClass('ForCausalLM')).toBeNull();
    expect(knownByType('constructor')).toBeNull();
  });

  test('attention in words', () => {
    const full = { kind: 'full', layers: 1, kvHeads: 8, kDim: 128, vDim: 128 } as const;
    expect(attentionInWords([full])).toBe('GQA');
    expect(attentionInWords([full], { queryHeads: 8 })).toBe('MHA');
    expect(attentionInWords([{ ...full, kvHeads: 1 }])).toBe('MQA');
    expect(attentionInWords([full, { ...full, kind: 'sliding', windowTokens: 128, kvHeads: 1 }])).toBe(
      'GQA + sliding window',
    );
    expect(attentionInWords([{ kind: 'none', layers: 3, reason: 'no-attention' }])).toBe('no attention');
  });
});
