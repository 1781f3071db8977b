import {
  ARRAYS_COUNTED,
  type BandwidthSpread,
  type GpuResult,
  type SecondaryRow,
} from '../../domain/bandwidth/measurement.ts';
import { MEBIBYTE } from './environment.ts';
import { shapeName } from './shapes.ts';

const gigabytes = (bytesPerSecond: number): string => (bytesPerSecond / 1e9).toFixed(2).padStart(9);
const mebibytes = (bytes: number): string => `${bytes / MEBIBYTE} MiB`;

const COLUMNS = ['median', 'best', 'worst', 'IQR'].map((name) => name.padStart(9)).join('');
const columnsOf = (spread: BandwidthSpread): string =>
  [
    spread.medianBytesPerSecond,
    spread.bestBytesPerSecond,
    spread.worstBytesPerSecond,
    spread.upperQuartileBytesPerSecond - spread.lowerQuartileBytesPerSecond,
  ]
    .map(gigabytes)
    .join('');

const RULES: Readonly<Record<SecondaryRow, string>> = {
  write: 'counted once; what a write reads first is not counted',
  copy: 'counted twice: read and written',
  triad: 'counted three times: two read, one written',
  'buffer-copy': "counted twice; the queue's own copier, by the wall clock",
};

/** A result as lines for a terminal, bandwidths in GB/s of 10⁹ bytes. */
export function reportOf(result: GpuResult): readonly string[] {
  const { adapter } = result;
  const name = adapter
    ? [adapter.vendor, adapter.architecture, adapter.device, adapter.description].filter(Boolean).join(' · ') ||
      'unnamed'
    : 'none';
  const head = `Adapter   ${name}${adapter?.isFallback ? ' (a stand-in)' : ''}`;
  if (result.status === 'failed') return [head, `No figure: ${result.failure}. ${result.detail}`];
  const rows = (Object.keys(ARRAYS_COUNTED) as SecondaryRow[]).flatMap((row) => {
    const spread = result.secondary[row];
    return spread ? [`${row.padEnd(12)}${columnsOf(spread)}   ${RULES[row]}`] : [];
  });
  const { checksum } = result;
  return [
    head,
    `Array     ${mebibytes(result.bufferBytes)} of ${mebibytes(result.askedBytes)}, bound by ${mebibytes(result.bindingBytes)}`,
    `Kernel    ${shapeName(result.kernel)}`,
    `Clock     ${result.timer}${result.timerDisagreementRatio === null ? '' : `, ${(100 * result.timerDisagreementRatio).toFixed(1)} % from the other`}; an empty submission takes ${(1e3 * result.emptySubmitSeconds).toFixed(2)} ms`,
    `Sums      ${checksum.kernelsChecked} compared, all right; of the headline ${checksum.found}`,
    '',
    `GB/s        ${COLUMNS}`,
    `${'read'.padEnd(12)}${columnsOf(result.read)}   counted once, ${result.read.samples} samples`,
    ...rows,
    '',
    'Shapes tried, GB/s',
    ...result.tuned.map(({ shape, bytesPerSecond }) => `  ${shapeName(shape).padEnd(22)}${gigabytes(bytesPerSecond)}`),
    'Sizes read, GB/s',
    ...result.sweep.map(
      ({ bufferBytes, medianBytesPerSecond }) =>
        `  ${mebibytes(bufferBytes).padEnd(22)}${gigabytes(medianBytesPerSecond)}`,
    ),
    `Warnings  ${result.warnings.join(', ') || 'none'}`,
  ];
}
