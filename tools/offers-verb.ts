import { parseArgs } from 'node:util';
import { ALL_OFFERS } from '../src/catalog/offers/all.ts';
import { knownRate, periodAt, type Offer, type Price } from '../src/domain/offer/rate-card.ts';
import { dayOf, isInstant } from '../src/domain/offer/schedule.ts';
import { InputError } from './input-error.ts';

export const OFFERS_USAGE = 'offers [--json] [--on DAY]';

export const OFFERS_HELP = `${OFFERS_USAGE}
      every offer of the catalogue with its base rates per million tokens
      --json           everything the catalogue knows of them, sources included
      --on DAY         the prices of a day; today`;

/** The `offers` verb: the catalogue as a table for people, or whole for programs. */
export function runOffers({
  args,
}: {
  args: readonly string[];
}): Promise<string | { readonly offers: readonly Offer[] }> {
  const options = parse(args);
  const on = options.on ?? new Date().toISOString();
  if (!isInstant(on)) throw new InputError(`--on ${on} is not accepted: a day such as 2026-11-23.`);
  return Promise.resolve(options.json ? { offers: ALL_OFFERS } : tableOf({ asOf: dayOf(on) }));
}

const HEADINGS = ['id', 'currency', 'input', 'output', 'read', 'write', 'modes'];
/** Columns of figures, set flush right. */
const FIGURES = new Set([2, 3, 4]);

function tableOf({ asOf }: { asOf: string }): string {
  const rows = ALL_OFFERS.map((offer) => {
    const period = periodAt({ offer, asOf });
    if (!period) return [offer.id, offer.currency, `no price on ${asOf}`, '', '', '', ''];
    const { input, output, cacheRead, cacheWrite } = period.base;
    return [
      offer.id,
      offer.currency,
      ...[input, output, cacheRead].map(textOf),
      Object.entries(cacheWrite)
        .map(([ttlId, price]) => `${ttlId} ${textOf(price)}`)
        .join(', '),
      [...(period.modes ?? []).map(({ id }) => id), ...(period.schedules ?? []).map(({ name }) => name)].join(', '),
    ];
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

function textOf(price: Price): string {
  return knownRate(price)?.toString() ?? price.state;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { json: { type: 'boolean', default: false }, on: { type: 'string' } },
    }).values;
  } catch (error) {
    throw new InputError(`${error instanceof Error ? error.message : String(error)} Usage: tokenhouse ${OFFERS_USAGE}`);
  }
}
