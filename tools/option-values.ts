import { describeLimits, type FieldLimits } from '../src/domain/field-limits.ts';
import { InputError } from './input-error.ts';

/** Powers of ten, as on the pages. */
const SUFFIX: Readonly<Record<string, number>> = { k: 3, m: 6 };

/** A number within limits; `128k` and `1M` are thousands and millions. */
export function numberOf({ text, limits, flag }: { text: string; limits: FieldLimits; flag: string }): number {
  const match = /^(\d+(?:\.\d+)?|\.\d+)([km])?$/i.exec(text.replaceAll(/[_,]/g, ''));
  // Read as one decimal number: 8.2 × 1e6 is no whole number.
  const value = match ? Number(`${match[1]}e${SUFFIX[match[2]?.toLowerCase() ?? ''] ?? 0}`) : Number.NaN;
  const isGood = limits.whole ? Number.isInteger(value) : Number.isFinite(value);
  if (!isGood || value < limits.min || value > limits.max)
    throw new InputError(
      `${flag} ${text} is not accepted: ${limits.label.toLowerCase()} must be ${describeLimits(limits)}.`,
    );
  return value;
}

export function oneOf<T extends string>({
  text,
  values,
  flag,
}: {
  text: string;
  values: readonly T[];
  flag: string;
}): T {
  const found = values.find((value) => value === text.toLowerCase());
  if (!found) throw new InputError(`${flag} ${text} is not known. One of: ${values.join(' ')}.`);
  return found;
}
