import type { Notes } from './notes.ts';
import { grouped, quoted, Refusal } from './refusal.ts';

export type Defaults = Readonly<Record<string, number>>;

/** Largest values believed; anything above is a mistake, and would spoil the sums. */
export const LIMITS = { layers: 10_000, heads: 100_000, width: 1_000_000, tokens: 1_000_000_000 } as const;
export type Limit = keyof typeof LIMITS;

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const LAYER_KEYS = [
  'num_hidden_layers',
  'n_layer',
  'n_layers',
  'num_layers',
  'num_transformer_layers',
  'decoder_layers',
] as const;
export const HEAD_KEYS = ['num_attention_heads', 'n_head', 'n_heads', 'num_heads', 'attention_heads'] as const;
export const HIDDEN_KEYS = ['hidden_size', 'n_embd', 'n_embed', 'd_model', 'model_dim'] as const;

/**
 * One object of a config. It remembers which keys were asked for, so that what nobody understood can be named, and
 * refuses a number that is there but cannot be one. `null` counts as absent, as the library treats it.
 */
export class Fields {
  readonly path: string;
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #defaults: Defaults;
  readonly #owner: string;
  readonly #notes: Notes;
  readonly #taken = new Set<string>();
  readonly #children = new Map<string, Fields>();

  constructor({
    values,
    notes,
    path = '',
    defaults = {},
    owner = '',
  }: {
    values: Readonly<Record<string, unknown>>;
    notes: Notes;
    path?: string;
    /** What the library takes for a key that is absent, and whose defaults these are. */
    defaults?: Defaults;
    owner?: string;
  }) {
    this.path = path;
    this.#values = values;
    this.#defaults = defaults;
    this.#owner = owner;
    this.#notes = notes;
  }

  /** There, and not null. Asking does not count as understanding. */
  has(key: string): boolean {
    return Object.hasOwn(this.#values, key) && this.#values[key] !== null && this.#values[key] !== undefined;
  }

  hasAny(keys: readonly string[]): boolean {
    return keys.some((key) => this.has(key));
  }

  /** Written down as null: for a few keys that is a statement, not an omission. */
  isNull(key: string): boolean {
    return Object.hasOwn(this.#values, key) && this.#values[key] === null;
  }

  /** The value as it stands, counted as understood. */
  take(key: string): unknown {
    this.#taken.add(key);
    return this.has(key) ? this.#values[key] : undefined;
  }

  /** Counts keys as understood without reading them. */
  acknowledge(...keys: readonly string[]): void {
    for (const key of keys) this.#taken.add(key);
  }

  /** The first of several spellings of one positive whole number; the library's default; or null. */
  count(keys: string | readonly string[], limit: Limit): number | null {
    const spellings = typeof keys === 'string' ? [keys] : keys;
    let found: { key: string; value: number } | null = null;
    for (const key of spellings) {
      const given = this.take(key);
      if (given === undefined) continue;
      const value = this.#positive(key, given, limit);
      if (!found) found = { key, value };
      else if (found.value !== value) {
        this.#notes.doubt(
          `${this.path}${key} (${grouped(value)}) disagrees with ${found.key} (${grouped(found.value)}), which is used.`,
        );
      }
    }
    if (found) return found.value;
    const [first = ''] = spellings;
    const fallback = this.#defaults[first];
    if (fallback === undefined || this.isNull(first)) return null;
    this.#notes.remark(
      `${this.path}${first} is not given: ${grouped(fallback)}, the default of ${this.#owner}, is used.`,
    );
    return fallback;
  }

  required(keys: string | readonly string[], limit: Limit, what: string): number {
    const value = this.count(keys, limit);
    if (value !== null) return value;
    const name = typeof keys === 'string' ? keys : (keys[0] ?? '');
    throw new Refusal(`${this.path}${name} (${what}) is missing: give the model's complete config.json.`);
  }

  /** A whole number that may be 0; absent is 0. */
  countOrZero(key: string, limit: Limit): number {
    const given = this.take(key);
    return given === 0 ? 0 : (this.count(key, limit) ?? 0);
  }

  flag(key: string): boolean | null {
    const given = this.take(key);
    if (given === undefined) return null;
    if (typeof given === 'boolean') return given;
    throw new Refusal(`${this.path}${key} should be true or false, and is ${quoted(given)}.`);
  }

  text(key: string): string | null {
    const given = this.take(key);
    if (given === undefined) return null;
    if (typeof given === 'string') return given;
    throw new Refusal(`${this.path}${key} should be text, and is ${quoted(given)}.`);
  }

  list(key: string): readonly unknown[] | null {
    const given = this.take(key);
    if (given === undefined) return null;
    if (!Array.isArray(given)) throw new Refusal(`${this.path}${key} should be a list, and is ${quoted(given)}.`);
    if (given.length > 2 * LIMITS.layers) {
      throw new Refusal(`${this.path}${key} is ${quoted(given)}: no model has so many layers.`);
    }
    return given;
  }

  words(key: string): readonly string[] | null {
    const list = this.list(key);
    return (
      list?.map((entry) => {
        if (typeof entry === 'string') return entry;
        throw new Refusal(`${this.path}${key} should list words, and holds ${quoted(entry)}.`);
      }) ?? null
    );
  }

  /** Whole numbers from 0. */
  numbers(key: string, limit: Limit): readonly number[] | null {
    const list = this.list(key);
    return list?.map((entry) => (entry === 0 ? 0 : this.#positive(key, entry, limit))) ?? null;
  }

  nested(key: string): Fields | null {
    const given = this.take(key);
    if (given === undefined) return null;
    if (!isRecord(given)) throw new Refusal(`${this.path}${key} should be an object, and is ${quoted(given)}.`);
    const known = this.#children.get(key);
    if (known) return known;
    const child = new Fields({ values: given, notes: this.#notes, path: `${this.path}${key}.` });
    this.#children.set(key, child);
    return child;
  }

  /** Keys with a value that says something, which nobody asked for. */
  leftovers(): readonly string[] {
    const own = Object.entries(this.#values)
      .filter(([key, value]) => !this.#taken.has(key) && !isIdle(value))
      .map(([key]) => key);
    const nested = [...this.#children].flatMap(([name, child]) => child.leftovers().map((key) => `${name}.${key}`));
    return [...own, ...nested];
  }

  #positive(key: string, given: unknown, limit: Limit): number {
    if (typeof given === 'number' && Number.isSafeInteger(given) && given > 0 && given <= LIMITS[limit]) return given;
    throw new Refusal(
      `${this.path}${key} should be a whole number from 1 to ${grouped(LIMITS[limit])}, and is ${quoted(given)}.`,
    );
  }
}

/** Off, empty or none: an unknown key with such a value changes nothing. */
function isIdle(value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === 0 || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isRecord(value) && Object.keys(value).length === 0;
}
