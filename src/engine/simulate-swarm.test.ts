import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PRESETS, presetById } from '../catalog/presets/index.ts';
import { capacityForWindow, capacityWindow } from '../domain/retention/capacity.ts';
import { reuseOf } from '../domain/retention/reuse.ts';
import { swarms } from '../domain/testing/arbitraries.ts';
import { everyGap, roleWith, sleeplessSwarm, swarmWith } from '../domain/testing/builders.ts';
import { promptTokens, type Swarm } from '../domain/swarm/swarm.ts';
import { closedForm } from '../evaluate/hit-rates.ts';
import { Cancelled, finish, type Progress } from './run-control.ts';
import {
  simulateSwarmSteps,
  simulationBytes,
  tasksFor,
  type Simulation,
  type SimulationRequest,
} from './simulate-swarm.ts';

const WINDOWS = [60, 180, 300, 600, 1_800, 3_600, 86_400];

function simulate({ swarm, ...request }: Partial<SimulationRequest> & { readonly swarm: Swarm }): Simulation {
  return finish(
    simulateSwarmSteps({
      swarm,
      seed: 1,
      leastRequests: 2_000,
      windowsSeconds: WINDOWS,
      capacitiesTokens: [],
      ...request,
    }),
  );
}

const neverFalls = (values: readonly number[]): boolean =>
  values.every((value, i) => i === 0 || value >= (values[i - 1] ?? 0));

describe('rates of any swarm', () => {
  test('rise with the window and the capacity, up to what an unlimited cache serves, and below what repeats', () => {
    const windowsSeconds = [0, 1, 30, 300, 3_600, 1e5, Infinity];
    const capacitiesTokens = [0, 64, 1e4, 1e5, 1e6, 1e7, 1e9, Infinity];
    fc.assert(
      fc.property(swarms, fc.integer(), (swarm, seed) => {
        const found = simulate({ swarm, seed, leastRequests: 300, windowsSeconds, capacitiesTokens });
        expect(found.windowRatios).toHaveLength(windowsSeconds.length);
        expect(found.capacityRatios).toHaveLength(capacitiesTokens.length);
        expect(neverFalls(found.windowRatios)).toBe(true);
        expect(neverFalls(found.capacityRatios)).toBe(true);
        expect(found.capacityRatios[0]).toBe(0);
        expect(found.windowRatios.at(-1)).toBe(found.unlimitedRatio);
        expect(found.capacityRatios.at(-1)).toBe(found.unlimitedRatio);
        expect(found.unlimitedRatio).toBeLessThanOrEqual(found.logicalRatio);
        expect(found.logicalRatio).toBeLessThanOrEqual(1);
        expect(found.requests).toBeGreaterThanOrEqual(300);
      }),
      { numRuns: 40 },
    );
  });

  test('are not lower when siblings start one after another, at unlimited retention', () => {
    fc.assert(
      fc.property(swarms, (swarm) => {
        const at = (launch: Swarm['launch']) =>
          simulate({ swarm: { ...swarm, launch }, leastRequests: 300, windowsSeconds: [] });
        const staggered = at('staggered');
        expect(staggered.unlimitedRatio).toBeGreaterThanOrEqual(at('simultaneous').unlimitedRatio);
        // No two start at one instant, so all that repeats is found.
        expect(staggered.unlimitedRatio).toBeCloseTo(staggered.logicalRatio, 12);
        expect(staggered.logicalRatio).toBe(at('simultaneous').logicalRatio);
      }),
      { numRuns: 40 },
    );
  });

  test('come in the order of the windows and capacities asked for, repeated ones too', () => {
    const swarm = swarmWith();
    const ordered = simulate({ swarm, windowsSeconds: [10, 300, 1_000], capacitiesTokens: [1e5, 1e6] });
    const asked = simulate({ swarm, windowsSeconds: [1_000, 10, 300, 10], capacitiesTokens: [1e6, 1e5, 1e6] });
    const [ten, fiveMinutes, long] = ordered.windowRatios;
    expect(asked.windowRatios).toEqual([long, ten, fiveMinutes, ten]);
    const [small, large] = ordered.capacityRatios;
    expect(asked.capacityRatios).toEqual([large, small, large]);
  });
});

