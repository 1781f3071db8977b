import type { LayerGroup } from '../kv-cache/layer-group.ts';
import type { Tokens } from '../units.ts';
import { attentionInWords } from './attention-words.ts';
import { readContextLength, readDraftLayers, remarkCachePrecision } from './context-length.ts';
import { type Defaults, Fields, HEAD_KEYS, HIDDEN_KEYS, isRecord, LAYER_KEYS } from './fields.ts';
import { inferReader } from './infer-reader.ts';
import { type KnownModel, knownByClass, knownByType } from './known-models.ts';
import { mergeLayers } from './merge-layers.ts';
import { Notes } from './notes.ts';
import { encoderOnly, otherFile, seesOnly } from './other-files.ts';
import { parseText } from './parse-text.ts';
import type { LayerReader, Reading } from './reading.ts';
import { grouped, quoted, Refusal } from './refusal.ts';
import { doubtLeftovers } from './suspicious-keys.ts';
import { findTextModel } from './text-model.ts';
import type { ConfigVerdict } from './verdict.ts';

export { attentionInWords } from './attention-words.ts';
export type { ConfigGeometry, ConfigVerdict } from './verdict.ts';

/**
 * The geometry of a model's cache from the text of its Hugging Face config.json. Tolerates a byte order mark and
 * Python's `Infinity`; anything that is not a config is refused in one sentence that says what it is.
 */
export function readModelConfigText(text: string): ConfigVerdict {
  const parsed = parseText(text);
  return 'reason' in parsed ? refused(parsed.reason) : readModelConfig(parsed.value);
}

/**
 * The geometry of a model's cache from its Hugging Face config.json.
 *
 * `exact` only where every field that bears on the cache is understood; `approximate` names each one that is not, or
 * that had to be assumed, and what it could change; `refused` says what is missing. It never throws, and never returns
 * a figure made from a field it could not read.
 *
 * Sources: the configurations and models of huggingface/transformers and vllm-project/vllm. Example: Llama 3.1 8B, with
 * 32 layers, 32 heads, 8 KV heads and a width of 4,096, is one full group of 32 layers, 8 KV heads, 128 + 128.
 *
 * Ignored: weights, their quantisation, towers that see or hear, the state of V4's compressor, and draft layers, which
 * are counted beside the groups.
 */
export function readModelConfig(config: unknown): ConfigVerdict {
  const notes = new Notes();
  try {
    return readChecked(config, notes);
  } catch (error) {
    if (error instanceof Refusal) return { status: 'refused', reason: error.message, notes: notes.all };
    return refused('This config could not be read: it is built in a way no model file is.');
  }
}

function readChecked(config: unknown, notes: Notes): ConfigVerdict {
  if (Array.isArray(config)) return refused('This is a list: give the config.json of a model, which is one object.');
  if (!isRecord(config))
    return refused(`This is ${quoted(config)}: give the config.json of a model, which is one object.`);
  const other = otherFile(config) ?? encoderOnly(nameOf(config) ?? '');
  if (other) return refused(other);

  const { values, path } = findTextModel(config);
  const nested = path !== '';
  const encoder = nested ? encoderOnly(nameOf(values) ?? '') : null;
  if (encoder) return refused(encoder);
  const known = recognise(config, values);
  const stem = (classOf(values) ?? '').replace(/(For|Model).*$/, '').toLowerCase();
  const image = known ? null : (encoderOnly(stem) ?? (seesOnly(config) ? encoderOnly('vit') : null));
  if (image) return refused(image.replace(/^vit /, 'This model '));
  const architecture = nameOf(values) ?? classOf(values) ?? nameOf(config) ?? classOf(config) ?? 'unknown';
  const stateOnly = /^(rwkv|xlstm|gla|retnet|delta_net|gated_deltanet|hgrn2?|rodimus|lightnet)/i.exec(
    architecture,
  )?.[1];
  if (stateOnly) {
    return refused(
      `${stateOnly} keeps a state of its own kind instead of a KV cache, which is not modelled: enter its bytes by hand.`,
    );
  }
  const fields = new Fields({
    values,
    notes,
    path,
    owner: known?.name ?? '',
    defaults: known ? usable(known.defaults, nested) : {},
  });
  const outer = nested ? new Fields({ values: config, notes }) : null;
  remarkCachePrecision(fields, notes);
  if (outer) remarkCachePrecision(outer, notes);
  const reading: Reading = {
    fields,
    notes,
    outer,
    known: known?.name ?? null,
    maxContextTokens: contextOf({ fields, notes, known }),
    draftLayers: readDraftLayers(fields) || (outer ? readDraftLayers(outer) : 0),
  };
  const groups = mergeLayers(readerOf(known, reading, architecture)(reading));
  remarkOnFamily(reading);
  if (path === 'decoder.')
    notes.doubt('Only the decoder is read: its attention to the encoder’s output is not counted.');
  doubtLeftovers(fields, notes);
  if (outer) doubtLeftovers(outer, notes, { sameAs: fields });
  return verdictOf({ groups, reading, architecture });
}

