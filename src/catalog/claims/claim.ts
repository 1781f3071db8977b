import type { FactKind } from '../../domain/fact.ts';

/**
 * What is said about memory, caching and the cost of tokens, claim by claim: restated in our words, with a verdict, the reason
 * and sources. `src/evaluate/claims` computes for each claim the figure of ours that it is held against.
 */

/** `right-arithmetic`: the sum is right, but no such model or no such set-up exists. */
export const CLAIM_VERDICTS = ['right', 'right-in-its-day', 'right-arithmetic', 'contested', 'wrong'] as const;
export type ClaimVerdict = (typeof CLAIM_VERDICTS)[number];

export const CLAIM_TOPICS = ['size', 'time', 'cache', 'price', 'demand', 'system', 'silicon'] as const;
export type ClaimTopic = (typeof CLAIM_TOPICS)[number];

export const ARTICLE_IDS = [
  'token-demand',
  'token-warehouse',
  'no-memory-no-margin',
  'venturebeat-interview',
  'memory-wall',
] as const;
export type ArticleId = (typeof ARTICLE_IDS)[number];

/** Where claims stand. */
export interface Article {
  readonly id: ArticleId;
  readonly title: string;
  readonly publisher: string;
  /** What it is about, in one sentence of ours. */
  readonly about: string;
}

interface SourceBase {
  readonly title: string;
  readonly url: string;
}

/** A source whose text was read. */
export interface ReadSource extends SourceBase {
  /** Day on which it was last read, ISO 8601. */
  readonly checkedOn: string;
  readonly kind: Exclude<FactKind, 'assumed'>;
}

/** A source cited as it is remembered: nobody opened it for this, so it has no day and counts as an assumption. */
export interface RememberedSource extends SourceBase {
  readonly checkedOn: null;
  readonly kind: 'assumed';
}

/** A page, paper or file that decides a claim, with its address. */
export type SourceRef = ReadSource | RememberedSource;

/** How far a source can be relied on, in words: "measured, checked 2026-11-21", or that it was not opened again. */
export function sourceStanding({ kind, checkedOn }: SourceRef): string {
  return checkedOn === null ? 'remembered, not opened again' : `${kind}, checked ${checkedOn}`;
}

export interface Claim {
  readonly id: string;
  readonly article: ArticleId;
  readonly topic: ClaimTopic;
  /** At most 60 characters. */
  readonly title: string;
  /** What is said, with its figures, in our words. */
  readonly said: string;
  readonly verdict: ClaimVerdict;
  /** Two or three sentences with the numbers that decide it. */
  readonly because: string;
  readonly sources: readonly SourceRef[];
  /** Shown first. */
  readonly featured?: true;
}
