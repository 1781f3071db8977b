import { describe, expect, test } from 'vitest';
import { PRESETS } from '../../../catalog/presets/index.ts';
import type { RoleInputs, Workload } from '../../../domain/swarm/workload.ts';
import { inputsWith, workloadWith } from '../../../domain/testing/builders.ts';
import { originOf, presetBehind } from './preset-provenance.ts';

const [preset, other] = PRESETS;
if (!preset || !other) throw new Error('presets are missing');
const { workload } = preset;

function changedRole(index: number, change: Partial<RoleInputs>): Workload {
  return { ...workload, roles: workload.roles.map((role, i) => (i === index ? { ...role, ...change } : role)) };
}

describe('originOf', () => {
  test('gives the preset’s provenance for every field of the preset itself', () => {
    for (const path of Object.keys(preset.provenance)) {
      expect(originOf({ preset, workload, path })).toEqual({ from: 'preset', provenance: preset.provenance[path] });
    }
  });

  test('calls a changed value the visitor’s, and only that one', () => {
    const changed = changedRole(1, { turnsPerAgent: 999 });
    expect(originOf({ preset, workload: changed, path: 'roles.1.turnsPerAgent' })).toEqual({ from: 'visitor' });
    expect(originOf({ preset, workload: changed, path: 'roles.1.fanOut' })?.from).toBe('preset');
    expect(originOf({ preset, workload: changed, path: 'roles.0.turnsPerAgent' })?.from).toBe('preset');
  });

  test('compares gap mixtures as a whole and whatever the order of their keys', () => {
    const reordered = (workload.roles[0]?.gap ?? []).map((part) =>
      // Whatever a part holds, backwards.
      Object.fromEntries(Object.entries(part).reverse()),
    ) as unknown as RoleInputs['gap'];
    expect(originOf({ preset, workload: changedRole(0, { gap: reordered }), path: 'roles.0.gap' })?.from).toBe(
      'preset',
    );
    expect(originOf({ preset, workload: changedRole(0, { gap: reordered.slice(1) }), path: 'roles.0.gap' })?.from).toBe(
      'visitor',
    );
  });

  test('calls everything of an added role the visitor’s', () => {
    const added: Workload = { ...workload, roles: [...workload.roles, ...workload.roles.slice(-1)] };
    expect(originOf({ preset, workload: added, path: `roles.${workload.roles.length}.turnsPerAgent` })).toEqual({
      from: 'visitor',
    });
  });

  test('says nothing without a preset', () => {
    expect(originOf({ preset: null, workload, path: 'people' })).toBeNull();
  });
});

describe('presetBehind', () => {
  test('goes by the scenario’s name first', () => {
    expect(presetBehind({ name: other.name, workload, presets: PRESETS })).toBe(other);
  });

  test('goes by likeness where the scenario was renamed', () => {
    expect(presetBehind({ name: 'Mine', workload: changedRole(0, { turnsPerAgent: 999 }), presets: PRESETS })).toBe(
      preset,
    );
  });

  test('finds none for a workload unlike all', () => {
    const role = inputsWith({
      name: 'x',
      fanOut: 3,
      turnsPerAgent: 5,
      toolTokens: 1,
      systemTokens: 6,
      taskPrefixTokens: 2,
      firstInputTokens: 3,
      inputTokensPerTurn: 4,
      outputTokensPerTurn: 5,
      reasoningTokensPerTurn: 7,
      keepsReasoning: true,
      gap: [{ weight: 1, medianSeconds: 1, logSigma: 0 }],
    });
    const unlike = workloadWith({
      people: 7,
      tasksPerPersonPerDay: 0.3,
      daysPerMonth: 5,
      hoursPerDay: 1,
      launch: 'staggered',
      roles: [role],
    });
    expect(presetBehind({ name: 'Mine', workload: unlike, presets: PRESETS })).toBeNull();
  });
});
