import { Button } from '@mantine/core';
import type { BenchRecord } from '../../../../domain/bandwidth/measurement.ts';
import { carriedFigureOf, isSameFigure, type BenchPart } from '../../../../state/measured-figure.ts';
import { useScenarioState } from '../../../app-context.ts';
import { PART_WORDS } from '../bench-words.ts';
import { useBench } from '../use-bench.ts';
import styles from './ResultCards.module.css';

/** Puts a figure with its method into the scenario, and so into its link; and takes it out again. */
export function IntoScenario({ record, part }: { readonly record: BenchRecord; readonly part: BenchPart }) {
  const carried = useScenarioState((state) => state.scenario.measured);
  const changeScenario = useScenarioState((state) => state.changeScenario);
  const confirmedCardId = useBench((state) => state.confirmedCardId);
  const figure = carriedFigureOf({ record, part, cardId: confirmedCardId });
  if (!figure) return null;
  const isThere = carried !== null && isSameFigure(figure, carried);
  return (
    <div className={styles.actions}>
      {isThere ? (
        <Button
          variant="default"
          size="compact-xs"
          onClick={() => changeScenario((scenario) => ({ ...scenario, measured: null }))}
        >
          Take out of the scenario link
        </Button>
      ) : (
        <Button
          variant="default"
          size="compact-xs"
          aria-label={`Put into the scenario link: ${PART_WORDS[part].of}’s figure`}
          onClick={() => changeScenario((scenario) => ({ ...scenario, measured: figure }))}
        >
          {carried === null ? 'Put into the scenario link' : 'Put into the scenario link in place of what it carries'}
        </Button>
      )}
      <span className={styles.detail}>
        {isThere
          ? 'The link carries this figure, its method, adapter, browser and day.'
          : 'with its method, adapter, browser and day; no raw samples'}
      </span>
    </div>
  );
}
