import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { between } from '../domain/testing/arbitraries.ts';
import { everyGap, roleWith, sleeplessSwarm, swarmWith } from '../domain/testing/builders.ts';
import { naiveHitRatios } from '../domain/testing/naive-swarm-cache.ts';
import { scaleTokens, type Swarm } from '../domain/swarm/swarm.ts';
import { BlockReader } from './block-reader.ts';
import { replay } from './replay.ts';
import { requestsIn, sumTotals, totalsOf, type ChainedStream } from './request-stream.ts';
import type { Replicas } from './routing.ts';
import { finish } from './run-control.ts';
import { replicaStreamsSteps, requestsOfTasks, swarmStreamSteps, type SwarmRun } from './swarm-stream.ts';
import { blocksIn, naiveHitTokens, nestedSwarms, prefixesOf, sent } from './testing/naive-swarm.ts';
import { validateStream } from './validate-stream.ts';

const streamsOf = (run: SwarmRun & Replicas): readonly ChainedStream[] => finish(replicaStreamsSteps(run));
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const WINDOWS = [0.5, 10, 120, 3_600, 100_000, Infinity];

function hitTokensOf(streams: readonly ChainedStream[]): readonly number[] {
  const grids = streams.map((stream) => replay({ stream, windowsSeconds: WINDOWS, blindTies: true }).grid);
  return WINDOWS.map((_, i) => sum(grids.map(({ hitTokens }) => hitTokens[i] ?? NaN)));
}

const TEAM = roleWith({
  name: 'team',
  agentsPerTask: 6,
  turnsPerAgent: 9,
  sharedPrefixTokens: 640,
  taskPrefixTokens: 1_280,
  firstInputTokens: 320,
  inputTokensPerTurn: 100,
  outputTokensPerTurn: 28,
  compaction: { atTokens: 2_700, toTokens: 200 },
});
const LEAD = roleWith({ name: 'lead', agentsPerTask: 2, turnsPerAgent: 5, sharedPrefixTokens: 300 });
const NESTED = swarmWith({
  roles: [LEAD, { ...TEAM, launchedBy: 0, launchersPerTask: 2, launchGap: LEAD.gap }],
});

