import { DEEPSEEK_DAY, DUAL_PATH, WEKA_TRACES } from '../systems/pages.ts';
import type { Claim } from './claim.ts';
import {
  ANTHROPIC_CACHE,
  citing,
  DEEPSEEK_CACHE,
  DGX_GUIDE,
  GENAI_PRICES,
  LLAMA_70B,
  OPENAI_CACHE,
  OPENAI_RETENTION_CODE,
} from './sources.ts';

/** How long caches live, and what they hit. */
export const CACHE_CLAIMS: readonly Claim[] = [
  {
    id: 'logical-90-to-99',
    article: 'no-memory-no-margin',
    topic: 'cache',
    title: 'Logical hit rates reach 90 to 99 %',
    said: 'Where dozens of subtasks share system prompts, code and tools, 90 or even 99 % of tokens could come from cache.',
    verdict: 'right',
    because:
      'The swarm of 50 sub-agents could read 95.2 % of its prompt tokens, a recorded coding session 96.8 %, long ones 98.8 %. WEKA’s own public traces allow 96.3 %.',
    sources: [citing(WEKA_TRACES, 'measured')],
    featured: true,
  },
  {
    id: 'sessions-in-the-seventies',
    article: 'no-memory-no-margin',
    topic: 'cache',
    title: 'Delivered hit rates average in the seventies',
    said: 'An audit of real sessions averages around the 70s; that caches are evicted within five minutes is named as the cause.',
    verdict: 'contested',
    because:
      'Rates of 56 to 84 % are published, so the figure may well be right; the cause is not. A life of five minutes leaves a coding session at 93 % (91.6 % in WEKA’s traces), and the seventies take a life of about half a minute, or a cache that is full.',
    sources: [citing(WEKA_TRACES, 'measured'), citing(DEEPSEEK_DAY, 'measured')],
    featured: true,
  },
  {
    id: 'cap-of-one-hour',
    article: 'no-memory-no-margin',
    topic: 'cache',
    title: 'No cache lives longer than an hour',
    said: 'Windows above one hour do not exist yet: whoever cannot offer more has no offloading beyond DRAM.',
    verdict: 'wrong',
    because:
      'OpenAI has sold 24 hours since November 2025, before this was said, and DeepSeek has cached on disk for everybody since 2024. It is true of Anthropic’s two lives, 5 minutes and 1 hour.',
    sources: [OPENAI_CACHE, OPENAI_RETENTION_CODE, DEEPSEEK_CACHE, ANTHROPIC_CACHE],
    featured: true,
  },
  {
    id: 'nowhere-durable',
    article: 'no-memory-no-margin',
    topic: 'cache',
    title: 'Nothing durable holds caches today',
    said: 'Caches beyond an hour do not exist because there is nowhere durable to hold them: it is HBM, perhaps pooled DRAM or CXL.',
    verdict: 'wrong',
    because:
      'DeepSeek’s production day of February 2025 read 342 of 608 billion input tokens from disk. By its own rates that day took 227 nodes with the disk and would have taken 350 without: 35 % less.',
    sources: [citing(DEEPSEEK_DAY, 'measured'), DEEPSEEK_CACHE],
  },
  {
    id: 'evicted-in-five-minutes',
    article: 'no-memory-no-margin',
    topic: 'cache',
    title: 'At scale, DRAM evicts within five minutes',
    said: 'With billions of tokens a day and swarms of agents, caches are evicted all the time, certainly within five minutes.',
    verdict: 'right',
    because:
      'For a dense model: 2 TB of DRAM last 3.9 minutes where eight H100s fill it with Llama 3.1 70B at full prefill. Of DeepSeek-V3, whose tokens take less, they last four times as long.',
    sources: [LLAMA_70B, DGX_GUIDE],
    featured: true,
  },
  {
    id: 'gaps-of-five-minutes',
    article: 'no-memory-no-margin',
    topic: 'cache',
    title: 'Subtasks hit five-minute gaps and prefill all again',
    said: 'Of 50 parallel subtasks some pause for five minutes, the cache is evicted, and the next call triggers a full prefill.',
    verdict: 'contested',
    because:
      'It happens, and rarely: 5 % of the gaps in recorded sessions are longer, and 3 % of those behind tool calls. In this swarm expiry costs 0.5 % of prompt tokens under the best policy; that 50 agents start at once costs seven times as much.',
    sources: [citing(WEKA_TRACES, 'measured')],
  },
  {
    id: 'pings-keep-it-warm',
    article: 'no-memory-no-margin',
    topic: 'cache',
    title: 'Refresh shared prefixes inside the five-minute window',
    said: 'Agents should be orchestrated so that shared prefixes are refreshed before the five-minute window closes.',
    verdict: 'right',
    because:
      'Up to a point: a refresh costs a tenth of the input price and a new write 1.25 times, so pinging pays for pauses of up to 57.5 minutes, eleven pings. After that letting go and writing again is cheaper.',
    sources: [ANTHROPIC_CACHE],
    featured: true,
  },
  {
    id: 'one-hour-worth-it',
    article: 'no-memory-no-margin',
    topic: 'cache',
    title: 'The one-hour write is often worth its premium',
    said: 'Buying one-hour cache writes where they are sold is often worth it at high concurrency.',
    verdict: 'right',
    because:
      'Against five minutes without refreshes: a coding session on Claude Opus 5 costs 8 % less, WEKA’s traces 9 %, because the premium is on small additions and a miss writes the whole prompt again. Two pings behind each request save as much.',
    sources: [ANTHROPIC_CACHE, citing(WEKA_TRACES, 'measured')],
  },
  {
    id: 'persist-indefinitely',
    article: 'token-warehouse',
    topic: 'cache',
    title: 'Translate once, persist indefinitely',
    said: 'Tokens are computed once and kept for ever.',
    verdict: 'contested',
    because:
      'In a coding session an hour already gives 96.5 % of a possible 96.8 %; keeping for ever adds 0.3 points and rents storage for good; about five hours cost least. It can be right for a corpus that everybody reads. Any change of weights, template or prompt ends a cache, however long it is kept.',
    sources: [citing(WEKA_TRACES, 'measured')],
  },
  {
    id: 'repeated-thousands-of-times',
    article: 'token-demand',
    topic: 'cache',
    title: 'Prefill of a swarm is repeated thousands of times',
    said: 'Most systems repeat the prefill of the same prompt thousands or millions of times for the same swarm.',
    verdict: 'contested',
    because:
      'A task of 50 sub-agents sends 670 requests, and without any cache each of its tokens would be computed 21 times on average. With the cache that sellers switch on by themselves it is 2.5 times. A system prompt is sent a million times a month, but hardly ever computed.',
    sources: [citing(WEKA_TRACES, 'measured'), GENAI_PRICES],
  },
  {
    id: 'agents-hit-95',
    article: 'memory-wall',
    topic: 'cache',
    title: 'Agents in many rounds hit more than 95 %',
    said: 'KV cache hit rates of over 95 % in multi-round agentic work.',
    verdict: 'right',
    because:
      'A recorded coding session allows 96.8 %, one of 151 turns 98.8 %. Delivered is another matter: it takes a cache that keeps everything for about an hour.',
    sources: [citing(DUAL_PATH, 'measured'), citing(WEKA_TRACES, 'measured')],
  },
];
