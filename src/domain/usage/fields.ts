import type { Tokens } from '../units.ts';

/** A JSON object of unknown content. */
export type Json = Readonly<Record<string, unknown>>;

/** What is wrong with a usage object, in words that name the field. Never leaves this folder: readers return reasons. */
export class UsageError extends Error {}

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object below a key; an absent or null one is empty. */
export function objectAt({ json, key }: { json: Json; key: string }): Json {
  const value = json[key];
  if (value == null) return {};
  if (!isJson(value)) throw new UsageError(`${key} is ${JSON.stringify(value)}; it must be an object.`);
  return value;
}

/** A count of tokens; `undefined` where it is absent or null. */
export function countAt({ json, key }: { json: Json; key: string }): Tokens | undefined {
  const value = json[key];
  if (value == null) return undefined;
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)
    throw new UsageError(`${key} is ${JSON.stringify(value)}; it must be a whole number of tokens, 0 or more.`);
  return value;
}

/** One count that may stand under several names. Where they stand under more than one, they must agree. */
export function countUnder(places: readonly { readonly json: Json; readonly key: string }[]): Tokens | undefined {
  let found: { readonly key: string; readonly count: Tokens } | undefined;
  for (const place of places) {
    const count = countAt(place);
    if (count === undefined) continue;
    if (found && found.count !== count)
      throw new UsageError(`${found.key} is ${found.count} and ${place.key} is ${count}: they must agree.`);
    found ??= { key: place.key, count };
  }
  return found?.count;
}

export function needed({ json, key }: { json: Json; key: string }): Tokens {
  const count = countAt({ json, key });
  if (count === undefined) throw new UsageError(`${key} is missing.`);
  return count;
}

/** whole − parts, for sellers who report parts as a subset. Throws where the parts are more than the whole. */
export function rest({
  whole,
  wholeName,
  parts,
}: {
  whole: Tokens;
  wholeName: string;
  parts: Readonly<Record<string, Tokens>>;
}): Tokens {
  const left = Object.values(parts).reduce((sum, part) => sum - part, whole);
  if (left < 0) {
    const named = Object.entries(parts).map(([name, count]) => `${name} ${count}`);
    throw new UsageError(`${wholeName} is ${whole}, less than its parts: ${named.join(', ')}.`);
  }
  return left;
}

/**
 * Refuses counts of cached tokens that the adapter does not read: left out, they would be billed as plain input.
 * Counts of 0 and objects without counts say nothing and pass.
 */
export function noOtherCaches({ json, read }: { json: Json; read: readonly string[] }): void {
  const stranger = Object.entries(json).find(
    ([key, value]) => /cache/i.test(key) && !read.includes(key) && typeof value === 'number' && value !== 0,
  );
  if (stranger) throw new UsageError(`${stranger[0]} is not known here, so its tokens cannot be told apart.`);
}
