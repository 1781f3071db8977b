import type { TraceReport, TraceRules, TraceSummary } from '../../../../state/trace-types.ts';
import { formatPercent, formatTokens } from '../../../format/number.ts';
import { duplicatesInWords } from '../input/reading-words.ts';

export const ORDERS = [
  { value: 'leaf-first', label: 'Last one first' },
  { value: 'sequential', label: 'First one first' },
] as const satisfies readonly { value: TraceRules['order']; label: string }[];

export const ORDER_WORDS: Readonly<Record<TraceRules['order'], string>> = {
  'leaf-first':
    'A cache that runs full drops the ends of prompts before their beginnings, as engines do that free a sequence from its end.',
  sequential:
    'A cache that runs full drops the beginnings of prompts before their ends, as general cache simulators do. It is replayed block by block, which takes seconds to minutes for large logs.',
};

/** What a rule about counting leaves alone: whoever switches it must not look for it in a bill. */
export const COUNT_SCOPE_WORDS =
  'Changes hit rates, amplification and sizes. Bills, gaps and sessions are in tokens, as sellers charge them.';
export const SLOTS_WORDS =
  'Each session of this log begins at 0; so many are played back to back. Changes only what fits into a cache of limited size: the two cards about size, not bills, gaps or sessions.';

export const BLOCK_COUNTS = [
  { value: 'log', label: 'As the log counts' },
  { value: 'floor', label: 'Whole blocks' },
  { value: 'ceil', label: 'The last one too' },
] as const;

export const DENOMINATORS = [
  { value: 'tokens', label: 'Tokens' },
  { value: 'blocks', label: 'Blocks' },
  { value: 'mean', label: 'Mean' },
  { value: 'requests', label: 'Requests' },
] as const satisfies readonly { value: TraceRules['denominator']; label: string }[];

export const DENOMINATOR_WORDS: Readonly<Record<TraceRules['denominator'], string>> = {
  tokens: 'Tokens read ÷ tokens of all prompts: what a bill sees.',
  blocks: 'Blocks read ÷ blocks referred to: what cache simulators print.',
  mean: 'The share of tokens read of each prompt, averaged over requests: long prompts count no more than short ones.',
  requests: 'Requests that read anything ÷ all requests.',
};

/** Which rules can change anything: order, blocks and shares are a replay’s, slots are for sessions with a clock each. */
export function rulesFor({ evidence, format, sessions }: TraceSummary): {
  readonly isReplayed: boolean;
  readonly hasSlots: boolean;
  readonly hasLife: boolean;
} {
  return {
    isReplayed: evidence === 'blocks',
    hasSlots: format === 'kv-cache-tester' && (sessions ?? 0) > 1,
    hasLife: evidence === 'blocks' || (evidence === 'usage' && sessions !== null),
  };
}

/** What else was decided on the way to the figures, in sentences. */
export function rulesInWords({
  summary,
  report,
}: {
  summary: TraceSummary;
  report: TraceReport | null;
}): readonly string[] {
  const { surface, reuse } = report ?? { surface: null, reuse: null };
  const counts =
    surface === null
      ? []
      : surface.blockCountNote === null
        ? [
            surface.blockCount === 'floor'
              ? 'A prompt’s partial last block is not counted.'
              : 'A prompt’s partial last block is counted.',
          ]
        : [surface.blockCountNote];
  const outputs = surface?.outputs
    ? [
        `Answers are not put into the cache. ${surface.outputs.why} Here that is ${formatTokens(surface.outputs.atMostTokens)} tokens, ${formatPercent(surface.outputs.atMostRatio)} of all prompts.`,
      ]
    : [];
  const inferred =
    reuse?.basis === 'inferred'
      ? [
          'A prompt is taken to repeat the agent’s last one to the same model as far as both are long; edits in the middle are not seen.',
        ]
      : [];
  return [...counts, ...outputs, ...inferred, duplicatesInWords(summary)];
}
