import { offerFigures, type FigureColumn, type FigureUnit } from './offer-compare-figures.ts';
import type { OfferRow } from './offer-row.ts';

/** What prices are quoted for: a million tokens or a thousand. */
export type PriceSize = 'M' | 'K';

/** A table ready for a CSV writer: `null` is a blank. */
export interface OfferCsv {
  readonly fields: readonly string[];
  readonly data: readonly (readonly (string | number | null)[])[];
}

type PriceUnit = 'usdPerMTok' | 'effectiveUsdPerMTok' | 'usdPerMTokHour';

const UNITS: Record<Exclude<FigureUnit, PriceUnit | 'text'>, string> = {
  usdPerMonth: 'USD per month',
  usdPerTask: 'USD per task',
  ratio: 'ratio 0 to 1',
  changeRatio: 'ratio, below 0 is cheaper',
  reuses: 'reads',
  tokens: 'tokens',
  seconds: 's',
};

const WHY = 'Why blank';

/**
 * The table as it stands on the page: its rows in their order, its columns in theirs, with the unit in each header and
 * numbers unrounded. A column that holds several figures (a price and its share, one price per cache life) becomes
 * several. Missing values are blanks; the last column, present where there is one, says for each row why.
 *
 * Example: a column `input` of one offer at $5 gives the header `Input (USD per 1M tokens)` and the cell 5; for a
 * thousand tokens `Input (USD per 1K tokens)` and 0.005.
 * Leaves out sources and the rates of long prompts.
 */
export function offerCsv({
  rows,
  columns,
  priceSize,
}: {
  rows: readonly OfferRow[];
  columns: readonly string[];
  priceSize: PriceSize;
}): OfferCsv {
  const all = offerFigures(rows);
  const figures = columns.flatMap((id) =>
    all.filter(({ column }) => column !== null && column === (id as FigureColumn)),
  );
  const fields = figures.map(({ label, unit }) => headerOf({ label, unit, priceSize }));
  const lines = rows.map((row) => figures.map(({ read, unit, label }) => ({ value: read(row), unit, label })));
  const data = lines.map((line) =>
    line.map(({ value, unit }) => (value.state === 'known' ? sized({ value: value.value, unit, priceSize }) : null)),
  );
  const reasons = lines.map((line) =>
    line
      .flatMap(({ value, label }) =>
        value.state === 'known' ? [] : [`${label}: ${WORDS[value.state]}${value.reason}`],
      )
      .join(' | '),
  );
  return reasons.every((reason) => reason === '')
    ? { fields, data }
    : { fields: [...fields, WHY], data: data.map((line, i) => [...line, reasons[i] || null]) };
}

const WORDS = { 'not-sold': 'not sold. ', unknown: 'unknown. ', none: '' } as const;

/** Quoted for so many tokens, as published or as worked out. */
function isPrice(unit: FigureUnit): unit is PriceUnit {
  return unit === 'usdPerMTok' || unit === 'effectiveUsdPerMTok' || unit === 'usdPerMTokHour';
}

function headerOf({ label, unit, priceSize }: { label: string; unit: FigureUnit; priceSize: PriceSize }): string {
  if (unit === 'text') return label;
  if (!isPrice(unit)) return `${label} (${UNITS[unit]})`;
  return `${label} (USD per 1${priceSize} ${unit === 'usdPerMTokHour' ? 'token-hours' : 'tokens'})`;
}

function sized({
  value,
  unit,
  priceSize,
}: {
  value: number | string;
  unit: FigureUnit;
  priceSize: PriceSize;
}): number | string {
  return typeof value === 'number' && isPrice(unit) ? pricePer({ usdPerMTok: value, priceSize }) : value;
}

/** A price in the size it is shown in. A thousandth of 0.07 is 0.00007, and not 0.00007000000000000001. */
export function pricePer({ usdPerMTok, priceSize }: { usdPerMTok: number; priceSize: PriceSize }): number {
  return priceSize === 'M' ? usdPerMTok : Number((usdPerMTok / 1_000).toPrecision(15));
}
