import { describe, expect, test } from 'vitest';
import {
  classText,
  decimalsOf,
  exactText,
  lineRate,
  nanoText,
  quantityText,
  rateDigits,
  readingText,
  reasonText,
  totalText,
} from './bill-words.ts';

const usd = (text: string): bigint => {
  const [whole = '', decimals = ''] = text.split('.');
  return BigInt(whole + decimals.padEnd(30, '0'));
};

describe('amounts', () => {
  test('keep every digit that counts', () => {
    expect(nanoText(445_000_000n)).toBe('0.445');
    expect(nanoText(-180_000_000n)).toBe('−0.18');
    expect(nanoText(1n)).toBe('0.000000001');
    expect(nanoText(0n)).toBe('0.00');
    expect(nanoText(9_007_199_254_740_991_000_000_000n)).toBe('9,007,199,254,740,991.00');
  });

  test('stand under each other with as many decimals as the longest', () => {
    const amounts = [usd('0.05'), usd('1234.0000000036')];
    const decimals = Math.max(...amounts.map(decimalsOf));
    expect(decimals).toBe(10);
    expect(amounts.map((exactUsd) => exactText({ exactUsd, decimals }))).toEqual(['0.0500000000', '1,234.0000000036']);
    // The total knows no more than nano-dollars.
    expect(totalText({ nanoUsd: 1_234_050_000_004n, decimals })).toBe('1,234.050000004');
    expect(totalText({ nanoUsd: 445_000_000n, decimals: 5 })).toBe('0.44500');
    expect(decimalsOf(usd('5'))).toBe(2);
  });

  test('of rates have two decimals at least', () => {
    expect([5, 0.5, 0.003_96, 1_234.567_8, 0].map(rateDigits)).toEqual([
      '5.00',
      '0.50',
      '0.00396',
      '1,234.5678',
      '0.00',
    ]);
  });
});

describe('lines', () => {
  const told = { class: 'x', usd: 1, why: '', source: '', checkedOn: '' };
  test('say what is counted and what the rate is for', () => {
    const tokens = { ...told, tokens: 40_000, usdPerMTok: 0.5 };
    const storage = { ...told, tokenHours: 25_000.5, usdPerMTokHour: 4.5 };
    const other = { ...told, quantity: 2, usdPerUnit: 0.01 };
    expect([tokens, storage, other].map(quantityText)).toEqual(['40,000 tokens', '25,000.5 token-hours', '2']);
    expect([tokens, storage, other].map((line) => Object.values(lineRate(line)).join(' '))).toEqual([
      '0.50 per M tokens',
      '4.50 per M token-hours',
      '0.01 each',
    ]);
  });

  test('have a class in words', () => {
    expect(['input', 'cacheWrite:5m', 'cacheWrite:auto', 'Web search'].map(classText)).toEqual([
      'Input',
      'Cache write 5m',
      'Cache write automatic',
      'Web search',
    ]);
  });

  test('that have no price give the reason as a sentence', () => {
    expect(reasonText('cacheWrite:1h: no price known')).toBe('Cache write 1h: no price known.');
    expect(reasonText('stepfun/step-5-preview is priced in CNY')).toBe('stepfun/step-5-preview is priced in CNY.');
    expect(reasonText('Mode "x" is not sold here.')).toBe('Mode "x" is not sold here.');
  });
});

test('a reading names the API and what it counted', () => {
  const usage = { inputTokens: 21, cacheReadTokens: 0, cacheWriteTokens: { '5m': 188_086 }, outputTokens: 393 };
  expect(readingText({ shape: 'anthropic', usage })).toBe(
    'Read as Anthropic Messages: 21 input, 188,086 cache write 5m and 393 output tokens.',
  );
  const none = { inputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: {}, outputTokens: 0 };
  expect(readingText({ shape: 'google', usage: none })).toBe('Read as Gemini: no tokens.');
});
