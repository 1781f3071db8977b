// Only tests read this file.
// oxlint-disable-next-line no-restricted-imports
import { expect } from 'vitest';
import { hitsAt } from '../capacity-curve.ts';
import { cellOf } from '../hit-grid.ts';
import type { Replay } from '../replay.ts';
import { naiveHits, type NaiveRequest } from './naive-cache.ts';
import { BLOCK_TOKENS } from './random-requests.ts';

/** Holds every figure of a replay against the slow cache: grid, curves and hits per request. */
export function expectNaive({
  found,
  requests,
  blindTies = false,
}: {
  found: Replay;
  requests: readonly NaiveRequest[];
  blindTies?: boolean;
}): void {
  const { grid, order } = found;
  for (const [row, windowSeconds] of grid.windowsSeconds.entries()) {
    for (const capacityBlocks of grid.capacitiesBlocks) {
      const hits = naiveHits({ requests, windowSeconds, capacityBlocks, order, blindTies });
      const cell = cellOf({ grid, windowSeconds, capacityBlocks });
      let blocks = 0;
      let fullBlocks = 0;
      let tokens = 0;
      let tokenRatios = 0;
      let blockRatios = 0;
      for (const [request, { inputTokens, blockIds }] of requests.entries()) {
        const own = hits[request] ?? 0;
        const ownTokens = Math.min(own * BLOCK_TOKENS, inputTokens);
        blocks += own;
        fullBlocks += Math.min(own, Math.floor(inputTokens / BLOCK_TOKENS));
        tokens += ownTokens;
        tokenRatios += inputTokens > 0 ? ownTokens / inputTokens : 0;
        blockRatios += blockIds.length > 0 ? own / blockIds.length : 0;
      }
      expect(cell.hitBlocks).toBe(blocks);
      expect(cell.hitFullBlocks).toBe(fullBlocks);
      expect(cell.hitTokens).toBe(tokens);
      expect(cell.requestsWithHit).toBe(hits.filter((own) => own > 0).length);
      expect(cell.sumOfTokenRatios).toBeCloseTo(tokenRatios, 9);
      expect(cell.sumOfBlockRatios).toBeCloseTo(blockRatios, 9);
      const curve = found.curves[row];
      if (!curve) throw new Error('No curve');
      expect(hitsAt({ curve: curve.hitBlocks, capacityBlocks })).toBe(blocks);
      expect(hitsAt({ curve: curve.hitTokens, capacityBlocks })).toBe(tokens);
    }
  }
}
