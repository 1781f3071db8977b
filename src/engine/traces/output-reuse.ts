import { blocksOf } from '../request-stream.ts';
import type { Ratio, Tokens } from '../../domain/units.ts';
import type { BlockLog } from '../readers/log.ts';
import { requestsOf } from './log-requests.ts';

/** Why answers are not put into the replayed cache, and how much that can matter. */
export interface OutputReuse {
  readonly state: 'not-inserted';
  readonly why: string;
  /** Prompt tokens that may be answers coming back: at most so many more could be read. */
  readonly atMostTokens: Tokens;
  /** The same ÷ all prompt tokens. */
  readonly atMostRatio: Ratio;
}

const WHY =
  'The log does not say which blocks an answer fills: it is known only once it has come back in a prompt, and templates ' +
  'may write it differently there. An engine that keeps what it decodes can read at most so much more.';

/**
 * What a cache that keeps decoded tokens too could read beyond a replay, at most: where a prompt is longer than the agent's
 * last one, what lies beyond that one's blocks and within that one and the answer to it.
 *
 *     Σ max(0, min(tokens in the prompt's blocks, previous prompt + answer) − tokens in the previous prompt's blocks)
 *
 * Example: a prompt of 100 tokens, an answer of 30, the next prompt 120: at most 20 tokens more.
 */
export function outputsOf(log: BlockLog): OutputReuse {
  const { promptTokens, outputTokens, previous, rows } = requestsOf(log);
  const { stream } = log;
  let atMostTokens = 0;
  let all = 0;
  for (let row = 0; row < rows; row++) {
    const own = promptTokens[row] ?? 0;
    all += own;
    const before = previous[row] ?? -1;
    if (before < 0) continue;
    const inBlocks = (request: number): Tokens =>
      Math.min(promptTokens[request] ?? 0, blocksOf({ stream, request }) * stream.blockTokens);
    const decoded = (promptTokens[before] ?? 0) + (outputTokens[before] ?? 0);
    atMostTokens += Math.max(0, Math.min(inBlocks(row), decoded) - inBlocks(before));
  }
  return { state: 'not-inserted', why: WHY, atMostTokens, atMostRatio: all > 0 ? atMostTokens / all : 0 };
}
