import { memo, useMemo, useState } from 'react';
import { offerById } from '../../../catalog/offers/index.ts';
import type { Swarm } from '../../../domain/swarm/swarm.ts';
import {
  lossesAtBestPolicy,
  lossesAtWindow,
  type LossCause,
  type ReuseLosses,
} from '../../../evaluate/reuse-losses.ts';
import type { SpendEvaluation } from '../../../evaluate/spend.ts';
import { windowMarks } from '../../../evaluate/window-marks.ts';
import { formatPercent } from '../../format/number.ts';
import { formatShare } from '../../format/share.ts';
import { windowMarkName } from '../../format/window-mark.ts';
import { ChartFigure, Legend, LegendItem } from '../../shared/ChartFigure.tsx';
import { Segmented } from '../../shared/Segmented.tsx';
import table from '../../shared/table.module.css';
import styles from './LossesCard.module.css';

const BEST = 'best';

interface LossesCardProps {
  readonly swarm: Swarm;
  /** `null` where the offer cannot be priced for this workload. */
  readonly spend: SpendEvaluation | null;
  readonly offerId: string;
  readonly retentionSeconds: number;
}

/** What is prefilled although it was sent before, by why; in closed form. */
export const LossesCard = memo(function LossesCard({ swarm, spend, offerId, retentionSeconds }: LossesCardProps) {
  const [chosen, setChosen] = useState(BEST);
  const atBest = useMemo(() => spend && lossesAtBestPolicy(spend), [spend]);
  const marks = useMemo(
    () => windowMarks({ offer: offerById(offerId), retentionSeconds }).filter(({ windowSeconds }) => windowSeconds > 0),
    [offerId, retentionSeconds],
  );
  const options = [
    ...(atBest ? [{ value: BEST, label: 'best policy sold' }] : []),
    ...marks.map((mark, i) => ({ value: `${i}`, label: windowMarkName(mark) })),
  ];
  const shown = options.some(({ value }) => value === chosen) ? chosen : options[0]?.value;
  const windowSeconds = marks[Number(shown)]?.windowSeconds;
  const losses = useMemo(
    () => (windowSeconds === undefined ? atBest : lossesAtWindow({ swarm, windowSeconds })),
    [atBest, swarm, windowSeconds],
  );
  if (!losses || shown === undefined) return null;
  const parts = partsOf(losses);
  const under = shown === BEST && spend ? `the best policy sold (${spend.without.policy})` : 'this window';
  return (
    <ChartFigure
      title="Where is reuse lost?"
      hint="What is prefilled, by why: first touches, which no cache can help, and what was sent before and is not found. Causes are counted one after another, in closed form; eviction and routing are not in the scenario."
      summary={parts.map(({ label, ratio }) => `${label}: ${formatShare(ratio)} of prompt tokens`).join('; ')}
      lead={
        options.length > 1 && (
          <Segmented label="Losses under" hideLabel options={options} value={shown} onChange={setChosen} />
        )
      }
      chart={<LossBar losses={losses} parts={parts} under={under} />}
      legend={
        <Legend>
          {parts.map(({ label, color, ratio }) => (
            <LegendItem key={label} color={color} label={`${label} ${formatShare(ratio)}`} />
          ))}
        </Legend>
      }
      table={<LossTable losses={losses} parts={parts} />}
    />
  );
});

interface Part {
  readonly label: string;
  readonly color: string;
  readonly ratio: number;
}

const CAUSES: Readonly<Record<LossCause, { readonly label: string; readonly color: string }>> = {
  launch: { label: 'siblings launched at once', color: 'var(--th-write)' },
  uncached: { label: 'not cached by the policy', color: 'var(--th-output)' },
  expired: { label: 'expired', color: 'var(--th-storage)' },
  belowMinimum: { label: 'below the minimum prompt', color: 'var(--th-pings)' },
  rounding: { label: 'granularity and chance', color: 'var(--th-accent)' },
};

function partsOf({ firstTouchRatio, lost }: ReuseLosses): readonly Part[] {
  return [
    { label: 'first touch', color: 'var(--th-uncached)', ratio: firstTouchRatio },
    ...lost.filter(({ ratio }) => ratio > 1e-9).map(({ cause, ratio }) => ({ ...CAUSES[cause], ratio })),
  ];
}

function LossBar({
  losses: { readRatio, firstTouchRatio },
  parts,
  under,
}: {
  readonly losses: ReuseLosses;
  readonly parts: readonly Part[];
  readonly under: string;
}) {
  const missed = 1 - readRatio;
  return (
    <>
      <p className={styles.words}>
        {formatPercent(1 - firstTouchRatio)} of prompt tokens could be read; under {under} {formatPercent(readRatio)}{' '}
        are. Of the {formatPercent(missed)} that are prefilled:
      </p>
      <div className={styles.bar} aria-hidden="true">
        {parts.map(({ label, color, ratio }) =>
          ratio > 0 && missed > 0 ? (
            <span
              key={label}
              title={`${label}: ${formatShare(ratio)}`}
              style={{ width: `${(100 * ratio) / missed}%`, background: color }}
            />
          ) : null,
        )}
      </div>
    </>
  );
}

function LossTable({ losses, parts }: { readonly losses: ReuseLosses; readonly parts: readonly Part[] }) {
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">Prompt tokens</th>
          <th scope="col" className={table.number}>
            of all
          </th>
          <th scope="col" className={table.number}>
            of those prefilled
          </th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">read from cache</th>
          <td className={table.number}>{formatShare(losses.readRatio)}</td>
          <td className={table.number}>–</td>
        </tr>
        {parts.map(({ label, ratio }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td className={table.number}>{formatShare(ratio)}</td>
            <td className={table.number}>{losses.readRatio < 1 ? formatShare(ratio / (1 - losses.readRatio)) : '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
