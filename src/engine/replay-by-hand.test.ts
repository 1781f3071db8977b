import { describe, expect, test } from 'vitest';
import { hitsAt } from './capacity-curve.ts';
import { cellOf } from './hit-grid.ts';
import { hitRatesOf } from './hit-rates.ts';
import { replay } from './replay.ts';
import { streamOfIds, streamOfLetters } from './testing/random-requests.ts';

describe('by hand', () => {
  test('AB, ABC, AB: windows', () => {
    const stream = streamOfLetters('AB at 0', 'ABC at 10', 'AB at 400');
    const { grid, totals } = replay({ stream, windowsSeconds: [9, 10, 300, 390, Infinity] });
    expect([...grid.hitBlocks]).toEqual([0, 2, 2, 4, 4]);
    expect(totals).toEqual({
      requests: 3,
      inputTokens: 70,
      outputTokens: 9,
      blocks: 7,
      fullBlocks: 7,
      uniqueBlocks: 3,
    });
  });

  test('a window is inclusive, from start to start, and every access renews it', () => {
    const stream = streamOfLetters('A at 0', 'A at 300', 'A at 600', 'A at 900.5');
    const found = replay({
      stream,
      windowsSeconds: [300],
      perRequest: [{ windowSeconds: 300, capacityBlocks: Infinity }],
    });
    expect([...(found.hitBlocksOfRequests[0] ?? [])]).toEqual([0, 1, 1, 0]);
    expect(found.grid.hitBlocks[0]).toBe(2);
  });

  test('two sessions that take turns: the stack distances', () => {
    // After ABC, XY the stack is X Y A B C. ABCD finds A, B, C at 3, 4, 5; then the stack is A B C D X Y, and XYZ finds
    // X and Y at 5 and 6.
    const stream = streamOfLetters('ABC at 0', 'XY at 1', 'ABCD at 2', 'XYZ at 3');
    const { curves } = replay({ stream });
    const at = (capacityBlocks: number) => curves[0] && hitsAt({ curve: curves[0].hitBlocks, capacityBlocks });
    expect([0, 2, 3, 4, 5, 6, 99].map(at)).toEqual([0, 0, 1, 2, 4, 5, 5]);
  });

  test('leaf-first keeps heads, sequential order keeps tails', () => {
    // With room for two of ABC, leaf-first leaves A and B; sequentially B and C are left, and A misses.
    const stream = streamOfLetters('ABC at 0', 'ABC at 1');
    const hits = (order: 'leaf-first' | 'sequential') =>
      replay({ stream, order, capacitiesBlocks: [1, 2, 3] }).grid.hitBlocks;
    expect([...hits('leaf-first')]).toEqual([1, 2, 3]);
    expect([...hits('sequential')]).toEqual([0, 0, 3]);
  });

  test('AB, BA is not chained, and only leading blocks count', () => {
    // B lies at distance 2, below A. A is on top, but behind B: it counts as 2 as well.
    const { grid, method } = replay({
      stream: streamOfLetters('AB at 0', 'BA at 1'),
      capacitiesBlocks: [1, 2],
    });
    expect(method).toBe('blocks');
    expect([...grid.hitBlocks]).toEqual([0, 2]);
  });

  test('a partial last block gives its own tokens, a tail beyond the blocks none', () => {
    // 25 tokens in three blocks of ten; then 29 tokens in the two full blocks.
    const { stream } = streamOfIds([
      { startSeconds: 0, inputTokens: 25, blockIds: [1, 2, 3] },
      { startSeconds: 1, inputTokens: 25, blockIds: [1, 2, 3] },
      { startSeconds: 2, inputTokens: 29, blockIds: [1, 2] },
    ]);
    const { grid, totals } = replay({ stream });
    const rates = hitRatesOf({ hits: cellOf({ grid, windowSeconds: Infinity, capacityBlocks: Infinity }), totals });
    expect(rates).toEqual({
      ofTokens: 45 / 79,
      ofBlocks: 5 / 8,
      ofFullBlocks: 4 / 6,
      meanOfTokenRatios: expect.closeTo((1 + 20 / 29) / 3, 12) as number,
      meanOfBlockRatios: expect.closeTo(2 / 3, 12) as number,
      ofRequests: 2 / 3,
    });
  });

  test('an empty stream and empty requests have no hits and no rates', () => {
    const { grid, totals } = replay({ stream: streamOfIds([]).stream });
    expect(totals.requests).toBe(0);
    const hits = cellOf({ grid, windowSeconds: Infinity, capacityBlocks: Infinity });
    expect(hitRatesOf({ hits, totals }).ofTokens).toBe(0);
    const empty = [0, 0, 1].map((startSeconds) => ({ startSeconds, inputTokens: 4, blockIds: [] }));
    expect([...replay({ stream: streamOfIds(empty).stream }).grid.hitBlocks]).toEqual([0]);
  });
});

describe('a question', () => {
  const stream = streamOfLetters('A at 0');

  test.each([
    ['windows that fall', { windowsSeconds: [5, 1] }],
    ['a window below 0', { windowsSeconds: [-1] }],
    ['a window that is no number', { curveWindowsSeconds: [NaN] }],
    ['a capacity twice', { capacitiesBlocks: [3, 3] }],
    ['part of a block', { capacitiesBlocks: [1.5] }],
    ['part of a block per request', { perRequest: [{ windowSeconds: 1, capacityBlocks: 1.5 }] }],
  ])('with %s is refused', (_, questions) => {
    expect(() => replay({ stream, ...questions })).toThrow(RangeError);
  });

  test('about a cell that was not counted is refused', () => {
    const { grid } = replay({ stream });
    expect(() => cellOf({ grid, windowSeconds: 5, capacityBlocks: Infinity })).toThrow('no window of 5 seconds');
    expect(() => cellOf({ grid, windowSeconds: Infinity, capacityBlocks: 5 })).toThrow('no capacity of 5 blocks');
  });
});
