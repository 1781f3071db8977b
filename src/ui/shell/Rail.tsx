import { CATALOG_REVISION } from '../../catalog/revision.ts';
import { useServices } from '../app-context.ts';
import { PAGES } from '../pages.ts';
import { ColorSchemeButton } from './ColorSchemeButton.tsx';
import styles from './Rail.module.css';

/** The pages. Links, so that they open in a new tab and can be copied. */
export function Rail({ openPage }: { readonly openPage: string }) {
  const { page } = useServices();
  return (
    <header className={styles.rail}>
      <p className={styles.brand}>Tokenhouse</p>
      <nav aria-label="Pages" className={styles.pages}>
        {PAGES.map(({ id, label }) => (
          <a
            key={id}
            href={`?page=${id}${window.location.hash}`}
            className={id === openPage ? styles.open : styles.page}
            aria-current={id === openPage ? 'page' : undefined}
            onClick={(event) => {
              if (event.ctrlKey || event.metaKey || event.shiftKey) return;
              event.preventDefault();
              page.write(id);
            }}
          >
            {label}
          </a>
        ))}
      </nav>
      <p className={styles.foot}>
        Prices and models checked {CATALOG_REVISION}. Nothing you enter leaves this browser except the id of a model you
        fetch.
      </p>
      <ColorSchemeButton />
    </header>
  );
}
