import type { Seconds, Tokens } from '../../domain/units.ts';
import { faultOf, type GapCause } from './block-log.ts';
import { IdList } from './id-lists.ts';
import { fieldsOf, idsOf, listOf, LogError, numberOf, numberOrNone, tokensOf, type Fields } from './json-fields.ts';

/** One recorded coding session: its requests, those of its sub-agents included, in order of time. */
export interface CodingSession {
  readonly id: string;
  readonly blockTokens: Tokens;
  readonly rows: readonly SessionRow[];
  readonly subAgents: number;
  /** What leads each agent's prompts, as the recording states it, the main agent's first; NaN where it does not. */
  readonly prefixes: readonly PrefixTokens[];
}

export interface PrefixTokens {
  readonly tool: Tokens;
  readonly system: Tokens;
}

export interface SessionRow {
  /** Since the session's begin. */
  readonly startSeconds: Seconds;
  /** When its response ended; the start where the recording does not say. */
  readonly endSeconds: Seconds;
  readonly saysEnd: boolean;
  readonly inputTokens: Tokens;
  readonly outputTokens: Tokens;
  /** Ids of the session's full blocks, shared by its sub-agents. */
  readonly blockIds: ArrayLike<number>;
  /** Where ids were read beside the rest, what they have in common with a list before. */
  readonly idList?: IdList | undefined;
  /** 0 for the main agent; sub-agents from 1, as listed. */
  readonly agent: number;
  /** Of the gap before it: how the same agent's request before it stopped. */
  readonly cause: GapCause;
}

/** Told of an entry that is not read, counted from 1; without it such an entry throws. */
type OnBadEntry = (bad: { readonly entry: number; readonly reason: string }) => void;

interface FoundRow {
  readonly row: Omit<SessionRow, 'cause'>;
  readonly stop: unknown;
}

/** How a request that stopped so makes the agent wait for the next. */
const CAUSE_AFTER: Readonly<Record<string, GapCause>> = { tool_use: 'tool', end_turn: 'person' };

/**
 * Reads a session of kv-cache-tester, a parsed JSON file `{id, block_size, requests: [{t, in, out, hash_ids, api_time,
 * stop}]}` where an entry of type `subagent` holds requests of its own, whose `t` counts from the entry's.
 * Rows are sorted by start; ties go to the main agent, then to sub-agents as listed, then to the order in the file.
 * Errors: a `LogError` that names the entry and the field; with `onBadEntry` only where no session is left.
 * Source: callanjfox/kv-cache-tester, traces/.
 */
export function readCodingSession(json: unknown, { onBadEntry }: { onBadEntry?: OnBadEntry } = {}): CodingSession {
  const session = fieldsOf({ value: json, where: 'The file' });
  const { id } = session;
  const where = 'The session';
  const blockTokens = numberOf({ fields: session, name: 'block_size', where });
  if (!(Number.isSafeInteger(blockTokens) && blockTokens > 0))
    throw new LogError(`${where}: block_size is ${blockTokens}, not a whole number above 0`);
  const found: FoundRow[] = [];
  const prefixes = [prefixOf(session)];
  for (const [index, value] of listOf({ fields: session, name: 'requests', where }).entries()) {
    // Its children may be read even where others cannot.
    const attempt = (read: () => void): void => {
      try {
        read();
      } catch (error) {
        if (!onBadEntry || !(error instanceof LogError)) throw error;
        onBadEntry({ entry: index + 1, reason: error.message });
      }
    };
    const name = `Request ${index}`;
    attempt(() => {
      const fields = fieldsOf({ value, where: name });
      if (fields['type'] !== 'subagent') {
        found.push(rowOf({ fields, where: name, beginSeconds: 0, agent: 0, blockTokens }));
        return;
      }
      const beginSeconds = numberOf({ fields, name: 't', where: name });
      const agent = prefixes.push(prefixOf(fields)) - 1;
      for (const [child, childValue] of listOf({ fields, name: 'requests', where: name }).entries()) {
        const childName = `${name}, its request ${child}`;
        attempt(() => {
          const childFields = fieldsOf({ value: childValue, where: childName });
          found.push(rowOf({ fields: childFields, where: childName, beginSeconds, agent, blockTokens }));
        });
      }
    });
  }
  if (found.length === 0) throw new LogError(`${where} holds no request`);
  // Sorting is stable: rows of one agent stay in the order of the file.
  found.sort((a, b) => a.row.startSeconds - b.row.startSeconds || a.row.agent - b.row.agent);
  return {
    id: typeof id === 'string' ? id : 'without a name',
    blockTokens,
    rows: withCauses(found),
    subAgents: prefixes.length - 1,
    prefixes,
  };
}

function prefixOf(fields: Fields): PrefixTokens {
  const told = (name: string): Tokens => {
    const tokens = fields[name];
    return typeof tokens === 'number' && tokens >= 0 ? tokens : NaN;
  };
  return { tool: told('tool_tokens'), system: told('system_tokens') };
}

function rowOf({
  fields,
  where,
  beginSeconds,
  agent,
  blockTokens,
}: {
  fields: Fields;
  where: string;
  beginSeconds: Seconds;
  agent: number;
  blockTokens: Tokens;
}): FoundRow {
  const startSeconds = beginSeconds + numberOf({ fields, name: 't', where });
  const answerSeconds = numberOrNone({ fields, name: 'api_time', where });
  if (answerSeconds !== undefined && answerSeconds < 0)
    throw new LogError(`${where}: api_time is ${answerSeconds}, below 0`);
  const ids = fields['hash_ids'];
  const idList = ids instanceof IdList ? ids : undefined;
  const row = {
    startSeconds,
    endSeconds: startSeconds + (answerSeconds ?? 0),
    saysEnd: answerSeconds !== undefined,
    inputTokens: tokensOf({ fields, name: 'in', where }),
    outputTokens: tokensOf({ fields, name: 'out', where }),
    blockIds: idList ? idList.ids : idsOf({ fields, name: 'hash_ids', where }),
    idList,
    agent,
  };
  const fault = faultOf({ request: row, blockTokens });
  if (fault !== undefined) throw new LogError(`${where} ${fault}`);
  return { row, stop: fields['stop'] };
}

function withCauses(found: readonly FoundRow[]): readonly SessionRow[] {
  const stops = new Map<number, unknown>();
  return found.map(({ row, stop }) => {
    const before = stops.get(row.agent);
    stops.set(row.agent, stop);
    return { ...row, cause: (typeof before === 'string' ? CAUSE_AFTER[before] : undefined) ?? 'unknown' };
  });
}
