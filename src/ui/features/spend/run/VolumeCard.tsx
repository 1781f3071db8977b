import { formatNumber, formatTokens, formatUsd } from '../../../format/number.ts';
import { Card } from '../../../shared/Card.tsx';
import { ChartFigure, Legend, LegendItem } from '../../../shared/ChartFigure.tsx';
import table from '../../../shared/table.module.css';
import { RUNG_NAMES } from '../../cluster/cluster-words.ts';
import styles from './Run.module.css';
import { useVolume } from './use-volume.ts';
import type { Volume } from './volume.ts';
import { BUY_COLOR, RUN_COLOR, VolumePlot } from './VolumePlot.tsx';
import { breakEvenInWords, comparedInWords, noVolumeInWords, timesShort, todayInWords } from './volume-words.ts';
import { moneySign } from '../../../format/money.ts';

const TITLE = 'At what volume does running it yourself cost less?';
const HINT =
  'The API bill and the cheapest fleet, from a 64th of today’s people to 64 times as many, everything else as it is. Both scales are logarithmic; nodes are whole, so the fleet’s bill has steps.';

/** Bought against run, volume by volume. It comes a moment after the figures: at every volume both are worked out anew. */
export function VolumeCard() {
  const { value, isPending } = useVolume();
  if (value?.status !== 'ok')
    return (
      <Card title={TITLE} hint={HINT}>
        <p className={styles.pending} aria-busy={isPending}>
          {value ? noVolumeInWords(value) : 'Sizing and billing volume by volume…'}
        </p>
      </Card>
    );
  const { volume } = value;
  const isRunKnown = volume.comparison.points.some(({ runUsdPerMonth }) => runUsdPerMonth !== null);
  return (
    <div aria-busy={isPending} className={isPending ? styles.waiting : undefined}>
      <ChartFigure
        title={TITLE}
        hint={HINT}
        summary={`${breakEvenInWords(volume)} ${todayInWords(volume)}`}
        lead={
          <>
            <p className={styles.answer} data-testid="break-even">
              {breakEvenInWords(volume)}
            </p>
            <p className={styles.lead}>{todayInWords(volume)}</p>
          </>
        }
        chart={<VolumePlot volume={volume} title={TITLE} />}
        legend={
          <>
            <Legend>
              <LegendItem color={BUY_COLOR} label="bought: the API bill" />
              {isRunKnown && <LegendItem color={RUN_COLOR} label="run: the cheapest fleet" />}
              <LegendItem color="var(--th-muted)" dashed label={isRunKnown ? 'today and break-even' : 'today'} />
            </Legend>
            <Notes volume={volume} />
          </>
        }
        table={() => (
          <>
            <VolumeTable volume={volume} />
            <Notes volume={volume} />
          </>
        )}
      />
    </div>
  );
}

/** What is compared, and what neither side counts. */
function Notes({ volume }: { readonly volume: Volume }) {
  return (
    <ul className={styles.notes}>
      {comparedInWords(volume).map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}

function VolumeTable({ volume: { comparison, people, tokensPerMonth } }: { readonly volume: Volume }) {
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">Volume</th>
          {['people', 'tokens a month', `buy, ${moneySign()} a month`, `run, ${moneySign()} a month`, 'nodes'].map(
            (label) => (
              <th key={label} scope="col" className={table.number}>
                {label}
              </th>
            ),
          )}
          <th scope="col">tiers</th>
        </tr>
      </thead>
      <tbody>
        {comparison.points.map(({ volumeRatio, buyUsdPerMonth, runUsdPerMonth, nodes, rung }) => (
          <tr key={volumeRatio} className={volumeRatio === 1 ? table.current : undefined}>
            <th scope="row">
              <span className={styles.unbroken}>{timesShort(volumeRatio)}</span>
            </th>
            <td className={table.number}>{formatNumber(people * volumeRatio, people * volumeRatio < 10 ? 1 : 0)}</td>
            <td className={table.number}>{formatTokens(tokensPerMonth * volumeRatio)}</td>
            <td className={table.number}>{formatUsd(buyUsdPerMonth)}</td>
            <td className={table.number}>{runUsdPerMonth === null ? 'no total' : formatUsd(runUsdPerMonth)}</td>
            <td className={table.number}>{nodes === null ? '–' : formatNumber(nodes, 0)}</td>
            <td className={styles.unbroken}>{rung === null ? '–' : RUNG_NAMES[rung]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
