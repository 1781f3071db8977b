import { clusterReport, type ClusterReport } from '../src/evaluate/cluster/cluster-report.ts';
import { WHOLE_BOOK } from '../src/evaluate/whole-book.ts';
import { InputError } from './input-error.ts';
import { parseOptions } from './parse-options.ts';
import { scenarioArgument, type Stdin } from './read-scenario.ts';

export const CLUSTER_USAGE = 'cluster <link-or-file>';

export const CLUSTER_HELP = `${CLUSTER_USAGE}
      what a scenario takes on machines of one's own, as JSON: HBM only, memory of the node too, a warehouse too, and the
      ceiling, each with nodes, accelerators, $ a month, tokens a second, time to first token and watts; null is not known,
      and what is missing is named. A scenario's "cluster" says on what; - reads from standard input.`;

/** The `cluster` verb: the operator's ladder of one link or file. */
export async function runCluster({ args, stdin }: { args: readonly string[]; stdin: Stdin }): Promise<ClusterReport> {
  const { positionals } = parseOptions({ args, options: {}, usage: CLUSTER_USAGE });
  const scenario = await scenarioArgument({ sources: positionals, usage: CLUSTER_USAGE, stdin });
  const report = clusterReport(scenario, WHOLE_BOOK);
  if (report.status === 'impossible')
    throw new InputError(report.problems.map(({ field, message }) => `${field}: ${message}`).join(' '));
  if (report.status === 'unknown')
    throw new InputError(report.field === null ? report.reason : `${report.field}: ${report.reason}`);
  return report;
}
