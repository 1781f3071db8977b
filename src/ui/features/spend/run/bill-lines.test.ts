import { describe, expect, test } from 'vitest';
import type { CostLine } from '../../../../domain/warehouse/cost.ts';
import type { ClusterEvaluation } from '../../../../evaluate/cluster/cluster-view.ts';
import { evaluateCluster } from '../../../../evaluate/cluster/evaluate-cluster.ts';
import { WHOLE_BOOK } from '../../../../evaluate/whole-book.ts';
import { BASE_SCENARIO } from '../../../../scenario/base.ts';
import { fixtureEvaluation } from '../../cluster/testing/fixture.ts';
import { BILL_PARTS, billSums } from './bill-lines.ts';

const fixture = fixtureEvaluation();

function sumsOf(lines: readonly CostLine[]) {
  const figures = fixture.rungs[0]?.rung.figures;
  if (!figures) throw new Error('the fixture has figures');
  return billSums({ figures: { ...figures, lines }, plan: fixture.plan });
}

describe('lines of a rung by what they are for', () => {
  test('tiers go by their role or by their id; both directions of fees are one part', () => {
    expect(
      sumsOf([
        { name: 'accelerators', usdPerMonth: 1_000 },
        { name: 'dram: rent', usdPerMonth: 40 },
        { name: 'dram: power', usdPerMonth: 2 },
        { name: 'warehouse: rent', usdPerMonth: 100 },
        { name: 'nvme_gen5: wear', usdPerMonth: 7 },
        { name: 'warehouse: read fees', usdPerMonth: 3 },
        { name: 'warehouse: write fees', usdPerMonth: 5 },
        { name: 'warehouse: licence', usdPerMonth: 11 },
        { name: 'warehouse: network cards', usdPerMonth: 240 },
        { name: 'power', usdPerMonth: 60 },
      ]),
    ).toEqual({
      accelerators: 1_000,
      memory: 42,
      rent: 100,
      wear: 7,
      fees: 8,
      licence: 11,
      nics: 240,
      power: 60,
    });
  });

  test('a part with one unknown line is unknown, and the others are not', () => {
    const sums = sumsOf([
      { name: 'accelerators', usdPerMonth: null },
      { name: 'warehouse: read fees', usdPerMonth: 3 },
      { name: 'warehouse: write fees', usdPerMonth: null },
      { name: 'warehouse: wear', usdPerMonth: 7 },
    ]);
    expect(sums).toMatchObject({ accelerators: null, fees: null, wear: 7, rent: 0 });
  });
});

test('at the base scenario every rung’s parts add up to its bill, and no line of the warehouse is lost', () => {
  const answer = evaluateCluster(
    { ...BASE_SCENARIO, cluster: { ...BASE_SCENARIO.cluster, usdPerKwh: 0.08, isDramPaid: true } },
    WHOLE_BOOK,
  );
  if (answer.status !== 'ok') throw new Error(answer.status);
  for (const { id, rung } of answer.rungs) {
    const { figures } = rung;
    if (figures?.cost.status !== 'priced') throw new Error(`${id} has no price`);
    const sums = billSums({ figures, plan: answer.plan });
    const total = BILL_PARTS.reduce((sum, { part }) => sum + (sums[part] ?? Number.NaN), 0);
    expect(total).toBeCloseTo(figures.cost.usdPerMonth, 6);
  }
  const kept = sumsAt(answer, 'warehouse');
  expect(kept['rent']).toBeGreaterThan(0);
  expect(kept['memory']).toBeGreaterThan(0);
  expect(kept['power']).toBeGreaterThan(0);
  expect(sumsAt(answer, 'hbm')).toMatchObject({ rent: 0, wear: 0, nics: 0, memory: 0 });
});

function sumsAt({ rungs, plan }: ClusterEvaluation, id: string): Readonly<Record<string, number | null>> {
  const figures = rungs.find((rung) => rung.id === id)?.rung.figures;
  if (!figures) throw new Error(`no figures of ${id}`);
  return billSums({ figures, plan });
}
