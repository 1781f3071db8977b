import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fewestNodes, fewestNodesOfOwnCaches } from './fewest-nodes.ts';

/** One after the other. */
function slowly({ neededAt, together }: { neededAt: (nodes: number) => number; together: number }): number | null {
  for (let nodes = together; nodes <= 5_000; nodes += together) if (neededAt(nodes) <= nodes) return nodes;
  return null;
}

describe('the fewest nodes whose own memory gives the hits they need', () => {
  test('40 without memory, 30 with that of 30, 31 with that of 29', () => {
    const neededAt = (nodes: number): number => (nodes >= 30 ? 30 : nodes >= 29 ? 31 : 40);
    expect(fewestNodes({ neededAt, together: 1 })).toBe(30);
  });

  test('one where one is enough, none where no number is', () => {
    expect(fewestNodes({ neededAt: () => 1, together: 1 })).toBe(1);
    expect(fewestNodes({ neededAt: () => Infinity, together: 1 })).toBeNull();
    // Only a large fleet has the hits that make a target possible at all.
    expect(fewestNodes({ neededAt: (nodes) => (nodes >= 100 ? 7 : Infinity), together: 1 })).toBe(100);
  });

  const steps = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 20 });

  test('bisection finds what trying one after the other does', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 5 }), (falls, most, together) => {
        // Never rises: the sum of what has not fallen off yet, in whole groups.
        const neededAt = (nodes: number): number => {
          const left = most + falls.reduce((sum, at) => sum + (nodes < at ? 17 : 0), 0);
          return Math.ceil(left / together) * together;
        };
        expect(fewestNodes({ neededAt, together })).toBe(slowly({ neededAt, together }));
      }),
    );
  });

  test('where more nodes hit less, each is tried from the shared cache’s number on', () => {
    const neededAt = (nodes: number): number => 20 + Math.floor(nodes / 3);
    expect(fewestNodesOfOwnCaches({ neededAt, together: 1, from: 20 })).toBe(slowly({ neededAt, together: 1 }));
    const far = (nodes: number): number => 200 + Math.floor(nodes / 3);
    const found = fewestNodesOfOwnCaches({ neededAt: far, together: 1, from: 20 });
    expect(found).toBe(slowly({ neededAt: far, together: 1 }));
    expect(fewestNodesOfOwnCaches({ neededAt: (nodes) => nodes + 1, together: 1, from: 1 })).toBeNull();
  });
});