describe('hits', () => {
  test('are those of the slow cache, token for token, in any swarm, with nights and fractions and ties', () => {
    fc.assert(
      fc.property(
        nestedSwarms,
        fc.oneof(fc.constant(1), between(0.7, 1.4)),
        fc.integer({ min: 1, max: 4 }),
        fc.integer(),
        fc.constantFrom(1, 16, 64, 1_000),
        fc.constantFrom(1, 1, 2, 5),
        fc.constantFrom(0, 0.4, 1),
        (drawn, factor, tasks, seed, blockTokens, replicas, affinityRatio) => {
          const swarm = scaleTokens({ swarm: drawn, factor });
          const run = { swarm, tasks, seed, blockTokens, replicas, affinityRatio };
          expect(hitTokensOf(streamsOf(run))).toEqual(
            WINDOWS.map((windowSeconds) => naiveHitTokens({ ...run, windowSeconds })),
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  test('at gaps of exactly the window are hits', () => {
    const role = { ...TEAM, agentsPerTask: 1, turnsPerAgent: 3, gap: everyGap(256) };
    const run = { swarm: sleeplessSwarm({ tasksPerDay: 0.001, roles: [role] }), tasks: 1, seed: 1, blockTokens: 64 };
    const stream = finish(swarmStreamSteps(run));
    const [first = 0, second = 0] = stream.startSeconds;
    const { grid } = replay({ stream, windowsSeconds: [255, second - first], blindTies: true });
    expect([...grid.hitBlocks]).toEqual([0, expect.any(Number)]);
    expect(grid.hitBlocks[1]).toBeGreaterThanOrEqual(35);
  });

  test.each<[string, Partial<SwarmRun & Replicas>, Swarm['launch']]>([
    ['simultaneous', {}, 'simultaneous'],
    ['staggered', {}, 'staggered'],
    ['three replicas, half of the agents affine', { replicas: 3, affinityRatio: 0.5 }, 'simultaneous'],
  ])('come as often as in other draws, %s', (_, replicas, launch) => {
    const role = roleWith({
      agentsPerTask: 8,
      turnsPerAgent: 13,
      sharedPrefixTokens: 8_700,
      taskPrefixTokens: 20_000,
      firstInputTokens: 2_000,
      compaction: { atTokens: 42_000, toTokens: 8_000 },
    });
    const lead = { ...role, agentsPerTask: 2, compaction: null };
    const swarm = sleeplessSwarm({
      tasksPerDay: 100,
      launch,
      roles: [lead, { ...role, launchedBy: 0, launchersPerTask: 2, launchGap: lead.gap }],
    });
    const run = { swarm, tasks: 150, seed: 1, ...replicas };
    const windows = [10, 120, 3_600, 100_000];
    const streams = streamsOf({ ...run, blockTokens: 1 });
    const { inputTokens } = sumTotals(streams.map(totalsOf));
    const hits = streams.map((stream) => replay({ stream, windowsSeconds: windows, blindTies: true }).grid.hitTokens);
    // 19,500 requests each: seeds differ by 0.3 to 1 point, most where windows are shorter than gaps.
    naiveHitRatios({ ...run, windows }).forEach((ratio, i) =>
      expect(Math.abs(sum(hits.map((tokens) => tokens[i] ?? NaN)) / inputTokens - ratio)).toBeLessThan(0.02),
    );
  });
});

describe('replicas', () => {
  const run = { swarm: NESTED, tasks: 20, seed: 3 };

  test('get between them the requests that one cache would get, at the same times', () => {
    const whole = finish(swarmStreamSteps(run));
    for (const affinityRatio of [0, 0.5, 1]) {
      const streams = streamsOf({ ...run, replicas: 4, affinityRatio });
      expect(streams).toHaveLength(4);
      streams.forEach(validateStream);
      expect(sum(streams.map(requestsIn))).toBe(requestsOfTasks(run));
      const times = streams.flatMap(({ startSeconds }) => [...startSeconds]);
      expect(times.toSorted((a, b) => a - b)).toEqual([...whole.startSeconds]);
    }
  });

  test('of one are the stream itself, byte for byte', () => {
    expect(streamsOf({ ...run, replicas: 1, affinityRatio: 0 })).toEqual([finish(swarmStreamSteps(run))]);
  });

  test('share nothing, and within each prompts share what the swarm says', () => {
    const blockTokens = 48;
    const asked = { ...run, tasks: 3, replicas: 3, affinityRatio: 0.5, blockTokens };
    for (const [replica, stream] of streamsOf(asked).entries()) {
      const reader = new BlockReader(stream);
      const prompts = sent(asked)
        .filter((request) => request.replica === replica)
        .map((request, i) => ({ prefixes: prefixesOf({ request, blockTokens }), ids: [...reader.idsOf(i)] }));
      expect(requestsIn(stream)).toBe(prompts.length);
      for (const a of prompts) {
        for (const b of prompts) {
          const common = a.prefixes.find(({ key }) => b.prefixes.some((other) => other.key === key));
          const same = b.prefixes.find(({ key }) => key === common?.key);
          const blocks = Math.min(common?.blocks ?? 0, same?.blocks ?? 0);
          expect(a.ids.filter((id) => b.ids.includes(id))).toEqual(b.ids.slice(0, blocks));
        }
      }
    }
  });

  test('keep an affine agent, and draw evenly for the others', () => {
    const swarm = swarmWith({ roles: [roleWith({ turnsPerAgent: 20 })] });
    const replicas = 5;
    const replicasOfAgents = (affinityRatio: number): readonly number[][] => {
      const byTask = new Map<number, number[]>();
      for (const { task, replica } of sent({ swarm, tasks: 1_000, seed: 1, replicas, affinityRatio }))
        byTask.set(task, [...(byTask.get(task) ?? []), replica]);
      return [...byTask.values()];
    };
    const isKept = (visited: readonly number[]): boolean => new Set(visited).size === 1;
    expect(replicasOfAgents(1).every(isKept)).toBe(true);
    // An agent of 20 requests is drawn one replica for all with a chance of 5 ÷ 5²⁰.
    expect(replicasOfAgents(0).some(isKept)).toBe(false);
    // 300 of 1,000, with a standard error of 14.5.
    const kept = replicasOfAgents(0.3).filter(isKept);
    expect(Math.abs(kept.length - 300)).toBeLessThan(60);
    // Those are among the affine ones of a larger share, on the same replicas.
    const more = replicasOfAgents(0.8);
    replicasOfAgents(0.3).forEach((visited, agent) => {
      if (isKept(visited)) expect(more[agent]).toEqual(visited);
    });
    for (const affinityRatio of [0, 1]) {
      const streams = streamsOf({ swarm, tasks: 2_000, seed: 1, replicas, affinityRatio });
      // 40,000 requests in turns of 20 at worst: 8,000 each, with a standard error of at most 360.
      for (const stream of streams) expect(Math.abs(requestsIn(stream) - 8_000)).toBeLessThan(1_500);
    }
  });

  test('that get nothing are empty streams', () => {
    const one = { swarm: swarmWith({ roles: [roleWith({ turnsPerAgent: 1 })] }), tasks: 1, seed: 1 };
    const streams = streamsOf({ ...one, replicas: 100 });
    expect(streams.map(requestsIn).toSorted((a, b) => b - a)).toEqual([1, ...Array.from({ length: 99 }, () => 0)]);
    streams.forEach(validateStream);
  });

  test.each([
    [{ replicas: 0 }, /replicas/],
    [{ replicas: 2.5 }, /replicas/],
    [{ replicas: NaN }, /replicas/],
    [{ replicas: 2, affinityRatio: 1.1 }, /affinity/],
    [{ replicas: 2, affinityRatio: NaN }, /affinity/],
  ])('that cannot be are refused: %o', (replicas, message) => {
    expect(() => streamsOf({ ...run, ...replicas })).toThrow(message);
    expect(() => streamsOf({ ...run, ...replicas })).toThrow(RangeError);
  });

  test('lose a spread agent’s history only as far back as it was elsewhere, by hand', () => {
    // Turns of 64, 128, 192 … tokens; each finds the longest prompt it has sent to the same replica.
    const role = roleWith({ turnsPerAgent: 12, firstInputTokens: 64, inputTokensPerTurn: 64, outputTokensPerTurn: 0 });
    const asked = { swarm: swarmWith({ roles: [role] }), tasks: 1, seed: 2, replicas: 3, affinityRatio: 0 };
    const visited = sent(asked).map(({ replica }) => replica);
    const expected = visited.map((replica, turn) => visited.slice(0, turn).lastIndexOf(replica) + 1);
    expect(hitTokensOf(streamsOf(asked)).at(-1)).toBe(sum(expected) * 64);
    expect(blocksIn({ tokens: 64 * sum(expected), blockTokens: 64 })).toBeGreaterThan(0);
  });
});
