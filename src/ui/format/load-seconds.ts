import { marked } from './exact.ts';
import { formatSeconds, formatSignificant } from './number.ts';

const MILLI = 1e-3;
const MICRO = 1e-6;

/** A time that may be far below a second: 1.31 s · 65.5 ms · 12 µs. */
export function formatLoadSeconds(seconds: number): string {
  return marked({ value: seconds, unit: 's', text: () => loadText(seconds) });
}

function loadText(seconds: number): string {
  if (seconds >= 1 || seconds === 0) return formatSeconds(seconds);
  return seconds >= MILLI
    ? `${formatSignificant(seconds / MILLI, 3)} ms`
    : `${formatSignificant(seconds / MICRO, 3)} µs`;
}
