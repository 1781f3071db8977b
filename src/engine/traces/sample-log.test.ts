import { expect, test } from 'vitest';
import type { GapMixture } from '../../domain/swarm/gap-mixture.ts';
import { swarmOf, type Workload } from '../../domain/swarm/workload.ts';
import { BASE_SCENARIO } from '../../scenario/base-v0.ts';
import { GAP_CAUSE_CODES } from '../readers/log.ts';
import { finish } from '../run-control.ts';
import { swarmStreamSteps } from '../swarm-stream.ts';
import { validateStream } from '../validate-stream.ts';
import { requestsOf } from './log-requests.ts';
import { requestsOfSample, sampleLog } from './sample-log.ts';
import { summaryOf } from './trace-summary.ts';

const workload: Workload = BASE_SCENARIO.workload;
const swarm = swarmOf(workload);

/** Gaps that tell which part they were drawn from by their length alone. */
const TELLING: GapMixture = [
  { weight: 3, medianSeconds: 10, logSigma: 0, cause: 'tool' },
  { weight: 0, medianSeconds: 77, logSigma: 0, cause: 'person' },
  { weight: 1, medianSeconds: 1_000, logSigma: 0, cause: 'person' },
  { weight: 1, medianSeconds: 40, logSigma: 0 },
];

function workloadWith(change: (role: Workload['roles'][number]) => Partial<Workload['roles'][number]>): Workload {
  return { ...workload, roles: workload.roles.map((role) => ({ ...role, ...change(role) })) };
}

test.each(['simultaneous', 'staggered'] as const)('is the stream of the simulator, launched %s', (launch) => {
  const drawn = swarmOf({ ...workload, launch });
  const { stream } = sampleLog({ swarm: drawn, leastRequests: 2_000, seed: 5 });
  expect(stream).toEqual(finish(swarmStreamSteps({ swarm: drawn, tasks: 3, seed: 5 })));
  expect(() => validateStream(stream)).not.toThrow();
});

test('sessions are tasks, and agents are numbered over all of them', () => {
  const log = sampleLog({ swarm, leastRequests: 1_000, seed: 1 });
  expect(requestsOfSample({ swarm, leastRequests: 1_000 })).toBe(1_340);
  expect(log).toMatchObject({ sessions: 2, agents: 102, files: 0 });
  const { session, agent } = log.labels;
  const requestsOfAgent = new Map<number, number>();
  for (const [row, own] of agent.entries()) {
    requestsOfAgent.set(own, (requestsOfAgent.get(own) ?? 0) + 1);
    expect(session[row]).toBe(own < 51 ? 0 : 1);
  }
  expect([...requestsOfAgent.keys()].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 102 }, (_, i) => i));
  // An orchestrator with 20 turns, then its 50 sub-agents with 13.
  expect([0, 1, 50, 51, 52].map((own) => requestsOfAgent.get(own))).toEqual([20, 13, 13, 20, 13]);
});

test('a gap has the cause of the part it was drawn from, and a first request none', () => {
  const log = sampleLog({ swarm: swarmOf(workloadWith(() => ({ gap: TELLING }))), leastRequests: 2_000, seed: 3 });
  const { gapSeconds, cause } = requestsOf(log);
  const expected = { 10: GAP_CAUSE_CODES.tool, 40: GAP_CAUSE_CODES.unknown, 1000: GAP_CAUSE_CODES.person } as const;
  const seen = new Set<number>();
  for (const [row, gap] of gapSeconds.entries()) {
    const length = [10, 40, 1_000].find((each) => Math.abs(each - gap) < 1e-3);
    seen.add(length ?? NaN);
    expect(cause[row]).toBe(length === undefined ? 0 : expected[length as keyof typeof expected]);
    expect(Number.isNaN(gap)).toBe(length === undefined);
  }
  expect(seen).toEqual(new Set([NaN, 10, 40, 1_000]));
});

test('records each agent’s tools and system prompt', () => {
  const { recordedPrefixTokens } = sampleLog({ swarm, leastRequests: 1, seed: 1 });
  expect(recordedPrefixTokens?.tool.slice(0, 3)).toEqual(Float64Array.of(12_200, 7_800, 7_800));
  expect(recordedPrefixTokens?.system.slice(0, 3)).toEqual(Float64Array.of(2_800, 900, 900));
});

test('says that siblings read each other only where they are launched at once', () => {
  const notesOf = (change: Partial<Workload>) =>
    sampleLog({ swarm: swarmOf({ ...workload, ...change }), leastRequests: 1, seed: 1 }).notes;
  expect(notesOf({})).toHaveLength(1);
  expect(notesOf({ launch: 'staggered' })).toEqual([]);
  expect(notesOf({ roles: workload.roles.slice(0, 1) })).toEqual([]);
});

test('answers what any log of blocks answers', () => {
  const summary = summaryOf(sampleLog({ swarm, leastRequests: 1, seed: 2 }));
  expect(summary).toMatchObject({ requests: 670, sessions: 1, agents: 51, evidence: 'blocks' });
  expect(summary.turnsPerAgent?.max).toBe(20);
  expect(summary.gaps.afterTool?.count).toBeGreaterThan(500);
  expect(summary.gaps.unknown).toBeNull();
});
