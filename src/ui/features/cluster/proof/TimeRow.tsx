import { memo, useId } from 'react';
import type { TimeProofResult } from '../../../../evaluate/cluster/time-proof.ts';
import { formatNumber } from '../../../format/number.ts';
import { formatQuantity } from '../../../format/quantity.ts';
import { ProvenanceText } from '../../../shared/ProvenanceMark.tsx';
import { DetailsRow, RowToggle } from '../../../shared/WideTable.tsx';
import wide from '../../../shared/WideTable.module.css';
import {
  bandText,
  errorText,
  GRADE_WORDS,
  oursText,
  publishedText,
  sourceText,
  VERDICT_WORDS,
  verdictOf,
} from './proof-words.ts';
import styles from './ProofView.module.css';

export const TIME_COLUMNS = 7;

/** One published figure. */
export const TimeRow = memo(function TimeRow({
  result,
  isOpen,
  onToggle,
}: {
  readonly result: TimeProofResult;
  readonly isOpen: boolean;
  readonly onToggle: (id: string) => void;
}) {
  const { proofCase, ours, errorRatio, fitted } = result;
  const { id, quantity, model, promptTokens, unit } = proofCase;
  const detailsId = useId();
  const verdict = verdictOf(result);
  const { icon, word } = VERDICT_WORDS[verdict];
  const what = promptTokens === null ? model : `${model}, ${formatNumber(promptTokens, 0)} tokens`;
  const band = ours && bandText({ ours, unit });
  return (
    <>
      <tr data-verdict={verdict} data-case={id}>
        <th scope="row" className={wide.name}>
          <div className={wide.nameParts}>
            <RowToggle
              label={`Source and numbers of ${quantity}, ${what}`}
              isOpen={isOpen}
              detailsId={detailsId}
              onToggle={() => onToggle(id)}
            />
            <span>
              {quantity}
              <span className={styles.what}>{what}</span>
            </span>
          </div>
        </th>
        <td className={wide.number}>{publishedText(proofCase)}</td>
        <td className={wide.number}>
          {ours ? oursText({ value: ours.typical, unit }) : '–'}
          {band !== null && <p className={wide.quiet}>{band}</p>}
        </td>
        <td className={wide.number}>{errorText(errorRatio)}</td>
        <td className={styles.verdict}>
          <span className={styles[verdict]}>
            <span aria-hidden="true">{icon}</span> {word}
          </span>
        </td>
        <td className={wide.number}>
          {errorText(fitted?.errorRatio ?? null)}
          {fitted?.mfuRatio != null && <p className={wide.quiet}>MFU {formatNumber(fitted.mfuRatio, 2)}</p>}
        </td>
        <td className={styles.source}>{sourceText(proofCase)}</td>
      </tr>
      {isOpen && (
        <DetailsRow id={detailsId} span={TIME_COLUMNS}>
          <TimeDetails result={result} />
        </DetailsRow>
      )}
    </>
  );
});

function TimeDetails({ result: { proofCase, formula, terms } }: { readonly result: TimeProofResult }) {
  const { published, publishedOn, grade, settings, why } = proofCase;
  return (
    <div className={styles.details}>
      <section>
        <h3 className={styles.detailsTitle}>Published</h3>
        <p>
          {settings}; {GRADE_WORDS[grade]}
          {publishedOn !== null && `, ${publishedOn}`}.
        </p>
        <ProvenanceText provenance={published} />
        {why !== null && (
          <>
            <h3 className={styles.detailsTitle}>Why it is off, or cannot be compared</h3>
            <p>{why}</p>
          </>
        )}
      </section>
      {formula !== null && (
        <section>
          <h3 className={styles.detailsTitle}>Ours = {formula}</h3>
          <dl className={styles.terms}>
            {terms.map((term) => (
              <div key={`${term.symbol} ${term.meaning}`}>
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
      )}
    </div>
  );
}
