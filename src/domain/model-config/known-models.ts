import { type AttentionOptions, attentionReader } from './attention-layers.ts';
import { readCompressed } from './compressed-layers.ts';
import { encoderDecoderReader } from './encoder-decoder.ts';
import type { Defaults } from './fields.ts';
import {
  readFalconH1,
  readGatedDeltaNet,
  readKimiLinear,
  readLightningHybrid,
  readMambaHybrid,
  readMiniMaxM2,
  readNemotronH,
  readShortConvolutionHybrid,
  readZamba2,
} from './hybrid-layers.ts';
import { readLatent } from './latent-layers.ts';
import { DEFAULTS } from './library-defaults.ts';
import type { LayerReader } from './reading.ts';
import {
  readBlockConfigs,
  readGptNeo,
  readHunyuan,
  readMamba,
  readMllama,
  readMpt,
  readOpenElm,
  readRecurrentGemma,
} from './special-layers.ts';
import { readSparseGqa } from './sparse-layers.ts';

/** An architecture known by its `model_type`: how to read its layers, and what the library takes for absent keys. */
export interface KnownModel {
  readonly name: string;
  readonly reader: LayerReader;
  readonly defaults: Defaults;
}

const BART = {
  layers: ['decoder_layers'],
  heads: ['decoder_attention_heads'],
  encoderTokens: ['max_source_positions', 'max_encoder_position_embeddings', 'max_position_embeddings'],
  encoderTokensAssumed: 1024,
} as const;
const T5 = {
  layers: ['num_decoder_layers', 'num_layers'],
  heads: ['num_heads'],
  headDim: 'd_kv',
  encoderTokens: ['n_positions'],
  encoderTokensAssumed: 512,
} as const;
const PROPHET = {
  ...BART,
  layers: ['num_decoder_layers'],
  heads: ['num_decoder_attention_heads'],
} as const;

const PLAIN: AttentionOptions = {};

/** Families by how their layers are read. The names are those of `model_type`, without a `_text` at the end. */
const FAMILIES: readonly (readonly [reader: LayerReader, names: string])[] = [
  [
    attentionReader(PLAIN),
    `llama llama_nemotron nemotron yi aquila internlm internlm2 internlm3 baichuan xverse skywork orion deepseek qwen codeshell
     gpt2 gptj gpt_neox gpt_neox_japanese codegen opt bloom biogpt xglm ctrl persimmon fuyu phi phi-msft stablelm
     stablelm_epoch mixformer-sequential olmo olmo2 olmoe flex_olmo cohere command-r granite granitemoe granitemoeshared
     gemma glm glm4 glm4_moe glm4v glm4v_moe glm_ocr minicpm arctic dots1 ernie4_5 ernie4_5_moe apertus
     seed_oss helium arcee bitnet nanochat solar jais exaone telechat jetmoe bailing_moe bailing_moe_v2 smollm
     step1 starcoder falcon-llama mistral-nemo deci-llama megrez_moe
     grok-1 grok nemotron4 hf_olmo granite_speech smolvlm idefics idefics2 idefics3 llava`,
  ],
  [
    attentionReader({ window: 'all' }),
    'mistral mixtral mistral3 ministral ministral3 starcoder2 phi3 phi3_v phimoe phi4mm',
  ],
  [
    attentionReader({ window: 'opt-in' }),
    `qwen2 qwen2_moe qwen2_vl qwen2_5_vl qwen2_audio qwen2_5_omni qwen3 qwen3_moe qwen3_vl qwen3_vl_moe qwen3_omni_moe
     qwen3_asr mimo minicpmv minicpmo dream`,
  ],
  [attentionReader({ window: 2 }), 'gemma2 gpt_oss vaultgemma'],
  [attentionReader({ window: 4 }), 'cohere2 cohere2_vision exaone4 exaone_moe olmo3 olmo3_moe afmoe'],
  [attentionReader({ window: 5, mixed: true }), 'gemma3n'],
  [attentionReader({ window: 6 }), 'gemma3'],
  [attentionReader({ window: 6, mixed: true, lastIsFull: true }), 'gemma4 gemma4_unified'],
  [attentionReader({ window: 'listed', mixed: true }), 'laguna muse_glimmer smollm3 step3p5 step3p7'],
  [attentionReader({ window: 'listed', mixed: true, valueDim: true }), 'mimo_v2 mimo_v2_flash mimo_v2_pro'],
  [attentionReader({ window: 'chunked' }), 'llama4'],
  [attentionReader({ kvHeads: 'falcon' }), 'falcon RefinedWeb RefinedWebModel'],
  [attentionReader({ kvHeads: 'multi-query' }), 'gpt_bigcode'],
  [attentionReader({ kvHeads: 'chatglm' }), 'chatglm'],
  [attentionReader({ window: 'listed' }), 'step3'],
  [
    readLatent,
    'deepseek_v2 deepseek_v3 deepseek_v32 kimi_k2 kimi_k25 kimi_vl glm_moe_dsa glm4_moe_lite minicpm3 pangu_ultra_moe',
  ],
  [readLatent, 'deepseek_vl_v2 deepseekocr axk1 mistral4 youtu'],
  [(reading) => readLatent(reading, { perBlock: 2 }), 'longcat_flash'],
  [readCompressed, 'deepseek_v4'],
  [readSparseGqa, 'minimax_m3'],
  [readMiniMaxM2, 'minimax_m2'],
  [readGatedDeltaNet, 'qwen3_next qwen3_5 qwen3_5_moe'],
  [readKimiLinear, 'kimi_linear kimi_k3'],
  [readNemotronH, 'nemotron_h nemotron_h_moe'],
  [(reading) => readMambaHybrid(reading, { version: 2 }), 'bamba granitemoehybrid'],
  [(reading) => readMambaHybrid(reading, { version: 1 }), 'jamba'],
  [readFalconH1, 'falcon_h1'],
  [readZamba2, 'zamba2'],
  [readLightningHybrid, 'minimax minimax_text_01 minimax_m1 bailing_moe_linear bailing_moe_linear_v2 bailing_hybrid'],
  [readShortConvolutionHybrid, 'lfm2 lfm2_moe'],
  [readRecurrentGemma, 'recurrent_gemma'],
  [(reading) => readMamba(reading, { version: 1 }), 'mamba falcon_mamba'],
  [(reading) => readMamba(reading, { version: 2 }), 'mamba2'],
  [readBlockConfigs, 'nemotron-nas deci'],
  [readOpenElm, 'openelm'],
  [readMpt, 'mpt dbrx'],
  [readGptNeo, 'gpt_neo'],
  [readHunyuan, 'hunyuan hunyuan_v1_dense hunyuan_v1_moe hunyuan_dense'],
  [readMllama, 'mllama'],
  [encoderDecoderReader({ ...BART, encoderTokensAssumed: 1500, fixed: true }), 'whisper'],
  [encoderDecoderReader(T5), 't5 mt5 umt5 longt5 switch_transformers'],
  [
    encoderDecoderReader(BART),
    'bart mbart pegasus pegasus_x marian m2m_100 blenderbot blenderbot-small plbart led bigbird_pegasus nllb-moe speech_to_text fsmt',
  ],
  [encoderDecoderReader(PROPHET), 'prophetnet xlm-prophetnet'],
];

