import type { Usd } from '../units.ts';

/** One item of a month's bill. `null`: its price is not known; it is never 0 for that. */
export interface CostLine {
  readonly name: string;
  readonly usdPerMonth: Usd | null;
}

/** A sum, or what is missing for it. */
export type CostTotal =
  | { readonly status: 'priced'; readonly usdPerMonth: Usd }
  | { readonly status: 'unpriced'; readonly knownUsdPerMonth: Usd; readonly missing: readonly string[] };

/** Quantity × price. Nothing of something without a price costs nothing; anything of it is unknown. */
export function costLine({
  name,
  quantity,
  usdEach,
}: {
  name: string;
  quantity: number;
  usdEach: Usd | null;
}): CostLine {
  if (quantity === 0) return { name, usdPerMonth: 0 };
  return { name, usdPerMonth: usdEach === null ? null : quantity * usdEach };
}

/** Adds lines up; one without a price leaves the sum unpriced and is named. */
export function totalCost(lines: readonly CostLine[]): CostTotal {
  const missing = lines.filter(({ usdPerMonth }) => usdPerMonth === null).map(({ name }) => name);
  const known = lines.reduce((sum, { usdPerMonth }) => sum + (usdPerMonth ?? 0), 0);
  return missing.length > 0
    ? { status: 'unpriced', knownUsdPerMonth: known, missing }
    : { status: 'priced', usdPerMonth: known };
}
