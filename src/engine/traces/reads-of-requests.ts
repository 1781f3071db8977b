import type { Seconds, Tokens } from '../../domain/units.ts';
import type { ReadLog } from '../readers/log.ts';
import { replaySteps } from '../replay.ts';
import type { Steps } from '../run-control.ts';
import type { LogRequests } from './log-requests.ts';

/** A prompt this much shorter than the one before it is a history that was replaced: a compaction, or a new task. */
export const SHRUNK_RATIO = 0.9;

/** `exact`: by replay of blocks; `inferred`: from lengths of an agent's successive prompts; `none`: nothing is known. */
export type ReuseBasis = 'exact' | 'inferred' | 'none';

export interface ReadsOfRequests {
  readonly basis: ReuseBasis;
  /** Per window asked for, tokens that each row would have read. */
  readonly readTokens: readonly Float64Array[];
}

/**
 * What each request would read from a cache that keeps what was used within a window, and has room for everything.
 *
 * Blocks: exact, by replay. Usage: a prompt that goes on an agent's last one to the same model reads as much of it as it can
 * hold, where that lies within the window:
 *
 *     read = min(previous prompt, this prompt) where gap ≤ T, else 0
 *
 * The answer to the previous request is not read: a cache of prompts holds it only once it has come back as input, as in a
 * replay of blocks. The inferred figure errs high where text in the middle was edited or a history was compacted, and low at
 * an agent's first prompt, of which what it shares with others is not known.
 * Example: prompts of 100, 150 and 40 tokens at 0, 60 and 90 s, usage only: 0, 100 and 40 tokens at 60 s; 0, 0, 40 at 59 s.
 */
export function* readsSteps({
  log,
  requests,
  windowsSeconds,
}: {
  log: ReadLog;
  requests: LogRequests;
  windowsSeconds: readonly Seconds[];
}): Steps<ReadsOfRequests> {
  for (const windowSeconds of windowsSeconds)
    if (!(windowSeconds >= 0)) throw new RangeError(`A window of ${windowSeconds} seconds`);
  if (log.evidence === 'blocks') {
    const { stream } = log;
    const perRequest = windowsSeconds.map((windowSeconds) => ({ windowSeconds, capacityBlocks: Infinity }));
    const { hitBlocksOfRequests } = yield* replaySteps({ stream, perRequest });
    const readTokens = hitBlocksOfRequests.map((hits) =>
      Float64Array.from(hits, (blocks, row) => Math.min(blocks * stream.blockTokens, stream.inputTokens[row] ?? 0)),
    );
    return { basis: 'exact', readTokens };
  }
  const { rows, gapSeconds, knowsAgents } = requests;
  if (!knowsAgents) return { basis: 'none', readTokens: windowsSeconds.map(() => new Float64Array(rows)) };
  const readTokens = windowsSeconds.map((windowSeconds) =>
    Float64Array.from({ length: rows }, (_, row) =>
      (gapSeconds[row] ?? NaN) <= windowSeconds ? repeatedTokens({ requests, row }) : 0,
    ),
  );
  return { basis: 'inferred', readTokens };
}

/** What a prompt repeats of the agent's last one, as far as lengths tell. */
function repeatedTokens({ requests, row }: { requests: LogRequests; row: number }): Tokens {
  const own = requests.promptTokens[row] ?? 0;
  const before = requests.promptTokens[requests.previous[row] ?? -1] ?? 0;
  return Math.min(before, own);
}

/** Whether a prompt is so much shorter than the agent's last one that its history must have been replaced. */
export function hasShrunk({ requests, row }: { requests: LogRequests; row: number }): boolean {
  const previous = requests.previous[row] ?? -1;
  if (previous < 0) return false;
  return (requests.promptTokens[row] ?? 0) < SHRUNK_RATIO * (requests.promptTokens[previous] ?? 0);
}
