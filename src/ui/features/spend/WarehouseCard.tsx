import { STAND_IN_MODEL_ID } from '../../../catalog/tiers.ts';
import { WAREHOUSE_LIMITS } from '../../../domain/field-limits.ts';
import type { SpendEvaluation } from '../../../evaluate/spend.ts';
import { knownRate } from '../../../domain/offer/rate-card.ts';
import type { ScenarioState } from '../../../state/scenario-store.ts';
import { formatSignificant } from '../../format/number.ts';
import { Card } from '../../shared/Card.tsx';
import { NumberField } from '../../shared/NumberField.tsx';
import { ProvenanceMark } from '../../shared/ProvenanceMark.tsx';
import styles from './WarehouseCard.module.css';
import { formatListed } from '../../format/money.ts';
import { LOCALE } from '../../format/locale.ts';

const SECONDS_PER_HOUR = 3_600;

/** What the warehouse is taken to charge. Empty prices follow the offer and the hardware. */
export function WarehouseCard({
  scenario,
  evaluation,
}: {
  readonly scenario: ScenarioState['scenario'];
  readonly evaluation: SpendEvaluation | null;
}) {
  const { warehouse } = scenario;
  const input = knownRate(evaluation?.resolved.period.base.input);
  const read = knownRate(evaluation?.resolved.period.base.cacheRead);
  const geometry = evaluation?.geometry;
  return (
    <Card
      title="What does the warehouse charge?"
      hint="A seller that keeps KV cache on NVMe: prefill once, load many times. No such price list is public; these are yours to set."
    >
      <div className={styles.fields}>
        <NumberField
          path="warehouse.retentionSeconds"
          value={warehouse.retentionSeconds}
          limits={WAREHOUSE_LIMITS.retentionSeconds}
          label="Kept after last use"
          unit="h"
          scale={SECONDS_PER_HOUR}
        />
        <NumberField
          path="warehouse.writeUsdPerMTok"
          value={warehouse.writeUsdPerMTok}
          limits={WAREHOUSE_LIMITS.writeUsdPerMTok}
          unit="$/M"
          emptyMeans={input === undefined ? 'as input' : `${formatListed({ value: input, currency: 'USD' })}: as input`}
        />
        <NumberField
          path="warehouse.readUsdPerMTok"
          value={warehouse.readUsdPerMTok}
          limits={WAREHOUSE_LIMITS.readUsdPerMTok}
          unit="$/M"
          emptyMeans={
            read === undefined ? 'not sold: set one' : `${formatListed({ value: read, currency: 'USD' })}: as the offer`
          }
        />
        <NumberField
          path="warehouse.storageUsdPerMTokHour"
          value={warehouse.storageUsdPerMTokHour}
          limits={WAREHOUSE_LIMITS.storageUsdPerMTokHour}
          unit="$/M·h"
          emptyMeans={
            evaluation ? `${formatSignificant(evaluation.storage.usdPerMTokHour, 3)}: NVMe rent` : 'NVMe rent'
          }
          mark={
            geometry?.origin === 'stand-in' &&
            !evaluation?.storage.isSet && <ProvenanceMark provenance={STAND_IN_MODEL_ID} of="storage rent" />
          }
        />
      </div>
      {geometry && evaluation && !evaluation.storage.isSet && (
        <p className={styles.basis}>
          Rent is NVMe cost × {evaluation.storage.marginalBytesPerToken.toLocaleString(LOCALE)} B per token of{' '}
          {geometry.name}
          {geometry.origin === 'stand-in' ? ', a stand-in: the seller’s own geometry is not public' : ''}
          {scenario.kv.codec === 'none' ? '' : ', after the storage codec chosen there'}. Change it on the KV cache
          page.
        </p>
      )}
    </Card>
  );
}
