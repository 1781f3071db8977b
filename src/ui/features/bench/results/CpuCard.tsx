import type { BenchRecord, CpuMeasurement, CpuResult } from '../../../../domain/bandwidth/measurement.ts';
import { browserWords, coresWords, workersWords } from '../../../../state/measured-figure.ts';
import { Card } from '../../../shared/Card.tsx';
import { formatBuffer, formatRateBytes, PART_WORDS } from '../bench-words.ts';
import { claimWord } from '../figure-source.ts';
import { CPU_FAILURES, WARNINGS } from '../state-words.ts';
import { ChecksumRow, Headline, MethodList, Row, spreadRows } from './FigureParts.tsx';
import { IntoScenario } from './IntoScenario.tsx';
import { StateNote } from './StateNote.tsx';
import styles from './ResultCards.module.css';

/** What was found of the processor's memory: a figure with its method and its doubts, or why there is none. */
export function CpuCard({ record, cpu }: { readonly record: BenchRecord; readonly cpu: CpuResult }) {
  return (
    <Card title={PART_WORDS.cpu.long} hint={coresWords(record.environment.logicalCores)} className={styles.cpu}>
      <div className={styles.body} data-part="cpu" data-state={cpu.status === 'failed' ? cpu.failure : 'measured'}>
        {cpu.status === 'failed' ? (
          <StateNote words={CPU_FAILURES[cpu.failure]} detail={cpu.detail} />
        ) : (
          <Measured record={record} cpu={cpu} />
        )}
      </div>
    </Card>
  );
}

function Measured({ record, cpu }: { readonly record: BenchRecord; readonly cpu: CpuMeasurement }) {
  const totalBytes = cpu.workers * cpu.bytesPerWorker;
  return (
    <>
      <Headline
        claim={claimWord(cpu.warnings)}
        rate={cpu.read.medianBytesPerSecond}
        detail={`measured by this page: median of ${cpu.read.samples} reads of ${formatBuffer(totalBytes)}`}
      />
      {cpu.warnings.map((warning) => (
        <StateNote key={warning} words={WARNINGS[warning]} />
      ))}
      <MethodList>
        {spreadRows(cpu.read)}
        <Row label="Arrays">
          {formatBuffer(totalBytes)}, {formatBuffer(cpu.bytesPerWorker)} for each worker
        </Row>
        <Row label="Run by">{workersWords(cpu)}</Row>
        {cpu.byWorkers.length > 1 && (
          <Row label="By number of workers">
            {cpu.byWorkers
              .map(({ workers, bytesPerSecond }) => `${workers}: ${formatRateBytes(bytesPerSecond)}`)
              .join(' · ')}
          </Row>
        )}
        <Row label="Timed by">the page’s clock, while all workers ran</Row>
        <ChecksumRow checksum={cpu.checksum} />
        <Row label="Browser">
          {browserWords(record.environment.userAgent)}
          {!record.environment.isCrossOriginIsolated && ', page not isolated: about a tenth slower'}
        </Row>
      </MethodList>
      <IntoScenario record={record} part="cpu" />
    </>
  );
}
