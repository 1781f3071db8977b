import { InputError } from './input-error.ts';
import { valuesOf, type ReportValue } from './report-format.ts';

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

const WORDS: Readonly<Record<keyof typeof OPERATORS, string>> = {
  '>=': 'at or above',
  '<=': 'at or below',
  '==': 'exactly',
  '!=': 'not',
  '>': 'above',
  '<': 'below',
};

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
 * Example: `spend.with.usdPerMonth > 100000`. The path is one of the result's, as `--format csv` lists them, or with the name of an
 * item in the place of its number (`spend.ladder.warehouse.usdPerMonth`); thousands may be set apart with `_`. Throws `InputError`
 * on anything else.
 */
export function parseThreshold(text: string): Threshold {
  const match = /^\s*([\w./:-]+)\s*(>=|<=|==|!=|>|<)\s*(-?[\d_]*\.?\d+(?:e[+-]?\d+)?)\s*$/i.exec(text);
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

/** `tokenhouse` says so, one line a threshold. */
export function crossedInWords({ threshold: { text, path, operator, bound }, value }: Crossed): string {
  return `--fail-if "${text}": ${path} is ${value}, which is ${WORDS[operator]} ${bound}.`;
}

/** Fields that tell the items of a list apart, where no two have the same. */
const NAMES = ['id', 'rung', 'class', 'name'] as const;

/** Every value by its path, also by that of the names of its lists' items. Paths by number win. */
function valuesByPath(report: object): ReadonlyMap<string, ReportValue['value']> {
  const byNumber = new Map(valuesOf(report).map(({ path, value }) => [path, value]));
  return new Map([...valuesOf(named(report)).map(({ path, value }) => [path, value] as const), ...byNumber]);
}

function named(node: object): object {
  const children = Object.entries(node).map(([key, child]: [string, unknown]): [string, unknown] => [
    key,
    typeof child === 'object' && child !== null ? named(child) : child,
  ]);
  if (!Array.isArray(node)) return Object.fromEntries(children);
  const key = NAMES.find((name) => areNames(node.map((item: unknown) => fieldOf(item, name))));
  return Object.fromEntries(
    children.map(([index, child]) => [key === undefined ? index : String(fieldOf(child, key)), child]),
  );
}

function areNames(names: readonly unknown[]): boolean {
  return names.length > 0 && names.every((name) => typeof name === 'string') && new Set(names).size === names.length;
}

function fieldOf(item: unknown, key: string): unknown {
  return typeof item === 'object' && item !== null && Object.hasOwn(item, key)
    ? (item as Record<string, unknown>)[key]
    : undefined;
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
  const values = valuesByPath(report);
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

const MOST_PATHS_SHOWN = 5;

function unknownPath({ threshold, known }: { threshold: Threshold; known: readonly string[] }): string {
  const near = known
    .map((path) => ({ path, letters: commonLetters(path, threshold.path) }))
    .filter(({ letters }) => letters > 0)
    .toSorted((a, b) => b.letters - a.letters)
    .slice(0, MOST_PATHS_SHOWN)
    .map(({ path }) => path);
  return `--fail-if "${threshold.text}": the result has no ${threshold.path}.${near.length > 0 ? ` It has ${near.join(', ')} …` : ''} --format csv lists all.`;
}

/** Letters that two begin with alike. */
function commonLetters(one: string, other: string): number {
  const differs = [...one].findIndex((letter, i) => letter !== other[i]);
  return differs === -1 ? one.length : differs;
}
