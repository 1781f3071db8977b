import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { modelById, modelsLike } from '../src/catalog/models/index.ts';
import { KV_LIMITS } from '../src/domain/field-limits.ts';
import { ENGINE_NAMES, type EngineName, type EngineSettings } from '../src/domain/kv-cache/engine/engine.ts';
import { KV_DTYPES } from '../src/domain/kv-cache/precision.ts';
import { readModelConfigText } from '../src/domain/model-config/read-config.ts';
import { kvReport, subjectOfModel, type KvReport, type KvSubject } from '../src/evaluate/kv/kv-report.ts';
import { offerNamed } from '../src/evaluate/resolve-offer.ts';
import { isProblem, resolveGeometry } from '../src/evaluate/resolve.ts';
import { WHOLE_BOOK } from '../src/evaluate/whole-book.ts';
import type { Scenario } from '../src/scenario/schema.ts';
import { InputError } from './input-error.ts';
import { numberOf, oneOf } from './option-values.ts';
import { parseOptions } from './parse-options.ts';
import { onlySource, readScenario, type Stdin } from './read-scenario.ts';

export const KV_USAGE = `kv (--model ID | --config FILE | <link-or-file>) [--context N] [--sequences N] [--kv DTYPE] [--tp N] [--engine NAME]`;

export const KV_HELP = `${KV_USAGE}
      bytes of a KV cache, as JSON: per token, per sequence, per rank, stored, by layer group
      --model ID       a model of the catalogue, by its name or its id on the Hugging Face hub
      --config FILE    a config.json; - reads it from standard input
      <link-or-file>   a scenario: what its KV cache page shows; options take the place of its settings
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
export async function runKv({ args, stdin }: { args: readonly string[]; stdin: Stdin }): Promise<KvReport | KvRefusal> {
  const { values: options, positionals } = parse(args);
  const source = onlySource(positionals);
  if (source !== undefined && options.config === '-' && source === '-')
    throw new InputError('Standard input can hold the scenario or the config, not both.');
  const scenario = source === undefined ? null : await readScenario({ source, stdin });
  const subject = await subjectOf({ options, scenario, stdin });
  if ('reason' in subject) return subject;
  const { kv } = scenario ?? { kv: null };
  // Another model has another maximum.
  const isOwn = options.model === undefined && options.config === undefined;
  const contextTokens =
    options.context === undefined
      ? isOwn && kv !== null
        ? kv.contextTokens
        : subject.maxContextTokens
      : numberOf({ text: options.context, limits: KV_LIMITS.contextTokens, flag: '--context' });
  if (contextTokens === null)
    throw new InputError(`${subject.model} does not say its maximum context. Give one: --context 131072.`);
  const count = (flag: 'sequences' | 'tp', own: number | undefined): number =>
    options[flag] === undefined
      ? (own ?? 1)
      : numberOf({
          text: options[flag],
          limits: flag === 'tp' ? KV_LIMITS.ranks : KV_LIMITS.sequences,
          flag: `--${flag}`,
        });
  return kvReport({
    subject,
    speculation: options.speculation || kv?.speculation === true,
    settings: {
      contextTokens,
      dtype:
        options.kv === undefined ? (kv?.dtype ?? 'bf16') : oneOf({ text: options.kv, values: KV_DTYPES, flag: '--kv' }),
      sequences: count('sequences', kv?.sequences),
      ranks: count('tp', kv?.ranks),
      engine: engineOf({ options, own: kv?.engine ?? null }),
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

function parse(args: readonly string[]): { values: Options; positionals: readonly string[] } {
  return parseOptions({
    args,
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
    usage: KV_USAGE,
  });
}

async function subjectOf({
  options,
  scenario,
  stdin,
}: {
  options: Options;
  scenario: Scenario | null;
  stdin: Stdin;
}): Promise<KvSubject | KvRefusal> {
  const { model: id, config: file } = options;
  if (id === undefined && file === undefined && scenario) return subjectOfScenario(scenario);
  if ((id === undefined) === (file === undefined))
    throw new InputError(`Give either --model or --config, or a scenario. Usage: tokenhouse ${KV_USAGE}`);
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

/** What the scenario's KV cache page is about: its typed geometry, its model, its offer's, or the stand-in for one. */
function subjectOfScenario(scenario: Scenario): KvSubject {
  const { kv, offerId } = scenario;
  const geometry = resolveGeometry({ kv, offer: offerNamed(offerId, scenario, WHOLE_BOOK), book: WHOLE_BOOK });
  if (isProblem(geometry)) throw new InputError(geometry.message);
  const { model, origin, provenance, name } = geometry;
  if (model) {
    const subject = subjectOfModel(model);
    if (origin !== 'stand-in') return subject;
    const note = `${model.id} stands in for ${offerId}, whose geometry is not public.`;
    return { ...subject, status: 'approximate', notes: [note, ...subject.notes] };
  }
  const { custom } = kv;
  return {
    model: name,
    attention: 'typed',
    groups: geometry.groups,
    draftLayers: geometry.draftLayers,
    maxContextTokens: geometry.maxContextTokens,
    status: custom?.verdict === 'approximate' ? 'approximate' : 'exact',
    notes: custom?.notes ?? [],
    source: provenance?.source ?? 'the scenario',
  };
}

async function readConfig({ file, stdin }: { file: string; stdin: Stdin }): Promise<string> {
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

/** Engines are written in more ways than one. */
const ENGINE_ALIASES: Readonly<Record<string, EngineName>> = {
  vllm: 'vllm',
  sglang: 'sglang',
  tensorrtllm: 'tensorrt-llm',
  trtllm: 'tensorrt-llm',
  tensorrt: 'tensorrt-llm',
  llamacpp: 'llama.cpp',
};

function engineOf({ options, own }: { options: Options; own: EngineName | null }): EngineSettings | null {
  const asked = options.engine ?? own ?? undefined;
  if (asked === undefined) {
    if (options.block !== undefined || options['max-batched-tokens'] !== undefined)
      throw new InputError('--block and --max-batched-tokens belong to an engine: add --engine.');
    return null;
  }
  const name = ENGINE_ALIASES[asked.toLowerCase().replaceAll(/[^a-z]/g, '')];
  if (!name) throw new InputError(`--engine ${asked} is not known. One of: ${ENGINE_NAMES.join(' ')}.`);
  const { block, 'max-batched-tokens': batched } = options;
  const tokens = (text: string, flag: string): number =>
    numberOf({ text, limits: { ...KV_LIMITS.contextTokens, label: flag.slice(2) }, flag });
  return {
    name,
    ...(block === undefined ? {} : { blockTokens: tokens(block, '--block') }),
    ...(batched === undefined ? {} : { maxBatchedTokens: tokens(batched, '--max-batched-tokens') }),
  };
}
