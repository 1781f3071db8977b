import { swarmOf } from '../domain/swarm/workload.ts';
import { describe, expect, test } from 'vitest';
import { PRESETS } from '../catalog/presets/index.ts';
import { finish } from '../engine/run-control.ts';
import { simulateSwarmSteps } from '../engine/simulate-swarm.ts';
import { BASE_SCENARIO } from '../scenario/base-v0.ts';
import { compareWithSimulation, hitCurves, simulationQuestions, type SimulatedCurves } from './hit-curves.ts';
import { closedForm } from './hit-rates.ts';
import { CORE_BOOK } from './testing/core-book.ts';

const { workload, offerId } = BASE_SCENARIO;
const swarm = swarmOf(workload);
const offer = CORE_BOOK.offerById(offerId);
const DAY = 86_400;
const UNLIMITED = { capacityTokens: null, replicas: 1, affinityRatio: 1 };
const curves = hitCurves({ swarm, offer, retentionSeconds: DAY, cache: UNLIMITED });

describe.each(PRESETS.map((preset) => [preset.id, preset] as const))('%s', (_, preset) => {
  const ofPreset = hitCurves({
    swarm: swarmOf(preset.workload),
    offer: CORE_BOOK.offerById(preset.offerId),
    retentionSeconds: DAY,
    cache: UNLIMITED,
  });

  test('windows from 10 s to 30 d, capacities from one prompt on, at most 150 points, all rising', () => {
    const { windows, capacities, logicalRatio } = ofPreset;
    expect(windows[0]?.windowSeconds).toBe(10);
    expect(windows.at(-1)?.windowSeconds).toBeCloseTo(30 * DAY, 3);
    expect(windows.length + capacities.length).toBeLessThanOrEqual(156);
    expect(Math.max(windows.length, capacities.length)).toBeLessThanOrEqual(150);
    for (const points of [windows, capacities]) {
      const ratios = points.map(({ ratio }) => ratio);
      expect(ratios).toEqual(ratios.toSorted((a, b) => a - b));
      expect(ratios.at(-1)).toBeLessThanOrEqual(logicalRatio + 1e-12);
    }
    const sizes = capacities.map(({ capacityTokens }) => capacityTokens);
    expect(new Set(sizes).size).toBe(sizes.length);
    expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
  });

  test('the same ratios and the same trust as the closed form that other callers use', () => {
    const windowsSeconds = ofPreset.windows.map(({ windowSeconds }) => windowSeconds);
    // A search per capacity: some of them are enough, the knee's neighbours among them.
    const some = ofPreset.capacities.filter(
      ({ windowSeconds }, i) => i % 12 === 3 || (windowSeconds > 400 && windowSeconds < 900),
    );
    const form = closedForm({
      swarm: swarmOf(preset.workload),
      windowsSeconds,
      capacitiesTokens: some.map(({ capacityTokens }) => capacityTokens),
    });
    expect(ofPreset.logicalRatio).toBe(form.logicalRatio);
    expect(ofPreset.windows.map(({ ratio, trust }) => ({ ratio, trust }))).toEqual(form.windows);
    some.forEach(({ ratio, trust }, i) => {
      // Capacities are whole tokens, so that the window found is a little off.
      expect(ratio).toBeCloseTo(form.capacities[i]?.ratio ?? -1, 3);
      expect(trust).toBe(form.capacities[i]?.trust);
    });
  });
});

test('the lives that the offer sells are points of the curve, and asked', () => {
  expect(curves.marks.map(({ kind, windowSeconds }) => [kind, windowSeconds])).toEqual([
    ['ttl', 300],
    ['ttl', 3_600],
    ['warehouse', DAY],
  ]);
  const { windowsSeconds, capacitiesTokens } = simulationQuestions(curves);
  for (const { windowSeconds } of curves.marks) expect(windowsSeconds).toContain(windowSeconds);
  expect(windowsSeconds.length).toBeLessThan(30);
  expect(capacitiesTokens.length).toBeLessThan(35);
  expect(capacitiesTokens.every((tokens) => Number.isInteger(tokens) && tokens > 0)).toBe(true);
});

test('a retention that equals a TTL is one point and two marks', () => {
  const equal = hitCurves({ swarm, offer, retentionSeconds: 300, cache: UNLIMITED });
  expect(equal.windows.filter(({ windowSeconds }) => windowSeconds === 300)).toHaveLength(1);
  expect(equal.marks.filter(({ windowSeconds }) => windowSeconds === 300)).toHaveLength(2);
});

test('no retention, an unknown offer and agents of one request still have curves', () => {
  const single = { ...swarm, roles: swarm.roles.map((role) => ({ ...role, turnsPerAgent: 1 })) };
  const bare = hitCurves({ swarm: single, offer: undefined, retentionSeconds: 0, cache: UNLIMITED });
  expect(bare.marks).toEqual([]);
  expect(bare.openAgents).toBe(0);
  expect(bare.capacities.length).toBeGreaterThan(10);
});

describe('beside a simulation', () => {
  const simulated = finish(
    simulateSwarmSteps({ swarm, seed: 1, leastRequests: 100_000, ...simulationQuestions(curves) }),
  );
  const comparison = compareWithSimulation({ curves, simulated });

  test('every asked point within the simulated stretch has its rate, the others none', () => {
    curves.windows.forEach(({ asked, windowSeconds }, i) => {
      expect(comparison.windowRatios[i] !== null).toBe(asked && windowSeconds <= simulated.spanSeconds);
    });
    const at300 = curves.windows.findIndex(({ windowSeconds }) => windowSeconds === 300);
    expect(comparison.windowRatios[at300]).toBe(comparison.markRatios[0]);
  });

  test('a point apart at most where the closed form is good, more where it is rough', () => {
    const { windows, capacities } = comparison.furthest;
    expect(Math.abs(windows.good?.ratio ?? 1)).toBeLessThan(0.01);
    expect(Math.abs(capacities.good?.ratio ?? 1)).toBeLessThan(0.01);
    expect(Math.abs(capacities.rough?.ratio ?? 0)).toBeGreaterThan(0.03);
    expect(capacities.rough?.point.trust).toBe('rough');
  });
});

test('rates are matched to points by order, and the largest difference keeps its sign', () => {
  const { windowsSeconds, capacitiesTokens } = simulationQuestions(curves);
  const like: SimulatedCurves = {
    seed: 1,
    requests: 1,
    tasks: 1,
    spanSeconds: Infinity,
    logicalRatio: 1,
    unlimitedRatio: 1,
    pairRatios: [],
    windowRatios: windowsSeconds.map((windowSeconds) => {
      const ratio = curves.windows.find((point) => point.windowSeconds === windowSeconds)?.ratio ?? 0;
      return windowSeconds === 3_600 ? ratio + 0.02 : ratio;
    }),
    capacityRatios: capacitiesTokens.map(() => 0),
  };
  const { furthest } = compareWithSimulation({ curves, simulated: like });
  expect(furthest.windows.good?.point.windowSeconds).toBe(3_600);
  expect(furthest.windows.good?.ratio).toBeCloseTo(-0.02, 12);
});
