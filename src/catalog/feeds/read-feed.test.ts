import { describe, expect, test } from 'vitest';
import { FEED_NAMES } from './feed.ts';
import { readFeed } from './read-feed.ts';

/** Two models of a stored models.dev document, with the fields that are left alone. */
const MODELS_DEV = {
  anthropic: {
    id: 'anthropic',
    name: 'Anthropic',
    env: ['ANTHROPIC_API_KEY'],
    models: {
      'claude-opus-5-5': {
        id: 'claude-opus-5-5',
        name: 'Claude Opus 5.5',
        modalities: { input: ['text', 'image'], output: ['text'] },
        cost: { input: 4, output: 20, cache_read: 0.2, cache_write: 5 },
        experimental: { modes: { fast: { cost: { input: 8, output: 40 } } } },
        limit: { context: 1_000_000, output: 128_000 },
      },
    },
  },
  xai: {
    id: 'xai',
    models: {
      'grok-4.7': {
        id: 'grok-4.7',
        cost: { input: 2, output: 6, cache_read: 0.5, tiers: [{ tier: { type: 'context', size: 200_000 }, input: 4 }] },
      },
      'grok-imagine': { id: 'grok-imagine' },
    },
  },
};

const OPENROUTER = {
  data: [
    {
      id: 'anthropic/claude-opus-5.5',
      name: 'Anthropic: Claude Opus 5.5',
      pricing: {
        prompt: '0.000004',
        completion: '0.00002',
        web_search: '0.01',
        input_cache_read: '0.0000002',
        input_cache_write: '0.000005',
        input_cache_write_1h: '0.000008',
        overrides: [{ utc_start: 1000, utc_end: 100, prompt: '0.00000022' }],
      },
    },
    { id: 'x-ai/grok-4.7', pricing: { prompt: '0.000002', completion: '0.000006', input_cache_read: null } },
    { id: 'acme/pictures' },
  ],
};

const readModelsDev = (document: unknown) => readFeed({ feed: 'models.dev', text: JSON.stringify(document) });
const readOpenRouter = (document: unknown) => readFeed({ feed: 'openrouter', text: JSON.stringify(document) });

function reasonOf(reading: ReturnType<typeof readFeed>): string {
  if (reading.status === 'ok') throw new Error('The feed was read');
  return reading.reason;
}

describe('a feed', () => {
  test('of models.dev is read as it stands, and models without a price are not counted', () => {
    expect(readModelsDev(MODELS_DEV)).toEqual({
      status: 'ok',
      prices: [
        {
          provider: 'anthropic',
          model: 'claude-opus-5-5',
          usdPerMTok: { input: 4, output: 20, cacheRead: 0.2, cacheWrite: 5 },
        },
        { provider: 'xai', model: 'grok-4.7', usdPerMTok: { input: 2, output: 6, cacheRead: 0.5 } },
      ],
      skipped: 0,
    });
  });

  test('of OpenRouter has its prices per token moved to a million, and a write of an hour', () => {
    expect(readOpenRouter(OPENROUTER)).toEqual({
      status: 'ok',
      prices: [
        {
          provider: 'openrouter',
          model: 'anthropic/claude-opus-5.5',
          usdPerMTok: { input: 4, output: 20, cacheRead: 0.2, cacheWrite: 5, cacheWrite1h: 8 },
        },
        { provider: 'openrouter', model: 'x-ai/grok-4.7', usdPerMTok: { input: 2, output: 6 } },
      ],
      skipped: 0,
    });
  });

  test('keeps free and missing apart', () => {
    const reading = readOpenRouter({
      data: [{ id: 'acme/free', pricing: { prompt: '0', completion: '0', input_cache_read: '0' } }],
    });
    expect(reading.status === 'ok' && reading.prices[0]?.usdPerMTok).toEqual({ input: 0, output: 0, cacheRead: 0 });
  });
});

