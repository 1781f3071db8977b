import type { WindowMark } from '../../evaluate/window-marks.ts';
import { formatSeconds } from './number.ts';

/** `TTL 5 min` · `automatic cache 10 min, assumed` · `warehouse 1 d`. */
export function windowMarkName({ kind, windowSeconds, assumed }: WindowMark): string {
  const what = kind === 'ttl' ? 'TTL' : kind === 'automatic' ? 'automatic cache' : 'warehouse';
  return `${what} ${formatSeconds(windowSeconds)}${assumed ? ', assumed' : ''}`;
}

export function windowMarkColor({ kind }: WindowMark): string {
  return kind === 'warehouse' ? 'var(--th-accent)' : 'var(--th-warn)';
}
