import { displayMoneyOf } from '../../state/display-money.ts';
import type { PagePort } from '../../state/ports.ts';
import type { ScenarioStore } from '../../state/scenario-store.ts';
import { showMoneyIn } from '../format/money.ts';

/** Shows amounts in the currency the address asks for, at the open scenario's rate, from now on. */
export function followMoney({
  store,
  page,
}: {
  store: Pick<ScenarioStore, 'getState' | 'subscribe'>;
  page: Pick<PagePort, 'readCurrency' | 'subscribe'>;
}): void {
  const follow = (): void => {
    const { exchangeRates } = store.getState().scenario.purchase;
    const money = displayMoneyOf({ asked: page.readCurrency(), exchangeRates });
    showMoneyIn(money.status === 'shown' ? money : null);
  };
  store.subscribe(follow);
  page.subscribe(follow);
  follow();
}
