import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { between, magnitudes } from '../testing/arbitraries.ts';
import { fleetLoad, isFasterThanComputing, type FleetDemand, type NodeSpeed, type ServingTier } from './fleet.ts';
import { freedNodes } from './freed.ts';
import { fleetSpeedUp, lowLoadPenaltyRatio, throughputAtHitRatio } from './throughput.ts';

const tier = (changes: Partial<ServingTier>): ServingTier => ({
  id: 'tier',
  hitRatio: 0,
  bytesPerToken: 1,
  bytesPerSecondPerNode: Infinity,
  fetchFloorSeconds: 0,
  overlapRatio: 0,
  ...changes,
});

describe("DeepSeek's published day (open-infra-index, day 6: 24 h of 27 and 28 February 2025)", () => {
  const DAY = 86_400;
  const input = 608e9;
  const hits = 342e9;
  const output = 168e9;
  const demand: FleetDemand = {
    requestsPerSecond: 1_000,
    inputTokensPerSecond: input / DAY,
    outputTokensPerSecond: output / DAY,
  };
  // 73,700 input tokens a second and node, hits included, of which 56.3 % are not computed.
  const speed: NodeSpeed = {
    prefillTokensPerSecond: 73_700 * (1 - hits / input),
    decodeTokensPerSecond: 14_800,
    requestFloorSeconds: 0,
  };
  const nodesAt = (hitRatio: number): number =>
    fleetLoad({ demand, speed, tiers: [tier({ hitRatio, bytesPerToken: 0 })], loads: 'always', penaltyRatio: 0 }).nodes;

  test('takes 226.9 nodes (published mean 226.75), 349.9 without the disk cache', () => {
    expect(nodesAt(hits / input)).toBeCloseTo(226.9, 1);
    expect(Math.abs(nodesAt(hits / input) / 226.75 - 1)).toBeLessThan(0.001);
    expect(nodesAt(0)).toBeCloseTo(349.7, 0);
    expect(1 - nodesAt(hits / input) / nodesAt(0)).toBeCloseTo(0.35, 2);
  });

  test('costs $87,072 at $2 a GPU-hour and brings $562,100 (published $562,027)', () => {
    expect(226.75 * 8 * 2 * 24).toBeCloseTo(87_072, 6);
    expect(nodesAt(hits / input) * 8 * 2 * 24).toBeCloseTo(87_120, -2);
    const revenue = ((input - hits) * 0.55 + hits * 0.14 + output * 2.19) / 1e6;
    expect(revenue).toBeCloseTo(562_100, -1);
    expect(Math.abs(revenue / 562_027 - 1)).toBeLessThan(0.001);
  });

  test('without it, the nodes saved could decode 94 % more', () => {
    const freed = freedNodes({
      nodesWithout: nodesAt(0),
      nodesWith: nodesAt(hits / input),
      decodeTokensPerSecondPerNode: 14_800,
      outputTokensPerSecond: demand.outputTokensPerSecond,
    });
    expect(freed.nodes).toBeCloseTo(123, 0);
    expect(freed.extraDecodeRatio).toBeCloseTo(0.936, 2);
  });
});

