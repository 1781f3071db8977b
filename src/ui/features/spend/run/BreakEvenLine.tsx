import { useServices } from '../../../app-context.ts';
import { useVolume } from './use-volume.ts';
import { breakEvenShort } from './volume-words.ts';
import styles from './BreakEvenLine.module.css';

/** Below the other offers: from which volume on machines of one's own cost less, and the way there. */
export function BreakEvenLine() {
  const { page, link } = useServices();
  const { value, isPending } = useVolume();
  // Why there is nothing to compare stands with the figures.
  if (value?.status !== 'ok') return null;
  const answer = breakEvenShort(value.volume) ?? 'Machines of your own have no bill yet.';
  return (
    <p className={isPending ? styles.waiting : styles.line} aria-busy={isPending} data-testid="break-even-line">
      {answer}{' '}
      <a
        href={`?page=spend&view=run#${link.read()}`}
        onClick={(event) => {
          event.preventDefault();
          page.writeView('run');
          // The link is gone in that lens; reading goes on where the page begins.
          document.getElementById('main')?.focus();
        }}
      >
        Buy or run?
      </a>
    </p>
  );
}
