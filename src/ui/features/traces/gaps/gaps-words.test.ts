import { describe, expect, test } from 'vitest';
import type { IdleGaps } from '../../../../state/trace-types.ts';
import { gapShares, gapsInWords } from './gaps-words.ts';

const GAPS: IdleGaps = {
  basis: 'exact',
  windowSeconds: 300,
  gaps: 3,
  againTokens: 1_000,
  otherAgainTokens: 100,
  buckets: [
    { aboveSeconds: 300, upToSeconds: 600, gaps: 2, againTokens: 600 },
    { aboveSeconds: 600, upToSeconds: Infinity, gaps: 1, againTokens: 300 },
  ],
  dearest: [],
  sessions: [],
  otherSessions: { sessions: 0, gaps: 0, againTokens: 0 },
};

describe('shares of what was prefilled again', () => {
  test('name their gaps and add up to all of it', () => {
    const shares = gapShares(GAPS);
    expect(shares.map(({ label, ratio }) => [label, ratio])).toEqual([
      ['5 min to 10 min', 0.6],
      ['above 10 min', 0.3],
      ['after no gap above 5 min', 0.1],
    ]);
    expect(shares.reduce((sum, { ratio }) => sum + ratio, 0)).toBeCloseTo(1);
  });

  test('are nothing of nothing', () => {
    expect(gapShares({ ...GAPS, againTokens: 0, buckets: [], otherAgainTokens: 0 })[0]?.ratio).toBe(0);
  });
});

describe('in words', () => {
  test('what a life lost, and what that costs where it has a price', () => {
    const text = gapsInWords({ gaps: GAPS, promptTokens: 4_000, usd: 1.5 });
    expect(text).toContain('With a life of 5 min, 1,000 tokens, 25.0 % of all prompts, are prefilled again');
    expect(text).toContain('900 after 3 longer gaps.');
    expect(text).toContain('That costs $1.50 more than reading it');
    expect(gapsInWords({ gaps: GAPS, promptTokens: 4_000, usd: null })).not.toContain('costs');
  });

  test('that nothing was lost', () => {
    const none = { ...GAPS, againTokens: 0, otherAgainTokens: 0 };
    expect(gapsInWords({ gaps: { ...none, gaps: 0 }, promptTokens: 1, usd: null })).toBe(
      'No gap is longer than 5 min: such a cache loses nothing.',
    );
    expect(gapsInWords({ gaps: { ...none, gaps: 1 }, promptTokens: 1, usd: null })).toContain(
      '1 gap is longer than 5 min',
    );
  });
});
