import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  COMPACTION_LIMITS,
  GAP_LIMITS,
  problemsOfSwarm,
  ROLE_LIMITS,
  WORKLOAD_LIMITS,
  type FieldLimits,
} from '../../domain/field-limits.ts';
import { meanGapSeconds } from '../../domain/swarm/gap-mixture.ts';
import { swarmOf, type Workload } from '../../domain/swarm/workload.ts';
import { fitWorkload, type WorkloadFit } from './fit-workload.ts';
import { madeUpSessions, type MadeUpRole } from './testing/made-up-sessions.ts';
import { logCases } from './testing/random-logs.ts';
import { blockLogOf, lengthLogOf, usageLogOf } from './testing/small-logs.ts';

const MAIN: MadeUpRole = {
  agentsPerSession: 1,
  turns: 20,
  sharedBlocks: 40,
  taskBlocks: 0,
  firstBlocks: 60,
  growthBlocks: 10,
  outputTokens: 120,
  gap: [
    { weight: 0.9, medianSeconds: 15, logSigma: 0.5 },
    { weight: 0.1, medianSeconds: 600, logSigma: 1 },
  ],
};
const SUB: MadeUpRole = {
  agentsPerSession: 3,
  turns: 6,
  sharedBlocks: 20,
  taskBlocks: 10,
  firstBlocks: 15,
  growthBlocks: 8,
  outputTokens: 700,
  gap: [{ weight: 1, medianSeconds: 12, logSigma: 0.4 }],
};

function fitted(...given: Parameters<typeof fitWorkload>): WorkloadFit {
  const fit = fitWorkload(...given);
  if (fit.state !== 'fitted') throw new Error(fit.why);
  return fit;
}

const fieldsOf = ({ notes }: WorkloadFit) => notes.map(({ field }) => field);

