import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RequestUsage } from '../offer/bill.ts';
import { readUsage } from './read-usage.ts';
import { allTokens, type UsageReading } from './usage-reading.ts';

function read(body: unknown): UsageReading & { status: 'read' } {
  const reading = readUsage(body);
  if (reading.status === 'refused') throw new Error(reading.reason);
  return reading;
}

/** Input, read, writes by life, output. */
const classesOf = (body: unknown) => {
  const { inputTokens, cacheReadTokens, cacheWriteTokens, outputTokens } = read(body).usage;
  return [inputTokens, cacheReadTokens, cacheWriteTokens, outputTokens];
};
const reasonOf = (body: unknown): string => {
  const reading = readUsage(body);
  return reading.status === 'refused' ? reading.reason : `read as ${reading.shape}`;
};

describe('Anthropic', () => {
  // The prompt-caching guide’s two calls: a book written to the cache, then read from it.
  test('adds plain, written and read tokens up to the prompt', () => {
    const first = {
      input_tokens: 21,
      cache_creation_input_tokens: 188_086,
      cache_read_input_tokens: 0,
      output_tokens: 393,
    };
    expect(classesOf(first)).toEqual([21, 0, { '5m': 188_086 }, 393]);
    expect(classesOf({ ...first, cache_creation_input_tokens: 0, cache_read_input_tokens: 188_086 })).toEqual([
      21,
      188_086,
      {},
      393,
    ]);
  });

  test('splits writes by life, and says so where it cannot', () => {
    const usage = {
      input_tokens: 10,
      cache_creation_input_tokens: 556,
      cache_creation: { ephemeral_5m_input_tokens: 456, ephemeral_1h_input_tokens: 100 },
      output_tokens: 1,
    };
    expect(classesOf(usage)).toEqual([10, 0, { '5m': 456, '1h': 100 }, 1]);
    expect(read(usage).notes).toEqual([]);
    const { cache_creation: _split, ...flat } = usage;
    expect(classesOf(flat)).toEqual([10, 0, { '5m': 556 }, 1]);
    expect(read(flat).notes).toEqual(['the life of 556 written tokens is not said; taken for 5m']);
  });

  test('takes the tier that served, and tells of searches without pricing them', () => {
    const { serviceTier, notes, shape } = read({
      input_tokens: 1,
      output_tokens: 1,
      service_tier: 'batch',
      server_tool_use: { web_search_requests: 2, web_fetch_requests: 0 },
    });
    expect({ serviceTier, notes, shape }).toEqual({
      serviceTier: 'batch',
      notes: ['2 web search requests, billed apart'],
      shape: 'anthropic',
    });
  });

  test('bills a compaction, which the top of the object leaves out, and no other model’s tokens', () => {
    const usage = {
      input_tokens: 180,
      output_tokens: 8,
      iterations: [
        { type: 'compaction', input_tokens: 100, cache_creation_input_tokens: 55_096, output_tokens: 82 },
        { type: 'advisor_message', model: 'claude-opus-4-8', input_tokens: 2_529, output_tokens: 38 },
        { type: 'message', input_tokens: 180, output_tokens: 8 },
      ],
    };
    expect(classesOf(usage)).toEqual([280, 0, { '5m': 55_096 }, 90]);
    expect(read(usage).notes).toEqual([
      '2567 tokens of claude-opus-4-8, billed at that model’s prices and left out here',
    ]);
  });

  test('is refused where its split does not come to the whole', () => {
    expect(
      reasonOf({
        input_tokens: 1,
        cache_creation_input_tokens: 999,
        cache_creation: { ephemeral_5m_input_tokens: 10, ephemeral_1h_input_tokens: 20 },
      }),
    ).toBe('cache_creation_input_tokens is 999, but its split comes to 30.');
    expect(reasonOf({ input_tokens: 1, cache_creation: { persistent_tokens: 3 } })).toContain('persistent_tokens');
  });
});

