import { describe, expect, test } from 'vitest';
import { fixedLife } from '../domain/retention/fixed-life.ts';
import { prefixTokensOf, promptTokens, type Role } from '../domain/swarm/swarm.ts';
import { CORPUS_GAP, roleWith, sleeplessSwarm } from '../domain/testing/builders.ts';
import { windowWithoutRefresh } from './policies/window-without-refresh.ts';
import { finish } from './run-control.ts';
import { swarmStreamSteps } from './swarm-stream.ts';

const BLOCK_TOKENS = 512;
const WINDOWS = [60, 300, 1_800, 3_600];
/** Whole blocks, so that nothing is lost to rounding. */
const LENGTHS = { firstInputTokens: 10_240, inputTokensPerTurn: 1_024, outputTokensPerTurn: 512 };
const PREFIXES = { sharedPrefixTokens: 9_728, taskPrefixTokens: 19_968, firstInputTokens: 2_048 };

/** Prompt tokens that later turns find, of all prompt tokens of the role, by replaying the requests one by one. */
function replayedRatios({ role, tasks }: { role: Role; tasks: number }): readonly number[] {
  // Years between tasks: none finds what another has written.
  const swarm = sleeplessSwarm({ tasksPerDay: 1e-5, roles: [role] });
  const stream = finish(swarmStreamSteps({ swarm, tasks, seed: 1, blockTokens: BLOCK_TOKENS }));
  const first = promptTokens({ role, turn: 0 });
  const all = stream.inputTokens.reduce((sum, tokens) => sum + tokens, 0);
  return WINDOWS.map((windowSeconds) => {
    const found = finish(windowWithoutRefresh({ stream, windowSeconds })).reduce(
      (sum, blocks, i) => sum + ((stream.inputTokens[i] ?? 0) > first ? blocks * BLOCK_TOKENS : 0),
      0,
    );
    return found / all;
  });
}

/** The same by the closed form. */
function formRatios(role: Role): readonly number[] {
  const life = fixedLife(role);
  return WINDOWS.map((windowSeconds) => {
    const { ownColdRatio, taskColdRatio } = life.at(windowSeconds);
    let found = 0;
    let all = 0;
    for (let turn = 0; turn < role.turnsPerAgent; turn++) {
      all += promptTokens({ role, turn });
      if (turn === 0) continue;
      const before = promptTokens({ role, turn: turn - 1 });
      const isCompacted = promptTokens({ role, turn }) < before;
      if (!isCompacted) found += (1 - ownColdRatio) * before + (ownColdRatio - taskColdRatio) * prefixTokensOf(role);
      else found += (1 - taskColdRatio) * prefixTokensOf(role);
    }
    return found / all;
  });
}

describe('a life that reads do not renew: formula against replay', () => {
  // Alone the form is exact but for its lattice, and seeds differ by about 0.1 points. For siblings it approximates what
  // the state of one says of the others; most where a few of them wait longer than the window.
  test.each<[string, number, number, Partial<Role>]>([
    ['alone, recorded gaps, 44 turns', 0.25, 2_500, { turnsPerAgent: 44 }],
    [
      'a chat of 4 turns, minutes apart',
      0.25,
      25_000,
      { turnsPerAgent: 4, gap: [{ weight: 1, medianSeconds: 120, logSigma: 1.2 }] },
    ],
    [
      'alone, compacted twice',
      0.3,
      2_500,
      { ...PREFIXES, turnsPerAgent: 44, compaction: { atTokens: 55_296, toTokens: 4_096 } },
    ],
    ['50 siblings of 13 turns', 0.9, 200, { ...PREFIXES, turnsPerAgent: 13, agentsPerTask: 50 }],
    ['10 siblings of 100 turns', 0.6, 100, { ...PREFIXES, turnsPerAgent: 100, agentsPerTask: 10 }],
    ['3 siblings of 44 turns', 0.6, 600, { ...PREFIXES, turnsPerAgent: 44, agentsPerTask: 3 }],
    [
      '8 siblings of 30 turns, an hour apart',
      2.6,
      400,
      { ...PREFIXES, turnsPerAgent: 30, agentsPerTask: 8, gap: [{ weight: 1, medianSeconds: 4_000, logSigma: 1 }] },
    ],
    ['2 siblings of 13 turns', 1.3, 2_500, { ...PREFIXES, turnsPerAgent: 13, agentsPerTask: 2 }],
  ])('%s: within %d points of hit rate', (_, points, tasks, changes) => {
    const role = roleWith({ ...LENGTHS, gap: CORPUS_GAP, ...changes });
    const replayed = replayedRatios({ role, tasks });
    const formed = formRatios(role);
    replayed.forEach((ratio, i) => expect(Math.abs((formed[i] ?? NaN) - ratio) * 100).toBeLessThan(points));
  });
});
