import { describe, expect, test } from 'vitest';
import { anyOfferById } from '../catalog/offers/all.ts';
import { readPastedUsage, soldTerms } from './request-bill.ts';

/** What the form of a request can choose from, and what fills it. */

const DAY = '2026-11-20';
const OPUS = 'anthropic/claude-opus-4-6';
const DEEPSEEK = 'deepseek/deepseek-v4-pro';

describe('what is sold', () => {
  const soldAt = (id: string, at: string, cacheId: string | null = null) => {
    const offer = anyOfferById(id);
    if (!offer) throw new Error(`no offer ${id}`);
    return soldTerms({ offer, cacheId, at });
  };

  test('is that of the day and the cache', () => {
    expect(soldAt(OPUS, DAY)).toEqual({
      modes: [
        { id: 'batch', name: 'batch' },
        { id: 'fast', name: 'fast mode' },
      ],
      modifiers: [{ id: 'us', name: 'US data residency' }],
      ttlIds: ['5m', '1h'],
      rentsStorage: false,
      followsClock: false,
      foreignCurrency: null,
    });
    // Before the first period there is nothing to choose.
    expect(soldAt(OPUS, '2026-01-01')).toMatchObject({ modes: [], modifiers: [], ttlIds: ['5m', '1h'] });
    expect(soldAt('google/gemini-2.5-pro', DAY)).toMatchObject({ ttlIds: ['auto'], rentsStorage: true });
    expect(soldAt('google/gemini-2.5-pro', DAY, 'explicit').ttlIds).toEqual(['object']);
    expect(soldAt(DEEPSEEK, 'no day').followsClock).toBe(true);
    expect(soldAt('stepfun/step-5-preview', DAY).foreignCurrency).toBe('CNY');
  });
});

describe('a pasted usage body', () => {
  const read = (body: unknown, modeIds: readonly string[] = ['batch', 'flex']) =>
    readPastedUsage({ text: typeof body === 'string' ? body : JSON.stringify(body), modeIds });

  test('of Anthropic, with a response around it', () => {
    const usage = { input_tokens: 21, cache_creation_input_tokens: 188_086, output_tokens: 393, service_tier: 'batch' };
    expect(read({ id: 'msg_1', usage })).toEqual({
      status: 'read',
      shape: 'anthropic',
      usage: { inputTokens: 21, cacheReadTokens: 0, cacheWriteTokens: { '5m': 188_086 }, outputTokens: 393 },
      modeId: 'batch',
      notes: ['the life of 188086 written tokens is not said; taken for 5m'],
    });
  });

  test('of DeepSeek’s chat completions, whose cached tokens are a part of the prompt', () => {
    const usage = {
      prompt_tokens: 563,
      prompt_cache_hit_tokens: 512,
      prompt_cache_miss_tokens: 51,
      completion_tokens: 116,
    };
    expect(read(usage)).toMatchObject({
      shape: 'chat-completions',
      usage: { inputTokens: 51, cacheReadTokens: 512, outputTokens: 116 },
      modeId: null,
      notes: [],
    });
  });

  test('of Gemini, whose thoughts come on top; a total beyond its classes is told', () => {
    const usageMetadata = {
      promptTokenCount: 209,
      toolUsePromptTokenCount: 286,
      candidatesTokenCount: 206,
      thoughtsTokenCount: 131,
      totalTokenCount: 842,
    };
    expect(read({ usageMetadata })).toMatchObject({
      shape: 'google',
      usage: { inputTokens: 495, outputTokens: 337 },
      notes: ['10 tokens of the stated total are in no class'],
    });
  });

  test('tells the mode only where it is sold', () => {
    const tierOf = (tier: string) => {
      const pasted = read({ input_tokens: 1, output_tokens: 1, service_tier: tier });
      return pasted.status === 'read' ? [pasted.modeId, ...pasted.notes] : pasted;
    };
    expect(tierOf('standard')).toEqual(['standard']);
    expect(tierOf('FLEX')).toEqual(['flex']);
    expect(tierOf('priority')).toEqual([
      null,
      'the service tier “priority” is no mode that is sold here; the mode stays as it was',
    ]);
  });

  test.each([
    ['nothing', '', /^The text is not JSON \(.+\)\.$/],
    ['half an object', '{"input_tokens":', /^The text is not JSON \(.+\)\.$/],
    ['lines that are no JSON', 'data: {\n"input_tokens": 1}', /^The text is not JSON \([^\n]+\)\.$/],
    ['a list', '[]', /^No usage of a known kind/],
    ['a negative count', '{"input_tokens": -1}', /^input_tokens is -1; it must be a whole number of tokens/],
    [
      'a very long text',
      `{"input_tokens": 1, "x": "${'x'.repeat(1_000_000)}"}`,
      /^The text is longer than a million characters\.$/,
    ],
  ])('is refused with one sentence: %s', (_what, text, reason) => {
    expect(read(text)).toEqual({ status: 'refused', reason: expect.stringMatching(reason) });
  });
});
