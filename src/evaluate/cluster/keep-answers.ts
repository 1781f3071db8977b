import type { PrefillMachine } from '../../domain/serving/prefill-time.ts';
import type { LoadPath } from '../../domain/serving/ttft.ts';
import type { Tokens } from '../../domain/units.ts';
import { breakEvenSeconds } from '../../domain/warehouse/break-even.ts';
import type { Verdict } from '../../domain/warehouse/verdict.ts';
import type { KeepPrices } from './keep-prices.ts';
import { costsAtLength, criticalVerdict, crossoverVerdict, type AtLength } from './keep-verdicts.ts';
import type { Prompt } from './prompt.ts';

/** A figure, or why there is none. */
export type Answer = number | { readonly why: string };

/** Bandwidth at which loading the prompt takes as long as computing it, floors aside. */
export function criticalAnswer(at: AtLength): Answer {
  return answerOf(criticalVerdict(at));
}

/** The length from which on loading is faster, on the whole curves; 1 where it is at any. */
export function crossoverAnswer(asked: {
  machine: PrefillMachine;
  path: LoadPath;
  prompt: Prompt;
  /** The longest prompt looked at. */
  mostTokens: Tokens;
}): Answer {
  const verdict = crossoverVerdict(asked);
  if (verdict.status === 'always') return 1;
  const answer = answerOf(verdict);
  return typeof answer === 'number' ? Math.ceil(answer) : answer;
}

/** How long a token of the prompt may lie in the tier and be worth one read. */
export function breakEvenAnswer(asked: AtLength & { path: LoadPath; prices: KeepPrices }): Answer {
  return answerOf(breakEvenSeconds({ costs: costsAtLength(asked) }));
}

function answerOf(verdict: Verdict): Answer {
  return 'value' in verdict ? verdict.value : { why: `${verdict.status}: ${verdict.reason}` };
}
