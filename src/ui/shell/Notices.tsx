import { lazy, Suspense, type ComponentType } from 'react';
import { CATALOG_REVISION } from '../../catalog/revision.ts';
import type { ScenarioState } from '../../state/scenario-store.ts';
import { useScenarioState } from '../app-context.ts';
import styles from './Notices.module.css';

// Most visits bring nothing that has to be told.
const NoticeBoard = lazy((): Promise<{ default: ComponentType }> =>
  import('./NoticeBoard.tsx').then(
    (m) => ({ default: m.NoticeBoard }),
    () => ({ default: BoardMissing }),
  ),
);

/** What a link could not bring, what was mended of it, and prices in it that are not today’s. There from the start, to be read out. */
export function Notices() {
  const hasNews = useScenarioState(bringsNews);
  const seller = useScenarioState(({ isBookMissing, book }) =>
    isBookMissing ? book.offers[0]?.sellerName : undefined,
  );
  const linkFault = useScenarioState((state) => state.linkFault);
  return (
    <div role="status" aria-live="polite">
      {linkFault !== null && (
        <div className={styles.notice}>
          <p>{linkFault}</p>
        </div>
      )}
      {seller !== undefined && (
        <div className={styles.notice}>
          <p>Most offers could not be loaded, so only those of {seller} can be chosen. Reload the page to try again.</p>
        </div>
      )}
      {hasNews && (
        <Suspense fallback={null}>
          <NoticeBoard />
        </Suspense>
      )}
    </div>
  );
}

/** Cheap, and now and then too much: the board looks closer. */
function bringsNews({ notices, hasBroughtPrices, openedDay, scenario }: ScenarioState): boolean {
  return (
    notices.length > 0 ||
    hasBroughtPrices ||
    scenario.carriedRates.length > 0 ||
    (scenario.asOf === openedDay && scenario.asOf < CATALOG_REVISION)
  );
}

function BoardMissing() {
  const isLost = useScenarioState(({ notices }) => notices.some(({ kind }) => kind !== 'repaired'));
  return (
    <div className={styles.notice}>
      <p>
        {isLost && 'Not all of the link could be read; the defaults stand in for the rest. '}
        What there is to say of this scenario’s link could not be loaded. Reload the page to read it.
      </p>
    </div>
  );
}
