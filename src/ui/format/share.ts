import { marked } from './exact.ts';
import { formatNumber, formatPercent, formatSignificant } from './number.ts';

/** A share that may be tiny without being nothing: 12.3 % · 0.041 % · 0 %. */
export function formatShare(ratio: number): string {
  return marked({ value: ratio, unit: 'ratio', text: () => shareText(ratio) });
}

function shareText(ratio: number): string {
  if (ratio === 0) return '0 %';
  if (ratio < 1e-7) return '< 0.00001 %';
  return ratio < 0.001 ? `${formatSignificant(ratio * 100, 2)} %` : formatPercent(ratio);
}

/** For axes: 75 %. */
export function formatWholePercent(ratio: number): string {
  return marked({ value: ratio, unit: 'ratio', text: () => `${formatNumber(ratio * 100, 0)} %` });
}

/** A difference between two shares, as a size: 0.004 points · 0.12 points · 16 points. */
export function formatPoints(ratio: number): string {
  return marked({ value: Math.abs(ratio), unit: 'ratio', text: () => pointsText(ratio) });
}

function pointsText(ratio: number): string {
  const points = Math.abs(ratio) * 100;
  const text = points < 0.1 ? formatSignificant(points, 1) : formatNumber(points, points < 1 ? 2 : 1);
  return `${text} points`;
}
