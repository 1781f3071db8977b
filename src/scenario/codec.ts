import { Inflate, deflateSync, strFromU8, strToU8 } from 'fflate';
import { BASE_SCENARIO } from './base-v0.ts';
import { fromEarlierDraft } from './draft-shapes.ts';
import { applyPatch, diff, patchFromObject, type Json, type Patch } from './patch.ts';
import { repair, type Notice } from './repair.ts';
import type { Scenario } from './schema.ts';

/**
 * The scenario as text for an address's hash: `v=0&workload.people=60&…` while short, `v=0&z=…` (deflate, base64url)
 * once that is shorter. Only what differs from the base of the version is written.
 */

const FORMAT = 0;
/** Up to here a link stays readable even if compressing would save some characters. */
const READABLE_LENGTH = 400;
/** Longer links are not ours: messengers and mail cut far below. */
const MOST_CHARACTERS = 32_768;
const MOST_INFLATED_BYTES = 1_000_000;
/** Small pieces, so that a bomb is noticed after a thousandfold of this at most. */
const INFLATE_STEP_BYTES = 512;

export interface Decoded {
  readonly scenario: Scenario;
  /** What could not be kept. Empty when the text was read in full. */
  readonly notices: readonly Notice[];
}

/** The hash of a scenario, without `#`. Equal scenarios give equal text. */
export function encodeScenario(scenario: Scenario): string {
  const patch = diff({ base: BASE_SCENARIO as unknown as Json, value: scenario as unknown as Json });
  const readable = [`v=${FORMAT}`, ...[...patch].map(([path, value]) => `${path}=${encodeValue(value)}`)].join('&');
  if (readable.length <= READABLE_LENGTH) return readable;
  const packed = `v=${FORMAT}&z=${toBase64Url(deflateSync(strToU8(JSON.stringify(Object.fromEntries(patch))), { level: 9 }))}`;
  return packed.length < readable.length ? packed : readable;
}

/** Reads a hash (with or without `#`) or a whole link. Never throws: what cannot be read is named in `notices`. */
export function decodeScenario(text: string): Decoded {
  const hash = text.includes('#') ? text.slice(text.indexOf('#') + 1) : text;
  if (hash.trim() === '') return { scenario: BASE_SCENARIO, notices: [] };
  if (hash.length > MOST_CHARACTERS)
    return unreadable(
      `The link is ${hash.length.toLocaleString('en-US')} characters long; at most ${MOST_CHARACTERS.toLocaleString('en-US')} are read.`,
    );
  const notices: Notice[] = [];
  const patch = new Map<string, Json>();
  let version: string | undefined;
  for (const pair of hash.split('&')) {
    const cut = pair.indexOf('=');
    const [key, raw] = cut < 0 ? [pair, ''] : [pair.slice(0, cut), pair.slice(cut + 1)];
    if (key === 'v') {
      version = raw;
    } else if (key === 'z') {
      const packed = unpack(raw);
      if (typeof packed === 'string') notices.push({ field: '', message: packed });
      else for (const [path, value] of packed) patch.set(path, value);
    } else if (key !== '') {
      const value = decodeValue(raw);
      if (value === undefined) notices.push({ field: key, message: `${key} could not be read.` });
      else patch.set(key, value);
    }
  }
  if (version === undefined) return unreadable('This is not a Tokenhouse link: it names no version (v=0).');
  if (version !== String(FORMAT)) notices.push(newerOrUnknown(version));
  const decoded = fromPatch(patch);
  return { scenario: decoded.scenario, notices: [...notices, ...decoded.notices] };
}

/** Reads a parsed JSON document: a whole scenario or any part of one. Never throws. */
export function decodeDocument(document: unknown): Decoded {
  if (typeof document !== 'object' || document === null || Array.isArray(document))
    return unreadable('A scenario file holds one JSON object.');
  const { v, ...rest } = document as Record<string, Json>;
  const known = Object.keys(rest).filter((key) => Object.hasOwn(BASE_SCENARIO, key));
  if (known.length === 0)
    return unreadable(
      'This JSON is not a Tokenhouse scenario: it has none of its fields (workload, offerId, warehouse, kv …).',
    );
  const versionNotices = v === undefined || v === FORMAT ? [] : [newerOrUnknown(String(v))];
  const decoded = fromPatch(patchFromObject({ object: rest, base: BASE_SCENARIO as unknown as Json }));
  return { scenario: decoded.scenario, notices: [...versionNotices, ...decoded.notices] };
}