describe('a model that cannot be used is skipped and counted', () => {
  const GOOD = Object.fromEntries([1, 2].map((i) => [`good-${i}`, { cost: { input: 1, output: 2 } }]));

  test.each<[string, unknown]>([
    ['a negative price', { cost: { input: -1, output: 2 } }],
    ['a price above a million', { cost: { input: 1, output: 1_000_001 } }],
    ['a price as text', { cost: { input: '1', output: 2 } }],
    ['no output price', { cost: { input: 1 } }],
    ['a bad price of reads', { cost: { input: 1, output: 2, cache_read: -0.1 } }],
    ['a bad price of writes', { cost: { input: 1, output: 2, cache_write: true } }],
    ['a list for a price', { cost: [1, 2] }],
    ['text for a price', { cost: 'free' }],
    ['a number for a model', 7],
    ['nothing for a model', null],
  ])('models.dev: %s', (_, model) => {
    const reading = readModelsDev({ acme: { models: { ...GOOD, bad: model } } });
    expect(reading).toMatchObject({ status: 'ok', skipped: 1 });
    expect(reading.status === 'ok' && reading.prices.map((price) => price.model)).toEqual(['good-1', 'good-2']);
  });

  test('models.dev: numbers that JSON can write and doubles cannot hold', () => {
    const text =
      '{"acme":{"models":{"good":{"cost":{"input":1,"output":2}},"bad":{"cost":{"input":1e999,"output":2}}}}}';
    expect(readFeed({ feed: 'models.dev', text })).toMatchObject({ status: 'ok', skipped: 1 });
  });

  test.each<[string, unknown]>([
    ['a price that depends on the route', { id: 'openrouter/auto', pricing: { prompt: '-1', completion: '-1' } }],
    ['a discount of the router', { id: 'acme/cheap', pricing: { prompt: '1e-6', completion: '1e-6', discount: 0.25 } }],
    ['a price in words', { id: 'acme/words', pricing: { prompt: 'free', completion: '0' } }],
    ['no answer price', { id: 'acme/half', pricing: { prompt: '0.000001' } }],
    ['no id', { pricing: { prompt: '0.000001', completion: '0.000001' } }],
    ['an endless id', { id: `acme/${'x'.repeat(200)}`, pricing: { prompt: '0.000001', completion: '0.000001' } }],
    ['a list for a model', []],
    ['text for a model', 'acme/model'],
  ])('OpenRouter: %s', (_, model) => {
    const reading = readOpenRouter({ data: [...OPENROUTER.data, model] });
    expect(reading).toMatchObject({ status: 'ok', skipped: 1 });
    expect(reading.status === 'ok' && reading.prices.length).toBe(2);
  });

  test('and an id may have 200 characters', () => {
    const long = 'x'.repeat(200);
    const models = {
      ...GOOD,
      [long]: { cost: { input: 1, output: 2 } },
      [`${long}x`]: { cost: { input: 1, output: 2 } },
    };
    const reading = readModelsDev({ acme: { models } });
    expect(reading.status === 'ok' && [reading.prices.length, reading.skipped]).toEqual([3, 1]);
  });
});

describe('a document is refused as a whole', () => {
  test.each(FEED_NAMES)('where it is not JSON or not that feed: %s', (feed) => {
    const refused = (text: string): string => reasonOf(readFeed({ feed, text }));
    for (const text of [
      '',
      '<!doctype html><title>404</title>',
      '{',
      'undefined',
      '{"data":[',
      `${'['.repeat(100_000)}`,
    ])
      expect(refused(text)).toMatch(/is not JSON/);
    for (const text of ['null', '1', '"models"', '[]', '[{"id":1}]', '{}', '{"error":{"message":"gone"}}'])
      expect(refused(text)).toMatch(/is not its list of prices/);
  });

  test('where it is the other feed', () => {
    expect(reasonOf(readModelsDev(OPENROUTER))).toBe('What models.dev sent is not its list of prices.');
    expect(reasonOf(readOpenRouter(MODELS_DEV))).toBe('What OpenRouter sent is not its list of prices.');
  });

  test('where it lists no price', () => {
    expect(reasonOf(readOpenRouter({ data: [] }))).toBe('What OpenRouter sent lists no price.');
    expect(reasonOf(readModelsDev({ acme: { models: { one: {} } } }))).toBe('What models.dev sent lists no price.');
  });

  test('where more than half of its prices cannot be used, and not where half cannot', () => {
    const model = (cost: number) => ({ id: 'acme/x', pricing: { prompt: String(cost), completion: '0' } });
    expect(readOpenRouter({ data: [model(0), model(0), model(-1), model(-1)] })).toMatchObject({ skipped: 2 });
    expect(reasonOf(readOpenRouter({ data: [model(0), model(0), model(-1), model(-1), model(-1)] }))).toBe(
      '3 of the 5 prices of OpenRouter cannot be used, so none of them is believed.',
    );
  });

  test('where it has more than 20,000 models, priced or not', () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => ({
      id: `acme/${i}`,
      pricing: { prompt: '0', completion: '0' },
    }));
    expect(readOpenRouter({ data: rows })).toMatchObject({ status: 'ok', skipped: 0 });
    expect(reasonOf(readOpenRouter({ data: [...rows, { id: 'one/more' }] }))).toBe(
      'OpenRouter lists more than 20,000 models, so nothing was read.',
    );
  });

  test('where it is larger than 32 MiB, before it is parsed', () => {
    const document = JSON.stringify(OPENROUTER);
    const padded = document.padEnd(32 * 2 ** 20, ' ');
    expect(readFeed({ feed: 'openrouter', text: padded })).toMatchObject({ status: 'ok' });
    expect(reasonOf(readFeed({ feed: 'openrouter', text: `${padded} ` }))).toBe(
      'The list of OpenRouter is larger than 32 MiB and was not read.',
    );
  });
});
