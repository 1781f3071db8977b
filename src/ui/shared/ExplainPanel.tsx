import type { Explanation } from '../../domain/explain.ts';
import { formatQuantity } from '../format/quantity.ts';
import { ProvenanceText } from './ProvenanceMark.tsx';
import styles from './Explain.module.css';

/** A figure opened to its formula, its numbers, their sources and what is left out. */
export function ExplainPanel({ explanation }: { readonly explanation: Explanation }) {
  return (
    <>
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
    </>
  );
}
