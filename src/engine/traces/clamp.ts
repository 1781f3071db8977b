import type { FieldLimits } from '../../domain/field-limits.ts';

/** The value that a field accepts, nearest to a fitted one; other than whole ones are cut to four significant digits. */
export function clamped({ value, limits }: { value: number; limits: FieldLimits }): number {
  const rounded = limits.whole ? Math.round(value) : Number(value.toPrecision(4));
  return Math.min(limits.max, Math.max(limits.min, rounded));
}
