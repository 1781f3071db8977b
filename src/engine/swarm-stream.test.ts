import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CODING_SWARM } from '../catalog/presets/coding-swarm.ts';
import { between, swarms } from '../domain/testing/arbitraries.ts';
import { everyGap, roleWith, sleeplessSwarm, swarmWith } from '../domain/testing/builders.ts';
import { naiveHitRatios } from '../domain/testing/naive-swarm-cache.ts';
import { promptTokens, scaleTokens, tasksPerSecond, type Role, type Swarm } from '../domain/swarm/swarm.ts';
import { BlockReader } from './block-reader.ts';
import { createRandom, gapSampler } from './random.ts';
import { replay } from './replay.ts';
import { requestsIn, totalsOf, type ChainedStream } from './request-stream.ts';
import { Cancelled, finish, type Progress } from './run-control.ts';
import { requestsOfTasks, swarmStreamSteps, uniqueBlocksOfTasks, type SwarmRun } from './swarm-stream.ts';
import { validateStream } from './validate-stream.ts';
import { workingClock } from './working-clock.ts';

const streamOf = (run: SwarmRun): ChainedStream => finish(swarmStreamSteps(run));

interface Sent {
  readonly at: number;
  readonly role: Role;
  readonly roleIndex: number;
  readonly task: number;
  readonly agent: number;
  readonly turn: number;
}

/** The requests themselves, from the same draws: who sends what when, with no blocks, paths or parents. */
function sent({ swarm, tasks, seed, staggerSeconds = 3 }: SwarmRun): readonly Sent[] {
  const random = createRandom(seed);
  const clock = workingClock(swarm);
  const requests: Sent[] = [];
  let worked = 0;
  for (let task = 0; task < tasks; task++) {
    worked += random.exponential() / tasksPerSecond(swarm);
    for (const [roleIndex, role] of swarm.roles.entries()) {
      for (let agent = 0; agent < role.agentsPerTask; agent++) {
        let at = clock(worked) + (swarm.launch === 'staggered' ? agent * staggerSeconds : 0);
        for (let turn = 0; turn < role.turnsPerAgent; turn++) {
          requests.push({ at, role, roleIndex, task, agent, turn });
          at += gapSampler(role.gap)(random);
        }
      }
    }
  }
  return requests.sort((a, b) => a.at - b.at);
}

const blocksIn = (tokens: number, blockTokens: number): number => Math.floor(tokens / blockTokens);
const keysOf = ({ roleIndex, task, agent }: Sent) => ({
  shared: `${roleIndex}`,
  task: `${roleIndex}/${task}`,
  own: `${roleIndex}/${task}/${agent}`,
});

/** Tokens that a cache of whole blocks serves, by remembering when each prefix was last sent. */
function naiveHitTokens({
  windowSeconds,
  blockTokens,
  ...run
}: SwarmRun & { readonly windowSeconds: number; readonly blockTokens: number }): number {
  const requests = sent(run);
  const lastSent = new Map<string, number>();
  let blocks = 0;
  for (let i = 0; i < requests.length;) {
    const at = requests[i]?.at;
    const instant: Sent[] = [];
    for (; requests[i]?.at === at; i++) instant.push(...requests.slice(i, i + 1));
    for (const request of instant) {
      const { role, turn } = request;
      const keys = keysOf(request);
      const isWarm = (key: string): boolean =>
        lastSent.has(key) && request.at - (lastSent.get(key) ?? 0) <= windowSeconds;
      if (isWarm(keys.own)) blocks += blocksIn(Math.round(promptTokens({ role, turn: turn - 1 })), blockTokens);
      else if (isWarm(keys.task)) blocks += blocksIn(role.sharedPrefixTokens + role.taskPrefixTokens, blockTokens);
      else if (isWarm(keys.shared)) blocks += blocksIn(role.sharedPrefixTokens, blockTokens);
    }
    for (const request of instant) for (const key of Object.values(keysOf(request))) lastSent.set(key, request.at);
  }
  return blocks * blockTokens;
}

