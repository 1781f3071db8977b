import type { Lens } from '../../../evaluate/uncertainty/figures.ts';
import { bringIntoView } from '../../shared/bring-into-view.ts';
import { Guard } from '../../shared/Guard.tsx';
import { lazyPart } from '../../shared/lazy-part.ts';
import styles from './Sure.module.css';

// There is nothing to say before draws were asked for.
const BandLine = lazyPart(() => import('./sensitivity/lenses.ts').then((m) => m.loadBandLine()));

/** How sure a headline is: what is assumed, and once there are draws where its figures lie. As high before as after. */
export function Sure({
  lens,
  otherwise,
}: {
  readonly lens: Lens;
  /** What is assumed, in a sentence. */
  readonly otherwise: string;
}) {
  return (
    <div className={styles.sure}>
      <button
        type="button"
        className={styles.way}
        onClick={() => {
          const part = document.getElementById('how-sure');
          if (part) bringIntoView({ part, block: 'start' });
        }}
      >
        How sure is it?
      </button>{' '}
      <Guard space={otherwise} otherwise={otherwise}>
        <BandLine lens={lens} otherwise={otherwise} />
      </Guard>
    </div>
  );
}
