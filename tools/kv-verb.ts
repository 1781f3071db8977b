import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { modelById, modelsLike } from '../src/catalog/models/index.ts';
import { KV_LIMITS, describeLimits, type FieldLimits } from '../src/domain/field-limits.ts';
import { ENGINE_NAMES, type EngineName, type EngineSettings } from '../src/domain/kv-cache/engine/engine.ts';
import { KV_DTYPES, type KvDtype } from '../src/domain/kv-cache/precision.ts';
import { readModelConfigText } from '../src/domain/model-config/read-config.ts';
import { kvReport, subjectOfModel, type KvReport, type KvSubject } from '../src/evaluate/kv/kv-report.ts';
import { InputError } from './input-error.ts';

export const KV_USAGE = `kv (--model ID | --config FILE) [--context N] [--sequences N] [--kv DTYPE] [--tp N] [--engine NAME]`;

export const KV_HELP = `${KV_USAGE}
      bytes of a KV cache, as JSON: per token, per sequence, per rank, stored, by layer group
      --model ID       a model of the catalogue, by its name or its id on the Hugging Face hub
      --config FILE    a config.json; - reads it from standard input
      --context N      tokens of one sequence; the model's maximum unless given; 128k is 128,000
      --sequences N    how many; 1
      --kv DTYPE       ${KV_DTYPES.join(' ')}; bf16
      --tp N           tensor-parallel ranks; 1
      --engine NAME    ${ENGINE_NAMES.join(' ')}: what the engine allocates; without it logical bytes, unrounded
      --block N, --max-batched-tokens N    the engine's block and step, where they are not its defaults
      --speculation    count the model's draft layers (multi-token prediction) too`;

/** Configs are kilobytes; with the layer lists of a quantised checkpoint a few megabytes. */
const MOST_BYTES = 8 * 2 ** 20;

/** A config that describes no cache that can be sized: an answer, but not the one asked for. */
export interface KvRefusal {
  readonly status: 'refused';
  readonly reason: string;
  readonly notes: readonly string[];
}

/** The `kv` verb: every size of one cache. Numbers accept `128k` and `1M`, thousands and millions. */
export async function runKv({
  args,
  stdin,
}: {
  args: readonly string[];
  stdin: AsyncIterable<Buffer | string>;
}): Promise<KvReport | KvRefusal> {
  const options = parse(args);
  const subject = await subjectOf({ options, stdin });
  if ('reason' in subject) return subject;
  const contextTokens =
    options.context === undefined
      ? subject.maxContextTokens
      : numberOf({ text: options.context, limits: KV_LIMITS.contextTokens, flag: '--context' });
  if (contextTokens === null)
    throw new InputError(`${subject.model} does not say its maximum context. Give one: --context 131072.`);
  return kvReport({
    subject,
    speculation: options.speculation,
    settings: {
      contextTokens,
      dtype: dtypeOf(options.kv ?? 'bf16'),
      sequences: numberOf({ text: options.sequences ?? '1', limits: KV_LIMITS.sequences, flag: '--sequences' }),
      ranks: numberOf({ text: options.tp ?? '1', limits: KV_LIMITS.ranks, flag: '--tp' }),
      engine: engineOf(options),
    },
  });
}

interface Options {
  readonly model?: string | undefined;
  readonly config?: string | undefined;
  readonly context?: string | undefined;
  readonly sequences?: string | undefined;
  readonly kv?: string | undefined;
  readonly tp?: string | undefined;
  readonly engine?: string | undefined;
  readonly block?: string | undefined;
  readonly 'max-batched-tokens'?: string | undefined;
  readonly speculation: boolean;
}

const TEXT = { type: 'string' } as const;

