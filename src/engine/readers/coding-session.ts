import type { Seconds, Tokens } from '../../domain/units.ts';
import { fieldsOf, listOf, LogError, numberOf, numberOrZero, numbersOf, type Fields } from './json-fields.ts';

/** One recorded coding session: its requests, those of its sub-agents included, in order of time. */
export interface CodingSession {
  readonly id: string;
  readonly blockTokens: Tokens;
  readonly rows: readonly SessionRow[];
  readonly subAgents: number;
}

export interface SessionRow {
  /** Since the session's begin. */
  readonly startSeconds: Seconds;
  /** When its response ended; the start where the recording does not say. */
  readonly endSeconds: Seconds;
  readonly inputTokens: Tokens;
  readonly outputTokens: Tokens;
  /** Ids of the session's full blocks, shared by its sub-agents. */
  readonly blockIds: readonly number[];
}

/**
 * Reads a session of kv-cache-tester, a parsed JSON file `{id, block_size, requests: [{t, in, out, hash_ids, api_time}]}`
 * where an entry of type `subagent` holds requests of its own, whose `t` counts from the entry's.
 * Rows are sorted by start; ties go to the main agent, then to sub-agents as listed, then to the order in the file.
 * Errors: a `LogError` that names the entry and the field.
 * Source: callanjfox/kv-cache-tester, traces/.
 */
export function readCodingSession(json: unknown): CodingSession {
  const session = fieldsOf({ value: json, where: 'The file' });
  const id = String(session['id'] ?? 'without a name');
  const rows: { readonly row: SessionRow; readonly agent: number }[] = [];
  let agents = 0;
  for (const [index, value] of listOf({ fields: session, name: 'requests', where: id }).entries()) {
    const where = `${id}, request ${index}`;
    const fields = fieldsOf({ value, where });
    if (fields['type'] !== 'subagent') {
      rows.push({ row: rowOf({ fields, where, beginSeconds: 0 }), agent: 0 });
      continue;
    }
    agents++;
    const beginSeconds = numberOf({ fields, name: 't', where });
    for (const [child, childValue] of listOf({ fields, name: 'requests', where }).entries()) {
      const childWhere = `${where}, its request ${child}`;
      const childFields = fieldsOf({ value: childValue, where: childWhere });
      rows.push({ row: rowOf({ fields: childFields, where: childWhere, beginSeconds }), agent: agents });
    }
  }
  if (rows.length === 0) throw new LogError(`${id} holds no request`);
  // Sorting is stable: rows of one agent stay in the order of the file.
  rows.sort((a, b) => a.row.startSeconds - b.row.startSeconds || a.agent - b.agent);
  return {
    id,
    blockTokens: numberOf({ fields: session, name: 'block_size', where: id }),
    rows: rows.map(({ row }) => row),
    subAgents: agents,
  };
}

function rowOf({ fields, where, beginSeconds }: { fields: Fields; where: string; beginSeconds: Seconds }): SessionRow {
  const startSeconds = beginSeconds + numberOf({ fields, name: 't', where });
  return {
    startSeconds,
    endSeconds: startSeconds + numberOrZero({ fields, name: 'api_time', where }),
    inputTokens: numberOf({ fields, name: 'in', where }),
    outputTokens: numberOf({ fields, name: 'out', where }),
    blockIds: numbersOf({ fields, name: 'hash_ids', where }),
  };
}
