import type { TierMark, WindowMark } from '../../evaluate/window-marks.ts';
import { formatRoughSeconds, formatSeconds } from './number.ts';

/** `TTL 5 min` · `automatic cache 10 min, assumed` · `warehouse 1 d` · `HBM 24 min`. */
export function windowMarkName(mark: WindowMark | TierMark): string {
  if (mark.kind === 'tier') return `${mark.name} ${formatRoughSeconds(mark.windowSeconds)}`;
  const { kind, windowSeconds, assumed } = mark;
  const what = kind === 'ttl' ? 'TTL' : kind === 'automatic' ? 'automatic cache' : 'warehouse';
  return `${what} ${formatSeconds(windowSeconds)}${assumed ? ', assumed' : ''}`;
}

export function windowMarkColor({ kind }: WindowMark | TierMark): string {
  if (kind === 'tier') return 'var(--th-storage)';
  return kind === 'warehouse' ? 'var(--th-accent)' : 'var(--th-warn)';
}
