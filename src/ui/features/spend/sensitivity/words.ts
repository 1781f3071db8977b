import type { Unit } from '../../../../domain/explain.ts';
import type {
  BreakEven,
  DrawnBand,
  ToldBar,
  ToldFinder,
  ToldInput,
} from '../../../../evaluate/uncertainty/questions.ts';
import type { UncertainFigure } from '../../../../evaluate/uncertainty/figures.ts';
import { formatNumber, formatPercent, formatSignificant, formatUsd } from '../../../format/number.ts';
import { marked } from '../../../format/exact.ts';
import { shownMoney } from '../../../format/money.ts';
import { formatQuantity } from '../../../format/quantity.ts';
import { formatList } from '../../../format/locale.ts';

/** Guesses are not known to more. */
const DIGITS = 3;

/** A thousand draws know an end of their band to some percent. */
const DRAWN_DIGITS = 2;

/** A sum read off draws: $15,000, in files with all its digits. */
export function roughUsd(usd: number): string {
  const { currency, unitsPerUsd } = shownMoney();
  const amount = usd * unitsPerUsd;
  const text = (): string => formatUsd(Number(amount.toPrecision(DRAWN_DIGITS)) / unitsPerUsd);
  return marked({ value: amount, unit: currency, text });
}

/** `−$12,000 to $18,000` */
export function bandRange({ p10Usd, p90Usd }: { p10Usd: number; p90Usd: number }): string {
  return `${roughUsd(p10Usd)} to ${roughUsd(p90Usd)}`;
}

export const FIGURE_NAMES: Readonly<Record<UncertainFigure, string>> = {
  saving: 'saving',
  without: 'without',
  with: 'with a warehouse',
};

/** `2.5 ×` · `5 min` · `$0.0039 per M token-hours`: no more digits than a guess has. */
export function valueInWords({ value, unit }: { value: number; unit: Unit | 'times' }): string {
  const rounded = Number(value.toPrecision(DIGITS));
  if (unit === 'times') return `${formatSignificant(rounded, DIGITS)} ×`;
  // A guess has no tenths of a percent where it has none to say.
  return formatQuantity({ value: rounded, unit }).replace(/\.0 %$/, ' %');
}

/** Both ends of an input, in its own unit where it has one value: `1 … 4 (0.5 … 2 ×)`. */
export function rangeInWords({ low, high, unit, base }: Pick<ToldInput, 'low' | 'high' | 'unit' | 'base'>): string {
  const range = between({ low, high, unit });
  if (base === null) return range;
  const own = between({ low: low * base.value, high: high * base.value, unit: base.unit });
  return base.unit === 'times' && base.value === 1 ? own : `${own} (${range})`;
}

function between({ low, high, unit }: { low: number; high: number; unit: Unit | 'times' }): string {
  const [from, to] = [valueInWords({ value: low, unit }), valueInWords({ value: high, unit })];
  if (unit === 'times') return `${from.replace(' ×', '')} … ${to}`;
  // What both say behind their number is said once.
  const ofFrom = / .*$/.exec(from)?.[0] ?? '';
  return ofFrom !== '' && to.endsWith(ofFrom) ? `${from.slice(0, -ofFrom.length)} … ${to}` : `${from} … ${to}`;
}

/** What a table says of an end that has no figure. */
export function endInWords(usd: number | null): string {
  return usd === null ? 'no figure' : formatUsd(usd);
}

/** The answer of the tornado in a sentence. */
export function strongestInWords({ bars, figure }: { bars: readonly ToldBar[]; figure: UncertainFigure }): string {
  const [first, second] = bars;
  if (!first) return 'Nothing that is uncertain moves this figure.';
  const ends = [first.atLow[figure], first.atHigh[figure]].filter((usd) => usd !== null).toSorted((a, b) => a - b);
  const [least, most] = [ends[0], ends.at(-1)];
  const range =
    least === undefined || most === undefined
      ? ''
      : `: alone it moves it between ${unbroken(least)} and ${unbroken(most)} a month`;
  const turning =
    figure === 'saving'
      ? bars.filter(({ atLow, atHigh }) => Math.sign(atLow.saving ?? 0) * Math.sign(atHigh.saving ?? 0) < 0).length
      : null;
  const turns =
    turning === null
      ? ''
      : turning === 0
        ? ' No input alone turns a saving into a loss, or the other way round.'
        : ` ${turning} of ${bars.length} inputs can each turn its sign.`;
  return `${first.input.label}${range}.${second ? ` Next: ${lowered(second.input.label)}.` : ''}${turns}`;
}

