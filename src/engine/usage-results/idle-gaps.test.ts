import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { logOf, requestLogs } from '../testing/usage-logs.ts';
import { idleGaps, type PromptRates } from './idle-gaps.ts';
import { keepWarm, longestWorthSeconds } from './keep-warm.ts';
import { chainOf } from './request-chain.ts';

const RATES: PromptRates = {
  inputUsdPerMTok: 5,
  cacheReadUsdPerMTok: 0.5,
  cacheWrite5mUsdPerMTok: 6.25,
  cacheWrite1hUsdPerMTok: 10,
  cacheWriteOtherUsdPerMTok: 6.25,
};
const ratesOf = (model: string) => (model === 'm' ? RATES : null);
const gapsOf = (rows: Parameters<typeof logOf>[0], lifeSeconds = 300) => {
  const { columns, models } = logOf(rows);
  return idleGaps({ columns, chain: chainOf(columns), models, lifeSeconds, ratesOf });
};

describe('idle gaps', () => {
  test('cost what was processed again, above a read', () => {
    const { gaps, lostTokens, usd } = gapsOf([
      { startSeconds: 0, inputTokens: 80_000 },
      { startSeconds: 900, cacheWrite5mTokens: 82_000, cause: 2 },
    ]);
    expect(gaps).toEqual([
      {
        row: 1,
        session: 0,
        agent: 0,
        model: 'm',
        startSeconds: 900,
        gapSeconds: 900,
        cause: 2,
        lostTokens: 80_000,
        usd: expect.closeTo(0.46, 12) as number,
      },
    ]);
    expect([lostTokens, usd]).toEqual([80_000, expect.closeTo(0.46, 12)]);
  });

  test('of several rates cost their mean', () => {
    // 40,000 lost of 100,000 not read, half at 5 and half at 10: 7.5 − 0.5 USD per million.
    const { usd } = gapsOf([
      { startSeconds: 0, inputTokens: 50_000 },
      { startSeconds: 900, cacheReadTokens: 10_000, inputTokens: 50_000, cacheWrite1hTokens: 50_000 },
    ]);
    expect(usd).toBeCloseTo(0.28, 12);
  });

  test('are longer than the life, lost something and tell so; the most expensive come first', () => {
    const { gaps, gapsWithoutRates } = gapsOf([
      { startSeconds: 0, inputTokens: 100 },
      { startSeconds: 300, cacheWrite5mTokens: 100 },
      { startSeconds: 601, cacheWrite5mTokens: 60 },
      { startSeconds: 1_000, cacheReadTokens: 60, inputTokens: 40 },
      { startSeconds: 2_000, inputTokens: 500, cacheReadTokens: NaN },
      { startSeconds: 3_000, cacheWrite1hTokens: 500 },
      { startSeconds: 0, model: 'n', inputTokens: 9_000 },
      { startSeconds: 9_000, model: 'n', inputTokens: 9_000 },
    ]);
    expect(gaps.map(({ startSeconds, lostTokens }) => [startSeconds, lostTokens])).toEqual([
      [3_000, 500],
      [601, 60],
      [9_000, 9_000],
    ]);
    expect(gapsWithoutRates).toBe(1);
  });

  test('without rates have no cost, and without gaps there is none', () => {
    expect(gapsOf([{ startSeconds: 0, inputTokens: 9 }]).usd).toBe(0);
    const { columns, models } = logOf([
      { startSeconds: 0, inputTokens: 9 },
      { startSeconds: 999, inputTokens: 9 },
    ]);
    const request = { columns, chain: chainOf(columns), models, lifeSeconds: 300 };
    expect(idleGaps({ ...request, ratesOf: () => null }).usd).toBeNull();
  });
});

const warm = (rows: Parameters<typeof logOf>[0], pingSeconds = 300) => {
  const { columns, models, sessions } = logOf(rows);
  return keepWarm({ columns, chain: chainOf(columns), models, sessions, lifeSeconds: 300, pingSeconds, ratesOf });
};

