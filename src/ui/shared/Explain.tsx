import { Popover, UnstyledButton } from '@mantine/core';
import type { Explanation } from '../../domain/explain.ts';
import { formatQuantity } from '../format/quantity.ts';
import { ProvenanceText } from './ProvenanceMark.tsx';
import styles from './Explain.module.css';

/** Opens a figure to its formula, its numbers, their sources and what is left out. */
export function Explain({ explanation }: { readonly explanation: Explanation }) {
  return (
    <Popover
      width="min(440px, calc(100vw - 32px))"
      position="bottom-start"
      shadow="md"
      withinPortal={false}
      trapFocus={false}
    >
      <Popover.Target>
        <UnstyledButton
          className={styles.button}
          aria-label={`Explain: ${explanation.title}`}
          title="How this is computed"
        >
          <i aria-hidden="true">ƒ</i>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={styles.panel}>
        <p className={styles.title}>{explanation.title}</p>
        <p className={styles.formula}>
          {formatQuantity(explanation)} = {explanation.formula}
        </p>
        <div className={styles.terms} tabIndex={0} role="group" aria-label="Numbers that go in">
          {explanation.terms.map((term) => (
            <div key={term.symbol} className={styles.term}>
              <div className={styles.termHead}>
                <span className={styles.symbol}>{term.symbol}</span>
                <span className={styles.value}>{formatQuantity(term)}</span>
              </div>
              <p className={styles.meaning}>{term.meaning}</p>
              {term.provenance && <ProvenanceText provenance={term.provenance} />}
            </div>
          ))}
        </div>
        {explanation.notCounted.length > 0 && (
          <p className={styles.notCounted}>Not counted: {explanation.notCounted.join('; ')}.</p>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
