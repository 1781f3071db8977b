import type { Tokens } from '../units.ts';
import { perLayer, range, type Reading } from './reading.ts';
import { grouped, quoted } from './refusal.ts';

/** What a layer of a model of attention layers is. */
export type LayerWord = 'full' | 'sliding' | 'chunked';

/**
 * Where a family keeps its windows when there is no list of layers:
 * - `none`: it has none;
 * - `all`: `sliding_window`, if given, is the window of every layer (Mistral 7B v0.1);
 * - `opt-in`: only with `use_sliding_window`, on the layers from `max_window_layers` (Qwen);
 * - a number n: every n-th layer is full, the others have windows (Gemma 3: 6; Gemma 2 and gpt-oss: 2);
 * - `chunked`: chunks, with every fourth layer full (Llama 4);
 * - `listed`: windows only where a list says so.
 */
export type WindowRule = 'none' | 'all' | 'opt-in' | 'chunked' | 'listed' | number;

export interface Windows {
  readonly words: readonly LayerWord[];
  readonly windowTokens: Tokens | null;
  readonly chunkTokens: Tokens | null;
}

const WORDS: Readonly<Record<string, LayerWord>> = {
  full_attention: 'full',
  full: 'full',
  attention: 'full',
  global_attention: 'full',
  global: 'full',
  sliding_attention: 'sliding',
  sliding_window_attention: 'sliding',
  sliding: 'sliding',
  local_attention: 'sliding',
  local: 'sliding',
  chunked_attention: 'chunked',
};

interface WindowOptions {
  readonly layers: number;
  readonly rule: WindowRule;
  /** `hybrid_layer_pattern` counts. */
  readonly mixed: boolean;
}

/** One word for each layer, and how far windows and chunks reach. */
export function readWindows(reading: Reading, options: WindowOptions): Windows {
  const { fields, notes } = reading;
  const words = layerWords(reading, options);
  const windowTokens = words.includes('sliding') ? windowOf(reading) : null;
  const chunkTokens = words.includes('chunked') ? fields.count('attention_chunk_size', 'tokens') : null;
  const { maxContextTokens } = reading;
  return {
    windowTokens,
    chunkTokens,
    words: words.map((word) => {
      const reach = word === 'sliding' ? windowTokens : chunkTokens;
      if (word === 'full') return word;
      if (reach === null) {
        notes.doubt(
          `Some layers are ${word} but ${word === 'sliding' ? 'sliding_window' : 'attention_chunk_size'} is not given: they are counted as full attention, which is the most they can hold.`,
        );
        return 'full';
      }
      if (maxContextTokens === null || reach < maxContextTokens) return word;
      notes.remark(
        `A window of ${grouped(reach)} is no window in a context of ${grouped(maxContextTokens)}: those layers are full.`,
      );
      return 'full';
    }),
  };
}

function windowOf({ fields }: Reading): Tokens | null {
  // Never enabled is stronger than any list: the library then drops the window itself.
  return fields.flag('use_sliding_window') === false ? null : fields.count(WINDOW_KEYS, 'tokens');
}

const WINDOW_KEYS = ['sliding_window', 'sliding_window_size', 'window_size', 'attention_window_size'] as const;

