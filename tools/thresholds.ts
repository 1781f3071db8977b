import { InputError } from './input-error.ts';
import { valuesOf } from './report-format.ts';

/** Exit code of a result that crosses a threshold: neither success nor bad input. */
export const EXIT_THRESHOLD = 3;

const OPERATORS = {
  '>=': (a: number, b: number) => a >= b,
  '<=': (a: number, b: number) => a <= b,
  '==': (a: number, b: number) => a === b,
  '!=': (a: number, b: number) => a !== b,
  '>': (a: number, b: number) => a > b,
  '<': (a: number, b: number) => a < b,
} as const;

/** A condition on one figure of a report. */
export interface Threshold {
  /** As it was written. */
  readonly text: string;
  readonly path: string;
  readonly operator: keyof typeof OPERATORS;
  readonly bound: number;
}

/**
 * Reads `path operator number`.
 *
 * Example: `spend.with.usdPerMonth > 100000`. The path is one of the result's, as `--format csv` lists them; thousands may be set
 * apart with `_`. Throws `InputError` on anything else.
 */
export function parseThreshold(text: string): Threshold {
  const match = /^\s*([\w.-]+)\s*(>=|<=|==|!=|>|<)\s*(-?[\d_]*\.?\d+(?:e[+-]?\d+)?)\s*$/i.exec(text);
  const [, path, operator, number] = match ?? [];
  const bound = Number(number?.replaceAll('_', ''));
  if (path === undefined || operator === undefined || !isOperator(operator) || !Number.isFinite(bound))
    throw new InputError(
      `--fail-if "${text}" is not understood: write a figure's path, one of ${Object.keys(OPERATORS).join(' ')}, and a number, such as "spend.with.usdPerMonth > 100000".`,
    );
  return { text: text.trim(), path, operator, bound };
}

function isOperator(text: string): text is keyof typeof OPERATORS {
  return Object.hasOwn(OPERATORS, text);
}

/** A threshold that a result crosses, in words. */
export interface Crossed {
  readonly threshold: Threshold;
  readonly value: number;
}

/**
 * The thresholds that a report crosses. A path that the report does not have, or whose figure is not known, is an error: a watch
 * must not stay silent because it looks at nothing.
 */
export function crossedThresholds({
  report,
  thresholds,
}: {
  report: object;
  thresholds: readonly Threshold[];
}): readonly Crossed[] {
  const values = new Map(valuesOf(report).map(({ path, value }) => [path, value]));
  return thresholds.flatMap((threshold) => {
    const value = values.get(threshold.path);
    if (value === undefined) throw new InputError(unknownPath({ threshold, known: [...values.keys()] }));
    if (typeof value !== 'number')
      throw new InputError(
        `--fail-if "${threshold.text}": ${threshold.path} is ${value === null ? 'not known here' : 'no number'}.`,
      );
    return OPERATORS[threshold.operator](value, threshold.bound) ? [{ threshold, value }] : [];
  });
}

function unknownPath({ threshold, known }: { threshold: Threshold; known: readonly string[] }): string {
  const [first] = threshold.path.split('.');
  const near = known.filter((path) => path.split('.')[0] === first).slice(0, 5);
  return `--fail-if "${threshold.text}": the result has no ${threshold.path}.${near.length > 0 ? ` It has ${near.join(', ')} …` : ''}`;
}
