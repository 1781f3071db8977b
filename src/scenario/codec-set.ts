import { carriedText, fromCarriedText } from './carried-text.ts';
import { decodeScenario, encodeScenario, formatNamed, fromPatch, versionNotices } from './codec.ts';
import type { Decoded } from './codec.ts';
import { CURRENT_FORMAT } from './formats/index.ts';
import type { Format } from './formats/format.ts';
import { contentOf, unpackPairs } from './link-text.ts';
import { unmangled } from './mangled-link.ts';
import { fromOwnText, ownText } from './own-text.ts';
import { checkOf, pack } from './packing.ts';
import { applyPatch, diff, inOrder, valueAt, type Json, type Patch } from './patch.ts';
import type { Notice } from './repair.ts';
import type { OwnOffer, Scenario } from './schema.ts';
import { isSetLink } from './set-link.ts';

/**
 * Two to four scenarios side by side as one hash: `v=1.k3Qz&set=…`. Packed is one flat object: how many there are, what the first
 * changes of the base of the version, and what each other changes of the first, its paths led by `1:`, `2:`, `3:`. Rates and own
 * prices stand as short text.
 */

export { isSetLink } from './set-link.ts';

export const MOST_IN_SET = 4;

const SET_KEY = 'set';
const RATES_KEY = 'rates';
const OWN_KEY = 'own';
/** As for one scenario: what is longer is not ours. */
const MOST_CHARACTERS = 32_768;

export interface DecodedSet {
  /** At least one. */
  readonly scenarios: readonly Scenario[];
  readonly notices: readonly Notice[];
}

/** The hash of up to four scenarios, without `#`; of one, its own link. Equal sets give equal text. */
export function encodeSet(scenarios: readonly Scenario[]): string {
  const [first, ...others] = scenarios.slice(0, MOST_IN_SET);
  if (!first || others.length === 0) return encodeScenario(first ?? decodeScenario('').scenario);
  const { version, base, dictionary } = CURRENT_FORMAT;
  const pairs = new Map<string, Json>([
    [SET_KEY, others.length + 1],
    ...shortPatch({ scenario: first, base, own: [] }),
    ...others.flatMap((scenario, index) =>
      [...shortPatch({ scenario, base: json(first), own: first.ownOffers, rates: first.carriedRates })].map(
        ([path, value]) => [`${index + 1}:${path}`, value] as const,
      ),
    ),
  ]);
  const packed = pack({
    text: JSON.stringify(Object.fromEntries(pairs)),
    ...(dictionary !== undefined && { dictionary }),
  });
  return `v=${version}.${checkOf(contentOf(pairs))}&${SET_KEY}=${packed}`;
}

function json(scenario: Scenario): Json {
  return scenario as unknown as Json;
}

/** What a scenario changes of a base, with lists of prices as short text, last: what a person changed survives a cut. */
function shortPatch({
  scenario,
  base,
  own,
  rates = [],
}: {
  scenario: Scenario;
  base: Json;
  own: readonly OwnOffer[];
  rates?: Scenario['carriedRates'];
}): Patch {
  const patch = new Map<string, Json>();
  for (const [path, value] of diff({ base, value: json(scenario) }))
    if (!/^(?:ownOffers|carriedRates)\b/.test(path)) patch.set(path, inOrder(value));
  if (!isSame(scenario.ownOffers, own)) patch.set(OWN_KEY, ownText({ own: scenario.ownOffers, against: own }));
  if (!isSame(scenario.carriedRates, rates)) patch.set(RATES_KEY, carriedText(scenario.carriedRates));
  return patch;
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(inOrder(a as Json)) === JSON.stringify(inOrder(b as Json));
}

/**
 * Reads a hash (with or without `#`) or a whole link; that of a single scenario is a set of one. Never throws: what cannot be read,
 * or was repaired, is named in `notices`.
 */
export function decodeSet(text: string): DecodedSet {
  const hash = text.includes('#') && !/^\s*v=\d/.test(text) ? text.slice(text.indexOf('#') + 1) : text;
  if (!isSetLink(hash) || hash.length > MOST_CHARACTERS) return setOfOne(decodeScenario(hash));
  const { parts, notices } = bestReading(hash);
  const format = formatNamed(parts.version);
  const read = scenariosOf({ pairs: parts.pairs, format: format ?? CURRENT_FORMAT });
  return {
    scenarios: read.scenarios,
    notices: [...versionNotices(parts.version), ...notices, ...parts.notices, ...read.notices],
  };
}

function setOfOne({ scenario, notices }: Decoded): DecodedSet {
  return { scenarios: [scenario], notices };
}

interface SetParts {
  readonly version: string;
  readonly pairs: Patch;
  readonly notices: readonly Notice[];
  readonly isSound: boolean;
}

