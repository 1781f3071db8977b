/** Looks shared by every recharts chart: no animation, hairline grid, muted axes, colours from tokens.css. */
export const AXIS = {
  tick: { fontSize: 11.5, fill: 'var(--th-muted)' },
  stroke: 'var(--th-line-strong)',
  tickLine: false,
} as const;
export const GRID = { stroke: 'var(--th-line)', vertical: false } as const;
export const SERIES = { isAnimationActive: false, dot: false, strokeWidth: 2 } as const;
export const MARGIN = { top: 12, right: 16, bottom: 4, left: 0 } as const;

/** Colours of series that have no meaning of their own, in order. */
export const SERIES_COLORS = [
  'var(--th-accent)',
  'var(--th-write)',
  'var(--th-storage)',
  'var(--th-read)',
  'var(--th-pings)',
  'var(--th-output)',
  'var(--th-uncached)',
] as const;

/** Tick positions on a log axis of seconds, where people think in minutes, hours and days. */
export const SECOND_TICKS = [10, 60, 300, 3_600, 21_600, 86_400, 604_800, 2_592_000] as const;
