import { describe, expect, test } from 'vitest';
import {
  COMPACTION_LIMITS,
  GAP_LIMITS,
  MOST_GAP_COMPONENTS,
  MOST_ROLES,
  problemsOfSwarm,
  ROLE_LIMITS,
  WORKLOAD_LIMITS,
  type FieldLimits,
} from '../../domain/field-limits.ts';
import { gapsAtWindow, gapsByCause } from '../../domain/swarm/gap-mixture.ts';
import { growthTokensPerTurn, longestPromptOf, promptTokens, type Role } from '../../domain/swarm/swarm.ts';
import { depthOf, swarmOf, type RoleInputs } from '../../domain/swarm/workload.ts';
import { offerById } from '../offers/index.ts';
import { PRESETS, presetById, type WorkloadPreset } from './index.ts';

/** Paths that must have a provenance: every field of the workload and its roles but names; gap mixtures as a whole. */
function fieldPaths({ workload }: WorkloadPreset): string[] {
  const { roles, ...top } = workload;
  const ofRoles = roles.flatMap(({ name: _name, ...role }, index) =>
    Object.keys(role).map((key) => `roles.${index}.${key}`),
  );
  return [...Object.keys(top), ...ofRoles];
}

function presetOf(id: string): WorkloadPreset {
  const preset = presetById(id);
  if (!preset) throw new Error(`No preset ${id}`);
  return preset;
}

function rolesOf(id: string): readonly Role[] {
  return swarmOf(presetOf(id).workload).roles;
}

function roleOf(id: string, index = 0): Role {
  const role = rolesOf(id)[index];
  if (!role) throw new Error(`No role ${index} in ${id}`);
  return role;
}

