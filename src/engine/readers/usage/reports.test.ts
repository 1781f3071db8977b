import { describe, expect, test } from 'vitest';
import { linesOf, readTexts, rowsOf } from './testing/read-all.ts';
import type { UsageFormat } from './index.ts';

/** 2026-03-01T00:00:00Z. */
const BASE = 1_772_323_200;
const HOUR = 3_600;
const read = (format: UsageFormat, ...texts: readonly string[]) => readTexts({ format, texts });
const reasonsOf = ({ refused, log }: ReturnType<typeof readTexts>) =>
  [...refused, ...log.skipped].map(({ line, reason }) => `${line}: ${reason}`);

describe('Anthropic’s usage report', () => {
  const result = (fields: object) => ({
    uncached_input_tokens: 100,
    cache_creation: { ephemeral_5m_input_tokens: 20, ephemeral_1h_input_tokens: 30 },
    cache_read_input_tokens: 850,
    output_tokens: 40,
    server_tool_use: { web_search_requests: 2 },
    model: 'claude-opus-4-8',
    workspace_id: null,
    ...fields,
  });
  const bucket = (hour: number, ...results: readonly object[]) => ({
    starting_at: new Date((BASE + hour * HOUR) * 1_000).toISOString(),
    ending_at: new Date((BASE + (hour + 1) * HOUR) * 1_000).toISOString(),
    results,
  });
  const page = (...data: readonly object[]) => ({ data, has_more: true, next_page: 'page_x' });
  const first = page(bucket(0, result({}), result({ model: 'claude-haiku-4-5', output_tokens: 5 })), bucket(1));
  const second = page(bucket(2, result({ uncached_input_tokens: 7 })));

  test.each([
    ['pages after one another', JSON.stringify(first, null, 2) + JSON.stringify(second, null, 2)],
    ['pages, one per line', linesOf([first, second])],
    ['a list of pages', JSON.stringify([first, second])],
    ['a list of buckets', JSON.stringify([...first.data, ...second.data])],
    ['a page in one', JSON.stringify(page(...first.data, ...second.data))],
  ])('as %s', (_, text) => {
    const { log, refused } = read('anthropic-usage', text);
    expect(refused).toEqual([]);
    expect(rowsOf(log)).toEqual([
      [BASE, 100, 850, 20, 30, 0, 40],
      [BASE, 100, 850, 20, 30, 0, 5],
      [BASE + 2 * HOUR, 7, 850, 20, 30, 0, 40],
    ]);
    expect([...log.columns.requests]).toEqual([0, 0, 0]);
    expect(log.columns.endSeconds[0]).toBe(BASE + HOUR);
    expect(log).toMatchObject({
      models: ['claude-opus-4-8', 'claude-haiku-4-5'],
      sessions: 1,
      isPerRequest: false,
      knowsSessions: false,
    });
  });

  test('fetched twice counts once, unless asked otherwise', () => {
    const text = linesOf([first, first]);
    const once = read('anthropic-usage', text).log;
    expect([once.columns.model.length, once.duplicates]).toEqual([2, 2]);
    const kept = readTexts({ format: 'anthropic-usage', texts: [text], keepDuplicates: true }).log;
    expect([kept.columns.model.length, kept.duplicates, kept.duplicatesKept]).toEqual([4, 2, true]);
  });

  test('with the split beside it, or without one', () => {
    const { cache_creation: _split, ...rest } = result({});
    const flat = { ...rest, cache_creation_5m_input_tokens: 20, cache_creation_1h_input_tokens: 30 };
    const whole = { ...rest, cache_creation_input_tokens: 50 };
    const { log } = read('anthropic-usage', linesOf([page(bucket(0, flat)), page(bucket(1, whole))]));
    expect(rowsOf(log)).toEqual([
      [BASE, 100, 850, 20, 30, 0, 40],
      [BASE + HOUR, 100, 850, 0, 0, 50, 40],
    ]);
    expect(log.notes.join()).toContain('For 50 tokens written');
  });

  test('skips results that cannot be and lists them', () => {
    const broken = [result({ uncached_input_tokens: -5 }), result({ output_tokens: null }), 'text'];
    const text = JSON.stringify({ data: [{ ...bucket(0, result({})), results: [result({}), ...broken] }] });
    expect(reasonsOf(read('anthropic-usage', text))).toEqual([
      '2: uncached_input_tokens is not a whole number, 0 or more',
      '3: output_tokens is missing',
      '4: it is not an object',
    ]);
  });

  test('that is an error of the API, or no JSON, is refused', () => {
    for (const text of ['{"type":"error","error":{"message":"secret"}}', '{"data": [', '{"data": []}'])
      expect(() => read('anthropic-usage', text)).toThrow('No request of the format anthropic-usage');
  });

  test('goes on behind a page that was cut off', () => {
    const text = `${JSON.stringify(first)}\n{"data": [{"starting_at": \n${JSON.stringify(second)}`;
    const result_ = read('anthropic-usage', text);
    expect(result_.log.columns.model.length).toBe(3);
    expect(reasonsOf(result_)).toEqual(['2: it is not JSON']);
  });
});

