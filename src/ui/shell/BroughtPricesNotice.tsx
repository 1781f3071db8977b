import { Button } from '@mantine/core';
import { atCataloguePrices, broughtPrices } from '../../state/scenario-store.ts';
import { useScenarioState } from '../app-context.ts';
import { broughtWords } from './brought-words.ts';
import styles from './Notices.module.css';

/** Somebody else's prices are in the figures: those of own offers, of corrections, of discounts. */
export function BroughtPricesNotice() {
  const isNews = useScenarioState((state) => state.hasBroughtPrices);
  const scenario = useScenarioState((state) => state.scenario);
  const changeScenario = useScenarioState((state) => state.changeScenario);
  const dismiss = useScenarioState((state) => state.dismissBroughtPrices);
  const brought = isNews ? broughtPrices(scenario) : null;
  if (!brought) return null;
  return (
    <div className={styles.notice}>
      <p>
        <span className={styles.title}>This link brings prices that are not the catalogue’s:</span>{' '}
        {broughtWords(brought)} They are as whoever made the link entered them. They stand on the Offers page, under
        Your prices and Buying.
      </p>
      <div className={styles.buttons}>
        <Button variant="default" size="compact-xs" onClick={() => changeScenario(atCataloguePrices)}>
          Use the catalogue’s instead
        </Button>
        <Button variant="default" size="compact-xs" onClick={dismiss}>
          Keep them
        </Button>
      </div>
    </div>
  );
}
