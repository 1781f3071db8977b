import { describe, expect, it } from 'vitest';
import { BASE_SCENARIO } from '../../scenario/base-v0.ts';
import { diff, type Json } from '../../scenario/patch.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { evaluateSpend } from '../spend.ts';
import { CORE_BOOK } from '../testing/core-book.ts';
import { compareScenarios, type ComparedFigure, type Comparison } from './compare-scenarios.ts';
import { fieldName } from './field-names.ts';
import { inputDifferences } from './input-differences.ts';

const HOUR: Scenario = {
  ...BASE_SCENARIO,
  name: 'An hour',
  warehouse: { ...BASE_SCENARIO.warehouse, retentionSeconds: 3_600 },
};

describe('fieldName', () => {
  it('names fields of every depth', () => {
    const name = (path: string) => fieldName({ path, scenario: BASE_SCENARIO });
    expect(name('offerId')).toEqual({ group: 'Scenario', label: 'Offer', unit: '' });
    expect(name('warehouse.retentionSeconds')).toEqual({ group: 'Warehouse', label: 'Retention', unit: 's' });
    expect(name('workload.roles.1.gap.0.medianSeconds')).toEqual({
      group: 'Role "Sub-agents"',
      label: 'Median gap, part 1',
      unit: 's',
    });
    expect(name('workload.roles.0.compaction.atTokens').label).toBe('Compacted above');
    expect(name('workload.roles.7').group).toBe('Role 8');
    expect(name('cluster.mfuRatio')).toEqual({ group: 'Cluster', label: 'Prefill MFU', unit: '' });
  });

  it('has a name of its own for every field of a scenario', () => {
    const filled: Scenario = {
      ...BASE_SCENARIO,
      purchase: {
        ...BASE_SCENARIO.purchase,
        seats: { seats: 3, usdPerSeat: 20, includedUsdPerSeat: 10, overageRatio: 1 },
        provisioned: {
          usdPerUnitHour: 1,
          inputTokensPerSecond: 1,
          outputWeight: 1,
          cacheReadWeight: 0,
          peakFactor: 1,
          leastUnits: 1,
          hoursPerMonth: 1,
        },
      },
    };
    const other = changedThroughout(filled as unknown as Json);
    const unnamed = [...diff({ base: filled as unknown as Json, value: other }).keys()].filter((path) => {
      const { label } = fieldName({ path, scenario: filled });
      return label === path.split('.').at(-1);
    });
    expect(unnamed).toEqual([]);
  });
});

/** The same document with every leaf another one. */
function changedThroughout(value: Json): Json {
  if (Array.isArray(value)) return value.map(changedThroughout);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, changedThroughout(child)]));
  if (typeof value === 'number') return value + 1;
  return typeof value === 'boolean' ? !value : `${value ?? ''}x`;
}

describe('inputDifferences', () => {
  it('names what differs, with every scenario’s value', () => {
    expect(inputDifferences([BASE_SCENARIO, HOUR])).toEqual([
      {
        path: 'warehouse.retentionSeconds',
        group: 'Warehouse',
        label: 'Retention',
        unit: 's',
        values: [86_400, 3_600],
      },
    ]);
  });

  it('has nothing to say of equal scenarios, of one, or of none', () => {
    expect(inputDifferences([BASE_SCENARIO, { ...BASE_SCENARIO, name: 'Another name' }])).toEqual([]);
    expect(inputDifferences([BASE_SCENARIO])).toEqual([]);
    expect(inputDifferences([])).toEqual([]);
  });

  it('says once that the lists of roles differ, where one is shorter', () => {
    const [planner] = BASE_SCENARIO.workload.roles;
    const one: Scenario = {
      ...BASE_SCENARIO,
      workload: { ...BASE_SCENARIO.workload, roles: planner ? [planner] : [] },
    };
    const other: Scenario = {
      ...BASE_SCENARIO,
      workload: {
        ...BASE_SCENARIO.workload,
        roles: BASE_SCENARIO.workload.roles.map((role) => ({ ...role, turnsPerAgent: 99 })),
      },
    };
    expect(inputDifferences([BASE_SCENARIO, one, other]).map(({ path }) => path)).toEqual(['workload.roles']);
  });
});

function figure(of: Comparison, id: string): ComparedFigure {
  const found = of.figures.find((each) => each.id === id);
  if (!found) throw new Error(id);
  return found;
}

describe('compareScenarios', () => {
  const comparison = compareScenarios({ scenarios: [BASE_SCENARIO, HOUR], book: CORE_BOOK });

  it('shows the figures that each scenario has on its own', () => {
    const alone = [BASE_SCENARIO, HOUR].map((scenario) => {
      const spend = evaluateSpend(scenario, CORE_BOOK);
      return spend.status === 'ok' && spend.with.status === 'priced' ? spend.with.usdPerMonth : null;
    });
    expect(figure(comparison, 'with').values.map(({ value }) => value)).toEqual(alone);
  });

  it('has differences that add up, against the first', () => {
    for (const { values, deltas, deltaRatios } of comparison.figures) {
      const [first, second] = values.map(({ value }) => value);
      if (first == null || second == null) continue;
      expect(deltas[0]).toBe(0);
      expect((deltas[1] ?? Number.NaN) + first).toBeCloseTo(second, 6);
      if (first !== 0) expect((deltaRatios[1] ?? Number.NaN) * first).toBeCloseTo(second - first, 6);
    }
  });

  it('leaves the bill without a warehouse alone when only its retention differs', () => {
    expect(figure(comparison, 'without').deltas).toEqual([0, 0]);
    expect(figure(comparison, 'hit-with').deltas[1]).toBeLessThan(0);
  });

  it('says of a scenario without a price why, and has no figure in its place', () => {
    const broken = compareScenarios({
      scenarios: [BASE_SCENARIO, { ...BASE_SCENARIO, offerId: 'nobody/nothing' }],
      book: CORE_BOOK,
    });
    expect(broken.scenarios[1]?.problem).toBeTruthy();
    expect(figure(broken, 'without').values[1]?.value).toBeNull();
    expect(figure(broken, 'without').values[1]?.reason).toBe(broken.scenarios[1]?.problem);
    expect(figure(broken, 'without').deltas).toEqual([0, null]);
    // What does not depend on the offer is there all the same.
    expect(figure(broken, 'logical').deltas).toEqual([0, 0]);
  });
});
