import { InputError } from './input-error.ts';

const MOST_VALUES = 64;
/** Powers of ten. */
const SUFFIX: Readonly<Record<string, number>> = { k: 3, m: 6, g: 9, b: 9 };

/** A number such as 300, 0.5 or 8.2M; NaN for anything else. */
function valueOf({ text, suffixes }: { text: string; suffixes: boolean }): number {
  const match = /^(\d+(?:\.\d+)?)([kmgb])?$/i.exec(text.trim());
  if (!match || (match[2] !== undefined && !suffixes)) return Number.NaN;
  // Read as one decimal number: 8.2 × 1e6 is no whole number.
  return Number(`${match[1]}e${SUFFIX[match[2]?.toLowerCase() ?? ''] ?? 0}`);
}

/** Seconds above 0, separated by commas. No suffixes: 5m would be taken for minutes. */
export function secondsList({ text, flag }: { text: string; flag: string }): readonly number[] {
  return listOf({ text, flag, suffixes: false, isGood: (value) => value > 0 && Number.isFinite(value) });
}

/** Whole numbers above 0, separated by commas, with k, M and G for thousands, millions and billions. */
export function countList({ text, flag }: { text: string; flag: string }): readonly number[] {
  return listOf({ text, flag, suffixes: true, isGood: (value) => value > 0 && Number.isSafeInteger(value) });
}

function listOf({
  text,
  flag,
  suffixes,
  isGood,
}: {
  text: string;
  flag: string;
  suffixes: boolean;
  isGood: (value: number) => boolean;
}): readonly number[] {
  const values = text.split(',').map((part) => valueOf({ text: part, suffixes }));
  if (values.length > MOST_VALUES) throw new InputError(`${flag} takes at most ${MOST_VALUES} values.`);
  if (!values.every(isGood))
    throw new InputError(`${flag} ${text} is not accepted: numbers above 0, separated by commas, such as 300,3600.`);
  return values;
}
