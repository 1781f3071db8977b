/**
 * Exact money for metered bills. Tokens are whole and published rates have few decimals, so a bill is a sum of integers
 * in a fine enough unit; it is rounded to nano-dollars once, on the total. Expected spend of a model is a double and
 * does not pass through here.
 */

/** 10⁻¹⁸ USD: the unit in which tokens × (USD per million tokens) is whole for rates of up to 12 decimals. */
export type AttoUsd = bigint;
/** 10⁻⁹ USD. */
export type NanoUsd = bigint;

const ATTO_PER_NANO = 1_000_000_000n;
const RATE_DECIMALS = 12;

/**
 * A rate as the whole number of 10⁻¹² USD per million tokens that its decimal text says, so that 0.1 is a tenth and not
 * the double nearest to it. Throws on rates that are negative, not finite or finer than 12 decimals.
 */
export function exactRate(usdPerMTok: number): bigint {
  const text = decimalText(usdPerMTok);
  if (text === undefined)
    throw new RangeError(`A rate must be a number of at least 0 with at most 12 decimals; got ${usdPerMTok}`);
  const [whole = '0', decimals = ''] = text.split('.');
  return BigInt(whole + decimals.padEnd(RATE_DECIMALS, '0'));
}

function decimalText(value: number): string | undefined {
  if (!Number.isFinite(value) || value < 0) return undefined;
  const shortest = String(value);
  const text = shortest.includes('e') ? value.toFixed(RATE_DECIMALS) : shortest;
  // From 1e21 on even toFixed writes an exponent.
  if (text.includes('e')) return undefined;
  return Number(text) === value && (text.split('.')[1] ?? '').length <= RATE_DECIMALS ? text : undefined;
}

/** tokens × rate: (10⁻¹² USD ÷ 10⁶ tokens) × tokens = 10⁻¹⁸ USD. Throws unless tokens are whole and not negative. */
export function chargeFor({ tokens, usdPerMTok }: { tokens: number; usdPerMTok: number }): AttoUsd {
  if (!Number.isSafeInteger(tokens) || tokens < 0)
    throw new RangeError(`Tokens must be a whole number of at least 0; got ${tokens}`);
  return BigInt(tokens) * exactRate(usdPerMTok);
}

/** Rounds half up to nano-dollars. Only for totals. */
export function toNanoUsd(atto: AttoUsd): NanoUsd {
  return (atto + ATTO_PER_NANO / 2n) / ATTO_PER_NANO;
}

/** For display and comparison; exact below 9 million dollars. */
export function nanoToUsd(nano: NanoUsd): number {
  return Number(nano) / 1e9;
}