describe('OpenAI', () => {
  // The prompt-caching guide: reads and writes are disjoint parts of the input.
  test('Responses: 2,600 with 2,000 cached and 400 written leave 200', () => {
    const usage = {
      input_tokens: 2_600,
      input_tokens_details: { cached_tokens: 2_000, cache_write_tokens: 400 },
      output_tokens: 300,
      output_tokens_details: { reasoning_tokens: 100 },
      total_tokens: 2_900,
    };
    expect(classesOf(usage)).toEqual([200, 2_000, { '30m': 400 }, 300]);
    expect(read(usage).shape).toBe('openai-responses');
  });

  test('splits writes by life where the details do', () => {
    const input_tokens_details = {
      cached_tokens: 0,
      cache_write_tokens: 400,
      cache_write_tokens_details: { ttl_30m_tokens: 300, ttl_12h_tokens: 100 },
    };
    expect(classesOf({ input_tokens: 400, input_tokens_details, output_tokens: 0, total_tokens: 400 })).toEqual([
      0,
      0,
      { '30m': 300, '12h': 100 },
      0,
    ]);
  });

  test('chat completions: cached tokens are a part of the prompt', () => {
    const usage = {
      prompt_tokens: 131_609,
      completion_tokens: 610,
      total_tokens: 132_219,
      prompt_tokens_details: { cached_tokens: 131_584, audio_tokens: 0 },
    };
    expect(classesOf({ model: 'gpt-4.1', service_tier: 'default', usage })).toEqual([25, 131_584, {}, 610]);
  });

  test('embeddings have no output', () => {
    expect(classesOf({ prompt_tokens: 4, total_tokens: 4 })).toEqual([4, 0, {}, 0]);
  });

  test('is refused where the cached part is larger than the prompt', () => {
    expect(reasonOf({ prompt_tokens: 10, prompt_tokens_details: { cached_tokens: 11 } })).toBe(
      'prompt_tokens is 10, less than its parts: cached_tokens 11, cache_write_tokens 0.',
    );
  });
});

describe('those who speak chat completions in their own way', () => {
  test('DeepSeek: hit and miss', () => {
    const usage = {
      prompt_tokens: 563,
      prompt_cache_hit_tokens: 512,
      prompt_cache_miss_tokens: 51,
      completion_tokens: 116,
      completion_tokens_details: { reasoning_tokens: 60 },
      total_tokens: 679,
    };
    expect(classesOf(usage)).toEqual([51, 512, {}, 116]);
    expect(reasonOf({ ...usage, prompt_cache_miss_tokens: 50 })).toBe(
      'prompt_tokens is 563, but hit and miss come to 562.',
    );
  });

  test('xAI: reasoning comes on top, as the total shows', () => {
    const usage = {
      prompt_tokens: 100,
      completion_tokens: 20,
      completion_tokens_details: { reasoning_tokens: 300 },
      prompt_tokens_details: { cached_tokens: 64 },
    };
    expect(classesOf({ ...usage, total_tokens: 420 })).toEqual([36, 64, {}, 320]);
    expect(classesOf({ ...usage, completion_tokens: 320, total_tokens: 420 })).toEqual([36, 64, {}, 320]);
  });

  test('Moonshot: cached_tokens at the top', () => {
    expect(classesOf({ prompt_tokens: 1_000, cached_tokens: 768, completion_tokens: 5, total_tokens: 1_005 })).toEqual([
      232,
      768,
      {},
      5,
    ]);
  });

  test('Mistral: its details are billed, what its engine found is told', () => {
    const usage = { prompt_tokens: 801, completion_tokens: 2, total_tokens: 803, num_cached_tokens: 800 };
    expect(classesOf(usage)).toEqual([801, 0, {}, 2]);
    expect(read(usage).notes[0]).toContain('800 tokens were found by the engine');
    expect(classesOf({ ...usage, prompt_tokens_details: { cached_tokens: 768 } })).toEqual([33, 768, {}, 2]);
    expect(classesOf({ ...usage, prompt_token_details: { cached_tokens: 768 } })).toEqual([33, 768, {}, 2]);
  });

  test('Groq: times beside tokens', () => {
    expect(
      classesOf({
        queue_time: 0.1,
        prompt_tokens: 100,
        completion_tokens: 3,
        total_tokens: 103,
        prompt_tokens_details: { cached_tokens: 64 },
      }),
    ).toEqual([36, 64, {}, 3]);
  });

  test('OpenRouter: writes of a life it does not name', () => {
    const usage = {
      prompt_tokens: 1_000,
      completion_tokens: 5,
      total_tokens: 1_005,
      is_byok: false,
      cost: 0.01,
      prompt_tokens_details: { cached_tokens: 100, cache_write_tokens: 800 },
    };
    expect(classesOf(usage)).toEqual([100, 100, { auto: 800 }, 5]);
    expect(read(usage).notes).toEqual(['the life of 800 written tokens is not said; taken for auto']);
  });

  test('one that tells of more tokens than its classes is read, and the rest is told', () => {
    // An early compatible endpoint of Gemini: thoughts in the total only.
    expect(read({ prompt_tokens: 35, completion_tokens: 12, total_tokens: 109 }).untoldTokens).toBe(62);
    expect(read({ prompt_tokens: 35, completion_tokens: 12, total_tokens: 47 }).untoldTokens).toBe(0);
  });
});

