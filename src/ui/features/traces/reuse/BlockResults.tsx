import { useMemo } from 'react';
import type { Offer } from '../../../../domain/offer/rate-card.ts';
import type { WindowMark } from '../../../../evaluate/window-marks.ts';
import type { ScenarioState } from '../../../../state/scenario-store.ts';
import type { TraceReport } from '../../../../state/trace-types.ts';
import { useBook } from '../../../shared/use-offers.ts';
import { useTraces } from '../use-traces.ts';
import { CapacityCard } from './CapacityCard.tsx';
import { capacityMarks, tokenBytesOf } from './capacity-marks.ts';
import { RetentionCard } from './RetentionCard.tsx';
import { ReuseFigures } from './ReuseFigures.tsx';
import { SurfaceCard } from './SurfaceCard.tsx';

/** What a log of blocks says of reuse: all of it computed, for any life and size. */
export function BlockResults({
  report,
  scenario: { kv, cache },
  offer,
  marks,
}: {
  readonly report: TraceReport;
  readonly scenario: ScenarioState['scenario'];
  readonly offer: Offer | undefined;
  readonly marks: readonly WindowMark[];
}) {
  const book = useBook();
  const denominator = useTraces((state) => state.rules.denominator);
  const bytes = useMemo(() => tokenBytesOf({ kv, offer, book }), [kv, offer, book]);
  const { capacityTokens: ownTokens } = cache;
  const sizes = useMemo(() => capacityMarks({ bytes, ownTokens }), [bytes, ownTokens]);
  const { surface, questions } = report;
  if (surface === null) return null;
  const { lifeSeconds } = questions;
  return (
    <>
      <ReuseFigures report={report} denominator={denominator} />
      <RetentionCard surface={surface} lifeSeconds={lifeSeconds} denominator={denominator} marks={marks} />
      <CapacityCard surface={surface} denominator={denominator} marks={sizes} bytes={bytes} />
      <SurfaceCard surface={surface} denominator={denominator} lives={marks} sizes={sizes} />
    </>
  );
}
