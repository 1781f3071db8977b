import { lazy, Suspense, type ReactNode } from 'react';
import type { Explanation } from '../../domain/explain.ts';
import { PanelButton } from './PanelButton.tsx';
import styles from './Explain.module.css';

const ExplainPanel = lazy(() => import('./ExplainPanel.tsx').then((m) => ({ default: m.ExplainPanel })));

/** Opens a figure to its formula, its numbers, their sources and what is left out. */
export function Explain({ explanation }: { readonly explanation: Explanation }) {
  return <ExplainButton title={explanation.title} renderPanel={() => <ExplainPanel explanation={explanation} />} />;
}

/** The same for who has a panel of their own, worked out when it is opened. */
export function ExplainButton({
  title,
  renderPanel,
}: {
  readonly title: string;
  readonly renderPanel: () => ReactNode;
}) {
  return (
    <PanelButton
      className={styles.button}
      label={`Explain: ${title}`}
      title="How this is computed"
      panelClassName={styles.panel}
      panelWidth="min(440px, calc(100vw - 32px))"
      renderPanel={() => <Suspense fallback={<p className={styles.title}>{title}</p>}>{renderPanel()}</Suspense>}
    >
      <i aria-hidden="true">ƒ</i>
    </PanelButton>
  );
}
