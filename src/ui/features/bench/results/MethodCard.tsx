import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import {
  ARRAYS_COUNTED,
  type BandwidthSpread,
  type BenchRecord,
  type GpuMeasurement,
  type SecondaryRow,
} from '../../../../domain/bandwidth/measurement.ts';
import { isSoftware, kernelWords } from '../../../../state/measured-figure.ts';
import { formatNumber } from '../../../format/number.ts';
import { Card } from '../../../shared/Card.tsx';
import table from '../../../shared/table.module.css';
import { TableScroll } from '../../../shared/TableScroll.tsx';
import { saveText } from '../../offers/save-text.ts';
import { formatRateBytes, middleHalfWords, PART_WORDS, SECONDARY_ROWS, SECONDARY_WORDS } from '../bench-words.ts';
import styles from './MethodCard.module.css';
import { recordFile } from './record-file.ts';

/** Everything else that a run found: other ways to move bytes, the loops that were tried, and every sample as a file. */
export function MethodCard({ record }: { readonly record: BenchRecord }) {
  const gpu = record.gpu?.status === 'measured' ? record.gpu : null;
  const cpu = record.cpu?.status === 'measured' ? record.cpu : null;
  return (
    <Card
      title="What else was measured?"
      hint="Reading is the figure to go by: a model is read. What a write or a copy counts as is a convention, told in each row; what a write reads first is not counted."
    >
      <div className={styles.parts}>
        {gpu && (
          <section className={styles.part}>
            <h3 className={styles.title}>
              {PART_WORDS.gpu.long}
              {isSoftware(gpu) && ': a software adapter, not memory'}
            </h3>
            <SecondaryTable label={PART_WORDS.gpu.of} read={gpu.read} secondary={gpu.secondary} />
            <TunedTable gpu={gpu} />
          </section>
        )}
        {cpu && (
          <section className={styles.part}>
            <h3 className={styles.title}>{PART_WORDS.cpu.long}</h3>
            <SecondaryTable label={PART_WORDS.cpu.of} read={cpu.read} secondary={cpu.secondary} />
          </section>
        )}
      </div>
      {!gpu && !cpu && (
        <p className={styles.none}>Nothing was measured to the end; the raw record has what was sampled.</p>
      )}
      <div className={styles.save}>
        <Button variant="default" size="compact-xs" onClick={() => saveText(recordFile(record))}>
          Save the raw record (JSON)
        </Button>
        <span className={styles.middle}>
          every sample, the adapter’s words and the browser’s; it stays on this machine
        </span>
      </div>
    </Card>
  );
}

function SecondaryTable({
  label,
  read,
  secondary,
}: {
  readonly label: string;
  readonly read: BandwidthSpread;
  readonly secondary: Readonly<Partial<Record<SecondaryRow, BandwidthSpread>>>;
}) {
  return (
    <TableScroll label={`ways of moving bytes on ${label}`}>
      {() => (
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">What is done</th>
              <th scope="col">what is counted</th>
              <th scope="col" className={table.number}>
                median
              </th>
              <th scope="col">middle half</th>
            </tr>
          </thead>
          <tbody>
            <SpreadRow name="Read" counts="each byte read once" spread={read} isLead />
            {SECONDARY_ROWS.map((row) => {
              const spread = secondary[row];
              if (!spread) return null;
              const { name, counts } = SECONDARY_WORDS[row];
              return (
                <SpreadRow key={row} name={name} counts={`${counts} (× ${ARRAYS_COUNTED[row]})`} spread={spread} />
              );
            })}
          </tbody>
        </table>
      )}
    </TableScroll>
  );
}

function SpreadRow({
  name,
  counts,
  spread,
  isLead = false,
}: {
  readonly name: string;
  readonly counts: ReactNode;
  readonly spread: BandwidthSpread;
  readonly isLead?: boolean;
}) {
  return (
    <tr className={isLead ? table.current : undefined}>
      <th scope="row">{name}</th>
      <td>{counts}</td>
      <td className={table.number}>{formatRateBytes(spread.medianBytesPerSecond)}</td>
      <td className={`${styles.middle} ${styles.wide}`}>{middleHalfWords(spread)}</td>
    </tr>
  );
}

/** Every loop that was tried, the fastest first; each came to the right sum before it was timed. */
function TunedTable({ gpu }: { readonly gpu: GpuMeasurement }) {
  const tuned = gpu.tuned.toSorted((a, b) => b.bytesPerSecond - a.bytesPerSecond);
  const words = kernelWords(gpu.kernel);
  return (
    <TableScroll label="loops that were tried">
      {() => (
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Loop that was tried, its sum right</th>
              <th scope="col" className={table.number}>
                workgroups
              </th>
              <th scope="col" className={table.number}>
                read, median
              </th>
            </tr>
          </thead>
          <tbody>
            {tuned.map(({ shape, bytesPerSecond }) => {
              const isChosen = kernelWords(shape) === words && shape.workgroups === gpu.kernel.workgroups;
              return (
                <tr key={`${kernelWords(shape)}×${shape.workgroups}`} className={isChosen ? table.current : undefined}>
                  <th scope="row">
                    {kernelWords(shape)}
                    {isChosen && ' (chosen)'}
                  </th>
                  <td className={table.number}>{formatNumber(shape.workgroups, 0)}</td>
                  <td className={table.number}>{formatRateBytes(bytesPerSecond)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </TableScroll>
  );
}
