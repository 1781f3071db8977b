import { memo, useId } from 'react';
import type { ProofResult } from '../../../../evaluate/kv-proof.ts';
import { formatQuantity } from '../../../format/quantity.ts';
import { ProvenanceText } from '../../../shared/ProvenanceMark.tsx';
import { DetailsRow, RowToggle } from '../../../shared/WideTable.tsx';
import wide from '../../../shared/WideTable.module.css';
import { CLASS_WORDS, differenceText, STATUS_WORDS, toleranceText, unitText, valueText } from './proof-words.ts';
import styles from './ProofView.module.css';

export const PROOF_COLUMNS = 8;

/** One published value. */
export const ProofRow = memo(function ProofRow({
  result,
  isOpen,
  onToggle,
}: {
  readonly result: ProofResult;
  readonly isOpen: boolean;
  readonly onToggle: (id: string) => void;
}) {
  const { proofCase, ours, differenceRatio, status, reason } = result;
  const { id, quantity, model, settings, published, unit, toleranceRatio, precisionClass, formula } = proofCase;
  const detailsId = useId();
  const { icon, word } = STATUS_WORDS[status];
  return (
    <>
      <tr data-status={status} data-case={id}>
        <th scope="row" className={wide.name}>
          <div className={wide.nameParts}>
            <RowToggle
              label={`Source and numbers of ${quantity}, ${model}, ${settings}`}
              isOpen={isOpen}
              detailsId={detailsId}
              onToggle={() => onToggle(id)}
            />
            <span>{quantity}</span>
          </div>
        </th>
        <td className={styles.verdict}>
          <span className={styles[status]}>
            <span aria-hidden="true">{icon}</span> {word}
          </span>
        </td>
        <td className={styles.model}>
          {model}
          <p className={wide.quiet}>{settings}</p>
        </td>
        <td className={wide.number}>
          {valueText(published.value)}
          <p className={styles.unit}>{unitText(unit)}</p>
        </td>
        <td className={wide.number}>{valueText(ours)}</td>
        <td className={wide.number}>{differenceText(differenceRatio)}</td>
        <td className={wide.number}>
          {toleranceText(toleranceRatio)}
          <p className={wide.quiet}>{CLASS_WORDS[precisionClass]}</p>
        </td>
        <td className={styles.formula}>
          {formula}
          {reason !== null && <p className={styles.reason}>{reason}</p>}
        </td>
      </tr>
      {isOpen && (
        <DetailsRow id={detailsId} span={PROOF_COLUMNS}>
          <ProofDetails result={result} />
        </DetailsRow>
      )}
    </>
  );
});

function ProofDetails({ result: { proofCase, formula, terms } }: { readonly result: ProofResult }) {
  return (
    <div className={styles.details}>
      <section>
        <h3 className={styles.detailsTitle}>Published by</h3>
        <ProvenanceText provenance={proofCase.published} />
        {proofCase.note !== undefined && <p className={styles.note}>{proofCase.note}</p>}
      </section>
      <section>
        <h3 className={styles.detailsTitle}>Ours = {formula}</h3>
        <dl className={styles.terms}>
          {terms.map((term, i) => (
            <div key={`${term.symbol} ${term.meaning} ${i}`}>
              <dt>
                <strong>{term.symbol}</strong> {term.meaning}
              </dt>
              <dd>{formatQuantity(term)}</dd>
              {term.provenance && (
                <dd>
                  <ProvenanceText provenance={term.provenance} />
                </dd>
              )}
            </div>
          ))}
        </dl>
      </section>
    </div>
  );
}
