import { describe, expect, test } from 'vitest';
import { linesOf, readTexts, rowsOf } from './testing/read-all.ts';
import type { UsageFormat } from './index.ts';

/** 2026-03-01T00:00:00Z. */
const BASE = 1_772_323_200;
const HOUR = 3_600;
const read = (format: UsageFormat, ...texts: readonly string[]) => readTexts({ format, texts });
const reasonsOf = ({ refused, log }: ReturnType<typeof readTexts>) =>
  [...refused, ...log.skipped].map(({ line, reason }) => `${line}: ${reason}`);

describe('OpenRouter’s activity', () => {
  const HEADER =
    'generation_id,created_at,cost_total,cost_cache,byok_usage_inference,tokens_prompt,tokens_completion,tokens_reasoning,tokens_cached,model_permaslug,provider_name';
  const CSV = [
    HEADER,
    'gen-1,2026-03-01 00:00:30.040,0.0125,0,,10000,250,100,8000,anthropic/claude-opus-4.8,Anthropic',
    'gen-2,2026-03-01 00:00:10.000,0.01,0,0.005,5000,20,0,0,"z-ai/glm, large",Z.AI',
    'gen-2,2026-03-01 00:00:10.000,0.01,0,0.005,5000,20,0,0,"z-ai/glm, large",Z.AI',
    'gen-3,2026-03-01 00:00:50.000,0.01,0,,100,20,0,900,x,y',
    'gen-4,2026-03-01 00:00:50.000,0.01',
  ];

  test('as CSV has a row per request, in order of time', () => {
    const { log, refused } = read('openrouter-activity', CSV.join('\r\n'));
    expect(rowsOf(log)).toEqual([
      [BASE + 10, 5_000, 0, 0, 0, 0, 20],
      [BASE + 30.04, 2_000, 8_000, 0, 0, 0, 250],
    ]);
    expect(log.columns.reportedUsd[0]).toBeCloseTo(0.015, 12);
    expect(log.columns.reportedUsd[1]).toBe(0.0125);
    expect(log).toMatchObject({
      models: ['z-ai/glm, large', 'anthropic/claude-opus-4.8'],
      duplicates: 1,
      isPerRequest: true,
      knowsSessions: false,
    });
    expect(refused.map(({ line, reason }) => `${line}: ${reason}`)).toEqual([
      '5: input_tokens is 100, less than its parts: cached_tokens 900, cache_write_tokens 0.',
      '6: it has 3 cells, but there are 11 columns',
    ]);
  });

  test('as the API’s days says nothing of caches', () => {
    const item = { date: '2026-03-01', model: 'm', model_permaslug: 'm-1', usage: 0.02, requests: 4 };
    const text = JSON.stringify({
      data: [{ ...item, prompt_tokens: 900, completion_tokens: 10, reasoning_tokens: 4 }],
    });
    const { log } = read('openrouter-activity', text);
    expect(rowsOf(log)).toEqual([[BASE, 900, NaN, 0, 0, 0, 10]]);
    expect([log.columns.requests[0], log.isPerRequest, log.models]).toEqual([4, false, ['m-1']]);
  });

  test('as a generation goes by the seller’s own counts', () => {
    const data = {
      id: 'gen-9',
      created_at: '2026-03-01T00:00:00+01:00',
      model: 'm',
      total_cost: 0.5,
      tokens_prompt: 90,
      tokens_completion: 9,
      native_tokens_prompt: 100,
      native_tokens_completion: 10,
      native_tokens_cached: 64,
    };
    const { log } = read('openrouter-activity', JSON.stringify({ data }));
    expect(rowsOf(log)).toEqual([[BASE - HOUR, 36, 64, 0, 0, 0, 10]]);
  });

  test('of other columns is refused', () => {
    expect(() => read('openrouter-activity', 'a,b\n1,2')).toThrow('No request');
  });
});

