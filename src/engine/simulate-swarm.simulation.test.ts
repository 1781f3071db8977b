import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CODING_SESSION as SESSION_PRESET } from '../catalog/presets/coding-session.ts';
import { PRESETS } from '../catalog/presets/index.ts';
import { capacityForWindow, capacityWindow } from '../domain/retention/capacity.ts';
import { reuseOf } from '../domain/retention/reuse.ts';
import { between, magnitudes, swarms } from '../domain/testing/arbitraries.ts';
import { everyGap, roleWith, sleeplessSwarm, swarmWith } from '../domain/testing/builders.ts';
import { promptTokens, type Swarm } from '../domain/swarm/swarm.ts';
import { swarmOf } from '../domain/swarm/workload.ts';
import { closedForm } from '../evaluate/hit-rates.ts';
import { Cancelled, finish, type Progress } from './run-control.ts';
import {
  simulateSwarmSteps,
  simulationBytes,
  tasksFor,
  type Simulation,
  type SimulationRequest,
} from './simulate-swarm.ts';

const CODING_SESSION = swarmOf(SESSION_PRESET.workload);
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

describe('pairs of window and capacity', () => {
  test('are limited by both, and by one where the other is no limit', () => {
    fc.assert(
      fc.property(swarms, magnitudes(1, 1e5), magnitudes(1e3, 1e7), (swarm, windowSeconds, capacityTokens) => {
        const pairs = [
          { windowSeconds, capacityTokens },
          { windowSeconds, capacityTokens: Infinity },
          { windowSeconds: Infinity, capacityTokens },
          { windowSeconds, capacityTokens },
          { windowSeconds: 0, capacityTokens },
          { windowSeconds, capacityTokens: 63 },
        ];
        const found = simulate({
          swarm,
          leastRequests: 300,
          windowsSeconds: [windowSeconds],
          capacitiesTokens: [capacityTokens],
          pairs,
        });
        const [both = NaN, window = NaN, capacity = NaN, again, never, nowhere] = found.pairRatios;
        expect(window).toBe(found.windowRatios[0]);
        expect(capacity).toBeCloseTo(found.capacityRatios[0] ?? NaN, 12);
        expect(both).toBeLessThanOrEqual(Math.min(window, capacity));
        expect([again, never, nowhere]).toEqual([both, 0, 0]);
      }),
      { numRuns: 30 },
    );
  });

  test('by hand: two agents in turn, room for one of them', () => {
    // Prompts of 640 and 768 tokens, gaps of 100 s, agents 3 s apart: a second turn finds the first one's 640 tokens if both
    // agents' fit, 1,280 tokens, and it is kept for 100 s.
    const role = roleWith({
      agentsPerTask: 2,
      turnsPerAgent: 2,
      firstInputTokens: 640,
      inputTokensPerTurn: 100,
      outputTokensPerTurn: 28,
      gap: everyGap(100),
    });
    const found = simulate({
      swarm: sleeplessSwarm({ tasksPerDay: 1, launch: 'staggered', roles: [role] }),
      leastRequests: 1,
      pairs: [
        { windowSeconds: 101, capacityTokens: 1_280 + 128 },
        { windowSeconds: 99, capacityTokens: 1_280 + 128 },
        { windowSeconds: 101, capacityTokens: 640 },
      ],
    });
    expect(found.pairRatios).toEqual([1_280 / 2_816, 0, 0]);
  });
});

