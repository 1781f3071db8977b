import { marked } from './exact.ts';
import { formatSignificant } from './number.ts';

const PREFIXES = [
  [1e15, 'PB'],
  [1e12, 'TB'],
  [1e9, 'GB'],
  [1e6, 'MB'],
  [1e3, 'kB'],
] as const;

/** Bytes as others publish them, with three digits: 43 GB · 8.5 GB · 656 B. */
export function formatRoughBytes(bytes: number): string {
  return marked({ value: bytes, unit: 'bytes', text: () => roughText(bytes) });
}

function roughText(bytes: number): string {
  const [size, prefix] = PREFIXES.find(([limit]) => bytes >= limit) ?? [1, 'B'];
  return `${formatSignificant(bytes / size, 3)} ${prefix}`;
}
