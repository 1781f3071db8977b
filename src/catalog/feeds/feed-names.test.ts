import { describe, expect, test } from 'vitest';
import { ALL_OFFERS } from '../offers/all.ts';
import { feedChanges } from './feed-changes.ts';
import type { FeedName } from './feed.ts';

/** Which offers a feed with one model, as it really spells it, is taken to speak of. */
function offersOf({ feed, provider, model }: { feed: FeedName; provider: string; model: string }): readonly string[] {
  const prices = [{ provider, model, usdPerMTok: { input: 1, output: 1 } }];
  const { unmatchedOffers } = feedChanges({ offers: ALL_OFFERS, feed, prices, asOf: '2026-11-20' });
  const unmatched = new Set(unmatchedOffers.map(({ offerId }) => offerId));
  return ALL_OFFERS.map(({ id }) => id).filter((id) => !unmatched.has(id));
}

describe('models.dev', () => {
  test.each([
    ['anthropic', 'claude-opus-5-5', 'anthropic/claude-opus-5-5'],
    ['anthropic', 'claude-haiku-4-5-20251001', 'anthropic/claude-haiku-4-5'],
    ['openai', 'gpt-6.1-sol', 'openai/gpt-6.1-sol'],
    ['azure', 'gpt-6.1-sol', 'azure/gpt-6.1-sol'],
    ['google', 'gemini-2.5-pro', 'google/gemini-2.5-pro'],
    ['deepseek', 'deepseek-flash', 'deepseek/deepseek-flash'],
    ['xai', 'grok-4.7', 'xai/grok-4.7'],
    ['moonshotai', 'kimi-k3', 'moonshotai/kimi-k3'],
    ['zai', 'glm-5-turbo', 'zai/glm-5-turbo'],
    ['alibaba', 'qwen3.8-flash', 'alibaba/qwen3.8-flash'],
    ['meta', 'muse-spark-1.3', 'meta/muse-spark-1.3'],
    ['xiaomi', 'mimo-v2.6-pro', 'xiaomi/mimo-v2.6-pro'],
    ['minimax', 'MiniMax-M2.7-highspeed', 'minimax/MiniMax-M2.7-highspeed'],
    ['mistral', 'mistral-medium-2604', 'mistral/mistral-medium-2604'],
    ['mistral', 'mistral-medium-3.5', 'mistral/mistral-medium-2604'],
    ['cohere', 'command-a-03-2025', 'cohere/command-a'],
    ['cohere', 'command-a-plus-05-2026', 'cohere/command-a-plus'],
    ['amazon-bedrock', 'us.amazon.nova-2-lite-v1:0', 'aws-bedrock/us.amazon.nova-2-lite-v1:0'],
    ['fireworks-ai', 'accounts/fireworks/models/glm-5p3', 'fireworks/glm-5p3'],
    ['fireworks-ai', 'accounts/fireworks/models/kimi-k3p1-pro', 'fireworks/kimi-k3.1-pro'],
    ['togetherai', 'moonshotai/Kimi-K3.1-Pro', 'together/moonshotai/Kimi-K3.1-Pro'],
    ['baseten', 'zai-org/GLM-5.3', 'baseten/zai-org/GLM-5.3'],
    ['groq', 'openai/gpt-oss-120b', 'groq/openai/gpt-oss-120b'],
    ['cerebras', 'gpt-oss-120b', 'cerebras/gpt-oss-120b'],
  ])('%s %s is %s and nothing else', (provider, model, offerId) => {
    expect(offersOf({ feed: 'models.dev', provider, model })).toEqual([offerId]);
  });

  test.each([
    // Endpoints elsewhere have prices of their own; a router of Fireworks is another product.
    ['amazon-bedrock', 'global.anthropic.claude-opus-5-5'],
    ['amazon-bedrock', 'amazon.nova-2-lite-v1:0'],
    ['fireworks-ai', 'accounts/fireworks/routers/glm-5p3-fast'],
    ['google-vertex', 'gemini-2.5-pro'],
    ['mistral', 'mistral-medium-2508'],
    ['cohere', 'command-a-reasoning-08-2025'],
    ['zhipuai', 'glm-5.3'],
  ])('%s %s is none of ours', (provider, model) => {
    expect(offersOf({ feed: 'models.dev', provider, model })).toEqual([]);
  });
});

describe('OpenRouter', () => {
  test.each([
    ['anthropic/claude-opus-5.5', 'anthropic/claude-opus-5-5'],
    ['openai/gpt-6.1-terra', 'openai/gpt-6.1-terra'],
    ['google/gemini-4-argon', 'google/gemini-4-argon'],
    ['x-ai/grok-4.3', 'xai/grok-4.3'],
    ['qwen/qwen3.8-max', 'alibaba/qwen3.8-max'],
    ['mistralai/mistral-large-4-0', 'mistral/mistral-large-4'],
    ['meta/muse-ember', 'meta/muse-ember-1.0'],
    ['cohere/command-a', 'cohere/command-a'],
  ])('%s is %s and nothing else', (model, offerId) => {
    expect(offersOf({ feed: 'openrouter', provider: 'openrouter', model })).toEqual([offerId]);
  });

  test.each([
    // Whoever serves open weights cheapest sets these prices.
    'z-ai/glm-5.3',
    'deepseek/deepseek-v4-pro',
    'moonshotai/kimi-k3',
    'minimax/minimax-m3',
    'xiaomi/mimo-v2.6-pro',
    'mistralai/devstral-2512',
    'openai/gpt-oss-120b',
    // Modes, and names that follow the newest model.
    'anthropic/claude-opus-5.5:batch',
    '~anthropic/claude-opus-latest',
    'openai/gpt-6-sol-pro',
  ])('%s is none of ours', (model) => {
    expect(offersOf({ feed: 'openrouter', provider: 'openrouter', model })).toEqual([]);
  });

  test('is compared with its own offers under its own names', () => {
    const [first] = ALL_OFFERS;
    if (!first) throw new Error('There are no offers');
    const offer = { ...first, id: 'openrouter/z-ai/glm-5.3', seller: 'openrouter', sellerName: 'OpenRouter' };
    const usdPerMTok = { input: 0.5 };
    for (const feed of ['openrouter', 'models.dev'] as const) {
      const prices = [{ provider: 'openrouter', model: 'z-ai/glm-5.3', usdPerMTok }];
      const { changes } = feedChanges({ offers: [offer], feed, prices, asOf: '2026-11-20' });
      expect(changes.map((change) => [change.offerId, change.theirsUsdPerMTok])).toEqual([[offer.id, 0.5]]);
    }
  });

  test('has no price of a Gemini’s write: what it lists is five minutes of rent', () => {
    const usdPerMTok = { input: 0.75, output: 3.75, cacheRead: 0.075, cacheWrite: 0.041666666667 };
    const prices = [{ provider: 'openrouter', model: 'google/gemini-3.8-flash', usdPerMTok }];
    const { changes, matched } = feedChanges({ offers: ALL_OFFERS, feed: 'openrouter', prices, asOf: '2026-11-20' });
    expect([matched, changes]).toEqual([1, []]);
  });
});
