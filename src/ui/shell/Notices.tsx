import { Button } from '@mantine/core';
import { CATALOG_REVISION } from '../../catalog/revision.ts';
import { isProblem } from '../../evaluate/resolve.ts';
import { resolveOffer } from '../../evaluate/resolve-offer.ts';
import { offersInUse } from '../../evaluate/spend.ts';
import { useScenarioState } from '../app-context.ts';
import { useBook } from '../shared/use-offers.ts';
import { BroughtPricesNotice } from './BroughtPricesNotice.tsx';
import styles from './Notices.module.css';

/** What a link could not bring, and prices in it that have moved since it was made. */
export function Notices() {
  const notices = useScenarioState((state) => state.notices);
  const dismiss = useScenarioState((state) => state.dismissNotices);
  const scenario = useScenarioState((state) => state.scenario);
  const useCatalogPrices = useScenarioState((state) => state.useCatalogPrices);
  const book = useBook();
  const isBookMissing = useScenarioState((state) => state.isBookMissing);
  const carried = offersInUse(scenario).flatMap(({ offerId }) => {
    const resolved = resolveOffer({ ...scenario, offerId }, book);
    return !isProblem(resolved) && resolved.usesCarriedRates ? [resolved.offer.modelName] : [];
  });
  return (
    <div role="status" aria-live="polite">
      {notices.length > 0 && (
        <div className={styles.notice}>
          <div>
            <p className={styles.title}>Not all of the link could be read; the defaults stand in for the rest.</p>
            <ul className={styles.list}>
              {notices.map(({ field, message }) => (
                <li key={`${field}:${message}`}>{message}</li>
              ))}
            </ul>
          </div>
          <Button variant="default" size="compact-xs" onClick={dismiss}>
            Dismiss
          </Button>
        </div>
      )}
      {isBookMissing && (
        <div className={styles.notice}>
          <p>
            Most offers could not be loaded, so only those of {book.offers[0]?.sellerName} can be chosen. Reload the
            page to try again.
          </p>
        </div>
      )}
      <BroughtPricesNotice />
      {carried.length > 0 && (
        <div className={styles.notice}>
          <p>
            The link carries prices for {carried.join(' and ')} of {scenario.catalogRevision} that differ from the
            catalogue’s of {CATALOG_REVISION}. The link’s are in use, so that you see what the sender saw.
          </p>
          <Button variant="default" size="compact-xs" onClick={useCatalogPrices}>
            Use the catalogue’s
          </Button>
        </div>
      )}
    </div>
  );
}
