/**
 * Differences between a document and the base it is written against, as a flat list of paths and values: what a link
 * holds, since defaults are left out.
 */

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type Patch = ReadonlyMap<string, Json>;

const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** The same document with the keys of every object in alphabetical order: equal documents are then equal text. */
export function inOrder(value: Json): Json {
  if (Array.isArray(value)) return value.map(inOrder);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, inOrder(item)]),
  );
}

function isRecord(value: unknown): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Every leaf of `value` that differs from `base`. Arrays of another length and objects of another shape go whole. */
export function diff({ base, value, path = '' }: { base: Json; value: Json; path?: string }): Patch {
  const into = new Map<string, Json>();
  collect({ base, value, path, into });
  return into;
}

function collect({
  base,
  value,
  path,
  into,
}: {
  base: Json;
  value: Json;
  path: string;
  into: Map<string, Json>;
}): void {
  const join = (key: string | number): string => (path === '' ? `${key}` : `${path}.${key}`);
  if (Array.isArray(base) && Array.isArray(value) && base.length === value.length) {
    value.forEach((item: Json, i) => collect({ base: base[i] as Json, value: item, path: join(i), into }));
  } else if (isRecord(base) && isRecord(value) && sameKeys(base, value)) {
    for (const [key, item] of Object.entries(value))
      collect({ base: base[key] as Json, value: item, path: join(key), into });
  } else if (JSON.stringify(base) !== JSON.stringify(value)) {
    into.set(path, value);
  }
}

function sameKeys(a: Record<string, Json>, b: Record<string, Json>): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key));
}

/** A patch put onto a base: the new document, and the paths that do not exist there. Neither argument is changed. */
export function applyPatch({ base, patch }: { base: Json; patch: Patch }): {
  value: Json;
  unknownPaths: readonly string[];
} {
  let value = base;
  const unknownPaths: string[] = [];
  for (const [path, leaf] of patch) {
    const changed = replaceAt({ value, keys: path.split('.'), leaf });
    if (changed === undefined) unknownPaths.push(path);
    else value = changed;
  }
  return { value, unknownPaths };
}

/** `undefined` where the path leads nowhere: a patch changes what is there and never adds a key. */
export function replaceAt({
  value,
  keys,
  leaf,
}: {
  value: Json;
  keys: readonly string[];
  leaf: Json;
}): Json | undefined {
  const [key, ...rest] = keys;
  if (key === undefined) return leaf;
  if (FORBIDDEN_KEYS.has(key)) return undefined;
  if (Array.isArray(value)) {
    if (!/^\d{1,4}$/.test(key) || Number(key) >= value.length) return undefined;
    const item = replaceAt({ value: value[Number(key)] as Json, keys: rest, leaf });
    return item === undefined ? undefined : value.with(Number(key), item);
  }
  if (!isRecord(value) || !Object.hasOwn(value, key)) return undefined;
  const item = replaceAt({ value: value[key] as Json, keys: rest, leaf });
  return item === undefined ? undefined : { ...value, [key]: item };
}

/** What stands at a path, or `undefined`. */
export function valueAt({ value, keys }: { value: Json; keys: readonly string[] }): Json | undefined {
  let at: Json | undefined = value;
  for (const key of keys) {
    if (Array.isArray(at)) at = at[Number(key)] as Json | undefined;
    else if (isRecord(at) && Object.hasOwn(at, key)) at = at[key];
    else return undefined;
  }
  return at;
}

/** A partly filled document as a patch: it goes down only where the base has an object too, and takes the rest whole. */
export function patchFromObject({ object, base }: { object: Json; base: Json }): Patch {
  const patch = new Map<string, Json>();
  const walk = ({ value, at, below }: { value: Json; at: string; below: Json | undefined }): void => {
    if (isRecord(value) && isRecord(below)) {
      for (const [key, item] of Object.entries(value)) {
        walk({
          value: item,
          at: at === '' ? key : `${at}.${key}`,
          below: Object.hasOwn(below, key) ? below[key] : undefined,
        });
      }
    } else {
      patch.set(at, value);
    }
  };
  walk({ value: object, at: '', below: base });
  return patch;
}
