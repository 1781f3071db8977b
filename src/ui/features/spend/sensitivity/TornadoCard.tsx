import { useMemo, useState } from 'react';
import { Button } from '@mantine/core';
import { rankedBars } from '../../../../evaluate/uncertainty/tornado.ts';
import type { Lens, UncertainFigure } from '../../../../evaluate/uncertainty/figures.ts';
import type { TornadoQuestion } from '../../../../evaluate/uncertainty/questions.ts';
import type { ScenarioState } from '../../../../state/scenario-store.ts';
import { ChartFigure, Legend, LegendItem } from '../../../shared/ChartFigure.tsx';
import { Segmented } from '../../../shared/Segmented.tsx';
import { HIGH_COLOR, LOW_COLOR, TornadoBars } from './TornadoBars.tsx';
import { TornadoTable } from './TornadoTable.tsx';
import { useQuestion } from './use-question.ts';
import { Waiting } from './Waiting.tsx';
import { FIGURE_NAMES, strongestInWords } from './words.ts';
import styles from './Sensitivity.module.css';

const TITLE = 'What would change the answer most?';
const HINT =
  'Everything planned, fitted or assumed, one at a time at the low and the high end of its range, the others as they are. One case in ten is taken to lie beyond each end.';
const FEW = 10;

const FIGURES = (['saving', 'without', 'with'] as const).map((value) => ({ value, label: FIGURE_NAMES[value] }));

/** Every uncertain input by how far it alone moves a figure. */
export function TornadoCard({
  scenario,
  lens,
  isSeen,
}: {
  readonly scenario: ScenarioState['scenario'] | null;
  readonly lens: Lens;
  readonly isSeen: boolean;
}) {
  const [chosen, setChosen] = useState<UncertainFigure>('saving');
  const [isAll, setAll] = useState(false);
  const question = useMemo(
    (): TornadoQuestion | null => (scenario ? { kind: 'tornado', scenario, lens } : null),
    [scenario, lens],
  );
  const known = useQuestion({ kind: 'tornado', question, isSeen });
  const tornado = known.last?.question.lens === lens && known.last.answer.kind === 'tornado' ? known.last.answer : null;
  if (!tornado) return <Waiting title={TITLE} hint={HINT} known={known} />;
  // Where the warehouse has no price there is no saving to look at.
  const figure = tornado.today[chosen] === null ? 'without' : chosen;
  const today = tornado.today[figure] ?? 0;
  const ranked = rankedBars({ bars: tornado.bars, figure, today });
  const shown = isAll ? ranked : ranked.slice(0, FEW);
  const more = ranked.length > FEW && (
    <div className={styles.foot}>
      <Button variant="default" size="compact-xs" onClick={() => setAll(!isAll)}>
        {isAll ? `Show the longest ${FEW}` : `Show all ${ranked.length}`}
      </Button>
    </div>
  );
  return (
    <div aria-busy={known.isUnderWay} className={known.isOld ? styles.old : undefined} data-old={known.isOld}>
      <ChartFigure
        title={TITLE}
        hint={HINT}
        summary={strongestInWords({ bars: ranked, figure })}
        lead={
          <>
            <div className={styles.choice}>
              <Segmented
                label="Figure"
                hideLabel
                options={FIGURES.filter(({ value }) => tornado.today[value] !== null)}
                value={figure}
                onChange={setChosen}
              />
            </div>
            <p className={styles.answer} data-testid="tornado-answer">
              {strongestInWords({ bars: ranked, figure })}
            </p>
          </>
        }
        chart={<TornadoBars bars={shown} figure={figure} today={today} />}
        legend={
          <>
            <Legend>
              <LegendItem color={LOW_COLOR} label="input at its low end" />
              <LegendItem color={HIGH_COLOR} label="input at its high end" />
            </Legend>
            {more}
          </>
        }
        table={
          <>
            <TornadoTable bars={shown} figure={figure} today={today} />
            {more}
          </>
        }
      />
    </div>
  );
}
