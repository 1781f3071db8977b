import { describe, expect, test } from 'vitest';
import { indexFeed } from './feed-index.ts';
import type { FeedPrice } from './feed.ts';

/** Models of one provider, each told from the others by its input price. */
function listing(...models: readonly (string | readonly [string, number])[]): readonly FeedPrice[] {
  return models.map((entry, i) => {
    const [model, input] = typeof entry === 'string' ? [entry, i + 1] : entry;
    return { provider: 'acme', model, usdPerMTok: { input, output: 0 } };
  });
}

function found(prices: readonly FeedPrice[], ...models: readonly string[]): string {
  const result = indexFeed(prices).find({ provider: 'acme', models });
  return result.status === 'found' ? result.price.model : result.status;
}

describe('a model is found', () => {
  test('by its own name before any other', () => {
    expect(found(listing('opus-5.5', 'opus-5-5', 'OPUS-5-5'), 'opus-5-5')).toBe('opus-5-5');
    expect(found(listing('opus-5-5-20261001', 'opus-5.5'), 'opus-5-5')).toBe('opus-5.5');
  });

  test('whatever its capitals, dots and dashes', () => {
    expect(found(listing('minimax-m2.7'), 'MiniMax-M2.7')).toBe('minimax-m2.7');
    expect(found(listing('claude-opus-5.5'), 'claude-opus-5-5')).toBe('claude-opus-5.5');
  });

  test('under the day of its release, where there is one such day', () => {
    expect(found(listing('opus-5-20261001'), 'opus-5')).toBe('opus-5-20261001');
    expect(found(listing('gpt-5-2026-10-01'), 'gpt-5')).toBe('gpt-5-2026-10-01');
    expect(found(listing('gpt-5-2026-10-01', 'gpt-5-2026-11-01'), 'gpt-5')).toBe('ambiguous');
    expect(found(listing(['gpt-5-2026-10-01', 3], ['gpt-5-2026-11-01', 3]), 'gpt-5')).toBe('gpt-5-2026-10-01');
  });

  test('under its other names, in their order', () => {
    expect(found(listing('second', 'first'), 'none', 'first', 'second')).toBe('first');
  });

  test('once only: the same name at two prices is nobody’s', () => {
    expect(found(listing(['opus', 1], ['opus', 2]), 'opus')).toBe('ambiguous');
    expect(found(listing(['Opus-5.5', 1], ['opus-5.5', 2]), 'opus-5-5')).toBe('ambiguous');
  });
});

describe('a model is not found', () => {
  test.each([
    // Successors, modes, promotions and releases of other days, all of which begin alike.
    ['claude-sonnet-5', 'claude-sonnet-5-5'],
    ['claude-sonnet-5-5', 'claude-sonnet-5'],
    ['claude-opus-5', 'claude-opus-5-fast'],
    ['claude-opus-5', 'claude-opus-5:batch'],
    ['gpt-oss-120b', 'gpt-oss-120b:free'],
    ['DeepSeek-V4-Pro', 'DeepSeek-V4-Pro-0813'],
    ['DeepSeek-V4-Pro-0813', 'DeepSeek-V4-Pro'],
    ['mistral-medium', 'mistral-medium-2604'],
    ['gpt-5-2026-10-01', 'gpt-5'],
    ['gpt-5-2026-10-01', 'gpt-5-2026-11-01'],
    ['gpt-5', 'gpt-5-2026-13-01'],
    ['gpt-5', 'openai/gpt-5'],
    ['__proto__', 'constructor'],
  ])('%s as %s', (wanted, listed) => {
    expect(found(listing(listed), wanted)).toBe('absent');
  });

  test('at another provider, wherever the name is cut in two', () => {
    const index = indexFeed([{ provider: 'a","b', model: 'c', usdPerMTok: { input: 1, output: 1 } }]);
    expect(index.find({ provider: 'a', models: ['b","c', 'c'] }).status).toBe('absent');
  });
});
