import type { CarriedRates, CarriedRateSet } from './schema.ts';
import type { Json } from './patch.ts';

/**
 * Rates of offers as short text, because every link carries some:
 * `anthropic/claude-opus-5-5:4,20,0.2,5m*5,1h*8` is input, output, read and a write price per cache life, in USD per million
 * tokens. `-` is no known price; a band of long prompts follows as `@gt200000:…`; offers are set apart by `~`.
 */

/** What stands between parts, and so cannot stand in an id. */
const RESERVED = /[~:,*@%]/g;

export function carriedText(rates: readonly CarriedRates[]): string {
  return rates
    .map(({ offerId, base, bands }) =>
      [
        `${escaped(offerId)}:${setText(base)}`,
        ...bands.map(
          ({ thresholdTokens, comparison, rates: set }) => `${comparison}${thresholdTokens}:${setText(set)}`,
        ),
      ].join('@'),
    )
    .join('~');
}

function setText({ input, output, cacheRead, cacheWrite }: CarriedRateSet): string {
  return [
    ...[input, output, cacheRead].map(rateText),
    ...Object.entries(cacheWrite)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([life, usd]) => `${escaped(life)}*${rateText(usd)}`),
  ].join(',');
}

function rateText(usd: number | null): string {
  return usd === null ? '-' : String(usd);
}

function escaped(id: string): string {
  return id.replaceAll(RESERVED, (symbol) => `%${symbol.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

function unescaped(id: string): string {
  return id.replaceAll(/%([0-9a-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** What `carriedText` wrote, as a document for the schema to look at; `undefined` where it is something else. */
export function fromCarriedText(text: string): Json | undefined {
  if (text === '') return [];
  const offers = text.split('~').map((offer): Json | undefined => {
    const [base, ...bands] = offer.split('@').map(named);
    if (!base) return undefined;
    const read = bands.map((band): Json | undefined => {
      const [, comparison, tokens] = /^(gte?)(\d+)$/.exec(band?.name ?? '') ?? [];
      if (!band || comparison === undefined) return undefined;
      return { thresholdTokens: Number(tokens), comparison, rates: band.rates };
    });
    return read.some((band) => band === undefined)
      ? undefined
      : { offerId: unescaped(base.name), base: base.rates, bands: read as Json[] };
  });
  return offers.some((offer) => offer === undefined) ? undefined : (offers as Json[]);
}

function named(part: string): { readonly name: string; readonly rates: Json } | undefined {
  const cut = part.indexOf(':');
  if (cut < 0) return undefined;
  const [input, output, cacheRead, ...writes] = part.slice(cut + 1).split(',');
  const plain = [input, output, cacheRead].map((rate) => (rate === undefined ? undefined : rateOf(rate)));
  const cacheWrite = writes.map((write): readonly [string, number | null | undefined] => {
    const star = write.indexOf('*');
    return [unescaped(write.slice(0, Math.max(0, star))), star < 0 ? undefined : rateOf(write.slice(star + 1))];
  });
  if (plain.includes(undefined) || cacheWrite.some(([, rate]) => rate === undefined)) return undefined;
  const [first = null, second = null, third = null] = plain;
  return {
    name: part.slice(0, cut),
    rates: {
      input: first,
      output: second,
      cacheRead: third,
      cacheWrite: Object.fromEntries(cacheWrite.map(([life, rate]) => [life, rate ?? null])),
    },
  };
}

/** `undefined`: no number. */
function rateOf(text: string): number | null | undefined {
  if (text === '-') return null;
  const value = Number(text);
  return text.trim() === '' || !Number.isFinite(value) ? undefined : value;
}
