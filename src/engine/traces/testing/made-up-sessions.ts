import { createRandom, gapSampler } from '../../random.ts';
import type { GapMixture } from '../../../domain/swarm/gap-mixture.ts';
import type { Seconds } from '../../../domain/units.ts';
import type { HandRequest } from './small-logs.ts';

/** A role of made-up sessions, in blocks. */
export interface MadeUpRole {
  readonly agentsPerSession: number;
  readonly turns: number;
  readonly sharedBlocks: number;
  readonly taskBlocks: number;
  readonly firstBlocks: number;
  readonly growthBlocks: number;
  readonly outputTokens: number;
  readonly gap: GapMixture;
}

/** Sessions of a main agent and its sub-agents, which start at once with the main agent's second request. */
export function madeUpSessions({
  sessions,
  everySeconds,
  roles,
  seed,
}: {
  readonly sessions: number;
  readonly everySeconds: Seconds;
  readonly roles: readonly MadeUpRole[];
  readonly seed: number;
}): readonly HandRequest[] {
  const random = createRandom(seed);
  const requests: HandRequest[] = [];
  let ids = 1_000_000;
  let agents = 0;
  const fresh = (count: number): readonly number[] => Array.from({ length: count }, () => ids++);
  const shared = roles.map(({ sharedBlocks }) => fresh(sharedBlocks));
  let begin = 0;
  for (let session = 0; session < sessions; session++) {
    begin += everySeconds * random.exponential();
    let start = begin;
    for (const [index, role] of roles.entries()) {
      const sample = gapSampler(role.gap);
      const task = fresh(role.taskBlocks);
      let second = start;
      for (let member = 0; member < role.agentsPerSession; member++) {
        const agent = agents++;
        const blocks = [...(shared[index] ?? []), ...task, ...fresh(role.firstBlocks)];
        let seconds = start;
        for (let turn = 0; turn < role.turns; turn++) {
          if (turn > 0) {
            seconds += sample(random);
            blocks.push(...fresh(role.growthBlocks));
          }
          if (turn === 1) second = seconds;
          const { outputTokens } = role;
          requests.push({ startSeconds: seconds, blocks: [...blocks], outputTokens, session, agent, cause: 'tool' });
        }
      }
      start = second;
    }
  }
  return requests.toSorted((a, b) => a.startSeconds - b.startSeconds);
}
