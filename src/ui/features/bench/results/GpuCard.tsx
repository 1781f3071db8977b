import type { BenchRecord, GpuMeasurement, GpuResult } from '../../../../domain/bandwidth/measurement.ts';
import { adapterWords, browserWords, isSoftware, kernelWords } from '../../../../state/measured-figure.ts';
import { formatPercent } from '../../../format/number.ts';
import { Card } from '../../../shared/Card.tsx';
import { formatBuffer, formatRateBytes, formatShortSeconds, PART_WORDS, TIMER_WORDS } from '../bench-words.ts';
import { claimWord } from '../figure-source.ts';
import { GPU_FAILURES, suspectedWords, WARNINGS } from '../state-words.ts';
import { ChecksumRow, Headline, MethodList, Row, spreadRows } from './FigureParts.tsx';
import { IntoScenario } from './IntoScenario.tsx';
import { StateNote } from './StateNote.tsx';
import styles from './ResultCards.module.css';

/** What was found of the graphics card: a figure with its method and its doubts, or why there is none. */
export function GpuCard({ record, gpu }: { readonly record: BenchRecord; readonly gpu: GpuResult }) {
  return (
    <Card title={PART_WORDS.gpu.long} hint={gpu.adapter ? adapterWords(gpu.adapter) : undefined} className={styles.gpu}>
      <div className={styles.body} data-part="gpu" data-state={gpu.status === 'failed' ? gpu.failure : 'measured'}>
        {gpu.status === 'failed' ? (
          <StateNote words={GPU_FAILURES[gpu.failure]} detail={gpu.detail} offersProcessor={record.cpu === null} />
        ) : isSoftware(gpu) ? (
          <SoftwareAdapter record={record} gpu={gpu} />
        ) : (
          <Measured record={record} gpu={gpu} />
        )}
      </div>
    </Card>
  );
}

/** The sums were right and the protocol ran; its rate is that of arithmetic, and stands in the raw record only. */
function SoftwareAdapter({ record, gpu }: { readonly record: BenchRecord; readonly gpu: GpuMeasurement }) {
  return (
    <>
      <StateNote
        words={WARNINGS['software-adapter']}
        lead={`No figure: ${adapterWords(gpu.adapter)} is a software adapter.`}
        offersProcessor={record.cpu === null}
      />
      <MethodList>
        <ChecksumRow checksum={gpu.checksum} kernels={gpu.checksum.kernelsChecked} />
        <Row label="What it read a second, in software">{formatRateBytes(gpu.read.medianBytesPerSecond)}</Row>
        <Row label="Array">
          {formatBuffer(gpu.bufferBytes)}
          {gpu.bufferBytes < gpu.askedBytes && `; there was no memory for ${formatBuffer(gpu.askedBytes)}`}
        </Row>
      </MethodList>
    </>
  );
}

function Measured({ record, gpu }: { readonly record: BenchRecord; readonly gpu: GpuMeasurement }) {
  const { bufferBytes, askedBytes, bindingBytes, timerDisagreementRatio } = gpu;
  return (
    <>
      <Headline
        claim={claimWord(gpu.warnings)}
        rate={gpu.read.medianBytesPerSecond}
        detail={`measured by this page: median of ${gpu.read.samples} reads of ${formatBuffer(bufferBytes)}`}
      />
      {gpu.warnings.map((warning) => (
        <StateNote
          key={warning}
          words={warning === 'suspected-software' ? suspectedWords(gpu.suspicions ?? []) : WARNINGS[warning]}
          offersProcessor={record.cpu === null}
        />
      ))}
      {bufferBytes < askedBytes && (
        <p className={styles.note}>
          There was no memory for {formatBuffer(askedBytes)}, so {formatBuffer(bufferBytes)} was read. Close other
          programs to give it more.
        </p>
      )}
      <MethodList>
        {spreadRows(gpu.read)}
        <Row label="Array">
          {formatBuffer(bufferBytes)}
          {bindingBytes < bufferBytes && `, in slices of ${formatBuffer(bindingBytes)}`}
        </Row>
        <Row label="Loop">{kernelWords(gpu.kernel)}</Row>
        <Row label="Timed by">
          {TIMER_WORDS[gpu.timer]}
          {timerDisagreementRatio !== null &&
            `; ${TIMER_WORDS[gpu.timer === 'wall' ? 'timestamp' : 'wall']} is ${formatPercent(timerDisagreementRatio)} apart`}
        </Row>
        <Row label="An empty submission takes">{formatShortSeconds(gpu.emptySubmitSeconds)}</Row>
        <ChecksumRow checksum={gpu.checksum} kernels={gpu.checksum.kernelsChecked} />
        <Row label="Browser">{browserWords(record.environment.userAgent)}</Row>
      </MethodList>
      <IntoScenario record={record} part="gpu" />
    </>
  );
}
