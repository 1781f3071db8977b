import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { between, magnitudes } from '../testing/arbitraries.ts';
import type { FleetDemand } from './fleet.ts';
import {
  ceilingTier,
  operatorRung,
  type OperatorNode,
  type OperatorPlan,
  type OperatorRung,
  type OperatorTier,
} from './operator.ts';
import { ROUTINGS } from './queue.ts';
import type { SizingRules } from './sizing.ts';

const NODE: OperatorNode = {
  gpus: 8,
  usdPerGpuHour: 2,
  wattsPerGpu: 1_730,
  prefillTokensPerSecond: 12_500,
  decodeTokensPerSecond: 500,
  requestFloorSeconds: 0.02,
};
const DEMAND: FleetDemand = { requestsPerSecond: 10, inputTokensPerSecond: 400_000, outputTokensPerSecond: 4_000 };
const RULES: SizingRules = {
  peakToMeanRatio: 2,
  batchRatio: 0,
  headroomRatio: 0.2,
  spareNodes: 1,
  ttftTarget: null,
  serviceVariationRatio: 1,
  routing: 'shared-queue',
  fewestNodes: 1,
  sequences: null,
};
const POWER = { usdPerKwh: 0.08, pueRatio: 1.25, gramsPerKwh: 400 };

const tier = (changes: Partial<OperatorTier> = {}): OperatorTier => ({
  id: 'nvme',
  hitRatio: 0.5,
  bytesPerToken: 327_680,
  bytesPerSecondPerNode: 50e9,
  fetchFloorSeconds: 0.02,
  overlapRatio: 0,
  costAt: () => [{ name: 'rent', usdPerMonth: 10_000 }],
  wattsAt: () => 500,
  ...changes,
});
const rungWith = (
  tiers: readonly OperatorTier[],
  changes: Partial<OperatorPlan> = {},
  rules: SizingRules = RULES,
  demand: FleetDemand = DEMAND,
): OperatorRung =>
  operatorRung({
    plan: { rung: 'test', tiers, loads: 'when-faster', penaltyRatio: 0, ...changes },
    demand,
    node: NODE,
    rules,
    electricity: POWER,
  });
const usdOf = ({ figures }: OperatorRung): number =>
  figures?.cost.status === 'priced' ? figures.cost.usdPerMonth : Number.NaN;

describe('one rung by hand', () => {
  test('32 nodes of prefill and 8 of decode: 101 whole ones, $1.18 M a month', () => {
    const { figures } = rungWith([]);
    // 40 × 2 ÷ 0.8 = 100, and a spare.
    expect(figures).toMatchObject({ nodes: 101, gpus: 808, hitRatio: 0 });
    expect(usdOf(rungWith([]))).toBeCloseTo(101 * 8 * 2 * 730, 6);
    expect(figures?.usdPerMTok).toBeCloseTo((101 * 16 * 730 * 1e6) / (404_000 * 730 * 3_600), 9);
    expect(figures?.energy.watts).toBeCloseTo(808 * 1_730 * 1.25, 6);
    expect(figures?.tokensPerSecondPerGpu).toBeCloseTo(500, 9);
  });

  test('half of it from NVMe: 16 computed, 1.3 loading, 8 decoding', () => {
    const { load, figures } = rungWith([tier()]);
    expect(load.prefillNodes).toBeCloseTo(16, 9);
    expect(load.loadNodes).toBeCloseTo((200_000 * 327_680) / 50e9, 9);
    // (16 + 1.31 + 8) × 2.5 = 63.3, and a spare.
    expect(figures?.nodes).toBe(65);
    expect(figures?.lines.map(({ name }) => name)).toEqual(['accelerators', 'nvme: rent']);
  });

  test('an accelerator or a tier without a price leaves the total open and is named; without watts there are none', () => {
    const unpriced = operatorRung({
      plan: {
        rung: 'test',
        tiers: [tier({ costAt: () => [{ name: 'rent', usdPerMonth: null }], wattsAt: () => null })],
        loads: 'always',
        penaltyRatio: 0,
      },
      demand: DEMAND,
      node: { ...NODE, usdPerGpuHour: null },
      rules: RULES,
      electricity: POWER,
    });
    expect(unpriced.figures).toMatchObject({
      cost: { status: 'unpriced', knownUsdPerMonth: 0, missing: ['accelerators', 'nvme: rent'] },
      usdPerMTok: null,
      energy: { watts: null, tokensPerJoule: null },
    });
  });

  test('a target that cannot be met has no figures', () => {
    const rung = rungWith([], {}, { ...RULES, ttftTarget: { seconds: 0.01, ratio: 0.9 } });
    expect(rung.figures).toBeNull();
    expect(rung.sizing.status).toBe('unreachable');
  });
});