describe('by hand', () => {
  const role = roleWith({
    turnsPerAgent: 2,
    firstInputTokens: 640,
    inputTokensPerTurn: 100,
    outputTokensPerTurn: 28,
    gap: everyGap(100),
  });

  test('one agent of two turns finds its first prompt at its second', () => {
    const found = simulate({
      swarm: sleeplessSwarm({ tasksPerDay: 1, roles: [role] }),
      leastRequests: 1,
      windowsSeconds: [99, 101],
      capacitiesTokens: [639, 640, 704],
    });
    const ratio = 640 / (640 + 768);
    expect(found).toMatchObject({ seed: 1, tasks: 1, requests: 2, inputTokens: 1_408, windowRatios: [0, ratio] });
    expect(found.spanSeconds).toBeCloseTo(100, 6);
    // What was sent leaf first is dropped leaf first: 576 tokens of room hold 9 of 10 blocks.
    expect(found.capacityRatios).toEqual([576 / 1_408, ratio, ratio]);
    expect(found.logicalRatio).toBe(ratio);
    expect(found.unlimitedRatio).toBe(ratio);
  });

  test('siblings save (agents − 1) × prefix of what they would send alone, one after another', () => {
    const shared = { ...role, sharedPrefixTokens: 6_400, taskPrefixTokens: 1_280 };
    const hits = (agentsPerTask: number, launch: Swarm['launch']): number => {
      const swarm = sleeplessSwarm({ tasksPerDay: 1, launch, roles: [{ ...shared, agentsPerTask }] });
      const { unlimitedRatio, inputTokens, tasks } = simulate({ swarm, leastRequests: 1 });
      expect(tasks).toBe(1);
      return unlimitedRatio * inputTokens;
    };
    const own = promptTokens({ role: shared, turn: 0 });
    for (const agents of [1, 2, 7]) {
      expect(hits(agents, 'simultaneous')).toBeCloseTo(agents * own, 6);
      expect(hits(agents, 'staggered')).toBeCloseTo(agents * own + (agents - 1) * 7_680, 6);
    }
  });

  test('a later task finds the shared prefix, and not another task’s', () => {
    const swarm = sleeplessSwarm({
      tasksPerDay: 1,
      roles: [{ ...role, turnsPerAgent: 1, sharedPrefixTokens: 6_400, taskPrefixTokens: 1_280 }],
    });
    const { unlimitedRatio, inputTokens, logicalRatio } = simulate({ swarm, leastRequests: 5 });
    expect(unlimitedRatio * inputTokens).toBeCloseTo(4 * 6_400, 6);
    expect(logicalRatio).toBe(unlimitedRatio);
  });
});

