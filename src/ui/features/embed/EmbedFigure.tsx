import { dominantReason } from '../../../evaluate/dominant-reason.ts';
import { uncostedTtlIds, type SpendEvaluation } from '../../../evaluate/spend.ts';
import { formatPercent, formatSeconds, formatUsd } from '../../format/number.ts';
import { uncostedNote } from '../../format/spend-class.ts';
import type { Show } from './embed-address.ts';
import { EmbedFrame, type FrameProps } from './EmbedFrame.tsx';
import styles from './Embed.module.css';

const FIGURES = ['saving', 'without', 'with'] as const;
type FigureName = (typeof FIGURES)[number];

export function isFigure(id: Show['id']): id is FigureName {
  return FIGURES.some((name) => name === id);
}

/** One number of the headline, in the page's own words. */
export function EmbedFigure({
  show,
  evaluation,
  people,
  ...frame
}: FrameProps & {
  readonly show: FigureName;
  readonly evaluation: SpendEvaluation;
  readonly people: number;
}) {
  const { title, value, unit, details, isLoss } = figureOf({ show, evaluation, people });
  return (
    <EmbedFrame title={title} {...frame}>
      <p className={isLoss ? styles.loss : styles.figure} data-testid="figure">
        {value}
        {unit !== null && <span className={styles.unit}> {unit}</span>}
      </p>
      {details.map((detail) => (
        <p key={detail} className={styles.detail}>
          {detail}
        </p>
      ))}
    </EmbedFrame>
  );
}

interface Figure {
  readonly title: string;
  readonly value: string;
  readonly unit: string | null;
  readonly details: readonly string[];
  readonly isLoss: boolean;
}

function figureOf({
  show,
  evaluation,
  people,
}: {
  show: FigureName;
  evaluation: SpendEvaluation;
  people: number;
}): Figure {
  const { without, with: kept, saving, warehouse } = evaluation;
  if (show === 'without')
    return {
      title: 'Without warehousing',
      value: formatUsd(without.usdPerMonth),
      unit: 'a month',
      details: [
        `${formatPercent(without.hitRatio)} from cache`,
        `best policy sold: ${without.policy}${uncostedNote(uncostedTtlIds(evaluation.ladder))}`,
      ],
      isLoss: false,
    };
  if (kept.status !== 'priced' || saving === null)
    return {
      title: 'With a token warehouse',
      value: 'no price',
      unit: null,
      details: kept.status === 'priced' ? [] : [`${kept.reason.replace(/\.$/, '')}.`],
      isLoss: false,
    };
  if (show === 'with')
    return {
      title: 'With a token warehouse',
      value: formatUsd(kept.usdPerMonth),
      unit: 'a month',
      details: [
        `${formatPercent(kept.hitRatio)} from cache`,
        `every prefix kept ${formatSeconds(warehouse.retentionSeconds)} after its last use`,
      ],
      isLoss: false,
    };
  const isEven = dominantReason(evaluation)?.isEven ?? false;
  const isLoss = saving.totalUsd < 0;
  const verb = isEven ? 'breaks even' : isLoss ? 'costs more' : 'saves';
  return {
    title: `A token warehouse ${verb}`,
    value: saving.ratio === undefined ? '–' : formatPercent(Math.abs(saving.ratio)),
    unit: 'of the bill',
    details: [
      `${formatUsd(Math.abs(saving.totalUsd))} a month, ${formatUsd(Math.abs(saving.totalUsd) / people)} per person`,
      `${formatUsd(without.usdPerMonth)} without, ${formatUsd(kept.usdPerMonth)} with prefixes kept ${formatSeconds(warehouse.retentionSeconds)}`,
    ],
    isLoss: isLoss && !isEven,
  };
}
