import type { ReactNode } from 'react';
import type { StoredSequence } from '../../../../evaluate/kv/storage.ts';
import type { ScenarioState } from '../../../../state/scenario-store.ts';
import { formatBytes, formatNumber, formatSignificant } from '../../../format/number.ts';
import { Card } from '../../../shared/Card.tsx';
import { ENGINE_WORDS } from '../inputs/words.ts';
import styles from './StorageView.module.css';

type Kv = ScenarioState['scenario']['kv'];

/** One stored copy against what the ranks hold, the engine's layout, and points a prefix can be resumed from. */
export function StoredCopy({ stored, kv }: { readonly stored: StoredSequence; readonly kv: Kv }) {
  const { hbmBytesPerSequence, storedBytesPerSequence, copiesRatio, checkpointBytes } = stored;
  return (
    <Card title="One stored copy against HBM" hint="Before any codec.">
      <dl className={styles.facts}>
        <Fact label={kv.ranks === 1 ? 'HBM, one device' : `HBM, ${formatNumber(kv.ranks, 0)} ranks together`}>
          {formatBytes(hbmBytesPerSequence)}
        </Fact>
        <Fact label="Stored once">
          {formatBytes(storedBytesPerSequence)}
          {kv.engine !== null && (
            <p className={styles.meaning}>
              {layoutWords({ engine: ENGINE_WORDS[kv.engine], blockTokens: stored.engineBlockTokens })}
            </p>
          )}
        </Fact>
        <Fact label="HBM ÷ stored">{`${formatSignificant(copiesRatio, 4)} ×`}</Fact>
        {kv.engine !== null && (
          <Fact label="Logical bytes, as no engine lays them out">{formatBytes(stored.logicalBytesPerSequence)}</Fact>
        )}
        <Fact label="A further point to resume from">
          {checkpointBytes === 0 ? 'nothing' : formatBytes(checkpointBytes)}
        </Fact>
      </dl>
      <ul className={styles.notes}>
        <li>
          Ranks hold copies where a cache cannot be divided among them: a latent on every rank, KV heads where there are
          more ranks than heads. Storage needs one.
          {kv.engine !== null &&
            ` What ${ENGINE_WORDS[kv.engine]} only reserves, such as the transient part of a window, is in HBM and not stored.`}
        </li>
        {kv.engine === null && (
          <li>Choose an engine among the inputs above to see whole blocks and its layout of records.</li>
        )}
        <li>
          {checkpointBytes === 0
            ? 'Every layer keeps the whole context, so a stored prefix can be resumed from any of its tokens.'
            : 'Windows and recurrent states are counted once, at the end: a prefix of this model can be resumed only where they were saved. Every further such point stores full windows and states again.'}
        </li>
      </ul>
    </Card>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function layoutWords({ engine, blockTokens }: { engine: string; blockTokens: number | null }): string {
  return blockTokens === null
    ? `in ${engine}’s layout`
    : `in ${engine}’s layout, blocks of ${formatNumber(blockTokens, 0)} tokens`;
}
