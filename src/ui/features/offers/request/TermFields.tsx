import type { Dispatch, SetStateAction } from 'react';
import { NativeSelect } from '@mantine/core';
import { anyOfferById } from '../../../../catalog/offers/all.ts';
import { STANDARD_MODE } from '../../../../domain/offer/choose-rates.ts';
import type { SoldTerms } from '../../../../evaluate/request-bill.ts';
import { SearchSelect } from '../../../shared/SearchSelect.tsx';
import { Segmented } from '../../../shared/Segmented.tsx';
import { CheckGroup } from '../CheckMenu.tsx';
import { AmountField } from './AmountField.tsx';
import { MomentFields } from './MomentFields.tsx';
import { ALL_OFFER_OPTIONS } from './offer-choices.ts';
import { withOffer, type RequestForm } from './request-form.ts';
import { EXCHANGE_LIMITS } from './request-limits.ts';
import type { FormErrors } from './use-form-errors.ts';
import styles from './RequestView.module.css';

/** What the parts of the form share. */
export interface FormPart {
  readonly form: RequestForm;
  readonly sold: SoldTerms;
  readonly errors: FormErrors;
  readonly onChange: Dispatch<SetStateAction<RequestForm>>;
}

/** The offer’s own cache stands first in the list of caches. */
const OWN_CACHE = '';

/** Where, when and how the request is bought. */
export function TermFields({ form, sold, errors, onChange }: FormPart) {
  const { offer, cacheId, mode, modifiers, day, usdPerUnit } = form;
  return (
    <>
      <div className={styles.fields}>
        <div className={styles.wide}>
          <SearchSelect
            label="Offer of this request"
            data={ALL_OFFER_OPTIONS}
            value={offer.id}
            onChoose={(id) => {
              const chosen = anyOfferById(id);
              if (chosen) onChange((before) => withOffer({ form: before, offer: chosen }));
            }}
            nothingFound="No such offer"
          />
        </div>
        {offer.cacheModes && (
          <NativeSelect
            label="Cache"
            size="xs"
            data={[
              { value: OWN_CACHE, label: `${offer.cachePolicy.trigger} cache` },
              ...offer.cacheModes.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            value={cacheId ?? OWN_CACHE}
            onChange={({ currentTarget: { value } }) =>
              onChange((before) => ({ ...before, cacheId: value === OWN_CACHE ? null : value }))
            }
            classNames={{ label: styles.label ?? '', input: styles.input ?? '' }}
          />
        )}
        <MomentFields form={form} errors={errors} followsClock={sold.followsClock} onChange={onChange} />
        {sold.foreignCurrency !== null && (
          <AmountField
            // The rate of one currency is not that of another.
            key={sold.foreignCurrency}
            path="exchange"
            label={`One ${sold.foreignCurrency}`}
            limits={EXCHANGE_LIMITS}
            value={usdPerUnit}
            errors={errors}
            placeholder="needed"
            below={
              usdPerUnit === null ? undefined : (
                <>
                  <span className={styles.assumed}>assumed by you</span>, {day}
                </>
              )
            }
            onCommit={(value) => onChange((before) => ({ ...before, usdPerUnit: value }))}
          />
        )}
      </div>
      {(sold.modes.length > 0 || mode !== STANDARD_MODE) && (
        <Segmented
          label="Mode"
          options={withChosen({
            sold: [{ id: STANDARD_MODE, name: STANDARD_MODE }, ...sold.modes],
            chosen: [mode],
          }).map(({ id, name }) => ({ value: id, label: name.charAt(0).toUpperCase() + name.slice(1) }))}
          value={mode}
          onChange={(value) => onChange((before) => ({ ...before, mode: value }))}
        />
      )}
      {(sold.modifiers.length > 0 || modifiers.length > 0) && (
        <CheckGroup
          legend="Modifiers"
          options={withChosen({ sold: sold.modifiers, chosen: modifiers }).map(({ id, name }) => ({ id, label: name }))}
          isChecked={(id) => modifiers.includes(id)}
          onChange={({ id, checked }) =>
            onChange((before) => ({
              ...before,
              modifiers: checked ? [...before.modifiers, id] : before.modifiers.filter((other) => other !== id),
            }))
          }
        />
      )}
    </>
  );
}

/** What is sold, and what was chosen on another day and is not: it must be seen to be taken back. */
function withChosen({ sold, chosen }: { sold: SoldTerms['modes']; chosen: readonly string[] }): SoldTerms['modes'] {
  const unsold = chosen.filter((id) => !sold.some((term) => term.id === id));
  return [...sold, ...unsold.map((id) => ({ id, name: `${id} (not sold on this day)` }))];
}
