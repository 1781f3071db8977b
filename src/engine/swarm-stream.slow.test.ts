import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CODING_SWARM } from '../catalog/presets/coding-swarm.ts';
import { everyGap, roleWith, sleeplessSwarm, swarmWith } from '../domain/testing/builders.ts';
import { promptTokens, scaleTokens, type Swarm } from '../domain/swarm/swarm.ts';
import { swarmOf } from '../domain/swarm/workload.ts';
import { BlockReader } from './block-reader.ts';
import { replay } from './replay.ts';
import { requestsIn, totalsOf, type ChainedStream } from './request-stream.ts';
import { Cancelled, finish, type Progress } from './run-control.ts';
import { requestsOfTasks, swarmStreamSteps, uniqueBlocksOfTasks, type SwarmRun } from './swarm-stream.ts';
import { blocksIn, nestedSwarms, prefixesOf, sent, type Sent } from './testing/naive-swarm.ts';
import { validateStream } from './validate-stream.ts';

const streamOf = (run: SwarmRun): ChainedStream => finish(swarmStreamSteps(run));

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
/** Three leads that send out four agents each, which send out two each that answer once. */
const NESTED = swarmWith({
  roles: [
    { ...LEAD, agentsPerTask: 3 },
    { ...TEAM, launchedBy: 0, launchersPerTask: 3, launchGap: LEAD.gap, agentsPerTask: 12 },
    {
      ...TEAM,
      name: 'leaf',
      launchedBy: 1,
      launchersPerTask: 12,
      launchGap: TEAM.gap,
      agentsPerTask: 24,
      turnsPerAgent: 1,
    },
  ],
});
/** Prompts of 2,240 to 2,800 tokens, then from 2,020 on. */
const COMPACTED = swarmWith({
  roles: [{ ...TEAM, turnsPerAgent: 14, compaction: { atTokens: 2_800, toTokens: 100 } }],
});