function contextOf({
  fields,
  notes,
  known,
}: {
  fields: Fields;
  notes: Notes;
  known: KnownModel | null;
}): Tokens | null {
  const stated = readContextLength(fields, notes);
  const usual = known?.defaults['max_position_embeddings'];
  if (stated !== null || usual === undefined) return stated;
  notes.remark(`The context is not given: ${grouped(usual)}, the default of ${known?.name ?? ''}, is used.`);
  return usual;
}

function verdictOf({
  groups,
  reading,
  architecture,
}: {
  groups: readonly LayerGroup[];
  reading: Reading;
  architecture: string;
}): ConfigVerdict {
  const { notes, maxContextTokens, draftLayers } = reading;
  if (groups.every(({ kind }) => kind === 'none')) {
    return {
      status: 'refused',
      reason: 'No layer of this model keeps anything: check its list of layers.',
      notes: notes.all,
    };
  }
  return {
    status: notes.doubted ? 'approximate' : 'exact',
    geometry: { architecture, groups, maxContextTokens, draftLayers, attention: attentionInWords(groups) },
    notes: notes.all,
  };
}

function readerOf(known: KnownModel | null, reading: Reading, architecture: string): LayerReader {
  if (known) return known.reader;
  const { reader, words } = inferReader(reading);
  reading.notes.doubt(
    architecture === 'unknown'
      ? `The file names no architecture (model_type): read as ${words}, from its fields.`
      : `The architecture ${quoted(architecture)} is not known here: read as ${words}, from its fields.`,
  );
  return reader;
}

/** What engines are known to treat differently although the file is clear. */
function remarkOnFamily({ known, fields, notes }: Reading): void {
  if (known === 'mistral' && !fields.has('sliding_window') && !fields.isNull('sliding_window')) {
    notes.doubt('sliding_window is not given: the library assumes 4,096 on every layer; null would mean none.');
  }
  if (known === 'phi3' && fields.count('sliding_window', 'tokens') === 2047) {
    notes.doubt('Engines differ in honouring the window of 2,047 of Phi-3: one that ignores it keeps every token.');
  }
}

function recognise(
  config: Readonly<Record<string, unknown>>,
  values: Readonly<Record<string, unknown>>,
): KnownModel | null {
  for (const part of values === config ? [config] : [values, config]) {
    const name = nameOf(part);
    const found = (name === null ? null : knownByType(name)) ?? knownByClass(classOf(part) ?? '');
    if (found) return found;
  }
  return null;
}

function nameOf(values: Readonly<Record<string, unknown>>): string | null {
  const name = Object.hasOwn(values, 'model_type') ? values['model_type'] : null;
  return typeof name === 'string' && name !== '' ? name.slice(0, 80) : null;
}

function classOf(values: Readonly<Record<string, unknown>>): string | null {
  const list = Object.hasOwn(values, 'architectures') ? values['architectures'] : null;
  const first: unknown = Array.isArray(list) ? list[0] : null;
  return typeof first === 'string' && first !== '' ? first.slice(0, 80) : null;
}

const SIZES: ReadonlySet<string> = new Set([...LAYER_KEYS, ...HEAD_KEYS, ...HIDDEN_KEYS]);

function usable(defaults: Defaults, nested: boolean): Defaults {
  return nested ? defaults : Object.fromEntries(Object.entries(defaults).filter(([key]) => !SIZES.has(key)));
}

function refused(reason: string): ConfigVerdict {
  return { status: 'refused', reason, notes: [] };
}
