import { describe, expect, test } from 'vitest';
import { gapsAtWindow } from '../../domain/swarm/gap-mixture.ts';
import { longestPromptTokens, promptTokens, type Role } from '../../domain/swarm/swarm.ts';
import { offerById } from '../offers/index.ts';
import { AFTER_TOOL_GAP, CHAT_GAP, CODING_SESSION_GAP } from './gaps.ts';
import { PRESETS, presetById, type WorkloadPreset } from './index.ts';

/** Paths that must have a provenance: numbers, `launch`, and gap mixtures as a whole. */
function fieldPaths({ swarm }: WorkloadPreset): string[] {
  const { roles, ...top } = swarm;
  const ofRoles = roles.flatMap(({ name: _name, ...role }, index) =>
    Object.keys(role).map((key) => `roles.${index}.${key}`),
  );
  return [...Object.keys(top), ...ofRoles];
}

function roleOf(presetId: string, index: number): Role {
  const role = presetById(presetId)?.swarm.roles[index];
  if (!role) throw new Error(`No role ${index} in ${presetId}`);
  return role;
}

describe.each(PRESETS)('preset $id', (preset) => {
  test('has a provenance for every field, and none without a field', () => {
    expect(Object.keys(preset.provenance).toSorted()).toEqual(fieldPaths(preset).toSorted());
  });

  test('fits the offer it is shown with, and stays below 200,000 tokens', () => {
    const offer = offerById(preset.offerId);
    expect(offer?.id).toBe(preset.offerId);
    expect(longestPromptTokens(preset.swarm)).toBeLessThan(200_000);
    expect(longestPromptTokens(preset.swarm)).toBeLessThanOrEqual(offer?.contextTokens.value ?? 0);
  });

  test('has plausible numbers', () => {
    const { people, tasksPerPersonPerDay, daysPerMonth, hoursPerDay, roles } = preset.swarm;
    for (const count of [people, tasksPerPersonPerDay, daysPerMonth, hoursPerDay]) expect(count).toBeGreaterThan(0);
    expect(daysPerMonth).toBeLessThanOrEqual(365 / 12);
    expect(hoursPerDay).toBeLessThanOrEqual(24);
    for (const { name, gap, ...counts } of roles) {
      expect(name).not.toBe('');
      for (const count of Object.values(counts)) {
        expect(count).toBeGreaterThanOrEqual(0);
        expect(Number.isInteger(count)).toBe(true);
      }
      for (const { weight, medianSeconds, logSigma } of gap) {
        for (const part of [weight, medianSeconds, logSigma]) expect(part).toBeGreaterThan(0);
      }
      expect(gap.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 2);
    }
  });
});

test('there are at least four presets with unique ids', () => {
  expect(PRESETS.length).toBeGreaterThanOrEqual(4);
  expect(new Set(PRESETS.map(({ id }) => id)).size).toBe(PRESETS.length);
  expect(PRESETS[0]?.id).toBe('coding-swarm');
});

describe('prompts', () => {
  test('a coding session starts at 24,259 tokens and gains 1,880 per turn', () => {
    const role = roleOf('coding-session', 0);
    expect(promptTokens({ role, turn: 0 })).toBe(24_259);
    expect(promptTokens({ role, turn: 43 })).toBe(24_259 + 43 * 1_880);
  });

  test('a sub-agent starts at 13,200 tokens and the brief', () => {
    expect(promptTokens({ role: roleOf('coding-swarm', 1), turn: 0 })).toBe(13_200 + 20_000);
  });

  test('the mean chat prompt is that of the trace: 12,035 tokens', () => {
    const role = roleOf('chat-product', 0);
    const turns = Array.from({ length: role.turnsPerAgent }, (_, turn) => promptTokens({ role, turn }));
    expect(turns.reduce((sum, tokens) => sum + tokens, 0) / turns.length).toBeCloseTo(12_035, 0);
  });
});

describe('gap mixtures', () => {
  test.each([
    ['all gaps of coding sessions', CODING_SESSION_GAP, 60, 0.176],
    ['all gaps of coding sessions', CODING_SESSION_GAP, 300, 0.0489],
    ['all gaps of coding sessions', CODING_SESSION_GAP, 3_600, 0.0035],
    ['gaps after a tool call', AFTER_TOOL_GAP, 17, 0.5],
    ['gaps after a tool call', AFTER_TOOL_GAP, 167, 0.05],
    ['gaps after a tool call', AFTER_TOOL_GAP, 300, 0.03],
    ['gaps after a tool call', AFTER_TOOL_GAP, 3_600, 0.0006],
    ['gaps of conversations', CHAT_GAP, 60, 0.785],
    ['gaps of conversations', CHAT_GAP, 300, 0.214],
    ['gaps of conversations', CHAT_GAP, 600, 0.054],
  ])('%s: P(gap > T) within 2.5 points of the data', (_name, gap, windowSeconds, survivalRatio) => {
    const fitted = gapsAtWindow({ gap: gap.value, windowSeconds }).survivalRatio;
    expect(Math.abs(fitted - survivalRatio)).toBeLessThan(0.025);
    if (windowSeconds >= 3_600) expect(Math.abs(fitted - survivalRatio)).toBeLessThan(0.001);
  });
});
