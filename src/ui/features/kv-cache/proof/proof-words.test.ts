import { describe, expect, test } from 'vitest';
import { proveKv } from '../../../../evaluate/kv-proof.ts';
import { differenceText, factorText, figureText, summaryOf, toleranceText } from './proof-words.ts';

test('figures keep every digit that was published', () => {
  expect(figureText({ value: 327_680, unit: 'B/token' })).toBe('327,680 B per token');
  expect(figureText({ value: 52.675781, unit: 'GiB' })).toBe('52.675781 GiB');
  expect(figureText({ value: 0.0667, unit: 'ratio' })).toBe('0.0667');
});

test('no difference is said in words, the smallest is not rounded to none', () => {
  expect(differenceText(0)).toBe('none');
  expect(differenceText(-0.005_43)).toBe('−0.54 %');
  expect(differenceText(0.142)).toBe('+14 %');
  expect(differenceText(4.7e-9)).toBe('< 0.000001 %');
  expect(toleranceText(0)).toBe('none');
  expect(toleranceText(0.005)).toBe('± 0.5 %');
});

test('how far off a wrong figure is', () => {
  expect(factorText(1 / 1_024)).toBe('1,024 × too low');
  expect(factorText(24.894)).toBe('24.9 × too high');
  expect(factorText(11)).toBe('11 × too high');
  expect(factorText(0.9765625)).toBe('2.3 % too low');
});

describe('summaryOf', () => {
  const results = proveKv();

  test('counts what is reproduced and names what looks wrong', () => {
    const text = summaryOf(results).join(' ');
    expect(text).toMatch(/^71 of 72 published values are reproduced, all \d+ exact ones/);
    expect(text).toContain('None fails.');
    expect(text).toContain('Qwen3-8B, 1.97 MiB instead of 2.25 MiB.');
  });

  test('says so where values fail', () => {
    const failing = results.map((result, i) => (i < 2 ? { ...result, status: 'fail' as const } : result));
    expect(summaryOf(failing).join(' ')).toContain('2 fail.');
  });
});
