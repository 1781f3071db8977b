import type { Accelerator } from '../../domain/accelerator.ts';
import type { ModelGeometry, ModelWeights } from '../../domain/kv-cache/model-geometry.ts';
import type { KvDtype } from '../../domain/kv-cache/precision.ts';
import { prefillSeconds, type PrefillMachine } from '../../domain/serving/prefill-time.ts';
import { loadSeconds, ttftOf, type LoadPath } from '../../domain/serving/ttft.ts';
import type { WeightFormat } from '../../domain/serving/weight-format.ts';
import type { Ratio, Seconds, Tokens, Usd } from '../../domain/units.ts';
import type { StorageTier } from '../../domain/warehouse/tier.ts';
import { gpusNeeded, type Fits } from './gpus-needed.ts';
import { breakEvenAnswer, criticalAnswer, crossoverAnswer, type Answer } from './keep-answers.ts';
import { keepPrices } from './keep-prices.ts';
import { prefillPlan } from './prefill-plan.ts';
import { promptOf, type Prompt } from './prompt.ts';
import { timeAssumptions, type TimeAssumptions } from './time-assumptions.ts';
import { tierPath } from './tier-path.ts';

/** One prompt on one instance. */
export interface TimeRequest {
  readonly model: ModelGeometry;
  readonly weights: ModelWeights;
  readonly accelerator: Accelerator;
  readonly devices: number;
  /** The whole prompt. */
  readonly contextTokens: Tokens;
  /** What of it is stored already; `null`: nothing is, and loading is timed as if the whole prompt were. */
  readonly cachedTokens: Tokens | null;
  /** `null`: the default range. */
  readonly mfuRatio: Ratio | null;
  readonly tier: StorageTier;
  readonly dtype: KvDtype;
  /** `null`: what the checkpoint is published in. */
  readonly weightFormat: WeightFormat | null;
  /** An hour of one accelerator; `null`: what the catalogue says. */
  readonly usdPerGpuHour: Usd | null;
  /** Day of the prices, ISO 8601. */
  readonly day: string;
}

/** Times of one prompt and the numbers that decide between computing and loading it. `null`: `why` says so. */
export interface TimeFigures {
  /** Prefill of the whole prompt. */
  readonly recomputeSeconds: Seconds | null;
  readonly recomputeSecondsLow: Seconds | null;
  readonly recomputeSecondsHigh: Seconds | null;
  /** Loading the cached part; where nothing is said to be cached, the whole prompt. */
  readonly loadSeconds: Seconds | null;
  /** Loading the cached part, then prefill of the rest. */
  readonly ttftSeconds: Seconds | null;
  /** Bandwidth at which loading this prompt takes as long as computing it, floors aside. */
  readonly criticalBytesPerSecond: number | null;
  /** Prompt length from which on loading is faster; 1 where it always is. */
  readonly crossoverTokens: Tokens | null;
  /** How long a prefix may lie in the tier and be worth one read. */
  readonly breakEvenSeconds: Seconds | null;
}

export interface TimeReport extends TimeFigures {
  readonly why: Readonly<Partial<Record<keyof TimeFigures, string>>>;
  readonly fits: Fits;
  readonly assumptions: TimeAssumptions;
}

/**
 * Times one prompt on an idle instance, computed and loaded.
 *
 *     ttft = load(cached) + prefill(rest behind it)                serial; a tier's fetch floor holds the request's own
 *     B* = stored bytes ÷ prefill time, floors aside               N*: where the two curves of time against length cross
 *     τ  = (compute − read − wear) ÷ rent, per token
 *
 * Example: Meta-Llama-3.1-8B, 100,000 tokens, one H100, DRAM: 6.78 s computed (5.76 to 9.76 with the default MFU), 0.318 s loaded.
 * Where the devices do not hold the model the times are those of devices with enough memory, and `fits` says how many it takes.
 * Ignores other requests, overlap of loading and computing, and what `prefillFlops` and `tierPath` ignore.
 */
