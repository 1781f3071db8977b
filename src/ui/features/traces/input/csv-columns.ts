import type { CsvColumns } from '../../../../state/trace-types.ts';

export type CsvRole = Exclude<keyof CsvColumns, 'inputIncludesCached'>;

interface RoleField {
  readonly role: CsvRole;
  readonly label: string;
  /** Without it nothing can be read. */
  readonly isNeeded: boolean;
}

/** What a column may hold, in the order in which people look for it. */
export const CSV_ROLES: readonly RoleField[] = [
  { role: 'time', label: 'Time', isNeeded: true },
  { role: 'session', label: 'Session', isNeeded: false },
  { role: 'agent', label: 'Agent', isNeeded: false },
  { role: 'model', label: 'Model', isNeeded: false },
  { role: 'requests', label: 'Requests', isNeeded: false },
  { role: 'input', label: 'Input', isNeeded: true },
  { role: 'cacheRead', label: 'Cache read', isNeeded: false },
  { role: 'cacheWrite', label: 'Cache write', isNeeded: false },
  { role: 'cacheWrite5m', label: 'Cache write, 5 min', isNeeded: false },
  { role: 'cacheWrite1h', label: 'Cache write, 1 h', isNeeded: false },
  { role: 'output', label: 'Output', isNeeded: true },
  { role: 'usd', label: 'Cost, USD', isNeeded: false },
];

const NONE = '';

/** What a column picker offers: the columns there are, and none where it can be done without. */
export function columnOptions({ header, isNeeded }: { header: readonly string[]; isNeeded: boolean }): readonly {
  readonly value: string;
  readonly label: string;
}[] {
  // A line may name a column twice, or not at all; only the first of a name can be asked for.
  const columns = [...new Set(header)].filter((name) => name !== '').map((name) => ({ value: name, label: name }));
  return isNeeded ? columns : [{ value: NONE, label: 'none' }, ...columns];
}

/** The columns with one of them set; the empty name takes it away. */
export function withColumn({ columns, role, name }: { columns: CsvColumns; role: CsvRole; name: string }): CsvColumns {
  if (name !== NONE) return { ...columns, [role]: name };
  if (role === 'time' || role === 'input' || role === 'output') return columns;
  const { [role]: _taken, ...rest } = columns;
  return rest;
}

/** Roles that two columns were chosen for, or one column that stands for two; `null` where each has its own. */
export function columnProblem(columns: CsvColumns): string | null {
  const roles = new Map<string, string>();
  for (const { role, label } of CSV_ROLES) {
    const name = columns[role];
    if (name === undefined) continue;
    const other = roles.get(name);
    if (other !== undefined) return `“${name}” is chosen for both ${other} and ${label}.`;
    roles.set(name, label);
  }
  return null;
}

export function sameColumns(a: CsvColumns, b: CsvColumns): boolean {
  return a.inputIncludesCached === b.inputIncludesCached && CSV_ROLES.every(({ role }) => a[role] === b[role]);
}
