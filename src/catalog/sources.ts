/** A place where values come from, in words a reader can follow, and the day on which it was last checked. */
export interface Source {
  readonly text: string;
  readonly checkedOn: string;
}

/** Marks values that nobody publishes; the reason stands in each fact's note. */
export const ASSUMPTION: Source = { text: 'Assumption of this catalogue', checkedOn: '2026-11-20' };

// Price lists.

export const PI_AI: Source = {
  text: 'npm @earendil-works/pi-ai 1.5.2, provider data generated 2026-11-10 from models.dev and the sellers’ own endpoints',
  checkedOn: '2026-11-10',
};
export const PI_AI_VERCEL: Source = {
  text: 'npm @earendil-works/pi-ai 1.5.2, Vercel AI Gateway listing of 2026-11-10',
  checkedOn: '2026-11-10',
};
export const GENAI_PRICES: Source = {
  text: 'npm @pydantic/genai-prices 0.1.8, published 2026-09-23',
  checkedOn: '2026-09-23',
};
export const ANTHROPIC_PAGES: Source = {
  text: 'platform.claude.com, pricing and model pages as indexed August to October 2026',
  checkedOn: '2026-10-31',
};
export const ANTHROPIC_LAUNCH_LIST: Source = {
  text: 'platform.claude.com, price list of February 2026 for Claude Opus 4.6 (long-context surcharge until 2026-03-13)',
  checkedOn: '2026-11-10',
};
export const APIDOG_TERRA: Source = {
  text: 'apidog.com, GPT-6.1 Terra pricing (October 2026, quoting OpenAI’s price page); npm openai 7.55.0 accepts ttl 30m and 12h',
  checkedOn: '2026-11-10',
};
export const ARGON_LAUNCH: Source = {
  text: 'BerriAI/litellm discussion 46238 and iyulab/TokenMeter v0.13.1 (2026-10-13)',
  checkedOn: '2026-10-13',
};
export const MOONSHOT_PRICES: Source = {
  text: 'docs.apiyi.com, Kimi K3.1 overview (2026-10-25, rates said to equal the official ones); forum.moonshot.ai topic 613',
  checkedOn: '2026-10-25',
};
export const QWEN_PRICES: Source = {
  text: 'anomalyco/models.dev pull request 4049 (2026-08-04) and npm model-bank 1.0.20260927202305',
  checkedOn: '2026-09-27',
};

// Rules of prompt caches.

