import { useMemo, useState } from 'react';
import { NativeSelect } from '@mantine/core';
import type { Lens } from '../../../../evaluate/uncertainty/figures.ts';
import type { BreakEven, BreakEvenQuestion } from '../../../../evaluate/uncertainty/questions.ts';
import type { ScenarioState } from '../../../../state/scenario-store.ts';
import { formatUsd } from '../../../format/number.ts';
import { ChartFigure, Legend, LegendItem } from '../../../shared/ChartFigure.tsx';
import table from '../../../shared/table.module.css';
import { BreakEvenPlot, SAVING_COLOR } from './BreakEvenPlot.tsx';
import { useQuestion } from './use-question.ts';
import { Status, Waiting } from './Waiting.tsx';
import { breakEvenInWords, distanceInWords, ratioInWords, valueInWords } from './words.ts';
import styles from './Sensitivity.module.css';
import { moneySign } from '../../../format/money.ts';

const TITLE = 'When does it stop paying?';
const HINT = 'One input moved, everything else as it is: the saving as a share of the bill without a warehouse.';

/** Where the saving changes its sign as one input is moved. */
export function BreakEvenCard({
  scenario,
  lens,
  isSeen,
}: {
  readonly scenario: ScenarioState['scenario'] | null;
  readonly lens: Lens;
  readonly isSeen: boolean;
}) {
  const [inputId, setInputId] = useState<string | null>(null);
  const question = useMemo(
    (): BreakEvenQuestion | null => (scenario ? { kind: 'break-even', scenario, lens, inputId } : null),
    [scenario, lens, inputId],
  );
  const known = useQuestion({ kind: 'break-even', question, isSeen });
  const found =
    known.last?.question.lens === lens && known.last.answer.kind === 'break-even' ? known.last.answer : null;
  if (!found) return <Waiting title={TITLE} hint={HINT} known={known} />;
  const distance = distanceInWords(found);
  return (
    <div aria-busy={known.isUnderWay} className={known.isOld ? styles.old : undefined} data-old={known.isOld}>
      <ChartFigure
        title={TITLE}
        hint={HINT}
        summary={breakEvenInWords(found)}
        lead={
          <>
            <NativeSelect
              className={styles.choice}
              size="xs"
              label="Input that is moved"
              data={found.inputs.map(({ id, label }) => ({ value: id, label }))}
              value={inputId ?? found.input.id}
              onChange={(event) => setInputId(event.currentTarget.value)}
            />
            <div className={styles.state}>
              <Status known={known} />
            </div>
            <p className={styles.answer} data-testid="turns-answer">
              {breakEvenInWords(found)} {distance !== null && <span className={styles.quiet}>{distance}</span>}
            </p>
          </>
        }
        chart={<BreakEvenPlot found={found} title={TITLE} />}
        legend={
          <Legend>
            <LegendItem color={SAVING_COLOR} label="saving, of the bill without" />
            <LegendItem color="var(--th-muted)" dashed label="today and where the sign turns" />
          </Legend>
        }
        table={<BreakEvenTable found={found} />}
      />
    </div>
  );
}

function BreakEvenTable({ found: { input, points } }: { readonly found: BreakEven }) {
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">{input.label}</th>
          <th scope="col" className={table.number}>
            saving, {moneySign()} a month
          </th>
          <th scope="col" className={table.number}>
            of the bill without
          </th>
        </tr>
      </thead>
      <tbody>
        {points.map(({ value, savingUsd, ratio }) => (
          <tr key={value} className={value === input.now ? table.current : undefined}>
            <th scope="row">{valueInWords({ value, unit: input.unit })}</th>
            <td className={table.number}>{savingUsd === null ? 'no figure' : formatUsd(savingUsd)}</td>
            <td className={table.number}>{ratioInWords(ratio)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