describe('Google', () => {
  test('adds tools to the prompt and thoughts to the answer', () => {
    expect(
      classesOf({
        usageMetadata: {
          promptTokenCount: 209,
          toolUsePromptTokenCount: 286,
          candidatesTokenCount: 206,
          thoughtsTokenCount: 131,
          totalTokenCount: 832,
        },
      }),
    ).toEqual([495, 0, {}, 337]);
  });

  test('takes cached content out of the prompt, and tells of audio', () => {
    const usage = {
      promptTokenCount: 345,
      cachedContentTokenCount: 230,
      candidatesTokenCount: 51,
      totalTokenCount: 396,
      promptTokensDetails: [
        { modality: 'TEXT', tokenCount: 87 },
        { modality: 'AUDIO', tokenCount: 258 },
      ],
      cacheTokensDetails: [{ modality: 'TEXT', tokenCount: 230 }],
    };
    expect(classesOf(usage)).toEqual([115, 230, {}, 51]);
    expect(read(usage).notes).toEqual(['258 of the prompt’s tokens are audio, which has a price of its own']);
  });
});

describe('Bedrock', () => {
  test('adds up, and splits writes by life', () => {
    const usage = {
      inputTokens: 3,
      cacheReadInputTokens: 10,
      cacheReadInputTokenCount: 10,
      cacheWriteInputTokens: 2_074,
      cacheDetails: [
        { ttl: '5m', inputTokens: 74 },
        { ttl: '1h', inputTokens: 2_000 },
      ],
      outputTokens: 288,
      totalTokens: 2_375,
    };
    expect(classesOf(usage)).toEqual([3, 10, { '5m': 74, '1h': 2_000 }, 288]);
    expect(reasonOf({ ...usage, cacheReadInputTokenCount: 11 })).toContain('they must agree');
    expect(reasonOf({ ...usage, cacheWriteInputTokens: 9 })).toContain('cacheDetails comes to 2074');
  });
});

test('Cohere bills units, not tokens', () => {
  const usage = {
    billed_units: { input_tokens: 2_406, output_tokens: 2 },
    tokens: { input_tokens: 2_935, output_tokens: 4 },
    cached_tokens: 2_928,
  };
  expect(classesOf({ usage })).toEqual([2_406, 0, {}, 2]);
  expect(read({ meta: { billed_units: { input_tokens: 4 } } }).usage.inputTokens).toBe(4);
});

