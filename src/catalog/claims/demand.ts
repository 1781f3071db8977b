import { WEKA_TRACES } from '../systems/pages.ts';
import type { Claim } from './claim.ts';
import { citing, OPENROUTER_FEBRUARY, OPENROUTER_TALK } from './sources.ts';

/** How many tokens are asked for. */
export const DEMAND_CLAIMS: readonly Claim[] = [
  {
    id: 'swarm-thousand-chats',
    article: 'token-demand',
    topic: 'demand',
    title: 'A swarm of 1,000 turns is 1,000 chat sessions',
    said: 'A chat of roughly 8 KB two years ago has become a swarm of 1,000 turns or more: 1,000 times the token volume.',
    verdict: 'contested',
    because:
      'Of new tokens it is so: 1,084 chats of 2,000. But each turn sends what came before again, so 1,000 turns send 84 million prompt tokens, 41,856 times the chat. Without a cache, what is said is forty times too low.',
    sources: [citing(WEKA_TRACES, 'measured')],
  },
  {
    id: 'openrouter-20-trillion-a-day',
    article: 'token-demand',
    topic: 'demand',
    title: 'OpenRouter went from 2 trillion a week to 20 a day',
    said: 'In under a year volume exploded from about 2 trillion tokens per week to 20 trillion per day.',
    verdict: 'wrong',
    because:
      'It is 20 trillion a week that was reached: 13 in February 2026, about 28 in the spring, or 4 trillion a day. Fourteen times in a year is fast enough.',
    sources: [OPENROUTER_TALK, OPENROUTER_FEBRUARY],
    featured: true,
  },
  {
    id: 'trillions-a-second',
    article: 'token-warehouse',
    topic: 'demand',
    title: 'Up to 86,400 trillion tokens per day',
    said: 'With agents and robots coming in 2025, projections expect up to 86,400 trillion tokens per day.',
    verdict: 'contested',
    because:
      'It is one trillion every second of a day, without a source or a year. OpenRouter, which the same company calls one of the best proxies, was at 4 trillion a day in spring 2026: 21,600 times less.',
    sources: [OPENROUTER_TALK],
  },
  {
    id: 'startup-trillion-a-day',
    article: 'no-memory-no-margin',
    topic: 'demand',
    title: 'Startups use a trillion tokens, sometimes daily',
    said: 'Trillion-token consumption by AI startups is routine, daily sometimes.',
    verdict: 'contested',
    because:
      'A trillion a day would be a quarter of all that OpenRouter moves, and no source is given. Prefilled without a cache it would keep over a thousand nodes of eight H200s busy with DeepSeek-V3.',
    sources: [OPENROUTER_TALK],
  },
  {
    id: 'swarm-hundredfold',
    article: 'venturebeat-interview',
    topic: 'demand',
    title: 'A swarm amplifies demand 100 times',
    said: 'A swarm of agents is an amplification of token demand by 100.',
    verdict: 'contested',
    because:
      'Against what? A task with 50 sub-agents sends 11 times the tokens of one coding session and 630 times those of a conversation. With the 7 agents that recorded launches have at the median it is twice a session.',
    sources: [citing(WEKA_TRACES, 'measured')],
  },
  {
    id: 'small-models-more-tokens',
    article: 'venturebeat-interview',
    topic: 'demand',
    title: 'Small models at scale generate more tokens',
    said: 'Planning is done by large models and execution by small ones, which at scale can generate even more tokens.',
    verdict: 'right',
    because: 'In the swarm of 50 the sub-agents send 95 % of all prompt tokens, whichever model they run on.',
    sources: [citing(WEKA_TRACES, 'measured')],
  },
];
