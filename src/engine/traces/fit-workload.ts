import { problemsOfSwarm } from '../../domain/field-limits.ts';
import { swarmOf, type Workload } from '../../domain/swarm/workload.ts';
import type { Ratio, Seconds } from '../../domain/units.ts';
import type { ReadLog } from '../readers/log.ts';
import { finish, type RunControl, type Steps } from '../run-control.ts';
import { calendarOf, type FitNote } from './fit-calendar.ts';
import { comparableSwarm, windowFits, type WindowFit } from './fit-quality.ts';
import type { RoleFit } from './fit-role.ts';
import { fitRoles, sessionsShare } from './fit-roles.ts';
import { requestsOf, type LogRequests } from './log-requests.ts';
import { readsSteps } from './reads-of-requests.ts';

export interface WorkloadFit {
  readonly state: 'fitted';
  readonly workload: Workload;
  readonly roles: readonly RoleFit[];
  /** Log and fitted swarm side by side, window by window. */
  readonly fitQuality: readonly WindowFit[];
  /** What could not be fitted, and what was assumed instead. */
  readonly notes: readonly FitNote[];
}

export interface NoWorkloadFit {
  readonly state: 'refused';
  readonly why: string;
}

export interface FitRequest {
  readonly log: ReadLog;
  /** Where to compare. Default: 1, 5 and 60 minutes, and no limit. */
  readonly windowsSeconds?: readonly Seconds[];
  /**
   * What a gap counts for: the tokens that a cache without limits reads after it, which hit rates and bills hang on, or one,
   * for counts of requests in time. Default: tokens.
   */
  readonly weighGapsBy?: 'tokens' | 'requests';
}

const WINDOWS_SECONDS: readonly Seconds[] = [60, 300, 3_600, Infinity];

/**
 * The swarm that sends what a log holds: the same requests a day, the same mean prompts and answers, the same share of new
 * tokens, gaps by cause. `fitShape`, `prefixOf`, `fitGaps` and `calendarOf` state the rules; every field is within the limits
 * of a scenario.
 *
 * Roles: main agents, and sub-agents where there is one for every two sessions; fewer are fitted together with the main ones.
 * Sub-agents count as sent out together where half of them start within 5 s of another of their session.
 * Example: 692 coding sessions give one role of the mean number of turns, compacted where prompts shrank.
 * Ignores: models (every role goes to the scenario's offer), and that lives differ: one role stands for all of its agents.
 */
export function fitWorkload({
  control,
  ...request
}: FitRequest & { readonly control?: RunControl | undefined }): WorkloadFit | NoWorkloadFit {
  return finish(fitWorkloadSteps(request), control);
}

/** The same in steps, for `finishInTurns`. */
export function* fitWorkloadSteps({
  log,
  windowsSeconds = WINDOWS_SECONDS,
  weighGapsBy = 'tokens',
}: FitRequest): Steps<WorkloadFit | NoWorkloadFit> {
  const requests = requestsOf(log);
  const refusal = refusalOf(requests);
  if (refusal) return refusal;
  const { basis, readTokens } = yield* readsSteps({ log, requests, windowsSeconds: [...windowsSeconds, Infinity] });
  const unlimitedTokens = readTokens.at(-1) ?? new Float64Array(requests.rows);
  const fitted = fitRoles({ log, requests, unlimitedTokens, weighGapsBy });
  const [main] = fitted.roles;
  if (!main) return { state: 'refused', why: 'The log holds no agent.' };
  const tasks = main.fit.requests / main.inputs.turnsPerAgent;
  const { calendar, activeDays, notes } = calendarOf({ requests, tasks });
  const workload: Workload = { ...calendar, launch: fitted.launch, roles: fitted.roles.map(({ inputs }) => inputs) };
  const [problem] = problemsOfSwarm({ swarm: swarmOf(workload), promptTokensPerMonth: 0 });
  if (problem) return { state: 'refused', why: problem.message };
  const promptTokens = sumOf(requests.promptTokens);
  return {
    state: 'fitted',
    workload,
    roles: fitted.roles.map(({ fit }) => fit),
    fitQuality: windowFits({
      swarm: comparableSwarm({ workload, activeDays, sessionsShare: sessionsShare(log) }),
      windowsSeconds,
      basis,
      logRatios: readTokens.map((read): Ratio => sumOf(read) / promptTokens),
    }),
    notes: [
      ...notes,
      ...modelNotes(log),
      ...fitted.notes,
      ...fitted.roles.flatMap((role, index) => role.notes.map(({ message }) => ({ field: `roles.${index}`, message }))),
    ],
  };
}

function modelNotes(log: ReadLog): readonly FitNote[] {
  if (log.evidence !== 'usage' || log.models.length < 2) return [];
  const message = `Requests went to ${log.models.length} models; here all roles go to the scenario’s offer.`;
  return [{ field: 'roles', message }];
}

function refusalOf({ rows, counts, promptTokens }: LogRequests): NoWorkloadFit | undefined {
  if (rows === 0) return { state: 'refused', why: 'The log holds no requests.' };
  if (!(sumOf(promptTokens) > 0)) return { state: 'refused', why: 'The log holds no prompt tokens.' };
  if (!(sumOf(counts) > 0))
    return { state: 'refused', why: 'The report does not count requests, so their lengths cannot be told.' };
  return undefined;
}

function sumOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index] ?? 0;
  return sum;
}
