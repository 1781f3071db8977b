import type { ShareOfDataSheet } from '../../../../evaluate/bench/bench-view.ts';
import { formatPercent } from '../../../format/number.ts';
import { Explain } from '../../../shared/Explain.tsx';
import { ProvenanceMark } from '../../../shared/ProvenanceMark.tsx';
import { formatRateBytes } from '../bench-words.ts';
import styles from './WhichCard.module.css';

/** What of the confirmed card's data sheet was reached, and how that reads. */
export function Share({ share }: { readonly share: ShareOfDataSheet }) {
  if (share.status === 'not-measured' || share.status === 'unconfirmed') return null;
  if (share.status === 'no-figure')
    return (
      <p className={styles.share} data-share="none">
        <strong>{share.cardName}</strong>: there is no data sheet’s figure to compare with. {share.reason}
      </p>
    );
  const { card, dataSheetBytesPerSecond, shareRatio, sentence, explanation } = share;
  return (
    <div className={styles.share} data-share={share.reading}>
      <p>
        <strong>{formatPercent(shareRatio)}</strong> of the {formatRateBytes(dataSheetBytesPerSecond.value)} that the
        data sheet of the <strong>{card.name}</strong> gives{' '}
        <ProvenanceMark provenance={dataSheetBytesPerSecond} of={`the bandwidth of the ${card.name}`} />{' '}
        <Explain explanation={explanation} />
      </p>
      <p className={styles.reading}>{sentence}</p>
    </div>
  );
}
