import { describe, expect, test } from 'vitest';
import { fleetLoad, type FleetDemand, type NodeSpeed } from './fleet.ts';
import { widerWeights } from './freed.ts';
import { sizeFleet, type SizingRules } from './sizing.ts';

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
    expect(size({ ttftTarget: { seconds: 0.5, ratio: 0.5 } })).toMatchObject({
      status: 'unreachable',
      reason:
        'Every request would take longer than 0.5 s even on an idle fleet, by computing and loading alone: no number of nodes keeps that for 50 %.',
    });
  });

  test('a target is kept for its share, not for the mean: 80 % hit and see 0.2 s, 20 % compute for 0.9 s', () => {
    const hbm = { id: 'hbm', hitRatio: 0.8, bytesPerToken: 0, bytesPerSecondPerNode: Infinity };
    const tier = { ...hbm, fetchFloorSeconds: 0.1, overlapRatio: 0 };
    const mixed = fleetLoad({ demand, speed, tiers: [tier], loads: 'always', penaltyRatio: 0 });
    const sized = (seconds: number, ratio: number) =>
      sizeFleet({ load: mixed, demand, rules: { ...RULES, ttftTarget: { seconds, ratio } } });
    expect(mixed.serviceSeconds).toBeCloseTo(0.8 * 0.2 + 0.2 * 0.9, 9);
    // The mean is 0.34 s, but a fifth sees 0.9.
    expect(sized(0.5, 0.95)).toMatchObject({
      status: 'unreachable',
      reason:
        '20 % of requests would take longer than 0.5 s even on an idle fleet, by computing and loading alone: no number of nodes keeps that for 95 %.',
    });
    expect(sized(0.5, 0.75)).toMatchObject({ status: 'sized', ttftRatio: 0.75 });
    const kept = sized(1, 0.95);
    if (kept.status !== 'sized') throw new Error('It is reachable');
    expect(kept.ttftSeconds).toBeGreaterThanOrEqual(0.9 - 1e-9);
    expect(kept.ttftSeconds).toBeLessThanOrEqual(1);
    expect(size({})).toMatchObject({ ttftRatio: null });
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
