import { fact } from '../../domain/fact.ts';
import type { Source } from '../sources.ts';
import type { SystemFigure, SystemGrade, SystemOutcome, SystemUnit } from './system.ts';

/** A place with an address. */
export interface Page extends Source {
  readonly url: string;
}

/** Short ways to write figures. Nothing here adds knowledge. */

interface FigureRow {
  readonly quantity: string;
  readonly value: number;
  readonly unit: SystemUnit;
  readonly conditions: string;
  readonly page: Page;
  readonly without?: number;
  readonly outcome?: SystemOutcome;
  readonly note?: string;
}

function figureOf(grade: SystemGrade, row: FigureRow): SystemFigure {
  const { quantity, value, unit, conditions, page, without = null, outcome = 'gain', note } = row;
  return {
    quantity,
    unit,
    published: fact(value, {
      kind: grade === 'measured' ? 'measured' : 'published',
      source: page.text,
      checkedOn: page.checkedOn,
      ...(note !== undefined && { note }),
    }),
    without,
    conditions,
    grade,
    outcome,
    url: page.url,
  };
}

export const measuredBy = (row: FigureRow): SystemFigure => figureOf('measured', row);
export const saidByVendor = (row: FigureRow): SystemFigure => figureOf('vendor', row);
export const inCode = (row: FigureRow): SystemFigure => figureOf('code', { outcome: 'neither', ...row });
export const unverified = (row: FigureRow): SystemFigure => figureOf('unverified', row);
