import { expect, test } from 'vitest';
import { classWords, countText, differenceText, feedChangeText, sourceText } from './own-words.ts';

test('a difference says the dollars and, where there is one, the share', () => {
  expect(differenceText({ differenceUsdPerMTok: -1, changeRatio: -0.2 })).toBe('−1.00 (−20.0 %)');
  expect(differenceText({ differenceUsdPerMTok: 0.05, changeRatio: null })).toBe('+0.05');
  expect(differenceText({ differenceUsdPerMTok: null, changeRatio: null })).toBe('–');
  // 0.1 + 0.2 less 0.3 is a digit in the seventeenth place.
  expect(differenceText({ differenceUsdPerMTok: 0.1 + 0.2 - 0.3, changeRatio: 0 })).toBe('the same');
});

test('a change of a feed is a percentage, a large one a factor', () => {
  expect(feedChangeText(0.25)).toBe('+25.0 %');
  expect(feedChangeText(-0.9)).toBe('−90.0 %');
  expect(feedChangeText(3)).toBe('+300.0 %');
  expect(feedChangeText(999)).toBe('×1,000');
  expect(feedChangeText(null)).toBe('–');
});

test('classes, counts and sources in words; what a link calls a source stays as it is', () => {
  expect(['input', 'cacheWrite:5m', 'cacheWrite:auto', 'storage'].map(classWords)).toEqual([
    'Input',
    'Cache write 5m',
    'Cache write automatic',
    'Storage, per M token-hours',
  ]);
  expect([0, 1, 2].map((count) => countText({ count, of: 'price' }))).toEqual(['0 prices', '1 price', '2 prices']);
  expect(sourceText('https://models.dev/api.json')).toBe('models.dev');
  expect(sourceText('javascript:alert(1)')).toBe('javascript:alert(1)');
});
