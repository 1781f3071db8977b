import { Suspense, useId, useRef, type ReactNode } from 'react';
import { Guard } from './Guard.tsx';
import { lazyPart } from './lazy-part.ts';
import { PanelButton } from './PanelButton.tsx';
import styles from './Card.module.css';

const CardExports = lazyPart(() =>
  import('../features/export/CardExports.tsx').then((m) => ({ default: m.CardExports })),
);

interface CardProps {
  readonly title: string;
  readonly hint?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string | undefined;
}

/** A titled part of a page; the title says what question it answers. */
export function Card({ title, hint, actions, children, className }: CardProps) {
  const id = useId();
  const section = useRef<HTMLElement>(null);
  return (
    <section ref={section} className={`${styles.card} ${className ?? ''}`} aria-labelledby={id}>
      <div className={styles.head}>
        <div>
          <h2 id={id} className={styles.title}>
            {title}
          </h2>
          {hint !== undefined && <p className={styles.hint}>{hint}</p>}
        </div>
        <div className={styles.actions}>
          {actions}
          {/* Shown where the card holds a table or a chart. */}
          <div className={styles.export}>
            <PanelButton
              className={styles.exportButton}
              label={`Export: ${title}`}
              title="Copy or save: CSV, and charts as PNG or SVG"
              panelClassName={styles.exportPanel}
              panelWidth="min(330px, calc(100vw - 32px))"
              renderPanel={() => (
                <Suspense fallback={<p>Loading…</p>}>
                  <CardExports card={section} title={title} />
                </Suspense>
              )}
            >
              <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
                <path d="M6 1v6.5M3.2 5 6 7.8 8.8 5M1.5 10.8h9" fill="none" stroke="currentColor" strokeWidth="1.4" />
              </svg>
            </PanelButton>
          </div>
        </div>
      </div>
      <Guard>{children}</Guard>
    </section>
  );
}
