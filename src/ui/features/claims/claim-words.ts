import type { Article, ArticleId, Claim, ClaimTopic, ClaimVerdict } from '../../../catalog/claims/index.ts';
import { wordsMatch } from '../../shared/words-match.ts';
import type { ClaimsView } from './claims-view.ts';

/** A verdict as an icon and words: never by colour alone. */
export const VERDICT_WORDS: Readonly<
  Record<ClaimVerdict, { readonly icon: string; readonly word: string; readonly means: string }>
> = {
  right: { icon: '✓', word: 'right', means: 'The figure holds, under the conditions it names.' },
  'right-in-its-day': {
    icon: '◔',
    word: 'right in its day',
    means: 'It held when it was said; prices or products have moved since.',
  },
  'right-arithmetic': {
    icon: '=',
    word: 'right arithmetic',
    means: 'The sum is right, but there is no such model or set-up.',
  },
  contested: {
    icon: '?',
    word: 'contested',
    means: 'It holds under a condition that is left out, or others measured something else.',
  },
  wrong: { icon: '✕', word: 'wrong', means: 'The figure or the conclusion does not hold.' },
};

export const TOPIC_WORDS: Readonly<Record<ClaimTopic, string>> = {
  size: 'Size of a cache',
  time: 'Time',
  cache: 'Hit rates and retention',
  price: 'Prices and bills',
  demand: 'Demand',
  system: 'Systems',
  silicon: 'Silicon',
};

/** How many claims have each verdict. */
export function countByVerdict(claims: readonly Claim[]): Readonly<Record<ClaimVerdict, number>> {
  const counts = { right: 0, 'right-in-its-day': 0, 'right-arithmetic': 0, contested: 0, wrong: 0 };
  for (const { verdict } of claims) counts[verdict] += 1;
  return counts;
}

/** All verdicts in one sentence, for people who hear the bar. */
export function countsSentence(counts: Readonly<Record<ClaimVerdict, number>>): string {
  const parts = (Object.keys(VERDICT_WORDS) as ClaimVerdict[]).map(
    (verdict) => `${counts[verdict]} ${VERDICT_WORDS[verdict].word}`,
  );
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}.`;
}

/** What a search looks through. */
export function searchTextOf(claim: Claim, articles: readonly Article[]): string {
  const { title, said, because, verdict, topic, sources, article } = claim;
  const { title: articleTitle = '', publisher = '' } = articles.find(({ id }) => id === article) ?? {};
  return [
    title,
    said,
    because,
    VERDICT_WORDS[verdict].word,
    TOPIC_WORDS[topic],
    articleTitle,
    publisher,
    ...sources.map((source) => source.title),
  ].join(' ');
}

/** The claims a view asks for: the one a link points to first, then featured ones, then as the catalogue has them. */
export function claimsOf({
  claims,
  articles,
  view,
}: {
  claims: readonly Claim[];
  articles: readonly Article[];
  view: Pick<ClaimsView, 'verdicts' | 'topic' | 'article' | 'query' | 'claimId'>;
}): readonly Claim[] {
  const { verdicts, topic, article, query, claimId } = view;
  const rank = (claim: Claim): number => (claim.id === claimId ? 0 : claim.featured ? 1 : 2);
  return claims
    .filter(
      (claim) =>
        claim.id === claimId ||
        ((verdicts.length === 0 || verdicts.includes(claim.verdict)) &&
          (topic === null || claim.topic === topic) &&
          (article === null || claim.article === article) &&
          wordsMatch({ query, text: searchTextOf(claim, articles) })),
    )
    .toSorted((a, b) => rank(a) - rank(b));
}

export function articleTitle(id: ArticleId, articles: readonly Article[]): string {
  return articles.find((article) => article.id === id)?.title ?? id;
}

/** Of an article, also who published it. */
export function articleName(id: ArticleId, articles: readonly Article[]): string {
  const article = articles.find((candidate) => candidate.id === id);
  return article === undefined ? id : `${article.title} (${article.publisher})`;
}

/** How many sources were read, and how many are cited as they are remembered. */
export function sourcesInWords(sources: Claim['sources']): string {
  const remembered = sources.filter(({ checkedOn }) => checkedOn === null).length;
  const read = `${sources.length - remembered} read`;
  return remembered === 0 ? read : `${read}, ${remembered} not opened again`;
}
