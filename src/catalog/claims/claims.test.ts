import { describe, expect, test } from 'vitest';
import { MODELS } from '../models/index.ts';
import { ARTICLES, CLAIMS, sourceStanding } from './index.ts';
import {
  ATTENTION,
  DEEPSEEK_V3,
  DEEPSEEK_V32,
  GPT_OSS,
  KIMI_K26,
  LLAMA_2_7B,
  LLAMA_405B,
  LLAMA_70B,
  LLAMA_8B,
  MINIMAX_M27,
} from './sources.ts';
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
      // A day says that the text was read; what is only remembered has none, and counts as an assumption.
      if (source.checkedOn === null) expect(source.kind).toBe('assumed');
      else expect(source.checkedOn).toMatch(/^2026-\d{2}-\d{2}$/);
      expect(source.kind === 'assumed').toBe(source.checkedOn === null);
      expect(source.title.length).toBeGreaterThan(0);
    }
    expect(new Set(sources.map(({ url }) => url)).size).toBe(sources.length);
  });

  test('cite the very copies of configurations that the catalogue has its models from, with their day', () => {
    const cited = {
      LLAMA_405B,
      LLAMA_70B,
      LLAMA_8B,
      LLAMA_2_7B,
      DEEPSEEK_V3,
      DEEPSEEK_V32,
      KIMI_K26,
      GPT_OSS,
      MINIMAX_M27,
    };
    const known = MODELS.map(({ groups: { source, checkedOn } }) => `${source} ${checkedOn}`);
    for (const { url, checkedOn } of Object.values(cited)) {
      const [, repository = '', commit = '', path = ''] =
        /^https:\/\/github\.com\/([^/]+\/[^/]+)\/blob\/([^/]+)\/(.+)$/.exec(url) ?? [];
      const names = [commit, commit.slice(0, 8)].map((id) => `${repository}@${id} ${path} ${checkedOn ?? ''}`);
      expect([url, known.some((name) => names.includes(name))]).toEqual([url, true]);
    }
  });

  test('say so where a source was not opened again', () => {
    expect(sourceStanding(ATTENTION)).toBe('remembered, not opened again');
    expect(sourceStanding(LLAMA_70B)).toBe('published, checked 2026-11-20');
    // A claim may lean on such a source, not on such sources alone.
    for (const { id, sources } of CLAIMS)
      expect([id, sources.some(({ checkedOn }) => checkedOn !== null)]).toEqual([id, true]);
  });

  test('feature some of each kind, and not too many', () => {
    const featured = CLAIMS.filter((claim) => claim.featured);
    expect(featured.length).toBeGreaterThanOrEqual(8);
    expect(featured.length).toBeLessThanOrEqual(20);
    expect(new Set(featured.map(({ verdict }) => verdict))).toEqual(new Set(CLAIM_VERDICTS));
  });
});
