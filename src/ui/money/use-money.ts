import { useSyncExternalStore } from 'react';
import { displayMoneyOf, type DisplayMoney } from '../../state/display-money.ts';
import { useScenarioState, useServices } from '../app-context.ts';

/** What amounts are shown in. Formats know it by themselves; this is for who says it, and to be drawn again when it changes. */
export function useMoney(): DisplayMoney {
  const { page } = useServices();
  const asked = useSyncExternalStore(page.subscribe, page.readCurrency);
  const exchangeRates = useScenarioState((state) => state.scenario.purchase.exchangeRates);
  return displayMoneyOf({ asked, exchangeRates });
}