describe('throughput against hit rate', () => {
  test('half hits lie between, nearer to the slow one: 38,802 tokens a second', () => {
    // sgl-project/sglang PR 39784, 2026-09-17: DeepSeek-V4-Flash, 131,072 tokens, 16 NPUs: all computed, all from local
    // storage, half.
    const law = throughputAtHitRatio({ missTokensPerSecond: 22_337, hitTokensPerSecond: 147_598.2, hitRatio: 0.5 });
    expect(law).toBeCloseTo(38_802, 0);
    expect(Math.abs(law / 38_466.5 - 1)).toBeLessThan(0.01);
  });

  test('remote storage of the same measurement is 17 % below the law: it interferes', () => {
    const law = throughputAtHitRatio({ missTokensPerSecond: 22_337, hitTokensPerSecond: 135_224.4, hitRatio: 0.5 });
    expect(31_790.9 / law).toBeCloseTo(0.83, 2);
  });

  test('eleven hit rates from 42,500 to 389,000 tokens a second (vLLM, 512-token requests): ends exact, harmonic between', () => {
    const at = (hitRatio: number): number =>
      throughputAtHitRatio({ missTokensPerSecond: 42_500, hitTokensPerSecond: 389_000, hitRatio });
    const curve = Array.from({ length: 11 }, (_, i) => at(i / 10));
    expect(curve[0]).toBeCloseTo(42_500, 6);
    expect(curve[10]).toBeCloseTo(389_000, 6);
    expect(Math.round(curve[5] ?? 0)).toBe(76_628);
    for (let i = 1; i < 10; i++) {
      // Time per token is a straight line in the hit rate.
      const [before = 0, here = 0, after = 0] = curve.slice(i - 1, i + 2);
      expect((1 / before + 1 / after) / 2 / (1 / here)).toBeCloseTo(1, 9);
    }
  });

  test('Kimi K2.5 on GB200: 12.6 times less prefill, 3.81 times the throughput at a prefill share of 0.80', () => {
    const at = (prefillRatio: number): number =>
      fleetSpeedUp({ prefillRatio, hitRatioBefore: 0.017, hitRatioAfter: 0.922 });
    expect(at(1)).toBeCloseTo(12.6, 1);
    expect(at(0.801)).toBeCloseTo(3.81, 1);
    expect(at(0)).toBe(1);
  });
});

describe('published losses', () => {
  test('a file tier slower than computing (sgl-project/sglang issue 36179, DeepSeek-V4-Flash on eight H200s)', () => {
    // 76.8 M prompt tokens took 4,032 s computed; read from 296 GB of files 6,911 s.
    const bytesPerToken = 296e9 / 76.8e6;
    const demand: FleetDemand = { requestsPerSecond: 1, inputTokensPerSecond: 15_360, outputTokensPerSecond: 0 };
    const speed: NodeSpeed = {
      prefillTokensPerSecond: 76.8e6 / 4_032.3,
      decodeTokensPerSecond: 1,
      requestFloorSeconds: 0,
    };
    const files = tier({ id: 'files', hitRatio: 0.983, bytesPerToken, bytesPerSecondPerNode: 296e9 / 6_910.8 });
    const without = fleetLoad({ demand, speed, tiers: [], loads: 'always', penaltyRatio: 0 });
    const always = fleetLoad({ demand, speed, tiers: [files], loads: 'always', penaltyRatio: 0 });
    expect(always.nodes / without.nodes).toBeCloseTo(1.7, 1);
    expect(always.serviceSeconds).toBeGreaterThan(without.serviceSeconds);
    const sensible = fleetLoad({ demand, speed, tiers: [files], loads: 'when-faster', penaltyRatio: 0 });
    expect(sensible.slowerTiers).toEqual(['files']);
    expect(sensible.nodes).toBe(without.nodes);
  });

  test('a wide cache on short prompts (LMCache issue 970, Llama 2 7B): its 512 KB a token need 23 GB/s, and 10.6 % were lost', () => {
    const needed = 524_288 * 44_025;
    expect(needed / 1e9).toBeCloseTo(23.1, 1);
    expect(1 - 39_360 / 44_025).toBeCloseTo(0.106, 3);
    const demand: FleetDemand = { requestsPerSecond: 14.68, inputTokensPerSecond: 44_025, outputTokensPerSecond: 0 };
    const speed: NodeSpeed = { prefillTokensPerSecond: 44_025, decodeTokensPerSecond: 1, requestFloorSeconds: 0 };
    const nodesAt = (bytesPerSecondPerNode: number): number =>
      fleetLoad({
        demand,
        speed,
        tiers: [tier({ hitRatio: 0.8, bytesPerToken: 524_288, bytesPerSecondPerNode })],
        loads: 'always',
        penaltyRatio: 0,
      }).nodes;
    expect(nodesAt(20e9)).toBeGreaterThan(1);
    expect(nodesAt(25e9)).toBeLessThan(1);
  });

  test('offloading at low load (llm-d, gpt-oss-120b on 16 H100s): 12.3 % of throughput lost at 5 requests a second, none won', () => {
    const penaltyRatio = 1 - 1_738 / 1_983;
    expect(penaltyRatio).toBeCloseTo(0.1235, 3);
    // The fleet saturates near 35 requests a second.
    const at = (rate: number): number =>
      lowLoadPenaltyRatio({ utilisationRatio: rate / 35, belowRatio: 0.2, penaltyRatio });
    expect(at(40)).toBe(0);
    const demand: FleetDemand = { requestsPerSecond: 5, inputTokensPerSecond: 80_000, outputTokensPerSecond: 1_983 };
    const speed: NodeSpeed = { prefillTokensPerSecond: 26_000, decodeTokensPerSecond: 1_000, requestFloorSeconds: 0 };
    // All hits lie in HBM already at this load, so the tier serves nothing more.
    const without = fleetLoad({ demand, speed, tiers: [], loads: 'always', penaltyRatio: 0 });
    const offloading = fleetLoad({ demand, speed, tiers: [tier({})], loads: 'always', penaltyRatio: at(5) });
    expect(without.nodes / offloading.nodes).toBeCloseTo(1_738 / 1_983, 9);
  });
});

