import { memo, useMemo } from 'react';
import { KV_LIMITS } from '../../../../domain/field-limits.ts';
import type { KvEvaluation } from '../../../../evaluate/kv/evaluate-kv.ts';
import { storedSequence } from '../../../../evaluate/kv/storage.ts';
import { useScenarioState } from '../../../app-context.ts';
import { formatBytes, formatNumber } from '../../../format/number.ts';
import { Card } from '../../../shared/Card.tsx';
import { NumberField } from '../../../shared/NumberField.tsx';
import { CodecClaims } from './CodecClaims.tsx';
import { CodecTable } from './CodecTable.tsx';
import { StoredCopy } from './StoredCopy.tsx';
import styles from './StorageView.module.css';

const BYTES_PER_GB = 1e9;

/** What compression on the way to storage changes, and what it leaves alone. */
export const StorageView = memo(function StorageView({ evaluation }: { readonly evaluation: KvEvaluation }) {
  const { kv, geometry } = evaluation;
  const stored = useMemo(() => storedSequence({ kv, geometry }), [kv, geometry]);
  return (
    <div className={styles.view}>
      <Card
        title="What does compression change, and what not?"
        hint={`One sequence of ${formatNumber(kv.contextTokens, 0)} tokens of ${geometry.name}, ${formatBytes(stored.storedBytesPerSequence)} in ${kv.dtype}. A codec works on the way to storage and back: it changes what is stored and how long a load takes.`}
      >
        <StorageInputs />
        <CodecTable stored={stored} kv={kv} />
      </Card>
      <div className={styles.pair}>
        <CodecClaims />
        <StoredCopy stored={stored} kv={kv} />
      </div>
    </div>
  );
});

/** Bound to the scenario itself, as every field. */
function StorageInputs() {
  const kv = useScenarioState((state) => state.scenario.kv);
  return (
    <div className={styles.fields}>
      <NumberField
        path="kv.loadBytesPerSecond"
        value={kv.loadBytesPerSecond}
        limits={KV_LIMITS.loadBytesPerSecond}
        unit="GB/s"
        scale={BYTES_PER_GB}
      />
      <NumberField
        path="kv.codecRatio"
        value={kv.codecRatio}
        limits={KV_LIMITS.codecRatio}
        label="Transform codec’s ratio"
      />
    </div>
  );
}
