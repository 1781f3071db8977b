import type { ReactNode } from 'react';
import type { BandwidthSpread } from '../../../../domain/bandwidth/measurement.ts';
import { formatChecksum, formatRateBytes, middleHalfWords } from '../bench-words.ts';
import styles from './ResultCards.module.css';

/** The figure. "At least": what a page reads is never more than the memory gives, unless a cache helped. */
export function Headline({
  claim,
  rate,
  detail,
}: {
  readonly claim: string;
  readonly rate: number;
  readonly detail: string;
}) {
  return (
    <div>
      <p className={styles.headline}>
        <span className={styles.least}>{claim}</span> {formatRateBytes(rate)}
      </p>
      <p className={styles.detail}>{detail}</p>
    </div>
  );
}

export function MethodList({ children }: { readonly children: ReactNode }) {
  return <dl className={styles.method}>{children}</dl>;
}

export function Row({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Best, worst and the middle half of the samples. */
export function spreadRows(spread: BandwidthSpread): ReactNode {
  return (
    <>
      <Row label="Best and worst sample">
        {formatRateBytes(spread.bestBytesPerSecond)} and {formatRateBytes(spread.worstBytesPerSecond)}
      </Row>
      <Row label="Middle half of the samples">{middleHalfWords(spread)}</Row>
    </>
  );
}

/** A figure is only shown where the sums are right; which sum that was is for who wants to check it. */
export function ChecksumRow({
  checksum: { expected, found },
  kernels,
}: {
  readonly checksum: { readonly expected: number; readonly found: number };
  readonly kernels?: number;
}) {
  return (
    <Row label="Sum of what was read">
      <span data-checksum={expected === found ? 'ok' : 'wrong'}>
        {expected === found
          ? `right: ${formatChecksum(found)}`
          : `wrong: ${formatChecksum(found)} for ${formatChecksum(expected)}`}
      </span>
      {kernels !== undefined && `, ${kernels} ${kernels === 1 ? 'sum' : 'sums'} checked`}
    </Row>
  );
}