/** Architectures whose class is not called after their `model_type`. */
const CLASSES: Readonly<Record<string, string>> = {
  deci: 'nemotron-nas',
  decilm: 'nemotron-nas',
  rw: 'falcon',
  minimaxtext01: 'minimax',
  minimaxm1: 'minimax_m1',
  minimaxm3sparse: 'minimax_m3',
  minimaxm3vl: 'minimax_m3',
  mimov2flash: 'mimo_v2_flash',
  gptneox: 'gpt_neox',
  qwenlmhead: 'qwen',
  step3p7flash: 'step3p7',
  hunyuanmoev1: 'hunyuan_v1_moe',
  hunyuandensev1: 'hunyuan_v1_dense',
  kimik3: 'kimi_linear',
  step3vl: 'step3',
  qwen3omnimoethinker: 'qwen3_omni_moe',
};

const KNOWN: ReadonlyMap<string, KnownModel> = new Map(
  FAMILIES.flatMap(([reader, names]) =>
    names.split(/\s+/).map((name) => [name, { name, reader, defaults: DEFAULTS.get(name) ?? {} }] as const),
  ),
);
/** 'deepseekv4' for 'deepseek_v4': classes are spelt without separators. */
const BY_CLASS: ReadonlyMap<string, KnownModel> = new Map(
  [...KNOWN.values()].map((model) => [model.name.toLowerCase().replaceAll(/[_-]/g, ''), model]),
);

/** The architecture of a `model_type`: 'gemma3_text' and 'gemma3' are one, 'minimax_m3_vl' is 'minimax_m3' that sees. */
export function knownByType(modelType: string): KnownModel | null {
  const text = modelType.replace(/_(text|text_model|lm|llm|language|thinker)$/, '');
  return KNOWN.get(modelType) ?? KNOWN.get(text) ?? KNOWN.get(text.replace(/_vl$/, '')) ?? null;
}

/** The architecture of a class: 'DeepseekV4ForCausalLM' is 'deepseek_v4' whatever `model_type` says. */
export function knownByClass(className: string): KnownModel | null {
  const stem = className
    .replace(
      /(For(CausalLM|ConditionalGeneration|Generation|SequenceClassification|TokenClassification).*|LMHead)?(Model)?$/,
      '',
    )
    .toLowerCase()
    .replaceAll(/[_-]/g, '');
  if (stem === '') return null;
  const alias = Object.hasOwn(CLASSES, stem) ? CLASSES[stem] : undefined;
  return (alias ? KNOWN.get(alias) : undefined) ?? BY_CLASS.get(stem) ?? null;
}

/** Names of every known architecture, for tests and for pages that list them. */
export const KNOWN_MODEL_TYPES: readonly string[] = [...KNOWN.keys()];