describe('first touches computed at a speed of their own', () => {
  const demand: FleetDemand = {
    requestsPerSecond: 10,
    inputTokensPerSecond: 400_000,
    outputTokensPerSecond: 4_000,
    freshRatio: 0.1,
  };
  const speed: NodeSpeed = {
    prefillTokensPerSecond: 20_000,
    freshTokensPerSecond: 10_000,
    decodeTokensPerSecond: 1_000,
    requestFloorSeconds: 0.01,
  };
  const at = (hitRatio: number, changes: Partial<NodeSpeed> = {}) =>
    fleetLoad({
      demand,
      speed: { ...speed, ...changes },
      tiers: [tier({ hitRatio })],
      loads: 'when-faster',
      penaltyRatio: 0,
    });

  test('by hand: 40,000 fresh tokens take 4 nodes, the 360,000 others 18 less what is hit', () => {
    expect(at(0).prefillNodes).toBeCloseTo(22, 9);
    expect(at(0.5).prefillNodes).toBeCloseTo(12, 9);
    // Everything but first touches: those are computed whatever is stored.
    expect(at(0.9).prefillNodes).toBeCloseTo(4, 9);
    expect(at(1).prefillNodes).toBeCloseTo(4, 9);
    // 40,000 tokens a request: 4,000 fresh at 10,000 a second, 16,000 at 20,000, and the floor.
    expect(at(0.5).serviceSeconds).toBeCloseTo(0.01 + 0.4 + 0.8, 9);
  });

  test('with one speed of both, or none given apart, as with one R', () => {
    fc.assert(
      fc.property(between(0, 0.9), magnitudes(1e3, 1e6), (hitRatio, prefillTokensPerSecond) => {
        const same = { prefillTokensPerSecond, freshTokensPerSecond: prefillTokensPerSecond };
        const { freshTokensPerSecond: _apart, ...plain } = { ...speed, prefillTokensPerSecond };
        const one = fleetLoad({
          demand,
          speed: plain,
          tiers: [tier({ hitRatio })],
          loads: 'always',
          penaltyRatio: 0,
        });
        expect(at(hitRatio, same).nodes / one.nodes).toBeCloseTo(1, 9);
        expect(at(hitRatio, same).serviceSeconds / one.serviceSeconds).toBeCloseTo(1, 9);
      }),
    );
  });

  test('a tier is compared with computing the prefixes it holds, not with first touches', () => {
    const asked = (bytesPerSecondPerNode: number) =>
      isFasterThanComputing({
        tier: tier({ bytesPerToken: 1_000, bytesPerSecondPerNode }),
        speed,
        promptTokens: 40_000,
      });
    // 20,000 tokens a second × 1,000 B.
    expect(asked(20.1e6)).toBe(true);
    expect(asked(19.9e6)).toBe(false);
  });
});

