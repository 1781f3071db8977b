import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { ATTENTION_FIXTURES } from './fixtures-attention.ts';
import { HYBRID_FIXTURES } from './fixtures-hybrid.ts';
import { RECENT_FIXTURES } from './fixtures-recent.ts';
import { isRecord } from './fields.ts';
import { readModelConfig, readModelConfigText } from './read-config.ts';

const FIXTURES = [...ATTENTION_FIXTURES, ...RECENT_FIXTURES, ...HYBRID_FIXTURES];

function nest(value: unknown, depth: number): unknown {
  let nested = value;
  for (let level = 0; level < depth; level += 1) nested = level % 2 === 0 ? { text_config: nested } : [nested];
  return nested;
}

const oddValue = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    true,
    false,
    '',
    '8',
    'auto',
    [],
    {},
    Number.NaN,
    Infinity,
    -Infinity,
    0,
    -1,
  ),
  fc.constantFrom<unknown>(
    1e12,
    1e308,
    2 ** 53,
    0.5,
    10_000,
    10_001,
    1_000_000,
    9_999,
    1,
    2,
    3,
    [1],
    [0],
    ['full_attention'],
  ),
  fc.integer({ min: -5, max: 300 }),
  fc.double(),
  fc.jsonValue({ maxDepth: 2 }),
  fc.integer({ min: 1, max: 3000 }).map((depth) => nest(1, depth)),
);
/** Names that JavaScript gives meaning to, and keys that readers look for. */
const STRANGE_KEYS =
  '__proto__ constructor toString hasOwnProperty text_config model_type architectures layer_types sliding_window kv_lora_rank block_configs num_kv_shared_layers per_layer_config rope_scaling quantization_config attn_config linear_attn_config compress_ratios head_dim num_hidden_layers'.split(
    ' ',
  );
const strangeKey = fc.constantFrom(...STRANGE_KEYS);

interface Change {
  readonly what: 'drop' | 'replace' | 'add' | 'negate' | 'scale' | 'inside' | 'wrap';
  readonly at: number;
  readonly key: string;
  readonly value: unknown;
}
const change: fc.Arbitrary<Change> = fc.record({
  what: fc.constantFrom('drop', 'replace', 'add', 'negate', 'scale', 'inside', 'wrap'),
  at: fc.nat(40),
  key: strangeKey,
  value: oddValue,
});

function changed(config: Readonly<Record<string, unknown>>, { what, at, key, value }: Change): Record<string, unknown> {
  const keys = Object.keys(config);
  const name = keys[at % Math.max(keys.length, 1)] ?? 'model_type';
  const old = config[name];
  // Spreading would drop an own "__proto__"; a parsed file keeps it.
  const set = (own: string, to: unknown): Record<string, unknown> =>
    Object.fromEntries([...Object.entries(config).filter(([other]) => other !== own), [own, to]]);
  switch (what) {
    case 'drop':
      return Object.fromEntries(Object.entries(config).filter(([other]) => other !== name));
    case 'replace':
      return set(name, value);
    case 'add':
      return set(key, value);
    case 'negate':
      return set(name, typeof old === 'number' ? -old : value);
    case 'scale':
      return set(name, typeof old === 'number' ? old * 1.5 : value);
    case 'inside':
      if (isRecord(old)) return set(name, changed(old, { what: 'replace', at: at + 1, key, value }));
      if (Array.isArray(old) && old.length > 0) return set(name, [...old.slice(1), value]);
      return set(name, nest(old, at));
    case 'wrap':
      return { text_config: config, [key]: value };
  }
}

/** Every number of a value, at any depth. */
function numbersOf(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(numbersOf);
}

test('10,000 damaged configs: a verdict each, with finite figures and reasons', () => {
  const statuses = new Map<string, number>();
  fc.assert(
    fc.property(
      fc.constantFrom(...FIXTURES),
      fc.array(change, { minLength: 1, maxLength: 4 }),
      ({ config }, changes) => {
        const damaged = changes.reduce<Record<string, unknown>>(changed, config);
        const verdict = readModelConfig(damaged);
        statuses.set(verdict.status, (statuses.get(verdict.status) ?? 0) + 1);
        if (verdict.status === 'refused') {
          expect(verdict.reason).not.toContain('in a way no model file is');
          expect(verdict.reason.length).toBeGreaterThan(10);
          expect(verdict.reason.length).toBeLessThan(400);
          return;
        }
        if (verdict.status === 'approximate') expect(verdict.notes.length).toBeGreaterThan(0);
        const { groups, maxContextTokens, draftLayers } = verdict.geometry;
        const numbers = numbersOf([groups, maxContextTokens, draftLayers]);
        expect(numbers.every((number) => Number.isSafeInteger(number) && number >= 0)).toBe(true);
        expect(groups.length).toBeGreaterThan(0);
        expect(groups.every(({ layers }) => layers > 0)).toBe(true);
      },
    ),
    { numRuns: 10_000, seed: 20_261_121 },
  );
  // The damage is neither always fatal nor never.
  expect([...statuses.keys()].sort()).toEqual(['approximate', 'exact', 'refused']);
}, 20_000);

test('any value and any text has a verdict', () => {
  fc.assert(
    fc.property(fc.anything(), fc.string(), (value, text) => {
      expect(readModelConfig(value).status).toMatch(/exact|approximate|refused/);
      expect(readModelConfigText(text).status).toMatch(/exact|approximate|refused/);
    }),
    { numRuns: 1000, seed: 7 },
  );
});
