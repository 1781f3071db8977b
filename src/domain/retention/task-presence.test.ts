import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { magnitudes, roles } from '../testing/arbitraries.ts';
import { CORPUS_GAP, everyGap, roleWith } from '../testing/builders.ts';
import { gapsAtWindow, limitedVarianceSeconds2 } from '../swarm/gap-mixture.ts';
import type { Role } from '../swarm/swarm.ts';
import { mulberry32 } from '../testing/naive-swarm-cache.ts';
import { taskPresenceSeconds } from './task-presence.ts';

const presence = (role: Role, windowSeconds: number): number =>
  taskPresenceSeconds({ role, windowSeconds, gaps: gapsAtWindow({ gap: role.gap, windowSeconds }) });

test('of one agent is its gaps, each at most the window, and the window after its last request', () => {
  // Three gaps of 100 s: 300 + 250, or 3 × 60 + 60.
  const role = roleWith({ turnsPerAgent: 4, gap: everyGap(100) });
  expect(presence(role, 250)).toBeCloseTo(550, 9);
  expect(presence(role, 60)).toBeCloseTo(240, 9);
  expect(presence({ ...role, turnsPerAgent: 1 }, 250)).toBe(250);
});

test('is longer the more agents there are, and the longer the window', () => {
  fc.assert(
    fc.property(roles, magnitudes(1, 1e5), (role, windowSeconds) => {
      const alone = presence({ ...role, agentsPerTask: 1 }, windowSeconds);
      const few = presence({ ...role, agentsPerTask: 3 }, windowSeconds);
      const many = presence({ ...role, agentsPerTask: 30 }, windowSeconds);
      expect(few).toBeGreaterThanOrEqual(alone * (1 - 1e-3));
      expect(many).toBeGreaterThanOrEqual(few * (1 - 1e-9));
      expect(presence({ ...role, agentsPerTask: 3 }, windowSeconds * 2)).toBeGreaterThan(few * (1 - 1e-9));
    }),
  );
});

test.each([
  [6, 13, 300],
  [50, 13, 300],
  [50, 13, 600],
  [8, 44, 300],
])('%i agents of %i turns, window %i s: within 20 %% of drawn ones', (agents, turns, windowSeconds) => {
  const role = roleWith({ agentsPerTask: agents, turnsPerAgent: turns, gap: CORPUS_GAP });
  const random = mulberry32(5);
  const draw = (): number => {
    let left = random();
    const part = CORPUS_GAP.find(({ weight }) => (left -= weight) < 0) ?? CORPUS_GAP[0];
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return (part?.medianSeconds ?? 0) * Math.exp((part?.logSigma ?? 0) * normal);
  };
  let covered = 0;
  const tasks = 400;
  for (let task = 0; task < tasks; task++) {
    const times = Array.from({ length: agents }, () => {
      let at = 0;
      return Array.from({ length: turns }, (_, turn) => (turn === 0 ? at : (at += draw())));
    })
      .flat()
      .toSorted((a, b) => a - b);
    times.forEach((at, i) => (covered += Math.min(windowSeconds, (times[i + 1] ?? Infinity) - at)));
  }
  expect(presence(role, windowSeconds) / (covered / tasks)).toBeGreaterThan(0.8);
  expect(presence(role, windowSeconds) / (covered / tasks)).toBeLessThan(1.2);
});

test('the variance of limited gaps is that of drawn ones, and 0 where none is shorter than the window', () => {
  expect(limitedVarianceSeconds2({ gap: everyGap(100), windowSeconds: 60 })).toBe(0);
  const gap = [{ weight: 1, medianSeconds: 50, logSigma: 1 }];
  const random = mulberry32(9);
  const values = Array.from({ length: 200_000 }, () => {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return Math.min(120, 50 * Math.exp(normal));
  });
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  expect(limitedVarianceSeconds2({ gap, windowSeconds: 120 }) / variance).toBeCloseTo(1, 2);
});
