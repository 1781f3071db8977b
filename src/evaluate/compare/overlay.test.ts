import { describe, expect, it } from 'vitest';
import { BASE_SCENARIO } from '../../scenario/base.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { retentionCurve } from '../retention-curve.ts';
import { evaluateSpend } from '../spend.ts';
import { CORE_BOOK } from '../testing/core-book.ts';
import { overlayCurves } from './overlay.ts';

function kept(retentionSeconds: number): Scenario {
  return { ...BASE_SCENARIO, warehouse: { ...BASE_SCENARIO.warehouse, retentionSeconds } };
}

const STAGGERED: Scenario = {
  ...BASE_SCENARIO,
  workload: { ...BASE_SCENARIO.workload, launch: 'staggered', people: 400 },
};

describe('overlayCurves', () => {
  it('has the curve that each scenario has on its own', () => {
    const { windowSeconds, curves } = overlayCurves({ scenarios: [BASE_SCENARIO, STAGGERED], book: CORE_BOOK });
    expect(windowSeconds.length).toBeLessThanOrEqual(150);
    expect(windowSeconds[0]).toBeCloseTo(10, 9);
    expect(windowSeconds.at(-1)).toBeCloseTo(2_592_000, 3);
    for (const [index, scenario] of [BASE_SCENARIO, STAGGERED].entries()) {
      const spend = evaluateSpend(scenario, CORE_BOOK);
      if (spend.status !== 'ok') throw new Error('not priced');
      expect(curves[index]?.hitRatios).toEqual(retentionCurve(spend).points.map(({ hitRatio }) => hitRatio));
      expect(curves[index]?.own).toEqual({ windowSeconds: 86_400, hitRatio: spend.with.hitRatio });
    }
  });

  it('puts two retentions of one workload on one curve, each at its place', () => {
    const [hour, day] = overlayCurves({ scenarios: [kept(3_600), kept(86_400)], book: CORE_BOOK }).curves;
    expect(hour?.hitRatios).toEqual(day?.hitRatios);
    expect(hour?.own?.windowSeconds).toBe(3_600);
    expect(hour?.own?.hitRatio).toBeLessThan(day?.own?.hitRatio ?? 0);
  });

  it('says why a scenario has no curve, and draws the others', () => {
    const { windowSeconds, curves } = overlayCurves({
      scenarios: [{ ...BASE_SCENARIO, offerId: 'nobody/nothing' }, BASE_SCENARIO],
      book: CORE_BOOK,
    });
    expect(curves[0]).toMatchObject({ hitRatios: null, own: null });
    expect(curves[0]?.problem).toBeTruthy();
    expect(curves[1]?.hitRatios).toHaveLength(windowSeconds.length);
  });
});
