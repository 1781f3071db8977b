import { useStore } from 'zustand';
import type { Lens } from '../../../../evaluate/uncertainty/figures.ts';
import { useScenarioState, useServices } from '../../../app-context.ts';
import { useLoaded } from '../../../shared/lazy-part.ts';
import { bandRange, savesInWords } from './words.ts';
import styles from './BandLine.module.css';

const FIGURES = ['without', 'with', 'saving'] as const;

/** Where the figures of a lens lie over the draws, once there are draws of this very scenario; before that, `otherwise`. */
export function BandLine({ lens, otherwise }: { readonly lens: Lens; readonly otherwise: string }) {
  const uncertainty = useLoaded(useServices().uncertainty);
  const scenario = useScenarioState((state) => state.scenario);
  const last = useStore(uncertainty, (state) => state.band.last);
  const isOfThis = last?.question.scenario === scenario && last.question.lens === lens;
  const band = isOfThis && last.answer.kind === 'band' ? last.answer : null;
  if (!band) return otherwise;
  const shown = FIGURES.flatMap((figure) => {
    const found = band.figures[figure];
    return found ? [{ figure, range: bandRange(found) }] : [];
  });
  if (shown.length === 0) return otherwise;
  return (
    <>
      {savesInWords(band)} P10 to P90, a month:{' '}
      {shown.map(({ figure, range }, i) => (
        <span key={figure} className={styles.range}>
          {figure} <b data-testid={`band-${figure}`}>{range}</b>
          {i < shown.length - 1 ? ' · ' : ''}
        </span>
      ))}
    </>
  );
}
