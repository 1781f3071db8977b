import { useMemo, useState } from 'react';
import type { Lens } from '../../../../evaluate/uncertainty/figures.ts';
import type { BandQuestion, DrawnBand } from '../../../../evaluate/uncertainty/questions.ts';
import type { ScenarioState } from '../../../../state/scenario-store.ts';
import { formatNumber, formatUsd } from '../../../format/number.ts';
import { ChartFigure, Legend, LegendItem } from '../../../shared/ChartFigure.tsx';
import table from '../../../shared/table.module.css';
import { SeedField } from '../../swarm/hit-rate/SeedField.tsx';
import { BandStrips } from './BandStrips.tsx';
import { useQuestion } from './use-question.ts';
import { Status, Waiting } from './Waiting.tsx';
import { bandInWords, failedInWords, FIGURE_NAMES, roughUsd } from './words.ts';
import styles from './Sensitivity.module.css';
import { moneySign } from '../../../format/money.ts';

const TITLE = 'How sure is it?';
const DRAWS = 1_000;
const HINT = `Every uncertain input drawn at once, ${formatNumber(DRAWS, 0)} times. P10 to P90: eight draws of ten lie between.`;

/** Where the bills and the saving lie when everything uncertain is otherwise at the same time. */
export function BandCard({
  scenario,
  lens,
  isSeen,
}: {
  readonly scenario: ScenarioState['scenario'] | null;
  readonly lens: Lens;
  readonly isSeen: boolean;
}) {
  const [seed, setSeed] = useState(1);
  const question = useMemo(
    (): BandQuestion | null => (scenario ? { kind: 'band', scenario, lens, seed, draws: DRAWS } : null),
    [scenario, lens, seed],
  );
  const known = useQuestion({ kind: 'band', question, isSeen });
  const band = known.last?.question.lens === lens && known.last.answer.kind === 'band' ? known.last.answer : null;
  if (!band) return <Waiting title={TITLE} hint={HINT} known={known} />;
  const failed = failedInWords(band);
  return (
    <div aria-busy={known.isUnderWay} className={known.isOld ? styles.old : undefined} data-old={known.isOld}>
      <ChartFigure
        title={TITLE}
        hint={HINT}
        summary={bandInWords(band)}
        lead={
          <>
            <p className={styles.answer} data-testid="band-answer">
              {bandInWords(band)}
            </p>
            {failed !== null && <p className={styles.warn}>{failed}</p>}
            <div className={styles.foot}>
              <SeedField value={seed} onChange={setSeed} />
              <div className={styles.state} role="status">
                {known.isOld && <span className={styles.quiet}>Figures from before the last change.</span>}
                <Status known={known} />
              </div>
            </div>
          </>
        }
        chart={<BandStrips band={band} />}
        table={<BandTable band={band} />}
        legend={
          <>
            <Legend>
              <LegendItem color="var(--th-ink)" label="median" />
              <LegendItem color="var(--th-ink)" dashed label="today" />
              <LegendItem color="var(--th-line-strong)" label="below P10, above P90" />
            </Legend>
            <p className={styles.note}>
              {band.inputs} inputs, each independent of the others; prices that sellers publish are taken as they are.
            </p>
          </>
        }
      />
    </div>
  );
}

function BandTable({ band }: { readonly band: DrawnBand }) {
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">{moneySign()} a month</th>
          {['today', 'P10', 'median', 'P90', 'draws'].map((label) => (
            <th key={label} scope="col" className={table.number}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {(['without', 'with', 'saving'] as const).map((figure) => {
          const found = band.figures[figure];
          const today = band.today[figure];
          const cells = found
            ? [
                today === null ? 'no price' : formatUsd(today),
                ...[found.p10Usd, found.p50Usd, found.p90Usd].map((usd) => roughUsd(usd)),
              ]
            : ['no price', '–', '–', '–'];
          return (
            <tr key={figure}>
              <th scope="row">{FIGURE_NAMES[figure]}</th>
              {[...cells, formatNumber(found?.drawnUsd.length ?? 0, 0)].map((cell, i) => (
                // Cells have no identity but their place.
                // oxlint-disable-next-line react/no-array-index-key
                <td key={i} className={table.number}>
                  {cell}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
