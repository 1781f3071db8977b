import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TtlOption } from '../domain/offer/cache-policy.ts';
import type { Price } from '../domain/offer/rate-card.ts';
import { assumedFact, priced } from '../domain/testing/builders.ts';
import { breakEvenIdle, breakEvenReuse, lifeBreakEven } from './break-even.ts';

const reuse = (input: number, write: number, read: number) =>
  breakEvenReuse({ inputUsdPerMTok: input, writeUsdPerMTok: write, readUsdPerMTok: read });

/** Cents, so that the two ways of paying can be compared without rounding. */
const cents = fc.integer({ min: 0, max: 2_000 });

describe('reuses that pay for a write', () => {
  test('by hand: a write at 1.25 pays with the first read, at 2 with the second', () => {
    // Input 5: (6.25 − 5) ÷ (5 − 0.5) = 0.2778; (10 − 5) ÷ 4.5 = 1.1111.
    expect(reuse(5, 6.25, 0.5)).toEqual({ state: 'exists', reuses: 0.277777777778, leastReuses: 1 });
    expect(reuse(5, 10, 0.5)).toEqual({ state: 'exists', reuses: 1.11111111111, leastReuses: 2 });
  });

  test('a threshold that is whole is not yet enough', () => {
    // (0.3 − 0.1) ÷ (0.1 − 0) is 1.9999999999999998 in binary and 2 in dollars: two reads only break even.
    expect(reuse(0.1, 0.3, 0)).toEqual({ state: 'exists', reuses: 2, leastReuses: 3 });
  });

  test('a write at the input price pays with the first read', () => {
    expect(reuse(2, 2, 0.2)).toEqual({ state: 'exists', reuses: 0, leastReuses: 1 });
  });

  test('a cheaper write always pays; a read at the input price never does', () => {
    expect(reuse(2, 1, 0.2)).toMatchObject({ state: 'always' });
    expect(reuse(0.35, 0.35, 0.35)).toMatchObject({ state: 'never', reason: expect.stringContaining('no less') });
    expect(reuse(0, 0, 0)).toMatchObject({ state: 'never' });
  });

  test('is where the two bills cross, paid read by read', () => {
    fc.assert(
      fc.property(cents, cents, cents, (input, write, read) => {
        const found = reuse(input / 100, write / 100, read / 100);
        const pays = (reads: number): boolean => write + reads * read < (reads + 1) * input;
        if (found.state === 'exists') {
          expect(pays(found.leastReuses)).toBe(true);
          expect(pays(found.leastReuses - 1)).toBe(false);
        } else if (found.state === 'always') {
          expect([0, 1, 1_000].every(pays)).toBe(true);
        } else {
          expect(pays(100_000)).toBe(false);
        }
      }),
    );
  });
});

describe('idle time that pings bridge', () => {
  const idle = (changes: Partial<Parameters<typeof breakEvenIdle>[0]> = {}) =>
    breakEvenIdle({ writeUsdPerMTok: 6.25, readUsdPerMTok: 0.5, ttlSeconds: 300, refreshedByRead: true, ...changes });

  test('by hand: (6.25 − 0.5) ÷ 0.5 × 5 min = 57.5 min', () => {
    expect(idle()).toEqual({ state: 'exists', idleSeconds: 3_450 });
  });

  test('does not exist where reads do not renew, or where a lapse costs nothing', () => {
    expect(idle({ refreshedByRead: false })).toMatchObject({
      state: 'never',
      reason: expect.stringContaining('extend'),
    });
    expect(idle({ writeUsdPerMTok: 0.5 })).toMatchObject({
      state: 'never',
      reason: expect.stringContaining('no more'),
    });
    expect(idle({ readUsdPerMTok: 0 })).toMatchObject({ state: 'always' });
    expect(idle({ readUsdPerMTok: 0, writeUsdPerMTok: 0 })).toMatchObject({ state: 'never' });
  });

  test('agrees with counting pings one by one', () => {
    fc.assert(
      fc.property(cents, cents, fc.integer({ min: 1, max: 86_400 }), (write, read, ttlSeconds) => {
        const found = idle({ writeUsdPerMTok: write / 100, readUsdPerMTok: read / 100, ttlSeconds });
        // So many pings, one at the end of each life, against one write in place of a read.
        const pays = (pings: number): boolean => pings * read < write - read;
        if (found.state === 'never') expect(pays(1)).toBe(false);
        else if (found.state === 'always') expect(pays(1_000_000)).toBe(true);
        else if (found.state === 'exists') {
          const lives = Math.round((found.idleSeconds / ttlSeconds) * 1e6) / 1e6;
          expect(pays(Math.ceil(lives) - 1)).toBe(true);
          expect(pays(Math.floor(lives) + 1)).toBe(false);
        }
      }),
    );
  });
});

describe('break-evens of a life', () => {
  const ttl: TtlOption = { id: '5m', seconds: assumedFact(300), semantics: 'minimum', refreshedByRead: true };
  const missing: Price = { state: 'unknown', reason: 'Nobody publishes it.' };

  test('are unknown where a price is, with its reason', () => {
    expect(lifeBreakEven({ ttl, input: priced(5), write: missing, read: priced(0.5) })).toMatchObject({
      reuse: { state: 'unknown', reason: 'Nobody publishes it.' },
      idle: { state: 'unknown', reason: 'Nobody publishes it.' },
    });
  });

  test('need the input price for reuses only', () => {
    expect(lifeBreakEven({ ttl, input: missing, write: priced(6.25), read: priced(0.5) })).toMatchObject({
      reuse: { state: 'unknown' },
      idle: { state: 'exists', idleSeconds: 3_450 },
    });
  });
});
