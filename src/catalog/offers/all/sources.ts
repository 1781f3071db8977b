import type { Source } from '../../sources.ts';

/** Sources that only the whole catalogue needs. Kept apart from the others, which every page loads. */

// Price lists.

export const ANTHROPIC_FAST: Source = {
  text: 'code.claude.com, fast mode (November 2026): Fable 5.2, Opus 5.5, Opus 5 and, until 2026-11-30, Opus 4.8',
  checkedOn: '2026-11-20',
};
export const ANTHROPIC_FAST_2026_02: Source = {
  text: 'platform.claude.com, fast mode as of February 2026, stored in its Spanish and Indonesian versions: Opus 4.6 at 30 / 150 up to 200K tokens of input and 60 / 225 above',
  checkedOn: '2026-11-20',
};
export const OPENAI_PRIORITY: Source = {
  text: 'openai.com/api-priority-processing, prices per model, “excludes long context”',
  checkedOn: '2026-11-21',
};
export const OPENAI_TIERS: Source = {
  text: 'developers.openai.com, API pricing, as read on 2026-08-27 by api-evangelist/openai: batch and flex at half, fast or priority at twice the standard price, regional processing at 1.1 times',
  checkedOn: '2026-11-20',
};
export const MISTRAL_TIERS: Source = {
  text: 'mistral.ai, price page, as quoted by skills.sh/mistral-cost-tuning: the batch API takes half of any model’s price',
  checkedOn: '2026-11-21',
};
export const DEEPSEEK_PRICES: Source = {
  text: 'api-docs.deepseek.com, models and pricing, page of 2026-11-15: peak hours 01:00–04:00 and 06:00–10:00 UTC on working days',
  checkedOn: '2026-11-15',
};
export const MODEL_BANK: Source = {
  text: 'npm model-bank 1.0.20260927202305 (LobeHub)',
  checkedOn: '2026-09-27',
};
export const STEPFUN_PRICES: Source = {
  text: 'BerriAI/litellm issue 42098 (2026-09-20) and npm model-bank 1.0.20260927202305',
  checkedOn: '2026-09-27',
};
export const CACHED_COMPACTION: Source = {
  text: 'nicobailon/pi-cached-compaction v0.2.0: the 1-hour write of Kimi K3 is 2 × input',
  checkedOn: '2026-11-10',
};
export const GEMINI_BATCH: Source = {
  text: 'docs.cloud.google.com, batch inference with Gemini: half price; “the discounts for cache and batch don’t stack”, that of the cache comes first',
  checkedOn: '2026-11-21',
};
export const GEMINI_TIERS: Source = {
  text: 'ai.google.dev, price page: flex at half, priority at 1.8 times the standard price',
  checkedOn: '2026-11-20',
};
export const GEMINI_STORAGE: Source = {
  text: 'comment in npm @pydantic/genai-prices 0.1.8: storage of Gemini 3.6 to 3.8 Flash is $0.50 per million tokens and hour',
  checkedOn: '2026-09-23',
};

// Rules of prompt caches.

export const GEMINI_MINIMUMS_2_5: Source = {
  text: 'ai.google.dev/gemini-api/docs/caching: 1,024 tokens for 2.5 Flash, 4,096 for 2.5 Pro',
  checkedOn: '2026-11-21',
};
export const DEEPSEEK_CACHE_RULE: Source = {
  text: 'api-docs.deepseek.com, context caching on disk: blocks of 64 tokens, kept for hours to days (documented since 2024)',
  checkedOn: '2026-11-20',
};
export const VOLCENGINE_CACHE_RULE: Source = {
  text: 'volcengine.com, context caching of Doubao models, as carried by npm model-bank 1.0.20260927202305',
  checkedOn: '2026-09-27',
};
export const STEPFUN_CACHE_RULE: Source = {
  text: 'BerriAI/litellm issue 42098 (2026-09-20): hits at 0.05 × input for Step-5, 0.2 × for Step-3, first writes at the price of a miss',
  checkedOn: '2026-09-20',
};
export const BEDROCK_CACHE_RULE: Source = {
  text: 'docs.aws.amazon.com, Bedrock prompt caching: cachePoint, 5 minutes or, for Claude, 1 hour',
  checkedOn: '2026-11-20',
};
export const AZURE_CACHE_RULE: Source = {
  text: 'learn.microsoft.com, Azure OpenAI prompt caching: as OpenAI; up to all of it free on provisioned throughput',
  checkedOn: '2026-11-20',
};
export const OPENROUTER_CACHE_RULE: Source = {
  text: 'openrouter.ai/docs, prompt caching: the provider’s rules, and a sticky provider for 10 idle minutes',
  checkedOn: '2026-11-20',
};

// Calendars.

export const CHINA_HOLIDAYS_2026: Source = {
  text: 'General Office of the State Council, notice of 2025-11-04 on the holidays of 2026, as reprinted by sjgrand.cn and sxwanpai.com',
  checkedOn: '2026-11-21',
};
