import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Fenwick } from './fenwick.ts';
import { growableFloat64 } from './growable.ts';
import { LruStack } from './lru-stack.ts';
import { OrderedSet } from './policies/ordered-set.ts';

describe('prefix sums that change', () => {
  test('are the sums of what was added', () => {
    const changes = fc.array(fc.tuple(fc.nat(69), fc.integer({ min: -5, max: 5 })), { maxLength: 30 });
    fc.assert(
      fc.property(changes, fc.nat(70), fc.nat(69), (added, ones, position) => {
        const sums = new Fenwick(70);
        const counts = Array.from({ length: 70 }, (_, at): number => (at < ones ? 1 : 0));
        sums.add(3, 8);
        sums.resetToOnes(ones);
        for (const [at, count] of added) {
          sums.add(at, count);
          counts[at] = (counts[at] ?? 0) + count;
        }
        expect(sums.sumThrough(position)).toBe(counts.slice(0, position + 1).reduce((sum, count) => sum + count, 0));
        expect(sums.total).toBe(counts.reduce((sum, count) => sum + count, 0));
      }),
    );
  });

  test('example: 5 at 2 and 1 at 7', () => {
    const sums = new Fenwick(8);
    sums.add(2, 5);
    sums.add(7, 1);
    expect([sums.sumThrough(1), sums.sumThrough(6), sums.sumThrough(7), sums.total]).toEqual([0, 5, 6, 6]);
  });
});

describe('a set that knows its largest', () => {
  test.each([1, 32, 33, 1_024, 5_000])('agrees with a sorted list, of numbers below %i', (size) => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.nat(size - 1)), { maxLength: 50 }), (steps) => {
        const set = new OrderedSet({ size });
        const twin = new Set<number>();
        for (const [adds, value] of steps) {
          if (adds) set.add(value);
          else set.delete(value);
          if (adds) twin.add(value);
          else twin.delete(value);
          expect(set.largest()).toBe(Math.max(-1, ...twin));
        }
      }),
    );
  });
});

describe('an LRU stack', () => {
  test('tells distances through many touches', () => {
    const stack = new LruStack({ blocks: 3 });
    let list: readonly number[] = [];
    for (let touch = 0; touch < 10_000; touch++) {
      const block = (touch * touch + (touch >> 3)) % 3;
      expect(stack.distanceOf(block)).toBe(list.indexOf(block) + 1);
      stack.touch(block);
      list = [block, ...list.filter((other) => other !== block)];
    }
  });
});

describe('an array that grows', () => {
  test('keeps what was pushed', () => {
    const grown = growableFloat64();
    for (let at = 0; at < 1_000; at++) grown.push(at / 2);
    expect([grown.length, grown.at(999), grown.toArray().length]).toEqual([1_000, 499.5, 1_000]);
    expect(() => grown.at(1_000)).toThrow(RangeError);
    expect(() => grown.at(-1)).toThrow(RangeError);
  });
});
