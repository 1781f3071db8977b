import { memo, useDeferredValue, useMemo, useState } from 'react';
import { costPeriod, type NoCosts, type PeriodCosts } from '../../../../evaluate/reconcile/reconcile.ts';
import type { ScenarioState } from '../../../../state/scenario-store.ts';
import { Card } from '../../../shared/Card.tsx';
import stale from '../../../shared/Stale.module.css';
import { useBook } from '../../../shared/use-offers.ts';
import { useFormErrors } from '../request/use-form-errors.ts';
import { InvoiceFields } from './InvoiceFields.tsx';
import { LineFields } from './LineFields.tsx';
import { Outcome } from './Outcome.tsx';
import { classesFor, periodOf, startingForm, type ReconcileForm } from './reconcile-form.ts';
import styles from './ReconcileView.module.css';

const NO_RATES = { rates: [] };

/** What explains an invoice: its total and days, and its classes where it lists them, against the open scenario. */
export const ReconcileView = memo(function ReconcileView({
  scenario,
}: {
  readonly scenario: ScenarioState['scenario'];
}) {
  const book = useBook();
  // The scenario says where to start; from then on the form is its own.
  const [form, setForm] = useState<ReconcileForm>(() => startingForm(scenario.asOf));
  const errors = useFormErrors();
  // Costs take long enough to be felt between two keystrokes.
  const costed = useDeferredValue(scenario);
  const firstDay = useDeferredValue(form.firstDay);
  const lastDay = useDeferredValue(form.lastDay);
  const costs = useMemo((): PeriodCosts | NoCosts | null => {
    // Modes and other caches come with the whole book; half of the explanations would mislead.
    if (!book.isWhole) return null;
    const period = periodOf({ firstDay, lastDay });
    if ('lacks' in period) return { status: 'refused', reason: period.lacks };
    return costPeriod({ scenario: costed, book, period });
  }, [costed, book, firstDay, lastDay]);
  const problems = Object.values(errors.messages);

  return (
    <div>
      <Card
        title="Does an invoice agree with this workload?"
        hint="Enter what was invoiced for the whole workload of the scenario, at the offers it uses. What is entered here stays on this page: an invoice does not belong into a link that is shared."
      >
        <div className={styles.form}>
          <InvoiceFields form={form} errors={errors} onChange={setForm} />
          <LineFields
            form={form}
            classes={classesFor(costs?.status === 'costed' ? costs : NO_RATES)}
            errors={errors}
            onChange={setForm}
          />
        </div>
        <div role="status">
          {problems.length > 0 && (
            <div className={`${stale.banner} ${styles.problems}`}>
              <p>The figures below are of the last values that were accepted.</p>
              <ul>
                {problems.map((problem) => (
                  <li key={problem}>{problem}</li>
                ))}
              </ul>
            </div>
          )}
        </div>
      </Card>
      <div
        className={`${styles.outcome} ${problems.length > 0 ? (stale.stale ?? '') : ''}`}
        data-stale={problems.length > 0}
      >
        {costs === null ? (
          <Card title="What was expected?">
            <p className={styles.waiting}>The price lists are still being loaded…</p>
          </Card>
        ) : (
          <Outcome costs={costs} form={form} onAgainst={(against) => setForm((before) => ({ ...before, against }))} />
        )}
      </div>
    </div>
  );
});
