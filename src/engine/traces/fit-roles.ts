import { meanGapSeconds, type GapMixture } from '../../domain/swarm/gap-mixture.ts';
import type { RoleInputs, Workload } from '../../domain/swarm/workload.ts';
import type { Seconds } from '../../domain/units.ts';
import type { ReadLog } from '../readers/log.ts';
import type { FitNote } from './fit-calendar.ts';
import { fitGapsByCause, type GapFit } from './fit-gaps.ts';
import { prefixOf } from './fit-prefix.ts';
import { fitRole, type FittedRole } from './fit-role.ts';
import type { LogRequests } from './log-requests.ts';
import { figuresOf, rolesOfLog, type RoleFigures, type RoleRows, type RolesOfLog } from './role-figures.ts';

/** Fewer sub-agents per session cannot be told: a launch has at least one. */
const LEAST_SUB_AGENTS = 0.5;
/** Sub-agents that start so close to one another were sent out together. */
const TOGETHER_SECONDS = 5;
const ASSUMED_GAP: GapMixture = [{ weight: 1, medianSeconds: 60, logSigma: 1 }];

export interface Fitting {
  readonly log: ReadLog;
  readonly requests: LogRequests;
  /** What each row reads from a cache without limits. */
  readonly unlimitedTokens: Float64Array;
  readonly weighGapsBy: 'tokens' | 'requests';
}

export interface FittedRoles {
  readonly roles: readonly FittedRole[];
  readonly launch: Workload['launch'];
  readonly notes: readonly FitNote[];
}

/** Whether a request can find what another session has sent, as far as the log shows. */
export function sessionsShare(log: ReadLog): boolean {
  return log.evidence === 'blocks' && log.sharesBlocksAcrossFiles;
}

/**
 * The roles of a log: main agents, and sub-agents where there is at least one for every two sessions; fewer are fitted
 * together with the main agents. Where agents are not known each request is one.
 * Example: 10 sessions with 20 sub-agents of 5 turns: a role that is launched twice by each main agent.
 */
export function fitRoles(fitting: Fitting): FittedRoles {
  const { requests, unlimitedTokens, log } = fitting;
  const { sessions, main, others } = requests.knowsAgents ? rolesOfLog(requests) : singleRequests(requests);
  const figures = (role: RoleRows): RoleFigures => figuresOf({ requests, role, unlimitedTokens });
  const alone = { launchedBy: null, fanOut: 1 };
  if (others.firstRows.length < LEAST_SUB_AGENTS * sessions || others.firstRows.length === 0) {
    const all: RoleRows = {
      firstRows: [...main.firstRows, ...others.firstRows],
      rows: [...main.rows, ...others.rows],
    };
    const notes: FitNote[] = notesOfSingles({ requests, log });
    if (others.firstRows.length > 0)
      notes.push({
        field: 'roles',
        message:
          `${others.firstRows.length.toLocaleString('en-US')} sub-agents in ${sessions.toLocaleString('en-US')} sessions are too few ` +
          'for a role of their own: they are fitted together with the main agents.',
      });
    return {
      roles: [roleOf({ fitting, name: 'Agent', role: all, figures: figures(all), launch: alone })],
      launch: 'simultaneous',
      notes,
    };
  }
  const mainRole = roleOf({ fitting, name: 'Main agent', role: main, figures: figures(main), launch: alone });
  const tasks = main.rows.length / mainRole.inputs.turnsPerAgent;
  const perTask = others.rows.length / tasks;
  const launched = (fanOut: number) => ({ launchedBy: 0, fanOut: Math.max(1, Math.round(fanOut)) });
  const meanFanOut = others.firstRows.length / sessions;
  const sub = { fitting, name: 'Sub-agents', role: others, figures: figures(others) };
  const free = roleOf({ ...sub, launch: launched(meanFanOut) });
  const launch = launched(perTask / free.inputs.turnsPerAgent);
  // Whole numbers of agents and turns must come to the log's requests.
  const turns = Math.max(1, Math.round(perTask / launch.fanOut));
  const subRole = turns === free.inputs.turnsPerAgent ? roleOf({ ...sub, launch }) : roleOf({ ...sub, launch, turns });
  return {
    roles: [mainRole, subRole],
    launch: startTogether({ requests, role: others }) ? 'simultaneous' : 'staggered',
    notes: [
      {
        field: 'roles.1.fanOut',
        message: `${launch.fanOut.toLocaleString('en-US')} sub-agents of ${turns} turns for every main agent; the log has ${meanFanOut.toFixed(1)} per session, all launched by its main agent as far as can be told.`,
      },
    ],
  };
}

