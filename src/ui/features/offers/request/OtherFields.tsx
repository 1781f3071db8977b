import { Button, TextInput } from '@mantine/core';
import { AmountField } from './AmountField.tsx';
import { withNewOther, type OtherEntry } from './request-form.ts';
import { QUANTITY_LIMITS, UNIT_PRICE_LIMITS } from './request-limits.ts';
import type { FormPart } from './TermFields.tsx';
import styles from './RequestView.module.css';

const MOST = 20;
const MOST_LETTERS = 80;

/** What is not sold by the token: searches, sessions, whatever the visitor names and prices. */
export function OtherFields({ form, errors, onChange }: Pick<FormPart, 'form' | 'errors' | 'onChange'>) {
  const change = ({ id, ...part }: Pick<OtherEntry, 'id'> & Partial<OtherEntry>): void =>
    onChange((before) => ({
      ...before,
      other: before.other.map((entry) => (entry.id === id ? { ...entry, ...part } : entry)),
    }));
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>Other things, at a price you give: tool calls, searches, sessions</legend>
      {form.other.map(({ id, name, quantity, usdPerUnit }, index) => (
        <div key={id} className={styles.fields}>
          <TextInput
            label={`Name ${index + 1}`}
            size="xs"
            maxLength={MOST_LETTERS}
            placeholder="needed"
            autoComplete="off"
            value={name}
            onChange={({ currentTarget: { value } }) => change({ id, name: value })}
            classNames={{ label: styles.label ?? '', input: styles.input ?? '' }}
          />
          <AmountField
            path={`other.${id}.quantity`}
            label={`Quantity ${index + 1}`}
            limits={QUANTITY_LIMITS}
            value={quantity}
            errors={errors}
            placeholder="needed"
            onCommit={(value) => change({ id, quantity: value })}
          />
          <AmountField
            path={`other.${id}.price`}
            label={`Price ${index + 1}`}
            limits={UNIT_PRICE_LIMITS}
            value={usdPerUnit}
            errors={errors}
            placeholder="needed"
            onCommit={(value) => change({ id, usdPerUnit: value })}
          />
          <div className={styles.action}>
            <Button
              variant="default"
              size="xs"
              aria-label={`Remove other thing ${index + 1}`}
              onClick={() =>
                onChange((before) => ({ ...before, other: before.other.filter((entry) => entry.id !== id) }))
              }
            >
              Remove
            </Button>
          </div>
        </div>
      ))}
      {form.other.length < MOST && (
        <Button variant="default" size="compact-xs" onClick={() => onChange(withNewOther)}>
          Add another thing
        </Button>
      )}
    </fieldset>
  );
}
