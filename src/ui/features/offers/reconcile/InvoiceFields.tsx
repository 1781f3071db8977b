import type { Dispatch, SetStateAction } from 'react';
import { AmountField } from '../request/AmountField.tsx';
import type { FormErrors } from '../request/use-form-errors.ts';
import { DayField } from './DayField.tsx';
import { TOTAL_LIMITS, type ReconcileForm } from './reconcile-form.ts';
import styles from './ReconcileView.module.css';

/** Days and total of the invoice. */
export function InvoiceFields({
  form: { firstDay, lastDay, totalUsd },
  errors,
  onChange,
}: {
  readonly form: ReconcileForm;
  readonly errors: FormErrors;
  readonly onChange: Dispatch<SetStateAction<ReconcileForm>>;
}) {
  return (
    <div className={styles.fields}>
      <AmountField
        path="total"
        label={TOTAL_LIMITS.label}
        limits={TOTAL_LIMITS}
        value={totalUsd}
        errors={errors}
        placeholder="needed"
        below="without taxes"
        onCommit={(value) => onChange((before) => ({ ...before, totalUsd: value }))}
      />
      <DayField
        path="firstDay"
        label="First day"
        value={firstDay}
        errors={errors}
        onCommit={(day) => onChange((before) => ({ ...before, firstDay: day }))}
      />
      <DayField
        path="lastDay"
        label="Last day"
        value={lastDay}
        errors={errors}
        onCommit={(day) => onChange((before) => ({ ...before, lastDay: day }))}
      />
    </div>
  );
}