describe('OpenAI’s usage report', () => {
  test('counts cached and written tokens within the input', () => {
    const results = [
      { input_tokens: 1_000, input_cached_tokens: 800, output_tokens: 50, num_model_requests: 5, model: 'gpt-5.6' },
      { input_tokens: 1_000, input_cached_tokens: 600, input_cache_write_tokens: 300, output_tokens: 50, model: null },
    ];
    const text = JSON.stringify({
      object: 'page',
      data: [{ object: 'bucket', start_time: BASE, end_time: BASE + HOUR, results }],
      has_more: false,
    });
    const { log } = read('openai-usage', text);
    expect(rowsOf(log)).toEqual([
      [BASE, 200, 800, 0, 0, 0, 50],
      [BASE, 100, 600, 0, 0, 300, 50],
    ]);
    expect([...log.columns.requests]).toEqual([5, 0]);
    expect(log.models).toEqual(['gpt-5.6', 'unknown']);
  });

  test.each([['n_'], ['']])('of the older kind, with names that begin with %j', (prefix) => {
    const text = JSON.stringify({
      data: [
        {
          aggregation_timestamp: BASE,
          [`${prefix}requests${prefix === '' ? '_total' : ''}`]: 3,
          snapshot_id: 'gpt-4o',
          [`${prefix}context_tokens_total`]: 400,
          [`${prefix}cached_context_tokens_total`]: 128,
          [`${prefix}generated_tokens_total`]: 9,
        },
      ],
    });
    const { log } = read('openai-usage', text);
    expect(rowsOf(log)).toEqual([[BASE, 272, 128, 0, 0, 0, 9]]);
    expect([log.columns.requests[0], log.models]).toEqual([3, ['gpt-4o']]);
  });

  test('that does not tell what was cached has it not told, which is not none', () => {
    const text = JSON.stringify([{ start_time: BASE, input_tokens: 400, output_tokens: 9 }]);
    const { log } = read('openai-usage', text);
    expect(rowsOf(log)).toEqual([[BASE, 400, NaN, 0, 0, 0, 9]]);
    expect(log.notes.join()).toContain('Rows without figures for the cache');
  });

  test('skips rows whose parts are more than the whole', () => {
    const rows = [
      { start_time: BASE, input_tokens: 400, input_cached_tokens: 401, output_tokens: 9 },
      { start_time: BASE, input_tokens: 400, input_cached_tokens: 400, output_tokens: 9 },
    ];
    const result = read('openai-usage', JSON.stringify(rows));
    expect(reasonsOf(result)).toEqual([
      '1: input_tokens is 400, less than its parts: cached_tokens 401, cache_write_tokens 0.',
    ]);
  });
});
