import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { commonWindow } from './common-window.ts';
import type { Marks } from './protocol.ts';

const marks = (...points: readonly (readonly [ms: number, bytes: number])[]): Marks => ({
  atMs: Float64Array.from(points, ([ms]) => ms),
  movedBytes: Float64Array.from(points, ([, bytes]) => bytes),
});

test('one worker: what it moved in the time it took', () => {
  expect(commonWindow([marks([1_000, 0], [1_500, 3e9], [3_000, 8e9])])).toEqual({ seconds: 2, bytesPerSecond: 4e9 });
});

test('what a worker moves while another does not run does not count', () => {
  // Alone, the first has 30 GB/s; together they have 10 GB/s each. Added up one by one they would have 20 + 10.
  const first = marks([0, 0], [500, 15e9], [1_000, 20e9]);
  const second = marks([500, 0], [1_500, 10e9]);
  expect(commonWindow([first, second])).toEqual({ seconds: 0.5, bytesPerSecond: 20e9 });
});

test('of a step across an edge the share inside counts', () => {
  // From 2 to 6 s: a quarter and a half of 8 GB in steps of 8 s and 2 s of 4.
  const slow = marks([0, 0], [8_000, 8e9]);
  const other = marks([2_000, 0], [4_000, 4e9], [6_000, 12e9]);
  expect(commonWindow([slow, other])).toEqual({ seconds: 4, bytesPerSecond: (4e9 + 12e9) / 4 });
});

test('workers that never ran together moved nothing together', () => {
  const nothing = { seconds: 0, bytesPerSecond: 0 };
  expect(commonWindow([marks([0, 0], [10, 5]), marks([10, 0], [20, 5])])).toEqual(nothing);
  expect(commonWindow([marks([0, 0], [10, 5]), marks()])).toEqual(nothing);
});

test('a coarse clock may show several marks at one instant', () => {
  const coarse = marks([0, 0], [0, 1e6], [100, 2e6], [100, 3e6], [200, 4e6], [200, 5e6]);
  const other = marks([0, 0], [200, 5e6]);
  // The step that ends at the first instant of all is not inside.
  expect(commonWindow([coarse, other]).bytesPerSecond).toBeCloseTo((4e6 + 5e6) / 0.2);
});

test('the same as walking through the time in small steps', () => {
  const run = fc
    .record({
      startMs: fc.integer({ min: 0, max: 40 }),
      steps: fc.array(fc.record({ ms: fc.integer({ min: 1, max: 20 }), bytes: fc.integer({ min: 1, max: 1_000 }) }), {
        minLength: 5,
        maxLength: 12,
      }),
    })
    .map(({ startMs, steps }) => {
      let ms = startMs;
      let bytes = 0;
      return marks([ms, 0], ...steps.map((step) => [(ms += step.ms), (bytes += step.bytes)] as const));
    });
  fc.assert(
    fc.property(fc.array(run, { minLength: 1, maxLength: 4 }), (runs) => {
      // All marks are whole milliseconds, so the rate is the same throughout each of them.
      let bytes = 0;
      let milliseconds = 0;
      for (let ms = 0; ms < 400; ms += 1) {
        const rates = runs.map(({ atMs, movedBytes }) => {
          const at = atMs.findIndex((mark, k) => mark <= ms && (atMs[k + 1] ?? -1) >= ms + 1);
          if (at < 0) return undefined;
          return ((movedBytes[at + 1] ?? 0) - (movedBytes[at] ?? 0)) / ((atMs[at + 1] ?? 0) - (atMs[at] ?? 0));
        });
        if (rates.includes(undefined)) continue;
        milliseconds += 1;
        for (const rate of rates) bytes += rate ?? 0;
      }
      const found = commonWindow(runs);
      expect(found.seconds).toBeCloseTo(milliseconds / 1_000, 9);
      if (milliseconds > 0) expect(found.bytesPerSecond / ((1_000 * bytes) / milliseconds)).toBeCloseTo(1, 9);
    }),
  );
});
