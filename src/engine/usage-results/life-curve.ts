import type { Ratio, Seconds, Tokens } from '../../domain/units.ts';
import type { UsageColumns } from '../readers/log.ts';
import { promptTokensAt, tellsReads, type RequestChain } from './request-chain.ts';

/** Hit rates by life, as steps: after `gapSeconds[i]` there are `reusableTokens[i]` to be read in all. Inferred. */
export interface LifeCurve {
  /** Gaps there are, each once, in ascending order. */
  readonly gapSeconds: Float64Array;
  readonly reusableTokens: Float64Array;
  readonly promptTokens: Tokens;
}

/**
 * What would have been read if everything lived for T after its last use, for every T at once: a request whose gap is at
 * most T reads what it can of the request before it, another reads nothing. Reading extends life, and endless room is
 * assumed: a cache that is too small loses more.
 *
 * Example: prompts of 100, 150 and 200 tokens, gaps 60 and 340 s: for 60 s 100 ÷ 450, for 340 s 250 ÷ 450.
 */
export function lifeCurveOf({ columns, chain }: { columns: UsageColumns; chain: RequestChain }): LifeCurve {
  let promptTokens = 0;
  for (let row = 0; row < columns.startSeconds.length; row++) promptTokens += promptTokensAt({ columns, row });
  const tokensAtGap = new Map<number, number>();
  for (const [row, gap] of chain.gapSeconds.entries()) {
    const tokens = chain.reusableTokens[row] ?? 0;
    if (!Number.isNaN(gap) && tokens > 0) tokensAtGap.set(gap, (tokensAtGap.get(gap) ?? 0) + tokens);
  }
  const gapSeconds = Float64Array.from(tokensAtGap.keys()).sort();
  let sum = 0;
  const reusableTokens = gapSeconds.map((gap) => (sum += tokensAtGap.get(gap) ?? 0));
  return { gapSeconds, reusableTokens, promptTokens };
}

/**
 * The hit rate if the life were T: reusable tokens after gaps up to T ÷ all prompt tokens. A life of 0 keeps nothing, not
 * even for a gap of 0. 0 where there are no tokens.
 */
export function hitRatioAtLife({ curve, lifeSeconds }: { curve: LifeCurve; lifeSeconds: Seconds }): Ratio {
  const { gapSeconds, reusableTokens, promptTokens } = curve;
  if (!(lifeSeconds > 0) || promptTokens === 0) return 0;
  let low = 0;
  let high = gapSeconds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((gapSeconds[middle] ?? 0) <= lifeSeconds) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? 0 : (reusableTokens[low - 1] ?? 0) / promptTokens;
}

/** The most that could have been read, and how far the log stayed below it. Inferred, but for `missTokens`. */
export interface UsageCeiling {
  /** Reusable from the own session: the sum over requests of what the request before left. */
  readonly ownTokens: Tokens;
  /** Read beyond that, so left by other sessions: a prefix that they share. */
  readonly sharedTokens: Tokens;
  /** (own + shared) ÷ prompt tokens of the rows that tell reads, of all rows where none does; `null` without any. */
  readonly ratio: Ratio | null;
  /** Observed: prompt tokens that were not read, of rows that tell reads. */
  readonly missTokens: Tokens;
  /** What these rows could not have read at the ceiling. */
  readonly ceilingMissTokens: Tokens;
  /** missTokens ÷ ceilingMissTokens, 1 or more: how many times over prompts were prefilled. `null` where either is not known. */
  readonly prefillAmplification: Ratio | null;
}

/**
 * The inferred ceiling of a log beside what it observed. A request that read more than its session left shows that the
 * rest was there to be read, so that part counts for the ceiling, too, and the ceiling is never below the observed rate.
 *
 * Example: prompts of 100, 150 and 200 tokens; reads 20, 100, 0. Own 250, shared 20, ceiling 270 ÷ 450 = 0.6; missed 330
 * where 180 would have been enough: 1.83 times. Ignores rows that do not tell reads, as the observed rate does: only what
 * holds of the same rows can be held against it.
 */