function roleOf({
  fitting: { log, requests, unlimitedTokens, weighGapsBy },
  name,
  role,
  figures,
  launch,
  turns,
}: {
  fitting: Fitting;
  name: string;
  role: RoleRows;
  figures: RoleFigures;
  launch: Pick<RoleInputs, 'launchedBy' | 'fanOut'>;
  turns?: number;
}): FittedRole {
  const prefix = prefixOf({ log, requests, role });
  const perTask = 1 - 1 / launch.fanOut;
  const fit = gapsOf({ requests, role, unlimitedTokens, weighGapsBy });
  const fitted = fitRole({
    name,
    figures,
    prefix,
    sharedByRatio: { shared: sessionsShare(log) ? 1 - 1 / figures.agents : perTask, task: perTask },
    gap: fit?.gap ?? ASSUMED_GAP,
    launch,
    turns,
  });
  const message =
    fit === null
      ? 'No agent sends two requests; a gap of 60 s (σ 1) stands there without effect.'
      : weighGapsBy === 'tokens' && meanNote({ requests, role, gap: fit.gap });
  return message ? { ...fitted, notes: [...fitted.notes, { message }] } : fitted;
}

function gapsOf({
  requests,
  role: { rows },
  unlimitedTokens,
  weighGapsBy,
}: Pick<Fitting, 'requests' | 'unlimitedTokens' | 'weighGapsBy'> & { readonly role: RoleRows }): GapFit | null {
  const gapSeconds = Float64Array.from(rows, (row) => requests.gapSeconds[row] ?? NaN);
  const cause = Uint8Array.from(rows, (row) => requests.cause[row] ?? 0);
  const byTokens = weighGapsBy === 'tokens' ? Float64Array.from(rows, (row) => unlimitedTokens[row] ?? 0) : undefined;
  const fit = byTokens && fitGapsByCause({ gapSeconds, cause, weights: byTokens });
  return fit ?? fitGapsByCause({ gapSeconds, cause });
}

function meanNote({ requests, role, gap }: { requests: LogRequests; role: RoleRows; gap: GapMixture }): string {
  const gaps = role.rows.map((row) => requests.gapSeconds[row] ?? NaN).filter((seconds) => seconds >= 0);
  const mean = gaps.reduce((sum, seconds) => sum + seconds, 0) / gaps.length;
  return (
    'Each gap counts by the tokens that can be read again after it, as hit rates do: the fitted mean is ' +
    `${meanGapSeconds(gap).toFixed(0)} s, that of the log’s gaps one by one ${mean.toFixed(0)} s.`
  );
}

/** Every request an agent of its own: all that a log without agents allows. */
function singleRequests({ rows }: LogRequests): RolesOfLog {
  const all = Array.from({ length: rows }, (_, row) => row);
  return { sessions: rows, main: { firstRows: all, rows: all }, others: { firstRows: [], rows: [] } };
}

function notesOfSingles({ requests, log }: { requests: LogRequests; log: ReadLog }): FitNote[] {
  if (requests.knowsAgents) return [];
  const message =
    'The log does not tell which requests go on which: each is a task of one turn, and nothing of its own is read again.' +
    (log.evidence === 'usage' ? ' What was read from cache stands in the log, not in the swarm.' : '');
  return [{ field: 'roles.0.turnsPerAgent', message }];
}

/** Whether at least half of the agents start within seconds of another of their session. */
function startTogether({ requests, role }: { requests: LogRequests; role: RoleRows }): boolean {
  const starts = new Map<number, Seconds[]>();
  for (const row of role.firstRows) {
    const session = requests.session[row] ?? 0;
    const known = starts.get(session) ?? [];
    known.push(requests.startSeconds[row] ?? 0);
    starts.set(session, known);
  }
  let together = 0;
  for (const known of starts.values()) {
    known.sort((a, b) => a - b);
    const isNear = (at: number): boolean => (known[at + 1] ?? Infinity) - (known[at] ?? 0) <= TOGETHER_SECONDS;
    together += known.filter((_, at) => isNear(at) || (at > 0 && isNear(at - 1))).length;
  }
  return 2 * together >= role.firstRows.length;
}
