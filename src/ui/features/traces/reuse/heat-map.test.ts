import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { surfacePoint } from '../testing/trace-fixtures.ts';
import { heatMapOf, heatMarks, placeAmong } from './heat-map.ts';

const MAP = [60, 600, Infinity].map((windowSeconds, row) =>
  [1_000, 100_000, Infinity].map((capacityTokens, column) =>
    surfacePoint({ windowSeconds, capacityTokens, ratio: 0.1 + 0.1 * row + 0.2 * column }),
  ),
);

describe('the map', () => {
  test('has the longest life on top and the smallest cache on the left', () => {
    const { rows, columns, lowestRatio, highestRatio } = heatMapOf({ map: MAP, denominator: 'tokens' });
    expect(rows.map(({ label }) => label)).toEqual(['∞', '10 min', '1 min']);
    expect(columns).toEqual(['1K', '100K', '∞']);
    expect([lowestRatio, highestRatio]).toEqual([0.1, expect.closeTo(0.7)]);
    expect(rows[2]?.cells[0]).toEqual({ ratio: 0.1, limits: 'kept 1 min, room for 1,000 tokens', shade: 0 });
    expect(rows[0]?.cells[2]).toMatchObject({ limits: 'kept for ever, room without limit', shade: 1 });
  });

  test('of one value is all of one shade', () => {
    const { rows } = heatMapOf({ map: [[surfacePoint({ ratio: 0.5 })]], denominator: 'tokens' });
    expect(rows[0]?.cells[0]?.shade).toBe(1);
    expect(heatMapOf({ map: [], denominator: 'tokens' }).rows).toEqual([]);
  });
});

describe('a place among steps', () => {
  const steps = [10, 100, 1_000, Infinity];

  test('is the middle of its own step, and by the logarithm between two', () => {
    expect(placeAmong({ steps, value: 10 })).toBe(0.5);
    expect(placeAmong({ steps, value: 1_000 })).toBe(2.5);
    expect(placeAmong({ steps, value: Math.sqrt(1_000) })).toBeCloseTo(1);
    expect(placeAmong({ steps, value: 9 })).toBeNull();
    expect(placeAmong({ steps, value: 1_001 })).toBeNull();
  });

  test('rises with the value', () => {
    const values = fc.double({ min: 10, max: 1_000, noNaN: true });
    fc.assert(
      fc.property(values, values, (a, b) => {
        const [low, high] = [
          placeAmong({ steps, value: Math.min(a, b) }),
          placeAmong({ steps, value: Math.max(a, b) }),
        ];
        expect(low ?? NaN).toBeLessThanOrEqual(high ?? NaN);
      }),
    );
  });
});

test('marks are the lives and sizes that lie on the map', () => {
  const marks = heatMarks({
    map: MAP,
    lives: [
      { kind: 'ttl', windowSeconds: 60, assumed: false },
      { kind: 'warehouse', windowSeconds: 86_400, assumed: false },
    ],
    sizes: [{ capacityTokens: 100_000, label: 'own cache 100,000', isOwn: true }],
  });
  expect(marks).toEqual([
    // The lowest of three rows, in its middle.
    { letter: 'A', name: 'TTL 1 min', axis: 'life', position: expect.closeTo(5 / 6) },
    { letter: 'B', name: 'own cache 100,000', axis: 'size', position: 0.5 },
  ]);
});
