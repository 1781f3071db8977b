import { rateTimes } from '../money.ts';
import type { Fact } from '../fact.ts';
import type { Tokens } from '../units.ts';
import { EVERY_CLASS, mapPrices } from './map-prices.ts';
import {
  ratesForPrompt,
  type Mode,
  type Modifier,
  type Multiplier,
  type PricePeriod,
  type RateClass,
  type RateSet,
} from './rate-card.ts';
import { hasTime, scheduleAt, type Instant } from './schedule.ts';

/** The id of the mode that is none of those on sale beside it. */
export const STANDARD_MODE = 'standard';

/** One step of the choice, in words, with the classes whose rate it decided. */
export interface RateStep {
  readonly text: string;
  readonly classes: readonly RateClass[];
}

export type ChosenRates =
  | { readonly status: 'chosen'; readonly rates: RateSet; readonly steps: readonly RateStep[] }
  | { readonly status: 'refused'; readonly reason: string };

/** What is bought, apart from the tokens: how it is served, where, and when. */
export interface Conditions {
  /** Needed only where prices follow the clock. */
  readonly at?: Instant | undefined;
  /** `standard` where it is not said. */
  readonly mode?: string | undefined;
  /** Ids of modifiers. */
  readonly modifiers?: readonly string[] | undefined;
}

/**
 * The rates of one request within a period, in the order in which sellers apply them: band by the whole prompt, then
 * schedule, then mode, then modifiers. Each is either a factor on what came before or a list that replaces it.
 *
 * Example: 0.66 USD with off-peak hours at half price and batch at half price of that is 0.66 × 0.5 × 0.5 = 0.165.
 * Refused where the mode or a modifier is not on sale, where the two exclude each other, and where prices follow the
 * clock but no time is given. A mode with a list of its own replaces the schedule as well: nobody sells both.
 */
export function chooseRates({
  period,
  promptTokens,
  outputTokens,
  at,
  mode: modeId = STANDARD_MODE,
  modifiers: modifierIds = [],
}: {
  period: PricePeriod;
  promptTokens: Tokens;
  outputTokens: Tokens;
} & Conditions): ChosenRates {
  const mode = (period.modes ?? []).find(({ id }) => id === modeId);
  if (mode === undefined && modeId !== STANDARD_MODE)
    return refused(`Mode "${modeId}" is not sold here${onSale([STANDARD_MODE, ...(period.modes ?? []).map(idOf)])}.`);
  const modifiers: Modifier[] = [];
  for (const id of modifierIds) {
    const modifier = (period.modifiers ?? []).find((candidate) => candidate.id === id);
    if (modifier === undefined)
      return refused(`Modifier "${id}" is not sold here${onSale((period.modifiers ?? []).map(idOf))}.`);
    if (mode?.excludes.includes(id)) return refused(`${mode.name} cannot be combined with ${modifier.name}.`);
    modifiers.push(modifier);
  }

  const list = mode?.pricing.kind === 'rates' ? mode.pricing : period;
  let rates = ratesForPrompt({ period: list, promptTokens, outputTokens });
  const isBanded = rates !== list.base;
  const steps: RateStep[] = [
    { text: isBanded ? `band of a prompt of ${promptTokens} tokens` : 'base rates', classes: EVERY_CLASS },
  ];
  const apply = ({ multiplier, text }: { multiplier: Multiplier; text: string }): void => {
    rates = times({ rates, multiplier });
    steps.push({ text: `${multiplier.ratio.value} × for ${text}`, classes: multiplier.classes });
  };

  if (list === period) {
    for (const schedule of period.schedules ?? []) {
      if (at === undefined || !hasTime(at))
        return refused(`Prices follow the clock here (${schedule.name}): say the time, with its offset from UTC.`);
      const { holds, why } = scheduleAt({ schedule, at });
      if (!holds) {
        steps.push({ text: `not ${schedule.name}: ${why}`, classes: EVERY_CLASS });
        continue;
      }
      apply({ multiplier: schedule.multiplier, text: `${schedule.name}: ${why}` });
      if (isBanded) steps.push({ text: BAND_AND_SCHEDULE, classes: schedule.multiplier.classes });
      break;
    }
  }
  if (mode?.pricing.kind === 'multiplier') apply({ multiplier: mode.pricing.multiplier, text: mode.name });
  else if (mode) steps.push({ text: `the list of ${mode.name}`, classes: EVERY_CLASS });
  if (mode) rates = without({ rates, mode });
  for (const { multiplier, name } of modifiers) apply({ multiplier, text: name });
  return { status: 'chosen', rates, steps };
}

const BAND_AND_SCHEDULE = 'no seller states how long prompts and hours combine; the factor is taken of the band’s rate';

/**
 * What a list should say of an offer whose prices depend on both prompt length and time of day; `null` for all others.
 */
export function bandAndScheduleMark(period: PricePeriod): string | null {
  return period.bands.length > 0 && (period.schedules ?? []).length > 0 ? `Assumed: ${BAND_AND_SCHEDULE}.` : null;
}

function idOf({ id }: { id: string }): string {
  return id;
}

function onSale(ids: readonly string[]): string {
  return ids.length === 0 ? '' : `; ${ids.join(', ')} ${ids.length === 1 ? 'is' : 'are'}`;
}

function refused(reason: string): ChosenRates {
  return { status: 'refused', reason };
}

function times({ rates, multiplier: { ratio, classes } }: { rates: RateSet; multiplier: Multiplier }): RateSet {
  return mapPrices({
    rates,
    classes,
    change: (price) =>
      price.state === 'priced' ? { state: 'priced', perMTok: scaled({ price: price.perMTok, ratio }) } : price,
  });
}

function scaled({ price, ratio }: { price: Fact<number>; ratio: Fact<number> }): Fact<number> {
  return {
    ...price,
    value: rateTimes({ rate: price.value, factor: ratio.value }),
    source: price.source === ratio.source ? price.source : `${price.source}; factor: ${ratio.source}`,
    // As old as the older of the two.
    checkedOn: price.checkedOn < ratio.checkedOn ? price.checkedOn : ratio.checkedOn,
    kind: price.kind === 'assumed' || ratio.kind === 'assumed' ? 'assumed' : 'derived',
  };
}

function without({ rates, mode }: { rates: RateSet; mode: Mode }): RateSet {
  return mapPrices({
    rates,
    classes: mode.withoutClasses,
    change: () => ({ state: 'not-sold', reason: `not sold in ${mode.name}` }),
  });
}
