import type { Workload } from '../../domain/swarm/workload.ts';
import { scenarioSchema, type Scenario } from '../../scenario/schema.ts';
import { problemsOfWorkload } from '../workload-problems.ts';

/** A workload fitted to a log, as far as a scenario takes it over. `WorkloadFit` is one. */
export interface FittedWorkload {
  readonly workload: Workload;
  readonly roles: readonly { readonly requests: number }[];
}

export type FitApplied =
  { readonly status: 'applied'; readonly scenario: Scenario } | { readonly status: 'refused'; readonly reason: string };

/**
 * A scenario with the workload that was fitted to a log, named after it. Only derived numbers enter: nothing of the log
 * itself, neither names nor times nor what was measured, so that the link can be shared.
 * Refused where the scenario cannot hold it. Example: a fit to 1,234 requests is named “Fitted to a log of 1,234 requests”.
 */
export function withFittedWorkload(scenario: Scenario, { workload, roles }: FittedWorkload): FitApplied {
  const requests = roles.reduce((sum, role) => sum + role.requests, 0);
  const name = `Fitted to a log of ${requests.toLocaleString('en-US')} ${requests === 1 ? 'request' : 'requests'}`;
  const parsed = scenarioSchema.safeParse({ ...scenario, name, workload });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return {
      status: 'refused',
      reason: `${issue?.path.join('.') ?? 'The workload'} ${issue?.message ?? 'is not accepted'}.`,
    };
  }
  const [problem] = problemsOfWorkload(parsed.data.workload);
  return problem ? { status: 'refused', reason: problem.message } : { status: 'applied', scenario: parsed.data };
}