function promptsOf(role: Role): readonly number[] {
  return Array.from({ length: role.turnsPerAgent }, (_, turn) => promptTokens({ role, turn }));
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

function meanPromptOf(role: Role): number {
  return sumOf(promptsOf(role)) / role.turnsPerAgent;
}

/** Fields of `values` that their limits refuse. */
function refused<K extends string>(values: Readonly<Record<K, number>>, limits: Readonly<Record<K, FieldLimits>>) {
  return (Object.keys(limits) as K[]).filter((key) => {
    const { min, max, whole } = limits[key];
    const value = values[key];
    return !(value >= min && value <= max) || (whole && !Number.isInteger(value));
  });
}

describe.each(PRESETS)('preset $id', (preset) => {
  const swarm = swarmOf(preset.workload);

  test('has a provenance for every field, and none without a field', () => {
    expect(Object.keys(preset.provenance).toSorted()).toEqual(fieldPaths(preset).toSorted());
  });

  test('holds every field that a role has', () => {
    const keys = Object.keys(PRESETS[0]?.workload.roles[0] ?? {}).toSorted();
    expect(keys).toHaveLength(15);
    for (const role of preset.workload.roles) expect(Object.keys(role).toSorted()).toEqual(keys);
  });

  test('fits the offers that its roles go to', () => {
    swarm.roles.forEach((role, i) => {
      const offer = offerById(preset.workload.roles[i]?.offerId ?? preset.offerId);
      expect(longestPromptOf(role)).toBeLessThanOrEqual(offer?.contextTokens.value ?? 0);
    });
  });

  test('is within the limits of its fields', () => {
    const { workload } = preset;
    expect(refused<keyof typeof WORKLOAD_LIMITS>(workload, WORKLOAD_LIMITS)).toEqual([]);
    expect(workload.roles.length).toBeLessThanOrEqual(MOST_ROLES);
    expect(problemsOfSwarm({ swarm, promptTokensPerMonth: 1 })).toEqual([]);
    for (const role of workload.roles) {
      expect(role.name).not.toBe('');
      expect(refused<keyof typeof ROLE_LIMITS>(role, ROLE_LIMITS)).toEqual([]);
      if (role.compaction) expect(refused(role.compaction, COMPACTION_LIMITS)).toEqual([]);
      expect(role.gap.length).toBeLessThanOrEqual(MOST_GAP_COMPONENTS);
      for (const part of role.gap) {
        expect(refused<keyof typeof GAP_LIMITS>(part, GAP_LIMITS)).toEqual([]);
        expect(part.cause).toBeDefined();
      }
      expect(role.gap.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 3);
    }
  });

  test('has one name that no other has, and a summary of one sentence', () => {
    expect(PRESETS.filter(({ name }) => name === preset.name)).toHaveLength(1);
    expect(preset.summary).toMatch(/^[^.]+\.$/);
  });
});

test('presets have unique ids, the coding swarm first', () => {
  expect(new Set(PRESETS.map(({ id }) => id)).size).toBe(PRESETS.length);
  expect(PRESETS.slice(0, 4).map(({ id }) => id)).toEqual([
    'coding-swarm',
    'coding-session',
    'chat-product',
    'document-rag',
  ]);
});

describe('recorded coding sessions', () => {
  test('start at 24,259 tokens and gain 1,880 per turn', () => {
    const role = roleOf('coding-session');
    expect(promptTokens({ role, turn: 0 })).toBe(24_259);
    expect(promptTokens({ role, turn: 43 })).toBe(24_259 + 43 * 1_880);
  });

  test('are compacted to 33,000 tokens before they reach 151,000', () => {
    // 24,259 + 67 × 1,880 = 150,219; the next prompt would be 152,099.
    const role = { ...roleOf('coding-session'), turnsPerAgent: 100 };
    expect(promptTokens({ role, turn: 67 })).toBe(150_219);
    expect(promptTokens({ role, turn: 68 })).toBe(33_000);
  });

  test('have sub-agents that start at 13,200 tokens and the brief', () => {
    expect(promptTokens({ role: roleOf('coding-swarm', 1), turn: 0 })).toBe(13_200 + 20_000);
  });
});

test('the mean chat prompt is that of the trace: 12,035 tokens', () => {
  expect(meanPromptOf(roleOf('chat-product'))).toBeCloseTo(12_035, 0);
});

test('the articles’ swarm: 50 subtasks, 1,000 turns, prompts of up to 100,000 tokens', () => {
  const role = roleOf('thousand-turns', 1);
  expect(role.agentsPerTask).toBe(50);
  expect(role.agentsPerTask * role.turnsPerAgent).toBe(1_000);
  expect(longestPromptOf(role)).toBe(100_000);
});

describe('TraceLab', () => {
  // 357,161 steps of 43 people in 183 working days, as published.
  const STEPS = 357_161;
  const role = roleOf('research-sessions');

  test('prompts and outputs add up to what was published: 54.9 B and 186.9 M tokens', () => {
    expect(meanPromptOf(role) * STEPS).toBeGreaterThan(54.85e9);
    expect(meanPromptOf(role) * STEPS).toBeLessThan(54.96e9);
    expect(role.outputTokensPerTurn * STEPS).toBeGreaterThan(186.5e6);
    expect(role.outputTokensPerTurn * STEPS).toBeLessThan(187.1e6);
    expect((growthTokensPerTurn(role) - role.outputTokensPerTurn) * STEPS).toBeGreaterThan(430e6);
    expect((growthTokensPerTurn(role) - role.outputTokensPerTurn) * STEPS).toBeLessThan(430.5e6);
  });

  test('sessions are as many as the steps of a working day need', () => {
    const { people, tasksPerPersonPerDay } = presetOf('research-sessions').workload;
    const steps = people * tasksPerPersonPerDay * role.turnsPerAgent * 183;
    expect(steps / STEPS).toBeGreaterThan(0.99);
    expect(steps / STEPS).toBeLessThan(1.01);
  });

  test('one gap in ten waits for a person, and five minutes of retention find the 95.8 % that were read from cache', () => {
    expect(gapsByCause({ gap: role.gap, cause: 'person' }).ratio).toBeCloseTo((9.2 - 1) / (83.7 - 1), 3);
    // h = (1 − last ÷ Σ prompts) × (1 − P(gap > 300 s)), for one agent that shares nothing.
    const ceiling = 1 - longestPromptOf(role) / sumOf(promptsOf(role));
    const { survivalRatio } = gapsAtWindow({ gap: role.gap, windowSeconds: 300 });
    expect(Math.abs(ceiling * (1 - survivalRatio) - 52.6 / 54.9)).toBeLessThan(0.005);
  });
});

describe('short agents of a benchmark', () => {
  const role = roleOf('benchmark-agents');

  test('have recorded prompts of 6,000 tokens, 53 times the output', () => {
    // 10.2 MB over 402 calls are 25,400 characters, of which JSON takes about 6 %; answers are left out of the record.
    const recorded = meanPromptOf({ ...role, droppedTokensPerTurn: role.outputTokensPerTurn });
    expect(recorded).toBeGreaterThan(5_900);
    expect(recorded).toBeLessThan(6_100);
    expect(Math.abs(recorded / role.outputTokensPerTurn / 53 - 1)).toBeLessThan(0.03);
  });

  test('share nothing, and make as many calls as were recorded', () => {
    expect(role.sharedPrefixTokens + role.taskPrefixTokens).toBe(0);
    expect(role.turnsPerAgent).toBe(Math.round(402 / 20));
  });
});

describe('the nested swarm', () => {
  const { roles } = presetOf('nested-swarm').workload;
  const usdPerMTok = ({ offerId }: RoleInputs): number => {
    const input = offerById(offerId ?? presetOf('nested-swarm').offerId)?.periods.at(-1)?.base.input;
    return input?.state === 'priced' ? input.perMTok.value : NaN;
  };

  test('is three launches deep: 1 planner, 5 executors, 15 sub-agents, 1 reviewer', () => {
    expect(depthOf(roles)).toBe(3);
    expect(rolesOf('nested-swarm').map(({ agentsPerTask }) => agentsPerTask)).toEqual([1, 5, 15, 1]);
  });

  test('sends each launch to a cheaper model', () => {
    const [planner = NaN, executors = NaN, subAgents = NaN] = roles.map(usdPerMTok);
    expect(executors).toBeLessThan(planner);
    expect(subAgents).toBeLessThan(executors);
  });
});