function layerWords(reading: Reading, { layers, rule, mixed }: WindowOptions): readonly LayerWord[] {
  const { fields, notes } = reading;
  const listed = fields.words('layer_types');
  if (listed) {
    fields.acknowledge('sliding_window', 'sliding_window_pattern', '_sliding_window_pattern', 'max_window_layers');
    fields.acknowledge('use_sliding_window', 'no_rope_layers', 'no_rope_layer_interval', 'global_attn_every_n_layers');
    if (rule === 'chunked') fields.acknowledge('attention_chunk_size');
    return perLayer(listed, { layers, key: 'layer_types', reading }).map((entry) => {
      const word = Object.hasOwn(WORDS, entry) ? WORDS[entry] : undefined;
      if (word && word !== 'full' && rule === 'none') {
        notes.doubt(`layer_types has ${quoted(entry)}, which the code of this architecture may not obey.`);
      }
      if (word) return word;
      notes.doubt(
        `layer_types has ${quoted(entry)}, which is not modelled: such layers are counted as full attention and may hold less.`,
      );
      return 'full';
    });
  }
  const flags = mixed ? fields.numbers('hybrid_layer_pattern', 'layers') : null;
  if (flags) {
    // MiMo also carries the size of a chunk; its engines use windows.
    fields.acknowledge('sliding_window', 'sliding_window_size', 'attention_chunk_size');
    return perLayer(flags, { layers, key: 'hybrid_layer_pattern', reading }).map((flag) => (flag ? 'sliding' : 'full'));
  }
  return wordsByRule(reading, { layers, rule });
}

function wordsByRule(reading: Reading, { layers, rule }: { layers: number; rule: WindowRule }): readonly LayerWord[] {
  const { fields } = reading;
  const all = (word: LayerWord): readonly LayerWord[] => range(layers).map(() => word);
  if (fields.has('use_sliding_window') && fields.flag('use_sliding_window') === false) {
    fields.acknowledge('sliding_window', 'max_window_layers');
    return all('full');
  }
  switch (rule) {
    case 'none':
    case 'listed':
      return all('full');
    case 'all':
      return all(fields.count('sliding_window', 'tokens') === null ? 'full' : 'sliding');
    case 'opt-in': {
      fields.acknowledge('sliding_window', 'max_window_layers');
      if (fields.flag('use_sliding_window') !== true || fields.count('sliding_window', 'tokens') === null) {
        return all('full');
      }
      const from = fields.countOrZero('max_window_layers', 'layers');
      return range(layers).map((index) => (index >= from ? 'sliding' : 'full'));
    }
    case 'chunked':
      return chunkedWords(reading, layers);
    default:
      return patternWords(reading, { layers, every: rule });
  }
}

/** `sliding_window_pattern` is a number (every n-th layer is full) or letters to repeat, as in EXAONE's "LLLG". */
function patternWords(reading: Reading, { layers, every }: { layers: number; every: number }): readonly LayerWord[] {
  const { fields } = reading;
  if (fields.isNull('sliding_window')) return range(layers).map(() => 'full');
  for (const key of ['sliding_window_pattern', '_sliding_window_pattern']) {
    if (!fields.has(key)) continue;
    const value = fields.take(key);
    if (typeof value === 'string' && /^[LG]+$/.test(value) && value.length <= layers) {
      // The last layer of EXAONE is full whatever the letters say.
      return range(layers).map((index) =>
        value[index % value.length] === 'L' && index !== layers - 1 ? 'sliding' : 'full',
      );
    }
    const given = fields.count(key, 'layers');
    if (given !== null) return everyNth(layers, given);
  }
  return everyNth(layers, fields.count('global_attn_every_n_layers', 'layers') ?? every);
}

function everyNth(layers: number, every: number): readonly LayerWord[] {
  return range(layers).map((index) => ((index + 1) % every === 0 ? 'full' : 'sliding'));
}

/** Llama 4: a layer without rotary positions attends to everything, the others to their chunk. */
function chunkedWords(reading: Reading, layers: number): readonly LayerWord[] {
  const { fields } = reading;
  if (fields.count('attention_chunk_size', 'tokens') === null) return range(layers).map(() => 'full');
  const rotary = fields.numbers('no_rope_layers', 'layers') ?? [];
  if (rotary.length > 0) {
    return perLayer(rotary, { layers, key: 'no_rope_layers', reading }).map((flag) => (flag ? 'chunked' : 'full'));
  }
  const every = fields.count('no_rope_layer_interval', 'layers') ?? 4;
  return range(layers).map((index) => ((index + 1) % every === 0 ? 'full' : 'chunked'));
}
