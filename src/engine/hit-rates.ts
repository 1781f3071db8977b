import type { Ratio } from '../domain/units.ts';
import type { HitCounts } from './hit-grid.ts';
import type { StreamTotals } from './request-stream.ts';

/** One hit count over the denominators that are in use. They differ by points, so every figure says which one it has. */
export interface HitRates {
  /** Hit tokens ÷ all input tokens, tails below a block included: what a bill sees, and Tokenhouse's hit rate. */
  readonly ofTokens: Ratio;
  /** Hit blocks ÷ block references: what cache simulators print. */
  readonly ofBlocks: Ratio;
  /** The same of blocks filled to the last token: what engines that cache full blocks only print. */
  readonly ofFullBlocks: Ratio;
  /** Mean over requests of hit tokens ÷ input tokens: a short request weighs as much as a long one. */
  readonly meanOfTokenRatios: Ratio;
  /** Mean over requests of hit blocks ÷ blocks. */
  readonly meanOfBlockRatios: Ratio;
  /** Requests with any hit ÷ requests. */
  readonly ofRequests: Ratio;
}

/**
 * The hit rates of a count; 0 where there is nothing to divide by.
 * Example: 3 of 4 blocks of 100 tokens, in one request of 420 tokens: 0.714 of tokens, 0.75 of blocks.
 */
export function hitRatesOf({ hits, totals }: { hits: HitCounts; totals: StreamTotals }): HitRates {
  return {
    ofTokens: ratio({ part: hits.hitTokens, whole: totals.inputTokens }),
    ofBlocks: ratio({ part: hits.hitBlocks, whole: totals.blocks }),
    ofFullBlocks: ratio({ part: hits.hitFullBlocks, whole: totals.fullBlocks }),
    meanOfTokenRatios: ratio({ part: hits.sumOfTokenRatios, whole: totals.requests }),
    meanOfBlockRatios: ratio({ part: hits.sumOfBlockRatios, whole: totals.requests }),
    ofRequests: ratio({ part: hits.requestsWithHit, whole: totals.requests }),
  };
}

function ratio({ part, whole }: { part: number; whole: number }): Ratio {
  return whole > 0 ? part / whole : 0;
}