describe('a fitted workload', () => {
  const requests = madeUpSessions({ sessions: 80, everySeconds: 900, roles: [MAIN, SUB], seed: 11 });

  test('finds what sessions were made of', () => {
    const fit = fitted({ log: blockLogOf({ requests }) });
    const [main, sub] = fit.workload.roles;
    expect(fit.workload.launch).toBe('simultaneous');
    expect(main).toMatchObject({
      launchedBy: null,
      fanOut: 1,
      turnsPerAgent: 20,
      systemTokens: 400,
      taskPrefixTokens: 0,
      firstInputTokens: 600,
      // Growth of 100 tokens is less than the answer of 120: what is left does not come back.
      inputTokensPerTurn: 0,
      outputTokensPerTurn: 100,
      reasoningTokensPerTurn: 20,
      compaction: null,
    });
    expect(sub).toMatchObject({
      launchedBy: 0,
      fanOut: 3,
      turnsPerAgent: 6,
      systemTokens: 200,
      taskPrefixTokens: 100,
      firstInputTokens: 150,
      outputTokensPerTurn: 80,
      reasoningTokensPerTurn: 620,
    });
    expect(meanGapSeconds(sub?.gap ?? [])).toBeCloseTo(13, 0);
    expect(main?.gap.every(({ cause }) => cause === 'tool')).toBe(true);
    for (const { log, fitted: own } of fit.roles.flatMap((role) => [role.promptTokens, role.firstTouchTokens]))
      expect(Math.abs(own / log - 1)).toBeLessThan(0.01);
  });

  test('has the hit rates of its log, exactly without limits and within two points at windows', () => {
    const fit = fitted({ log: blockLogOf({ requests }), windowsSeconds: [60, 300, 1_800, 3_600, Infinity] });
    for (const { windowSeconds, basis, differenceRatio, fittedRatio, logRatio } of fit.fitQuality) {
      expect(basis).toBe('exact');
      expect(differenceRatio).toBe(fittedRatio - (logRatio ?? NaN));
      expect(Math.abs(differenceRatio ?? NaN)).toBeLessThan(windowSeconds === Infinity ? 0.001 : 0.02);
    }
  });

  test('sends as many requests and tokens a day as its log', () => {
    const { workload, roles } = fitted({ log: blockLogOf({ requests }) });
    const [main, sub] = workload.roles;
    const days = Math.ceil((requests.at(-1)?.startSeconds ?? 0) / 86_400);
    const tasks = workload.tasksPerPersonPerDay * days;
    expect(tasks).toBeCloseTo(80, 1);
    expect(tasks * (main?.turnsPerAgent ?? 0)).toBeCloseTo(roles[0]?.requests ?? 0, -1);
    expect(tasks * (sub?.fanOut ?? 0) * (sub?.turnsPerAgent ?? 0)).toBeCloseTo(roles[1]?.requests ?? 0, -1);
  });

  test('takes tools and system prompt as recorded, where files share no blocks', () => {
    const alone = madeUpSessions({ sessions: 10, everySeconds: 900, roles: [{ ...MAIN, sharedBlocks: 0 }], seed: 3 });
    const log = blockLogOf({
      requests: alone,
      sharesBlocksAcrossFiles: false,
      recordedPrefixTokens: {
        tool: Float64Array.from({ length: 10 }, (_, agent) => (agent === 0 ? NaN : 290)),
        system: new Float64Array(10).fill(60),
      },
    });
    const fit = fitted({ log });
    expect(fit.workload.roles[0]).toMatchObject({ toolTokens: 290, systemTokens: 60, firstInputTokens: 250 });
    expect(Math.abs(fit.fitQuality.at(-1)?.differenceRatio ?? NaN)).toBeLessThan(0.001);
    const unrecorded = fitted({ log: { ...log, recordedPrefixTokens: undefined } });
    expect(unrecorded.workload.roles[0]).toMatchObject({ toolTokens: 0, systemTokens: 0, firstInputTokens: 600 });
  });

  test('fits few sub-agents together with the main ones, and says so', () => {
    const rare = requests.filter(({ session = 0, agent = 0 }) => agent % 4 === 0 || session < 5);
    const fit = fitted({ log: blockLogOf({ requests: rare }) });
    expect(fit.workload.roles).toHaveLength(1);
    expect(fit.roles[0]?.requests).toBe(rare.length);
    expect(fieldsOf(fit)).toContain('roles');
  });

  test('of sub-agents that come one by one is staggered', () => {
    const late = requests.map((request) => ({
      ...request,
      startSeconds: request.startSeconds + 60 * ((request.agent ?? 0) % 4),
    }));
    const log = blockLogOf({ requests: late.toSorted((a, b) => a.startSeconds - b.startSeconds) });
    expect(fitted({ log }).workload.launch).toBe('staggered');
  });

  test('of usage takes what is read at first requests as shared', () => {
    const log = usageLogOf({
      models: ['large', 'small'],
      rows: [0, 1].flatMap((session) =>
        [0, 1, 2, 3].map((turn) => ({
          startSeconds: 1_772_442_000 + session * 5_000 + turn * (turn === 3 ? 400 : 30),
          cacheReadTokens: turn === 0 ? 700 : 900 + turn * 100,
          cacheWrite5mTokens: turn === 0 ? 300 : 100,
          outputTokens: 40,
          session,
        })),
      ),
    });
    const fit = fitted({ log });
    expect(fit.workload.roles[0]).toMatchObject({
      turnsPerAgent: 4,
      systemTokens: 700,
      firstInputTokens: 300,
      outputTokensPerTurn: 40,
      inputTokensPerTurn: 60,
    });
    expect(fieldsOf(fit)).toContain('roles');
    expect(fit.fitQuality.at(-1)).toMatchObject({ basis: 'inferred', differenceRatio: expect.closeTo(0, 3) });
  });

  test('of lengths and of reports has single requests, and knows no hit rate', () => {
    const lengths = fitted({
      log: lengthLogOf([
        { startSeconds: 0, inputTokens: 100, outputTokens: 10 },
        { startSeconds: 3_600, inputTokens: 301, outputTokens: 21 },
      ]),
    });
    expect(lengths.workload).toMatchObject({ tasksPerPersonPerDay: 2, hoursPerDay: 1 });
    expect(lengths.workload.roles).toMatchObject([
      { turnsPerAgent: 1, firstInputTokens: 201, outputTokensPerTurn: 16, inputTokensPerTurn: 0 },
    ]);
    expect(lengths.fitQuality.map(({ logRatio }) => logRatio)).toEqual([null, null, null, null]);
    const report = fitted({
      log: usageLogOf({
        rows: [{ startSeconds: 1_772_442_000, inputTokens: 900, outputTokens: 90, requests: 9 }],
        isPerRequest: false,
      }),
    });
    expect(report.workload).toMatchObject({ tasksPerPersonPerDay: 9, hoursPerDay: 8 });
    expect(report.workload.roles).toMatchObject([{ firstInputTokens: 100, outputTokensPerTurn: 10 }]);
    expect(fieldsOf(report)).toContain('roles.0.turnsPerAgent');
  });

  test.each([
    ['no requests', lengthLogOf([])],
    ['no prompt tokens', lengthLogOf([{ startSeconds: 0, inputTokens: 0, outputTokens: 5 }])],
    [
      'does not count requests',
      usageLogOf({ rows: [{ startSeconds: 0, inputTokens: 9, requests: 0 }], isPerRequest: false }),
    ],
  ])('is refused of a log that has %s', (why, log) => {
    expect(fitWorkload({ log })).toEqual({ state: 'refused', why: expect.stringContaining(why) });
  });

  test('of any log is one that a scenario accepts, and can be sent to another thread', () => {
    fc.assert(
      fc.property(logCases, fc.boolean(), ({ log }, sharesBlocksAcrossFiles) => {
        const fit = fitWorkload({ log: { ...log, sharesBlocksAcrossFiles } });
        expect(structuredClone(fit)).toEqual(fit);
        if (fit.state === 'refused') return;
        expectWithinLimits(fit.workload);
        for (const { fittedRatio } of fit.fitQuality) expect(fittedRatio >= 0 && fittedRatio <= 1).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

function expectWithinLimits(workload: Workload): void {
  const within = ({ of, limits }: { of: object; limits: Readonly<Record<string, FieldLimits>> }) => {
    for (const [field, { min, max, whole }] of Object.entries(limits)) {
      const value: unknown = (of as Readonly<Record<string, unknown>>)[field];
      expect([field, typeof value === 'number' && value >= min && value <= max]).toEqual([field, true]);
      if (whole) expect([field, Number.isInteger(value)]).toEqual([field, true]);
    }
  };
  within({ of: workload, limits: WORKLOAD_LIMITS });
  for (const role of workload.roles) {
    within({ of: role, limits: ROLE_LIMITS });
    if (role.compaction) within({ of: role.compaction, limits: COMPACTION_LIMITS });
    expect(role.gap.length).toBeLessThanOrEqual(6);
    for (const part of role.gap) within({ of: part, limits: GAP_LIMITS });
  }
  expect(problemsOfSwarm({ swarm: swarmOf(workload), promptTokensPerMonth: 0 })).toEqual([]);
}
