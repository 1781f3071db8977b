import { readScenario } from './read-scenario.ts';
import { InputError } from './input-error.ts';
import { WHOLE_BOOK } from '../src/evaluate/whole-book.ts';
import { scenarioReport, type ScenarioReport } from '../src/evaluate/scenario-report.ts';

export const SCENARIO_USAGE = 'scenario <link-or-file>';

/** The `scenario` verb: the figures of the Spend page for one link or file. */
export async function runScenario({
  args,
  stdin,
}: {
  args: readonly string[];
  stdin: AsyncIterable<Buffer | string>;
}): Promise<ScenarioReport> {
  const [source, ...surplus] = args;
  if (source === undefined) throw new InputError(`Which scenario? Usage: tokenhouse ${SCENARIO_USAGE}`);
  if (surplus.length > 0)
    throw new InputError(
      `One link or file at a time; "${surplus[0]}" is one too many.${surplus.some((arg) => arg.includes('=')) ? ' A link with & in it needs quotes.' : ''}`,
    );
  const report = scenarioReport(await readScenario({ source, stdin }), WHOLE_BOOK);
  if ('problems' in report) throw new InputError(report.problems.map(({ message }) => message).join(' '));
  return report;
}
