import type { WindowMark } from '../../../../evaluate/window-marks.ts';
import type { UsageReport } from '../../../../state/trace-types.ts';
import { DaysCard } from './DaysCard.tsx';
import { LifeCurveCard } from './LifeCurveCard.tsx';
import { ModelsCard } from './ModelsCard.tsx';
import { UsageFigures } from './UsageFigures.tsx';

/** What a provider’s own figures say of reuse: what was observed, and apart from it what is inferred. */
export function UsageResults({ usage, marks }: { readonly usage: UsageReport; readonly marks: readonly WindowMark[] }) {
  return (
    <>
      <UsageFigures usage={usage} />
      <ModelsCard usage={usage} />
      {usage.byDay.length > 1 && <DaysCard usage={usage} />}
      <LifeCurveCard usage={usage} marks={marks} />
    </>
  );
}
