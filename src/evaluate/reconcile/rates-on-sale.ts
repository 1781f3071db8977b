import { chooseRates } from '../../domain/offer/choose-rates.ts';
import type { Band, Price, PricePeriod, RateSet } from '../../domain/offer/rate-card.ts';
import { clockShares } from '../../domain/offer/working-hours.ts';
import type { UsdPerMTok } from '../../domain/units.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { OfferBook } from '../offer-book.ts';
import type { PricedPart } from './setting-costs.ts';
import { BY_DECISION, sheetsOf, type PriceSheet } from './price-sheets.ts';

export type BilledClass = 'input' | 'output' | 'cacheRead' | 'cacheWrite' | 'storage';

/** A rate that something could have been billed at on some day of a period. */
export interface RateOnSale {
  readonly class: BilledClass;
  /** Of a write; `null` for other classes. */
  readonly ttlId: string | null;
  readonly usdPerMTok: UsdPerMTok;
  readonly modelName: string;
  /** What sets it apart from the plain rate: band, mode, hours, modifiers, another cache, list; empty where nothing. */
  readonly conditions: readonly string[];
  /** How far it is from how the scenario buys; 0 is as planned. */
  readonly departures: number;
  /** Days of the invoice on which it was on sale; the last is excluded. */
  readonly fromDay: string;
  readonly toDay: string;
}

/** A band happens to requests; nobody decides on it. */
const BY_CHANCE = 1;

/**
 * Every rate on sale at the offers in use, on the days of the parts: base and bands, lives of writes, modes, hours,
 * modifiers one more or one less, other caches, and both the agreed prices and the list where they differ.
 *
 * Example: input at 5 with batch at half price and a residency at 1.1 is on sale at 5, 2.5, 5.5 and 2.75.
 * Ignores two unchosen modifiers at once, and rates that depend on the length of each answer.
 */
export function ratesOnSale({
  scenario,
  book,
  parts,
}: {
  scenario: Scenario;
  book: OfferBook;
  parts: readonly PricedPart[];
}): readonly RateOnSale[] {
  const found = new Map<string, RateOnSale>();
  for (const part of parts) {
    for (const group of part.evaluation.groups) {
      for (const sheet of sheetsOf({ group, scenario, book })) {
        for (const rate of ratesOfSheet({ sheet, part, scenario })) {
          const key = [rate.modelName, rate.class, rate.ttlId, rate.usdPerMTok, rate.conditions.join()].join('|');
          const known = found.get(key);
          // The same rate in the part before is one that lasted.
          if (known?.toDay === rate.fromDay) found.set(key, { ...known, toDay: rate.toDay });
          else if (!known) found.set(key, rate);
          else if (known.toDay < rate.fromDay) found.set(`${key}|${rate.fromDay}`, rate);
        }
      }
    }
  }
  return [...found.values()].toSorted((a, b) => a.departures - b.departures || a.usdPerMTok - b.usdPerMTok);
}