describe('replicas', () => {
  const swarm = swarmWith({ roles: [roleWith({ agentsPerTask: 3, turnsPerAgent: 12, sharedPrefixTokens: 5_000 })] });
  const asked = {
    swarm,
    leastRequests: 3_000,
    windowsSeconds: [60, 600, Infinity],
    capacitiesTokens: [1e5, 1e6, Infinity],
    pairs: [{ windowSeconds: 600, capacityTokens: 1e6 }],
  };

  test('of one are one cache, whatever the affinity', () => {
    expect(simulate({ ...asked, replicas: 1, affinityRatio: 0 })).toEqual(simulate(asked));
  });

  test('serve less the more there are, and more the more agents keep to theirs; what repeats stays what it is', () => {
    const at = (replicas: number, affinityRatio: number) => simulate({ ...asked, replicas, affinityRatio });
    const single = at(1, 1);
    for (const affinityRatio of [0, 0.5, 1]) {
      const found = [1, 2, 4, 16].map((replicas) => at(replicas, affinityRatio));
      for (const [i, { windowRatios, logicalRatio, requests, inputTokens, spanSeconds }] of found.entries()) {
        expect({ logicalRatio, requests, inputTokens, spanSeconds }).toEqual({
          logicalRatio: single.logicalRatio,
          requests: single.requests,
          inputTokens: single.inputTokens,
          spanSeconds: single.spanSeconds,
        });
        windowRatios.forEach((ratio, w) => expect(ratio).toBeLessThanOrEqual(found[i - 1]?.windowRatios[w] ?? 1));
      }
    }
    for (const replicas of [2, 16]) {
      const unlimited = [0, 0.3, 0.7, 1].map((affinityRatio) => at(replicas, affinityRatio).unlimitedRatio);
      expect(neverFalls(unlimited)).toBe(true);
      expect(unlimited.at(-1)).toBeLessThanOrEqual(single.unlimitedRatio);
    }
  });

  test('get an even share of the capacity, rounded down to whole tokens and blocks', () => {
    // One agent of two turns: on its replica the second finds as many of the first prompt's ten blocks as fit.
    const role = roleWith({ turnsPerAgent: 2, firstInputTokens: 640, inputTokensPerTurn: 0, outputTokensPerTurn: 0 });
    const { capacityRatios, pairRatios } = simulate({
      swarm: swarmWith({ roles: [role] }),
      leastRequests: 1,
      replicas: 4,
      capacitiesTokens: [2_559, 2_560, 1_279, 255],
      pairs: [{ windowSeconds: Infinity, capacityTokens: 2_559 }],
    });
    expect(capacityRatios).toEqual([9 / 20, 10 / 20, 4 / 20, 0]);
    expect(pairRatios).toEqual([9 / 20]);
  });

  test('rise with window and capacity too', () => {
    const windowsSeconds = [0, 1, 30, 300, 3_600, 1e5, Infinity];
    const capacitiesTokens = [0, 64, 1e4, 1e5, 1e6, 1e7, Infinity];
    fc.assert(
      fc.property(swarms, fc.integer({ min: 2, max: 9 }), between(0, 1), (drawn, replicas, affinityRatio) => {
        const found = simulate({
          swarm: drawn,
          leastRequests: 300,
          windowsSeconds,
          capacitiesTokens,
          replicas,
          affinityRatio,
        });
        expect(neverFalls(found.windowRatios)).toBe(true);
        expect(neverFalls(found.capacityRatios)).toBe(true);
        expect(found.windowRatios.at(-1)).toBe(found.unlimitedRatio);
        expect(found.capacityRatios.at(-1)).toBeCloseTo(found.unlimitedRatio, 12);
        expect(found.unlimitedRatio).toBeLessThanOrEqual(found.logicalRatio);
      }),
      { numRuns: 30 },
    );
  });

  test('are drawn once and replayed once: progress counts all requests twice', () => {
    const seen: Progress[] = [];
    const request = { ...asked, seed: 1, leastRequests: 50_000, replicas: 3 };
    const { requests } = finish(simulateSwarmSteps(request), { onProgress: (progress) => seen.push(progress) });
    expect(new Set(seen.map((progress) => progress.requests))).toEqual(new Set([requests]));
    expect(seen.at(-1)?.doneRequests).toBe(requests);
    const falls = seen.filter(({ doneRequests }, i) => doneRequests < (seen[i - 1]?.doneRequests ?? 0));
    expect(falls).toHaveLength(1);
  });
});

describe('a simulation', () => {
  test('is the same for the same seed; seeds differ little', () => {
    const swarm = CODING_SESSION;
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
    ({ id, workload }) =>
      (['simultaneous', 'staggered'] as const).map((launch) => ({
        id,
        launch,
        swarm: { ...swarmOf(workload), launch },
      })),
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
    expect(closed.capacities.at(-1)?.trust).toBe('good');
    closed.capacities.forEach(({ ratio, trust }, i) => {
      const { windowSeconds } = capacityWindow({ swarm, reuse, capacityTokens: capacitiesTokens[i] ?? NaN });
      expect(windowSeconds / (windows[i] ?? NaN)).toBeCloseTo(1, 2);
      if ((windows[i] ?? 0) < 600) expect(trust).toBe('rough');
      if (trust === 'good') expect(Math.abs(ratio - (simulated.capacityRatios[i] ?? NaN))).toBeLessThan(0.01);
    });
  });

  test('a coding session comes near the 692 recorded ones it was made from', () => {
    const swarm = CODING_SESSION;
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
