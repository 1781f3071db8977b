import { scenarioReport, type ScenarioReport } from '../src/evaluate/scenario-report.ts';
import { WHOLE_BOOK } from '../src/evaluate/whole-book.ts';
import { InputError } from './input-error.ts';
import { parseOptions } from './parse-options.ts';
import { scenarioArgument, type Stdin } from './read-scenario.ts';

export const SCENARIO_USAGE = 'scenario <link-or-file>';

export const SCENARIO_HELP = `${SCENARIO_USAGE}
      what a workload costs a month without and with a token warehouse, as JSON
      A link is what "Copy link" gives; a file is a scenario as JSON, whole or in part, or holds a link; - reads either from
      standard input.`;

/** The `scenario` verb: the figures of the Spend page for one link or file. */
export async function runScenario({ args, stdin }: { args: readonly string[]; stdin: Stdin }): Promise<ScenarioReport> {
  const { positionals } = parseOptions({ args, options: {}, usage: SCENARIO_USAGE });
  const scenario = await scenarioArgument({ sources: positionals, usage: SCENARIO_USAGE, stdin });
  const report = scenarioReport(scenario, WHOLE_BOOK);
  if ('problems' in report) throw new InputError(report.problems.map(({ message }) => message).join(' '));
  return report;
}
