import * as fc from 'fast-check';
import type { FieldLimits } from '../../domain/field-limits.ts';

/** Random values of single fields. */

/** Any number that a field takes. */
export const number = ({ min, max, whole }: FieldLimits): fc.Arbitrary<number> =>
  whole
    ? fc.integer({ min, max: Math.min(max, 2 ** 31 - 1) })
    : // JSON has no −0; the scenario does not tell the zeros apart.
      fc.double({ min, max, noNaN: true }).map((value) => (Object.is(value, -0) ? 0 : value));
/** Every field of a table. */
export const fields = <K extends string>(table: Readonly<Record<K, FieldLimits>>) =>
  fc.record(
    Object.fromEntries(Object.entries<FieldLimits>(table).map(([key, limits]) => [key, number(limits)])),
  ) as fc.Arbitrary<Record<K, number>>;
export const nullable = (limits: FieldLimits) => fc.option(number(limits), { nil: null });
/** Any text a person could type or paste, the separators of links among it. */
export const text = fc.string({ unit: 'grapheme', maxLength: 20 });

/** Every field of a table, or nothing in its place. */
export const choices = <K extends string>(table: Readonly<Record<K, FieldLimits>>) =>
  fc.record(
    Object.fromEntries(Object.entries<FieldLimits>(table).map(([key, limits]) => [key, nullable(limits)])),
  ) as fc.Arbitrary<Record<K, number | null>>;
export const day = fc.constantFrom('2026-11-20', '2026-12-01', '2030-02-28');
