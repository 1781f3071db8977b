import { useMemo } from 'react';
import { retentionCurve } from '../../../evaluate/retention-curve.ts';
import type { SpendEvaluation } from '../../../evaluate/spend.ts';
import { RETENTION_HINT, RETENTION_TITLE, RetentionLegend, RetentionPlot } from '../spend/RetentionPlot.tsx';
import { EmbedFrame, type FrameProps } from './EmbedFrame.tsx';

/** The retention curve, alone. */
export function EmbedRetention({ evaluation, ...frame }: FrameProps & { readonly evaluation: SpendEvaluation }) {
  const curve = useMemo(() => retentionCurve(evaluation), [evaluation]);
  return (
    <EmbedFrame title={RETENTION_TITLE} hint={RETENTION_HINT} {...frame}>
      <RetentionPlot curve={curve} />
      <RetentionLegend curve={curve} />
    </EmbedFrame>
  );
}
