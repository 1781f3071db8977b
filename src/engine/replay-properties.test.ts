import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { replay, type Replay } from './replay.ts';
import { blocksOf, shortTokensOf, type RequestStream } from './request-stream.ts';
import { BLOCK_TOKENS, chainedCases, streamOf, streamOfIds } from './testing/random-requests.ts';

const RUNS = { numRuns: 400 };

/** Windows and capacities that a property looks at, with a curve for each window. */
const GRID = { windowsSeconds: [0, 1, 5, 20, Infinity], capacitiesBlocks: [0, 1, 2, 5, 10, 20, Infinity] };

describe('a replay', () => {
  test('has more hits the longer the window and the larger the cache', () => {
    fc.assert(
      fc.property(chainedCases, ({ chained }) => {
        const { grid } = replay({ stream: streamOf(chained), ...GRID });
        const columns = grid.capacitiesBlocks.length;
        for (const table of [grid.hitBlocks, grid.hitTokens, grid.requestsWithHit])
          for (const [at, hits] of table.entries()) {
            if (at % columns > 0) expect(hits).toBeGreaterThanOrEqual(table[at - 1] ?? 0);
            if (at >= columns) expect(hits).toBeGreaterThanOrEqual(table[at - columns] ?? 0);
          }
      }),
    );
  });

  test('without limits misses each distinct block once', () => {
    fc.assert(
      fc.property(chainedCases, ({ chained }) => {
        const { grid, totals } = replay({ stream: streamOf(chained) });
        expect(grid.hitBlocks[0]).toBe(totals.blocks - totals.uniqueBlocks);
      }),
    );
  });

  test('finds at least as much leaf-first as sequentially where ids are chained', () => {
    fc.assert(
      fc.property(chainedCases, ({ chained }) => {
        const stream = streamOf(chained);
        const leafFirst = replay({ stream, ...GRID }).grid.hitBlocks;
        const sequential = replay({ stream, ...GRID, order: 'sequential' }).grid.hitBlocks;
        for (const [at, hits] of leafFirst.entries()) expect(hits).toBeGreaterThanOrEqual(sequential[at] ?? 0);
      }),
      RUNS,
    );
  });

  test('is the same from ids as from descent', () => {
    fc.assert(
      fc.property(chainedCases, ({ chained, requests }) => {
        const { stream, chaining } = streamOfIds(requests);
        expect(chaining.state).toBe('chained');
        expect(replay({ stream, ...GRID })).toEqual(replay({ stream: streamOf(chained), ...GRID }));
      }),
    );
  });

  test('does not depend on who comes first among ties, without limits', () => {
    fc.assert(
      fc.property(chainedCases, ({ requests }) => {
        const swapped = requests.toReversed().toSorted((a, b) => a.startSeconds - b.startSeconds);
        const hits = [requests, swapped].map((some) => replay({ stream: streamOfIds(some).stream }).grid.hitBlocks);
        expect(hits[0]).toEqual(hits[1]);
      }),
    );
  });

  test('sees sorted requests, in whatever order they were added', () => {
    fc.assert(
      fc.property(chainedCases, ({ requests }) => {
        // Times apart, so that there is one order.
        const apart = requests.map((request, index) => ({
          ...request,
          startSeconds: request.startSeconds + index / 64,
        }));
        const shuffled = apart.toSorted((a, b) => ((a.startSeconds * 7_919) % 1) - ((b.startSeconds * 7_919) % 1));
        const [sorted, other] = [apart, shuffled].map((some) => streamOfIds(some).stream);
        if (!sorted || !other) throw new Error('No stream');
        expect(replay({ stream: other, ...GRID })).toEqual(replay({ stream: sorted, ...GRID }));
      }),
    );
  });

  test('gives the same bytes twice', () => {
    fc.assert(
      fc.property(chainedCases, ({ chained }) => {
        const [once, twice] = [0, 1].map(() => structuredClone(replay({ stream: streamOf(chained), ...GRID })));
        expect(once).toEqual(twice);
        expect(Buffer.compare(bytesOf(once), bytesOf(twice))).toBe(0);
      }),
    );
  });

  test('never serves more tokens than a request has', () => {
    fc.assert(
      fc.property(chainedCases, ({ chained }) => {
        const stream: RequestStream = streamOf(chained);
        const { hitBlocksOfRequests } = replay({
          stream,
          perRequest: [{ windowSeconds: Infinity, capacityBlocks: Infinity }],
        });
        for (const [request, blocks] of hitBlocksOfRequests[0]?.entries() ?? []) {
          expect(blocks).toBeLessThanOrEqual(blocksOf({ stream, request }));
          expect(shortTokensOf({ stream, request })).toBeLessThan(BLOCK_TOKENS);
        }
      }),
    );
  });
});

function bytesOf(found: Replay | undefined): Buffer {
  return Buffer.concat([...(found?.curves ?? [])].map(({ hitTokens }) => Buffer.from(hitTokens.hits.buffer)));
}
