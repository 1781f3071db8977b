import { COMPACTION_LIMITS } from '../../../../domain/field-limits.ts';
import { longestPromptOf, prefixTokensOf, type Compaction, type Role } from '../../../../domain/swarm/swarm.ts';

/**
 * A compaction to start from where none is set: above half-way between the first and the longest prompt, so that it
 * happens, and down to a quarter of the room that leaves. Always below what it is done above.
 */
export function startingCompaction(role: Role): Compaction {
  const prefixTokens = prefixTokensOf(role);
  const half = (prefixTokens + role.firstInputTokens + longestPromptOf({ ...role, compaction: null })) / 2;
  const atTokens = Math.min(COMPACTION_LIMITS.atTokens.max, Math.max(prefixTokens + 1, roundUp(half)));
  const room = Math.min(COMPACTION_LIMITS.toTokens.max * 4, Math.max(0, atTokens - prefixTokens));
  return { atTokens, toTokens: Math.floor(room / 4) };
}

/** To two significant digits: 47,130 → 48,000. */
function roundUp(tokens: number): number {
  const digit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, tokens))) - 1);
  return Math.ceil(tokens / digit) * digit;
}
