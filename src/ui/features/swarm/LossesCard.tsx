import { memo, useMemo, useState } from 'react';
import type { Offer } from '../../../domain/offer/rate-card.ts';
import type { Swarm } from '../../../domain/swarm/swarm.ts';
import { lossesAtBestPolicy, lossesAtCache, type OwnCache } from '../../../evaluate/reuse-losses.ts';
import type { SpendEvaluation } from '../../../evaluate/spend.ts';
import { windowMarks } from '../../../evaluate/window-marks.ts';
import { windowMarkName } from '../../format/window-mark.ts';
import { ChartFigure } from '../../shared/ChartFigure.tsx';
import { Segmented } from '../../shared/Segmented.tsx';
import { LossBars } from './hit-rate/LossBars.tsx';
import { LossTable } from './hit-rate/LossTable.tsx';
import { lossesInWords, partsInWords } from './hit-rate/losses-words.ts';
import { ownCacheInWords } from './own-cache/own-cache-words.ts';
import styles from './LossesCard.module.css';

const BEST = 'best';
const OWN = 'own';
const UNLIMITED = { capacityTokens: null, replicas: 1, affinityRatio: 1 } as const;

interface LossesCardProps {
  readonly swarm: Swarm;
  /** `null` where the offer cannot be priced for this workload. */
  readonly spend: SpendEvaluation | null;
  readonly offer: Offer | undefined;
  readonly retentionSeconds: number;
  readonly cache: Omit<OwnCache, 'windowSeconds'>;
  /** Of the cache of one's own; `null` until the simulation has answered. */
  readonly simulatedRatio: number | null;
}

/** From what could be read to what is, cause by cause; in closed form. */
export const LossesCard = memo(function LossesCard(props: LossesCardProps) {
  const { swarm, spend, offer, retentionSeconds, cache, simulatedRatio } = props;
  const [chosen, setChosen] = useState(BEST);
  const atBest = useMemo(() => spend && lossesAtBestPolicy(spend), [spend]);
  const own = useMemo((): OwnCache => ({ ...cache, windowSeconds: retentionSeconds }), [cache, retentionSeconds]);
  const sold = useMemo(
    () => windowMarks({ offer, retentionSeconds: 0 }).filter(({ windowSeconds }) => windowSeconds > 0),
    [offer],
  );
  const options = [
    ...(atBest ? [{ value: BEST, label: 'best policy sold' }] : []),
    ...sold.map((mark, i) => ({ value: `${i}`, label: windowMarkName(mark) })),
    { value: OWN, label: 'cache of one’s own' },
  ];
  const shown = options.some(({ value }) => value === chosen) ? chosen : (options[0]?.value ?? OWN);
  const windowSeconds = sold[Number(shown)]?.windowSeconds;
  const losses = useMemo(
    () =>
      shown === BEST && atBest
        ? atBest
        : lossesAtCache({ swarm, cache: windowSeconds === undefined ? own : { ...UNLIMITED, windowSeconds } }),
    [shown, atBest, swarm, own, windowSeconds],
  );
  const isOwn = shown === OWN;
  const under = isOwn
    ? `a cache of one’s own (${ownCacheInWords(own)})`
    : shown === BEST && spend
      ? `the best policy sold (${spend.without.policy})`
      : 'this life';
  const words = lossesInWords({ losses, under, simulatedRatio: isOwn ? simulatedRatio : null });
  return (
    <ChartFigure
      title="Where is reuse lost?"
      hint="All prompt tokens, from the logical hit rate down to the physical one: what is read, by part of the prompt; what was sent before and is lost, by cause; and first touches, which no cache can help. Causes are counted one after another, in closed form."
      summary={partsInWords(losses)}
      lead={
        <>
          <Segmented label="Losses under" hideLabel options={options} value={shown} onChange={setChosen} />
          <p className={styles.words}>{words}</p>
          {losses.trust === 'rough' && (
            <p className={styles.quiet}>
              The closed form is rough here: a capacity near the knee of its curve, or requests spread over replicas.
              The shares below are its own; trust the simulated rate.
            </p>
          )}
        </>
      }
      chart={<LossBars losses={losses} simulatedRatio={isOwn ? simulatedRatio : null} />}
      table={<LossTable losses={losses} />}
    />
  );
});
