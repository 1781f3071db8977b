import { memo } from 'react';
import { OwnOffersCard } from './OwnOffersCard.tsx';
import { RefreshCard } from './RefreshCard.tsx';
import styles from './OwnPrices.module.css';

/** Prices that are not the catalogue's: agreed with sellers, or newer ones of a public feed. */
export const OwnPricesView = memo(function OwnPricesView() {
  return (
    <div className={styles.cards}>
      <OwnOffersCard />
      <RefreshCard />
    </div>
  );
});