describe('how a rung is rented and grown', () => {
  const rung = (
    changes: Partial<Parameters<typeof operatorRung>[0]> = {},
    plan: Partial<OperatorPlan> = {},
  ): OperatorRung =>
    operatorRung({
      plan: { rung: 'test', tiers: [], loads: 'when-faster', penaltyRatio: 0, ...plan },
      demand: DEMAND,
      node: NODE,
      rules: RULES,
      electricity: POWER,
      ...changes,
    });

  test('hours that are not rented are not paid', () => {
    expect(usdOf(rung({ paidHoursPerMonth: 200 }))).toBeCloseTo(101 * 8 * 2 * 200, 6);
  });

  test('power is a line of its own where it is paid apart: 808 × 1,730 W × 1.25 × 730 h at $0.08', () => {
    const { figures } = rung({ isPowerPaid: true });
    expect(figures?.lines.at(-1)).toEqual({
      name: 'power',
      usdPerMonth: ((808 * 1_730 * 1.25 * 730) / 1_000) * 0.08,
    });
    const unknown = rung({ isPowerPaid: true, node: { ...NODE, wattsPerGpu: null } });
    expect(unknown.figures?.cost).toMatchObject({ status: 'unpriced', missing: ['power'] });
  });

  test('fleets grow by whole instances: 100 nodes are 102 where three go together, and the spare is three more', () => {
    const grouped = rung({ node: { ...NODE, nodesTogether: 3 } });
    expect(grouped.figures?.nodes).toBe(105);
    expect(grouped.sizing).toMatchObject({ status: 'sized', binding: 'throughput', nodes: 105 });
    const exact = rung({ node: { ...NODE, nodesTogether: 4 } });
    expect(exact.figures?.nodes).toBe(104);
  });

  test('nodes whose memory the hits come from stay, spares beside them, and what binds is what asked', () => {
    const kept = rung({}, { atLeastNodes: 120 });
    expect(kept.figures?.nodes).toBe(121);
    expect(kept.sizing).toMatchObject({ binding: 'throughput' });
    expect(kept.sizing.constraints).toEqual(rung().sizing.constraints);
    expect(rung({}, { atLeastNodes: 100 }).figures).toEqual(rung().figures);
  });
});

/** A warehouse at a fixed total price, and rules with a target that can be met without it. */
const rules: fc.Arbitrary<SizingRules> = fc.record({
  peakToMeanRatio: between(1, 4),
  batchRatio: between(0, 1),
  headroomRatio: between(0, 0.5),
  spareNodes: fc.integer({ min: 0, max: 2 }),
  ttftTarget: fc.oneof(fc.constant(null), fc.record({ seconds: between(4, 20), ratio: between(0.5, 0.99) })),
  serviceVariationRatio: between(0, 2),
  routing: fc.constantFrom(...ROUTINGS),
  fewestNodes: fc.integer({ min: 1, max: 4 }),
  sequences: fc.constant(null),
});
const warehouses: fc.Arbitrary<OperatorTier> = fc
  .record({
    hitRatio: between(0, 1),
    bytesPerToken: magnitudes(1e3, 2e6),
    bytesPerSecondPerNode: magnitudes(1e8, 1e12),
    fetchFloorSeconds: between(0, 3),
    overlapRatio: between(0, 1),
  })
  .map(tier);

describe('at a fixed total price of the tier', () => {
  test('more bandwidth, more hits (capacity or reuse), a lower floor and a smaller cache never raise cost', () => {
    fc.assert(
      fc.property(rules, warehouses, warehouses, (rule, a, b) => {
        const usd = (of: OperatorTier): number => usdOf(rungWith([of], {}, rule));
        const base = usd(a);
        for (const better of [
          { bytesPerSecondPerNode: Math.max(a.bytesPerSecondPerNode, b.bytesPerSecondPerNode) },
          { hitRatio: Math.max(a.hitRatio, b.hitRatio) },
          { fetchFloorSeconds: Math.min(a.fetchFloorSeconds, b.fetchFloorSeconds) },
          { bytesPerToken: Math.min(a.bytesPerToken, b.bytesPerToken) },
        ])
          expect(usd({ ...a, ...better })).toBeLessThanOrEqual(base + 1e-6);
      }),
    );
  });

  test('the warehouse is never dearer than nothing by more than its own price', () => {
    fc.assert(
      fc.property(rules, warehouses, (rule, of) => {
        expect(usdOf(rungWith([of], {}, rule))).toBeLessThanOrEqual(usdOf(rungWith([], {}, rule)) + 10_000 + 1e-6);
      }),
    );
  });

  test('without reuse it costs exactly its own price', () => {
    fc.assert(
      fc.property(rules, warehouses, fc.constantFrom('always' as const, 'when-faster' as const), (rule, of, loads) => {
        const idle = { ...of, hitRatio: 0 };
        expect(usdOf(rungWith([idle], { loads }, rule))).toBeCloseTo(usdOf(rungWith([], {}, rule)) + 10_000, 4);
      }),
    );
  });

  test('infinitely fast, free and large enough it is the ceiling', () => {
    fc.assert(
      fc.property(rules, warehouses, between(0, 1), (rule, of, hitRatio) => {
        const free = {
          ...of,
          hitRatio,
          bytesPerSecondPerNode: Infinity,
          fetchFloorSeconds: 0,
          costAt: () => [],
          wattsAt: () => 0,
        };
        expect(rungWith([free], {}, rule).figures).toEqual(rungWith([ceilingTier({ hitRatio })], {}, rule).figures);
      }),
    );
  });

  test('no plan beats the ceiling', () => {
    fc.assert(
      fc.property(rules, warehouses, fc.constantFrom('always' as const, 'when-faster' as const), (rule, of, loads) => {
        const best = usdOf(rungWith([ceilingTier({ hitRatio: of.hitRatio })], {}, rule));
        const rung = rungWith([of], { loads }, rule);
        if (rung.figures) expect(usdOf(rung)).toBeGreaterThanOrEqual(best + 10_000 - 1e-6);
      }),
    );
  });

  test('a slow tier that is used all the same is shown losing', () => {
    const slow = tier({ bytesPerSecondPerNode: 1e9 });
    expect(usdOf(rungWith([slow], { loads: 'always' }))).toBeGreaterThan(usdOf(rungWith([])) + 10_000);
    expect(usdOf(rungWith([slow]))).toBeCloseTo(usdOf(rungWith([])) + 10_000, 6);
    expect(rungWith([slow]).load.slowerTiers).toEqual(['nvme']);
  });
});
