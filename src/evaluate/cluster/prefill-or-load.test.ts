import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { between, magnitudes } from '../../domain/testing/arbitraries.ts';
import type { ClusterPlan } from './cluster-view.ts';
import { prefillOrLoad, recomputeBand, wholeLoad } from './prefill-or-load.ts';
import { promptOfPlan, warehouseOf } from './prompt-of-plan.ts';
import { DEEPSEEK_PARTS, planWith, withWarehouse } from './testing/plan.ts';

const llama = planWith();

function reached({
  plan = llama,
  ...changes
}: {
  plan?: ClusterPlan;
  bytesPerSecond?: number;
  floorSeconds?: number;
}): ClusterPlan {
  const { path } = warehouseOf(plan);
  return withWarehouse({ plan, path: path && { ...path, ...changes } });
}

describe('Llama 3.1 70B on four H100s', () => {
  it('takes 1.27 s for 16,384 tokens and 0.116 s from eight drives', () => {
    const tokens = 16_384;
    // 2.5948 PFLOP ÷ (4 × 989e12 × 0.52) and 10 ms; 5.37 GB over 56 GB/s behind 20 ms.
    expect(recomputeBand({ plan: llama, tokens }).typical).toBeCloseTo(1.2715, 3);
    expect(wholeLoad({ plan: llama, tier: warehouseOf(llama), tokens })?.typical).toBeCloseTo(0.02 + 5.3687 / 56, 4);
  });

  it('goes from 100 tokens to what the model takes, at most 60 of them', () => {
    const { points, promptTokens } = prefillOrLoad(llama);
    expect(points.length).toBeLessThanOrEqual(60);
    expect(points[0]?.contextTokens).toBeCloseTo(100, 9);
    expect(points.at(-1)?.contextTokens).toBeCloseTo(131_072, 6);
    expect(promptTokens).toBe(16_384);
  });
});

it('crosses once, between the points where the lines change places, with bands around them', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(llama, planWith(DEEPSEEK_PARTS), planWith({ modelId: 'gpt-oss-120b', gpus: 1, mfuRatio: null })),
      magnitudes(1e8, 1e12),
      between(0, 1),
      (plan, bytesPerSecond, floorSeconds) => {
        const { points, crossing } = prefillOrLoad(reached({ plan, bytesPerSecond, floorSeconds }));
        const isFaster = points.map(({ recompute, load }) => (load?.typical ?? Infinity) < recompute.typical);
        const first = isFaster.indexOf(true);
        if (first >= 0) expect(isFaster.slice(first).every(Boolean)).toBe(true);
        if (crossing?.status === 'never') expect(first).toBe(-1);
        if (crossing?.status === 'always') expect(first).toBe(0);
        if (crossing?.status === 'value') {
          const after = points[first]?.contextTokens ?? points.at(-1)?.contextTokens ?? 0;
          const before = points[first - 1]?.contextTokens ?? (first === 0 ? 0 : after);
          expect(crossing.value).toBeLessThanOrEqual(after * (1 + 1e-9));
          expect(crossing.value).toBeGreaterThanOrEqual(before * (1 - 1e-9));
        }
        let longer = { recompute: 0, load: 0 };
        for (const { recompute, load, overlapped } of points) {
          for (const band of [recompute, load]) {
            if (!band) continue;
            expect(band.low).toBeLessThanOrEqual(band.typical);
            expect(band.typical).toBeLessThanOrEqual(band.high);
          }
          expect(recompute.typical).toBeGreaterThanOrEqual(longer.recompute);
          expect(load?.typical).toBeGreaterThanOrEqual(longer.load);
          longer = { recompute: recompute.typical, load: load?.typical ?? 0 };
          // A bound that neither way alone can beat.
          expect(overlapped).toBeLessThanOrEqual(Math.min(recompute.typical, load?.typical ?? 0) * (1 + 1e-9));
        }
      },
    ),
    { numRuns: 40 },
  );
});

it('overlaps no better than the best of a thousand divisions tried one by one', () => {
  fc.assert(
    fc.property(magnitudes(1e9, 1e11), between(0, 0.3), fc.integer({ min: 0, max: 59 }), (bytesPerSecond, floor, i) => {
      const plan = reached({ bytesPerSecond, floorSeconds: floor });
      const { contextTokens = 0, overlapped } = prefillOrLoad(plan).points[i] ?? {};
      const prompt = promptOfPlan({ plan, tier: warehouseOf(plan) });
      const whole = prompt.bytes(contextTokens);
      let best = recomputeBand({ plan, tokens: contextTokens }).typical;
      for (let k = 0; k < 1_000; k++) {
        const computed = (contextTokens * k) / 1_000;
        const load = Math.max(0.01, floor) + (whole - prompt.bytes(computed)) / bytesPerSecond;
        best = Math.min(best, Math.max(recomputeBand({ plan, tokens: computed }).typical, load));
      }
      expect(overlapped).toBeLessThanOrEqual(best * (1 + 1e-9));
      expect(overlapped).toBeGreaterThan(best * 0.98);
    }),
    { numRuns: 30 },
  );
});

it('has no line for a tier whose speed is not known', () => {
  const { points, crossing } = prefillOrLoad(withWarehouse({ plan: llama, path: null }));
  expect(crossing).toBeNull();
  expect(points.every(({ load, overlapped }) => load === null && overlapped === null)).toBe(true);
  expect(points.every(({ recompute }) => recompute.typical > 0)).toBe(true);
});

it('loads a coded cache as much faster as it is smaller', () => {
  const coded: ClusterPlan = { ...llama, codec: { kind: 'ratio', ratio: 20 } };
  const of = (plan: ClusterPlan): number =>
    (wholeLoad({ plan, tier: warehouseOf(plan), tokens: 100_000 })?.typical ?? 0) - 0.02;
  expect(of(llama) / of(coded)).toBeCloseTo(20, 6);
});
