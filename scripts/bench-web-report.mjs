/**
 * One measured figure. `atMost` and `atLeast` are its bar; without one it is only told.
 * @typedef {{
 *   what: string, value: number, unit: 'ms' | 'kB' | 'points' | 'shift', note?: string, atMost?: number, atLeast?: number,
 * }} Row
 */

/** @param {readonly number[]} values @param {number} ratio 0.95: what 95 of 100 do not exceed */
export function percentile(values, ratio) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(ratio * sorted.length) - 1)] ?? Number.NaN;
}

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return ((sorted[(sorted.length - 1) >> 1] ?? Number.NaN) + (sorted[sorted.length >> 1] ?? Number.NaN)) / 2;
}

/**
 * Whether a figure keeps to its bar; `null` where it has none. What was not measured keeps to nothing.
 * @param {Row} row
 * @returns {boolean | null}
 */
export function isMet({ value, atMost, atLeast }) {
  if (atMost === undefined && atLeast === undefined) return null;
  return (atMost === undefined || value <= atMost) && (atLeast === undefined || value >= atLeast);
}

const DIGITS = { ms: 1, kB: 1, points: 0, shift: 3 };
const UNITS = { ms: ' ms', kB: ' kB', points: '', shift: '' };

/** @param {Row} row */
export function lineOf(row) {
  const { what, value, unit, note, atMost, atLeast } = row;
  const text = (/** @type {number} */ number) => `${number.toFixed(DIGITS[unit])}${UNITS[unit]}`;
  const met = isMet(row);
  const verdict = met === null ? '' : met ? 'met' : 'NOT MET';
  const bar = atMost !== undefined ? `≤ ${text(atMost)}` : atLeast !== undefined ? `≥ ${text(atLeast)}` : '';
  return `  ${text(value).padStart(10)}  ${bar.padStart(10)}  ${verdict.padEnd(7)}  ${what}${note === undefined ? '' : ` (${note})`}`;
}

/** @param {readonly { title: string, rows: readonly Row[] }[]} parts */
export function verdictOf(parts) {
  const met = parts.flatMap(({ rows }) => rows.map(isMet));
  const count = (/** @type {boolean} */ what) => met.filter((one) => one === what).length;
  return `${count(true)} bars met, ${count(false)} not met`;
}
