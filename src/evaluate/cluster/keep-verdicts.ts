import { prefillSeconds, prefillTokensPerSecond, type PrefillMachine } from '../../domain/serving/prefill-time.ts';
import type { LoadPath } from '../../domain/serving/ttft.ts';
import type { Ratio, Seconds, Tokens } from '../../domain/units.ts';
import { criticalBandwidth, crossoverOnCurves } from '../../domain/warehouse/critical-bandwidth.ts';
import { unitCosts, type UnitCosts } from '../../domain/warehouse/unit-costs.ts';
import type { Verdict } from '../../domain/warehouse/verdict.ts';
import type { KeepPrices } from './keep-prices.ts';
import type { Prompt } from './prompt.ts';

/** What decides between computing and loading, for a prompt of the `time` verb and for the prompts of a cluster alike. */
export interface AtLength {
  readonly machine: PrefillMachine;
  readonly prompt: Prompt;
  readonly contextTokens: Tokens;
}

/** Tokens of the prompt prefilled a second, at the typical MFU. */
export function promptRate({ machine, prompt, contextTokens }: AtLength): number {
  const flops = prompt.flops({ contextTokens }).totalFlops;
  return prefillTokensPerSecond({ newTokens: contextTokens, flops, machine }).typical;
}

/** Bandwidth at which loading the prompt takes as long as computing it, floors aside. */
export function criticalVerdict({ machine, prompt, contextTokens }: AtLength): Verdict {
  return criticalBandwidth({
    // Windows and states make it fall with length: of this prompt, not of one more token.
    bytesPerToken: prompt.bytes(contextTokens) / contextTokens,
    prefillTokensPerSecond: promptRate({ machine, prompt, contextTokens }),
  });
}

/** What loading takes before its first byte, beside what computing would take as well. */
export function loadFloorSeconds({
  machine,
  path,
}: {
  machine: Pick<PrefillMachine, 'floorSeconds'>;
  path: Pick<LoadPath, 'floorSeconds'>;
}): Seconds {
  // The request's floor is paid either way: by computing, or within the tier's floor.
  return Math.max(machine.floorSeconds, path.floorSeconds);
}

/** The length from which on loading is faster, on the whole curves. */
export function crossoverVerdict({
  machine,
  path,
  prompt,
  mostTokens,
}: {
  machine: PrefillMachine;
  path: LoadPath;
  prompt: Prompt;
  /** The longest prompt looked at. */
  mostTokens: Tokens;
}): Verdict {
  const besideSeconds = loadFloorSeconds({ machine, path }) - path.floorSeconds;
  return crossoverOnCurves({
    recomputeSeconds: (tokens) =>
      prefillSeconds({ flops: prompt.flops({ contextTokens: tokens }).totalFlops, machine }).typical,
    loadSeconds: (tokens) => prompt.load({ tokens, path }) + besideSeconds,
    mostTokens,
  });
}

/** Costs of a token of the prompt: computed, loaded, kept, written. */
export function costsAtLength({
  machine,
  path,
  prompt,
  prices,
  contextTokens,
  overlapRatio = 0,
}: AtLength & {
  path: LoadPath;
  prices: Pick<KeepPrices, 'usdPerGpuHour' | 'rentUsdPerByteHour' | 'wearUsdPerByte'>;
  overlapRatio?: Ratio;
}): UnitCosts {
  return unitCosts({
    usdPerInstanceHour: prices.usdPerGpuHour * machine.devices,
    prefillTokensPerSecond: promptRate({ machine, prompt, contextTokens }),
    bytesPerToken: prompt.bytes(contextTokens) / contextTokens,
    tierBytesPerSecond: path.bytesPerSecond,
    overlapRatio,
    rentUsdPerByteHour: prices.rentUsdPerByteHour,
    wearUsdPerByte: prices.wearUsdPerByte,
  });
}
