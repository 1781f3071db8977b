import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { replay } from './replay.ts';
import { expectNaive } from './testing/expect-naive.ts';
import { naiveHits } from './testing/naive-cache.ts';
import {
  capacities,
  chainedCases,
  looseCases,
  manyCapacities,
  manyWindows,
  streamOf,
  streamOfIds,
  streamOfLetters,
  windows,
} from './testing/random-requests.ts';
import { withoutChains } from './testing/without-chains.ts';

const RUNS = { numRuns: 400 };

describe('a replay by runs agrees with the slow cache', () => {
  test('for prompts known by descent, at any windows and capacities', () => {
    fc.assert(
      fc.property(
        chainedCases,
        manyWindows,
        manyCapacities,
        ({ chained, requests }, windowsSeconds, capacitiesBlocks) => {
          const found = replay({
            stream: streamOf(chained),
            windowsSeconds,
            capacitiesBlocks,
            curveWindowsSeconds: windowsSeconds,
          });
          expect(found.method).toBe('runs');
          expectNaive({ found, requests });
        },
      ),
      RUNS,
    );
  });

  test('request by request', () => {
    fc.assert(
      fc.property(chainedCases, windows, capacities, ({ chained, requests }, windowSeconds, capacityBlocks) => {
        const limits = { windowSeconds, capacityBlocks };
        const found = replay({ stream: streamOf(chained), perRequest: [limits] });
        const hits = naiveHits({ requests, ...limits, order: 'leaf-first' });
        expect([...(found.hitBlocksOfRequests[0] ?? [])]).toEqual(hits);
      }),
      RUNS,
    );
  });
});

describe('a replay block by block agrees with the slow cache', () => {
  test.each(['leaf-first', 'sequential'] as const)('for ids in any order, %s', (order) => {
    fc.assert(
      fc.property(looseCases, manyWindows, manyCapacities, (requests, windowsSeconds, capacitiesBlocks) => {
        const { stream } = streamOfIds(requests);
        const questions = { windowsSeconds, capacitiesBlocks, curveWindowsSeconds: windowsSeconds };
        expectNaive({ found: replay({ stream, order, ...questions }), requests });
      }),
      RUNS,
    );
  });

  test('for chained prompts in sequential order', () => {
    fc.assert(
      fc.property(
        chainedCases,
        manyWindows,
        manyCapacities,
        ({ chained, requests }, windowsSeconds, capacitiesBlocks) => {
          const questions = { windowsSeconds, capacitiesBlocks, curveWindowsSeconds: windowsSeconds };
          const found = replay({ stream: streamOf(chained), order: 'sequential', ...questions });
          expect(found.method).toBe('blocks');
          expectNaive({ found, requests });
        },
      ),
      RUNS,
    );
  });
});

describe('requests of one instant that cannot read each other', () => {
  test('agree with the slow cache, by runs and block by block', () => {
    fc.assert(
      fc.property(
        chainedCases,
        manyWindows,
        manyCapacities,
        ({ chained, requests }, windowsSeconds, capacitiesBlocks) => {
          const questions = { windowsSeconds, capacitiesBlocks, curveWindowsSeconds: windowsSeconds, blindTies: true };
          const stream = streamOf(chained);
          expectNaive({ found: replay({ stream, ...questions }), requests, blindTies: true });
          expectNaive({ found: replay({ stream: withoutChains(stream), ...questions }), requests, blindTies: true });
        },
      ),
      RUNS,
    );
  });

  test('agree with the slow cache for ids in any order', () => {
    fc.assert(
      fc.property(looseCases, manyWindows, manyCapacities, (requests, windowsSeconds, capacitiesBlocks) => {
        const questions = { windowsSeconds, capacitiesBlocks, curveWindowsSeconds: windowsSeconds, blindTies: true };
        expectNaive({
          found: replay({ stream: streamOfIds(requests).stream, ...questions }),
          requests,
          blindTies: true,
        });
      }),
      RUNS,
    );
  });

  test('example: three siblings at 5 s read what was there before', () => {
    const stream = streamOfLetters('AB at 0', 'ABC at 5', 'ABC at 5', 'ABCD at 5', 'ABCD at 6');
    const perRequest = [{ windowSeconds: Infinity, capacityBlocks: Infinity }];
    const hits = (blindTies: boolean) => [...(replay({ stream, perRequest, blindTies }).hitBlocksOfRequests[0] ?? [])];
    expect(hits(true)).toEqual([0, 2, 2, 2, 4]);
    expect(hits(false)).toEqual([0, 2, 3, 3, 4]);
    expect(() => replay({ stream, blindTies: true, order: 'sequential' })).toThrow(RangeError);
  });
});
