import type { RequestUsage } from '../src/domain/offer/bill.ts';
import type { Price, RateSet } from '../src/domain/offer/rate-card.ts';
import { InputError } from './input-error.ts';
import { isObject } from './read-json.ts';

/** The usage and rates that the `bill` verb reads, and what is wrong with them in words that name the field. */

type Json = Readonly<Record<string, unknown>>;

const USAGE_KEYS = ['input', 'cacheRead', 'cacheWrite', 'output', 'storageTokenHours', 'other'];
const RATE_KEYS = ['input', 'cacheRead', 'cacheWrite', 'output', 'storage'];
const OTHER_KEYS = ['name', 'quantity', 'usdPerUnit'];
/** The life of a write where neither usage nor rates name one. */
export const ONLY_LIFE = 'write';
const DECIMALS = 12;

/** Usage as it was written: writes may still be one number, whose life the offer or the rates must tell. */
export interface UsageInput {
  readonly usage: RequestUsage;
  /** Set where `cacheWrite` is one number. */
  readonly undividedWriteTokens: number | null;
}

export function usageFrom(json: Json): UsageInput {
  knownKeys({ json, keys: USAGE_KEYS, where: 'usage' });
  const cacheWrite = json['cacheWrite'] ?? 0;
  const other = json['other'] ?? [];
  if (!Array.isArray(other)) throw wrong({ where: 'usage.other', value: other, asked: 'a list' });
  const byLife = isObject(cacheWrite)
    ? Object.fromEntries(
        Object.entries(cacheWrite).map(([ttlId, value]) => [
          ttlId,
          tokensOf({ value, where: `usage.cacheWrite.${ttlId}` }),
        ]),
      )
    : {};
  return {
    undividedWriteTokens: isObject(cacheWrite) ? null : tokensOf({ value: cacheWrite, where: 'usage.cacheWrite' }),
    usage: {
      inputTokens: tokensOf({ value: json['input'] ?? 0, where: 'usage.input' }),
      cacheReadTokens: tokensOf({ value: json['cacheRead'] ?? 0, where: 'usage.cacheRead' }),
      cacheWriteTokens: byLife,
      outputTokens: tokensOf({ value: json['output'] ?? 0, where: 'usage.output' }),
      storageTokenHours: amountOf({ value: json['storageTokenHours'] ?? 0, where: 'usage.storageTokenHours' }),
      other: other.map((entry: unknown, index) => otherFrom({ entry, where: `usage.other[${index}]` })),
    },
  };
}

function otherFrom({ entry, where }: { entry: unknown; where: string }) {
  if (!isObject(entry)) throw wrong({ where, value: entry, asked: 'an object with name, quantity and usdPerUnit' });
  knownKeys({ json: entry, keys: OTHER_KEYS, where });
  const { name, quantity, usdPerUnit } = entry;
  if (typeof name !== 'string' || name === '') throw wrong({ where: `${where}.name`, value: name, asked: 'a name' });
  return {
    name,
    quantity: amountOf({ value: quantity, where: `${where}.quantity` }),
    usdPerUnit: amountOf({ value: usdPerUnit, where: `${where}.usdPerUnit` }),
  };
}

/** Puts writes given as one number under the only life there is; refuses where there are several to choose from. */
export function withLife({
  input: { usage, undividedWriteTokens },
  ttlIds,
}: {
  input: UsageInput;
  ttlIds: readonly string[];
}): RequestUsage {
  if (undividedWriteTokens === null || undividedWriteTokens === 0) return usage;
  const [only, ...more] = ttlIds;
  if (more.length > 0)
    throw new InputError(
      `usage.cacheWrite is one number, but ${ttlIds.join(' and ')} have prices of their own: say {"${only}": …}.`,
    );
  return { ...usage, cacheWriteTokens: { [only ?? ONLY_LIFE]: undividedWriteTokens } };
}

/**
 * Rates given by hand, as a price sheet. A write price that is one number holds for every life in the usage; a rate that
 * is absent or null is unknown, and a bill that needs it says so.
 */
export function ratesFrom({ json, ttlIds, day }: { json: Json; ttlIds: readonly string[]; day: string }): RateSet {
  knownKeys({ json, keys: RATE_KEYS, where: 'rates' });
  const price = (value: unknown, where: string): Price =>
    value == null
      ? { state: 'unknown', reason: `no rate given in ${where}` }
      : {
          state: 'priced',
          perMTok: { value: amountOf({ value, where }), kind: 'assumed', source: 'given with --rates', checkedOn: day },
        };
  const { cacheWrite } = json;
  const writes = isObject(cacheWrite)
    ? Object.entries(cacheWrite).map(([ttlId, value]) => [ttlId, price(value, `rates.cacheWrite.${ttlId}`)] as const)
    : (ttlIds.length > 0 ? ttlIds : [ONLY_LIFE]).map(
        (ttlId) => [ttlId, price(cacheWrite, 'rates.cacheWrite')] as const,
      );
  return {
    input: price(json['input'], 'rates.input'),
    output: price(json['output'], 'rates.output'),
    cacheRead: price(json['cacheRead'], 'rates.cacheRead'),
    cacheWrite: Object.fromEntries(writes),
    storage: price(json['storage'], 'rates.storage'),
  };
}

function knownKeys({ json, keys, where }: { json: Json; keys: readonly string[]; where: string }): void {
  const stranger = Object.keys(json).find((key) => !keys.includes(key));
  if (stranger !== undefined)
    throw new InputError(`${where}.${stranger} is not known. ${where} has: ${keys.join(', ')}.`);
}

function tokensOf({ value, where }: { value: unknown; where: string }): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)
    throw wrong({ where, value, asked: 'a whole number of tokens, 0 or more' });
  return value;
}

/** Numbers that a program computed carry noise in the sixteenth digit; twelve decimals of a dollar are enough. */
export function amountOf({ value, where }: { value: unknown; where: string }): number {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0 || value >= 1e21)
    throw wrong({ where, value, asked: 'a number, 0 or more' });
  return Number(value.toFixed(DECIMALS));
}

function wrong({ where, value, asked }: { where: string; value: unknown; asked: string }): InputError {
  return new InputError(`${where} is ${JSON.stringify(value) ?? 'missing'}; it must be ${asked}.`);
}
