import { describe, expect, test } from 'vitest';
import { ARTICLES, CLAIMS } from './index.ts';
import { ARTICLE_IDS, CLAIM_TOPICS, CLAIM_VERDICTS } from './claim.ts';

const MOST_TITLE = 60;
/** Two or three sentences, and one more where that takes numbers. */
const MOST_REASON = 420;

describe('claims', () => {
  test('come from all five articles and all topics, with every verdict', () => {
    expect(CLAIMS.length).toBeGreaterThanOrEqual(45);
    expect(new Set(CLAIMS.map(({ article }) => article))).toEqual(new Set(ARTICLE_IDS));
    expect(new Set(CLAIMS.map(({ topic }) => topic))).toEqual(new Set(CLAIM_TOPICS));
    expect(new Set(CLAIMS.map(({ verdict }) => verdict))).toEqual(new Set(CLAIM_VERDICTS));
    expect(ARTICLES.map(({ id }) => id)).toEqual(ARTICLE_IDS);
  });

  test('have ids and titles of their own', () => {
    expect(new Set(CLAIMS.map(({ id }) => id)).size).toBe(CLAIMS.length);
    expect(new Set(CLAIMS.map(({ title }) => title)).size).toBe(CLAIMS.length);
    for (const { id } of CLAIMS) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  test.each(CLAIMS)('$id is short, whole and sourced', ({ title, said, because, sources }) => {
    expect(title.length).toBeLessThanOrEqual(MOST_TITLE);
    expect(title).not.toMatch(/\.$/);
    expect(said).toMatch(/[.]$/);
    expect(because).toMatch(/[.]$/);
    expect(because.length).toBeLessThanOrEqual(MOST_REASON);
    expect(because).toMatch(/\d/);
    expect(sources.length).toBeGreaterThan(0);
    for (const source of sources) {
      expect(new URL(source.url).protocol).toBe('https:');
      expect(source.checkedOn).toMatch(/^2026-\d{2}-\d{2}$/);
      expect(source.title.length).toBeGreaterThan(0);
    }
    expect(new Set(sources.map(({ url }) => url)).size).toBe(sources.length);
  });

  test('feature some of each kind, and not too many', () => {
    const featured = CLAIMS.filter((claim) => claim.featured);
    expect(featured.length).toBeGreaterThanOrEqual(8);
    expect(featured.length).toBeLessThanOrEqual(20);
    expect(new Set(featured.map(({ verdict }) => verdict))).toEqual(new Set(CLAIM_VERDICTS));
  });
});
