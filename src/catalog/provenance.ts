import { fact, type Fact, type Provenance } from '../domain/fact.ts';
import { ASSUMPTION, type Source } from './sources.ts';

/**
 * Short ways to write facts, so that a row of the catalogue stays readable. Nothing here adds knowledge.
 */

/** Sources that together vouch for one row. The row was last checked when the newest of them was. */
export function checkedAgainst(...sources: readonly [Source, ...Source[]]): Source {
  const dates = sources.map(({ checkedOn }) => checkedOn).toSorted();
  return { text: sources.map(({ text }) => text).join('; '), checkedOn: dates.at(-1) ?? sources[0].checkedOn };
}

export function published<T>(value: T, source: Source, note?: string): Fact<T> {
  return fact(value, provenance('published', source, note));
}

export function measured<T>(value: T, source: Source, note?: string): Fact<T> {
  return fact(value, provenance('measured', source, note));
}

export function derived<T>(value: T, source: Source, note?: string): Fact<T> {
  return fact(value, provenance('derived', source, note));
}

/** A value nobody publishes. The reason is not optional: it is what a reader needs in order to disagree. */
export function assumed<T>(value: T, reason: string): Fact<T> {
  return fact(value, provenance('assumed', ASSUMPTION, reason));
}

function provenance(kind: Provenance['kind'], { text, checkedOn }: Source, note: string | undefined): Provenance {
  return note === undefined ? { kind, source: text, checkedOn } : { kind, source: text, checkedOn, note };
}
