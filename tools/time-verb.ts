import { parseArgs } from 'node:util';
import { ACCELERATORS } from '../src/catalog/accelerators/index.ts';
import { modelById, modelsLike } from '../src/catalog/models/index.ts';
import { modelWeightsOf } from '../src/catalog/models/weights.ts';
import { CATALOG_REVISION } from '../src/catalog/revision.ts';
import { STORAGE_TIERS } from '../src/catalog/storage-tiers/index.ts';
import { KV_LIMITS, describeLimits, type FieldLimits } from '../src/domain/field-limits.ts';
import { KV_DTYPES } from '../src/domain/kv-cache/precision.ts';
import { WEIGHT_FORMATS } from '../src/domain/serving/weight-format.ts';
import { timeReport, type TimeReport } from '../src/evaluate/cluster/time-report.ts';
import { InputError } from './input-error.ts';

const DEFAULT_TIER = 'dram_ddr5';

export const TIME_USAGE = 'time --model ID --gpu ID --gpus N --context N [--cached N] [--mfu X] [--tier ID]';

export const TIME_HELP = `${TIME_USAGE}
      time of one prompt on an idle instance, computed and loaded, as JSON, with what it rests on
      --model ID       a model of the catalogue, by its name or its id on the Hugging Face hub
      --gpu ID         an accelerator of the catalogue: h100-sxm, b200-sxm, mi300x …
      --gpus N         how many work on the prompt together
      --context N      tokens of the whole prompt; 128k is 128,000
      --cached N       what of it is stored already; without it nothing is, and loading is timed for the whole prompt
      --mfu X          share of the peak that prefill reaches, 0.01 to 1; without it the measured range
      --tier ID        where it is stored: dram_ddr5, nvme_gen5, net_nvme_weka …; ${DEFAULT_TIER}
      --usd-per-hour X  what an hour of one accelerator costs, where the catalogue's price is not wanted or there is none
      --kv DTYPE       ${KV_DTYPES.join(' ')}; bf16
      --weights FORMAT ${WEIGHT_FORMATS.join(' ')}; as the model's checkpoint is published`;

const GPUS: FieldLimits = { label: 'The number of accelerators', unit: '', min: 1, max: 16_384, whole: true };
const USD_PER_HOUR: FieldLimits = {
  label: 'An hour of one accelerator',
  unit: 'US dollars',
  min: 0.001,
  max: 10_000,
  whole: false,
};
const MFU: FieldLimits = { label: 'The share of the peak', unit: '', min: 0.01, max: 1, whole: false };

/** The `time` verb: when loading a prompt's cache beats computing it again. */
export function runTime({ args }: { args: readonly string[] }): Promise<TimeReport> {
  // Thrown inside the promise, as the other verbs do.
  return Promise.resolve(args).then(report);
}

function report(args: readonly string[]): TimeReport {
  const options = parse(args);
  const model = modelOf(required({ text: options.model, flag: '--model' }));
  const gpu = required({ text: options.gpu, flag: '--gpu' });
  const devices = numberOf({ text: required({ text: options.gpus, flag: '--gpus' }), limits: GPUS, flag: '--gpus' });
  const hour = options['usd-per-hour'];
  const context = required({ text: options.context, flag: '--context' });
  const contextTokens = numberOf({ text: context, limits: KV_LIMITS.contextTokens, flag: '--context' });
  return timeReport({
    model,
    weights: modelWeightsOf(model.id),
    accelerator: byId({ rows: ACCELERATORS, id: gpu, flag: '--gpu', what: 'accelerator' }),
    devices,
    contextTokens,
    cachedTokens: cachedOf({ text: options.cached, contextTokens }),
    mfuRatio: options.mfu === undefined ? null : numberOf({ text: options.mfu, limits: MFU, flag: '--mfu' }),
    tier: byId({ rows: STORAGE_TIERS, id: options.tier ?? DEFAULT_TIER, flag: '--tier', what: 'tier' }),
    dtype: oneOf({ text: options.kv ?? 'bf16', values: KV_DTYPES, flag: '--kv' }),
    weightFormat:
      options.weights === undefined
        ? null
        : oneOf({ text: options.weights, values: WEIGHT_FORMATS, flag: '--weights' }),
    usdPerGpuHour: hour === undefined ? null : numberOf({ text: hour, limits: USD_PER_HOUR, flag: '--usd-per-hour' }),
    day: CATALOG_REVISION,
  });
}

