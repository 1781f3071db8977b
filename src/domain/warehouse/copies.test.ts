import { describe, expect, test } from 'vitest';
import { reuseOf } from '../retention/reuse.ts';
import { roleWith } from '../testing/builders.ts';
import { DEEPSEEK_V3, LLAMA_3_1_70B, QWEN3_235B } from '../testing/published-models.ts';
import type { Swarm } from '../swarm/swarm.ts';
import { expectedCopies, rankCopies, sharedAgainstPerNode } from './copies.ts';

describe('copies', () => {
  test.each([
    ['DeepSeek-V3', DEEPSEEK_V3, 8],
    ['Qwen3-235B', QWEN3_235B, 2],
    ['Llama 3.1 70B', LLAMA_3_1_70B, 1],
  ] as const)('%s at TP8: %d on the ranks for one stored', (_name, groups, copies) => {
    const found = rankCopies({ groups, dtype: 'bf16', contextTokens: 1_000, ranks: 8 });
    expect(found.copies).toBe(copies);
    expect(found.allRanksBytes).toBe(copies * found.storedBytes);
  });

  test('a prefix used ten times on eight nodes drawn evenly lies on 5.9 of them', () => {
    expect(expectedCopies({ nodes: 8, uses: 10 })).toBeCloseTo(5.9, 1);
    expect(expectedCopies({ nodes: 1, uses: 10 })).toBe(1);
    expect(expectedCopies({ nodes: 8, uses: 1 })).toBeCloseTo(1, 12);
  });

  test('a tier of its own on each of four nodes loses what routing scatters', () => {
    const swarm: Swarm = {
      people: 20,
      tasksPerPersonPerDay: 20,
      daysPerMonth: 21,
      hoursPerDay: 8,
      launch: 'simultaneous',
      roles: [roleWith({ turnsPerAgent: 44 })],
    };
    const ask = (affinityRatio: number) =>
      sharedAgainstPerNode({
        swarm,
        reuse: reuseOf(swarm),
        nodes: 4,
        affinityRatio,
        sharedWindowSeconds: 3_600,
        perNodeWindowSeconds: 3_600,
      });
    expect(ask(0).lostRatio).toBeGreaterThan(0.05);
    expect(ask(0).missAmplification).toBeGreaterThan(2);
    expect(ask(1).lostRatio).toBeCloseTo(0, 6);
    expect(ask(1).missAmplification).toBeCloseTo(1, 4);
  });
});
