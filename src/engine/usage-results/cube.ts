import type { Ratio, Seconds } from '../../domain/units.ts';
import type { CubeCell, UsageColumns } from '../readers/log.ts';
import { dayOfSeconds } from '../readers/usage/times.ts';
import { tellsReads, writtenTokensAt, type RequestChain } from './request-chain.ts';

/** Lower edges of the buckets of gaps. A bucket holds gaps above its edge, up to the next edge and that one included. */
export const GAP_EDGES_SECONDS = [0, 30, 60, 300, 600, 1_800, 3_600, 7_200, 14_400, 86_400] as const;

/**
 * The bucket of a gap, by its lower edge; a gap of 0 is in the lowest.
 * Example: 300 s is in the bucket from 60, 300.1 s in the one from 300: what lives for 300 s outlasts the first.
 */
export function gapFromSecondsOf(gapSeconds: Seconds): Seconds {
  return GAP_EDGES_SECONDS.findLast((edge) => edge < gapSeconds) ?? 0;
}

/**
 * The cube of a log: its requests summed up by model, UTC day and bucket of gaps, in this order. Rows must be single
 * requests. A row that does not tell reads counts as one of no reads: the cube has no place for that.
 */
export function cubeOf({
  columns,
  chain,
  models,
}: {
  columns: UsageColumns;
  chain: RequestChain;
  models: readonly string[];
}): readonly CubeCell[] {
  const cells = new Map<string, { -readonly [Field in keyof CubeCell]: CubeCell[Field] }>();
  for (let row = 0; row < columns.startSeconds.length; row++) {
    const model = models[columns.model[row] ?? 0] ?? '';
    const day = dayOfSeconds(columns.startSeconds[row] ?? 0);
    const gap = chain.gapSeconds[row] ?? NaN;
    const gapFromSeconds = Number.isNaN(gap) ? null : gapFromSecondsOf(gap);
    const key = JSON.stringify([model, day, gapFromSeconds]);
    const cell = cells.get(key) ?? {
      model,
      day,
      gapFromSeconds,
      requests: 0,
      inputTokens: 0,
      cacheReadTokens: 0,
      cacheWriteTokens: 0,
      outputTokens: 0,
      reusableTokens: 0,
      reportedUsd: null,
    };
    cells.set(key, cell);
    const usd = columns.reportedUsd[row] ?? NaN;
    cell.requests += columns.requests[row] ?? 0;
    cell.inputTokens += columns.inputTokens[row] ?? 0;
    cell.cacheReadTokens += tellsReads({ columns, row }) ? (columns.cacheReadTokens[row] ?? 0) : 0;
    cell.cacheWriteTokens += writtenTokensAt({ columns, row });
    cell.outputTokens += columns.outputTokens[row] ?? 0;
    cell.reusableTokens += chain.reusableTokens[row] ?? 0;
    if (!Number.isNaN(usd)) cell.reportedUsd = (cell.reportedUsd ?? 0) + usd;
  }
  return [...cells.values()].sort(
    (a, b) =>
      compare({ a: a.model, b: b.model }) ||
      compare({ a: a.day, b: b.day }) ||
      (a.gapFromSeconds ?? -1) - (b.gapFromSeconds ?? -1),
  );
}

/**
 * Inferred hit rates at the lives that are edges of buckets, and without an end: reusable tokens of the buckets up to
 * there ÷ prompt tokens of all. Exactly what the rows of a log give at these lives. A life of 0 keeps nothing.
 */
export function hitRateAtEdge(
  cells: readonly CubeCell[],
): readonly { readonly lifeSeconds: Seconds; readonly hitRatio: Ratio }[] {
  const promptTokens = cells.reduce(
    (sum, { inputTokens, cacheReadTokens, cacheWriteTokens }) => sum + inputTokens + cacheReadTokens + cacheWriteTokens,
    0,
  );
  return [...GAP_EDGES_SECONDS, Infinity].map((lifeSeconds) => {
    let reusableTokens = 0;
    for (const { gapFromSeconds, reusableTokens: tokens } of cells)
      if (gapFromSeconds !== null && gapFromSeconds < lifeSeconds) reusableTokens += tokens;
    return { lifeSeconds, hitRatio: promptTokens > 0 ? reusableTokens / promptTokens : 0 };
  });
}

function compare({ a, b }: { a: string; b: string }): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
