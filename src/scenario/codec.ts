import { carriedText } from './carried-text.ts';
import { CURRENT_FORMAT, documentOf, formatOf } from './formats/index.ts';
import type { Format } from './formats/format.ts';
import { BASE_SCENARIO } from './base.ts';
import { isTooDeep } from './depth.ts';
import { contentOf, encodeText, encodeValue, readLink, type LinkParts } from './link-text.ts';
import { unmangled } from './mangled-link.ts';
import { checkOf, pack } from './packing.ts';
import { diff, inOrder, patchFromObject, type Json, type Patch } from './patch.ts';
import { repair, type Notice } from './repair.ts';
import type { Scenario } from './schema.ts';

/**
 * The scenario as text for an address's hash: `v=1.k3Qz&workload.people=60&…` while short, `v=1.k3Qz&z=…` (deflate, base64url)
 * once that is shorter. Only what differs from the base of the version is written; the four characters behind the version are a
 * check of it. docs/scenario-format.md has the whole format.
 */

/** Up to here a link stays readable even if compressing would save some characters. */
const READABLE_LENGTH = 400;
/** Longer links are not ours: messengers and mail cut far below. */
const MOST_CHARACTERS = 32_768;

export interface Decoded {
  readonly scenario: Scenario;
  /** What could not be kept, or had to be repaired. Empty when the text was read as it was sent. */
  readonly notices: readonly Notice[];
}

/** The hash of a scenario, without `#`. Equal scenarios give equal text. */
export function encodeScenario(scenario: Scenario): string {
  const { version, base, dictionary } = CURRENT_FORMAT;
  const patch = new Map(
    [...diff({ base, value: scenario as unknown as Json })].map(([path, value]) => [path, inOrder(value)] as const),
  );
  if (patch.size === 0) return `v=${version}`;
  const head = `v=${version}.${checkOf(contentOf(patch))}`;
  const short = withShortRates({ patch, scenario });
  const readable = [head, ...[...short].map(([key, value]) => pairText({ key, value }))].join('&');
  if (readable.length <= READABLE_LENGTH) return readable;
  const packed = `${head}&z=${pack({
    text: JSON.stringify(Object.fromEntries(short)),
    ...(dictionary !== undefined && { dictionary }),
  })}`;
  return packed.length < readable.length ? packed : readable;
}

function withShortRates({ patch, scenario }: { patch: Patch; scenario: Scenario }): Patch {
  if (!patch.has('carriedRates')) return patch;
  const { carriedRates: _long, ...others } = Object.fromEntries(patch);
  // Last, so that what a person changed is read first and survives a cut.
  return new Map([...Object.entries(others), ['rates', carriedText(scenario.carriedRates)]]);
}

function pairText({ key, value }: { key: string; value: Json }): string {
  return `${key}=${key === 'rates' ? encodeText(String(value)) : encodeValue(value)}`;
}

/** Reads a hash (with or without `#`) or a whole link. Never throws: what cannot be read, or was repaired, is named in `notices`. */
export function decodeScenario(text: string): Decoded {
  const hash = text.includes('#') && !/^\s*v=\d/.test(text) ? text.slice(text.indexOf('#') + 1) : text;
  if (hash.trim() === '') return { scenario: BASE_SCENARIO, notices: [] };
  if (hash.length > MOST_CHARACTERS)
    return unreadable(
      `The link is ${hash.length.toLocaleString('en-US')} characters long; at most ${MOST_CHARACTERS.toLocaleString('en-US')} are read.`,
    );
  const { parts, repaired } = bestReading(hash);
  if (parts.version === undefined)
    return unreadable(`This is not a Tokenhouse link: it names no version (v=${CURRENT_FORMAT.version}).`);
  const format = formatNamed(parts.version);
  const { scenario, notices } = fromPatch({ patch: parts.patch, format: format ?? CURRENT_FORMAT });
  return {
    scenario,
    notices: [...versionNotices(parts.version), ...(repaired === null ? [] : [repaired]), ...parts.notices, ...notices],
  };
}