/** How a saving stands over its draws: the sentence to take away. */
export function bandInWords({ figures, savesRatio, draws }: DrawnBand): string {
  const { saving, without } = figures;
  if (saving === null || savesRatio === null)
    return without === null
      ? 'No draw gave a figure.'
      : `In eight of ten draws the bill lies between ${roughUsd(without.p10Usd)} and ${roughUsd(without.p90Usd)} a month; the warehouse has no price.`;
  const worst =
    saving.p10Usd >= 0
      ? `one in ten saves less than ${roughUsd(saving.p10Usd)}`
      : `one in ten loses more than ${roughUsd(-saving.p10Usd)}`;
  const best =
    saving.p90Usd >= 0
      ? `one in ten saves more than ${roughUsd(saving.p90Usd)}`
      : `nine in ten lose more than ${roughUsd(-saving.p90Usd)}`;
  return `In ${shareInWords(savesRatio)} of ${formatNumber(draws, 0)} draws the warehouse saves money; ${worst}, ${best} a month.`;
}

/** `Saves in 65 % of 1,000 draws.` */
export function savesInWords({ savesRatio, draws }: Pick<DrawnBand, 'savesRatio' | 'draws'>): string {
  return savesRatio === null ? '' : `Saves in ${shareInWords(savesRatio)} of ${formatNumber(draws, 0)} draws.`;
}

function shareInWords(ratio: number): string {
  if (ratio === 0) return 'none';
  if (ratio === 1) return 'all';
  const percent = Math.round(ratio * 100);
  // Rounding must not make a share none or all of it.
  return percent === 0 ? 'less than 1 %' : percent === 100 ? 'more than 99 %' : `${percent} %`;
}

/** Draws that could not be, and which way that bends the band. */
export function failedInWords({ failed, draws }: Pick<DrawnBand, 'failed' | 'draws'>): string | null {
  if (!failed) return null;
  return `${formatNumber(failed.draws, 0)} of ${formatNumber(draws, 0)} draws cannot be and are left out, mostly large ones, so that the band is rather too low. One of them: ${failed.problem}`;
}

type Found = Pick<BreakEven, 'input' | 'startsAs' | 'crossings' | 'points'>;

/** Where the warehouse pays as an input is moved. */
export function breakEvenInWords({ input, startsAs, crossings, points }: Found): string {
  const at = (value: number): string => valueInWords({ value, unit: input.unit });
  const known = points.filter(({ savingUsd }) => savingUsd !== null);
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last) return 'There is no figure at any value tried.';
  if (crossings.length === 0) {
    const tried = `value tried, from ${at(first.value)} to ${at(last.value)}`;
    return `The warehouse pays at ${startsAs === 'positive' ? 'every' : 'no'} ${tried}.`;
  }
  const paying: string[] = [];
  let from: number | null = null;
  for (const crossing of crossings) {
    if (crossing.turns === 'positive') from = crossing.at;
    else {
      paying.push(from === null ? `up to ${at(crossing.at)}` : `from ${at(from)} to ${at(crossing.at)}`);
      from = null;
    }
  }
  if (from !== null) paying.push(`from ${at(from)} on`);
  return `The warehouse pays ${formatList(paying)}${paying.length === 1 && startsAs === 'positive' ? ', not above' : ''}.`;
}

/** How far today is from the nearest change. */
export function distanceInWords({ input, crossings }: Pick<Found, 'input' | 'crossings'>): string | null {
  const { now, unit, scale } = input;
  if (now === null) return null;
  const today = `Today: ${valueInWords({ value: now, unit })}`;
  const [nearest] = crossings
    .map(({ at }) => at)
    .toSorted((a, b) => away({ a, now, scale }) - away({ a: b, now, scale }));
  if (nearest === undefined || now <= 0 || scale === 'linear') return `${today}.`;
  const factor = formatSignificant(nearest > now ? nearest / now : now / nearest, 2);
  return `${today}, a factor of ${factor} ${nearest > now ? 'below' : 'above'} ${valueInWords({ value: nearest, unit })}.`;
}

function away({ a, now, scale }: { a: number; now: number; scale: ToldFinder['scale'] }): number {
  return scale === 'log' && now > 0 ? Math.abs(Math.log(a / now)) : Math.abs(a - now);
}

/** `31.2 %` of a bill, with its sign. */
export function ratioInWords(ratio: number | null): string {
  return ratio === null ? '–' : formatPercent(ratio);
}

/** A sum that a line does not end in: after a minus it otherwise may. */
function unbroken(usd: number): string {
  return formatUsd(usd).replace('−', '−\u2060');
}

function lowered(label: string): string {
  return /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}
