import { describe, expect, test } from 'vitest';
import type { HitSurface } from '../../../../state/trace-types.ts';
import { surfacePoint } from '../testing/trace-fixtures.ts';
import { capacityMarks, tokenBytesInWords } from './capacity-marks.ts';
import { capacityInWords, enoughCapacity } from './capacity-words.ts';
import { limitsInWords, prefillInWords, rateAtLifeText, reuseInWords, timesText } from './reuse-words.ts';

const UNLIMITED = surfacePoint({ ratio: 0.7 });
const SURFACE: HitSurface = {
  order: 'leaf-first',
  blockCount: 'ceil',
  blockCountNote: null,
  outputs: { state: 'not-inserted', why: 'Not known.', atMostTokens: 10, atMostRatio: 0.01 },
  unlimited: UNLIMITED,
  retention: [
    surfacePoint({ windowSeconds: 60, ratio: 0.4 }),
    surfacePoint({ windowSeconds: 600, ratio: 0.55 }),
    UNLIMITED,
  ],
  capacity: [
    surfacePoint({ capacityTokens: 1_000, ratio: 0.3 }),
    surfacePoint({ capacityTokens: 50_000, ratio: 0.695 }),
    UNLIMITED,
  ],
  map: [],
};
const BYTES = { bytesPerToken: 100_000, modelName: 'M', isStandIn: true };

describe('reuse in words', () => {
  test('the ceiling, the rate at the life, and what that means for prefill', () => {
    expect(reuseInWords({ surface: SURFACE, lifeSeconds: 600, denominator: 'tokens' })).toBe(
      'A cache without limits would have served 70.0 % of all prompt tokens. One that keeps everything for 10 min after its last use: 55.0 %. 1.5 times as much is prefilled as must be.',
    );
    expect(reuseInWords({ surface: SURFACE, lifeSeconds: 5, denominator: 'blocks' })).toMatch(/all blocks\.$/);
    expect(reuseInWords({ surface: SURFACE, lifeSeconds: 5, denominator: 'mean' })).toBe(
      'A cache without limits would have served 63.0 % of a prompt’s tokens, on average over requests.',
    );
  });

  test('between two points of the curve says at least', () => {
    const at = (lifeSeconds: number) => rateAtLifeText({ surface: SURFACE, lifeSeconds, denominator: 'tokens' });
    expect([at(60), at(61), at(5)]).toEqual(['40.0 %', 'at least 40.0 %', '–']);
  });

  test('amplification', () => {
    expect([timesText(1.913), timesText(null)]).toEqual(['1.91 ×', '–']);
    expect(prefillInWords(1)).toBe('Nothing is prefilled but what must be.');
    expect(prefillInWords(null)).toContain('would miss nothing');
  });

  test('limits', () => {
    expect(limitsInWords({ windowSeconds: 300, capacityTokens: 1.2e6 })).toBe('kept 5 min, room for 1.2 M tokens');
  });
});

describe('capacity', () => {
  test('that is enough is the smallest within a point of the ceiling', () => {
    expect(enoughCapacity({ surface: SURFACE, denominator: 'tokens' })?.capacityTokens).toBe(50_000);
    expect(capacityInWords({ surface: SURFACE, denominator: 'tokens', bytes: BYTES })).toBe(
      'Room for 50,000 tokens (5 GB) serves 69.5 %, 0.5 points below one without limits.',
    );
    const never = { ...SURFACE, capacity: [SURFACE.capacity[0] ?? UNLIMITED, UNLIMITED] };
    expect(capacityInWords({ surface: never, denominator: 'tokens', bytes: null })).toContain(
      'more than a point below',
    );
  });

  test('marks are tiers of memory in tokens of the model, and the cache of one’s own', () => {
    const marks = capacityMarks({ bytes: BYTES, ownTokens: 2e6 });
    expect(marks.slice(0, 2)).toEqual([
      { capacityTokens: 1e6, label: '100 GB', isOwn: false },
      { capacityTokens: 2e6, label: 'own cache 2 M', isOwn: true },
    ]);
    expect(capacityMarks({ bytes: null, ownTokens: null })).toEqual([]);
    expect(tokenBytesInWords(BYTES)).toBe('100 kB a token of M, a stand-in');
  });
});
