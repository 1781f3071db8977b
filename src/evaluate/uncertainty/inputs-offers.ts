import { EXCHANGE_SPREAD, HIT_CHANCE_SPREAD, LIFE_SPREADS, TOKENIZER_SPREAD } from '../../catalog/spreads.ts';
import { EXCHANGE_LIMITS } from '../../domain/field-limits.ts';
import type { CachePolicy } from '../../domain/offer/cache-policy.ts';
import type { Offer } from '../../domain/offer/rate-card.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { OfferBook } from '../offer-book.ts';
import type { SpendEvaluation } from '../spend.ts';
import { bookWithOffer, cachesOf, changeCaches, scaled } from './change.ts';
import { factorInput, shareInput, type UncertainInput } from './input.ts';

/**
 * What the sellers of the offers in use do not say of their tokenizers and caches, and the rates of exchange that turn their prices
 * into dollars. An own offer is unsure about what the offer it is based on is unsure about.
 */
export function offerInputs({
  scenario,
  book,
  evaluation,
}: {
  scenario: Scenario;
  book: OfferBook;
  evaluation: SpendEvaluation;
}): readonly UncertainInput[] {
  const ids = [...new Set(evaluation.groups.map(({ resolved }) => resolved.list.offerId))];
  const listed = ids.flatMap((id) => book.offerById(id) ?? []);
  return [
    ...listed.flatMap((offer, index) => [
      ...tokenizerInputs(namesOf({ offer, index, isOnly: listed.length === 1 })),
      ...lifeInputs(namesOf({ offer, index, isOnly: listed.length === 1 })),
      ...hitChanceInputs(namesOf({ offer, index, isOnly: listed.length === 1 })),
    ]),
    ...exchangeInputs({ scenario, currencies: [...new Set(listed.map(({ currency }) => currency))] }),
  ];
}

interface NamedOffer {
  readonly offer: Offer;
  /** Behind the ids of its inputs. */
  readonly suffix: string;
  /** In front of the labels: whose it is, where several are in use. */
  readonly prefix: string;
}

function namesOf({ offer, index, isOnly }: { offer: Offer; index: number; isOnly: boolean }): NamedOffer {
  return { offer, suffix: index === 0 ? '' : `:${offer.id}`, prefix: isOnly ? '' : `${offer.modelName}: ` };
}

function labelled({ prefix, label }: { prefix: string; label: string }): string {
  return prefix === '' ? label : `${prefix}${label.charAt(0).toLowerCase()}${label.slice(1)}`;
}

function tokenizerInputs({ offer, suffix, prefix }: NamedOffer): readonly UncertainInput[] {
  if (offer.tokenizerFactor.kind !== 'assumed') return [];
  return [
    factorInput({
      id: `tokenizer${suffix}`,
      label: labelled({ prefix, label: 'The model’s tokens for one of the workload’s' }),
      spread: TOKENIZER_SPREAD,
      base: { value: offer.tokenizerFactor.value, unit: 'times' },
      apply: (variation, factor) => ({
        ...variation,
        book: bookWithOffer({
          book: variation.book,
          id: offer.id,
          change: (other) => ({
            ...other,
            tokenizerFactor: { ...other.tokenizerFactor, value: other.tokenizerFactor.value * factor },
          }),
        }),
      }),
    }),
  ];
}

/** Lives that the seller does not state, in whichever of its caches; several move together. */
function lifeInputs({ offer, suffix, prefix }: NamedOffer): readonly UncertainInput[] {
  const unsure = cachesOf(offer).flatMap(({ ttls }) => ttls.filter(({ seconds }) => seconds.kind === 'assumed'));
  const [first] = unsure;
  if (!first) return [];
  const typical = first.seconds.value;
  const { value, ...provenance } = LIFE_SPREADS[typical > LIFE_SPREADS.minutes.value.highSeconds ? 'hours' : 'minutes'];
  const low = Math.min(value.lowSeconds, typical);
  const high = Math.max(value.highSeconds, typical);
  const times = ({ policy, factor }: { policy: CachePolicy; factor: number }): CachePolicy => ({
    ...policy,
    ttls: policy.ttls.map((ttl) =>
      ttl.seconds.kind === 'assumed' ? { ...ttl, seconds: { ...ttl.seconds, value: ttl.seconds.value * factor } } : ttl,
    ),
  });
  return [
    {
      id: `life${suffix}`,
      label: labelled({ prefix, label: 'Life of the cache, which the seller does not state' }),
      unit: 'seconds',
      base: null,
      spread: { low, typical, high, scale: 'log', least: low / 10, most: high * 10 },
      provenance,
      field: null,
      apply: (variation, seconds) => ({
        ...variation,
        book: bookWithOffer({
          book: variation.book,
          id: offer.id,
          change: (other) =>
            changeCaches({ offer: other, change: (policy) => times({ policy, factor: seconds / typical }) }),
        }),
      }),
    },
  ];
}

function hitChanceInputs({ offer, suffix, prefix }: NamedOffer): readonly UncertainInput[] {
  const isUnsure = ({ trigger, hitRatio }: CachePolicy): boolean => trigger !== 'none' && hitRatio.kind === 'assumed';
  const typical = cachesOf(offer).find(isUnsure)?.hitRatio.value;
  if (typical === undefined) return [];
  return [
    shareInput({
      id: `hit-chance${suffix}`,
      label: labelled({ prefix, label: 'Chance that a prefix within its life is found' }),
      spread: HIT_CHANCE_SPREAD,
      typical,
      apply: (variation, ratio) => ({
        ...variation,
        book: bookWithOffer({
          book: variation.book,
          id: offer.id,
          change: (other) =>
            changeCaches({
              offer: other,
              change: (policy) =>
                isUnsure(policy) ? { ...policy, hitRatio: { ...policy.hitRatio, value: ratio } } : policy,
            }),
        }),
      }),
    }),
  ];
}

function exchangeInputs({
  scenario: { purchase },
  currencies,
}: {
  scenario: Scenario;
  currencies: readonly string[];
}): readonly UncertainInput[] {
  return purchase.exchangeRates
    .filter(({ currency }) => currencies.includes(currency))
    .map(({ currency, usdPerUnit }) =>
      factorInput({
        id: `exchange:${currency}`,
        label: `Dollars for one ${currency}`,
        spread: EXCHANGE_SPREAD,
        base: { value: usdPerUnit, unit: 'usd' },
        field: 'purchase.exchangeRates',
        apply: (variation, factor) => {
          const { scenario } = variation;
          const exchangeRates = scenario.purchase.exchangeRates.map((rate) =>
            rate.currency === currency
              ? { ...rate, usdPerUnit: scaled({ value: rate.usdPerUnit, factor, limits: EXCHANGE_LIMITS.usdPerUnit }) }
              : rate,
          );
          return { ...variation, scenario: { ...scenario, purchase: { ...scenario.purchase, exchangeRates } } };
        },
      }),
    );
}
