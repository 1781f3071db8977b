import type { OfferRow } from '../../../evaluate/offer-row.ts';
import { formatNumber } from '../../format/number.ts';
import { cacheText, currencyText, hoursText, modeText } from './term-words.ts';
import { priceText } from './words.ts';
import styles from './OfferDetails.module.css';

/** What is sold beside the standard price: modes, hours, modifiers, rent, other caches; and how the scenario buys. */
export function OfferTerms({ row }: { readonly row: OfferRow }) {
  const { listPeriod, steps, offer } = row;
  const { modes = [], schedules = [], modifiers = [] } = listPeriod ?? {};
  const storage = listPeriod?.base.storage;
  const caches = offer.cacheModes ?? [];
  if (steps.length + modes.length + schedules.length + modifiers.length + caches.length === 0 && !storage) return null;
  return (
    <section className={styles.terms}>
      <h3 className={styles.title}>Beside the standard price</h3>
      <dl className={styles.rules}>
        {steps.length > 0 && <Term name="As this scenario buys" values={steps} />}
        {schedules.length > 0 && <Term name="Hours" values={schedules.map(hoursText)} />}
        {modes.length > 0 && <Term name="Modes" values={modes.map(modeText)} />}
        {modifiers.length > 0 && (
          <Term
            name="Modifiers"
            values={modifiers.map(({ name, multiplier }) => `${name}: × ${formatNumber(multiplier.ratio.value, 3)}`)}
          />
        )}
        {storage && (
          <Term
            name={`Rent of stored prefixes on the list, ${currencyText(offer.currency)} per M token-hours`}
            values={[priceText(storage)]}
          />
        )}
        {caches.length > 0 && (
          <Term
            name="Other caches, instead of the above"
            values={caches.map((cache) => cacheText({ cache, listPeriod }))}
          />
        )}
      </dl>
    </section>
  );
}

function Term({ name, values }: { readonly name: string; readonly values: readonly string[] }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {values.map((value) => (
          <p key={value}>{value}</p>
        ))}
      </dd>
    </>
  );
}
