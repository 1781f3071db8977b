/**
 * Exact money for metered bills. Tokens are whole and published rates have few decimals, so a bill is a sum of integers
 * in a fine enough unit; it is rounded to nano-dollars once, on the total. Expected spend of a model is a double and
 * does not pass through here.
 */

/** 10⁻³⁰ USD: the unit in which the product of two figures of up to 12 decimals is whole, even per million. */
export type ExactUsd = bigint;
/** 10⁻⁹ USD. */
export type NanoUsd = bigint;

const EXACT_PER_NANO = 10n ** 21n;
const EXACT_PER_RATE_STEP = 10n ** 12n;
const EXACT_PER_SQUARED_STEP = 10n ** 6n;
const RATE_DECIMALS = 12;
const STEPS_PER_ONE = 10n ** 12n;

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

/**
 * A rate times a factor as decimals are multiplied by hand, and not as doubles are: 0.0036 × 1.1 is 0.00396.
 *
 * Rounded half up to 12 decimals, which no published rate comes near. Throws as `exactRate` does, of either number.
 */
export function rateTimes({ rate, factor }: { rate: number; factor: number }): number {
  const steps = (exactRate(rate) * exactRate(factor) + STEPS_PER_ONE / 2n) / STEPS_PER_ONE;
  return Number(`${steps}e-${RATE_DECIMALS}`);
}

/** tokens × rate: (10⁻¹² USD ÷ 10⁶ tokens) × tokens. Throws unless tokens are whole and not negative. */
export function chargeFor({ tokens, usdPerMTok }: { tokens: number; usdPerMTok: number }): ExactUsd {
  if (!Number.isSafeInteger(tokens) || tokens < 0)
    throw new RangeError(`Tokens must be a whole number of at least 0; got ${tokens}`);
  return BigInt(tokens) * exactRate(usdPerMTok) * EXACT_PER_RATE_STEP;
}

/**
 * token-hours × rent per million token-hours. Both may be fractions of up to 12 decimals; throws beyond that.
 *
 * Example: 50,000 tokens kept for half an hour are 25,000 token-hours; at 4.5 USD per million they cost 0.1125 USD.
 */
export function rentFor({ tokenHours, usdPerMTokHour }: { tokenHours: number; usdPerMTokHour: number }): ExactUsd {
  return exactRate(tokenHours) * exactRate(usdPerMTokHour);
}

/** quantity × price of one, for what is not sold by the token. Example: 1 hour of a session at 0.08 USD is 0.08 USD. */
export function priceOf({ quantity, usdPerUnit }: { quantity: number; usdPerUnit: number }): ExactUsd {
  return exactRate(quantity) * exactRate(usdPerUnit) * EXACT_PER_SQUARED_STEP;
}

/** Rounds half up to nano-dollars. Only for totals. */
export function toNanoUsd(exact: ExactUsd): NanoUsd {
  return (exact + EXACT_PER_NANO / 2n) / EXACT_PER_NANO;
}

/** For display and comparison; exact below 9 million dollars. */
export function nanoToUsd(nano: NanoUsd): number {
  return Number(nano) / 1e9;
}

/** For one line of a bill: the double nearest to it. */
export function exactToUsd(exact: ExactUsd): number {
  return Number(`${exact}e-30`);
}
