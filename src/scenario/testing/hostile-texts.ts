import * as fc from 'fast-check';
import { encodeScenario } from '../codec.ts';
import { encodeSet } from '../codec-set.ts';
import { CURRENT_FORMAT, formatOf } from '../formats/index.ts';
import { SAVED_LINKS } from '../formats/testing/saved-links.ts';
import { BASE64URL, pack } from '../packing.ts';
import type { Json } from '../patch.ts';
import { scenarios } from './arbitraries.ts';

/** Text that somebody, or something, may put where a link belongs. */

const VERSIONS = [
  'v=0',
  'v=1',
  'v=1.abcd',
  'v%3D1',
  'v=',
  'v=2',
  'v=-1',
  'v=999999',
  'v=1e1',
  'v=1&v=0',
  'v=__proto__',
];
/** Keys that mean something to the language, or lead outside of a document. */
const HOSTILE_KEYS = [
  '__proto__',
  '__proto__.polluted',
  'constructor',
  'constructor.prototype.polluted',
  'prototype',
  'toString',
  'hasOwnProperty',
  'workload.__proto__.polluted',
  'workload.constructor.prototype.polluted',
  'workload.roles.__proto__',
  'workload.roles.length',
  'workload.roles.-1',
  'workload.roles.00000',
  'workload.roles.9999.name',
  'kv.custom.groups.0.__proto__',
  'carriedRates.0.base.cacheWrite.__proto__',
  '0:__proto__.polluted',
  '1:constructor.prototype.polluted',
  '.',
  '..',
  '',
];
const DEEP = [
  '['.repeat(5_000),
  `${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}`,
  '"'.repeat(3),
  '-',
  '1e999',
  '-0',
  'NaN',
];

/** Every path that a document has, and every part of one. */
const PATHS: readonly string[] = pathsOf(CURRENT_FORMAT.base);

function pathsOf(base: Json): readonly string[] {
  const parts = leafPaths({ value: base, path: '' }).flatMap((path) =>
    path.split('.').map((_, at, keys) => keys.slice(0, at + 1).join('.')),
  );
  return [...new Set(parts)];
}

function leafPaths({ value, path }: { value: Json; path: string }): readonly string[] {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return [path];
  return Object.entries(value).flatMap(([key, child]) =>
    leafPaths({ value: child as Json, path: path === '' ? key : `${path}.${key}` }),
  );
}

/** Half of a pair, which no address can hold. */
const loneSurrogate = fc.integer({ min: 0xd8_00, max: 0xdf_ff }).map((code) => `a${String.fromCharCode(code)}b`);
const anyText = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), loneSurrogate);
const path = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...PATHS) }, fc.constantFrom(...HOSTILE_KEYS), anyText);
const json = fc.oneof({ weight: 4, arbitrary: fc.json({ maxDepth: 4 }) }, fc.constantFrom(...DEEP));
const number = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(0, 1, -1, 1e308, 2 ** 53)).map(String);
const value = fc.oneof(json, number, anyText);
const version = fc.constantFrom(...VERSIONS);
const pairs = fc.array(fc.tuple(path, value), { maxLength: 6 });

const readable = fc
  .tuple(version, pairs, fc.boolean())
  .map(([head, all, isEncoded]) =>
    [head, ...all.map(([key, text]) => `${key}=${isEncoded ? encoded(text) : text}`)].join('&'),
  );

function encoded(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A packed part that unpacks to something else than a scenario. */
const packed = fc
  .tuple(
    version,
    fc.constantFrom('z', 'set'),
    fc.oneof(
      json,
      anyText,
      pairs.map((all) => `{${all.map(([key, text]) => `${JSON.stringify(key)}:${asJson(text)}`).join(',')}}`),
    ),
    fc.boolean(),
  )
  .map(([head, key, text, isOfNewest]) => {
    const dictionary = (isOfNewest ? CURRENT_FORMAT : formatOf(0))?.dictionary;
    return `${head}&${key}=${pack({ text, ...(dictionary !== undefined && { dictionary }) })}`;
  });

function asJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return JSON.stringify(text);
  }
}

const rates = fc
  .stringMatching(/^[\w/.:,*@~%-]{0,60}$/)
  .chain((text) => fc.constantFrom(`v=1&rates=${text}`, `v=0&rates=${text}`, `v=1&carriedRates=${text}`));

/** Some of every kind: writing new ones each time would take longer than reading them. */
const drawn = fc.sample(scenarios, { seed: 1, numRuns: 60 });
const LINKS = [
  ...SAVED_LINKS.map(({ hash }) => hash),
  ...drawn.map(encodeScenario),
  ...drawn.slice(0, 20).map((scenario, at) => encodeSet([scenario, ...drawn.slice(at + 1, at + 2 + (at % 3))])),
];
const links = fc.constantFrom(...LINKS);
const symbols = fc.oneof(
  fc.string({ maxLength: 3 }),
  fc.constantFrom(
    '&',
    '=',
    '%',
    '%25',
    '&amp;',
    '#',
    '\n',
    '\r\n> ',
    ' ',
    '.',
    ')',
    '',
    '&z=',
    '&set=',
    '&v=1',
    'v=0&',
  ),
  fc.constantFrom(...BASE64URL),
);
/** A link that was sent, and what may have become of it on its way. */
const mutated = fc
  .tuple(links, fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(8), symbols), { maxLength: 4 }))
  .map(([link, changes]) =>
    changes.reduce((text, [share, cut, symbol]) => {
      const at = Math.floor(share * text.length);
      return text.slice(0, at) + symbol + text.slice(at + cut);
    }, link),
  );
const cut = fc
  .tuple(links, fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([link, share]) => link.slice(0, Math.floor(share * link.length)));
const mangled = fc
  .tuple(
    links,
    fc.constantFrom(
      encoded,
      (text: string) => encoded(encoded(text)),
      (text: string) => `https://a.b/?q#${text}`,
    ),
  )
  .map(([link, mangle]) => mangle(link));

/** Text of every kind that has ever been trouble: noise, noise in the shape of links, hostile keys, real links changed or cut. */
export const hostileTexts: fc.Arbitrary<string> = fc.oneof(anyText, readable, packed, rates, mutated, cut, mangled);

/** Parsed JSON of any kind, some of it in the shape of a scenario. */
export const hostileDocuments: fc.Arbitrary<unknown> = fc.oneof(
  json.map(parsed),
  fc
    .tuple(fc.constantFrom(undefined, 0, 1, 2, '1', null), pairs)
    .map(([v, all]) => nested([['v', JSON.stringify(v) ?? ''], ...all])),
  fc
    .tuple(fc.constantFrom(...drawn), pairs)
    .map(([scenario, all]) => ({ ...(JSON.parse(JSON.stringify(scenario)) as object), ...nested(all) })),
);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** Pairs as a document, their paths as objects in objects. */
function nested(all: readonly (readonly [string, string])[]): object {
  // Parsed and not assigned: assigning to __proto__ would not make a key of that name.
  const text = all.map(([key, item]) => {
    const keys = key.split('.');
    const open = keys.map((name) => `{${JSON.stringify(name)}:`).join('');
    return `${open}${asJson(item)}${'}'.repeat(keys.length)}`;
  });
  return Object.fromEntries(text.flatMap((each) => Object.entries(JSON.parse(each) as object)));
}
