import type { BoundMachine } from '../../../../evaluate/bench/bench-view.ts';
import { ORIGIN_WORDS } from './meaning-words.ts';
import styles from './meaning.module.css';

/** Whether a bandwidth was measured or stands in a data sheet: in words, and never told by colour alone. */
export function OriginMark({ origin }: { readonly origin: BoundMachine['origin'] }) {
  return (
    <span className={origin === 'measured' ? styles.measured : styles.dataSheet} data-origin={origin}>
      {ORIGIN_WORDS[origin]}
    </span>
  );
}
