import { CACHE_LIMITS, WAREHOUSE_LIMITS } from '../../../../domain/field-limits.ts';
import type { OwnCachePoint } from '../../../../evaluate/hit-curves.ts';
import { useScenarioState } from '../../../app-context.ts';
import { formatPercent } from '../../../format/number.ts';
import { Card } from '../../../shared/Card.tsx';
import { NumberField } from '../../../shared/NumberField.tsx';
import { useBook, useOfferNamed } from '../../../shared/use-offers.ts';
import { cacheBytesOf } from './cache-bytes.ts';
import { betterRatio, bothRatesInWords, capacityInBytes, prefillInWords } from './own-cache-words.ts';
import styles from './OwnCacheCard.module.css';

const SECONDS_PER_HOUR = 3_600;

interface OwnCacheCardProps {
  readonly own: OwnCachePoint;
  readonly logicalRatio: number;
  /** `null` until the simulation has answered. */
  readonly simulatedRatio: number | null;
}

/** The cache that the scenario describes beside those that are sold: its inputs, and what it serves. */
export function OwnCacheCard({ own: { ratio, trust }, logicalRatio, simulatedRatio }: OwnCacheCardProps) {
  const scenario = useScenarioState((state) => state.scenario);
  const { cache, warehouse } = scenario;
  const bytes = cacheBytesOf({ kv: scenario.kv, offer: useOfferNamed()(scenario.offerId), book: useBook() });
  return (
    <Card
      title="What would a cache of one’s own serve?"
      hint="Instead of a life that is sold: how long it keeps a prefix, how much it holds, and whether requests find it. All agents share it; replicas have a part of it each."
    >
      <div className={styles.fields}>
        <NumberField
          path="cache.capacityTokens"
          value={cache.capacityTokens}
          limits={CACHE_LIMITS.capacityTokens}
          emptyMeans="no limit"
          {...(bytes && { below: capacityInBytes({ capacityTokens: cache.capacityTokens, bytes }) })}
        />
        <NumberField
          path="warehouse.retentionSeconds"
          value={warehouse.retentionSeconds}
          limits={WAREHOUSE_LIMITS.retentionSeconds}
          label="Kept after last use"
          unit="h"
          scale={SECONDS_PER_HOUR}
          below="the warehouse’s retention"
        />
        <NumberField
          path="cache.replicas"
          value={cache.replicas}
          limits={CACHE_LIMITS.replicas}
          label="Replicas"
          below="each with a cache of its own"
        />
        <NumberField
          path="cache.affinityRatio"
          value={cache.affinityRatio}
          limits={CACHE_LIMITS.affinityRatio}
          label="Kept on one replica"
          unit="%"
          scale={0.01}
          below={
            cache.replicas === 1 ? 'of agents; matters with several' : 'of agents; the others’ requests go anywhere'
          }
        />
      </div>
      <p className={styles.answer}>
        Of all prompt tokens it serves {bothRatesInWords({ ratio, trust, simulatedRatio })}; without limits{' '}
        {formatPercent(logicalRatio)}.{' '}
        {prefillInWords({ physicalRatio: betterRatio({ ratio, trust, simulatedRatio }), logicalRatio })}
      </p>
    </Card>
  );
}
