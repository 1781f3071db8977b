import type { UsageReport } from '../../../../state/trace-types.ts';
import type { CurveRow } from '../reuse/reuse-rows.ts';

/** Where the observed rate stands on the curve: at the life that explains it; `null` off the curve. */
export function observedPoint({
  totals: { hitRatio },
  observedLife,
  lifeCurve,
}: Pick<UsageReport, 'totals' | 'observedLife' | 'lifeCurve'>): CurveRow | null {
  const first = lifeCurve?.find(({ lifeSeconds }) => lifeSeconds > 0);
  const last = lifeCurve?.at(-1);
  if (hitRatio === null || !observedLife || !first || !last) return null;
  const { lifeSeconds } = observedLife;
  if (lifeSeconds < first.lifeSeconds || lifeSeconds > last.lifeSeconds) return null;
  return { x: lifeSeconds, ratio: hitRatio };
}
