import { describe, expect, test } from 'vitest';
import { ARTICLES, CLAIMS, type Claim } from '../../../catalog/claims/index.ts';
import { CLAIM_VERDICTS } from '../../../catalog/claims/claim.ts';
import {
  claimsOf,
  countByVerdict,
  countsSentence,
  searchTextOf,
  sourcesInWords,
  VERDICT_WORDS,
} from './claim-words.ts';
import { FIRST_VIEW } from './claims-view.ts';

function claim(changes: Partial<Claim> & Pick<Claim, 'id'>): Claim {
  return {
    article: 'memory-wall',
    topic: 'size',
    title: `Claim ${changes.id}`,
    said: 'A prompt takes 150 GB.',
    verdict: 'wrong',
    because: 'No model does.',
    sources: [{ title: 'A config', url: 'https://example.org/', checkedOn: '2026-11-20', kind: 'published' }],
    ...changes,
  };
}
const SOME = [
  claim({ id: 'a' }),
  claim({ id: 'b', topic: 'time', verdict: 'right', said: 'It takes 12 s.' }),
  claim({ id: 'c', article: 'token-demand', verdict: 'contested', featured: true }),
];
const ids = (view: Partial<typeof FIRST_VIEW>) =>
  claimsOf({ claims: SOME, articles: ARTICLES, view: { ...FIRST_VIEW, ...view } }).map(({ id }) => id);

describe('the list of claims', () => {
  test('has featured ones first, and the one a link points to before them', () => {
    expect(ids({})).toEqual(['c', 'a', 'b']);
    expect(ids({ claimId: 'b' })).toEqual(['b', 'c', 'a']);
  });

  test('is narrowed by verdict, topic, article and words, all of them together', () => {
    expect(ids({ verdicts: ['wrong', 'right'] })).toEqual(['a', 'b']);
    expect(ids({ topic: 'time' })).toEqual(['b']);
    expect(ids({ article: 'token-demand' })).toEqual(['c']);
    expect(ids({ query: '12 TAKES' })).toEqual(['b']);
    expect(ids({ verdicts: ['wrong'], topic: 'time' })).toEqual([]);
  });

  test('keeps the linked claim whatever else is asked', () => {
    expect(ids({ claimId: 'a', topic: 'time' })).toEqual(['a', 'b']);
  });

  test('is searched by verdict, article and source, too', () => {
    expect(ids({ query: 'contested' })).toEqual(['c']);
    expect(searchTextOf(SOME[0] ?? claim({ id: 'x' }), ARTICLES)).toContain('A config');
  });
});

test('counts add up to all claims, and the sentence names each verdict', () => {
  const counts = countByVerdict(CLAIMS);
  expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(CLAIMS.length);
  expect(countsSentence(countByVerdict(SOME))).toBe(
    '1 right, 0 right in its day, 0 right arithmetic, 1 contested and 1 wrong.',
  );
});

test('verdicts differ in sign and in words, not only in colour', () => {
  const words = CLAIM_VERDICTS.map((verdict) => VERDICT_WORDS[verdict]);
  expect(new Set(words.map(({ icon }) => icon)).size).toBe(words.length);
  expect(new Set(words.map(({ word }) => word)).size).toBe(words.length);
});

test('sources that nobody opened again are told from those that were read', () => {
  const [read] = claim({ id: 'a' }).sources;
  if (!read) throw new Error('A source was expected');
  expect(sourcesInWords([read, read])).toBe('2 read');
  expect(sourcesInWords([read, { ...read, checkedOn: null, kind: 'assumed' }])).toBe('1 read, 1 not opened again');
});