export const ANTHROPIC_CACHE_RULE: Source = {
  text: 'platform.claude.com, prompt caching',
  checkedOn: '2026-11-20',
};
export const ANTHROPIC_MINIMUMS: Source = {
  text: 'dev.to/creeta, quoting Anthropic’s table of minimum prompt lengths; the same table in affaan-m/ECC pull request 3173',
  checkedOn: '2026-11-20',
};
export const OPENAI_CACHE_RULE_56: Source = {
  text: 'OpenAI API reference in the types of npm openai 7.55.0 (prompt_cache_options, GPT-5.6 and later)',
  checkedOn: '2026-11-20',
};
export const OPENAI_CACHE_RULE_PRE_56: Source = {
  text: 'developers.openai.com, prompt caching, for models before GPT-5.6',
  checkedOn: '2026-11-20',
};
export const GEMINI_CACHE_RULE: Source = {
  text: 'Google Cloud and ai.google.dev, context caching of Gemini 2.5 and later',
  checkedOn: '2026-11-20',
};
export const GEMINI_MINIMUMS: Source = {
  text: 'ai.google.dev/gemini-api/docs/caching, page last updated 2026-10-13',
  checkedOn: '2026-11-20',
};
export const MOONSHOT_CACHE_RULE: Source = {
  text: 'forum.moonshot.ai topic 613, context caching upgrade: 5 min and 1 hour TTL options',
  checkedOn: '2026-11-20',
};
export const MOONSHOT_CACHE_MEASURED: Source = {
  text: 'Leechael/pi-provider-kimi-code@4e2a2b83 docs/caching.md, measured on the Kimi Code endpoint',
  checkedOn: '2026-11-20',
};
export const MINIMAX_CACHE_RULE: Source = {
  text: 'platform.minimax.io, prompt caching (passive) and Anthropic-compatible cache (explicit)',
  checkedOn: '2026-11-20',
};
export const ZAI_CACHE_RULE: Source = {
  text: 'docs.z.ai, context caching; the price page marks cache storage as free for a limited time',
  checkedOn: '2026-11-20',
};
export const XAI_CACHE_RULE: Source = {
  text: 'docs.x.ai, prompt caching',
  checkedOn: '2026-11-20',
};
export const XAI_CACHE_MEASURED: Source = {
  text: 'docs.apiyi.com, Grok prompt caching, 124 billed calls of grok-4.6 on 2026-08-19',
  checkedOn: '2026-11-20',
};
export const MISTRAL_CACHE_RULE: Source = {
  text: 'docs.mistral.ai, prompt caching',
  checkedOn: '2026-11-20',
};
export const ALIBABA_CACHE_RULE: Source = {
  text: 'Alibaba Cloud Model Studio, context cache, page of 2026-10-11',
  checkedOn: '2026-11-20',
};
export const GROQ_CACHE_RULE: Source = {
  text: 'console.groq.com/docs/prompt-caching',
  checkedOn: '2026-11-20',
};
export const CEREBRAS_CACHE_RULE: Source = {
  text: 'inference-docs.cerebras.ai/capabilities/prompt-caching',
  checkedOn: '2026-11-20',
};
export const FIREWORKS_CACHE_RULE: Source = {
  text: 'docs.fireworks.ai, prompt caching, and “Is prompt caching billed differently for serverless models?”',
  checkedOn: '2026-11-20',
};

// Storage.

export const VDURA_INDEX: Source = {
  text: 'VDURA Flash Volatility Index via servernews.ru/1135611: a 30 TB TLC SSD cost $3,062 in 2Q25 and $10,950 in 1Q26',
  checkedOn: '2026-11-20',
};

// Traces.

export const CLAUDE_CODE_CORPUS: Source = {
  text: 'callanjfox/kv-cache-tester@94f6046 (Claude Code sessions, Apache-2.0), the 692 distinct ones of 710 files',
  checkedOn: '2026-11-20',
};
export const CLAUDE_CODE_DOCS: Source = {
  text: 'callanjfox/agentic-coding-analysis, documentation: a session with four sub-agents',
  checkedOn: '2026-11-20',
};
export const MOONCAKE_CONVERSATION: Source = {
  text: 'kvcache-ai/Mooncake FAST25-release conversation_trace.jsonl (12,031 requests in one hour, Apache-2.0)',
  checkedOn: '2026-11-20',
};
export const WEKA_NO_MEMORY: Source = {
  text: 'WEKA, “No Memory, No Margin” (2026): “an orchestration agent dispatches 50 parallel subtasks”',
  checkedOn: '2026-11-20',
};
export const WEKA_THOUSAND_TURNS: Source = {
  text: 'WEKA, “Token Demand Went Exponential” (2026): “an agent swarm iterating through 1,000 turns or more”',
  checkedOn: '2026-11-20',
};
export const WEKA_PROMPT_LENGTH: Source = {
  text: 'WEKA, “Token Demand Went Exponential” (2026): “A 100,000-token prompt, for example”',
  checkedOn: '2026-11-20',
};
export const UW_TRACELAB: Source = {
  text: 'UW SyFI TraceLab v0.0.1, tracelab.cs.washington.edu (Claude Code and Codex, 4,265 sessions, CC BY 4.0)',
  checkedOn: '2026-11-20',
};
export const LMCACHE_MINI_SWE: Source = {
  text: 'LMCache/lmcache-agent-trace@16a14ad, miniswe (402 calls in 20 sessions, Apache-2.0)',
  checkedOn: '2026-11-20',
};
