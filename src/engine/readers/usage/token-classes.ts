import { isJson } from '../../../domain/usage/fields.ts';
import { readUsage } from '../../../domain/usage/read-usage.ts';
import type { Tokens } from '../../../domain/units.ts';
import { LogError } from '../json-fields.ts';

/** The tokens of a row of a usage log, each counted once. */
export interface TokenClasses {
  /** Prompt tokens that were neither read from the cache nor written to it. */
  readonly inputTokens: Tokens;
  /** NaN where the log does not say. */
  readonly cacheReadTokens: Tokens;
  readonly cacheWrite5mTokens: Tokens;
  readonly cacheWrite1hTokens: Tokens;
  /** Written for another life, or for one that is not told. */
  readonly cacheWriteOtherTokens: Tokens;
  readonly outputTokens: Tokens;
}

const MOST_NESTING = 4;

/**
 * The classes of a usage object of any API, by `readUsage`. What was written goes to five minutes or an hour only where
 * the object says so itself: a life that `readUsage` had to assume is no evidence, and counts as another.
 *
 * Example: `{input_tokens: 3, cache_creation_input_tokens: 400, output_tokens: 5}` are 3, 400 of another life and 5.
 * Errors: a `LogError` with the reason for which `readUsage` refuses.
 */
export function classesOf(body: unknown): TokenClasses {
  const reading = readUsage(body);
  if (reading.status === 'refused') throw new LogError(withoutText(reading.reason));
  const { inputTokens, cacheReadTokens, cacheWriteTokens, outputTokens } = reading.usage;
  const isTold = tellsLives({ value: body, depth: 0 });
  let cacheWrite5mTokens = 0;
  let cacheWrite1hTokens = 0;
  let cacheWriteOtherTokens = 0;
  for (const [life, tokens] of Object.entries(cacheWriteTokens)) {
    if (isTold && life === '5m') cacheWrite5mTokens += tokens;
    else if (life === '1h') cacheWrite1hTokens += tokens;
    else cacheWriteOtherTokens += tokens;
  }
  return {
    inputTokens,
    cacheReadTokens,
    cacheWrite5mTokens,
    cacheWrite1hTokens,
    cacheWriteOtherTokens,
    outputTokens,
  };
}

/** All tokens of a prompt: input + reads + writes. Reads that are not told stand in the input. */
export function promptTokensOf(classes: TokenClasses): Tokens {
  const { inputTokens, cacheReadTokens, cacheWrite5mTokens, cacheWrite1hTokens, cacheWriteOtherTokens } = classes;
  const read = Number.isNaN(cacheReadTokens) ? 0 : cacheReadTokens;
  return inputTokens + read + cacheWrite5mTokens + cacheWrite1hTokens + cacheWriteOtherTokens;
}

/** A reason without values that were quoted from the log: they may be anybody's text. */
export function withoutText(reason: string): string {
  return reason.replaceAll(/"(?:[^"\\]|\\.)*"?/g, 'a text').slice(0, 200);
}

function tellsLives({ value, depth }: { value: unknown; depth: number }): boolean {
  if (depth > MOST_NESTING) return false;
  if (Array.isArray(value)) return value.some((item) => tellsLives({ value: item, depth: depth + 1 }));
  if (!isJson(value)) return false;
  return Object.entries(value).some(
    ([key, inner]) =>
      (/^(?:ephemeral_\w+_input_tokens|ttl_\w+_tokens)$/.test(key) && typeof inner === 'number' && inner > 0) ||
      (key === 'cacheDetails' && Array.isArray(inner) && inner.length > 0) ||
      (typeof inner === 'object' && tellsLives({ value: inner, depth: depth + 1 })),
  );
}
