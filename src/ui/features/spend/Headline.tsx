import { uncostedTtlIds, type SpendEvaluation } from '../../../evaluate/spend.ts';
import { dominantReason, type DominantReason } from '../../../evaluate/dominant-reason.ts';
import type { SpendExplanations } from '../../../evaluate/explain-spend.ts';
import type { SavingPart } from '../../../domain/spend/saving.ts';
import { formatPercent, formatSeconds, formatUsd } from '../../format/number.ts';
import { uncostedNote } from '../../format/spend-class.ts';
import { ExplainButton } from '../../shared/Explain.tsx';
import { assumedInWords } from './assumed-words.ts';
import { lazyPart } from '../../shared/lazy-part.ts';
import { Sure } from './Sure.tsx';
import styles from './Headline.module.css';
import { formatPrice } from '../../format/money.ts';

/** The answer: spend without and with a warehouse, the difference, and the one reason that dominates it. */
export function Headline({ evaluation, people }: { readonly evaluation: SpendEvaluation; readonly people: number }) {
  const { without, with: kept, saving, warehouse } = evaluation;
  const reason = dominantReason(evaluation);
  const loses = saving !== null && saving.totalUsd < 0;
  return (
    <section
      className={styles.headline}
      data-tour="headline"
      aria-label="Monthly spend without and with a token warehouse"
    >
      <div className={styles.figures}>
        <div>
          <p className={styles.label}>
            Without warehousing{' '}
            <ExplainFigure evaluation={evaluation} of="without" title={`Without warehousing: ${without.policy}`} />
          </p>
          <p className={styles.figure} data-testid="without">
            {formatUsd(without.usdPerMonth)}
          </p>
          <p className={styles.detail}>a month · {formatPercent(without.hitRatio)} from cache</p>
          <p className={styles.aside}>
            best policy sold: {without.policy}
            {uncostedNote(uncostedTtlIds(evaluation.ladder))}
          </p>
        </div>
        <div>
          <p className={styles.label}>
            <span>
              With a <span className={styles.wide}>token </span>warehouse
            </span>{' '}
            {kept.status === 'priced' && (
              <ExplainFigure evaluation={evaluation} of="with" title="With a token warehouse" />
            )}
          </p>
          {kept.status === 'priced' ? (
            <>
              <p className={styles.figureAccent} data-testid="with">
                {formatUsd(kept.usdPerMonth)}
              </p>
              <p className={styles.detail}>a month · {formatPercent(kept.hitRatio)} from cache</p>
              <p className={styles.aside}>
                every prefix kept {formatSeconds(warehouse.retentionSeconds)} after its last use
              </p>
            </>
          ) : (
            <>
              <p className={styles.figure} data-testid="with">
                no price
              </p>
              <p className={styles.detail}>
                {kept.reason.replace(/\.$/, '')}. Set a read price for the warehouse to get one.
              </p>
            </>
          )}
        </div>
        {saving && (
          <div className={styles.saving}>
            <p className={styles.label}>
              {reason?.isEven ? 'Breaks even' : loses ? 'Costs more' : 'Saves'}{' '}
              <ExplainFigure evaluation={evaluation} of="saving" title="What the warehouse saves" />
            </p>
            <p className={loses && !reason?.isEven ? styles.figureLoss : styles.figure} data-testid="saving">
              {saving.ratio === undefined ? '–' : formatPercent(Math.abs(saving.ratio))}
            </p>
            <p className={styles.detail}>{formatUsd(Math.abs(saving.totalUsd))} a month</p>
            <p className={styles.detail}>{formatUsd(Math.abs(saving.totalUsd) / people)} a month per person</p>
          </div>
        )}
      </div>
      {saving && (
        <div className={styles.why}>
          {reason && <p className={styles.reason}>{reasonSentence({ reason, evaluation })}</p>}
          <dl className={styles.parts}>
            {saving.parts
              .filter(({ part, usd }) => usd !== 0 || part === 'retention' || part === 'premium')
              .map(({ part, usd }) => (
                <div key={part} className={styles.part}>
                  <dt>
                    {PART_LABELS[part]}
                    {part === 'storage' && !evaluation.storage.isSet && (
                      <span className={styles.assumed}> assumed</span>
                    )}
                  </dt>
                  <dd className={usd < 0 ? styles.loss : undefined}>
                    {usd > 0 ? '+' : ''}
                    {formatUsd(usd)}
                  </dd>
                </div>
              ))}
            <div className={styles.partTotal}>
              <dt>{loses ? 'Loss' : 'Saving'}</dt>
              <dd>
                {saving.totalUsd > 0 ? '+' : ''}
                {formatUsd(saving.totalUsd)}
              </dd>
            </div>
          </dl>
        </div>
      )}
      <Sure lens="buy" otherwise={assumedInWords(evaluation)} />
    </section>
  );
}

// Nobody opens a figure before seeing it.
const SpendExplanation = lazyPart(() =>
  import('./SpendExplanation.tsx').then((m) => ({ default: m.SpendExplanation })),
);

function ExplainFigure({
  evaluation,
  of,
  title,
}: {
  readonly evaluation: SpendEvaluation;
  readonly of: keyof SpendExplanations;
  readonly title: string;
}) {
  return <ExplainButton title={title} renderPanel={() => <SpendExplanation evaluation={evaluation} of={of} />} />;
}

const PART_LABELS: Readonly<Record<SavingPart['part'], string>> = {
  retention: 'Longer retention',
  premium: 'No write premium',
  readPrice: 'Read price',
  storage: 'Storage rent',
  pings: 'No pings',
};

function reasonSentence({ reason, evaluation }: { reason: DominantReason; evaluation: SpendEvaluation }): string {
  const points = formatPercent(Math.abs(reason.savedMissRatio));
  const amount = formatUsd(Math.abs(reason.usd));
  const standIn = reason.restsOnStandIn
    ? ' The rent rests on a stand-in’s geometry, and without it the warehouse would save: set a rent, or a model on the KV cache page.'
    : '';
  if (reason.isEven) return `The two come out even: the difference is smaller than the inputs are known.${standIn}`;
  if (reason.isLoss) {
    switch (reason.part) {
      case 'storage':
        return `The warehouse loses here: its rent of ${amount} a month is more than the reuse it adds (${points} of prompt tokens) is worth.${standIn}`;
      case 'premium':
        return `The warehouse loses here: writing at its price costs ${amount} a month more than under the best policy sold.${standIn}`;
      case 'readPrice':
        return `The warehouse loses here: its reads cost ${amount} a month more than the seller’s.${standIn}`;
      default:
        return `The warehouse loses here: what it writes is too seldom read again, which costs ${amount} a month more than the best policy sold.${standIn}`;
    }
  }
  const because = reason.isMostOfIt ? 'Mostly because' : 'Above all because';
  const write = evaluation.warehouse.writeUsdPerMTok;
  switch (reason.part) {
    case 'retention':
      return `${because} ${points} of prompt tokens outlive the best policy sold and are prefilled again; a warehouse still has them. That is worth ${amount} a month.`;
    case 'premium':
      return `${because} the seller charges a premium for cache writes; writing at ${write === null ? 'the plain input price, as assumed here,' : `the ${formatPrice(write)} per M tokens set here`} saves ${amount} a month.`;
    case 'pings':
      return `${because} keep-warm pings are no longer needed: ${amount} a month.`;
    case 'readPrice':
      return `${because} the warehouse’s reads are cheaper than the seller’s: ${amount} a month.`;
    case 'storage':
      return `${because} the warehouse’s rent is lower than the seller’s for what the best policy stores: ${amount} a month.`;
  }
}
