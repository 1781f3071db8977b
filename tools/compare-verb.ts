import { compareScenarios, MOST_COMPARED, type Comparison } from '../src/evaluate/compare/compare-scenarios.ts';
import { WHOLE_BOOK } from '../src/evaluate/whole-book.ts';
import type { Scenario } from '../src/scenario/schema.ts';
import { InputError } from './input-error.ts';
import { parseOptions } from './parse-options.ts';
import { readScenarios, type Stdin } from './read-scenario.ts';

export const COMPARE_USAGE = 'compare <link-or-file> <link-or-file> …';

export const COMPARE_HELP = `${COMPARE_USAGE}
      two to ${MOST_COMPARED} scenarios side by side, as JSON: the inputs that differ, and every figure with its difference from the
      first; the link or file of a whole comparison will do alone`;

/** What the verb prints. Figures are by name, so that a pipeline can watch one: `figures.with.deltas.1`. */
export interface CompareReport {
  readonly scenarios: readonly { readonly name: string; readonly asOf: string; readonly problem: string | null }[];
  readonly differences: Comparison['differences'];
  readonly figures: Readonly<
    Record<
      string,
      {
        readonly label: string;
        readonly unit: string;
        readonly values: readonly (number | null)[];
        readonly deltas: readonly (number | null)[];
        readonly deltaRatios: readonly (number | null)[];
        readonly why: readonly (string | null)[];
      }
    >
  >;
}

/** The `compare` verb. */
export async function runCompare({ args, stdin }: { args: readonly string[]; stdin: Stdin }): Promise<CompareReport> {
  const { positionals } = parseOptions({ args, options: {}, usage: COMPARE_USAGE });
  if (positionals.length === 0) throw new InputError(`Which scenarios? Usage: tokenhouse ${COMPARE_USAGE}`);
  if (positionals.filter((source) => source === '-').length > 1)
    throw new InputError('Standard input can be read once: - can stand for one of them only.');
  const scenarios: Scenario[] = [];
  for (const source of positionals) scenarios.push(...(await readScenarios({ source, stdin })));
  if (scenarios.length < 2 || scenarios.length > MOST_COMPARED)
    throw new InputError(
      `Two to ${MOST_COMPARED} scenarios are compared; here ${scenarios.length === 1 ? 'is' : 'are'} ${scenarios.length}. Usage: tokenhouse ${COMPARE_USAGE}`,
    );
  const { figures, differences, scenarios: compared } = compareScenarios({ scenarios, book: WHOLE_BOOK });
  return {
    scenarios: compared.map(({ name, scenario, problem }) => ({ name, asOf: scenario.asOf, problem })),
    differences,
    figures: Object.fromEntries(
      figures.map(({ id, label, unit, values, deltas, deltaRatios }) => [
        id,
        {
          label,
          unit,
          values: values.map(({ value }) => value),
          deltas,
          deltaRatios,
          why: values.map(({ reason }) => reason),
        },
      ]),
    ),
  };
}
