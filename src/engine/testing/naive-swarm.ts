// Only tests read this file, and property tests need their package.
// oxlint-disable-next-line no-restricted-imports
import * as fc from 'fast-check';
import { segmentAt } from '../../domain/swarm/segments.ts';
import { prefixTokensOf, promptTokens, tasksPerSecond, type Role, type Swarm } from '../../domain/swarm/swarm.ts';
import { swarms } from '../../domain/testing/arbitraries.ts';
import type { Seconds, Tokens } from '../../domain/units.ts';
import { createRandom, gapSampler } from '../random.ts';
import { Routing, type Replicas } from '../routing.ts';
import type { SwarmRun } from '../swarm-stream.ts';
import { workingClock } from '../working-clock.ts';

/** A request by who sends it, with no blocks, paths or parents. */
export interface Sent {
  readonly at: Seconds;
  readonly role: Role;
  readonly roleIndex: number;
  readonly task: number;
  readonly agent: number;
  readonly turn: number;
  /** Compactions of the agent so far. */
  readonly compactions: number;
  readonly replica: number;
}

/** The requests of a run, from the same draws as its stream: who sends what when, and where to. */
export function sent({ swarm, tasks, seed, staggerSeconds = 3, ...replicas }: SwarmRun & Replicas): readonly Sent[] {
  const random = createRandom(seed);
  const routing = new Routing({ ...replicas, seed });
  const clock = workingClock(swarm);
  const requests: Sent[] = [];
  let worked = 0;
  for (let task = 0; task < tasks; task++) {
    worked += random.exponential() / tasksPerSecond(swarm);
    const ofTask: Sent[] = [];
    for (const [roleIndex, role] of swarm.roles.entries()) {
      const starts = groupStarts({ ofTask, role, taskStart: clock(worked) });
      for (let agent = 0; agent < role.agentsPerTask; agent++) {
        const perGroup = role.agentsPerTask / starts.length;
        const inGroup = agent % perGroup;
        let at = starts[(agent - inGroup) / perGroup] ?? NaN;
        if (swarm.launch === 'staggered') at += inGroup * staggerSeconds;
        routing.startAgent();
        let compactions = -1;
        for (let turn = 0; turn < role.turnsPerAgent; turn++) {
          if (segmentAt({ role, turn }).at === 0) compactions++;
          ofTask.push({ at, role, roleIndex, task, agent, turn, compactions, replica: routing.nextReplica() });
          at += gapSampler(role.gap)(random);
        }
      }
    }
    requests.push(...ofTask);
  }
  return requests.sort((a, b) => a.at - b.at);
}

/** The start of the task, or the second requests of the launching agents; the first ones where they have no second. */
function groupStarts({
  ofTask,
  role: { launchedBy },
  taskStart,
}: {
  ofTask: readonly Sent[];
  role: Role;
  taskStart: Seconds;
}): readonly Seconds[] {
  if (launchedBy === null) return [taskStart];
  return ofTask
    .filter(({ roleIndex, role, turn }) => roleIndex === launchedBy && turn === Math.min(1, role.turnsPerAgent - 1))
    .map(({ at }) => at);
}

export function blocksIn({ tokens, blockTokens }: { tokens: Tokens; blockTokens: Tokens }): number {
  return Math.floor(tokens / blockTokens);
}

/** From the longest prefix of a request to the shortest: who else sends it, and its whole blocks. */
export function prefixesOf({
  request: { role, roleIndex, task, agent, turn, compactions },
  blockTokens,
}: {
  request: Sent;
  blockTokens: Tokens;
}): readonly { readonly key: string; readonly blocks: number }[] {
  return [
    { key: `${roleIndex}/${task}/${agent}/${compactions}`, tokens: Math.round(promptTokens({ role, turn })) },
    { key: `${roleIndex}/${task}`, tokens: prefixTokensOf(role) },
    { key: `${roleIndex}`, tokens: role.sharedPrefixTokens },
  ].map(({ key, tokens }) => ({ key, blocks: blocksIn({ tokens, blockTokens }) }));
}

/** Tokens that caches of whole blocks serve, one for each replica, by remembering when each prefix was last sent there. */
export function naiveHitTokens({
  windowSeconds,
  blockTokens,
  ...run
}: SwarmRun & Replicas & { readonly windowSeconds: Seconds; readonly blockTokens: Tokens }): Tokens {
  const requests = sent(run);
  const lastSent = new Map<string, { readonly at: Seconds; readonly blocks: number }>();
  let blocks = 0;
  for (let i = 0; i < requests.length;) {
    const at = requests[i]?.at ?? NaN;
    let end = i + 1;
    while (requests[end]?.at === at) end++;
    const instant = requests.slice(i, end);
    i = end;
    for (const request of instant) {
      const known = prefixesOf({ request, blockTokens }).map(({ key }) => lastSent.get(`${key} on ${request.replica}`));
      blocks += known.find((prefix) => prefix && at - prefix.at <= windowSeconds)?.blocks ?? 0;
    }
    for (const request of instant)
      for (const prefix of prefixesOf({ request, blockTokens }))
        lastSent.set(`${prefix.key} on ${request.replica}`, { at, blocks: prefix.blocks });
  }
  return blocks * blockTokens;
}

/** Random swarms in which roles may launch later ones, three deep at most. */
export const nestedSwarms: fc.Arbitrary<Swarm> = fc
  .record({
    swarm: swarms,
    launches: fc.array(fc.nat(3), { minLength: 3, maxLength: 3 }),
    fanOuts: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 3, maxLength: 3 }),
  })
  .map(({ swarm, launches, fanOuts }) => {
    const roles: Role[] = [];
    swarm.roles.forEach((role, index) => {
      const launchedBy = launches[index] ?? index;
      const launching = roles[launchedBy];
      const launchersPerTask = launching?.agentsPerTask ?? 1;
      roles.push({
        ...role,
        launchedBy: launching ? launchedBy : null,
        launchersPerTask,
        launchGap: launching && launching.turnsPerAgent > 1 ? launching.gap : null,
        agentsPerTask: launchersPerTask * (fanOuts[index] ?? 1),
      });
    });
    return { ...swarm, roles };
  });
