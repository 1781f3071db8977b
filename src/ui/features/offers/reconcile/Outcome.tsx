import { useMemo, type ReactNode } from 'react';
import { holdAgainst, type NoCosts, type PeriodCosts } from '../../../../evaluate/reconcile/reconcile.ts';
import { Card } from '../../../shared/Card.tsx';
import { ClassTable } from './ClassTable.tsx';
import { ExplanationTable } from './ExplanationTable.tsx';
import { invoiceOf, type ReconcileForm } from './reconcile-form.ts';
import { SolvedTable } from './SolvedTable.tsx';
import { expectedText, periodText, verdictText } from './words.ts';
import styles from './ReconcileView.module.css';
import { formatList } from '../../../format/locale.ts';

/** The verdict with its tables, or what there is instead of one. */
export function Outcome({
  costs,
  form,
  onAgainst,
}: {
  readonly costs: PeriodCosts | NoCosts;
  readonly form: ReconcileForm;
  readonly onAgainst: (id: string) => void;
}) {
  const result = useMemo(() => {
    if (costs.status !== 'costed') return costs;
    const invoice = invoiceOf({ form, period: costs.period });
    return invoice && holdAgainst({ costs, invoice, classesAgainst: form.against ?? undefined });
  }, [costs, form]);

  if (result === null)
    return costs.status === 'costed' ? (
      <Verdict costs={costs}>
        <p className={styles.waiting}>{expectedText(costs)} Enter the total of an invoice to see what explains it.</p>
      </Verdict>
    ) : null;
  if (result.status !== 'reconciled')
    return (
      <Verdict>
        <p className={styles.noVerdict}>
          {result.status === 'unavailable' ? 'No bill can be expected. ' : ''}
          {result.reason}
        </p>
      </Verdict>
    );
  return (
    <>
      <Verdict costs={result.costs}>
        <p className={styles.verdict}>{verdictText(result)}</p>
      </Verdict>
      {result.classes && (
        <Card
          title="Which classes make the difference?"
          hint="More or fewer tokens are counted at the expected rate, another rate for the tokens that were invoiced."
        >
          <ClassTable
            reconciliation={result}
            classes={result.classes}
            against={
              result.explanations.some(({ id }) => id === form.against) ? (form.against ?? '') : result.expected.id
            }
            onAgainst={onAgainst}
          />
        </Card>
      )}
      <Card
        title="What would explain it?"
        hint="Policies, price dates, modes and terms that are on sale, one change at a time or one with another policy. Many are tried, so one may fit by chance."
      >
        <ExplanationTable reconciliation={result} />
      </Card>
      <Card
        title="What would have to be true?"
        hint="Each figure is solved so that the invoice comes out at the best policy. That always works; what is plausible is assumed."
      >
        <SolvedTable solved={result.solved} />
      </Card>
    </>
  );
}

/** One sentence, and whose prices of which days it rests on. */
function Verdict({ costs, children }: { readonly costs?: PeriodCosts; readonly children: ReactNode }) {
  return (
    <Card title="What was expected?">
      <div role="status">{children}</div>
      {costs && (
        <>
          <p className={styles.note}>
            {formatList(costs.offers.map(({ modelName, sellerName }) => `${modelName} from ${sellerName}`))},{' '}
            {periodText(costs.period)}
            {costs.parts.length > 1 &&
              `; prices change, so each part has its own: ${costs.parts.map(periodText).join(', ')}`}
            .
          </p>
          {costs.notes.length > 0 && (
            <ul className={styles.notes}>
              {costs.notes.map((note) => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          )}
        </>
      )}
    </Card>
  );
}
