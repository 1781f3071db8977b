import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lifeOf, lifeText, MOST_LIFE_SECONDS, parseSeconds } from './life-text.ts';

describe('times as people write them', () => {
  test.each([
    ['300', 300],
    ['90 s', 90],
    ['5 min', 300],
    ['5m', 300],
    ['1.5 h', 5_400],
    ['2d', 172_800],
    ['1,440 min', 86_400],
    [' 1 Hour ', 3_600],
    ['0', 0],
  ])('%s', (text, seconds) => expect(parseSeconds(text)).toBe(seconds));

  test.each(['', 'soon', '5 weeks', '-3', '1 h 30', 'min', '1.2.3', '∞'])('not %s', (text) =>
    expect(parseSeconds(text)).toBeUndefined(),
  );

  test('says what is accepted', () => {
    expect(lifeOf('5 min')).toEqual({ seconds: 300 });
    expect(lifeOf('')).toEqual({ error: expect.stringContaining('Life: empty is not accepted') });
    expect(lifeOf('367 d')).toEqual({ error: expect.stringContaining('up to 366 d') });
  });

  test('what is shown reads back as itself', () => {
    expect([lifeText(300), lifeText(3_600), lifeText(90), lifeText(5_400)]).toEqual([
      '5 min',
      '1 h',
      '1.5 min',
      '1.5 h',
    ]);
    expect(lifeText(3_599)).toBe('3,599 s');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MOST_LIFE_SECONDS }), (seconds) => {
        expect(parseSeconds(lifeText(seconds))).toBe(seconds);
      }),
    );
  });
});
