import { DEEPSEEK_DAY, WEKA_TRACES } from '../systems/pages.ts';
import type { Claim } from './claim.ts';
import {
  ANTHROPIC_CACHE,
  ANTHROPIC_PRICES,
  citing,
  FAST_MODE,
  GENAI_PRICES,
  HUANG_ALL_IN,
  TOKENS_AS_PAY,
} from './sources.ts';

/** What tokens cost, and who pays. */
export const PRICE_CLAIMS: readonly Claim[] = [
  {
    id: 'one-dollar-in-five',
    article: 'token-demand',
    topic: 'price',
    title: 'Tokens are one dollar in five of an engineer’s pay',
    said: 'A top-quartile salary of $375,000 and $100,000 in tokens: roughly $1 in $5 goes to compute.',
    verdict: 'right',
    because:
      '100 of 475 thousand are 21.1 %. Whether anybody needs so many is another question: the swarm that this site opens with uses an eighth of it.',
    sources: [TOKENS_AS_PAY],
    featured: true,
  },
  {
    id: 'quarter-million-of-tokens',
    article: 'token-demand',
    topic: 'price',
    title: '$250,000 of tokens per developer and year',
    said: 'NVIDIA’s chief executive suggests a budget of about $250,000 in tokens per developer and year.',
    verdict: 'contested',
    because:
      'He said it, of an engineer who is paid $500,000. It buys some 300 billion prompt tokens at what this swarm pays with caching, 20 times what somebody uses who sends out 50 sub-agents twice a day.',
    sources: [TOKENS_AS_PAY, HUANG_ALL_IN],
  },
  {
    id: 'opus-fast-225',
    article: 'no-memory-no-margin',
    topic: 'price',
    title: 'Opus, fast and long: $225 out, $60 in, $6 cached',
    said: 'Above 200,000 tokens in Fast Mode Opus costs $225 per million output tokens, $60 uncached input and $6 cached.',
    verdict: 'right-in-its-day',
    because:
      'On the list of February 2026 Opus 4.6 cost that: six times for fast mode, then twice the input and 1.5 times the output of long prompts. The long-context surcharge went in March; Claude Opus 5.5 of autumn 2026 costs $4 in and $0.20 cached at any length.',
    sources: [FAST_MODE, ANTHROPIC_PRICES],
  },
  {
    id: 'cached-a-tenth',
    article: 'no-memory-no-margin',
    topic: 'price',
    title: 'A cached read costs a tenth of uncached input',
    said: 'Cached reads drop the price to $6 per million, a reduction of ten times.',
    verdict: 'right-in-its-day',
    because:
      'Ten times it was. By autumn 2026 discounts have grown: 20 times at Claude Opus 5.5, 40 at Fable 5.1, 30 to 50 at DeepSeek. The dearer a miss is against a hit, the more a hit rate is worth.',
    sources: [ANTHROPIC_PRICES, GENAI_PRICES],
  },
  {
    id: 'uncached-insane',
    article: 'no-memory-no-margin',
    topic: 'price',
    title: 'All uncached at the raw price would be insane numbers',
    said: 'The difference between managed and unmanaged caching decides between a sustainable business and burnt cash.',
    verdict: 'right',
    because:
      'The swarm of 50 sub-agents costs five times as much without a cache as with the best policy sold. Nobody has to pay that: caching is on by itself at most sellers, and one mark switches it on at the others.',
    sources: [ANTHROPIC_PRICES, citing(WEKA_TRACES, 'measured')],
  },
  {
    id: 'hour-is-infrastructure',
    article: 'no-memory-no-margin',
    topic: 'price',
    title: 'The one-hour limit is infrastructure, not business',
    said: 'The maximum of one hour is no business decision but an infrastructure ceiling.',
    verdict: 'contested',
    because:
      'The premium of an hour over five minutes at $5 input amounts to $4.09 per million token-hours; flash for even the widest common model rents for a cent. Either caches lie in something hundreds of times dearer, as the claim has it, or the price is a choice. Other sellers keep caches for a day.',
    sources: [ANTHROPIC_CACHE, ANTHROPIC_PRICES],
  },
  {
    id: 'few-sell-cache-reads',
    article: 'no-memory-no-margin',
    topic: 'price',
    title: 'Very few open-model providers sell cache reads',
    said: 'Right now very few open-model providers offer cache reads as a product, let alone cache writes.',
    verdict: 'right-in-its-day',
    because:
      'Early in 2026 it was so. Every open-weights offer in this catalogue now has a price for cached reads; lives that can be bought are still rare among them.',
    sources: [GENAI_PRICES],
  },
  {
    id: 'route-each-subtask',
    article: 'token-demand',
    topic: 'price',
    title: 'Route each subtask to a fitting model to cut cost',
    said: 'The right strategy is routing: the best model for each subtask within a hierarchy keeps token cost under control.',
    verdict: 'right',
    because:
      'Sub-agents send nearly all tokens. With Claude Haiku 5.5 for the 50 and Opus 5.5 for the planner alone, the same work costs a thirteenth. That the cheaper model does it as well is assumed.',
    sources: [ANTHROPIC_PRICES],
  },
  {
    id: 'cheaper-tokens-dearer-ai',
    article: 'venturebeat-interview',
    topic: 'price',
    title: 'Prices fell 1,000 times, demand rose 10,000 times',
    said: 'Reasoning takes 100 times the tokens and agents 100 times again; prices fell by 1,000. The net effect: AI costs more.',
    verdict: 'right-arithmetic',
    because:
      '100 × 100 ÷ 1,000 is ten times the bill. The three factors are round figures of speech: no list price in this catalogue fell by a thousand in two years.',
    sources: [GENAI_PRICES],
    featured: true,
  },
  {
    id: 'negative-unit-cost',
    article: 'venturebeat-interview',
    topic: 'price',
    title: 'Inference is sold at a negative net unit cost',
    said: 'The economics of AI are upside down: net unit cost is negative, as it was at Uber.',
    verdict: 'contested',
    because:
      'Not of serving everywhere: DeepSeek’s day would have billed $562,000 at list for $87,000 of rented nodes, 6.5 times. That counts no free use, night discounts, research or staff, and one seller is not all.',
    sources: [citing(DEEPSEEK_DAY, 'measured')],
  },
];
