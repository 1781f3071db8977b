import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FEED_NAMES } from './feed.ts';
import { readFeed } from './read-feed.ts';

describe('hostile documents', () => {
  test('cannot reach a prototype through their keys', () => {
    const text =
      '{"__proto__":{"models":{"__proto__":{"cost":{"input":1,"output":2}},"constructor":{"cost":{"input":3,"output":4}}}},' +
      '"toString":{"models":{"hasOwnProperty":{"__proto__":{"cost":{"input":9,"output":9}}}}}}';
    expect(readFeed({ feed: 'models.dev', text })).toEqual({
      status: 'ok',
      prices: [
        { provider: '__proto__', model: '__proto__', usdPerMTok: { input: 1, output: 2 } },
        { provider: '__proto__', model: 'constructor', usdPerMTok: { input: 3, output: 4 } },
      ],
      skipped: 0,
    });
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test('may be nested as deep as they like', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    for (const text of [
      deep,
      `{"data":${deep}}`,
      `{"data":[{"id":"a","pricing":${deep}}]}`,
      `{"a":{"models":{"m":{"cost":${deep}}}}}`,
    ])
      for (const feed of FEED_NAMES) expect(readFeed({ feed, text }).status).toBe('failed');
  });

  test('are answered whatever they are: in one sentence, or with prices between 0 and a million', () => {
    const anything = fc.anything({ maxDepth: 4 });
    // Most doubles are too small to be prices.
    const plausible = fc.nat({ max: 1_000_000 }).map((steps) => steps / 10_000);
    const price = fc.oneof({ arbitrary: plausible, weight: 6 }, fc.double(), anything);
    const cost = fc.record({ input: price, output: price, cache_read: price }, { requiredKeys: ['input', 'output'] });
    const modelsDev = fc.dictionary(
      fc.string(),
      fc.record({ models: fc.dictionary(fc.string(), fc.record({ cost })) }),
    );
    const text = price.map((value) => (typeof value === 'number' ? String(value / 1e6) : value));
    const pricing = fc.record(
      { prompt: text, completion: text, input_cache_write: text },
      { requiredKeys: ['prompt'] },
    );
    const openRouter = fc.record({ data: fc.array(fc.record({ id: fc.string(), pricing })) });
    const asked = fc.oneof(
      fc.tuple(fc.constant('models.dev' as const), modelsDev.map(textOf)),
      fc.tuple(fc.constant('openrouter' as const), openRouter.map(textOf)),
      fc.tuple(fc.constantFrom(...FEED_NAMES), fc.oneof(anything.map(textOf), fc.string())),
    );
    let read = 0;
    fc.assert(
      fc.property(asked, ([feed, document]) => {
        const reading = readFeed({ feed, text: document });
        if (reading.status === 'failed') {
          expect(reading.reason.length).toBeGreaterThan(20);
          expect(reading.reason.endsWith('.')).toBe(true);
          return;
        }
        read += 1;
        expect(reading.skipped).toBeLessThanOrEqual(reading.prices.length);
        for (const { usdPerMTok } of reading.prices)
          for (const rate of Object.values(usdPerMTok)) expect(rate >= 0 && rate <= 1_000_000).toBe(true);
      }),
      { numRuns: 1_000, seed: 20_261_120 },
    );
    // Else the second half above was never reached.
    expect(read).toBeGreaterThan(50);
  });
});

/** Some of what can be made up refers to itself or holds what JSON has no word for. */
function textOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'undefined';
  } catch {
    return '[]';
  }
}
