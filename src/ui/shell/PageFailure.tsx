import { useState } from 'react';
import { Button } from '@mantine/core';
import type { FallbackProps } from 'react-error-boundary';
import { hashOf } from '../../state/scenario-store.ts';
import { useServices } from '../app-context.ts';
import { reasonOf, useTryAgainOnChange } from '../shared/Guard.tsx';
import { PartMissing } from '../shared/lazy-part.ts';
import styles from './PageFailure.module.css';

const KEPT = 'Your scenario is kept in the address, and the other pages still work.';

/** A page that broke or did not come: what happened, what is safe, and every way on. */
export function PageFailure({ error, resetErrorBoundary }: FallbackProps) {
  const { store, link, clipboard } = useServices();
  const [said, setSaid] = useState('');
  useTryAgainOnChange({ error, retry: resetErrorBoundary });
  const isMissing = error instanceof PartMissing;
  const copy = async (): Promise<void> => {
    const { scenario, book } = store.getState();
    const isCopied = await clipboard.write(link.hrefWith(hashOf(scenario, book)));
    setSaid(isCopied ? 'The link is on the clipboard.' : 'The browser did not allow copying; the address is the link.');
  };
  const reload = (): void => {
    // What was entered last may not be in the address yet.
    link.settle();
    window.location.reload();
  };
  return (
    <div className={styles.failure}>
      <div role="alert">
        <h2 className={styles.title}>{isMissing ? 'This page could not be loaded' : 'This page failed to show'}</h2>
        {isMissing ? (
          <p>
            There is no network, or the site has been renewed since it was opened here; in that case reloading brings
            the new one. {KEPT}
          </p>
        ) : (
          <>
            <p>{KEPT} A change of the scenario, or an undo, tries again by itself.</p>
            <p className={styles.reason}>What went wrong: {reasonOf(error)}.</p>
          </>
        )}
      </div>
      <div className={styles.ways}>
        {!(isMissing && error.needsReload) && (
          <Button variant="default" size="xs" onClick={resetErrorBoundary}>
            Try again
          </Button>
        )}
        <Button variant="default" size="xs" onClick={reload}>
          Reload the site
        </Button>
        <Button variant="default" size="xs" onClick={() => void copy()}>
          Copy the link
        </Button>
        <span role="status">{said}</span>
      </div>
    </div>
  );
}
