import { TRANSFORM_CODEC_CLAIMS } from '../../../../catalog/storage-codecs.ts';
import { formatNumber } from '../../../format/number.ts';
import { Card } from '../../../shared/Card.tsx';
import { ProvenanceText } from '../../../shared/ProvenanceMark.tsx';
import styles from './StorageView.module.css';

/** Who says what of transform codecs. */
export function CodecClaims() {
  return (
    <Card
      title="How small does a transform codec get it?"
      hint="No ratio is a property of the codec alone: it depends on the model and on how much accuracy may be lost. Type one above."
    >
      <dl className={styles.claims}>
        {TRANSFORM_CODEC_CLAIMS.map(({ id, claim, ratio: { low, high } }) => (
          <div key={id} className={styles.claim}>
            <dt>
              {claim}: <strong>{rangeOf({ low: low.value, high: high.value })}</strong>
            </dt>
            <dd>
              <ProvenanceText provenance={high} />
            </dd>
          </div>
        ))}
      </dl>
      <p className={styles.remark}>
        “40 × more sessions” holds for storage. What runs at once is bounded by HBM, which the codec leaves as it is.
      </p>
    </Card>
  );
}

function rangeOf({ low, high }: { low: number; high: number }): string {
  return low === high ? `${formatNumber(low)}\u00a0×` : `${formatNumber(low)} to ${formatNumber(high)}\u00a0×`;
}