export function timeReport(request: TimeRequest): TimeReport {
  const { model, accelerator, devices, contextTokens, cachedTokens, dtype } = request;
  const plan = prefillPlan(request);
  const path = tierPath(request);
  const prices = keepPrices(request);
  const prompt = promptOf({
    groups: request.model.groups.value,
    dtype,
    prefillParameters: plan.prefillParameters,
  });
  const { machine } = plan;
  const noMachine = `The ${plan.computePrecision} peak of ${accelerator.id} is not known.`;
  const noPath = path.status === 'unknown' ? path.reason : '';
  const whole = machine && prefillSeconds({ flops: prompt.flops({ contextTokens }).totalFlops, machine });
  const load = path.status === 'known' ? path.path : null;
  const ofBoth = (answer: (known: { machine: PrefillMachine; path: LoadPath }) => Answer): Answer =>
    machine && load ? answer({ machine, path: load }) : { why: machine ? noPath : noMachine };

  const answers: Record<keyof TimeFigures, Answer> = {
    recomputeSeconds: whole?.typical ?? { why: noMachine },
    recomputeSecondsLow: whole?.low ?? { why: noMachine },
    recomputeSecondsHigh: whole?.high ?? { why: noMachine },
    loadSeconds: load ? prompt.load({ tokens: cachedTokens ?? contextTokens, path: load }) : { why: noPath },
    ttftSeconds: ttftAnswer({ machine, path: load, prompt, request, noMachine, noPath }),
    criticalBytesPerSecond: machine ? criticalAnswer({ machine, prompt, contextTokens }) : { why: noMachine },
    crossoverTokens: ofBoth((known) =>
      crossoverAnswer({
        ...known,
        prompt,
        mostTokens: Math.max(contextTokens, model.maxContextTokens.value),
      }),
    ),
    breakEvenSeconds: ofBoth((known) =>
      'missing' in prices ? { why: prices.missing } : breakEvenAnswer({ ...known, prompt, prices, contextTokens }),
    ),
  };
  const fits = gpusNeeded({ model, accelerator, devices, contextTokens, dtype, weightFormat: plan.weightFormat });
  return {
    ...figuresOf(answers),
    fits,
    assumptions: timeAssumptions({
      request,
      plan,
      path,
      prices,
      fits,
      loadedBytes: prompt.bytes(cachedTokens ?? contextTokens),
      isLowerBound: prompt.flops({ contextTokens }).isLowerBound,
    }),
  };
}

function ttftAnswer({
  machine,
  path,
  prompt,
  request: { contextTokens, cachedTokens },
  noMachine,
  noPath,
}: {
  machine: PrefillMachine | null;
  path: LoadPath | null;
  prompt: Prompt;
  request: TimeRequest;
  noMachine: string;
  noPath: string;
}): Answer {
  if (!machine) return { why: noMachine };
  const cached = cachedTokens ?? 0;
  const recomputeSeconds = prefillSeconds({ flops: prompt.flops({ contextTokens }).totalFlops, machine });
  if (cached === 0) return recomputeSeconds.typical;
  if (!path) return { why: noPath };
  // A tier's floor was measured in an engine, whose own time per request is in it.
  const floorSeconds = Math.max(0, machine.floorSeconds - path.floorSeconds);
  const rest = prompt.flops({ contextTokens, cachedTokens: cached }).totalFlops;
  return ttftOf({
    recomputeSeconds,
    loadSeconds: loadSeconds({ storedBytes: prompt.bytes(cached), expandedBytes: prompt.bytes(cached), path }),
    restSeconds: prefillSeconds({ flops: rest, machine: { ...machine, floorSeconds } }),
  }).serialSeconds.typical;
}

function figuresOf(answers: Record<keyof TimeFigures, Answer>): TimeFigures & Pick<TimeReport, 'why'> {
  const figure = (name: keyof TimeFigures): number | null => {
    const answer = answers[name];
    return typeof answer === 'number' ? answer : null;
  };
  const why = Object.fromEntries(
    Object.entries(answers).flatMap(([name, answer]) => (typeof answer === 'number' ? [] : [[name, answer.why]])),
  );
  return {
    recomputeSeconds: figure('recomputeSeconds'),
    recomputeSecondsLow: figure('recomputeSecondsLow'),
    recomputeSecondsHigh: figure('recomputeSecondsHigh'),
    loadSeconds: figure('loadSeconds'),
    ttftSeconds: figure('ttftSeconds'),
    criticalBytesPerSecond: figure('criticalBytesPerSecond'),
    crossoverTokens: figure('crossoverTokens'),
    breakEvenSeconds: figure('breakEvenSeconds'),
    why,
  };
}
