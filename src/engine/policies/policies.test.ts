import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { replay } from '../replay.ts';
import { finish } from '../run-control.ts';
import { mostHits, naiveFifo, naiveHits, naiveHitsWithoutRefresh } from '../testing/naive-cache.ts';
import {
  chainedCases,
  lettersOf,
  looseCases,
  streamOf,
  streamOfIds,
  streamOfLetters,
  windows,
} from '../testing/random-requests.ts';
import { beladyHits } from './belady.ts';
import { fifoHits } from './fifo.ts';
import { windowWithoutRefresh } from './window-without-refresh.ts';

const sizes = fc.nat(12);
const writings = fc.constantFrom('recomputed', 'missing');
const sum = (counts: Iterable<number>) => [...counts].reduce((total, count) => total + count, 0);

describe('a window that reads do not renew', () => {
  test('agrees with the slow cache', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          looseCases,
          chainedCases.map(({ requests }) => requests),
        ),
        windows,
        writings,
        (requests, windowSeconds, writes) => {
          const { stream } = streamOfIds(requests);
          const hits = finish(windowWithoutRefresh({ stream, windowSeconds, writes }));
          expect([...hits]).toEqual(naiveHitsWithoutRefresh({ requests, windowSeconds, writes }));
        },
      ),
    );
  });

  test('example: A at 0, 40 and 70 seconds, dropped after 60', () => {
    const stream = streamOfLetters('A at 0', 'A at 40', 'A at 70');
    expect([...finish(windowWithoutRefresh({ stream, windowSeconds: 60 }))]).toEqual([0, 1, 0]);
    expect(replay({ stream, windowsSeconds: [60] }).grid.hitBlocks[0]).toBe(2);
    expect(() => finish(windowWithoutRefresh({ stream, windowSeconds: NaN }))).toThrow(RangeError);
  });

  test('example: a head that is missing has the rest stored anew, or leaves it as it was', () => {
    // At 70 s A is missing and hides B, written at 40 s. At 110 s B is 40 s old if stored anew, else 70 s.
    const stream = streamOfLetters('A at 0', 'AB at 40', 'AB at 70', 'AB at 110');
    const hits = (writes: 'recomputed' | 'missing') => [
      ...finish(windowWithoutRefresh({ stream, windowSeconds: 60, writes })),
    ];
    expect(hits('recomputed')).toEqual([0, 1, 0, 2]);
    expect(hits('missing')).toEqual([0, 1, 0, 1]);
    expect([...finish(windowWithoutRefresh({ stream, windowSeconds: 60 }))]).toEqual(hits('recomputed'));
  });

  test('never serves more than one that they do renew', () => {
    fc.assert(
      fc.property(chainedCases, windows, writings, ({ chained }, windowSeconds, writes) => {
        const stream = streamOf(chained);
        const without = sum(finish(windowWithoutRefresh({ stream, windowSeconds, writes })));
        expect(without).toBeLessThanOrEqual(replay({ stream, windowsSeconds: [windowSeconds] }).grid.hitBlocks[0] ?? 0);
      }),
    );
  });
});

describe('a cache that drops its oldest block', () => {
  test('agrees with the slow list', () => {
    fc.assert(
      fc.property(looseCases, sizes, (requests, capacityBlocks) => {
        const { stream } = streamOfIds(requests);
        expect(finish(fifoHits({ stream, capacityBlocks }))).toBe(naiveFifo({ requests, capacityBlocks }));
      }),
    );
  });

  test('example: A B A C A with room for two', () => {
    const stream = streamOfLetters('A', 'B', 'A', 'C', 'A');
    expect(finish(fifoHits({ stream, capacityBlocks: 2 }))).toBe(1);
    expect(() => finish(fifoHits({ stream, capacityBlocks: 0.5 }))).toThrow(RangeError);
  });
});

describe('a cache that knows the future', () => {
  test('serves the most that any choice could', () => {
    const few = looseCases.map((requests) => requests.slice(0, 4));
    fc.assert(
      fc.property(few, fc.nat(4), (requests, capacityBlocks) => {
        const { stream } = streamOfIds(requests);
        expect(finish(beladyHits({ stream, capacityBlocks }))).toBe(mostHits({ requests, capacityBlocks }));
      }),
      { numRuns: 500 },
    );
  });

  test('serves at least what a least recently used cache does, in either order', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          looseCases,
          chainedCases.map(({ requests }) => requests),
        ),
        sizes,
        (requests, capacityBlocks) => {
          const { stream } = streamOfIds(requests);
          const best = finish(beladyHits({ stream, capacityBlocks }));
          expect(best).toBeGreaterThanOrEqual(finish(fifoHits({ stream, capacityBlocks })));
          for (const order of ['leaf-first', 'sequential'] as const)
            expect(best).toBeGreaterThanOrEqual(
              sum(naiveHits({ requests, windowSeconds: Infinity, capacityBlocks, order })),
            );
          const taking = finish(beladyHits({ stream, capacityBlocks, admission: 'always' }));
          expect(best).toBeGreaterThanOrEqual(taking);
          expect(taking).toBeGreaterThanOrEqual(
            sum(naiveHits({ requests, windowSeconds: Infinity, capacityBlocks, order: 'sequential' })),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  test('example: A B A with room for one', () => {
    const { stream } = streamOfIds(lettersOf('A', 'B', 'A'));
    expect(finish(beladyHits({ stream, capacityBlocks: 1 }))).toBe(1);
    expect(finish(beladyHits({ stream, capacityBlocks: 1, admission: 'always' }))).toBe(0);
    expect(() => finish(beladyHits({ stream, capacityBlocks: -1 }))).toThrow(RangeError);
  });
});