/** The text as it is, or as it was before it was mangled on its way. */
function bestReading(hash: string): { readonly parts: SetParts; readonly notices: readonly Notice[] } {
  const asItIs = partsOf(hash);
  if (asItIs.isSound) return { parts: asItIs, notices: [] };
  for (const { text, what } of unmangled(hash)) {
    const parts = partsOf(text);
    if (parts.isSound)
      return {
        parts,
        notices: [{ field: '', message: `The link was damaged on its way: ${what}.`, kind: 'repaired' }],
      };
  }
  if (asItIs.notices.length > 0) return { parts: asItIs, notices: [] };
  const message =
    'The link did not arrive as it was sent: its check does not fit. It may be cut short, and what it shows may not be what was meant.';
  return { parts: asItIs, notices: [{ field: '', message }] };
}

function partsOf(hash: string): SetParts {
  const fields = new Map(
    hash.split('&').map((pair) => {
      const cut = pair.indexOf('=');
      return cut < 0 ? ([pair, ''] as const) : ([pair.slice(0, cut), pair.slice(cut + 1)] as const);
    }),
  );
  const [version = '', check] = (fields.get('v') ?? '').split('.');
  const dictionary = formatNamed(version)?.dictionary ?? CURRENT_FORMAT.dictionary;
  const { pairs, notices } = unpackPairs({
    packed: fields.get(SET_KEY) ?? '',
    ...(dictionary !== undefined && { dictionary }),
  });
  const patch = new Map(pairs);
  const beside = [...fields.keys()].filter((key) => key !== 'v' && key !== SET_KEY && key !== '');
  const all = [
    ...notices,
    ...beside.map((key): Notice => ({ field: key, message: `${key} is not known in a link of several scenarios.` })),
  ];
  // A set is never typed by hand: it has a check.
  return { version, pairs: patch, notices: all, isSound: all.length === 0 && checkOf(contentOf(patch)) === check };
}

function scenariosOf({ pairs, format }: { pairs: Patch; format: Format }): DecodedSet {
  const patches: Map<string, Json>[] = Array.from({ length: MOST_IN_SET }, () => new Map());
  const notices: Notice[] = [];
  let last = 0;
  for (const [key, value] of pairs) {
    if (key === SET_KEY) continue;
    const [, index, path] = /^(\d{1,3}):(.+)$/.exec(key) ?? [];
    const at = index === undefined ? 0 : Number(index);
    const patch = patches[at];
    if (patch) patch.set(path ?? key, value);
    else
      notices.push({ field: key, message: `${key} is not known here: a link holds at most ${MOST_IN_SET} scenarios.` });
    if (patch) last = Math.max(last, at);
  }
  const counted = pairs.get(SET_KEY);
  const count = typeof counted === 'number' && Number.isInteger(counted) ? Math.min(counted, MOST_IN_SET) : 0;
  const first = longPatch({ patch: patches[0] ?? new Map(), own: [] });
  const firstDocument = applyPatch({ base: format.base, patch: first.patch });
  const read = patches.slice(0, Math.max(count, last + 1)).map((patch, index) => {
    if (index === 0) return { ...fromPatch({ patch: first.patch, format }), lost: first.lost };
    const { patch: own, lost } = longPatch({ patch, own: ownOf(firstDocument.value) });
    const changed = applyPatch({ base: firstDocument.value, patch: own });
    const decoded = fromPatch({ patch: diff({ base: format.base, value: changed.value }), format });
    return { ...decoded, lost: [...lost, ...changed.unknownPaths.map(notKnown)] };
  });
  return {
    scenarios: read.map(({ scenario }) => scenario),
    notices: [
      ...notices,
      ...read.flatMap((decoded, index) =>
        [...decoded.lost, ...decoded.notices].map((notice) => ({
          ...notice,
          message: `Scenario ${index + 1}: ${notice.message}`,
        })),
      ),
    ],
  };
}

function notKnown(path: string): Notice {
  return { field: path, message: `${path} is not known here.` };
}

/** Own prices of a document that nothing has been checked of yet; none where they are no list of such. */
function ownOf(document: Json): readonly OwnOffer[] {
  const own = valueAt({ value: document, keys: ['ownOffers'] });
  if (!Array.isArray(own)) return [];
  return own.every((each: Json) => isObject(each) && isObject(each.rates)) ? (own as unknown as OwnOffer[]) : [];
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A patch with its short texts written out. */
function longPatch({ patch, own }: { patch: Patch; own: readonly OwnOffer[] }): {
  readonly patch: Patch;
  readonly lost: readonly Notice[];
} {
  const long = new Map<string, Json>();
  const lost: Notice[] = [];
  for (const [key, value] of patch) {
    if (key !== OWN_KEY && key !== RATES_KEY) {
      long.set(key, value);
      continue;
    }
    const text = typeof value === 'string' ? value : undefined;
    const list =
      text === undefined ? undefined : key === OWN_KEY ? fromOwnText({ text, against: own }) : fromCarriedText(text);
    if (list === undefined) lost.push({ field: key, message: `${key} could not be read.` });
    else long.set(key === OWN_KEY ? 'ownOffers' : 'carriedRates', list);
  }
  return { patch: long, lost };
}
