import { describe, expect, test } from 'vitest';
import { breakEvenText, changeText, differenceText, inModeText, seatBreakEvenText } from './buying-words.ts';

describe('differences in words', () => {
  test('have a sign and a share of the list', () => {
    expect(differenceText({ differenceUsd: -6_726, listUsd: 42_000 })).toBe('−$6,726, −16.0 %');
    expect(differenceText({ differenceUsd: 50, listUsd: 100 })).toBe('+$50.00, +50.0 %');
    expect(differenceText({ differenceUsd: 0, listUsd: 100 })).toBe('none');
    expect(differenceText({ differenceUsd: 1e-11, listUsd: 42_000 })).toBe('none');
  });

  test('of a free list have no share', () => {
    expect(differenceText({ differenceUsd: 700, listUsd: 0 })).toBe('+$700');
    expect(changeText(-12)).toBe('−$12.00');
  });
});

describe('a class in a mode', () => {
  test('costs a factor, a range, its standard price, or goes as input', () => {
    expect(inModeText([{ kind: 'times', least: 0.5, most: 0.5 }])).toBe('× 0.5');
    expect(inModeText([{ kind: 'times', least: 0.25, most: 0.5 }])).toBe('× 0.25 to 0.5');
    expect(inModeText([{ kind: 'times', least: 1, most: 1 }])).toBe('standard price');
    expect(inModeText([{ kind: 'as-input' }, { kind: 'times', least: 0.5, most: 0.5 }])).toBe(
      'not sold: sent as input, or × 0.5',
    );
    expect(inModeText([{ kind: 'unknown' }])).toBe('price unknown');
  });
});

describe('break-evens', () => {
  test('of a seat begin and may end', () => {
    expect(seatBreakEvenText({ state: 'exists', fromUsd: 100, toUsd: null })).toBe(
      'pays above $100 of use a month at list prices.',
    );
    expect(seatBreakEvenText({ state: 'exists', fromUsd: 100, toUsd: 250 })).toContain('up to $250');
    expect(seatBreakEvenText({ state: 'never', reason: 'it is dear' })).toBe('never pays: it is dear.');
  });

  test('of capacity above all of it are never reached', () => {
    expect(breakEvenText(0.42)).toBe('42.0 %');
    expect(breakEvenText(1.6)).toBe('never: 160.0 %');
    expect(breakEvenText(null)).toBe('nothing to compare');
  });
});
