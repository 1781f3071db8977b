import type { Band } from '../../domain/offer/rate-card.ts';
import type { SpendClass } from '../../domain/spend/lines.ts';
import type { RungName } from '../../domain/spend/rung.ts';
import type { SavingPart } from '../../domain/spend/saving.ts';

/** Words that the display has for the core's names: exports use the same. */
export interface ExportWords {
  readonly rung: (rung: RungName) => string;
  readonly spendClass: (spendClass: SpendClass) => string;
}

/** Sheets of the rungs: a sheet's name is part of every formula that refers to it. */
export const RUNG_SHEETS: Readonly<Record<RungName, string>> = {
  'no-cache': 'No cache',
  'provider-default': 'Provider default',
  'best-policy': 'Best policy',
  warehouse: 'Warehouse',
  ceiling: 'Ceiling',
};

export const FAMILIES = ['uncachedInput', 'cacheWrite', 'cacheRead', 'pings', 'storage', 'output'] as const;
export type Family = (typeof FAMILIES)[number];

export const FAMILY_WORDS: Readonly<Record<Family, string>> = {
  uncachedInput: 'Uncached input',
  cacheWrite: 'Cache writes',
  cacheRead: 'Cache reads',
  pings: 'Keep-warm pings',
  storage: 'Storage',
  output: 'Output',
};

export const PART_WORDS: Readonly<Record<SavingPart['part'], string>> = {
  retention: 'longer retention: fewer tokens prefilled again',
  premium: 'no write premium',
  readPrice: 'another read price',
  storage: 'storage rent',
  pings: 'pings no longer sent',
};

/** `cacheWrite:5m` → `cacheWrite`. */
export function familyOf(spendClass: SpendClass): Family {
  const [name] = spendClass.split(':');
  return FAMILIES.find((family) => family === name) ?? 'output';
}

/** Which prompts a price band is for. */
export function bandWords(band: Pick<Band, 'thresholdTokens' | 'comparison'> | undefined): string {
  if (band === undefined) return 'all prompts, or those below every band';
  const tokens = band.thresholdTokens.toLocaleString('en-US');
  return band.comparison === 'gt' ? `prompts above ${tokens} tokens` : `prompts from ${tokens} tokens on`;
}
