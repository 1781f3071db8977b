import type { WindowPoint } from '../../../../evaluate/hit-curves.ts';
import { formatPercent } from '../../../format/number.ts';
import type { TooltipRow } from '../../../shared/ChartTooltip.tsx';

export const FORM_COLOR = 'var(--th-accent)';
export const SIMULATED_COLOR = 'var(--th-write)';

/** A point as the charts draw it. */
export interface Row<P extends WindowPoint> {
  readonly x: number;
  readonly point: P;
  readonly form: number | null;
  /** The dashed part runs up to the first good point, so that the line has no gap. */
  readonly rough: number | null;
  readonly simulated: number | null;
}

export function rowsOf<P extends WindowPoint>({
  points,
  simulatedRatios,
  xOf,
}: {
  points: readonly P[];
  simulatedRatios: readonly (number | null)[] | undefined;
  xOf: (point: P) => number;
}): Row<P>[] {
  return points.map((point, i) => ({
    x: xOf(point),
    point,
    form: point.trust === 'good' ? point.ratio : null,
    rough: point.trust === 'rough' || points[i - 1]?.trust === 'rough' ? point.ratio : null,
    simulated: simulatedRatios?.[i] ?? null,
  }));
}

/** From a round tenth below everything drawn up to all. */
export function shareDomain<P extends WindowPoint>(rows: readonly Row<P>[]): [number, number] {
  const lowest = Math.min(...rows.map(({ point, simulated }) => Math.min(point.ratio, simulated ?? 1)));
  return [Math.max(0, Math.floor(lowest * 10) / 10), 1];
}

export function rateRows<P extends WindowPoint>({ point, simulated }: Row<P>): readonly TooltipRow[] {
  return [
    {
      label: point.trust === 'good' ? 'closed form' : 'closed form, rough',
      value: formatPercent(point.ratio),
      color: FORM_COLOR,
    },
    ...(simulated === null ? [] : [{ label: 'simulated', value: formatPercent(simulated), color: SIMULATED_COLOR }]),
  ];
}