describe('LiteLLM’s spend logs', () => {
  const row = (fields: object) => ({
    request_id: 'r1',
    startTime: '2026-03-01T00:00:00',
    endTime: '2026-03-01T00:00:04.5',
    model: 'anthropic/claude-opus-4-8',
    prompt_tokens: 1_000,
    completion_tokens: 50,
    spend: 0.75,
    cache_hit: 'False',
    metadata: '{}',
    ...fields,
  });
  const usage = (fields: object) => ({ metadata: { usage_object: fields } });
  const classes = (fields: object) => rowsOf(read('litellm-spend', JSON.stringify(row(fields))).log)[0]?.slice(1);

  test('tells the ways of counting prompt tokens apart', () => {
    const parts = { cache_read_input_tokens: 600, cache_creation_input_tokens: 300 };
    // The whole prompt; it could be so, and is so in today's versions.
    expect(classes(usage(parts))).toEqual([100, 600, 0, 0, 300, 50]);
    // Too small to hold what was written, or what was read.
    expect(classes({ prompt_tokens: 700, ...usage(parts) })).toEqual([100, 600, 0, 0, 300, 50]);
    expect(classes({ prompt_tokens: 100, ...usage(parts) })).toEqual([100, 600, 0, 0, 300, 50]);
    // The text's own count says it, whatever would fit.
    const told = { ...parts, prompt_tokens_details: { text_tokens: 1_000, cached_tokens: 600 } };
    expect(classes(usage(told))).toEqual([1_000, 600, 0, 0, 300, 50]);
  });

  test('says where it took prompt tokens for the whole, and not where it is known', () => {
    const notes = (fields: object) => read('litellm-spend', JSON.stringify(row(fields))).log.notes.join();
    expect(notes(usage({ cache_read_input_tokens: 600 }))).toContain('Of 1 rows prompt_tokens was taken');
    expect(notes({ prompt_tokens: 100, ...usage({ cache_read_input_tokens: 600 }) })).not.toContain('was taken');
  });

  test('reads the split, metadata that is text, and details of others', () => {
    const split = { ephemeral_5m_input_tokens: 100, ephemeral_1h_input_tokens: 200 };
    const object = { cache_creation_input_tokens: 300, prompt_tokens_details: { cache_creation_token_details: split } };
    expect(classes({ metadata: JSON.stringify({ usage_object: object }) })).toEqual([700, 0, 100, 200, 0, 50]);
    const details = { additional_usage_values: { prompt_tokens_details: { cached_tokens: 640 } } };
    expect(classes({ metadata: details })).toEqual([360, 640, 0, 0, 0, 50]);
  });

  test('without a usage object does not tell what was read', () => {
    expect(classes({})).toEqual([1_000, NaN, 0, 0, 0, 50]);
    expect(classes({ metadata: 'not JSON' })).toEqual([1_000, NaN, 0, 0, 0, 50]);
  });

  test('leaves out what LiteLLM answered itself, repeats and attempts that failed', () => {
    const text = linesOf([
      row({}),
      row({}),
      row({ request_id: 'r2', cache_hit: 'True' }),
      row({ request_id: 'r3', prompt_tokens: 0, completion_tokens: 0, spend: 0 }),
    ]);
    const result = read('litellm-spend', text);
    expect(result.log.columns.startSeconds.length).toBe(1);
    expect(result.log.duplicates).toBe(1);
    expect(result.log.notes.join()).toContain('1 requests were answered from a cache of LiteLLM’s own');
    expect(reasonsOf(result)).toEqual(['4: it has no tokens']);
  });

  test('that ended before they began, or cost less than nothing, are skipped', () => {
    const texts = [{ endTime: '2026-02-28' }, { request_id: 'r2', spend: -1 }, { request_id: 'r3' }];
    expect(reasonsOf(read('litellm-spend', linesOf(texts.map(row))))).toEqual([
      '1: it ends before it begins',
      '2: spend is not an amount, 0 or more',
    ]);
  });

  test('as CSV has its metadata in a cell, over several lines even, and its sessions', () => {
    const metadata = '"{""usage_object"":\n {""cache_read_input_tokens"": 600}}"';
    const text = [
      'request_id,startTime,endTime,model,prompt_tokens,completion_tokens,spend,session_id,metadata',
      `r1,2026-03-01 00:00:00+00,2026-03-01 00:00:01+00,m,1000,50,0.5,s1,${metadata}`,
      'r2,2026-03-01 00:01:00+00,,m,1000,50,,s2,{}',
      'r3,2026-03-01 00:02:00+00,,m,1000,50,,,{}',
      'r4,2026-03-01 00:03:00+00,,m,1000,50,,,{}',
    ].join('\n');
    const { log, refused } = read('litellm-spend', text);
    expect(refused).toEqual([]);
    expect(rowsOf(log)[0]).toEqual([BASE, 400, 600, 0, 0, 0, 50]);
    expect([...log.columns.reportedUsd]).toEqual([0.5, NaN, NaN, NaN]);
    // Rows without a session are each their own where others have one.
    expect([...log.columns.session]).toEqual([0, 1, 2, 3]);
    expect(log.knowsSessions).toBe(true);
  });

  test('without sessions are one, and that is said', () => {
    const { log } = read('litellm-spend', linesOf([row({}), row({ request_id: 'r2' })]));
    expect([...log.columns.session]).toEqual([0, 0]);
    expect(log.knowsSessions).toBe(false);
    expect(log.notes.join()).toContain('does not tell sessions apart');
  });
});
