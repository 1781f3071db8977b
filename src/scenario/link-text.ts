import { inOrder, type Json, type Patch } from './patch.ts';
import { checkOf, unpack } from './packing.ts';
import { fromCarriedText } from './carried-text.ts';
import { isTooDeep } from './depth.ts';
import type { Notice } from './repair.ts';
import { formatOf } from './formats/index.ts';
import { salvagedPairs } from './salvage.ts';

/** The text of a link taken apart: which version wrote it, what it changes, and whether it arrived as it was sent. */
export interface LinkParts {
  /** As the link names it; `undefined` where it names none. */
  readonly version: string | undefined;
  readonly patch: Patch;
  readonly notices: readonly Notice[];
  /** `none`: typed by hand, or older than checks. */
  readonly check: 'right' | 'wrong' | 'none';
}

/** In a link the rates stand as short text; in the document under this name. */
const RATES_KEY = 'rates';
const RATES_PATH = 'carriedRates';

/** What a check is of: content, so that another way of writing the same characters does not matter. */
export function contentOf(patch: Patch): string {
  return JSON.stringify(inOrder(Object.fromEntries(patch)));
}

/** Takes the hash of an address apart, without `#`. Never throws: what cannot be read is named. */
export function readLink(hash: string): LinkParts {
  const notices: Notice[] = [];
  const patch = new Map<string, Json>();
  let version: string | undefined;
  let check: string | undefined;
  let packed: string | undefined;
  for (const pair of hash.split('&')) {
    const cut = pair.indexOf('=');
    const [key, raw] = cut < 0 ? [pair, ''] : [pair.slice(0, cut), pair.slice(cut + 1)];
    if (key === 'v') [version, check] = versionOf(raw);
    else if (key === 'z') packed = raw;
    else if (key !== '') {
      const value = key === RATES_KEY ? ratesOf(raw) : decodeValue(raw);
      if (value === undefined || isTooDeep(value)) notices.push(notRead(key));
      else patch.set(key === RATES_KEY ? RATES_PATH : key, value);
    }
  }
  if (packed !== undefined) {
    const dictionary = formatOf(Number(version))?.dictionary;
    const found = unpackPairs({ packed, ...(dictionary !== undefined && { dictionary }) });
    notices.push(...found.notices);
    for (const [path, value] of packedRates(found.pairs)) patch.set(path, value);
  }
  return { version, patch, notices, check: checked({ check, patch }) };
}

function checked({ check, patch }: { check: string | undefined; patch: Patch }): LinkParts['check'] {
  if (check === undefined) return 'none';
  return checkOf(contentOf(patch)) === check ? 'right' : 'wrong';
}

function versionOf(raw: string): [version: string, check: string | undefined] {
  const dot = raw.indexOf('.');
  return dot < 0 ? [raw, undefined] : [raw.slice(0, dot), raw.slice(dot + 1)];
}

function ratesOf(raw: string): Json | undefined {
  const text = decodedText(raw);
  return text === undefined ? undefined : fromCarriedText(text);
}

/** The pairs of a packed part, as they were packed. Never throws: a part that ends too early gives the pairs that are whole. */
export function unpackPairs({ packed, dictionary }: { packed: string; dictionary?: Uint8Array }): {
  readonly pairs: readonly (readonly [string, Json])[];
  readonly notices: readonly Notice[];
} {
  const found = unpack({ packed, ...(dictionary !== undefined && { dictionary }) });
  if (found.status === 'too-large')
    return {
      pairs: [],
      notices: [{ field: '', message: 'The link unpacks to more than 1,000,000 bytes and was not opened.' }],
    };
  const damaged = { field: '', message: 'The link is damaged: its packed part could not be read.' };
  if (found.status === 'damaged') return { pairs: [], notices: [damaged] };
  const whole = objectOf(found.text);
  const all = whole ? Object.entries(whole) : salvagedPairs(found.text);
  const pairs = all.filter(([, value]) => !isTooDeep(value));
  const deep = all.filter(([, value]) => isTooDeep(value)).map(([key]) => notRead(key));
  if (whole) return { pairs, notices: deep };
  if (pairs.length === 0) return { pairs, notices: [damaged] };
  const cut = `The link is cut short: ${pairs.length} of its changes could be read, and what came after them is lost.`;
  return { pairs, notices: [{ field: '', message: cut }, ...deep] };
}

function notRead(key: string): Notice {
  return { field: key, message: `${key} could not be read.` };
}

/** Packed links write rates as short text, too. */
function packedRates(pairs: readonly (readonly [string, Json])[]): readonly (readonly [string, Json])[] {
  return pairs.flatMap(([key, value]): readonly (readonly [string, Json])[] => {
    if (key !== RATES_KEY) return [[key, value]];
    const rates = typeof value === 'string' ? fromCarriedText(value) : undefined;
    return rates === undefined ? [] : [[RATES_PATH, rates]];
  });
}

function objectOf(text: string): Readonly<Record<string, Json>> | undefined {
  try {
    const object: unknown = JSON.parse(text);
    return typeof object === 'object' && object !== null && !Array.isArray(object)
      ? (object as Record<string, Json>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Plain text where it cannot be mistaken for JSON, else JSON; what an address may hold stays readable. */
export function encodeValue(value: Json): string {
  return encodeText(typeof value === 'string' && isPlain(value) ? value : JSON.stringify(value));
}

/** `/ : , ~ * @ ;` may stand in a hash as they are. */
export function encodeText(text: string): string {
  return encodeURIComponent(text).replaceAll(/%(?:2F|3A|2C|40|3B)/g, (code) => decodeURIComponent(code));
}

function isPlain(text: string): boolean {
  try {
    JSON.parse(text);
    return false;
  } catch {
    return text !== '';
  }
}

function decodedText(raw: string): string | undefined {
  try {
    return decodeURIComponent(raw);
  } catch {
    return undefined;
  }
}

function decodeValue(raw: string): Json | undefined {
  const text = decodedText(raw);
  if (text === undefined || text === '') return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