describe('a simulation', () => {
  test('is the same for the same seed; seeds differ little', () => {
    const { swarm } = presetById('coding-session') ?? PRESETS[0]!;
    const request = { swarm, leastRequests: 20_000, capacitiesTokens: [2e6] };
    const [one, again, ...others] = [1, 1, 2, 3].map((seed) => simulate({ ...request, seed }));
    expect(again).toEqual(one);
    for (const other of others) {
      expect(other.windowRatios).not.toEqual(one?.windowRatios);
      other.windowRatios.forEach((ratio, i) =>
        expect(Math.abs(ratio - (one?.windowRatios[i] ?? NaN))).toBeLessThan(0.012),
      );
      expect(Math.abs((other.capacityRatios[0] ?? 0) - (one?.capacityRatios[0] ?? 0))).toBeLessThan(0.012);
    }
  });

  test('takes whole tasks, at least one', () => {
    const swarm = swarmWith({ roles: [roleWith({ agentsPerTask: 3, turnsPerAgent: 5 }), roleWith()] });
    expect(tasksFor({ swarm, leastRequests: 0 })).toBe(1);
    expect(tasksFor({ swarm, leastRequests: 25 })).toBe(1);
    expect(tasksFor({ swarm, leastRequests: 26 })).toBe(2);
    expect(simulate({ swarm, leastRequests: 26 })).toMatchObject({ tasks: 2, requests: 50 });
    expect(simulationBytes(1_000_000)).toBeGreaterThan(60e6);
  });

  test('says how far it is through drawing and replay, and stops when told to', () => {
    const seen: Progress[] = [];
    const request = {
      swarm: swarmWith(),
      seed: 1,
      leastRequests: 70_000,
      windowsSeconds: WINDOWS,
      capacitiesTokens: [1e6],
    };
    finish(simulateSwarmSteps(request), { onProgress: (progress) => seen.push(progress) });
    expect(new Set(seen.map(({ requests }) => requests))).toEqual(new Set([70_000]));
    expect(seen.at(-1)?.doneRequests).toBe(70_000);
    const signal = { aborted: false };
    let reports = 0;
    const onProgress = () => {
      signal.aborted = ++reports === 2;
    };
    expect(() => finish(simulateSwarmSteps(request), { signal, onProgress })).toThrow(Cancelled);
    expect(reports).toBe(2);
  });

  test('refuses a swarm with more distinct blocks than can be counted', () => {
    const swarm = swarmWith({ roles: [roleWith({ turnsPerAgent: 1, firstInputTokens: 4e9 })] });
    expect(() => simulate({ swarm, leastRequests: 100 })).toThrow(RangeError);
  });
});

describe('the workloads to start from', () => {
  const CASES = PRESETS.flatMap(
    ({ id, swarm }) =>
      (['simultaneous', 'staggered'] as const).map((launch) => ({ id, launch, swarm: { ...swarm, launch } })),
    // Without siblings the launch has no effect; one is enough.
  ).filter(({ launch, swarm }) => launch === 'simultaneous' || swarm.roles.some((role) => role.agentsPerTask > 1));

  test.each(CASES)('$id, $launch: closed forms are within one point where they are trusted', ({ swarm }) => {
    const reuse = reuseOf(swarm);
    const windows = [120, 660, 900, 1_800, 3_600, 14_400];
    const capacitiesTokens = windows.map((windowSeconds) =>
      Math.round(capacityForWindow({ swarm, reuse, windowSeconds })),
    );
    const simulated = simulate({ swarm, leastRequests: 30_000, capacitiesTokens });
    const closed = closedForm({ swarm, windowsSeconds: WINDOWS, capacitiesTokens });
    expect(Math.abs(closed.logicalRatio - simulated.logicalRatio)).toBeLessThan(0.01);
    closed.windows.forEach(({ ratio, trust }, i) => {
      expect(trust).toBe((WINDOWS[i] ?? 0) >= 180 ? 'good' : 'rough');
      if (trust === 'good') expect(Math.abs(ratio - (simulated.windowRatios[i] ?? NaN))).toBeLessThan(0.01);
    });
    closed.capacities.forEach(({ ratio, trust }, i) => {
      const { windowSeconds } = capacityWindow({ swarm, reuse, capacityTokens: capacitiesTokens[i] ?? NaN });
      expect(windowSeconds / (windows[i] ?? NaN)).toBeCloseTo(1, 2);
      expect(trust).toBe((windows[i] ?? 0) >= 600 ? 'good' : 'rough');
      if (trust === 'good') expect(Math.abs(ratio - (simulated.capacityRatios[i] ?? NaN))).toBeLessThan(0.01);
    });
  });

  test('a coding session comes near the 692 recorded ones it was made from', () => {
    const { swarm } = presetById('coding-session') ?? PRESETS[0]!;
    const { windowRatios, logicalRatio } = simulate({
      swarm,
      leastRequests: 50_000,
      windowsSeconds: [300, 3_600],
    });
    const [fiveMinutes = NaN, hour = NaN] = windowRatios;
    expect(Math.abs(fiveMinutes - 0.916)).toBeLessThan(0.02);
    expect(Math.abs(hour - 0.96)).toBeLessThan(0.01);
    expect(Math.abs(logicalRatio - 0.9626)).toBeLessThan(0.01);
  });
});
