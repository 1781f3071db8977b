import { normalQuantile } from '../normal.ts';
import type { Ratio } from '../units.ts';

/**
 * What an input may be, as three numbers a person can say: it lies below `low` once in ten times and above `high` once in ten
 * times, and as often below `typical` as above.
 */
export interface Spread {
  readonly low: number;
  readonly typical: number;
  readonly high: number;
  /** `log` for what can be twice or half as large; `linear` for shares and differences. */
  readonly scale: 'linear' | 'log';
  /** What it can never leave, whatever is drawn. */
  readonly least: number;
  readonly most: number;
}

/** Standard normal value that one in ten exceeds. */
const TENTH = normalQuantile(0.9);

/**
 * The value below which the input lies with chance p: a normal distribution in two halves, joined at `typical`, on the scale
 * of the spread.
 *
 *     z = Φ⁻¹(p) ÷ Φ⁻¹(0.9)      linear  typical + z × (high − typical)      log  typical × (high ÷ typical)^z      z > 0
 *                                        typical − z × (typical − low) …                                     z < 0 alike
 *
 * Example: 10, typically 20, up to 80 on a log scale: p 0.1 gives 10, p 0.5 gives 20, p 0.9 gives 80, p 0.99 gives 248.
 * Values beyond `least` and `most` stop there. A log spread needs numbers above 0.
 */
export function valueAt({ spread, chance }: { spread: Spread; chance: Ratio }): number {
  const { low, typical, high, scale, least, most } = spread;
  const z = normalQuantile(chance) / TENTH;
  const far = z > 0 ? high : low;
  const distance = Math.abs(z);
  const value =
    far === typical || distance === 0
      ? typical
      : scale === 'log'
        ? typical * (far / typical) ** distance
        : typical + distance * (far - typical);
  return Math.min(most, Math.max(least, value));
}