/** FNV-1a over 32-bit words. */
function hashOf(words: Iterable<number>): string {
  let hash = 0x811c9dc5;
  for (const word of words) hash = Math.imul(hash ^ word, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

const TEAM = roleWith({
  name: 'team',
  agentsPerTask: 4,
  turnsPerAgent: 3,
  sharedPrefixTokens: 640,
  taskPrefixTokens: 1_280,
  firstInputTokens: 320,
  inputTokensPerTurn: 100,
  outputTokensPerTurn: 28,
});
const LEAD = roleWith({ name: 'lead', turnsPerAgent: 5, sharedPrefixTokens: 300, taskPrefixTokens: 900 });
const MIXED = swarmWith({ roles: [LEAD, TEAM] });

describe('a stream', () => {
  test('is the same bytes for the same seed, and other bytes for another', () => {
    const run = { swarm: MIXED, tasks: 50, seed: 7 };
    expect(streamOf(run)).toEqual(streamOf(run));
    expect(streamOf({ ...run, seed: 8 }).startSeconds).not.toEqual(streamOf(run).startSeconds);
  });

  test('is the same wherever it is drawn', () => {
    // Columns of whole numbers as they are; times in milliseconds, as a sine may differ in its last bit.
    const { startSeconds, inputTokens, outputTokens, requestPath, requestBlocks, ...rest } = streamOf({
      swarm: CODING_SWARM.swarm,
      tasks: 5,
      seed: 1,
    });
    expect({
      starts: hashOf(startSeconds.map((seconds) => Math.round(seconds * 1_000))),
      inputs: hashOf(inputTokens),
      outputs: hashOf(outputTokens),
      requestPaths: hashOf(requestPath),
      requestBlocks: hashOf(requestBlocks),
      pathParents: hashOf(rest.pathParent),
      pathForks: hashOf(rest.pathForkBlocks),
      pathBlocks: hashOf(rest.pathBlocks),
    }).toMatchInlineSnapshot(`
      {
        "inputs": "7d423cf5",
        "outputs": "9fa5dbbd",
        "pathBlocks": "0a910f9f",
        "pathForks": "aca858fb",
        "pathParents": "fc12170e",
        "requestBlocks": "83748efa",
        "requestPaths": "b9ff452e",
        "starts": "60b06c2e",
      }
    `);
  });

  test('keeps the rules of its format, whatever the swarm', () => {
    fc.assert(
      fc.property(swarms, fc.integer({ min: 1, max: 4 }), fc.constantFrom(1, 64, 999), (swarm, tasks, blockTokens) => {
        const stream = streamOf({ swarm, tasks, seed: 3, blockTokens });
        validateStream(stream);
        expect(requestsIn(stream)).toBe(requestsOfTasks({ swarm, tasks }));
        expect(totalsOf(stream).uniqueBlocks).toBe(uniqueBlocksOfTasks({ swarm, tasks, blockTokens }));
      }),
      { numRuns: 40 },
    );
  });

  test('has every prompt of every turn, agent and task once, as long as `promptTokens` says', () => {
    const tasks = 6;
    const { inputTokens, outputTokens } = streamOf({ swarm: MIXED, tasks, seed: 2 });
    const expected = MIXED.roles.flatMap((role) =>
      Array.from({ length: tasks * role.agentsPerTask }, () =>
        Array.from({ length: role.turnsPerAgent }, (_, turn) => promptTokens({ role, turn })),
      ).flat(),
    );
    expect([...inputTokens].toSorted((a, b) => a - b)).toEqual(expected.toSorted((a, b) => a - b));
    expect(requestsOfTasks({ swarm: MIXED, tasks })).toBe(6 * (5 + 12));
    expect(new Set(outputTokens)).toEqual(new Set([500, 28]));
  });

  test('rounds to whole tokens where a tokenizer makes fractions', () => {
    const swarm = scaleTokens({ swarm: swarmWith({ roles: [TEAM] }), factor: 1.137 });
    const [role = TEAM] = swarm.roles;
    const { inputTokens } = streamOf({ swarm, tasks: 1, seed: 1 });
    expect(new Set(inputTokens)).toEqual(new Set([0, 1, 2].map((turn) => Math.round(promptTokens({ role, turn })))));
  });

  test('starts tasks as often as people do', () => {
    const swarm = sleeplessSwarm({ tasksPerDay: 86.4, roles: [roleWith({ turnsPerAgent: 1 })] });
    const tasks = 20_000;
    const { startSeconds } = streamOf({ swarm, tasks, seed: 4 });
    // One in 1,000 s: a standard error of 1 ÷ √20,000.
    expect((startSeconds.at(-1) ?? 0) / tasks / 1_000).toBeCloseTo(1, 1);
    // No memory: e⁻¹ of the waits are longer than the mean.
    const waits = startSeconds.slice(1).map((at, i) => at - (startSeconds[i] ?? 0));
    expect(waits.filter((wait) => wait > 1_000).length / tasks).toBeCloseTo(Math.exp(-1), 1);
  });

  test('starts no task at night or at weekends', () => {
    const { startSeconds } = streamOf({
      swarm: swarmWith({ daysPerMonth: 365 / 12, hoursPerDay: 8, roles: [roleWith({ turnsPerAgent: 1 })] }),
      tasks: 5_000,
      seed: 1,
    });
    expect(Math.max(...startSeconds.map((at) => at % 86_400))).toBeLessThanOrEqual(8 * 3_600 + 1);
    expect(Math.max(...startSeconds)).toBeGreaterThan(100 * 86_400);
  });
});

describe('siblings', () => {
  const firsts = (run: Partial<SwarmRun>, swarm: Partial<Swarm>): readonly number[] => {
    const { startSeconds, inputTokens } = streamOf({
      swarm: swarmWith({ roles: [TEAM], ...swarm }),
      tasks: 1,
      seed: 9,
      ...run,
    });
    const length = promptTokens({ role: TEAM, turn: 0 });
    return [...startSeconds].filter((_, i) => inputTokens[i] === length);
  };

  test('start at one instant when launched at once, those of all roles', () => {
    expect(new Set(firsts({}, { launch: 'simultaneous' })).size).toBe(1);
    const { startSeconds } = streamOf({ swarm: MIXED, tasks: 1, seed: 1 });
    expect(startSeconds.filter((at) => at === startSeconds[0])).toHaveLength(5);
  });

  test('start 3 seconds apart when staggered, or as far apart as asked', () => {
    for (const [run, apart] of [[{}, 3] as const, [{ staggerSeconds: 0.5 }, 0.5] as const]) {
      const starts = firsts(run, { launch: 'staggered' });
      expect(starts).toHaveLength(4);
      starts.slice(1).forEach((at, i) => expect(at - (starts[i] ?? 0)).toBeCloseTo(apart, 6));
    }
  });

  test('send their turns a gap apart, each by its own draws', () => {
    const swarm = swarmWith({ roles: [{ ...TEAM, gap: everyGap(40) }] });
    const { startSeconds } = streamOf({ swarm, tasks: 1, seed: 1 });
    const [start = 0] = startSeconds;
    expect([...startSeconds].map((at) => Math.round(at - start))).toEqual([0, 0, 0, 0, 40, 40, 40, 40, 80, 80, 80, 80]);
  });
});

describe('prompts', () => {
  /** Leading blocks that two prompts have in common, by what the swarm says of their tokens. */
  function commonBlocks({ a, b, blockTokens }: { a: Sent; b: Sent; blockTokens: number }): number {
    const keys = [keysOf(a), keysOf(b)] as const;
    const { role } = a;
    if (keys[0].own === keys[1].own)
      return blocksIn(Math.round(promptTokens({ role, turn: Math.min(a.turn, b.turn) })), blockTokens);
    if (keys[0].task === keys[1].task) return blocksIn(role.sharedPrefixTokens + role.taskPrefixTokens, blockTokens);
    return keys[0].shared === keys[1].shared ? blocksIn(role.sharedPrefixTokens, blockTokens) : 0;
  }

  test.each<[string, Swarm, number]>([
    ['two roles', MIXED, 64],
    ['staggered, blocks of one token short of dividing', { ...MIXED, launch: 'staggered' }, 63],
    ['prefixes shorter than a block', MIXED, 700],
    ['prompts shorter than a block', MIXED, 5_000],
    ['nothing shared', swarmWith({ roles: [{ ...TEAM, sharedPrefixTokens: 0, taskPrefixTokens: 0 }] }), 64],
    ['no growth', swarmWith({ roles: [{ ...TEAM, inputTokensPerTurn: 0, outputTokensPerTurn: 0 }] }), 64],
    ['nothing of their own', swarmWith({ roles: [{ ...TEAM, firstInputTokens: 0 }] }), 64],
    ['fractions of tokens', scaleTokens({ swarm: MIXED, factor: 1.0137 }), 48],
  ])('share the prefixes that the swarm says and nothing else: %s', (_, swarm, blockTokens) => {
    const run = { swarm, tasks: 3, seed: 11, blockTokens };
    const stream = streamOf(run);
    const reader = new BlockReader(stream);
    const prompts = sent(run).map((request, i) => ({ request, ids: [...reader.idsOf(i)] }));
    expect([...stream.startSeconds]).toEqual(prompts.map(({ request }) => request.at));
    for (const { request: a, ids } of prompts) {
      expect(ids).toHaveLength(blocksIn(Math.round(promptTokens(a)), blockTokens));
      expect(new Set(ids).size).toBe(ids.length);
      for (const { request: b, ids: others } of prompts) {
        const common = ids.filter((id) => others.includes(id));
        expect(common).toEqual(ids.slice(0, commonBlocks({ a, b, blockTokens })));
        expect(common).toEqual(others.slice(0, common.length));
      }
    }
  });

  test('of zero growth are found whole at every turn but the first', () => {
    const role = roleWith({ turnsPerAgent: 5, firstInputTokens: 640, inputTokensPerTurn: 0, outputTokensPerTurn: 0 });
    const stream = streamOf({ swarm: swarmWith({ roles: [role] }), tasks: 1, seed: 1 });
    expect(stream.pathBlocks).toHaveLength(1);
    expect(replay({ stream, blindTies: true }).grid.hitBlocks[0]).toBe(4 * 10);
  });

  test('lose to rounding what does not fill a block', () => {
    // 100 tokens: one block of 64. The shared 63 fill none.
    const role = roleWith({ turnsPerAgent: 1, sharedPrefixTokens: 63, firstInputTokens: 37 });
    const stream = streamOf({ swarm: swarmWith({ roles: [role] }), tasks: 5, seed: 1 });
    expect(totalsOf(stream)).toMatchObject({ inputTokens: 500, blocks: 5, uniqueBlocks: 5 });
    // The shared 64 fill one, which all five send.
    const longer = { ...role, sharedPrefixTokens: 64 };
    expect(totalsOf(streamOf({ swarm: swarmWith({ roles: [longer] }), tasks: 5, seed: 1 }))).toMatchObject({
      blocks: 5,
      uniqueBlocks: 1,
    });
  });
});

describe('hits', () => {
  test('are those of the slow cache, token for token, in any swarm, with nights and fractions and ties', () => {
    const windowsSeconds = [0.5, 10, 120, 3_600, 100_000, Infinity];
    fc.assert(
      fc.property(
        swarms,
        fc.oneof(fc.constant(1), between(0.7, 1.4)),
        fc.integer({ min: 1, max: 5 }),
        fc.integer(),
        fc.constantFrom(1, 16, 64, 1_000),
        (drawn, factor, tasks, seed, blockTokens) => {
          const swarm = scaleTokens({ swarm: drawn, factor });
          const run = { swarm, tasks, seed, blockTokens };
          const { grid } = replay({ stream: streamOf(run), windowsSeconds, blindTies: true });
          expect([...grid.hitTokens]).toEqual(
            windowsSeconds.map((windowSeconds) => naiveHitTokens({ ...run, windowSeconds })),
          );
        },
      ),
      { numRuns: 30 },
    );
  });

  test('at gaps of exactly the window are hits', () => {
    const role = { ...TEAM, agentsPerTask: 1, gap: everyGap(256) };
    const run = { swarm: sleeplessSwarm({ tasksPerDay: 0.001, roles: [role] }), tasks: 1, seed: 1, blockTokens: 64 };
    const stream = streamOf({ ...run });
    const [first = 0, second = 0] = stream.startSeconds;
    const { grid } = replay({ stream, windowsSeconds: [255, second - first], blindTies: true });
    expect([...grid.hitBlocks]).toEqual([0, expect.any(Number)]);
    expect(grid.hitBlocks[1]).toBeGreaterThanOrEqual(35);
  });

  test.each(['simultaneous', 'staggered'] as const)('come as often as in other draws, %s', (launch) => {
    const role = roleWith({
      agentsPerTask: 8,
      turnsPerAgent: 13,
      sharedPrefixTokens: 8_700,
      taskPrefixTokens: 20_000,
      firstInputTokens: 2_000,
    });
    const run = { swarm: sleeplessSwarm({ tasksPerDay: 100, launch, roles: [role] }), tasks: 120, seed: 1 };
    const windows = [30, 120, 600, 3_600];
    const { grid, totals } = replay({
      stream: streamOf({ ...run, blockTokens: 1 }),
      windowsSeconds: windows,
      blindTies: true,
    });
    // 12,500 requests each: seeds differ by about 0.3 points.
    naiveHitRatios({ ...run, windows }).forEach((ratio, i) =>
      expect(Math.abs((grid.hitTokens[i] ?? NaN) / totals.inputTokens - ratio)).toBeLessThan(0.012),
    );
  });
});

describe('a stream that cannot be', () => {
  test.each([0, -1, 1.5, NaN, Infinity])('is refused: %d tasks', (tasks) => {
    expect(() => streamOf({ swarm: MIXED, tasks, seed: 1 })).toThrow(RangeError);
  });

  test.each([0, -64, 0.5, NaN])('is refused: blocks of %d tokens', (blockTokens) => {
    expect(() => streamOf({ swarm: MIXED, tasks: 1, seed: 1, blockTokens })).toThrow(RangeError);
  });

  test('is refused: gaps without weight, prompts beyond 32 bits', () => {
    const silent = roleWith({ gap: [{ weight: 0, medianSeconds: 1, logSigma: 0 }] });
    expect(() => streamOf({ swarm: swarmWith({ roles: [silent] }), tasks: 1, seed: 1 })).toThrow(/weight/);
    const endless = roleWith({ firstInputTokens: 5e9 });
    expect(() => streamOf({ swarm: swarmWith({ roles: [endless] }), tasks: 1, seed: 1 })).toThrow(/input tokens/);
  });
});

describe('a long stream', () => {
  const run = { swarm: swarmWith({ roles: [roleWith({ turnsPerAgent: 10 })] }), tasks: 6_000, seed: 1 };

  test('says how far it is', () => {
    const seen: Progress[] = [];
    finish(swarmStreamSteps(run), { onProgress: (progress) => seen.push(progress) });
    expect(seen.length).toBeGreaterThan(1);
    expect(seen.map(({ doneRequests }) => doneRequests)).toEqual([16_390, 32_780, 49_170]);
    expect(new Set(seen.map(({ requests }) => requests))).toEqual(new Set([60_000]));
  });

  test('stops when it is told to', () => {
    expect(() => finish(swarmStreamSteps(run), { signal: { aborted: true } })).toThrow(Cancelled);
  });
});