/** The text as it is, or as it was before it was mangled on its way. */
function bestReading(hash: string): { readonly parts: LinkParts; readonly repaired: Notice | null } {
  const asItIs = readLink(hash);
  const isFine = (parts: LinkParts): boolean =>
    parts.version !== undefined && parts.check !== 'wrong' && parts.notices.length === 0;
  if (isFine(asItIs)) return { parts: asItIs, repaired: null };
  for (const { text, what } of /v(?:=|%3D)\d/i.test(hash) ? unmangled(hash) : []) {
    const parts = readLink(text);
    if (isFine(parts))
      return { parts, repaired: { field: '', message: `The link was damaged on its way: ${what}.`, kind: 'repaired' } };
  }
  // A cut is named already, and more exactly.
  if (asItIs.check !== 'wrong' || asItIs.notices.length > 0) return { parts: asItIs, repaired: null };
  return {
    parts: asItIs,
    repaired: {
      field: '',
      message:
        'The link did not arrive as it was sent: its check does not fit. It may be cut short, and what it shows may not be what was meant.',
    },
  };
}

/** The format that a link's version names, if there is one here. */
export function formatNamed(version: string): Format | undefined {
  return /^\d{1,6}$/.test(version) ? formatOf(Number(version)) : undefined;
}

/** Reads a parsed JSON document: a whole scenario or any part of one. Never throws. */
export function decodeDocument(document: unknown): Decoded {
  if (typeof document !== 'object' || document === null || Array.isArray(document))
    return unreadable('A scenario file holds one JSON object.');
  if (isTooDeep(document))
    return unreadable('This JSON is nested deeper than any Tokenhouse scenario and was not opened.');
  const { v, ...rest } = document as Record<string, Json>;
  const known = Object.keys(rest).filter((key) => Object.hasOwn(BASE_SCENARIO, key));
  if (known.length === 0)
    return unreadable(
      'This JSON is not a Tokenhouse scenario: it has none of its fields (workload, offerId, warehouse, kv …).',
    );
  const format = v === undefined ? CURRENT_FORMAT : typeof v === 'number' ? formatOf(v) : undefined;
  const read = fromPatch({
    patch: patchFromObject({ object: rest, base: (format ?? CURRENT_FORMAT).base }),
    format: format ?? CURRENT_FORMAT,
  });
  return {
    scenario: read.scenario,
    notices: [...(format ? [] : [newerOrUnknown(String(v))]), ...read.notices],
  };
}

/** A scenario as a file: everything, so that it can be read without knowing the base. */
export function scenarioDocument(scenario: Scenario): { readonly v: number } & Scenario {
  return { v: CURRENT_FORMAT.version, ...scenario };
}

/** A patch of a version as a scenario of today's, with what was not kept of it. Never throws. */
export function fromPatch({ patch, format }: { patch: Patch; format: Format }): Decoded {
  const { document, unknownPaths } = documentOf({ patch, format });
  const repaired = repair({ document, base: BASE_SCENARIO });
  const unknown = unknownPaths.map((path): Notice => ({ field: path, message: `${path} is not known here.` }));
  return { scenario: repaired.scenario, notices: [...unknown, ...repaired.notices] };
}

function unreadable(message: string): Decoded {
  return { scenario: BASE_SCENARIO, notices: [{ field: '', message }] };
}

/** What is to be said of the version that a link names; nothing where it is known here. */
export function versionNotices(version: string): readonly Notice[] {
  return formatNamed(version) ? [] : [newerOrUnknown(version)];
}

function newerOrUnknown(version: string): Notice {
  const known = /^\d{1,6}$/.test(version);
  return {
    field: 'v',
    message: known
      ? `The link was written by a newer Tokenhouse (format ${version}; this one reads up to ${CURRENT_FORMAT.version}). Reload the page to get the newest, or open the link where it was written.`
      : `The link names no format that exists (${version.slice(0, 20)}).`,
  };
}
