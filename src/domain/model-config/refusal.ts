/**
 * Thrown where a field makes a config unreadable, and turned into a verdict in one place (`read-config.ts`): a reader
 * of one family need not thread failure through every number it takes.
 */
export class Refusal extends Error {}

/** A value as a reason may quote it: short, and safe for values nested however deep. */
export function quoted(value: unknown): string {
  if (typeof value === 'string') return value.length > 40 ? `"${value.slice(0, 40)}…"` : `"${value}"`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'object') return 'an object';
  return String(value).slice(0, 40);
}

/** 4096 as 4,096: notes are read by people, and the core has no locale. */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}