function parse(args: readonly string[]): Options {
  try {
    const { values } = parseArgs({
      args: [...args],
      allowPositionals: false,
      options: {
        model: TEXT,
        config: TEXT,
        context: TEXT,
        sequences: TEXT,
        kv: TEXT,
        tp: TEXT,
        engine: TEXT,
        block: TEXT,
        'max-batched-tokens': TEXT,
        speculation: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (error) {
    throw new InputError(`${error instanceof Error ? error.message : String(error)} Usage: tokenhouse ${KV_USAGE}`);
  }
}

async function subjectOf({
  options,
  stdin,
}: {
  options: Options;
  stdin: AsyncIterable<Buffer | string>;
}): Promise<KvSubject | KvRefusal> {
  const { model: id, config: file } = options;
  if ((id === undefined) === (file === undefined))
    throw new InputError(`Give either --model or --config. Usage: tokenhouse ${KV_USAGE}`);
  if (id !== undefined) {
    const model = modelById(id);
    if (model) return subjectOfModel(model);
    const near = modelsLike(id).map((like) => like.id);
    throw new InputError(
      `No model "${id}" in the catalogue.${near.length === 0 ? '' : ` Did you mean ${near.join(', ')}?`} Any other model: --config with its config.json.`,
    );
  }
  const verdict = readModelConfigText(await readConfig({ file: file ?? '-', stdin }));
  if (verdict.status === 'refused') return verdict;
  const { architecture, ...geometry } = verdict.geometry;
  return {
    ...geometry,
    model: file === '-' ? architecture : `${basename(file ?? '')} (${architecture})`,
    status: verdict.status,
    notes: verdict.notes,
    source: 'the config given',
  };
}

async function readConfig({ file, stdin }: { file: string; stdin: AsyncIterable<Buffer | string> }): Promise<string> {
  const tooLarge = (bytes: number): InputError =>
    new InputError(
      `"${file}" has ${bytes.toLocaleString('en-US')} bytes; a config.json has at most ${MOST_BYTES.toLocaleString('en-US')}. Give the config.json of the model, not its weights.`,
    );
  if (file === '-') {
    const chunks: string[] = [];
    let bytes = 0;
    for await (const chunk of stdin) {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) throw tooLarge(bytes);
      chunks.push(String(chunk));
    }
    return chunks.join('');
  }
  const found = await stat(file).catch(() => null);
  if (!found) throw new InputError(`There is no file "${file}".`);
  if (!found.isFile()) throw new InputError(`"${file}" is not a file.`);
  if (found.size > MOST_BYTES) throw tooLarge(found.size);
  return readFile(file, 'utf8');
}

/** Powers of ten, as on the pages. */
const SUFFIX: Readonly<Record<string, number>> = { k: 3, m: 6 };

function numberOf({ text, limits, flag }: { text: string; limits: FieldLimits; flag: string }): number {
  const match = /^(\d+(?:\.\d+)?)([km])?$/i.exec(text.replaceAll(/[_,]/g, ''));
  // Read as one decimal number: 8.2 × 1e6 is no whole number.
  const value = match ? Number(`${match[1]}e${SUFFIX[match[2]?.toLowerCase() ?? ''] ?? 0}`) : Number.NaN;
  if (!Number.isInteger(value) || value < limits.min || value > limits.max)
    throw new InputError(
      `${flag} ${text} is not accepted: ${limits.label.toLowerCase()} must be ${describeLimits(limits)}.`,
    );
  return value;
}

function dtypeOf(text: string): KvDtype {
  const found = KV_DTYPES.find((dtype) => dtype === text.toLowerCase());
  if (!found) throw new InputError(`--kv ${text} is not known. One of: ${KV_DTYPES.join(' ')}.`);
  return found;
}

/** Engines are written in more ways than one. */
const ENGINE_ALIASES: Readonly<Record<string, EngineName>> = {
  vllm: 'vllm',
  sglang: 'sglang',
  tensorrtllm: 'tensorrt-llm',
  trtllm: 'tensorrt-llm',
  tensorrt: 'tensorrt-llm',
  llamacpp: 'llama.cpp',
};

function engineOf(options: Options): EngineSettings | null {
  if (options.engine === undefined) {
    if (options.block !== undefined || options['max-batched-tokens'] !== undefined)
      throw new InputError('--block and --max-batched-tokens belong to an engine: add --engine.');
    return null;
  }
  const name = ENGINE_ALIASES[options.engine.toLowerCase().replaceAll(/[^a-z]/g, '')];
  if (!name) throw new InputError(`--engine ${options.engine} is not known. One of: ${ENGINE_NAMES.join(' ')}.`);
  const { block, 'max-batched-tokens': batched } = options;
  const tokens = (text: string, flag: string): number =>
    numberOf({ text, limits: { ...KV_LIMITS.contextTokens, label: flag.slice(2) }, flag });
  return {
    name,
    ...(block === undefined ? {} : { blockTokens: tokens(block, '--block') }),
    ...(batched === undefined ? {} : { maxBatchedTokens: tokens(batched, '--max-batched-tokens') }),
  };
}
