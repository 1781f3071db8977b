import { diff, valueAt, type Json } from '../../scenario/patch.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { fieldName, type FieldName } from './field-names.ts';

/** One input that is not the same in all scenarios. */
export interface InputDifference extends FieldName {
  readonly path: string;
  /** In the order of the scenarios; `undefined` where one has no such field. */
  readonly values: readonly (Json | undefined)[];
}

/** Follow from when and where a link was written, not from what somebody entered. */
const NOT_INPUTS: ReadonlySet<string> = new Set(['name', 'catalogRevision']);

/**
 * Inputs that differ among scenarios, in the order of the document; what all share is left out.
 *
 * Example: two scenarios that differ in retention alone give one difference, `warehouse.retentionSeconds`, with both values.
 * Lists of different length differ as a whole. Rates that a link carries are compared as results, not as inputs.
 */
export function inputDifferences(scenarios: readonly Scenario[]): readonly InputDifference[] {
  const [first, ...others] = scenarios;
  if (!first) return [];
  const paths = new Set(
    others.flatMap((other) => [...diff({ base: json(first), value: json(other) }).keys()]).filter(isInput),
  );
  // Where one scenario lacks a list's third role and another has other turns in it, the list as a whole says both.
  const outermost = [...paths].filter((path) => ![...paths].some((other) => path.startsWith(`${other}.`)));
  return outermost.map((path) => ({
    path,
    ...fieldName({ path, scenario: first }),
    values: scenarios.map((scenario) => valueAt({ value: json(scenario), keys: path.split('.') })),
  }));
}

function isInput(path: string): boolean {
  return !NOT_INPUTS.has(path) && !path.startsWith('carriedRates');
}

function json(scenario: Scenario): Json {
  return scenario as unknown as Json;
}
