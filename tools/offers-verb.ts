import { ALL_OFFERS } from '../src/catalog/offers/all.ts';
import { knownRate, periodAt, type Offer, type Price, type PricePeriod } from '../src/domain/offer/rate-card.ts';
import { dayOf, isInstant } from '../src/domain/offer/schedule.ts';
import { InputError } from './input-error.ts';
import { parseOptions } from './parse-options.ts';
import { TableReport } from './report-format.ts';

export const OFFERS_USAGE = 'offers [--json] [--on DAY]';

export const OFFERS_HELP = `${OFFERS_USAGE}
      every offer of the catalogue with its base rates per million tokens, as a table, or with --format one by one
      --json           everything the catalogue knows of them, sources included
      --on DAY         the prices of a day; today`;

/** An offer's base rates on a day, in its currency per million tokens; `null` is not sold or not known, and `missing` says which. */
interface OfferRates {
  readonly id: string;
  readonly currency: string;
  readonly input: number | null;
  readonly output: number | null;
  readonly cacheRead: number | null;
  /** A price per life: `5m 5, 1h 8`. */
  readonly cacheWrite: string;
  readonly modes: string;
  readonly missing: string;
}

/** The `offers` verb: the catalogue as a table for people and spreadsheets, or whole for programs. */
export function runOffers({
  args,
}: {
  args: readonly string[];
}): Promise<TableReport | { readonly offers: readonly Offer[] }> {
  // Thrown inside the promise, as the other verbs do.
  return Promise.resolve(parse(args)).then((options) => {
    const on = options.on ?? new Date().toISOString();
    if (!isInstant(on)) throw new InputError(`--on ${on} is not accepted: a day such as 2026-11-23.`);
    if (options.json) return { offers: ALL_OFFERS };
    const asOf = dayOf(on);
    const offers = ALL_OFFERS.map((offer) => ratesOf({ offer, asOf }));
    return new TableReport({ text: tableOf({ asOf }), report: { on: asOf, offers }, rows: offers });
  });
}

function ratesOf({ offer, asOf }: { offer: Offer; asOf: string }): OfferRates {
  const { id, currency } = offer;
  const period = periodAt({ offer, asOf });
  if (!period)
    return {
      id,
      currency,
      input: null,
      output: null,
      cacheRead: null,
      cacheWrite: '',
      modes: '',
      missing: `no price on ${asOf}`,
    };
  const { input, output, cacheRead } = period.base;
  const missing = Object.entries({ input, output, cacheRead }).filter(([, price]) => knownRate(price) === undefined);
  return {
    id,
    currency,
    input: knownRate(input) ?? null,
    output: knownRate(output) ?? null,
    cacheRead: knownRate(cacheRead) ?? null,
    cacheWrite: writesOf(period),
    modes: modesOf(period),
    missing: missing.map(([name, { state }]) => `${name} ${state}`).join(', '),
  };
}

const HEADINGS = ['id', 'currency', 'input', 'output', 'read', 'write', 'modes'];
/** Columns of figures, set flush right. */
const FIGURES = new Set([2, 3, 4]);

function tableOf({ asOf }: { asOf: string }): string {
  const rows = ALL_OFFERS.map((offer) => {
    const period = periodAt({ offer, asOf });
    if (!period) return [offer.id, offer.currency, `no price on ${asOf}`, '', '', '', ''];
    const { input, output, cacheRead } = period.base;
    return [offer.id, offer.currency, ...[input, output, cacheRead].map(textOf), writesOf(period), modesOf(period)];
  });
  const widths = HEADINGS.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  return [HEADINGS, ...rows]
    .map((row) =>
      row
        .map((cell, column) =>
          FIGURES.has(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function writesOf({ base: { cacheWrite } }: PricePeriod): string {
  return Object.entries(cacheWrite)
    .map(([ttlId, price]) => `${ttlId} ${textOf(price)}`)
    .join(', ');
}

function modesOf({ modes = [], schedules = [] }: PricePeriod): string {
  return [...modes.map(({ id }) => id), ...schedules.map(({ name }) => name)].join(', ');
}

function textOf(price: Price): string {
  return knownRate(price)?.toString() ?? price.state;
}

function parse(args: readonly string[]) {
  return parseOptions({
    args,
    positionals: false,
    options: { json: { type: 'boolean', default: false }, on: { type: 'string' } },
    usage: OFFERS_USAGE,
  }).values;
}
