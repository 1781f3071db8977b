import { prefillSeconds, prefillTokensPerSecond, type PrefillMachine } from '../../domain/serving/prefill-time.ts';
import type { LoadPath } from '../../domain/serving/ttft.ts';
import type { Tokens } from '../../domain/units.ts';
import { breakEvenSeconds } from '../../domain/warehouse/break-even.ts';
import { criticalBandwidth, crossoverOnCurves } from '../../domain/warehouse/critical-bandwidth.ts';
import { unitCosts } from '../../domain/warehouse/unit-costs.ts';
import type { Verdict } from '../../domain/warehouse/verdict.ts';
import type { KeepPrices } from './keep-prices.ts';
import type { Prompt } from './prompt.ts';

/** A figure, or why there is none. */
export type Answer = number | { readonly why: string };

interface AtLength {
  readonly machine: PrefillMachine;
  readonly prompt: Prompt;
  readonly contextTokens: Tokens;
}

function rateOf({ machine, prompt, contextTokens }: AtLength): number {
  const flops = prompt.flops({ contextTokens }).totalFlops;
  return prefillTokensPerSecond({ newTokens: contextTokens, flops, machine }).typical;
}

/** Bandwidth at which loading the prompt takes as long as computing it, floors aside. */
export function criticalAnswer({ machine, prompt, contextTokens }: AtLength): Answer {
  return answerOf(
    criticalBandwidth({
      // Windows and states make it fall with length: of this prompt, not of one more token.
      bytesPerToken: prompt.bytes(contextTokens) / contextTokens,
      prefillTokensPerSecond: rateOf({ machine, prompt, contextTokens }),
    }),
  );
}

/** The length from which on loading is faster, on the whole curves; 1 where it is at any. */
export function crossoverAnswer({
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
}): Answer {
  const verdict = crossoverOnCurves({
    recomputeSeconds: (tokens) =>
      prefillSeconds({ flops: prompt.flops({ contextTokens: tokens }).totalFlops, machine }).typical,
    // The request's floor is paid either way: by computing, or within the tier's floor.
    loadSeconds: (tokens) => prompt.load({ tokens, path }) + Math.max(0, machine.floorSeconds - path.floorSeconds),
    mostTokens,
  });
  if (verdict.status === 'always') return 1;
  const answer = answerOf(verdict);
  return typeof answer === 'number' ? Math.ceil(answer) : answer;
}

/** How long a token of the prompt may lie in the tier and be worth one read. */
export function breakEvenAnswer({
  machine,
  path,
  prompt,
  prices,
  contextTokens,
}: AtLength & { path: LoadPath; prices: KeepPrices }): Answer {
  return answerOf(
    breakEvenSeconds({
      costs: unitCosts({
        usdPerInstanceHour: prices.usdPerGpuHour * machine.devices,
        prefillTokensPerSecond: rateOf({ machine, prompt, contextTokens }),
        bytesPerToken: prompt.bytes(contextTokens) / contextTokens,
        tierBytesPerSecond: path.bytesPerSecond,
        overlapRatio: 0,
        rentUsdPerByteHour: prices.rentUsdPerByteHour,
        wearUsdPerByte: prices.wearUsdPerByte,
      }),
    }),
  );
}

function answerOf(verdict: Verdict): Answer {
  return 'value' in verdict ? verdict.value : { why: `${verdict.status}: ${verdict.reason}` };
}
