import { describe, expect, test } from 'vitest';
import { mulberry32 } from '../domain/testing/naive-swarm-cache.ts';
import type { ChainedRequest } from './chain-builder.ts';
import { replay } from './replay.ts';
import { expectNaive } from './testing/expect-naive.ts';
import { BLOCK_TOKENS, streamOf, streamOfIds } from './testing/random-requests.ts';
import { withoutChains } from './testing/without-chains.ts';

describe('longer streams', () => {
  /** Conversations that grow, fork and replace their last block, of some 40 blocks each. */
  function conversations({ seed, requests }: { seed: number; requests: number }): readonly ChainedRequest[] {
    const random = mulberry32(seed);
    const all: ChainedRequest[] = [];
    const lengths: number[] = [];
    let startSeconds = 0;
    while (all.length < requests) {
      startSeconds += Math.floor(random() * 4);
      const parent = random() < 0.05 ? undefined : Math.floor(all.length - 1 - random() * Math.min(all.length, 12));
      const above = parent === undefined ? 0 : (lengths[parent] ?? 0);
      const sharedBlocks = Math.max(
        0,
        random() < 0.1 ? Math.floor(above * random()) : above - (random() < 0.5 ? 1 : 0),
      );
      const newBlocks = Math.floor(random() * 4);
      const blocks = sharedBlocks + newBlocks;
      lengths.push(blocks);
      const inputTokens = blocks * BLOCK_TOKENS;
      all.push({
        startSeconds,
        parent: above > 0 ? parent : undefined,
        sharedBlocks,
        newBlocks,
        inputTokens,
        outputTokens: 1,
      });
    }
    return all;
  }

  test.each([1, 2, 3])('run by run is block by block, seed %i', (seed) => {
    const stream = streamOf(conversations({ seed, requests: 20_000 }));
    const questions = {
      windowsSeconds: [1, 10, 100, 1_000, Infinity],
      capacitiesBlocks: [10, 100, 1_000, 10_000, Infinity],
      curveWindowsSeconds: [10, Infinity],
      perRequest: [{ windowSeconds: 50, capacityBlocks: 500 }],
    };
    const { method, ...byRuns } = replay({ stream, ...questions });
    const { method: other, ...byBlocks } = replay({ stream: withoutChains(stream), ...questions });
    expect([method, other]).toEqual(['runs', 'blocks']);
    // Sums of ratios are added up in another order.
    for (const found of [byRuns, byBlocks])
      for (const table of [found.grid.sumOfTokenRatios, found.grid.sumOfBlockRatios])
        table.forEach((sum, cell) => (table[cell] = Math.round(sum * 1e6)));
    expect(byBlocks).toEqual(byRuns);
    expect(byRuns.totals.uniqueBlocks).toBeGreaterThan(10_000);
  });

  test('few blocks touched very often agree with the slow cache', () => {
    const random = mulberry32(5);
    const requests = Array.from({ length: 3_000 }, (_, at) => ({
      startSeconds: at,
      inputTokens: 4 * BLOCK_TOKENS,
      blockIds: [0, 1, 2, 3].map(() => Math.floor(random() * 9)),
    }));
    for (const order of ['leaf-first', 'sequential'] as const)
      expectNaive({
        found: replay({ stream: streamOfIds(requests).stream, order, capacitiesBlocks: [1, 4, 7, Infinity] }),
        requests,
      });
  });
});
