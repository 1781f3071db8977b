import { memo } from 'react';
import type { TraceSummary } from '../../../../state/trace-types.ts';
import { Card } from '../../../shared/Card.tsx';
import { Evidence } from '../Evidence.tsx';
import { answersOf, EVIDENCE_WORDS } from './answers-words.ts';
import styles from './summary.module.css';

/** What the log is evidence of. Two kinds are kept apart: what was observed, and what can be computed. */
export const AnswersCard = memo(function AnswersCard({ summary }: { readonly summary: TraceSummary }) {
  const { title, text } = EVIDENCE_WORDS[summary.evidence];
  return (
    <Card title="Which questions can this log answer?">
      <p>
        It says: <strong>{title.charAt(0).toLowerCase() + title.slice(1)}</strong>. {text}
      </p>
      <dl className={styles.answers}>
        {answersOf(summary.answers).map(({ question, ground, how }) => (
          <div key={question} className={styles.answer}>
            <dt>{question}</dt>
            <dd>
              {ground === null ? <span className={styles.unknown}>cannot tell</span> : <Evidence ground={ground} />}{' '}
              {how}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
});
