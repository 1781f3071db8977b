import { memo, useId } from 'react';
import type { Accelerator } from '../../../../domain/accelerator.ts';
import { MOST_DEVICES, type FitAtCount, type FitOnAccelerator } from '../../../../evaluate/kv/fit.ts';
import { formatBytes, formatNumber, formatPercent } from '../../../format/number.ts';
import { ProvenanceText } from '../../../shared/ProvenanceMark.tsx';
import { DetailsRow, RowToggle } from '../../../shared/WideTable.tsx';
import wide from '../../../shared/WideTable.module.css';
import { MEMORY_PARTS, memoryPartsOf } from './memory-parts.ts';
import styles from './AcceleratorsView.module.css';

export const FIT_COLUMNS = 9;

const KIND_WORDS: Readonly<Record<Accelerator['memoryKind'], string>> = {
  device: '',
  unified: ', unified memory',
  'on-chip': ', on-chip memory only',
};

/** One accelerator. */
export const FitRow = memo(function FitRow({
  row,
  isOpen,
  onToggle,
}: {
  readonly row: FitOnAccelerator;
  readonly isOpen: boolean;
  readonly onToggle: (id: string) => void;
}) {
  const { accelerator, smallest, atRanks } = row;
  const { id, name, vendor, memoryBytes, memoryKind } = accelerator;
  const detailsId = useId();
  const holds = atRanks.sequences > 0;
  return (
    <>
      <tr data-accelerator={id}>
        <th scope="row" className={wide.name}>
          <div className={wide.nameParts}>
            <RowToggle
              label={`Parts and sources of ${name}`}
              isOpen={isOpen}
              detailsId={detailsId}
              onToggle={() => onToggle(id)}
            />
            <div>
              <span className={styles.name}>{name}</span>
              <p className={wide.quiet}>
                {vendor}
                {KIND_WORDS[memoryKind]}
              </p>
            </div>
          </div>
        </th>
        <td className={wide.number} data-column="devices">
          {smallest === null ? '–' : formatNumber(smallest.devices, 0)}
          {(smallest === null || smallest.stages > 1) && (
            <p className={wide.quiet}>{smallest === null ? 'not held' : groupingWords(smallest)}</p>
          )}
        </td>
        <td className={wide.number} data-column="sequences-there">
          {smallest === null ? '–' : formatNumber(smallest.sequences, 0)}
        </td>
        <td className={wide.number}>
          {formatBytes(memoryBytes.value)}
          {memoryBytes.kind === 'assumed' && (
            <p className={wide.quiet}>
              <span className={wide.assumed}>assumed</span>
            </p>
          )}
        </td>
        <td className={wide.number}>{formatBytes(atRanks.weightBytesPerDevice)}</td>
        <td className={wide.number}>
          {memoryKind === 'on-chip' ? 'not counted' : formatBytes(atRanks.activationBytes + atRanks.overheadBytes)}
        </td>
        <td className={wide.number}>
          {atRanks.poolBytesPerDevice > 0 ? formatBytes(atRanks.poolBytesPerDevice) : 'none'}
        </td>
        <td className={wide.number} data-column="sequences">
          {holds ? formatNumber(atRanks.sequences, 0) : '0'}
        </td>
        <td className={styles.barCell}>
          <BarAt fit={holds ? atRanks : smallest} isElsewhere={!holds} />
        </td>
      </tr>
      {isOpen && (
        <DetailsRow id={detailsId} span={FIT_COLUMNS}>
          <FitDetails row={row} />
        </DetailsRow>
      )}
    </>
  );
});

/** `8 ranks × 3 stages`. */
function groupingWords({ ranks, stages }: FitAtCount): string {
  const ranksText = ranks === 1 ? '1 rank' : `${formatNumber(ranks, 0)} ranks`;
  return stages === 1 ? ranksText : `${ranksText} × ${formatNumber(stages, 0)} stages`;
}

/** The bar of the scenario's ranks, or where these hold nothing, of the fewest devices that do. */
function BarAt({ fit, isElsewhere }: { readonly fit: FitAtCount | null; readonly isElsewhere: boolean }) {
  if (fit === null) return <span className={wide.quiet}>no number of devices tried holds it</span>;
  return (
    <>
      <MemoryBar fit={fit} />
      {isElsewhere && <p className={wide.quiet}>on {formatNumber(fit.devices, 0)} devices</p>}
    </>
  );
}

function MemoryBar({ fit }: { readonly fit: FitAtCount }) {
  const parts = memoryPartsOf(fit) ?? [];
  return (
    <>
      <span className="visually-hidden">
        {parts.map(({ key, share }) => `${labelOf(key)} ${formatPercent(share)}`).join(', ')}
      </span>
      <span className={styles.bar} aria-hidden="true">
        {parts.map(({ key, share }) => (
          <span key={key} className={styles[key]} style={{ width: `${100 * share}%` }} />
        ))}
      </span>
    </>
  );
}

function labelOf(key: string): string {
  return MEMORY_PARTS.find((part) => part.key === key)?.label ?? key;
}

function FitDetails({ row: { accelerator, smallest, atRanks } }: { readonly row: FitOnAccelerator }) {
  return (
    <div className={styles.details}>
      <section>
        <h3 className={styles.detailsTitle}>Memory of a device</h3>
        <p>{formatBytes(accelerator.memoryBytes.value)}</p>
        <ProvenanceText provenance={accelerator.memoryBytes} />
        {accelerator.memoryBandwidthBytesPerSecond && (
          <>
            <p className={styles.rate}>{formatBytes(accelerator.memoryBandwidthBytesPerSecond.value)}/s</p>
            <ProvenanceText provenance={accelerator.memoryBandwidthBytesPerSecond} />
          </>
        )}
      </section>
      {smallest ? (
        <Parts title={`Fewest devices: ${groupingWords(smallest)}`} fit={smallest} />
      ) : (
        <section>
          <h3 className={styles.detailsTitle}>Fewest devices</h3>
          <p>
            Not held: even {formatNumber(MOST_DEVICES, 0)} devices, or one for each layer of the model and rank, leave
            no room for one sequence.
          </p>
        </section>
      )}
      <Parts title={`This scenario: ${groupingWords(atRanks)}`} fit={atRanks} />
      {accelerator.memoryKind === 'on-chip' && (
        <p className={styles.onChip}>
          Weights and KV cache alike have to lie in on-chip memory, so a model is spread over hundreds of such parts, or
          over wafers. How it is divided there is the maker’s own affair: the number is memory needed ÷ memory there is,
          and no deployment that anybody published.
        </p>
      )}
    </div>
  );
}

/** What one device holds, in bytes. */
function Parts({ title, fit }: { readonly title: string; readonly fit: FitAtCount }) {
  const rows = [
    ['weights', fit.weightBytesPerDevice],
    ['activations', fit.activationBytes],
    ['runtime', fit.overheadBytes],
    ['room for KV cache', fit.poolBytesPerDevice],
    ['one sequence', fit.bytesPerSequenceAndDevice],
  ] as const;
  return (
    <section>
      <h3 className={styles.detailsTitle}>{title}</h3>
      <dl className={styles.parts}>
        {rows.map(([label, bytes]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{bytes < 0 ? `−${formatBytes(-bytes)}` : formatBytes(bytes)}</dd>
          </div>
        ))}
        <div>
          <dt>sequences</dt>
          <dd>{formatNumber(fit.sequences, 0)}</dd>
        </div>
      </dl>
    </section>
  );
}
