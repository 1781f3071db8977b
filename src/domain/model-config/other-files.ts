import { isRecord } from './fields.ts';

type Values = Readonly<Record<string, unknown>>;

const GIVE = 'Give the config.json of the model.';

/** Files of a model's repository that are not its config.json, by a key that only they have. */
const OTHER_FILES: readonly (readonly [keys: readonly string[], sentence: string])[] = [
  [['peft_type'], 'This is the adapter_config.json of a LoRA adapter: give the config.json of its base model.'],
  [
    ['_class_name'],
    'This is a diffusers file: image models keep no KV cache per token. Give a language model’s config.json.',
  ],
  [
    ['_diffusers_version'],
    'This is a diffusers file: image models keep no KV cache per token. Give a language model’s config.json.',
  ],
  [['weight_map'], `This is an index of weight files. ${GIVE}`],
  [['added_tokens_decoder'], `This is a tokenizer_config.json. ${GIVE}`],
  [['tokenizer_class', 'chat_template'], `This is a tokenizer_config.json. ${GIVE}`],
  [['added_tokens', 'pre_tokenizer'], `This is a tokenizer.json. ${GIVE}`],
  [['image_processor_type'], `This is a preprocessor_config.json. ${GIVE}`],
  [['feature_extractor_type'], `This is a preprocessor_config.json. ${GIVE}`],
  [['dependencies'], 'This is a package.json of a program. Give the config.json of a model.'],
  [['devDependencies'], 'This is a package.json of a program. Give the config.json of a model.'],
  [['scripts', 'version'], 'This is a package.json of a program. Give the config.json of a model.'],
  [['producer', 'quantization'], `This is an hf_quant_config.json. ${GIVE}`],
  [
    ['ssm_cfg'],
    'This is the config of the original Mamba code: give that of the "-hf" repository, which names its sizes.',
  ],
  [['dim', 'n_layers'], `This is a params.json of the original weights. ${GIVE}`],
];

/** Keys that generation_config.json has and that say nothing of a model. */
const GENERATION_KEYS = ['do_sample', 'temperature', 'top_p', 'top_k', 'max_new_tokens', '_from_model_config'] as const;

/** One sentence on what a file is, if it is one of the others that lie beside config.json. */
export function otherFile(values: Values): string | null {
  const has = (key: string): boolean => Object.hasOwn(values, key) && values[key] !== undefined;
  if (Object.keys(values).length === 0) return `This is an empty object. ${GIVE}`;
  if (has('peft_type')) return OTHER_FILES[0]?.[1] ?? null;
  if (has('model_type') || hasText(values)) return null;
  const found = OTHER_FILES.find(([keys]) => keys.every(has));
  if (found) return found[1];
  const generation = GENERATION_KEYS.some(has) || (has('transformers_version') && !has('architectures'));
  if (generation && !has('num_hidden_layers')) return `This is a generation_config.json. ${GIVE}`;
  return has('tokenizer_class') && !has('hidden_size') ? `This is a tokenizer_config.json. ${GIVE}` : null;
}

function hasText(values: Values): boolean {
  return ['text_config', 'llm_config', 'language_config'].some(
    (key) => Object.hasOwn(values, key) && isRecord(values[key]),
  );
}

const ENCODERS: readonly (readonly [RegExp, string])[] = [
  [
    /^(clip|clip_vision_model|clip_text_model|chinese_clip|altclip|align|clap|siglip2?|siglip2?_vision_model|siglip2?_text_model)$/,
    'matches texts with images or sounds',
  ],
  [
    /^(vit|vit_mae|deit|beit|swinv?2?|dinov2|dinov3_vit|convnext|convnextv2|resnet|efficientnet|mobilevit|mobilenet_v[12]|segformer|detr|rt_detr|dpt|mask2former|maskformer|oneformer|videomae|vjepa2?|vivit|timesformer|ijepa|data2vec-vision|yolos|sam2?|owlv2?|hiera|intern_vit_6b|depth_anything|timm_wrapper|moonvit|.*_vision(_model)?)$/,
    'sees images',
  ],
  [
    /^(wav2vec2|wav2vec2-bert|wav2vec2-conformer|hubert|wavlm|unispeech(-sat)?|data2vec-audio|audio-spectrogram-transformer|encodec|dac|mimi|sew(-d)?|.*_audio_encoder)$/,
    'hears sound',
  ],
  [
    /^(bert|roberta|xlm-roberta|xlm-roberta-xl|xlm|distilbert|albert|electra|deberta|deberta-v2|mpnet|modernbert|nomic_bert|camembert|ernie|ernie_m|squeezebert|mobilebert|funnel|longformer|big_bird|roformer|layoutlm|layoutlmv2|layoutlmv3|esm|megatron-bert|convbert|fnet|nystromformer|flaubert|new|gte|neobert|eurobert|jina_bert|t5encoder)$/,
    'encodes text',
  ],
];

/** Files of image models say how large an image is and know no vocabulary. */
export function seesOnly(values: Values): boolean {
  const has = (key: string): boolean => Object.hasOwn(values, key);
  return (has('image_size') || has('patch_size') || has('num_channels')) && !has('vocab_size') && !hasText(values);
}

/** One sentence where a model generates no text and so keeps no cache. */
export function encoderOnly(modelType: string): string | null {
  const does = ENCODERS.find(([pattern]) => pattern.test(modelType))?.[1];
  return does
    ? `${modelType} ${does} in one pass and keeps no KV cache: give the config.json of a model that generates text.`
    : null;
}