function ratesOfSheet({
  sheet,
  part,
  scenario: { purchase },
}: {
  sheet: PriceSheet;
  part: PricedPart;
  scenario: Scenario;
}): readonly RateOnSale[] {
  const { offer, period } = sheet;
  const discountRatio = purchase.commitments.find(({ seller }) => seller === offer.seller)?.discountRatio ?? 0;
  const rates: RateOnSale[] = [];
  for (const hours of hoursOf({ period, day: part.fromDay })) {
    for (const mode of [null, ...(period.modes ?? [])]) {
      for (const { ids, names } of modifierSets({ period, chosen: purchase.modifierIds })) {
        for (const band of [null, ...bandsOf({ period, mode })]) {
          const chosen = chooseRates({
            period,
            promptTokens: band === null ? 0 : band.thresholdTokens + (band.comparison === 'gt' ? 1 : 0),
            outputTokens: 0,
            at: hours.at,
            mode: mode?.id,
            modifiers: ids,
          });
          if (chosen.status === 'refused') continue;
          const sent = mode === null ? purchase.modeRatio < 1 : purchase.modeRatio > 0 && purchase.modeId === mode.id;
          const conditions = [
            ...sheet.conditions,
            ...(mode === null ? [] : [mode.name]),
            ...(hours.name === null ? [] : [hours.name]),
            ...(band === null ? [] : [bandText(band)]),
            ...names,
          ];
          const departures =
            sheet.departures + (sent ? 0 : BY_DECISION) + (band === null ? 0 : BY_CHANCE) + BY_DECISION * names.length;
          for (const { billed, usdPerMTok } of classesOf(chosen.rates)) {
            const rate = {
              ...billed,
              modelName: offer.modelName,
              fromDay: part.fromDay,
              toDay: part.toDay,
            };
            rates.push({ ...rate, usdPerMTok: usdPerMTok * (1 - discountRatio), conditions, departures });
            if (discountRatio > 0)
              rates.push({
                ...rate,
                usdPerMTok,
                conditions: [...conditions, 'without the agreed discount'],
                departures: departures + BY_DECISION,
              });
          }
        }
      }
    }
  }
  return rates;
}

/** A moment of each schedule that a seller’s prices follow, and of none of them. */
function hoursOf({ period, day }: { period: PricePeriod; day: string }): readonly {
  readonly at: string;
  readonly name: string | null;
}[] {
  const { schedules = [] } = period;
  if (schedules.length === 0) return [{ at: day, name: null }];
  const everyHour = { fromDay: day, timeZone: 'UTC', startsAtHour: 0, hoursPerDay: 24, daysPerMonth: 31 };
  return clockShares({ schedules, hours: everyHour }).map(({ at, schedule }) => ({ at, name: schedule?.name ?? null }));
}

/** What was chosen and is sold, then one modifier more, then one less. */
function modifierSets({ period, chosen }: { period: PricePeriod; chosen: readonly string[] }): readonly {
  readonly ids: readonly string[];
  readonly names: readonly string[];
}[] {
  const { modifiers: sold = [] } = period;
  const ids = sold.filter(({ id }) => chosen.includes(id)).map(({ id }) => id);
  return [
    { ids, names: [] },
    ...sold.map(({ id, name }) =>
      ids.includes(id)
        ? { ids: ids.filter((other) => other !== id), names: [`without ${name}`] }
        : { ids: [...ids, id], names: [name] },
    ),
  ];
}

function bandsOf({
  period,
  mode,
}: {
  period: PricePeriod;
  mode: NonNullable<PricePeriod['modes']>[number] | null;
}): readonly Band[] {
  return mode?.pricing.kind === 'rates' ? mode.pricing.bands : period.bands;
}

function bandText({ thresholdTokens, comparison }: Band): string {
  return `prompts ${comparison === 'gt' ? 'above' : 'from'} ${thresholdTokens.toLocaleString('en-US')} tokens`;
}

function classesOf(rates: RateSet): readonly {
  readonly billed: Pick<RateOnSale, 'class' | 'ttlId'>;
  readonly usdPerMTok: UsdPerMTok;
}[] {
  const { input, output, cacheRead, cacheWrite, storage } = rates;
  const prices: readonly { readonly billed: Pick<RateOnSale, 'class' | 'ttlId'>; readonly price: Price | undefined }[] =
    [
      { billed: { class: 'input', ttlId: null }, price: input },
      { billed: { class: 'output', ttlId: null }, price: output },
      { billed: { class: 'cacheRead', ttlId: null }, price: cacheRead },
      { billed: { class: 'storage', ttlId: null }, price: storage },
      ...Object.entries(cacheWrite).map(([ttlId, price]) => ({
        billed: { class: 'cacheWrite' as const, ttlId },
        price,
      })),
    ];
  return prices.flatMap(({ billed, price }) =>
    price?.state === 'priced' ? [{ billed, usdPerMTok: price.perMTok.value }] : [],
  );
}
