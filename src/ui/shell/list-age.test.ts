import { describe, expect, test } from 'vitest';
import { ageInWords } from './list-age.ts';

const at = (day: string): string | null => ageInWords({ checkedOn: '2026-11-21', nowMs: Date.parse(day) });

describe('how old the list of prices is', () => {
  test('a young one needs no remark', () => {
    expect(at('2026-11-21')).toBeNull();
    expect(at('2027-01-19')).toBeNull();
  });
  test('months, then whole years', () => {
    expect(at('2027-01-20')).toBe('2 months ago');
    expect(at('2028-05-21')).toBe('18 months ago');
    expect(at('2028-11-20')).toBe('2 years ago');
    expect(at('2036-11-21')).toBe('10 years ago');
  });
  test('a clock before the list, or none at all, says nothing', () => {
    expect(at('1980-01-01')).toBeNull();
    expect(ageInWords({ checkedOn: '2026-11-21', nowMs: Number.NaN })).toBeNull();
    expect(ageInWords({ checkedOn: 'never', nowMs: 0 })).toBeNull();
  });
});
