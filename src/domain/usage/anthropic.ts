import { countAt, isJson, needed, noOtherCaches, objectAt, UsageError, type Json } from './fields.ts';
import { allTokens, writesOf, type ReadUsage } from './usage-reading.ts';

/** The life of a write that a response does not break down: what the API gives where no TTL is asked for. */
const DEFAULT_LIFE = '5m';
const SPLIT = /^ephemeral_(\w+)_input_tokens$/;
const READ = ['cache_creation', 'cache_creation_input_tokens', 'cache_read_input_tokens'];

/**
 * Anthropic: prompt = input_tokens + cache_creation_input_tokens + cache_read_input_tokens, all addends. Writes are
 * split by life in cache_creation where it is there; without the split they are taken for five-minute ones.
 *
 * Example: creation 188,086, read 0, input 21 and output 393 are 188,107 prompt tokens, 21 of them plain input.
 * A request may be served in several iterations (compaction, an advisor). What is billed at this model is the sum of
 * those that name no other model; the top of the object leaves some of them out.
 */
export function readAnthropic(json: Json): ReadUsage {
  const { iterations } = json;
  const parts = Array.isArray(iterations) ? iterations.filter(isJson) : [];
  const own = parts.filter(({ model }) => model == null).map(oneReading);
  const whole = oneReading(json);
  return {
    ...whole,
    usage: own.length > 0 ? sumOf(own) : whole.usage,
    notes: [...whole.notes, ...serverToolNotes(json), ...parts.flatMap(otherModelNotes)],
  };
}

function sumOf(readings: readonly ReadUsage[]): ReadUsage['usage'] {
  const sum = (of: (usage: ReadUsage['usage']) => number): number =>
    readings.reduce((total, { usage }) => total + of(usage), 0);
  const lives = [...new Set(readings.flatMap(({ usage }) => Object.keys(usage.cacheWriteTokens)))];
  return {
    inputTokens: sum(({ inputTokens }) => inputTokens),
    cacheReadTokens: sum(({ cacheReadTokens }) => cacheReadTokens),
    cacheWriteTokens: Object.fromEntries(
      lives.map((life) => [life, sum(({ cacheWriteTokens }) => cacheWriteTokens[life] ?? 0)]),
    ),
    outputTokens: sum(({ outputTokens }) => outputTokens),
  };
}

function otherModelNotes(part: Json): readonly string[] {
  const { model } = part;
  if (typeof model !== 'string') return [];
  return [`${allTokens(oneReading(part).usage)} tokens of ${model}, billed at that model’s prices and left out here`];
}

function oneReading(json: Json): ReadUsage {
  noOtherCaches({ json, read: READ });
  const written = countAt({ json, key: 'cache_creation_input_tokens' });
  const split = objectAt({ json, key: 'cache_creation' });
  const byLife: Record<string, number> = {};
  for (const key of Object.keys(split)) {
    const life = SPLIT.exec(key)?.[1];
    const tokens = countAt({ json: split, key }) ?? 0;
    if (life !== undefined) byLife[life] = tokens;
    else if (tokens > 0) throw new UsageError(`cache_creation.${key} is not a life that is known.`);
  }
  const isSplit = Object.keys(byLife).length > 0;
  const splitTokens = Object.values(byLife).reduce((sum, tokens) => sum + tokens, 0);
  if (isSplit && written !== undefined && written !== splitTokens)
    throw new UsageError(`cache_creation_input_tokens is ${written}, but its split comes to ${splitTokens}.`);
  const tier = json['service_tier'];
  return {
    usage: {
      inputTokens: needed({ json, key: 'input_tokens' }),
      cacheReadTokens: countAt({ json, key: 'cache_read_input_tokens' }) ?? 0,
      cacheWriteTokens: writesOf(isSplit ? byLife : { [DEFAULT_LIFE]: written ?? 0 }),
      outputTokens: countAt({ json, key: 'output_tokens' }) ?? 0,
    },
    reportedTokens: null,
    serviceTier: typeof tier === 'string' ? tier : null,
    notes:
      !isSplit && (written ?? 0) > 0
        ? [`the life of ${written} written tokens is not said; taken for ${DEFAULT_LIFE}`]
        : [],
  };
}

function serverToolNotes(json: Json): readonly string[] {
  return Object.entries(objectAt({ json, key: 'server_tool_use' }))
    .filter(([, count]) => typeof count === 'number' && count > 0)
    .map(([name, count]) => `${String(count)} ${name.replaceAll('_', ' ')}, billed apart`);
}
