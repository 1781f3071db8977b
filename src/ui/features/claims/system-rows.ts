import type { CacheSystem, SystemFigure, SystemGrade } from '../../../catalog/systems/index.ts';
import { sortRows } from '../../shared/sort-rows.ts';
import { wordsMatch } from '../../shared/words-match.ts';
import type { ClaimsView, SystemColumn } from './claims-view.ts';

/** One published figure with the system it is of. */
export interface SystemRow {
  readonly id: string;
  readonly system: CacheSystem;
  readonly figure: SystemFigure;
}

export const GRADE_WORDS: Readonly<Record<SystemGrade, { readonly word: string; readonly means: string }>> = {
  measured: { word: 'measured', means: 'published with a method that others could follow' },
  vendor: { word: 'vendor’s own', means: 'said by who sells it, without a method' },
  code: { word: 'code', means: 'what the source code does' },
  unverified: { word: 'unverified', means: 'said of it, and not read at its source' },
};

/** Figures that may be leaned on stand in the one column, what is only said in the other. */
export function isFounded(grade: SystemGrade): boolean {
  return grade === 'measured' || grade === 'code';
}

export function systemRows(systems: readonly CacheSystem[]): readonly SystemRow[] {
  return systems.flatMap((system) =>
    system.figures.map((figure, at) => ({ id: `${system.id}/${at}`, system, figure })),
  );
}

/** The rows a view asks for, in its order. */
export function rowsOf({
  rows,
  view: { only, query, sorting },
}: {
  rows: readonly SystemRow[];
  view: Pick<ClaimsView, 'only' | 'query' | 'sorting'>;
}): readonly SystemRow[] {
  const found = rows.filter(
    (row) =>
      (only === null || (only === 'losses' ? row.figure.outcome === 'loss' : row.figure.grade === only)) &&
      wordsMatch({ query, text: textOf(row) }),
  );
  return sortRows({ rows: found, valueOf: (row) => valueOf({ row, by: sorting.by }), direction: sorting.direction });
}

function textOf({ system, figure }: SystemRow): string {
  return [
    system.name,
    system.maker,
    system.path,
    figure.quantity,
    figure.conditions,
    figure.published.source,
    GRADE_WORDS[figure.grade].word,
    figure.outcome === 'loss' ? 'loss' : '',
  ].join(' ');
}

function valueOf({ row: { system, figure }, by }: { row: SystemRow; by: SystemColumn }): number | string | null {
  switch (by) {
    case 'system':
      return system.name;
    case 'quantity':
      return figure.quantity;
    case 'checked':
      return figure.published.checkedOn;
    case 'measured':
      return isFounded(figure.grade) ? improvementOf(figure) : null;
    case 'claimed':
      return isFounded(figure.grade) ? null : improvementOf(figure);
  }
}

/**
 * How many times as good as without, so that seconds, factors and changes can stand in one order; `null` where a figure compares
 * nothing. 0.58 s instead of 23.97 s is 41; −56 % of a time is 2.3; a loss is below 1.
 */
export function improvementOf({ quantity, unit, published: { value }, without, outcome }: SystemFigure): number | null {
  if (outcome === 'neither') return null;
  const lessIsBetter = unit === 'seconds' || unit === 'usd-per-mtok' || /time|cost|latency/i.test(quantity);
  if (without !== null) return lessIsBetter ? without / value : value / without;
  if (unit === 'change') return lessIsBetter ? 1 / (1 + value) : 1 + value;
  return unit === 'times' ? value : null;
}
