import type { Role, Swarm } from '../swarm/swarm.ts';
import { promptTokens, tasksPerSecond } from '../swarm/swarm.ts';
import type { Ratio, Seconds } from '../units.ts';

/**
 * The slow and obvious twin of `splitTokens`: it sends every request of a swarm, one by one in order of time, to a cache
 * that remembers when each prefix was last touched. Nothing in it is a formula for a hit rate.
 *
 * Time is working time without end: there are no nights and weekends in it, so compare it with a swarm that works
 * 24 hours on 365 ÷ 12 days a month. Prefixes live for a window after their last touch, the window included; every
 * touch, hit or miss, starts the life again; capacity is not a limit.
 */
export interface NaiveRun {
  readonly swarm: Swarm;
  /** Tasks to run; the first meets an empty cache. */
  readonly tasks: number;
  readonly seed: number;
  /** Between the starts of two siblings under staggered launch. */
  readonly staggerSeconds?: Seconds;
}

export interface Request {
  readonly at: Seconds;
  readonly role: Role;
  readonly task: number;
  readonly agent: number;
  readonly turn: number;
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
export function requestsOf({ swarm, tasks, seed, staggerSeconds = 3 }: NaiveRun): readonly Request[] {
  const random = mulberry32(seed);
  const requests: Request[] = [];
  let taskStart = 0;
  for (let task = 0; task < tasks; task++) {
    taskStart += -Math.log(1 - random()) / tasksPerSecond(swarm);
    for (const role of swarm.roles) {
      for (let agent = 0; agent < role.agentsPerTask; agent++) {
        let at = taskStart + (swarm.launch === 'staggered' ? agent * staggerSeconds : 0);
        for (let turn = 0; turn < role.turnsPerAgent; turn++) {
          requests.push({ at, role, task, agent, turn });
          at += drawGap({ role, random });
        }
      }
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
  const lastTouch = new Map<string, Seconds>();
  const readTokens = windows.map(() => 0);
  let prompt = 0;
  for (let i = 0; i < requests.length;) {
    // Requests that start at the same instant cannot read what the others are only about to write.
    const instant = requests.slice(i, i + countAtSameInstant(requests, i));
    for (const request of instant) {
      prompt += promptTokens(request);
      const { shared, task, own } = keysOf(request);
      const ageOf = (key: string): Seconds => request.at - (lastTouch.get(key) ?? -Infinity);
      const { sharedPrefixTokens, taskPrefixTokens } = request.role;
      windows.forEach((window, w) => {
        let read = 0;
        if (ageOf(own) <= window) read = promptTokens({ role: request.role, turn: request.turn - 1 });
        else if (ageOf(task) <= window) read = sharedPrefixTokens + taskPrefixTokens;
        else if (ageOf(shared) <= window) read = sharedPrefixTokens;
        readTokens[w] = (readTokens[w] ?? 0) + read;
      });
    }
    for (const request of instant) {
      for (const key of Object.values(keysOf(request))) lastTouch.set(key, request.at);
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

function keysOf({ role, task, agent }: Request): { shared: string; task: string; own: string } {
  return { shared: role.name, task: `${role.name}/${task}`, own: `${role.name}/${task}/${agent}` };
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
    // What a turn adds to an agent's own part is touched by this turn and by every later one.
    const later = touches.own.get(keysOf(request).own)?.slice(request.turn) ?? [];
    const added =
      request.turn === 0
        ? request.role.firstInputTokens
        : request.role.inputTokensPerTurn + request.role.outputTokensPerTurn;
    hours.own += added * keptHours({ touches: later, window });
  }
  for (const role of run.swarm.roles) {
    for (const [key, times] of touches.task)
      if (key.startsWith(`${role.name}/`)) hours.task += role.taskPrefixTokens * keptHours({ touches: times, window });
    hours.shared += role.sharedPrefixTokens * keptHours({ touches: touches.shared.get(role.name) ?? [], window });
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
