/** Embeddings and output heads, by the id of the model. A model that is not here is not known. */

/**
 * `sibling`: its width was read, the vocabulary in the configs of models of the same family. `kvfit-silent`: read there, but
 * nothing is said of tying.
 */
type ReadFrom = 'config' | 'kvfit' | 'kvfit-silent' | 'sibling';

export interface TableRow {
  readonly hidden: number;
  readonly vocabulary: number;
  readonly isTied: boolean;
  readonly from: ReadFrom;
  /** What of embedding and head the published number of active parameters holds; `all` unless said otherwise. */
  readonly counted?: 'all' | 'head' | 'none';
}

interface Family {
  readonly vocabulary: number;
  readonly isTied?: boolean;
  readonly counted?: TableRow['counted'];
  /** Widths by model, and where they were read. */
  readonly widths: Readonly<Record<string, readonly [hidden: number, from: ReadFrom]>>;
}

function family({ vocabulary, isTied = false, counted = 'all', widths }: Family): Record<string, TableRow> {
  return Object.fromEntries(
    Object.entries(widths).map(([id, [hidden, from]]) => [id, { hidden, vocabulary, isTied, from, counted }]),
  );
}

export const TABLE_ROWS: Readonly<Record<string, TableRow>> = {
  ...family({
    vocabulary: 129_280,
    widths: {
      'DeepSeek-R1': [7_168, 'config'],
      'DeepSeek-V3': [7_168, 'kvfit'],
      'DeepSeek-V3.1': [7_168, 'sibling'],
      'DeepSeek-V3.2': [7_168, 'config'],
      'DeepSeek-V4-Flash': [4_096, 'config'],
      'DeepSeek-V4-Pro': [7_168, 'config'],
    },
  }),
  ...family({
    vocabulary: 256_000,
    isTied: true,
    widths: { 'Gemma-2-9B': [3_584, 'kvfit-silent'], 'Gemma-2-27B': [4_608, 'kvfit-silent'] },
  }),
  ...family({
    vocabulary: 262_208,
    isTied: true,
    widths: {
      'Gemma-3-4B': [2_560, 'kvfit-silent'],
      'Gemma-3-12B': [3_840, 'kvfit-silent'],
      'Gemma-3-27B': [5_376, 'kvfit-silent'],
    },
  }),
  ...family({ vocabulary: 262_144, isTied: true, widths: { 'gemma-4-26B-A4B': [2_816, 'config'] } }),
  ...family({ vocabulary: 100_352, isTied: true, widths: { 'Granite-4.0-H-Small': [4_096, 'kvfit'] } }),
  ...family({ vocabulary: 32_000, widths: { 'Llama-2-7B': [4_096, 'kvfit'], 'Llama-2-13B': [5_120, 'kvfit'] } }),
  ...family({ vocabulary: 128_256, isTied: true, widths: { 'Llama-3.2-3B': [3_072, 'kvfit'] } }),
  ...family({
    vocabulary: 128_256,
    widths: {
      'Meta-Llama-3.1-8B': [4_096, 'config'],
      'Meta-Llama-3.1-70B': [8_192, 'kvfit'],
      'Llama-3.3-70B': [8_192, 'kvfit'],
      'Meta-Llama-3.1-405B': [16_384, 'sibling'],
    },
  }),
  ...family({
    vocabulary: 202_048,
    widths: {
      'Llama-4-Scout-17B-16E-Instruct': [5_120, 'kvfit'],
      'Llama-4-Maverick-17B-128E-Instruct': [5_120, 'sibling'],
    },
  }),
  ...family({ vocabulary: 32_064, widths: { 'Phi-3-mini': [3_072, 'kvfit'] } }),
  ...family({ vocabulary: 100_352, widths: { 'Phi-4': [5_120, 'kvfit'], 'Laguna-S-2.1': [3_072, 'config'] } }),
  ...family({ vocabulary: 200_064, isTied: true, widths: { 'Phi-4-mini': [3_072, 'kvfit'] } }),
  ...family({
    vocabulary: 200_064,
    counted: 'none',
    widths: { 'MiniMax-M2.5': [3_072, 'config'], 'MiniMax-M2.7': [3_072, 'config'] },
  }),
  ...family({ vocabulary: 200_064, widths: { 'MiniMax-M3': [6_144, 'config'] } }),
  ...family({
    vocabulary: 32_000,
    widths: { 'Mistral-7B-v0.1': [4_096, 'kvfit'], 'Mixtral-8x22B-v0.1': [6_144, 'config'] },
  }),
  ...family({ vocabulary: 32_768, widths: { 'Mistral-7B-v0.3': [4_096, 'kvfit'] } }),
  ...family({
    vocabulary: 131_072,
    widths: {
      'Mistral-Nemo-12B': [5_120, 'kvfit'],
      'Mistral-Small-3.2-24B': [5_120, 'kvfit-silent'],
      'Nemotron 3 Nano 30B-A3B': [2_688, 'config'],
      'Nemotron 3 Super 120B-A12B': [4_096, 'config'],
      'Nemotron 3 Ultra 550B-A55B': [8_192, 'config'],
      'Nemotron 3.5 Lightning 30B-A3B': [2_688, 'config'],
      'Nemotron-H-56B-Base-8K': [8_192, 'config'],
      'Nemotron-Nano-9B-v2': [4_480, 'kvfit'],
    },
  }),
  ...family({
    vocabulary: 163_840,
    widths: {
      'Kimi-K2-Instruct': [7_168, 'config'],
      'Kimi-K2-Thinking': [7_168, 'sibling'],
      'Kimi-K2.5': [7_168, 'config'],
      'Kimi K2.6': [7_168, 'sibling'],
      'Kimi K2.7 Code': [7_168, 'sibling'],
    },
  }),
  ...family({
    vocabulary: 201_088,
    counted: 'head',
    widths: { 'gpt-oss-20b': [2_880, 'kvfit'], 'gpt-oss-120b': [2_880, 'config'] },
  }),
  ...family({
    vocabulary: 152_064,
    widths: { 'Qwen2.5-7B': [3_584, 'kvfit'], 'Qwen2.5-32B': [5_120, 'sibling'], 'Qwen2.5-72B': [8_192, 'kvfit'] },
  }),
  ...family({
    vocabulary: 151_936,
    widths: {
      'Qwen3-8B': [4_096, 'kvfit'],
      'Qwen3-14B': [5_120, 'sibling'],
      'Qwen3-32B': [5_120, 'config'],
      'Qwen3-30B-A3B': [2_048, 'kvfit'],
      'Qwen3-235B-A22B': [4_096, 'config'],
      'Qwen3-Coder-480B-A35B-Instruct': [6_144, 'sibling'],
      'Qwen3-Next-80B-A3B-Thinking': [2_048, 'kvfit'],
      'Qwen3-VL-8B-Instruct': [4_096, 'config'],
      'Qwen3-VL-32B-Instruct': [5_120, 'config'],
      'Qwen3-VL-30B-A3B-Instruct': [2_048, 'config'],
      'Qwen3-VL-235B-A22B-Instruct': [4_096, 'config'],
    },
  }),
  ...family({
    vocabulary: 248_320,
    widths: {
      'Qwen3.5-27B': [5_120, 'sibling'],
      'Qwen3.5-35B-A3B': [2_048, 'sibling'],
      'Qwen3.5-122B-A10B': [3_072, 'config'],
      'Qwen3.5-397B-A17B': [4_096, 'config'],
      'Qwen3.6-27B': [5_120, 'sibling'],
      'Qwen3.6-35B-A3B': [2_048, 'config'],
      'Qwen3.8-27B': [5_120, 'kvfit'],
    },
  }),
  ...family({
    vocabulary: 151_552,
    counted: 'none',
    widths: {
      'GLM-4.5': [5_120, 'kvfit'],
      'GLM-4.5-Air': [4_096, 'kvfit'],
      'GLM-4.6': [5_120, 'sibling'],
      'GLM-4.7': [5_120, 'config'],
    },
  }),
  ...family({
    vocabulary: 154_880,
    counted: 'none',
    widths: {
      'GLM-4.7-Flash': [2_048, 'config'],
      'GLM-5': [6_144, 'config'],
      'GLM-5.1': [6_144, 'config'],
      'GLM-5.2': [6_144, 'config'],
      'GLM-5.3': [6_144, 'kvfit'],
    },
  }),
};
