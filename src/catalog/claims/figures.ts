import type { Fact } from '../../domain/fact.ts';
import type { Seconds, Tokens } from '../../domain/units.ts';
import { measured, published } from '../provenance.ts';
import type { Source } from '../sources.ts';
import { OPENROUTER_TALK } from './sources.ts';

/** Figures of articles and pages that tests of claims start from. What a test compares with is computed and stands nowhere. */

const MEMORY_WALL: Source = { text: 'The memory-wall article', checkedOn: '2026-11-21' };
const CHAT: Source = {
  text: 'WEKA, “Token Demand Went Exponential” (2026): roughly 8 KB of input tokens',
  checkedOn: '2026-11-21',
};

/** Two prompts to the same model, timed. */
export const TWO_TERMINALS: { readonly shortSeconds: Fact<Seconds>; readonly longSeconds: Fact<Seconds> } = {
  shortSeconds: published(0.5, MEMORY_WALL, '100 tokens of context.'),
  longSeconds: published(12, MEMORY_WALL, '100,000 tokens of context.'),
};

/** One way of reading 8 KB: 4 bytes of text to a token. */
export const CHAT_TOKENS: Fact<Tokens> = published(2_000, CHAT, '8 KB at about 4 bytes of text a token.');

export const OPENROUTER_TOKENS_PER_WEEK: Fact<Tokens> = published(
  28e12,
  { text: OPENROUTER_TALK.title, checkedOn: OPENROUTER_TALK.checkedOn },
  'Another report has 28.9 for the week to 24 May 2026.',
);

const LAUNCH_GROUPS: Source = {
  text: 'SemiAnalysis and llm-d, a corpus of 219 agent sessions with sub-agents',
  checkedOn: '2026-11-20',
};

/** How many agents recorded sessions launch together. */
export const RECORDED_FAN_OUT: { readonly median: Fact<number>; readonly p90: Fact<number> } = {
  median: measured(7, LAUNCH_GROUPS, 'Of launch groups.'),
  p90: measured(51, LAUNCH_GROUPS, 'Of launch groups.'),
};
