import type { Tokens } from '../../domain/units.ts';
import type { LogRequests } from './log-requests.ts';
import { hasShrunk } from './reads-of-requests.ts';

/** Agents of a log that are alike, and all their rows. */
export interface RoleRows {
  /** First row of each agent. */
  readonly firstRows: readonly number[];
  readonly rows: readonly number[];
}

/** Main agents and the others. */
export interface RolesOfLog {
  readonly sessions: number;
  readonly main: RoleRows;
  readonly others: RoleRows;
}

/** What is measured of a role; means are per request unless said otherwise. */
export interface RoleFigures {
  readonly agents: number;
  readonly requests: number;
  readonly turnsPerAgent: number;
  readonly promptTokens: Tokens;
  readonly outputTokens: Tokens;
  /** Prompt tokens that a cache without limits would not hold. */
  readonly firstTouchTokens: Tokens;
  /** Mean of agents' first prompts. */
  readonly firstPromptTokens: Tokens;
  /** Prompts a tenth shorter than the one before; `null` where there are none. */
  readonly shrinks: {
    readonly count: number;
    /** Medians of the prompts before and after. */
    readonly fromTokens: Tokens;
    readonly toTokens: Tokens;
  } | null;
}

/**
 * Tells main agents from others. A session's main agent is the one that sends its first request; where a log names models, an
 * agent's requests to each model count as an agent of their own, since caches are, and the main one is that with most tokens.
 */
export function rolesOfLog(requests: LogRequests): RolesOfLog {
  const { rows, previous, session, agent, promptTokens } = requests;
  const firstOf = new Int32Array(rows);
  const rowsOf = new Map<number, number[]>();
  const tokensOf = new Map<number, Tokens>();
  const mainAgent = new Map<number, number>();
  for (let row = 0; row < rows; row++) {
    const before = previous[row] ?? -1;
    const first = before < 0 ? row : (firstOf[before] ?? row);
    firstOf[row] = first;
    const known = rowsOf.get(first);
    if (known) known.push(row);
    else rowsOf.set(first, [row]);
    tokensOf.set(first, (tokensOf.get(first) ?? 0) + (promptTokens[row] ?? 0));
    const own = session[row] ?? 0;
    if (!mainAgent.has(own)) mainAgent.set(own, agent[row] ?? 0);
  }
  const mainFirst = new Map<number, number>();
  for (const [first, tokens] of tokensOf) {
    const own = session[first] ?? 0;
    if (agent[first] !== mainAgent.get(own)) continue;
    const best = mainFirst.get(own);
    if (best === undefined || tokens > (tokensOf.get(best) ?? 0)) mainFirst.set(own, first);
  }
  const isMain = new Set(mainFirst.values());
  const firsts = [...rowsOf.keys()];
  const roleOf = (firstRows: readonly number[]): RoleRows => ({
    firstRows,
    rows: firstRows.flatMap((first) => rowsOf.get(first) ?? []),
  });
  return {
    sessions: mainAgent.size,
    main: roleOf(firsts.filter((first) => isMain.has(first))),
    others: roleOf(firsts.filter((first) => !isMain.has(first))),
  };
}

/** Measures a role that has rows. `unlimitedTokens` is what each row of the log reads without limits. */
export function figuresOf({
  requests,
  role: { firstRows, rows },
  unlimitedTokens,
}: {
  requests: LogRequests;
  role: RoleRows;
  unlimitedTokens: Float64Array;
}): RoleFigures {
  const sum = (of: readonly number[], valueOf: (row: number) => number): number =>
    of.reduce((total, row) => total + valueOf(row), 0);
  const countOf = (row: number): number => requests.counts[row] ?? 0;
  // A report's row counts several requests; its figures are of all of them.
  const [agents, sent] = [sum(firstRows, countOf), sum(rows, countOf)];
  const promptOf = (row: number): Tokens => requests.promptTokens[row] ?? 0;
  const shrunk = rows.filter((row) => hasShrunk({ requests, row }));
  return {
    agents,
    requests: sent,
    turnsPerAgent: sent / agents,
    promptTokens: sum(rows, promptOf) / sent,
    outputTokens: sum(rows, (row) => requests.outputTokens[row] ?? 0) / sent,
    firstTouchTokens: sum(rows, (row) => promptOf(row) - (unlimitedTokens[row] ?? 0)) / sent,
    firstPromptTokens: sum(firstRows, promptOf) / agents,
    shrinks:
      shrunk.length === 0
        ? null
        : {
            count: shrunk.length,
            fromTokens: medianOf(shrunk.map((row) => promptOf(requests.previous[row] ?? row))),
            toTokens: medianOf(shrunk.map(promptOf)),
          },
  };
}

/** The lower middle value; 0 of nothing. */
export function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length / 2) - 1)] ?? 0;
}
