import { OWN_OFFER_LIMITS } from '../../../../domain/field-limits.ts';
import { knownRate } from '../../../../domain/offer/rate-card.ts';
import { useScenarioState } from '../../../app-context.ts';
import { NumberField } from '../../../shared/NumberField.tsx';
import { ttlText } from '../words.ts';
import { writesFollowInput, type OwnOffer, type OwnRates } from './own-rates.ts';
import styles from './OwnPrices.module.css';
import { formatListed } from '../../../format/money.ts';

const WRITE = 'cacheWrite';

const FIELDS = [
  { name: 'input', label: 'Input' },
  { name: 'output', label: 'Output' },
  { name: 'cacheRead', label: 'Cache read' },
  { name: 'cacheWrite', label: 'Cache write' },
] as const;

/** A share off the list, and single rates that take its place. */
export function OwnRateFields({
  own,
  index,
  rates,
}: {
  readonly own: OwnOffer;
  readonly index: number;
  readonly rates: OwnRates;
}) {
  const setField = useScenarioState((state) => state.setField);
  const path = `ownOffers.${index}`;
  const percent = Number((own.discountRatio * 100).toPrecision(6));
  return (
    <div className={styles.fields}>
      <NumberField
        path={`${path}.discountRatio`}
        value={own.discountRatio}
        limits={OWN_OFFER_LIMITS.discountRatio}
        unit="%"
        scale={0.01}
        below="every class and length"
        // 57 % is 0.57, whatever a double makes of 57 × 0.01.
        onCommit={(ratio) => setField({ path: `${path}.discountRatio`, value: Number(ratio.toPrecision(12)) })}
      />
      {FIELDS.map(({ name, label }) => (
        <NumberField
          key={name}
          path={`${path}.rates.${name}`}
          value={own.rates[name]}
          limits={OWN_OFFER_LIMITS.usdPerMTok}
          label={label}
          unit="$/M"
          emptyMeans={
            name === WRITE && own.rates.input !== null && writesFollowInput(rates)
              ? 'as input'
              : own.discountRatio === 0
                ? 'as the list'
                : `list less ${percent} %`
          }
          below={resultText({ rates, name })}
        />
      ))}
    </div>
  );
}

/** What it comes to for short prompts: 4.00 $/M · 5m 5.00, 1h 8.00 $/M · not sold. */
function resultText({ rates, name }: { rates: OwnRates; name: (typeof FIELDS)[number]['name'] }): string {
  if (rates.status === 'refused') return 'no price';
  const rows = (rates.sections[0]?.rows ?? []).filter((row) => row.class === name || row.class.startsWith(`${name}:`));
  const known = rows.flatMap(({ class: rateClass, own }) => {
    const rate = knownRate(own);
    if (rate === undefined) return [];
    const life = name === WRITE && rows.length > 1 ? `${ttlText(rateClass.slice(WRITE.length + 1))} ` : '';
    return [`${life}${formatListed({ value: rate, currency: 'USD' })}`];
  });
  if (known.length > 0) return `comes to ${known.join(', ')} $/M`;
  return rows.some(({ own }) => own.state === 'unknown') ? 'unknown' : 'not sold: a rate changes nothing';
}
