import type { RequestUsage } from '../../../../domain/offer/bill.ts';
import { STANDARD_MODE } from '../../../../domain/offer/choose-rates.ts';
import type { Offer } from '../../../../domain/offer/rate-card.ts';
import type { Tokens } from '../../../../domain/units.ts';
import { soldTerms, type BilledRequest, type PastedUsage } from '../../../../evaluate/request-bill.ts';

/** Something not sold by the token, while it is being entered: `null` is not said yet. */
export interface OtherEntry {
  /** Tells entries apart; counts up. */
  readonly id: number;
  readonly name: string;
  readonly quantity: number | null;
  readonly usdPerUnit: number | null;
}

/** All that the form holds. A change of one thing leaves the others as they are, tokens above all. */
export interface RequestForm extends Omit<BilledRequest, 'at' | 'usage'> {
  /** ISO date. */
  readonly day: string;
  /** `HH:MM`; counts only where prices follow the clock. */
  readonly time: string;
  /** `Z` or `+08:00`. */
  readonly offset: string;
  readonly usage: Omit<RequestUsage, 'other'>;
  readonly other: readonly OtherEntry[];
}

/** The example of `billRequest`: 0.445 USD at 5, 0.5 and 25 USD per million. */
const EXAMPLE_USAGE = {
  inputTokens: 10_000,
  cacheReadTokens: 40_000,
  cacheWriteTokens: {},
  outputTokens: 15_000,
  storageTokenHours: 0,
} as const;

/** Noon of the day in UTC, standard mode, the tokens of an example. */
export function startingForm({ offer, day }: { offer: Offer; day: string }): RequestForm {
  return {
    offer,
    cacheId: null,
    day,
    time: '12:00',
    offset: 'Z',
    mode: STANDARD_MODE,
    modifiers: [],
    usdPerUnit: null,
    usage: EXAMPLE_USAGE,
    other: [],
  };
}

/** The instant that is bought at; a day alone where the clock does not matter. */
export function instantOf({ offer, cacheId, day, time, offset }: RequestForm): string {
  return soldTerms({ offer, cacheId, at: day }).followsClock ? `${day}T${time}${offset}` : day;
}

/** The same request at another offer: what that does not sell goes back to the standard, its tokens stay. */
export function withOffer({ form, offer }: { form: RequestForm; offer: Offer }): RequestForm {
  const moved = { ...form, offer, cacheId: null };
  const { modes, modifiers } = soldTerms({ offer, cacheId: null, at: instantOf(moved) });
  return {
    ...moved,
    mode: modes.some(({ id }) => id === form.mode) ? form.mode : STANDARD_MODE,
    modifiers: form.modifiers.filter((chosen) => modifiers.some(({ id }) => id === chosen)),
    // A rate of exchange is one currency’s.
    usdPerUnit: offer.currency === form.offer.currency ? form.usdPerUnit : null,
  };
}

/** What a usage body said, in the fields. It says nothing of storage and other things, which stay. */
export function withReading({
  form,
  reading: { usage, modeId },
}: {
  form: RequestForm;
  reading: PastedUsage & { status: 'read' };
}): RequestForm {
  const { other: _none, ...tokens } = usage;
  return { ...form, mode: modeId ?? form.mode, usage: { ...form.usage, ...tokens } };
}

/** Lives with tokens that the chosen cache does not sell: shown, so that they are neither lost nor billed by guess. */
export function foreignLives({ form, ttlIds }: { form: RequestForm; ttlIds: readonly string[] }): readonly string[] {
  return Object.entries(form.usage.cacheWriteTokens).flatMap(([id, tokens]) =>
    tokens > 0 && !ttlIds.includes(id) ? [id] : [],
  );
}

/** Written tokens counted under another life. */
export function withLifeMoved({ form, from, to }: { form: RequestForm; from: string; to: string }): RequestForm {
  const { [from]: moved = 0, ...rest } = form.usage.cacheWriteTokens;
  const cacheWriteTokens: Record<string, Tokens> = { ...rest, [to]: (rest[to] ?? 0) + moved };
  return { ...form, usage: { ...form.usage, cacheWriteTokens } };
}

export function withNewOther(form: RequestForm): RequestForm {
  const id = Math.max(0, ...form.other.map((entry) => entry.id)) + 1;
  return { ...form, other: [...form.other, { id, name: '', quantity: 1, usdPerUnit: null }] };
}

/** What can be billed, or what the form still lacks. */
export function requestOf(form: RequestForm): BilledRequest | { readonly lacks: string } {
  const { day: _day, time: _time, offset: _offset, other: entries, usage, ...chosen } = form;
  const other: { name: string; quantity: number; usdPerUnit: number }[] = [];
  for (const [index, { name, quantity, usdPerUnit }] of entries.entries()) {
    const wanted = [
      ...(name.trim() === '' ? ['a name'] : []),
      ...(quantity === null ? ['a quantity'] : []),
      ...(usdPerUnit === null ? ['a price'] : []),
    ];
    if (quantity === null || usdPerUnit === null || wanted.length > 0)
      return { lacks: `Other thing ${index + 1} needs ${wanted.join(' and ')}.` };
    other.push({ name: name.trim(), quantity, usdPerUnit });
  }
  return { ...chosen, at: instantOf(form), usage: { ...usage, other } };
}
