import { BlockReader } from '../block-reader.ts';
import type { BlockLog, ReadLog } from '../readers/log.ts';
import type { Tokens } from '../../domain/units.ts';
import type { FitNote } from './fit-calendar.ts';
import type { LogRequests } from './log-requests.ts';
import { medianOf, type RoleRows } from './role-figures.ts';
import { commonPrefixTokens, sharedPrefixTokens } from './shared-prefix.ts';

/** What a role's prompts begin with that other agents send too. */
export interface PrefixFit {
  readonly toolTokens: Tokens;
  readonly systemTokens: Tokens;
  readonly taskPrefixTokens: Tokens;
  readonly notes: readonly Omit<FitNote, 'field'>[];
}

const NO_PREFIX: PrefixFit = { toolTokens: 0, systemTokens: 0, taskPrefixTokens: 0, notes: [] };

/**
 * Tools and system prompt of a role: as the log records them, the mean; else the blocks that nine in ten of its agents begin
 * with; else, of usage, what half the agents read at least at their first request, which others must have written. The task
 * prefix of agents that share a session: the median of what each has in common with the one before beyond that.
 * Example: ten agents begin with the same 3 blocks of 64 tokens: 192 tokens.
 */
export function prefixOf({ log, requests, role }: { log: ReadLog; requests: LogRequests; role: RoleRows }): PrefixFit {
  if (log.evidence === 'blocks') return prefixOfBlocks({ log, requests, role });
  if (log.evidence === 'lengths' || !requests.isPerRequest) return NO_PREFIX;
  const systemTokens = medianOf(
    role.firstRows.map((row) => log.columns.cacheReadTokens[row] ?? NaN).filter((tokens) => !Number.isNaN(tokens)),
  );
  const message =
    systemTokens > 0
      ? 'What half the agents read from cache at their first request, at least; the log does not tell tools apart.'
      : 'The log does not show what agents share; taken as nothing.';
  return { ...NO_PREFIX, systemTokens, notes: [{ message }] };
}

function prefixOfBlocks({ log, requests, role }: { log: BlockLog; requests: LogRequests; role: RoleRows }): PrefixFit {
  const { stream, recordedPrefixTokens: recorded } = log;
  const meanOf = (column: Float64Array | undefined): Tokens | undefined => {
    const known = role.firstRows
      .map((row) => column?.[requests.agent[row] ?? 0] ?? NaN)
      .filter((tokens) => !Number.isNaN(tokens));
    return known.length > 0 ? Math.round(known.reduce((sum, tokens) => sum + tokens, 0) / known.length) : undefined;
  };
  const tool = meanOf(recorded?.tool);
  const system = meanOf(recorded?.system);
  if (tool !== undefined || system !== undefined) {
    const [toolTokens, systemTokens] = [tool ?? 0, system ?? 0];
    const taskPrefixTokens = taskPrefixOf({ log, requests, role, sharedTokens: toolTokens + systemTokens });
    return { toolTokens, systemTokens, taskPrefixTokens, notes: [] };
  }
  const systemTokens = log.sharesBlocksAcrossFiles ? sharedPrefixTokens({ stream, rows: role.firstRows }) : 0;
  const message = log.sharesBlocksAcrossFiles
    ? 'The blocks that nine in ten agents begin with; the log does not tell tools from system prompt.'
    : 'Each file numbers its own blocks, so what sessions share cannot be seen; taken as nothing.';
  const taskPrefixTokens = taskPrefixOf({ log, requests, role, sharedTokens: systemTokens });
  return { toolTokens: 0, systemTokens, taskPrefixTokens, notes: [{ message }] };
}

/** The median, over agents that are not their session's first of the role, of the prefix in common beyond the shared one. */
function taskPrefixOf({
  log: { stream },
  requests,
  role,
  sharedTokens,
}: {
  log: BlockLog;
  requests: LogRequests;
  role: RoleRows;
  sharedTokens: Tokens;
}): Tokens {
  const reader = new BlockReader(stream);
  const last = new Map<number, number>();
  const common: Tokens[] = [];
  for (const row of role.firstRows) {
    const session = requests.session[row] ?? 0;
    const other = last.get(session);
    if (other !== undefined) common.push(commonPrefixTokens({ stream, reader, row, other }));
    last.set(session, row);
  }
  return Math.max(0, medianOf(common) - sharedTokens);
}
