import { useId } from 'react';
import type { CodecKind } from '../../../../domain/kv-cache/storage-codec.ts';
import type { StoredAs, StoredSequence } from '../../../../evaluate/kv/storage.ts';
import type { ScenarioState } from '../../../../state/scenario-store.ts';
import { useScenarioState } from '../../../app-context.ts';
import { formatBytes, formatNumber, formatSignificant } from '../../../format/number.ts';
import { formatLoadSeconds } from '../../../format/load-seconds.ts';
import table from '../../../shared/table.module.css';
import { TableScroll } from '../../../shared/TableScroll.tsx';
import { ENGINE_WORDS } from '../inputs/words.ts';
import styles from './StorageView.module.css';

type Kv = ScenarioState['scenario']['kv'];

/** The codecs side by side; the first column chooses one. */
export function CodecTable({ stored, kv }: { readonly stored: StoredSequence; readonly kv: Kv }) {
  const setField = useScenarioState((state) => state.setField);
  // The choice is shown at once; figures may be a moment behind it.
  const chosen = useScenarioState((state) => state.scenario.kv.codec);
  const largest = Math.max(1, ...stored.rows.map(({ storedBytesPerSequence }) => storedBytesPerSequence));
  return (
    <>
      <TableScroll label="codecs">
        {() => (
          <table className={`${table.table} ${styles.codecs}`}>
            <thead>
              <tr>
                <th scope="col">Stored</th>
                <th scope="col" className={table.number}>
                  one sequence
                </th>
                <th scope="col" className={styles.barCell}>
                  <span className="visually-hidden">of the largest</span>
                </th>
                <th scope="col" className={table.number}>
                  capacity
                </th>
                <th scope="col" className={table.number}>
                  sequences per TB
                </th>
                <th scope="col" className={table.number}>
                  load takes
                </th>
                <th scope="col" className={table.number}>
                  HBM, one sequence
                </th>
                <th scope="col" className={table.number}>
                  sequences per TB of HBM
                </th>
              </tr>
            </thead>
            <tbody>
              {stored.rows.map((row) => (
                <CodecRow
                  key={row.codec}
                  row={row}
                  isChosen={row.codec === chosen}
                  stored={stored}
                  largest={largest}
                  ratio={kv.codecRatio}
                  onChoose={(codec) => setField({ path: 'kv.codec', value: codec })}
                />
              ))}
            </tbody>
          </table>
        )}
      </TableScroll>
      <ul className={styles.notes}>
        <li>
          HBM is the same in every row: a loaded cache is expanded to {kv.dtype} before attention reads it, so a codec
          does not let more sequences run at once. Precision among the inputs above does.
        </li>
        <li>
          The codec chosen here also lowers the warehouse’s rent on the Spend page, where it is reckoned from this
          model’s bytes per token.
        </li>
        <li>
          Never more than HBM holds: a codec that would not make a group of layers smaller is not applied to it.
          Recurrent states are stored as they are. Not counted: the time to encode and decode, first-byte latency, and
          what is lost in accuracy. All but the first row lose some.
          {kv.engine !== null &&
            ` The first row has ${ENGINE_WORDS[kv.engine]}’s layout, the others hold the elements themselves.`}
        </li>
      </ul>
    </>
  );
}

function CodecRow({
  row,
  isChosen,
  stored,
  largest,
  ratio,
  onChoose,
}: {
  readonly row: StoredAs;
  readonly isChosen: boolean;
  readonly stored: StoredSequence;
  readonly largest: number;
  readonly ratio: number;
  readonly onChoose: (codec: CodecKind) => void;
}) {
  const labelId = useId();
  const { name, meaning } = wordsOf({ codec: row.codec, ratio });
  return (
    <tr className={isChosen ? table.current : undefined} data-codec={row.codec}>
      <th scope="row">
        <label className={styles.choice}>
          <input
            type="radio"
            name="kv-codec"
            aria-labelledby={labelId}
            checked={isChosen}
            onChange={() => onChoose(row.codec)}
          />
          <span id={labelId}>
            {name} <span className={styles.meaning}>{meaning}</span>
          </span>
        </label>
      </th>
      <td className={table.number} data-column="stored">
        {formatBytes(row.storedBytesPerSequence)}
      </td>
      <td className={styles.barCell} aria-hidden="true">
        <span className={styles.bar} style={{ width: `${(100 * row.storedBytesPerSequence) / largest}%` }} />
      </td>
      <td className={table.number}>
        {row.capacityFactor === 1 ? '1 ×' : `${formatSignificant(row.capacityFactor, 4)} ×`}
      </td>
      <td className={table.number}>{formatNumber(row.sequencesPerTerabyte, 0)}</td>
      <td className={table.number}>{formatLoadSeconds(row.loadSeconds)}</td>
      <td className={`${table.number} ${table.quiet}`}>{formatBytes(stored.hbmBytesPerSequence)}</td>
      <td className={`${table.number} ${table.quiet}`} data-column="hbm-sequences">
        {formatNumber(stored.sequencesPerTerabyteOfHbm, 0)}
      </td>
    </tr>
  );
}

function wordsOf({ codec, ratio }: { codec: CodecKind; ratio: number }): { name: string; meaning: string } {
  switch (codec) {
    case 'none':
      return { name: 'As in HBM', meaning: 'the bytes as they are' };
    case '8-bit':
      return { name: '8-bit', meaning: 'int8, an fp32 scale per head and token' };
    case '4-bit':
      return { name: '4-bit', meaning: 'nvfp4, a scale per 16 elements' };
    case 'transform':
      return { name: 'Transform codec', meaning: `of the KVTC kind, ${formatNumber(ratio, 2)} × smaller than 16-bit` };
  }
}
