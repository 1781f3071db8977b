import { NativeSelect } from '@mantine/core';
import { PURCHASE_LIMITS } from '../../../../domain/field-limits.ts';
import { modesSold, modifiersSold, type SoldTerm } from '../../../../evaluate/buying/sold-terms.ts';
import type { OfferBook } from '../../../../evaluate/offer-book.ts';
import type { ScenarioState } from '../../../../state/scenario-store.ts';
import { useScenarioState } from '../../../app-context.ts';
import { Card } from '../../../shared/Card.tsx';
import { NumberField } from '../../../shared/NumberField.tsx';
import { CheckGroup } from '../CheckMenu.tsx';
import { CommitmentFields } from './CommitmentFields.tsx';
import { ExchangeFields } from './ExchangeFields.tsx';
import styles from './BuyingView.module.css';

const PERCENT = 0.01;

interface TermsProps {
  readonly scenario: ScenarioState['scenario'];
  readonly book: OfferBook;
}

/** The terms of the scenario: they hold for every page, where an offer sells them. */
export function TermsCard({ scenario, book }: TermsProps) {
  const { purchase, asOf } = scenario;
  const setField = useScenarioState((state) => state.setField);
  const modes = withChosen({ sold: modesSold({ book, asOf }), chosen: [purchase.modeId], book });
  const modifiers = withChosen({ sold: modifiersSold({ book, asOf }), chosen: purchase.modifierIds, book });
  return (
    <Card
      title="On what terms is the work bought?"
      hint="Part of the scenario: every page reckons with them, at every offer that sells them. What an offer does not sell is bought as standard."
    >
      <div className={styles.fields}>
        <NativeSelect
          label="Mode of some of the work"
          size="xs"
          data={modes.map(({ id, name, offers }) => ({
            value: id,
            label: offers > 0 ? `${capitalised(name)} · ${offers} ${offers === 1 ? 'offer' : 'offers'}` : name,
          }))}
          value={purchase.modeId}
          onChange={({ currentTarget: { value } }) => setField({ path: 'purchase.modeId', value })}
          classNames={{ label: styles.label ?? '', input: styles.input ?? '' }}
        />
        <NumberField
          path="purchase.modeRatio"
          value={purchase.modeRatio}
          limits={PURCHASE_LIMITS.modeRatio}
          label="Share sent that way"
          unit="%"
          scale={PERCENT}
          below="of every class of tokens alike"
        />
        <NumberField
          path="purchase.dayStartsAtHour"
          value={purchase.dayStartsAtHour}
          limits={PURCHASE_LIMITS.dayStartsAtHour}
          below={`${scenario.timeZone}; matters where prices follow the clock`}
        />
      </div>
      {modifiers.length > 0 && (
        <CheckGroup
          legend="Modifiers"
          options={modifiers.map(({ id, name, offers }) => ({
            id,
            label: offers > 0 ? `${capitalised(name)} · ${offers} ${offers === 1 ? 'offer' : 'offers'}` : name,
          }))}
          isChecked={(id) => purchase.modifierIds.includes(id)}
          onChange={({ id, checked }) =>
            setField({
              path: 'purchase.modifierIds',
              value: checked
                ? [...purchase.modifierIds, id]
                : purchase.modifierIds.filter((candidate) => candidate !== id),
            })
          }
        />
      )}
      <CommitmentFields scenario={scenario} book={book} />
      <ExchangeFields scenario={scenario} book={book} />
    </Card>
  );
}

/** What is sold, and what was chosen and is not: it must be seen to be taken back. */
function withChosen({
  sold,
  chosen,
  book,
}: {
  sold: readonly SoldTerm[];
  chosen: readonly string[];
  book: OfferBook;
}): readonly SoldTerm[] {
  const unsold = chosen.filter((id) => !sold.some((term) => term.id === id));
  const note = book.isWhole ? 'sold by nobody on this day' : 'offers are being loaded';
  return [...sold, ...unsold.map((id) => ({ id, name: `${capitalised(id)} (${note})`, offers: 0 }))];
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
