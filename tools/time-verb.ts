import { ACCELERATORS } from '../src/catalog/accelerators/index.ts';
import { modelById, modelsLike } from '../src/catalog/models/index.ts';
import { modelWeightsOf } from '../src/catalog/models/weights.ts';
import { CATALOG_REVISION } from '../src/catalog/revision.ts';
import { STORAGE_TIERS } from '../src/catalog/storage-tiers/index.ts';
import { KV_LIMITS, type FieldLimits } from '../src/domain/field-limits.ts';
import { KV_DTYPES } from '../src/domain/kv-cache/precision.ts';
import { WEIGHT_FORMATS } from '../src/domain/serving/weight-format.ts';
import { timeReport, type TimeReport, type TimeRequest } from '../src/evaluate/cluster/time-report.ts';
import { InputError } from './input-error.ts';
import { numberOf, oneOf } from './option-values.ts';
import { parseOptions } from './parse-options.ts';
import { onlySource, readScenario, type Stdin } from './read-scenario.ts';
import { byId } from './row-by-id.ts';
import { timeOfScenario, type ScenarioTime, type ToldTime } from './time-of-scenario.ts';

const DEFAULT_TIER = 'dram_ddr5';

export const TIME_USAGE = 'time --model ID --gpu ID --gpus N --context N [--cached N] [--mfu X] [--tier ID]';

export const TIME_HELP = `${TIME_USAGE}
      or: time <link-or-file> [the same options]
      time of one prompt on an idle instance, computed and loaded, as JSON, with what it rests on
      <link-or-file>   a scenario: the model, accelerators and warehouse of its cluster and the workload's mean prompt; options
                       take the place of its settings
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
export async function runTime({
  args,
  stdin,
}: {
  args: readonly string[];
  stdin: Stdin;
}): Promise<TimeReport & Partial<Pick<ScenarioTime, 'notTaken'>>> {
  const { values, positionals } = parse(args);
  const source = onlySource(positionals);
  const told = toldBy(values);
  if (source === undefined) return timeReport(alone({ told, cached: values.cached }));
  const scenario = await readScenario({ source, stdin });
  const asked = timeOfScenario({ scenario, told });
  if ('reason' in asked) throw new InputError(asked.reason);
  const { request, notTaken } = asked;
  const cachedTokens = cachedOf({ text: values.cached, contextTokens: request.contextTokens });
  return { ...timeReport({ ...request, cachedTokens }), notTaken };
}

type Values = ReturnType<typeof parse>['values'];

function toldBy(options: Values): ToldTime {
  const {
    model,
    gpu,
    gpus,
    context,
    mfu,
    tier,
    'usd-per-hour': hour,
    kv,
    weights,
  }: Readonly<Partial<Record<string, string>>> = options;
  const number = (text: string | undefined, flag: string, limits: FieldLimits): number | undefined =>
    text === undefined ? undefined : numberOf({ text, limits, flag });
  return {
    model: model === undefined ? undefined : modelOf(model),
    accelerator:
      gpu === undefined ? undefined : byId({ rows: ACCELERATORS, id: gpu, flag: '--gpu', what: 'accelerator' }),
    devices: number(gpus, '--gpus', GPUS),
    contextTokens: number(context, '--context', KV_LIMITS.contextTokens),
    mfuRatio: number(mfu, '--mfu', MFU),
    tier: tier === undefined ? undefined : byId({ rows: STORAGE_TIERS, id: tier, flag: '--tier', what: 'tier' }),
    usdPerGpuHour: number(hour, '--usd-per-hour', USD_PER_HOUR),
    dtype: kv === undefined ? undefined : oneOf({ text: kv, values: KV_DTYPES, flag: '--kv' }),
    weightFormat:
      weights === undefined ? undefined : oneOf({ text: weights, values: WEIGHT_FORMATS, flag: '--weights' }),
  };
}

/** A prompt of which everything was told on the command line. */
function alone({ told, cached }: { told: ToldTime; cached: string | undefined }): TimeRequest {
  const model = required({ value: told.model, flag: '--model' });
  const contextTokens = (): number => required({ value: told.contextTokens, flag: '--context' });
  return {
    model,
    weights: modelWeightsOf(model.id),
    accelerator: required({ value: told.accelerator, flag: '--gpu' }),
    devices: required({ value: told.devices, flag: '--gpus' }),
    contextTokens: contextTokens(),
    cachedTokens: cachedOf({ text: cached, contextTokens: contextTokens() }),
    mfuRatio: told.mfuRatio ?? null,
    tier: told.tier ?? byId({ rows: STORAGE_TIERS, id: DEFAULT_TIER, flag: '--tier', what: 'tier' }),
    dtype: told.dtype ?? 'bf16',
    weightFormat: told.weightFormat ?? null,
    usdPerGpuHour: told.usdPerGpuHour ?? null,
    day: CATALOG_REVISION,
  };
}

const TEXT = { type: 'string' } as const;

function parse(args: readonly string[]) {
  return parseOptions({
    args,
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
    usage: TIME_USAGE,
  });
}

function required<T>({ value, flag }: { value: T | undefined; flag: string }): T {
  if (value === undefined) throw new InputError(`${flag} is missing. Usage: tokenhouse ${TIME_USAGE}`);
  return value;
}

function modelOf(id: string) {
  const model = modelById(id);
  if (model) return model;
  const near = modelsLike(id).map((like) => like.id);
  throw new InputError(
    `No model "${id}" in the catalogue.${near.length === 0 ? '' : ` Did you mean ${near.join(', ')}?`}`,
  );
}

function cachedOf({ text, contextTokens }: { text: string | undefined; contextTokens: number }): number | null {
  if (text === undefined) return null;
  const limits = { ...KV_LIMITS.contextTokens, label: 'What is cached', min: 0, max: contextTokens };
  return numberOf({ text, limits, flag: '--cached' });
}