describe('a stream', () => {
  test('is the same bytes for the same seed, and other bytes for another', () => {
    const run = { swarm: MIXED, tasks: 50, seed: 7 };
    expect(streamOf(run)).toEqual(streamOf(run));
    expect(streamOf({ ...run, seed: 8 }).startSeconds).not.toEqual(streamOf(run).startSeconds);
  });

  test('is the same wherever it is drawn', () => {
    // Columns of whole numbers as they are; times in milliseconds, as a sine may differ in its last bit.
    const { startSeconds, inputTokens, outputTokens, requestPath, requestBlocks, ...rest } = streamOf({
      swarm: swarmOf(CODING_SWARM.workload),
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
        "inputs": "d475b20d",
        "outputs": "9fa5dbbd",
        "pathBlocks": "0a910f9f",
        "pathForks": "aca858fb",
        "pathParents": "fc12170e",
        "requestBlocks": "f19e44fc",
        "requestPaths": "dad2fb98",
        "starts": "b81ceeb6",
      }
    `);
  });

  test('keeps the rules of its format, whatever the swarm', () => {
    fc.assert(
      fc.property(
        nestedSwarms,
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom(1, 64, 999),
        (swarm, tasks, blockTokens) => {
          const stream = streamOf({ swarm, tasks, seed: 3, blockTokens });
          validateStream(stream);
          expect(requestsIn(stream)).toBe(requestsOfTasks({ swarm, tasks }));
          expect(totalsOf(stream).uniqueBlocks).toBe(uniqueBlocksOfTasks({ swarm, tasks, blockTokens }));
        },
      ),
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

  /** By role: the instants at which its agents start, and how many do. */
  const startsOf = (run: SwarmRun, roleIndex: number): ReadonlyMap<number, number> => {
    const starts = new Map<number, number>();
    for (const request of sent(run))
      if (request.roleIndex === roleIndex && request.turn === 0)
        starts.set(request.at, (starts.get(request.at) ?? 0) + 1);
    return starts;
  };

  test('of a launched role start in groups, at their launchers’ second requests', () => {
    // Gaps of 40 s, and leads 3 s apart: groups of 4 start at 40, 43 and 46 s, 3 s apart within each.
    const [lead = LEAD, team = TEAM] = NESTED.roles;
    const roles = [
      { ...lead, gap: everyGap(40) },
      { ...team, gap: everyGap(1_000) },
    ];
    const length = promptTokens({ role: team, turn: 0 });
    const startsIn = (swarm: Partial<Swarm>): readonly number[] => {
      const { startSeconds, inputTokens } = streamOf({ swarm: swarmWith({ roles, ...swarm }), tasks: 1, seed: 1 });
      const [start = 0] = startSeconds;
      return [...startSeconds].filter((_, i) => inputTokens[i] === length).map((at) => Math.round(at - start));
    };
    expect(startsIn({})).toEqual(Array.from({ length: 12 }, () => 40));
    expect(startsIn({ launch: 'staggered' })).toEqual([40, 43, 43, 46, 46, 46, 49, 49, 49, 52, 52, 55]);
    // A lead of one turn sends them out at once.
    expect(startsIn({ roles: roles.map((role, i) => (i === 0 ? { ...role, turnsPerAgent: 1 } : role)) })).toEqual(
      Array.from({ length: 12 }, () => 0),
    );
  });

  test('start with their launcher’s request to the last bit, three launches deep', () => {
    const run = { swarm: NESTED, tasks: 3, seed: 5 };
    const { startSeconds, inputTokens } = streamOf(run);
    for (const [index, role] of NESTED.roles.entries()) {
      const length = promptTokens({ role, turn: 0 });
      const starts = new Map<number, number>();
      startSeconds.forEach((at, i) => {
        if (inputTokens[i] === length) starts.set(at, (starts.get(at) ?? 0) + 1);
      });
      // Teams and leaves begin alike.
      if (index === 0) expect(starts).toEqual(startsOf(run, 0));
      else expect(starts).toEqual(new Map([...startsOf(run, 1), ...startsOf(run, 2)]));
    }
    expect([...startsOf(run, 1).values()]).toEqual(Array.from({ length: 9 }, () => 4));
    expect([...startsOf(run, 2).values()]).toEqual(Array.from({ length: 36 }, () => 2));
  });

  test('of a role that names itself or a later one are the task’s', () => {
    for (const launchedBy of [0, 1, 7]) {
      const swarm = swarmWith({ roles: [{ ...TEAM, launchedBy }, LEAD] });
      expect(streamOf({ swarm, tasks: 2, seed: 1 })).toEqual(
        streamOf({ swarm: swarmWith({ roles: [TEAM, LEAD] }), tasks: 2, seed: 1 }),
      );
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
    const others = prefixesOf({ request: b, blockTokens });
    for (const { key, blocks } of prefixesOf({ request: a, blockTokens })) {
      const same = others.find((other) => other.key === key);
      if (same) return Math.min(blocks, same.blocks);
    }
    return 0;
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
    ['compacted histories', COMPACTED, 48],
    ['groups of sub-agents, whichever starts first', NESTED, 64],
    ['groups of sub-agents, one after another', { ...NESTED, launch: 'staggered' }, 64],
  ])('share the prefixes that the swarm says and nothing else: %s', (_, swarm, blockTokens) => {
    const run = { swarm, tasks: 2, seed: 11, blockTokens };
    const stream = streamOf(run);
    const reader = new BlockReader(stream);
    const prompts = sent(run).map((request, i) => {
      const ids = [...reader.idsOf(i)];
      return { request, ids, known: new Set(ids) };
    });
    expect([...stream.startSeconds]).toEqual(prompts.map(({ request }) => request.at));
    prompts.forEach(({ request: a, ids, known }, i) => {
      expect(ids).toHaveLength(blocksIn({ tokens: Math.round(promptTokens(a)), blockTokens }));
      expect(known.size).toBe(ids.length);
      for (const { request: b, ids: others } of prompts.slice(i)) {
        const common = others.filter((id) => known.has(id));
        expect(common).toEqual(ids.slice(0, commonBlocks({ a, b, blockTokens })));
        expect(common).toEqual(others.slice(0, common.length));
      }
    });
  });

  test('after a compaction share the prefix with those before, and their own part only with those after', () => {
    // 640 shared, 1,280 of the task; the agent's own part is 320, 448 … 832, five turns, then 100 … 868 at most seven times.
    const role = { ...TEAM, agentsPerTask: 1, turnsPerAgent: 14, compaction: { atTokens: 2_800, toTokens: 100 } };
    const swarm = swarmWith({ roles: [role] });
    const stream = streamOf({ swarm, tasks: 1, seed: 1, blockTokens: 4 });
    expect([...stream.inputTokens]).toEqual([
      2_240, 2_368, 2_496, 2_624, 2_752, 2_020, 2_148, 2_276, 2_404, 2_532, 2_660, 2_788, 2_020, 2_148,
    ]);
    const hits = (request: number): number =>
      (replay({ stream, blindTies: true, perRequest: [{ windowSeconds: Infinity, capacityBlocks: Infinity }] })
        .hitBlocksOfRequests[0]?.[request] ?? NaN) * 4;
    expect(Array.from({ length: 14 }, (_, request) => hits(request))).toEqual([
      0, 2_240, 2_368, 2_496, 2_624, 1_920, 2_020, 2_148, 2_276, 2_404, 2_532, 2_660, 1_920, 2_020,
    ]);
    // 1,920 once; 832, 868 and 228 of its own.
    expect(uniqueBlocksOfTasks({ swarm, tasks: 1, blockTokens: 4 })).toBe((1_920 + 832 + 868 + 228) / 4);
    expect(totalsOf(stream).uniqueBlocks).toBe((1_920 + 832 + 868 + 228) / 4);
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
