import { describe, expect, test } from 'vitest';
import { PRESETS } from '../../../catalog/presets/index.ts';
import type { Swarm } from '../../../domain/swarm/swarm.ts';
import { originOf, presetBehind } from './preset-provenance.ts';

const [preset, other] = PRESETS;
if (!preset || !other) throw new Error('presets are missing');
const { swarm } = preset;

function changedRole(index: number, change: Partial<Swarm['roles'][number]>): Swarm {
  return { ...swarm, roles: swarm.roles.map((role, i) => (i === index ? { ...role, ...change } : role)) };
}

describe('originOf', () => {
  test('gives the preset’s provenance for every field of the preset itself', () => {
    for (const path of Object.keys(preset.provenance)) {
      expect(originOf({ preset, swarm, path })).toEqual({ from: 'preset', provenance: preset.provenance[path] });
    }
  });

  test('calls a changed value the visitor’s, and only that one', () => {
    const changed = changedRole(1, { turnsPerAgent: 999 });
    expect(originOf({ preset, swarm: changed, path: 'roles.1.turnsPerAgent' })).toEqual({ from: 'visitor' });
    expect(originOf({ preset, swarm: changed, path: 'roles.1.agentsPerTask' })?.from).toBe('preset');
    expect(originOf({ preset, swarm: changed, path: 'roles.0.turnsPerAgent' })?.from).toBe('preset');
  });

  test('compares gap mixtures as a whole and whatever the order of their keys', () => {
    const reordered =
      swarm.roles[0]?.gap.map(({ weight, medianSeconds, logSigma }) => ({ logSigma, medianSeconds, weight })) ?? [];
    expect(originOf({ preset, swarm: changedRole(0, { gap: reordered }), path: 'roles.0.gap' })?.from).toBe('preset');
    expect(originOf({ preset, swarm: changedRole(0, { gap: reordered.slice(1) }), path: 'roles.0.gap' })?.from).toBe(
      'visitor',
    );
  });

  test('calls everything of an added role the visitor’s', () => {
    const added: Swarm = { ...swarm, roles: [...swarm.roles, ...swarm.roles.slice(-1)] };
    expect(originOf({ preset, swarm: added, path: `roles.${swarm.roles.length}.turnsPerAgent` })).toEqual({
      from: 'visitor',
    });
  });

  test('says nothing without a preset', () => {
    expect(originOf({ preset: null, swarm, path: 'people' })).toBeNull();
  });
});

describe('presetBehind', () => {
  test('goes by the scenario’s name first', () => {
    expect(presetBehind({ name: other.name, swarm, presets: PRESETS })).toBe(other);
  });

  test('goes by likeness where the scenario was renamed', () => {
    expect(presetBehind({ name: 'Mine', swarm: changedRole(0, { turnsPerAgent: 999 }), presets: PRESETS })).toBe(
      preset,
    );
  });

  test('finds none for a workload unlike all', () => {
    const role = {
      name: 'x',
      agentsPerTask: 3,
      turnsPerAgent: 5,
      sharedPrefixTokens: 1,
      taskPrefixTokens: 2,
      firstInputTokens: 3,
      inputTokensPerTurn: 4,
      outputTokensPerTurn: 5,
      gap: [{ weight: 1, medianSeconds: 1, logSigma: 0 }],
    };
    const unlike: Swarm = {
      people: 7,
      tasksPerPersonPerDay: 0.3,
      daysPerMonth: 5,
      hoursPerDay: 1,
      launch: 'staggered',
      roles: [role],
    };
    expect(presetBehind({ name: 'Mine', swarm: unlike, presets: PRESETS })).toBeNull();
  });
});
