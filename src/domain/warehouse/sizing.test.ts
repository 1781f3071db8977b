import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { between, magnitudes } from '../testing/arbitraries.ts';
import { fleetLoad, type FleetDemand, type NodeSpeed } from './fleet.ts';
import { widerWeights } from './freed.ts';
import { instancesForWait, meanWaitSeconds, ROUTINGS, waitingRatio, waitQuantileSeconds } from './queue.ts';
import { sizeFleet, type SizingRules } from './sizing.ts';

describe('waiting', () => {
  const one = { serviceSeconds: 1, serviceVariationRatio: 1, instances: 1, routing: 'shared-queue' as const };

  test('by hand: ρ = 0.8 of one second each, alone', () => {
    const load = { ...one, requestsPerSecond: 0.8 };
    expect(meanWaitSeconds(load)).toBeCloseTo(4, 9);
    expect(waitQuantileSeconds({ load, ratio: 0.95 })).toBeCloseTo(5 * Math.log(16), 9);
    expect(meanWaitSeconds({ ...load, serviceVariationRatio: 0 })).toBeCloseTo(2, 9);
    expect(waitQuantileSeconds({ load, ratio: 0.1 })).toBe(0);
    expect(meanWaitSeconds({ ...load, requestsPerSecond: 1 })).toBe(Infinity);
  });

  test('ten instances with one queue: Erlang’s C of 8 on 10 is 0.4092; blind ones wait like one alone', () => {
    const load = { ...one, requestsPerSecond: 8, instances: 10 };
    expect(waitingRatio(load)).toBeCloseTo(0.4092, 4);
    expect(meanWaitSeconds(load)).toBeCloseTo(0.4092 / 2, 4);
    expect(waitingRatio({ ...load, routing: 'blind' })).toBeCloseTo(0.8, 9);
    expect(meanWaitSeconds({ ...load, routing: 'blind' })).toBeCloseTo(4, 9);
  });

  test.each([1, 3])('against a simulated queue of exponential service on %d instances', (instances) => {
    let seed = 7;
    const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    const free = Array.from({ length: instances }, () => 0);
    const waits: number[] = [];
    let now = 0;
    for (let i = 0; i < 400_000; i++) {
      now += -Math.log(random()) / (0.7 * instances);
      const next = free.indexOf(Math.min(...free));
      const start = Math.max(now, free[next] ?? 0);
      waits.push(start - now);
      free[next] = start - Math.log(random());
    }
    waits.sort((a, b) => a - b);
    const load = { ...one, requestsPerSecond: 0.7 * instances, instances };
    const simulated = waits[Math.floor(0.95 * waits.length)] ?? 0;
    expect(Math.abs(waitQuantileSeconds({ load, ratio: 0.95 }) / simulated - 1)).toBeLessThan(0.05);
  });

  test('the fewest instances, against trying one after the other', () => {
    fc.assert(
      fc.property(
        magnitudes(0.1, 300),
        magnitudes(0.01, 5),
        between(0, 3),
        between(0.5, 0.99),
        between(0, 20),
        fc.constantFrom(...ROUTINGS),
        (requestsPerSecond, serviceSeconds, serviceVariationRatio, ratio, mostSeconds, routing) => {
          fc.pre(requestsPerSecond * serviceSeconds < 200);
          const load = { requestsPerSecond, serviceSeconds, serviceVariationRatio, routing };
          let instances = 1;
          while (waitQuantileSeconds({ load: { ...load, instances }, ratio }) > mostSeconds) instances += 1;
          expect(instancesForWait({ load, ratio, mostSeconds })).toBe(instances);
        },
      ),
      { numRuns: 60 },
    );
    const eight = { ...one, requestsPerSecond: 8 };
    expect(instancesForWait({ load: eight, ratio: 0.95, mostSeconds: 2 })).toBe(10);
    expect(instancesForWait({ load: { ...eight, routing: 'blind' }, ratio: 0.95, mostSeconds: 2 })).toBe(35);
    expect(instancesForWait({ load: { ...eight, requestsPerSecond: 0 }, ratio: 0.95, mostSeconds: 0 })).toBe(0);
  });
});

const RULES: SizingRules = {
  peakToMeanRatio: 1,
  batchRatio: 0,
  headroomRatio: 0,
  spareNodes: 0,
  ttftTarget: null,
  serviceVariationRatio: 1,
  routing: 'shared-queue',
  fewestNodes: 1,
  sequences: null,
};

describe('sizing', () => {
  const demand: FleetDemand = { requestsPerSecond: 10, inputTokensPerSecond: 100_000, outputTokensPerSecond: 1_020 };
  const speed: NodeSpeed = { prefillTokensPerSecond: 12_500, decodeTokensPerSecond: 463.64, requestFloorSeconds: 0.1 };
  const load = fleetLoad({ demand, speed, tiers: [], loads: 'always', penaltyRatio: 0 });
  const size = (rules: Partial<SizingRules>) => sizeFleet({ load, demand, rules: { ...RULES, ...rules } });

  test('8 nodes of prefill and 2.2 of decode: 11, at a peak of 2 with headroom and a spare 27', () => {
    expect(load.nodes).toBeCloseTo(10.2, 3);
    expect(size({})).toMatchObject({ nodes: 11, binding: 'throughput', ttftSeconds: 0.9 });
    expect(size({ peakToMeanRatio: 2, headroomRatio: 0.2, spareNodes: 1 })).toMatchObject({ nodes: 27 });
  });

  test('work that can wait lowers the peak, never below the mean', () => {
    expect(size({ peakToMeanRatio: 2, batchRatio: 0.25 })).toMatchObject({ nodes: 16 });
    expect(size({ peakToMeanRatio: 2, batchRatio: 0.9 })).toMatchObject({ nodes: 11 });
  });

  test('a target for the first token binds where waiting would be too long, and says when none can meet it', () => {
    const tight = size({ ttftTarget: { seconds: 1.5, ratio: 0.95 } });
    expect(tight).toMatchObject({ status: 'sized', binding: 'ttft' });
    if (tight.status !== 'sized') return;
    expect(tight.nodes).toBeGreaterThan(11);
    expect(tight.ttftSeconds).toBeLessThanOrEqual(1.5);
    // 8 ÷ 0.8 + 2.75 nodes against 9 whole prefill nodes, none of them always busy, + 2.75.
    expect(size({ headroomRatio: 0.2, ttftTarget: { seconds: 1_000, ratio: 0.5 } })).toMatchObject({
      binding: 'throughput',
      nodes: 13,
    });
    expect(size({ ttftTarget: { seconds: 0.5, ratio: 0.5 } })).toMatchObject({ status: 'unreachable' });
  });

  test('open sequences and the model itself can bind', () => {
    expect(size({ sequences: { open: 130, perNode: 10 } })).toMatchObject({ nodes: 13, binding: 'sequences' });
    expect(size({ sequences: { open: 1, perNode: 0 } })).toMatchObject({ status: 'unreachable' });
    expect(size({ fewestNodes: 40 })).toMatchObject({ nodes: 40, binding: 'model' });
  });

  test('wider weights fit, or say how many nodes are missing', () => {
    const wider = size({});
    expect(widerWeights({ nodesToday: 20, wider })).toEqual({ status: 'fits', nodes: 11, sparedNodes: 9 });
    expect(widerWeights({ nodesToday: 5, wider })).toEqual({ status: 'needs-more', nodes: 11, missingNodes: 6 });
    const never = size({ ttftTarget: { seconds: 0.5, ratio: 0.5 } });
    expect(widerWeights({ nodesToday: 5, wider: never }).status).toBe('unreachable');
  });
});
