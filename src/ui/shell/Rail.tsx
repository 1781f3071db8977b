import { useState } from 'react';
import { CATALOG_REVISION } from '../../catalog/revision.ts';
import { Button } from '@mantine/core';
import { startTour } from '../features/tour/tour-store.ts';
import { CurrencyButton } from '../money/CurrencyButton.tsx';
import { PAGES } from '../pages.ts';
import { ColorSchemeButton } from './ColorSchemeButton.tsx';
import { ageInWords } from './list-age.ts';
import styles from './Rail.module.css';
import { PageLink } from '../shared/PageLink.tsx';

/** The pages. Links, so that they open in a new tab and can be copied. */
export function Rail({ openPage }: { readonly openPage: string }) {
  const [nowMs] = useState(() => Date.now());
  const age = ageInWords({ checkedOn: CATALOG_REVISION, nowMs });
  return (
    <header className={styles.rail}>
      <p className={styles.brand}>Tokenhouse</p>
      <nav aria-label="Pages" className={styles.pages}>
        {PAGES.map(({ id, label }) => (
          <PageLink key={id} page={id} className={id === openPage ? styles.open : styles.page} isOpen={id === openPage}>
            {label}
          </PageLink>
        ))}
      </nav>
      <p className={styles.foot}>
        Prices and models checked {CATALOG_REVISION}
        {age !== null && `, ${age}`}. Nothing you enter leaves this browser except the id of a model you fetch.
      </p>
      <div className={styles.buttons}>
        <Button
          variant="default"
          size="compact-xs"
          data-tour-start
          aria-label="Help: tour"
          title="A tour of this page in six steps, from the answer to a shared link"
          onClick={startTour}
        >
          <span className={styles.wide}>Help: tour</span>
          <span className={styles.narrow}>Tour</span>
        </Button>
        <CurrencyButton />
        <ColorSchemeButton />
      </div>
    </header>
  );
}