const TEXT = { type: 'string' } as const;

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: false,
      options: {
        model: TEXT,
        gpu: TEXT,
        gpus: TEXT,
        context: TEXT,
        cached: TEXT,
        mfu: TEXT,
        tier: TEXT,
        'usd-per-hour': TEXT,
        kv: TEXT,
        weights: TEXT,
      },
    }).values;
  } catch (error) {
    throw new InputError(`${error instanceof Error ? error.message : String(error)} Usage: tokenhouse ${TIME_USAGE}`);
  }
}

function required({ text, flag }: { text: string | undefined; flag: string }): string {
  if (text === undefined) throw new InputError(`${flag} is missing. Usage: tokenhouse ${TIME_USAGE}`);
  return text;
}

function modelOf(id: string) {
  const model = modelById(id);
  if (model) return model;
  const near = modelsLike(id).map((like) => like.id);
  throw new InputError(
    `No model "${id}" in the catalogue.${near.length === 0 ? '' : ` Did you mean ${near.join(', ')}?`}`,
  );
}

interface Row {
  readonly id: string;
  readonly name: string;
}

/** By id or name, whatever the case and what stands between words. */
function byId<T extends Row>({
  rows,
  id,
  flag,
  what,
}: {
  rows: readonly T[];
  id: string;
  flag: string;
  what: string;
}): T {
  const asked = lettersOf(id);
  const found = rows.find((row) => lettersOf(row.id) === asked || lettersOf(row.name) === asked);
  if (found) return found;
  const near = rowsLike({ rows, text: id }).map((row) => row.id);
  const hint =
    near.length === 0 ? `One of: ${rows.map((row) => row.id).join(' ')}.` : `Did you mean ${near.join(', ')}?`;
  throw new InputError(`${flag}: no ${what} "${id}" in the catalogue. ${hint}`);
}

const MOST_SUGGESTIONS = 5;
const FEWEST_LETTERS = 2;

/** Rows whose id holds what was typed; else those whose id begins most like one of its words, by two letters at least. */
function rowsLike<T extends Row>({ rows, text }: { rows: readonly T[]; text: string }): readonly T[] {
  const asked = lettersOf(text);
  if (asked === '') return [];
  const whole = rows.filter(({ id }) => lettersOf(id).includes(asked));
  if (whole.length > 0) return whole.slice(0, MOST_SUGGESTIONS);
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const likeness = (row: T): number =>
    Math.max(...words.map((word) => commonLetters({ word, name: lettersOf(row.id) })));
  const most = Math.max(FEWEST_LETTERS, ...rows.map(likeness));
  return rows.filter((row) => likeness(row) === most).slice(0, MOST_SUGGESTIONS);
}

/** Letters that two begin with alike. */
function commonLetters({ word, name }: { word: string; name: string }): number {
  const differs = [...word].findIndex((letter, i) => letter !== name[i]);
  return differs === -1 ? word.length : differs;
}

function lettersOf(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

function cachedOf({ text, contextTokens }: { text: string | undefined; contextTokens: number }): number | null {
  if (text === undefined) return null;
  const limits = { ...KV_LIMITS.contextTokens, label: 'What is cached', min: 0, max: contextTokens };
  return numberOf({ text, limits, flag: '--cached' });
}

/** Powers of ten, as on the pages. */
const SUFFIX: Readonly<Record<string, number>> = { k: 3, m: 6 };

function numberOf({ text, limits, flag }: { text: string; limits: FieldLimits; flag: string }): number {
  const match = /^(\d+(?:\.\d+)?|\.\d+)([km])?$/i.exec(text.replaceAll(/[_,]/g, ''));
  const value = match ? Number(`${match[1]}e${SUFFIX[match[2]?.toLowerCase() ?? ''] ?? 0}`) : Number.NaN;
  const isGood = limits.whole ? Number.isInteger(value) : Number.isFinite(value);
  if (!isGood || value < limits.min || value > limits.max)
    throw new InputError(
      `${flag} ${text} is not accepted: ${limits.label.toLowerCase()} must be ${describeLimits(limits)}.`,
    );
  return value;
}

function oneOf<T extends string>({ text, values, flag }: { text: string; values: readonly T[]; flag: string }): T {
  const found = values.find((value) => value === text.toLowerCase());
  if (!found) throw new InputError(`${flag} ${text} is not known. One of: ${values.join(' ')}.`);
  return found;
}
