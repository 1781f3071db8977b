import type { Dispatch, SetStateAction } from 'react';
import { Button, NativeSelect } from '@mantine/core';
import type { InvoiceClass } from '../../../../evaluate/reconcile/invoice.ts';
import { AmountField } from '../request/AmountField.tsx';
import type { FormErrors } from '../request/use-form-errors.ts';
import {
  hasMoreLines,
  LINE_TOKEN_LIMITS,
  LINE_USD_LIMITS,
  withEntry,
  withMoreLines,
  withoutEntry,
  type ReconcileForm,
} from './reconcile-form.ts';
import { classText } from './words.ts';
import styles from './ReconcileView.module.css';

/** The classes of an invoice, as many as it lists: tokens, dollars or both. */
export function LineFields({
  form,
  classes,
  errors,
  onChange,
}: {
  readonly form: ReconcileForm;
  /** Those that the offers in use can bill. */
  readonly classes: readonly InvoiceClass[];
  readonly errors: FormErrors;
  readonly onChange: Dispatch<SetStateAction<ReconcileForm>>;
}) {
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>Classes on the invoice, if it lists any</legend>
      {form.entries.map(({ id, class: name, tokens, usd }, index) => (
        <div key={id} className={styles.line}>
          <NativeSelect
            label={`Class ${index + 1}`}
            size="xs"
            data={[...new Set([...classes, name])].map((value) => ({ value, label: classText(value) }))}
            value={name}
            onChange={({ currentTarget: { value } }) => {
              const chosen = classes.find((candidate) => candidate === value);
              if (chosen) onChange((before) => withEntry({ form: before, id, change: { class: chosen } }));
            }}
            classNames={{ label: styles.label ?? '', input: styles.input ?? '' }}
          />
          {name === 'other' ? (
            <p className={styles.noTokens}>no tokens</p>
          ) : (
            <AmountField
              path={`line.${id}.tokens`}
              label={`${name === 'storage' ? 'Token-hours' : 'Tokens'} ${index + 1}`}
              limits={{ ...LINE_TOKEN_LIMITS, unit: '' }}
              value={tokens}
              errors={errors}
              placeholder="not listed"
              onCommit={(value) => onChange((before) => withEntry({ form: before, id, change: { tokens: value } }))}
            />
          )}
          <AmountField
            path={`line.${id}.usd`}
            label={`Dollars ${index + 1}`}
            limits={LINE_USD_LIMITS}
            value={usd}
            errors={errors}
            placeholder="not listed"
            onCommit={(value) => onChange((before) => withEntry({ form: before, id, change: { usd: value } }))}
          />
          <div className={styles.action}>
            <Button
              variant="default"
              size="xs"
              aria-label={`Remove class ${index + 1}`}
              onClick={() => onChange((before) => withoutEntry({ form: before, id }))}
            >
              Remove
            </Button>
          </div>
        </div>
      ))}
      {hasMoreLines({ form, classes }) && (
        <Button
          variant="default"
          size="compact-xs"
          onClick={() => onChange((before) => withMoreLines({ form: before, classes }))}
        >
          {form.entries.length === 0 ? 'Enter its classes' : 'Add another class'}
        </Button>
      )}
    </fieldset>
  );
}