describe('several instances on a node, or one on several', () => {
  const demand: FleetDemand = { requestsPerSecond: 4, inputTokensPerSecond: 40_000, outputTokensPerSecond: 0 };
  const speed: NodeSpeed = { prefillTokensPerSecond: 80_000, decodeTokensPerSecond: 1, requestFloorSeconds: 0 };
  const at = (instancesPerNode: number, hitRatio = 0) =>
    fleetLoad({
      demand,
      speed: { ...speed, instancesPerNode },
      tiers: [tier({ hitRatio, bytesPerToken: 1_000, bytesPerSecondPerNode: 1e9, fetchFloorSeconds: 0.02 })],
      loads: 'always',
      penaltyRatio: 0,
    });

  test('a request of 10,000 tokens is served by one of them; the node is as busy as ever', () => {
    expect(at(1).serviceSeconds).toBeCloseTo(0.125, 9);
    expect(at(8).serviceSeconds).toBeCloseTo(1, 9);
    expect(at(0.5).serviceSeconds).toBeCloseTo(0.0625, 9);
    expect(at(8).nodes).toBeCloseTo(at(1).nodes, 12);
  });

  test('a load gets its instance’s share of the node’s bandwidth', () => {
    // Half of the requests load 10 MB at an eighth of 1 GB/s behind the floor; half are computed in a second.
    expect(at(8, 0.5).serviceSeconds).toBeCloseTo(0.5 * (0.02 + 0.08) + 0.5, 9);
  });
});

describe('hits and misses apart', () => {
  const demand: FleetDemand = {
    requestsPerSecond: 1,
    inputTokensPerSecond: 10_000,
    outputTokensPerSecond: 0,
    freshRatio: 0.1,
  };
  const speed: NodeSpeed = {
    prefillTokensPerSecond: 10_000,
    freshTokensPerSecond: 5_000,
    decodeTokensPerSecond: 1,
    requestFloorSeconds: 0.01,
  };
  const disk = tier({ hitRatio: 0.72, bytesPerToken: 1_000, bytesPerSecondPerNode: 1e8, fetchFloorSeconds: 0.02 });
  const at = (tiers: readonly ServingTier[], changes: Partial<FleetDemand> = {}) =>
    fleetLoad({ demand: { ...demand, ...changes }, speed, tiers, loads: 'always', penaltyRatio: 0 });

  test('by hand: 80 % load 9,000 tokens and compute 1,000, 20 % compute all; two instances on a node take twice as long', () => {
    const { classes, serviceSeconds } = at([disk]);
    expect(classes.map(({ ratio }) => ratio)).toEqual([expect.closeTo(0.8, 9), expect.closeTo(0.2, 9)]);
    expect(classes[0]?.serviceSeconds).toBeCloseTo(0.01 + 0.02 + 0.09 + 0.2, 9);
    expect(classes[1]?.serviceSeconds).toBeCloseTo(0.01 + 0.9 + 0.2, 9);
    expect(serviceSeconds).toBeCloseTo(0.8 * 0.32 + 0.2 * 1.11, 9);
    const two = fleetLoad({
      demand,
      speed: { ...speed, instancesPerNode: 2 },
      tiers: [disk],
      loads: 'always',
      penaltyRatio: 0,
    });
    expect(two.classes.map((each) => each.serviceSeconds)).toEqual([
      expect.closeTo(0.03 + 2 * 0.29, 9),
      expect.closeTo(0.01 + 2 * 1.1, 9),
    ]);
    expect(at([]).classes).toEqual([{ ratio: 1, serviceSeconds: expect.closeTo(1.11, 9) }]);
    // Nothing but first touches has no prefix to hit.
    expect(at([], { freshRatio: 1 }).classes).toEqual([{ ratio: 1, serviceSeconds: expect.closeTo(2.01, 9) }]);
  });

  test('shares add up to 1, and their mean loads what hits and computes what is left', () => {
    fc.assert(
      fc.property(between(0, 1), between(0, 0.6), between(0, 0.6), (freshRatio, first, second) => {
        const tiers = [
          { ...disk, hitRatio: first, fetchFloorSeconds: 0 },
          tier({ ...disk, id: 'b', hitRatio: second, bytesPerToken: 10, fetchFloorSeconds: 0 }),
        ];
        const { classes, serviceSeconds, busySecondsPerRequest } = at(tiers, { freshRatio });
        expect(classes.reduce((sum, { ratio }) => sum + ratio, 0)).toBeCloseTo(1, 9);
        // One instance a node and nothing overlaps: a request takes as long as its node is busy, beside the floor.
        expect(serviceSeconds).toBeCloseTo(0.01 + busySecondsPerRequest, 9);
      }),
    );
  });
});
