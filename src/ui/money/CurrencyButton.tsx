import { lazy, Suspense } from 'react';
import { PanelButton } from '../shared/PanelButton.tsx';
import styles from './Money.module.css';
import { useMoney } from './use-money.ts';

const CurrencyPanel = lazy(() => import('./CurrencyPanel.tsx').then((m) => ({ default: m.CurrencyPanel })));

/** Which currency amounts are shown in, and the rate for it. */
export function CurrencyButton() {
  const money = useMoney();
  const shown = money.status === 'shown' ? money.currency : 'USD';
  return (
    <PanelButton
      className={styles.choose}
      label={`Amounts in ${shown}: choose the currency`}
      title="Show amounts in another currency, at a rate you set"
      panelClassName={styles.panel}
      panelWidth="min(340px, calc(100vw - 32px))"
      renderPanel={() => (
        <Suspense fallback={<p className={styles.title}>Amounts</p>}>
          <CurrencyPanel />
        </Suspense>
      )}
    >
      <span className={styles.wide}>Amounts in </span>
      {shown}
    </PanelButton>
  );
}
