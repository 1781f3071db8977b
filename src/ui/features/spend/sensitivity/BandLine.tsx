import { use } from 'react';
import { useStore } from 'zustand';
import type { UncertainFigure } from '../../../../evaluate/uncertainty/figures.ts';
import { useScenarioState, useServices } from '../../../app-context.ts';
import { formatUsd } from '../../../format/number.ts';
import styles from './BandLine.module.css';

/** Where a figure of the bill lies over the draws, once there are draws of this very scenario. Before that, the way to them. */
export function BandLine({ figure }: { readonly figure: UncertainFigure }) {
  const uncertainty = use(useServices().uncertainty());
  const scenario = useScenarioState((state) => state.scenario);
  const last = useStore(uncertainty, (state) => state.band.last);
  const isOfThis = last?.question.scenario === scenario && last.question.lens === 'buy';
  const band = isOfThis && last.answer.kind === 'band' ? last.answer.figures[figure] : null;
  if (band)
    return (
      <span data-testid={`band-${figure}`}>
        P10 {formatUsd(band.p10Usd)} – P90 {formatUsd(band.p90Usd)}
      </span>
    );
  return (
    figure === 'without' && (
      <button
        type="button"
        className={styles.way}
        onClick={() => document.getElementById('how-sure')?.scrollIntoView({ block: 'start' })}
      >
        How sure is it?
      </button>
    )
  );
}
