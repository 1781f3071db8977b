import { LogError } from '../json-fields.ts';
import type { CsvColumns } from '../log.ts';

export type { CsvColumns } from '../log.ts';

type Role = Exclude<keyof CsvColumns, 'inputIncludesCached'>;

interface Guess {
  readonly role: Role;
  /** The first pattern that a column answers wins; columns are looked at in their order. */
  readonly patterns: readonly RegExp[];
}

const NO_MONEY = '(?!.*(?:cost|usd|price|spend|rate|ratio|%))';
const WRITES = `^${NO_MONEY}(?=.*cache)(?=.*(?:writ|creat))`;
const CACHED = String.raw`(?<!un|non )cached`;

/** In this order: a column that one role has taken is left to no other, so the more particular roles stand first. */
const GUESSES: readonly Guess[] = [
  { role: 'cacheWrite5m', patterns: [new RegExp(`${WRITES}.*5 ?m`)] },
  { role: 'cacheWrite1h', patterns: [new RegExp(`${WRITES}.*1 ?h`)] },
  { role: 'cacheWrite', patterns: [new RegExp(WRITES)] },
  {
    role: 'cacheRead',
    patterns: [
      new RegExp(`^${NO_MONEY}(?=.*cache)(?=.*(?:read|hit))`),
      new RegExp(`^${NO_MONEY}.*${CACHED}.*(?:token|input|prompt|context)`),
      new RegExp(`^${NO_MONEY}.*(?:token|input|prompt|context).*${CACHED}`),
    ],
  },
  {
    role: 'usd',
    patterns: [
      /total (?:cost|usd|spend|price)|(?:cost|usd|spend|price) total/,
      /^(?!.*(?:input|output|prompt|completion|cache|search|tool)).*\b(?:usd|cost|spend|spent|amount|price|charged?)\b/,
    ],
  },
  {
    role: 'input',
    patterns: [
      new RegExp(`^${NO_MONEY}(?=.*(?:uncached|non cached|fresh))(?=.*(?:input|prompt|context))`),
      new RegExp(String.raw`^${NO_MONEY}.*(?:input|prompt|context) token`),
      new RegExp(String.raw`^${NO_MONEY}.*tokens? (?:input|prompt|in)\b`),
      new RegExp(String.raw`^${NO_MONEY}.*\b(?:input|prompt)\b`),
    ],
  },
  {
    role: 'output',
    patterns: [
      new RegExp(String.raw`^${NO_MONEY}.*(?:output|completion|generated|response) token`),
      new RegExp(String.raw`^${NO_MONEY}.*tokens? (?:output|completion|out)\b`),
      new RegExp(String.raw`^${NO_MONEY}.*\b(?:output|completion|generated)\b`),
    ],
  },
  {
    role: 'time',
    patterns: [
      /timestamp/,
      /\b(?:start(?:ed)?|created|request) ?(?:time|at)\b/,
      /\btime\b/,
      /\b(?:date|hour|day|start)\b/,
    ],
  },
  { role: 'agent', patterns: [/\bagent\b/] },
  { role: 'session', patterns: [/session/, /conversation/, /thread/, /\bchat id\b/, /\btrace id\b/] },
  { role: 'requests', patterns: [/^(?:num |n )?(?:model )?(?:requests|calls)(?: total| count)?$/, /^request count$/] },
  { role: 'model', patterns: [/\bmodel\b/, /snapshot/, /\bengine\b/] },
];

/**
 * Which columns of a CSV hold what, by the words of its first line; to be shown, and changed where it is wrong.
 *
 * Whether the input includes cached tokens is taken from the names, too: `prompt` and `context` do, as with OpenAI and
 * those who copy it; with a column of writes, or where the input is called uncached, it does not, as with Anthropic.
 * Example: `timestamp_hour, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, cost_usd`: five classes
 * and a time, the input without what was cached.
 * Errors: a `LogError` where no column holds a time, the input or the output.
 */
export function guessCsvColumns(header: readonly string[]): CsvColumns {
  const words = header.map(wordsOf);
  const taken = new Map<Role, number>();
  for (const { role, patterns } of GUESSES) {
    const free = (index: number): boolean => ![...taken.values()].includes(index);
    const index = patterns
      .map((pattern) => words.findIndex((name, at) => free(at) && name !== '' && pattern.test(name)))
      .find((at) => at !== -1);
    if (index !== undefined) taken.set(role, index);
  }
  const nameOf = (role: Role): string | undefined => header[taken.get(role) ?? -1];
  const needed = (role: Role): string => {
    const name = nameOf(role);
    if (name === undefined) throw new LogError(`its first line names no column of ${role}`);
    return name;
  };
  const input = needed('input');
  const isWhole = /prompt|context/.test(wordsOf(input));
  const isRest =
    /uncached|non cached|fresh/.test(wordsOf(input)) ||
    (!isWhole && (['cacheWrite', 'cacheWrite5m', 'cacheWrite1h'] as const).some((role) => taken.has(role)));
  return {
    time: needed('time'),
    session: nameOf('session'),
    agent: nameOf('agent'),
    model: nameOf('model'),
    requests: nameOf('requests'),
    input,
    cacheRead: nameOf('cacheRead'),
    cacheWrite: nameOf('cacheWrite'),
    cacheWrite5m: nameOf('cacheWrite5m'),
    cacheWrite1h: nameOf('cacheWrite1h'),
    output: needed('output'),
    usd: nameOf('usd'),
    inputIncludesCached: !isRest,
  };
}

/** A column's name as words in lower case. Example: `cacheReadTokens` and `Cache_Read Tokens` are `cache read tokens`. */
function wordsOf(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();
}
