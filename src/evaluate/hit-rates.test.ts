import { swarmOf } from '../domain/swarm/workload.ts';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PRESETS } from '../catalog/presets/index.ts';
import { capacityForWindow } from '../domain/retention/capacity.ts';
import { reuseOf } from '../domain/retention/reuse.ts';
import { magnitudes, swarms } from '../domain/testing/arbitraries.ts';
import { everyGap, roleWith, sleeplessSwarm } from '../domain/testing/builders.ts';
import { BASE_SCENARIO } from '../scenario/base-v0.ts';
import { closedForm, missAmplification } from './hit-rates.ts';
import { evaluateSwarm } from './swarm.ts';

describe('closed forms', () => {
  test('by hand: one agent of two turns', () => {
    const role = roleWith({
      turnsPerAgent: 2,
      firstInputTokens: 1_000,
      inputTokensPerTurn: 100,
      outputTokensPerTurn: 100,
      gap: everyGap(300),
    });
    const { logicalRatio, windows } = closedForm({
      swarm: sleeplessSwarm({ tasksPerDay: 1, roles: [role] }),
      windowsSeconds: [299, 300, Infinity],
      capacitiesTokens: [],
    });
    // 1,000 of 2,200 tokens.
    expect(logicalRatio).toBeCloseTo(1_000 / 2_200, 12);
    const expected = [0, logicalRatio, logicalRatio];
    windows.forEach(({ ratio }, i) => expect(ratio).toBeCloseTo(expected[i] ?? NaN, 12));
  });

  test('come in the order asked for, with what may be trusted', () => {
    const swarm = swarmOf(BASE_SCENARIO.workload);
    const { windows, capacities } = closedForm({
      swarm,
      windowsSeconds: [3_600, 60, 180, 179.9, 3_600],
      capacitiesTokens: [64e6, 1, 1e6, Infinity],
    });
    expect(windows.map(({ trust }) => trust)).toEqual(['good', 'rough', 'good', 'rough', 'good']);
    expect(windows[0]).toEqual(windows[4]);
    expect(windows[1]?.ratio).toBeLessThan(windows[2]?.ratio ?? 0);
    expect(capacities.map(({ trust }) => trust)).toEqual(['good', 'rough', 'rough', 'good']);
    expect(capacities[1]?.ratio).toBe(0);
    expect(closedForm({ swarm, windowsSeconds: [Infinity], capacitiesTokens: [] }).windows[0]).toEqual(capacities[3]);
    expect(closedForm({ swarm, windowsSeconds: [], capacitiesTokens: [] })).toMatchObject({
      windows: [],
      capacities: [],
    });
  });

  test('at a capacity are those at its window', () => {
    for (const { workload } of PRESETS) {
      const swarm = swarmOf(workload);
      const windowsSeconds = [60, 700, 3_600, 86_400];
      const reuse = reuseOf(swarm);
      const capacitiesTokens = windowsSeconds.map((windowSeconds) =>
        capacityForWindow({ swarm, reuse, windowSeconds }),
      );
      const { windows, capacities } = closedForm({ swarm, windowsSeconds, capacitiesTokens });
      windows.forEach(({ ratio }, i) => expect(capacities[i]?.ratio).toBeCloseTo(ratio, 6));
    }
  });

  test('rise with the window and the capacity, and stay below the logical rate', () => {
    fc.assert(
      fc.property(swarms, magnitudes(0.1, 1e6), magnitudes(1, 100), (swarm, size, factor) => {
        const { logicalRatio, windows, capacities } = closedForm({
          swarm,
          windowsSeconds: [size, size * factor, Infinity],
          capacitiesTokens: [size * 100, size * 100 * factor, Infinity],
        });
        for (const points of [windows, capacities]) {
          const [less = NaN, more = NaN, most = NaN] = points.map(({ ratio }) => ratio);
          expect(less).toBeGreaterThanOrEqual(0);
          // The form for siblings is no exact one: it may fall by a little.
          expect(more).toBeGreaterThanOrEqual(less - 0.01);
          expect(most).toBeGreaterThanOrEqual(more - 1e-9);
          expect(most).toBeLessThanOrEqual(logicalRatio + 1e-9);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('have the logical rate of the pages', () => {
    for (const { workload } of PRESETS) {
      const swarm = swarmOf(workload);
      const evaluation = evaluateSwarm({ ...BASE_SCENARIO, workload });
      if (evaluation.status !== 'ok') throw new Error('impossible');
      const { logicalRatio } = closedForm({ swarm, windowsSeconds: [], capacitiesTokens: [] });
      expect(logicalRatio).toBe(evaluation.logicalRatio);
    }
  });
});

describe('miss amplification', () => {
  test.each([
    [0.916, 0.963, 2.27],
    [0.963, 0.963, 1],
    [0, 0.75, 4],
    [0, 0, 1],
    [0.5, 0.9, 5],
  ])('%d served where %d could be: %d times the prefill', (physicalRatio, logicalRatio, times) => {
    expect(missAmplification({ physicalRatio, logicalRatio })).toBeCloseTo(times, 2);
  });

  test('is none where even a cache without limits misses nothing', () => {
    expect(missAmplification({ physicalRatio: 0.5, logicalRatio: 1 })).toBeNull();
    expect(missAmplification({ physicalRatio: 1, logicalRatio: 1 })).toBeNull();
  });
});