export function ceilingOf({ columns, chain }: { columns: UsageColumns; chain: RequestChain }): UsageCeiling {
  let promptTokens = 0;
  let ownTokens = 0;
  let toldPromptTokens = 0;
  let toldOwnTokens = 0;
  let sharedTokens = 0;
  let missTokens = 0;
  let ceilingMissTokens = 0;
  let told = 0;
  for (let row = 0; row < columns.startSeconds.length; row++) {
    const prompt = promptTokensAt({ columns, row });
    const own = chain.reusableTokens[row] ?? 0;
    promptTokens += prompt;
    ownTokens += own;
    if (!tellsReads({ columns, row })) continue;
    const read = columns.cacheReadTokens[row] ?? 0;
    const shared = Math.max(0, read - own);
    toldPromptTokens += prompt;
    toldOwnTokens += own;
    sharedTokens += shared;
    missTokens += prompt - read;
    ceilingMissTokens += prompt - own - shared;
    told++;
  }
  const isTold = toldPromptTokens > 0;
  const ofTokens = isTold ? toldPromptTokens : promptTokens;
  return {
    ownTokens,
    sharedTokens,
    ratio: ofTokens > 0 ? ((isTold ? toldOwnTokens : ownTokens) + sharedTokens) / ofTokens : null,
    missTokens,
    ceilingMissTokens,
    prefillAmplification: told > 0 && ceilingMissTokens > 0 ? missTokens / ceilingMissTokens : null,
  };
}

/** How long things were kept, as far as reads show it. */
export interface ObservedLife {
  /** The life that explains most: see `observedLife`. 0 where nothing was kept. */
  readonly lifeSeconds: Seconds;
  /** Share of the reusable tokens that this life explains: read after gaps up to it, lost after longer ones. */
  readonly explainedRatio: Ratio;
  /** Largest gap after which most of what could be read was read; `null` without one. */
  readonly longestKeptSeconds: Seconds | null;
  /** Smallest gap after which most was lost; `null` without one. */
  readonly shortestLostSeconds: Seconds | null;
}

/**
 * The effective life that a log shows. A request kept its context where it read at least half of what it could reuse,
 * else it lost it. The life is the gap T for which "kept up to T, lost after longer gaps" holds for most reusable tokens;
 * of several the longest. Where all requests agree with one life, that is the largest gap after which most was read;
 * one exception, a context that was rewritten or a prefix that somebody else kept warm, does not move it.
 *
 * Example: gaps of 60, 200 and 290 s kept, 310 and 900 s lost: 290 s, all explained. `null` where no request with a gap
 * tells what it read.
 */
export function observedLife({ columns, chain }: { columns: UsageColumns; chain: RequestChain }): ObservedLife | null {
  const points: { readonly gap: number; readonly tokens: number; readonly isKept: boolean }[] = [];
  for (const [row, gap] of chain.gapSeconds.entries()) {
    const tokens = chain.reusableTokens[row] ?? 0;
    if (Number.isNaN(gap) || tokens === 0 || !tellsReads({ columns, row })) continue;
    points.push({ gap, tokens, isKept: 2 * (columns.cacheReadTokens[row] ?? 0) >= tokens });
  }
  if (points.length === 0) return null;
  points.sort((a, b) => a.gap - b.gap);
  const sum = points.reduce((total, { tokens }) => total + tokens, 0);
  // Right for a life of 0: all that was lost.
  let right = points.reduce((total, { tokens, isKept }) => total + (isKept ? 0 : tokens), 0);
  let best = right;
  let lifeSeconds = 0;
  for (const [index, { gap, tokens, isKept }] of points.entries()) {
    right += isKept ? tokens : -tokens;
    const isLastOfGap = points[index + 1]?.gap !== gap;
    if (isLastOfGap && right >= best) {
      best = right;
      lifeSeconds = gap;
    }
  }
  return {
    lifeSeconds,
    explainedRatio: best / sum,
    longestKeptSeconds: points.findLast(({ isKept }) => isKept)?.gap ?? null,
    shortestLostSeconds: points.find(({ isKept }) => !isKept)?.gap ?? null,
  };
}
