import { segmentAt } from '../swarm/segments.ts';
import type { Role, Swarm } from '../swarm/swarm.ts';
import { growthTokensPerTurn, promptTokens, tasksPerSecond } from '../swarm/swarm.ts';
import type { Ratio, Seconds, Tokens } from '../units.ts';

/**
 * The slow and obvious twin of `splitTokens`: it sends every request of a swarm, one by one in order of time, to a cache
 * that remembers when each prefix was last touched. Nothing in it is a formula for a hit rate.
 *
 * Time is working time without end: there are no nights and weekends in it, so compare it with a swarm that works
 * 24 hours on 365 ÷ 12 days a month. Prefixes live for a window after their last touch, the window included; every
 * touch, hit or miss, starts the life again; capacity is not a limit. Replicas have caches of their own.
 */
export interface NaiveRun {
  readonly swarm: Swarm;
  /** Tasks to run; the first meets an empty cache. */
  readonly tasks: number;
  readonly seed: number;
  /** Between the starts of two agents of one group under staggered launch. */
  readonly staggerSeconds?: Seconds;
  /** Default: 1. */
  readonly replicas?: number;
  /** Share of agents that stay on one replica. Default: 1. */
  readonly affinityRatio?: Ratio;
}

export interface Request {
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

/** Mulberry32: 32 bits of state, good enough for a test and the same on every machine. Uniform on [0, 1). */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Every request of so many tasks, in order of time. */
export function requestsOf({
  swarm,
  tasks,
  seed,
  staggerSeconds = 3,
  replicas = 1,
  affinityRatio = 1,
}: NaiveRun): readonly Request[] {
  const random = mulberry32(seed);
  const routing = mulberry32(seed + 1);
  const drawReplica = (): number => (replicas === 1 ? 0 : Math.floor(routing() * replicas));
  const requests: Request[] = [];
  let taskStart = 0;
  for (let task = 0; task < tasks; task++) {
    taskStart += -Math.log(1 - random()) / tasksPerSecond(swarm);
    /** By role: when each of its agents has sent its second request, or its only one. */
    const launches: Seconds[][] = [];
    for (const [roleIndex, role] of swarm.roles.entries()) {
      const starts = (role.launchedBy === null ? undefined : launches[role.launchedBy]) ?? [taskStart];
      const launched: Seconds[] = [];
      let agent = 0;
      for (const start of starts) {
        for (let inGroup = 0; inGroup < role.agentsPerTask / starts.length; inGroup++) {
          let at = start + (swarm.launch === 'staggered' ? inGroup * staggerSeconds : 0);
          const isAffine = routing() < affinityRatio;
          const home = drawReplica();
          let compactions = -1;
          for (let turn = 0; turn < role.turnsPerAgent; turn++) {
            if (segmentAt({ role, turn }).at === 0) compactions++;
            if (turn < 2) launched[agent] = at;
            const replica = isAffine ? home : drawReplica();
            requests.push({ at, role, roleIndex, task, agent, turn, compactions, replica });
            at += drawGap({ role, random });
          }
          agent++;
        }
      }
      launches.push(launched);
    }
  }
  return requests.sort((a, b) => a.at - b.at);
}

function drawGap({ role, random }: { role: Role; random: () => number }): Seconds {
  let left = random() * role.gap.reduce((sum, { weight }) => sum + weight, 0);
  const component = role.gap.find(({ weight }) => (left -= weight) < 0) ?? role.gap[0];
  if (!component) throw new Error(`Role "${role.name}" has no gaps`);
  // Box-Muller.
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return component.medianSeconds * Math.exp(component.logSigma * normal);
}

/** Share of prompt tokens read from a cache that keeps and shares every prefix for the window, one ratio per window. */
export function naiveHitRatios({
  windows,
  ...run
}: NaiveRun & { readonly windows: readonly Seconds[] }): readonly Ratio[] {
  const requests = requestsOf(run);
  const lastTouch = new Map<string, { at: Seconds; tokens: Tokens }>();
  const readTokens = windows.map(() => 0);
  let prompt = 0;
  for (let i = 0; i < requests.length;) {
    // Requests that start at the same instant cannot read what the others are only about to write.
    const instant = requests.slice(i, i + countAtSameInstant(requests, i));
    for (const request of instant) {
      prompt += promptTokens(request);
      // From the longest prefix to the shortest: the first that is still warm is read.
      const touches = Object.values(keysOf(request)).map((key) => lastTouch.get(`${key} on ${request.replica}`));
      windows.forEach((window, w) => {
        const found = touches.find((touch) => touch && request.at - touch.at <= window);
        readTokens[w] = (readTokens[w] ?? 0) + (found?.tokens ?? 0);
      });
    }
    for (const request of instant) {
      const { role, at } = request;
      const { own, task, shared } = keysOf(request);
      const touch = (key: string, tokens: Tokens) => lastTouch.set(`${key} on ${request.replica}`, { at, tokens });
      touch(own, promptTokens(request));
      touch(task, role.sharedPrefixTokens + role.taskPrefixTokens);
      touch(shared, role.sharedPrefixTokens);
    }
    i += instant.length;
  }
  return readTokens.map((read) => read / prompt);
}

function countAtSameInstant(requests: readonly Request[], from: number): number {
  let count = 1;
  while (requests[from + count]?.at === requests[from]?.at && from + count < requests.length) count++;
  return count;
}

/** What a request has in common with others: its own last prompt, the prefix of its task, the prefix of its role. */
function keysOf({ roleIndex, task, agent, compactions }: Request): { own: string; task: string; shared: string } {
  return {
    own: `${roleIndex}/${task}/${agent}/${compactions}`,
    task: `${roleIndex}/${task}`,
    shared: `${roleIndex}`,
  };
}

/** Token-hours kept per task by parts of the prompt: each token from its first touch until the window after its last. */
export function naiveTokenHoursPerTask({
  window,
  ...run
}: NaiveRun & { readonly window: Seconds }): Record<'own' | 'task' | 'shared', number> {
  const hours = { own: 0, task: 0, shared: 0 };
  const touches = {
    own: new Map<string, Seconds[]>(),
    task: new Map<string, Seconds[]>(),
    shared: new Map<string, Seconds[]>(),
  };
  const requests = requestsOf(run);
  for (const request of requests) {
    const keys = keysOf(request);
    for (const part of ['own', 'task', 'shared'] as const) {
      const known = touches[part].get(keys[part]);
      if (known) known.push(request.at);
      else touches[part].set(keys[part], [request.at]);
    }
  }
  for (const request of requests) {
    // What a turn adds to an agent's own part is touched by this turn and by every later one until a compaction.
    const { segment, at } = segmentAt(request);
    const later = touches.own.get(keysOf(request).own)?.slice(at) ?? [];
    const added = at === 0 ? segment.ownTokens : growthTokensPerTurn(request.role);
    hours.own += added * keptHours({ touches: later, window });
  }
  for (const [roleIndex, role] of run.swarm.roles.entries()) {
    for (const [key, times] of touches.task)
      if (key.startsWith(`${roleIndex}/`)) hours.task += role.taskPrefixTokens * keptHours({ touches: times, window });
    hours.shared += role.sharedPrefixTokens * keptHours({ touches: touches.shared.get(`${roleIndex}`) ?? [], window });
  }
  return { own: hours.own / run.tasks, task: hours.task / run.tasks, shared: hours.shared / run.tasks };
}

function keptHours({ touches, window }: { touches: readonly Seconds[]; window: Seconds }): number {
  let seconds = 0;
  touches.forEach((at, i) => {
    const next = touches[i + 1];
    seconds += next === undefined ? window : Math.min(window, next - at);
  });
  return seconds / 3_600;
}