describe('keeping warm', () => {
  test.each([
    // Anthropic's multiples of the input price.
    [1.25, 0.1, 300, 3_600],
    [2, 0.1, 3_600, 68_400],
    [1, 0.5, 300, 0],
    [1.01, 0.5, 300, 600],
    [1, 1, 300, 0],
    [1, 0, 300, Infinity],
  ])('pays at a write of %d and a read of %d, a ping every %d s, up to %d s', (miss, read, pingSeconds, expected) => {
    expect(longestWorthSeconds({ missUsdPerMTok: miss, cacheReadUsdPerMTok: read, pingSeconds })).toBe(expected);
  });

  test('is the documented example: two pings in the pause, two in vain behind the end', () => {
    const rows = [
      { startSeconds: 0, inputTokens: 100_000 },
      { startSeconds: 700, cacheWrite5mTokens: 100_000 },
    ];
    expect(warm(rows)).toEqual([
      {
        session: 0,
        pings: 2,
        netUsd: expect.closeTo(0.375, 12) as number,
        savedUsd: expect.closeTo(0.575, 12) as number,
        pingUsd: expect.closeTo(0.2, 12) as number,
      },
    ]);
  });

  test('gives up where pauses are too long, costs pings in short ones and is unknown without rates', () => {
    const pause = (seconds: number) => [
      { startSeconds: 0, inputTokens: 100_000 },
      { startSeconds: seconds, cacheWrite5mTokens: 100_000 },
    ];
    expect(warm(pause(40_000))).toEqual([{ session: 0, pings: 0, netUsd: 0, savedUsd: 0, pingUsd: 0 }]);
    // A gap of 290 s at pings every 100 s: two that nobody needed, beside six in the pause and six behind the end.
    const short = [...pause(700), { startSeconds: 990, cacheReadTokens: 100_000 }];
    expect(warm(short, 100)[0]).toMatchObject({ pings: 0 });
    const [cheap] = warm(short, 300);
    expect(cheap).toMatchObject({ pings: 2, pingUsd: expect.closeTo(0.2, 12) as number });
    expect(warm(pause(700).map((row) => ({ ...row, model: 'n' })))).toEqual([null]);
  });

  test('with the best number of pings is never worse than with any other', () => {
    fc.assert(
      fc.property(requestLogs, (rows) => {
        const one = rows.map((row) => ({ ...row, model: 'm' }));
        const { columns } = logOf(one);
        const chain = chainOf(columns);
        const result = warm(one);
        for (const found of result) {
          if (!found) throw new Error('rates are known');
          const mine = [...columns.session.keys()].filter((row) => columns.session[row] === found.session);
          const last = mine.at(-1) ?? 0;
          const promptUsd = (row: number) => {
            const { inputTokens, cacheReadTokens, cacheWrite5mTokens, cacheWrite1hTokens, cacheWriteOtherTokens } =
              columns;
            const all = [inputTokens, cacheReadTokens, cacheWrite5mTokens, cacheWrite1hTokens, cacheWriteOtherTokens];
            return (all.reduce((sum, column) => sum + (column[row] || 0), 0) * 0.5) / 1e6;
          };
          const { gaps } = gapsOf(one);
          const net = (pings: number) => {
            let usd = -pings * promptUsd(last);
            for (const row of mine) {
              const gap = chain.gapSeconds[row] ?? NaN;
              if (!(gap > 300)) continue;
              const needed = Math.ceil(gap / 300) - 1;
              usd -= Math.min(needed, pings) * promptUsd(chain.previous[row] ?? 0);
              if (needed <= pings) usd += gaps.find((other) => other.row === row)?.usd ?? 0;
            }
            return usd;
          };
          expect(net(found.pings)).toBeCloseTo(found.netUsd, 9);
          for (const pings of [0, 1, 2, 5, 11, 12, 30, 300])
            expect(net(pings)).toBeLessThanOrEqual(found.netUsd + 1e-9);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('with pings further apart than the life is refused', () => {
    expect(() => warm([{ startSeconds: 0, inputTokens: 1 }], 301)).toThrow('do not keep warm');
  });
});
