import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { between, roles, swarms } from '../testing/arbitraries.ts';
import { roleWith, swarmWith } from '../testing/builders.ts';
import {
  growthTokensPerTurn,
  longestPromptTokens,
  meanLifetimeSeconds,
  promptTokens,
  scaleTokens,
  tasksPerMonth,
  tasksPerSecond,
} from './swarm.ts';

const ROLE = roleWith({
  sharedPrefixTokens: 100,
  taskPrefixTokens: 20,
  firstInputTokens: 3,
  inputTokensPerTurn: 10,
  outputTokensPerTurn: 5,
});

describe('a prompt', () => {
  test('starts as shared prefix, task prefix and own input', () => {
    expect(promptTokens({ role: ROLE, turn: 0 })).toBe(123);
  });

  test('grows by the input and the output of every turn before it', () => {
    expect(growthTokensPerTurn(ROLE)).toBe(15);
    // 123 + 4 × (10 + 5)
    expect(promptTokens({ role: ROLE, turn: 4 })).toBe(183);
  });

  test('is what an agent gets by appending turn after turn', () => {
    fc.assert(
      fc.property(roles, (any) => {
        const role = { ...any, compaction: null };
        let length = role.sharedPrefixTokens + role.taskPrefixTokens + role.firstInputTokens;
        for (let turn = 0; turn < role.turnsPerAgent; turn++) {
          expect(promptTokens({ role, turn })).toBe(length);
          length += role.outputTokensPerTurn - role.droppedTokensPerTurn + role.inputTokensPerTurn;
        }
      }),
    );
  });

  test('is longest at the last turn of some role', () => {
    fc.assert(
      fc.property(swarms, (swarm) => {
        const every = swarm.roles.flatMap((role) =>
          Array.from({ length: role.turnsPerAgent }, (_, turn) => promptTokens({ role, turn })),
        );
        expect(longestPromptTokens(swarm)).toBe(Math.max(...every));
      }),
    );
  });
});

describe('the load', () => {
  const swarm = swarmWith({ people: 40, tasksPerPersonPerDay: 2, daysPerMonth: 21, hoursPerDay: 8 });

  test('is people × tasks × days a month', () => {
    expect(tasksPerMonth(swarm)).toBe(1_680);
  });

  test('spreads a day’s tasks over its working hours', () => {
    // 80 tasks in 28,800 seconds.
    expect(tasksPerSecond(swarm)).toBe(80 / 28_800);
  });

  test('keeps an agent busy for one gap fewer than it has turns', () => {
    expect(meanLifetimeSeconds({ role: roleWith({ turnsPerAgent: 13 }), meanGapSeconds: 60 })).toBe(720);
    expect(meanLifetimeSeconds({ role: roleWith({ turnsPerAgent: 1 }), meanGapSeconds: 60 })).toBe(0);
  });
});

describe('another tokenizer', () => {
  test('multiplies every prompt and leaves the load as it is', () => {
    fc.assert(
      fc.property(swarms, between(0.5, 2), (swarm, factor) => {
        const scaled = scaleTokens({ swarm, factor });
        expect(tasksPerMonth(scaled)).toBe(tasksPerMonth(swarm));
        scaled.roles.forEach((role, i) => {
          const original = swarm.roles[i] ?? role;
          const turn = original.turnsPerAgent - 1;
          const expected = promptTokens({ role: original, turn }) * factor;
          expect(Math.abs(promptTokens({ role, turn }) - expected)).toBeLessThanOrEqual(1e-9 * expected);
          expect(role.outputTokensPerTurn).toBe(original.outputTokensPerTurn * factor);
        });
      }),
    );
  });
});
