import { swarmOf } from '../swarm/workload.ts';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PRESETS } from '../../catalog/presets/index.ts';
import type { Swarm } from '../swarm/swarm.ts';
import { magnitudes, swarms } from '../testing/arbitraries.ts';
import { everyGap, roleWith, sleeplessSwarm, swarmWith } from '../testing/builders.ts';
import { capacityForWindow, capacityTrust, capacityWindow, type CapacityWindow } from './capacity.ts';
import { reuseOf } from './reuse.ts';
import { sizeBiasedPromptTokens } from './working-set.ts';

const windowOf = ({ swarm, capacityTokens }: { swarm: Swarm; capacityTokens: number }): CapacityWindow =>
  capacityWindow({ swarm, reuse: reuseOf(swarm), capacityTokens });
const capacityOf = ({ swarm, windowSeconds }: { swarm: Swarm; windowSeconds: number }): number =>
  capacityForWindow({ swarm, reuse: reuseOf(swarm), windowSeconds });

describe('the window of a capacity', () => {
  test('by hand: agents of one turn', () => {
    // One prompt of 1,000 tokens in 1,000 s: a window of T holds T tokens, beside the prompt itself.
    const role = roleWith({ turnsPerAgent: 1, firstInputTokens: 1_000, gap: everyGap(100) });
    const swarm = sleeplessSwarm({ tasksPerDay: 86.4, roles: [role] });
    expect(windowOf({ swarm, capacityTokens: 1_300 }).windowSeconds).toBeCloseTo(300, 6);
    expect(windowOf({ swarm, capacityTokens: 1_599 }).windowSeconds).toBeCloseTo(599, 6);
    expect(capacityOf({ swarm, windowSeconds: 300 })).toBeCloseTo(1_300, 9);
  });

  test.each([
    ['ten minutes, gaps of 100 s, six tasks at a time', 600, 100, 864, 'good'],
    ['a window below ten minutes', 599, 100, 864, 'knee'],
    ['gaps of more than a fifth of the window', 600, 121, 864, 'knee'],
    ['fewer than four tasks at a time', 600, 100, 560, 'knee'],
  ] as const)('is trusted or not: %s', (_, windowSeconds, gapSeconds, tasksPerDay, trust) => {
    const role = roleWith({ turnsPerAgent: 1, firstInputTokens: 1_000, gap: everyGap(gapSeconds) });
    const swarm = sleeplessSwarm({ tasksPerDay, roles: [role] });
    expect(capacityTrust({ swarm, reuse: reuseOf(swarm), windowSeconds })).toBe(trust);
  });

  test('is not trusted where it holds hardly more than one long prompt', () => {
    // One prompt of a million tokens a task, among many of a hundred.
    const roles = [
      roleWith({ name: 'long', turnsPerAgent: 1, firstInputTokens: 1_000_000, gap: everyGap(10) }),
      roleWith({
        name: 'short',
        turnsPerAgent: 400,
        firstInputTokens: 100,
        inputTokensPerTurn: 0,
        outputTokensPerTurn: 0,
        gap: everyGap(10),
      }),
    ];
    const swarm = sleeplessSwarm({ tasksPerDay: 90, roles });
    expect(capacityTrust({ swarm, reuse: reuseOf(swarm), windowSeconds: 600 })).toBe('knee');
  });

  test('undoes the capacity of a window', () => {
    fc.assert(
      fc.property(swarms, magnitudes(0.01, 7e6), (swarm, windowSeconds) => {
        const capacityTokens = capacityOf({ swarm, windowSeconds });
        const found = windowOf({ swarm, capacityTokens }).windowSeconds;
        // Where fixed gaps leave the working set flat, a longer window may need no more; what it needs is then the same.
        if (found === Infinity) return;
        expect(capacityOf({ swarm, windowSeconds: found }) / capacityTokens).toBeCloseTo(1, 9);
      }),
      { numRuns: 25 },
    );
  });

  test.each(PRESETS)('undoes the capacity of a window of $id', ({ workload }) => {
    const swarm = swarmOf(workload);
    for (const windowSeconds of [1, 60, 300, 3_600, 86_400, 7e6]) {
      const capacityTokens = capacityOf({ swarm, windowSeconds });
      expect(windowOf({ swarm, capacityTokens }).windowSeconds / windowSeconds).toBeCloseTo(1, 6);
    }
  });

  test('grows with the capacity', () => {
    fc.assert(
      fc.property(swarms, magnitudes(1, 1e10), magnitudes(1, 100), (swarm, capacityTokens, factor) => {
        const more = windowOf({ swarm, capacityTokens: capacityTokens * factor }).windowSeconds;
        expect(more).toBeGreaterThanOrEqual(windowOf({ swarm, capacityTokens }).windowSeconds);
      }),
      { numRuns: 25 },
    );
  });

  test('is nothing where not one prompt fits', () => {
    fc.assert(
      fc.property(swarms, (swarm) => {
        const prompt = sizeBiasedPromptTokens(swarm);
        for (const capacityTokens of [0, prompt / 2, prompt])
          expect(windowOf({ swarm, capacityTokens })).toEqual({ windowSeconds: 0, trust: 'knee' });
        expect(windowOf({ swarm, capacityTokens: prompt * 1.01 + 1 }).windowSeconds).toBeGreaterThan(0);
      }),
      { numRuns: 25 },
    );
  });

  test('is without end where everything fits, and needs no end of room where things pile up', () => {
    fc.assert(
      fc.property(swarms, (swarm) => {
        expect(windowOf({ swarm, capacityTokens: Infinity })).toEqual({ windowSeconds: Infinity, trust: 'good' });
        expect(capacityOf({ swarm, windowSeconds: Infinity })).toBe(Infinity);
      }),
    );
    const prefixOnly = swarmWith({
      roles: [roleWith({ turnsPerAgent: 1, sharedPrefixTokens: 8_000, firstInputTokens: 0 })],
    });
    // The prompt, and all of it kept.
    expect(capacityOf({ swarm: prefixOnly, windowSeconds: Infinity })).toBe(16_000);
    expect(windowOf({ swarm: prefixOnly, capacityTokens: 16_000 }).windowSeconds).toBe(Infinity);
  });

  test('of a swarm’s 90 days and more is without end', () => {
    const [{ workload }] = PRESETS as readonly [(typeof PRESETS)[0]];
    const swarm = swarmOf(workload);
    const capacityTokens = capacityOf({ swarm, windowSeconds: 91 * 86_400 });
    expect(windowOf({ swarm, capacityTokens }).windowSeconds).toBe(Infinity);
  });
});
