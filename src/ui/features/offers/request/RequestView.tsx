import { memo, useMemo, useState } from 'react';
import { ALL_OFFERS, anyOfferById } from '../../../../catalog/offers/all.ts';
import type { Offer } from '../../../../domain/offer/rate-card.ts';
import { costRequest, soldTerms } from '../../../../evaluate/request-bill.ts';
import { useScenarioState } from '../../../app-context.ts';
import { Card } from '../../../shared/Card.tsx';
import { BillResult } from './BillResult.tsx';
import { OtherFields } from './OtherFields.tsx';
import { PasteUsage } from './PasteUsage.tsx';
import { instantOf, requestOf, startingForm, withReading, type RequestForm } from './request-form.ts';
import { TermFields } from './TermFields.tsx';
import { TokenFields } from './TokenFields.tsx';
import { useFormErrors } from './use-form-errors.ts';
import styles from './RequestView.module.css';

/** What one request costs at any offer of the catalogue, exactly and line by line. */
export const RequestView = memo(function RequestView() {
  const offerId = useScenarioState((state) => state.scenario.offerId);
  const asOf = useScenarioState((state) => state.scenario.asOf);
  const offer = anyOfferById(offerId) ?? ALL_OFFERS[0];
  return offer && <RequestCard startingOffer={offer} startingDay={asOf} isScenarioOffer={offer.id === offerId} />;
});

/** The scenario says where to start; from then on the form is its own. */
function RequestCard({
  startingOffer,
  startingDay,
  isScenarioOffer,
}: {
  readonly startingOffer: Offer;
  readonly startingDay: string;
  /** Whether the catalogue has the scenario’s offer. */
  readonly isScenarioOffer: boolean;
}) {
  const [form, setForm] = useState<RequestForm>(() => startingForm({ offer: startingOffer, day: startingDay }));
  const errors = useFormErrors();
  const sold = soldTerms({ offer: form.offer, cacheId: form.cacheId, at: instantOf(form) });
  const fields = { form, sold, errors, onChange: setForm };
  const outcome = useMemo(() => {
    const request = requestOf(form);
    return 'lacks' in request ? request : { request, cost: costRequest(request) };
  }, [form]);

  return (
    <Card
      title="What does one request cost, line by line?"
      hint={`Any offer of the catalogue at its list prices, to the nano-dollar. It starts with an example at ${isScenarioOffer ? 'the scenario’s offer' : 'another offer, because the scenario’s is not in the catalogue,'} and on the scenario’s day; nothing entered here changes the scenario.`}
    >
      <div className={styles.form}>
        <TermFields {...fields} />
        <TokenFields {...fields} />
        <OtherFields form={form} errors={errors} onChange={setForm} />
        <PasteUsage
          modes={sold.modes}
          onRead={(reading) => {
            errors.clear();
            setForm((before) => withReading({ form: before, reading }));
          }}
        />
      </div>
      <BillResult outcome={outcome} problems={Object.values(errors.messages)} followsClock={sold.followsClock} />
    </Card>
  );
}
