/**
 * A fact is a value that says where it comes from. Nothing enters a calculation from the catalogue without one:
 * a reader must be able to ask of every number who said so, when it was last looked at, and how sure we are.
 */

/** How a value came to be known. `assumed` must look assumed wherever it is shown. */
export type FactKind = 'published' | 'measured' | 'derived' | 'assumed';

/** Everything about a fact but its value. */
export interface Provenance {
  readonly kind: FactKind;
  /** Who says so: a page, a paper, a data set, or for `derived` the formula and what went into it. */
  readonly source: string;
  /** Day on which the source was last checked, ISO 8601 (`2026-11-20`). */
  readonly checkedOn: string;
  /** What a careful reader should know: a doubt, a range, a condition. */
  readonly note?: string;
}

/** A value with its provenance. The value is in the unit that the name of the field holding the fact ends in. */
export interface Fact<T> extends Provenance {
  readonly value: T;
}

/** Puts a value and its provenance together. */
export function fact<T>(value: T, provenance: Provenance): Fact<T> {
  return { value, ...provenance };
}