function fromPatch(patch: Patch): Decoded {
  const { value, unknownPaths } = applyPatch({
    base: BASE_SCENARIO as unknown as Json,
    patch: fromEarlierDraft(patch),
  });
  const repaired = repair({ document: value, base: BASE_SCENARIO });
  const unknown = unknownPaths.map((path): Notice => ({ field: path, message: `${path} is not known here.` }));
  return { scenario: repaired.scenario, notices: [...unknown, ...repaired.notices] };
}

function unreadable(message: string): Decoded {
  return { scenario: BASE_SCENARIO, notices: [{ field: '', message }] };
}

function newerOrUnknown(version: string): Notice {
  const known = /^\d{1,6}$/.test(version);
  return {
    field: 'v',
    message: known
      ? `The link was written by a newer Tokenhouse (format ${version}; this one reads ${FORMAT}).`
      : `The link names no format that exists (${version.slice(0, 20)}).`,
  };
}

/** Plain text where it cannot be mistaken for JSON, else JSON; `/`, `:` and `,` stay readable. */
function encodeValue(value: Json): string {
  const text = typeof value === 'string' && isPlain(value) ? value : JSON.stringify(value);
  return encodeURIComponent(text).replaceAll('%2F', '/').replaceAll('%3A', ':').replaceAll('%2C', ',');
}

function isPlain(text: string): boolean {
  try {
    JSON.parse(text);
    return false;
  } catch {
    return text !== '';
  }
}

function decodeValue(raw: string): Json | undefined {
  let text: string;
  try {
    text = decodeURIComponent(raw);
  } catch {
    return undefined;
  }
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

/** The patch inside `z=`, or a sentence saying why it cannot be had. */
function unpack(raw: string): Patch | string {
  const damaged = 'The link is damaged: its packed part could not be read.';
  try {
    const json = inflateLimited(fromBase64Url(raw));
    if (json === undefined)
      return `The link unpacks to more than ${MOST_INFLATED_BYTES.toLocaleString('en-US')} bytes and was not opened.`;
    const object: unknown = JSON.parse(json);
    if (typeof object !== 'object' || object === null || Array.isArray(object)) return damaged;
    return new Map(Object.entries(object as Record<string, Json>));
  } catch {
    return damaged;
  }
}

function inflateLimited(bytes: Uint8Array): string | undefined {
  const chunks: Uint8Array[] = [];
  let total = 0;
  let finished = false;
  const inflate = new Inflate((chunk, final) => {
    total += chunk.length;
    finished = final;
    if (total <= MOST_INFLATED_BYTES) chunks.push(chunk);
  });
  for (let at = 0; at < bytes.length && total <= MOST_INFLATED_BYTES; at += INFLATE_STEP_BYTES) {
    inflate.push(bytes.subarray(at, at + INFLATE_STEP_BYTES), at + INFLATE_STEP_BYTES >= bytes.length);
  }
  if (total > MOST_INFLATED_BYTES) return undefined;
  if (!finished) throw new Error('truncated');
  const joined = new Uint8Array(total);
  let offset = 0;
  for (const chunk of chunks) {
    joined.set(chunk, offset);
    offset += chunk.length;
  }
  return strFromU8(joined);
}

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Own, because the core compiles without the DOM's btoa and Node's Buffer, and the newest built-in is not everywhere. */
function toBase64Url(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const symbols = Math.min(4, bytes.length - i + 1);
    for (let s = 0; s < symbols; s++) text += BASE64URL[(group >> (18 - 6 * s)) & 63];
  }
  return text;
}

function fromBase64Url(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const symbol of text) {
    const value = BASE64URL.indexOf(symbol);
    if (value < 0) throw new Error('not base64url');
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (held >> bits) & 255;
    }
  }
  return bytes;
}
