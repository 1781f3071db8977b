import { segmentsOf } from '../domain/swarm/segments.ts';
import { prefixTokensOf, promptTokens, type Role } from '../domain/swarm/swarm.ts';
import type { Tokens } from '../domain/units.ts';

/** A role's prompts in whole tokens and whole blocks, turn by turn: worked out once, as a swarm sends each very often. */
export interface TurnTable {
  readonly inputTokens: Float64Array;
  readonly blocks: Float64Array;
  /** 1 at an agent's first turn and after each compaction: nothing of its own part has been sent before. */
  readonly startsSegment: Uint8Array;
  /** Whole blocks of the shared prefix. */
  readonly sharedBlocks: number;
  /** Whole blocks of shared and task prefix together. */
  readonly prefixBlocks: number;
}

/**
 * The table of a role. Prompts are rounded to whole tokens; tokens beyond the last whole block belong to none.
 * Example: 1,000 tokens, then 1,200, in blocks of 64: 15 and 18 blocks.
 */
export function turnTable({ role, blockTokens }: { role: Role; blockTokens: Tokens }): TurnTable {
  const { turnsPerAgent } = role;
  const inputTokens = new Float64Array(turnsPerAgent);
  for (let turn = 0; turn < turnsPerAgent; turn++) inputTokens[turn] = Math.round(promptTokens({ role, turn }));
  const startsSegment = new Uint8Array(turnsPerAgent);
  for (const { firstTurn, turns, times } of segmentsOf(role))
    for (let time = 0; time < times; time++) startsSegment[firstTurn + time * turns] = 1;
  return {
    inputTokens,
    blocks: inputTokens.map((tokens) => wholeBlocks({ tokens, blockTokens })),
    startsSegment,
    sharedBlocks: wholeBlocks({ tokens: role.sharedPrefixTokens, blockTokens }),
    prefixBlocks: wholeBlocks({ tokens: prefixTokensOf(role), blockTokens }),
  };
}

export function wholeBlocks({ tokens, blockTokens }: { tokens: Tokens; blockTokens: Tokens }): number {
  return Math.floor(tokens / blockTokens);
}
