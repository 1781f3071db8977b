import { periodAt, type Offer } from '../../domain/offer/rate-card.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { OfferBook } from '../offer-book.ts';
import type { BillingPeriod } from './invoice.ts';
import { listedOffers, partsOf, priceStretches, type PeriodPart, type PriceStretch } from './price-stretches.ts';
import { refusalOf, termsOf } from './terms.ts';

/** A way in which the period could have been billed: the scenario as it is, or with one thing changed. */
export interface Setting {
  readonly id: string;
  /** What differs from the scenario, in words; `null`: nothing. */
  readonly change: string | null;
  /** Which policies are worth pricing: all, or those everybody could have. */
  readonly policies: 'all' | 'named';
  /** Set where it was not on sale. */
  readonly refusal: string | null;
  readonly parts: readonly SettingPart[];
}

/** Days of the invoice and the scenario that prices them. */
export interface SettingPart extends PeriodPart {
  readonly scenario: Scenario;
}

/** Nothing changed: each day at its own prices. */
export const AS_PLANNED = 'as-planned';

/**
 * Everything that could explain an invoice apart from the caching policy, one change at a time: nothing; the prices of
 * another day for all of it; all of it in another mode; one modifier more or less; without what was agreed.
 *
 * Example: an offer with one price change and a batch mode has four: as planned, the old prices, the new ones, batch.
 * Each day is priced by the scenario on a day of the same prices. Rates from a link and corrections hold for the price
 * periods for which they were made, and not for others.
 */
export function settingsOf({
  scenario,
  book,
  period,
}: {
  scenario: Scenario;
  book: OfferBook;
  period: BillingPeriod;
}): readonly Setting[] {
  const offers = listedOffers(scenario, book);
  const stretches = priceStretches(offers);
  const parts = partsOf({ period, stretches });
  const planned = parts.map((part): SettingPart => ({
    ...part,
    scenario: scenarioOn({ scenario, offers, day: dayWithin({ scenario, part }) }),
  }));
  const base: Setting = { id: AS_PLANNED, change: null, policies: 'all', refusal: null, parts: planned };
  return [
    base,
    ...dateSettings({ scenario, offers, stretches, period, parts }),
    ...termsOf({ scenario, offers, planned }).map((terms): Setting => ({
      id: terms.id,
      change: terms.change,
      policies: 'named',
      refusal: refusalOf({ terms, offers, planned }),
      parts: planned.map((part) => ({ ...part, scenario: terms.apply(part.scenario) })),
    })),
  ];
}

/** The scenario’s own day where it is one of the part’s: its figures are then those of the other pages. */
function dayWithin({ scenario: { asOf }, part }: { scenario: Scenario; part: PeriodPart }): string {
  return part.fromDay <= asOf && asOf < part.toDay ? asOf : part.fromDay;
}

/** The scenario on a day. What was set for one price period says nothing of another. */
function scenarioOn({
  scenario,
  offers,
  day,
}: {
  scenario: Scenario;
  offers: readonly Offer[];
  day: string;
}): Scenario {
  const samePrices = ({ offerId, days }: { offerId: string; days: readonly string[] }): boolean => {
    const offer = offers.find(({ id }) => id === offerId);
    return (
      offer !== undefined && days.some((other) => periodAt({ offer, asOf: other }) === periodAt({ offer, asOf: day }))
    );
  };
  return {
    ...scenario,
    asOf: day,
    carriedRates: scenario.carriedRates.filter(({ offerId }) => samePrices({ offerId, days: [scenario.asOf] })),
    priceCorrections: scenario.priceCorrections.filter(({ offerId, checkedOn }) =>
      samePrices({ offerId, days: [scenario.asOf, checkedOn] }),
    ),
    // The ceiling is to be of the seller's prices; a warehouse of another's sends no invoice.
    warehouse: { ...scenario.warehouse, writeUsdPerMTok: null, readUsdPerMTok: null },
  };
}

function dateSettings({
  scenario,
  offers,
  stretches,
  period,
  parts,
}: {
  scenario: Scenario;
  offers: readonly Offer[];
  stretches: readonly PriceStretch[];
  period: BillingPeriod;
  parts: readonly PeriodPart[];
}): readonly Setting[] {
  const days = parts.reduce((sum, part) => sum + part.days, 0);
  return stretches.flatMap(({ from, to, day, isPriced }): Setting[] => {
    // Of prices that never changed there is no other day; those that hold all the time are the plan itself.
    if (day === null || !isPriced || (parts.length === 1 && holdsOver({ stretch: { from, to }, period }))) return [];
    return [
      {
        id: `prices:${from ?? 'first'}`,
        change: `billed wholly at the prices ${datesInWords({ from, to })}`,
        policies: 'all',
        refusal: null,
        parts: [
          {
            ...period,
            days,
            scenario: scenarioOn({ scenario, offers, day: isWithin({ from, to, scenario }) ? scenario.asOf : day }),
          },
        ],
      },
    ];
  });
}

function isWithin({
  from,
  to,
  scenario: { asOf },
}: Pick<PriceStretch, 'from' | 'to'> & { scenario: Scenario }): boolean {
  return (from === null || from <= asOf) && (to === null || asOf < to);
}

function holdsOver({
  stretch: { from, to },
  period,
}: {
  stretch: Pick<PriceStretch, 'from' | 'to'>;
  period: BillingPeriod;
}): boolean {
  return (from === null || from <= period.fromDay) && (to === null || period.toDay <= to);
}

function datesInWords({ from, to }: Pick<PriceStretch, 'from' | 'to'>): string {
  if (from === null) return `before ${to ?? ''}`;
  return to === null ? `from ${from} on` : `from ${from} to before ${to}`;
}