describe('refused, with the name of what is wrong,', () => {
  test.each([
    [{}, 'No usage of a known kind'],
    [null, 'No usage of a known kind'],
    ['{"input_tokens": 1}', 'No usage of a known kind'],
    [[{ prompt_tokens: 1 }], 'No usage of a known kind'],
    [{ usage: null }, 'No usage of a known kind'],
    [{ input_tokens: -1 }, 'input_tokens is -1'],
    [{ input_tokens: 1.5 }, 'input_tokens is 1.5'],
    [{ input_tokens: '12' }, 'input_tokens is "12"'],
    [{ input_tokens: null }, 'input_tokens is missing'],
    [{ prompt_tokens: 5, prompt_tokens_details: 3 }, 'prompt_tokens_details is 3; it must be an object'],
    [{ prompt_tokens: 5, completion_tokens: 5, total_tokens: 9 }, 'said to be 9, but its classes come to 10'],
    [{ prompt_tokens: 5, prompt_tokens_details: { cached_tokens: 2 }, cached_tokens: 3 }, 'they must agree'],
    // Cached tokens under a name nobody knows must not be billed as plain input.
    [{ inputTokens: 100, outputTokens: 1, cachedInputTokens: 90 }, 'cachedInputTokens is not known here'],
    [
      { prompt_tokens: 100, prompt_tokens_details: { cache_creation_tokens: 90 } },
      'cache_creation_tokens is not known',
    ],
  ])('%j', (body, expected) => {
    expect(reasonOf(body)).toContain(expected);
  });
});

describe('one request in every dialect', () => {
  const counts = fc.nat({ max: 1_000_000 });
  const requests = fc.record({ plain: counts, cached: counts, written: counts, output: counts });

  test('comes to the same classes, whose sum is the total of both shapes', () => {
    fc.assert(
      fc.property(requests, ({ plain, cached, written, output }) => {
        const prompt = plain + cached + written;
        const total = prompt + output;
        const details = { cached_tokens: cached, cache_write_tokens: written };
        const dialects = [
          {
            input_tokens: plain,
            cache_read_input_tokens: cached,
            cache_creation_input_tokens: written,
            output_tokens: output,
          },
          {
            inputTokens: plain,
            cacheReadInputTokens: cached,
            cacheWriteInputTokens: written,
            outputTokens: output,
            totalTokens: total,
          },
          { input_tokens: prompt, input_tokens_details: details, output_tokens: output, total_tokens: total },
          { prompt_tokens: prompt, prompt_tokens_details: details, completion_tokens: output, total_tokens: total },
        ];
        const sums = (usage: RequestUsage) => ({
          input: usage.inputTokens,
          read: usage.cacheReadTokens,
          written: Object.values(usage.cacheWriteTokens).reduce((sum, tokens) => sum + tokens, 0),
          output: usage.outputTokens,
        });
        for (const dialect of dialects) {
          const { usage } = read(dialect);
          expect(sums(usage)).toEqual({ input: plain, read: cached, written, output });
          expect(allTokens(usage)).toBe(total);
        }
      }),
    );
  });

  test('whatever the numbers, is refused or has counts that are whole and not negative', () => {
    const anything = fc.dictionary(
      fc.constantFrom(
        'input_tokens',
        'output_tokens',
        'prompt_tokens',
        'completion_tokens',
        'cached_tokens',
        'total_tokens',
        'cache_creation_input_tokens',
        'prompt_cache_hit_tokens',
        'promptTokenCount',
        'cachedContentTokenCount',
        'inputTokens',
      ),
      fc.oneof(fc.nat({ max: 100 }), fc.integer(), fc.double(), fc.constant(null)),
    );
    fc.assert(
      fc.property(anything, (body) => {
        const reading = readUsage(body);
        if (reading.status === 'refused') return;
        const { cacheWriteTokens, ...classes } = reading.usage;
        for (const count of [...Object.values(classes), ...Object.values(cacheWriteTokens)])
          expect(Number.isSafeInteger(count) && Number(count) >= 0).toBe(true);
      }),
    );
  });
});
