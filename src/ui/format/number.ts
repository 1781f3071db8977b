/**
 * Numbers for reading. The only place that makes percentages, prefixes, thousands separators and rounded digits; the
 * core has bytes, tokens, seconds and dollars. Money is in money.ts.
 */

import { marked } from './exact.ts';
import { formatter } from './locale.ts';

export { formatRate, formatUsd } from './money.ts';

/** 12,345 · 0.35 · 1,234.5: as many decimals as say something, at most `decimals`. */
export function formatNumber(value: number, decimals = 2): string {
  return marked({ value, unit: '', text: () => formatter({ maximumFractionDigits: decimals }).format(value) });
}

export function formatSignificant(value: number, digits: number): string {
  return marked({ value, unit: '', text: () => formatter({ maximumSignificantDigits: digits }).format(value) });
}

/** 93.5 % · 99.97 % near the top, where a tenth hides the misses. */
export function formatPercent(ratio: number): string {
  return marked({ value: ratio, unit: 'ratio', text: () => percentText(ratio) });
}

function percentText(ratio: number): string {
  const percent = ratio * 100;
  const decimals = percent > 99 && percent < 100 ? 2 : 1;
  return `${formatter({ minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(percent).replace('-', '−')} %`;
}

/** 16,420 M tokens and so on: millions with at least three digits that count. */
export function formatMillions(tokens: number): string {
  return marked({ value: tokens / 1e6, unit: 'millions', text: () => millionsText(tokens) });
}

function millionsText(tokens: number): string {
  const millions = tokens / 1e6;
  return millions >= 100 ? formatNumber(millions, 0) : formatSignificant(millions, 3);
}

const TOKEN_PREFIXES = [
  [1e12, 'T'],
  [1e9, 'B'],
  [1e6, 'M'],
  [1e3, 'K'],
] as const;

/** 24,259 · 1.21 M · 38.4 B. */
export function formatTokens(tokens: number): string {
  return marked({ value: tokens, unit: '', text: () => tokensText(tokens) });
}

function tokensText(tokens: number): string {
  if (tokens < 1e6) return formatNumber(tokens, 0);
  const [size, prefix] = TOKEN_PREFIXES.find(([limit]) => tokens >= limit) ?? [1, ''];
  return `${formatSignificant(tokens / size, 3)} ${prefix}`;
}

/** Axis labels: 10K, 1M. */
export function formatTokensShort(tokens: number): string {
  return marked({ value: tokens, unit: '', text: () => shortTokensText(tokens) });
}

function shortTokensText(tokens: number): string {
  const [size, prefix] = TOKEN_PREFIXES.find(([limit]) => tokens >= limit) ?? [1, ''];
  return `${formatSignificant(tokens / size, 3)}${prefix}`;
}

const DECIMAL_BYTES = [
  [1e15, 'PB'],
  [1e12, 'TB'],
  [1e9, 'GB'],
  [1e6, 'MB'],
  [1e3, 'kB'],
] as const;
const BINARY_BYTES = [
  [2 ** 50, 'PiB'],
  [2 ** 40, 'TiB'],
  [2 ** 30, 'GiB'],
  [2 ** 20, 'MiB'],
  [2 ** 10, 'KiB'],
] as const;

function formatBytesWith(bytes: number, prefixes: readonly (readonly [number, string])[]): string {
  const [size, prefix] = prefixes.find(([limit]) => bytes >= limit) ?? [1, 'B'];
  const scaled = bytes / size;
  // Four digits, the last ones kept where they are 0, so that columns line up; whole numbers stay whole.
  return `${Number.isInteger(scaled) ? formatNumber(scaled, 0) : formatter({ minimumSignificantDigits: 4, maximumSignificantDigits: 4 }).format(scaled)} ${prefix}`;
}

/** Decimal: 157.3 GB. */
export function formatBytes(bytes: number): string {
  return marked({ value: bytes, unit: 'bytes', text: () => formatBytesWith(bytes, DECIMAL_BYTES) });
}

/** Binary, and named so: 146.5 GiB. */
export function formatBinaryBytes(bytes: number): string {
  return marked({ value: bytes, unit: 'bytes', text: () => formatBytesWith(bytes, BINARY_BYTES) });
}

const DURATIONS = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
  [1, 's'],
] as const;

/** 17 s · 5 min · 1.5 h · 30 d. */
export function formatSeconds(seconds: number): string {
  return marked({ value: seconds, unit: 's', text: () => formatDuration({ seconds, digits: 3 }) });
}

/** For values read off a curve: 1.7 h. */
export function formatRoughSeconds(seconds: number): string {
  return marked({ value: seconds, unit: 's', text: () => formatDuration({ seconds, digits: 2 }) });
}

function formatDuration({ seconds, digits }: { seconds: number; digits: number }): string {
  if (seconds === Infinity) return 'for ever';
  const [size, unit] = DURATIONS.find(([limit]) => seconds >= limit) ?? [1, 's'];
  return `${formatSignificant(seconds / size, digits)} ${unit}`;
}
