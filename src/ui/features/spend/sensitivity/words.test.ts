import { describe, expect, test } from 'vitest';
import type { FiguresUsd } from '../../../../evaluate/uncertainty/figures.ts';
import type { BreakEven, DrawnBand, ToldBar } from '../../../../evaluate/uncertainty/questions.ts';
import { figuresIn, withMarks } from '../../../format/exact.ts';
import { withMoney } from '../../../format/money.ts';
import {
  bandInWords,
  bandRange,
  breakEvenInWords,
  distanceInWords,
  failedInWords,
  rangeInWords,
  savesInWords,
  strongestInWords,
  valueInWords,
} from './words.ts';

const PROVENANCE = { kind: 'assumed', source: 'a guess', checkedOn: '2026-11-20' } as const;

describe('ranges', () => {
  test('say ends in the unit of the input, with the factors behind', () => {
    expect(rangeInWords({ low: 0.5, high: 2, unit: 'times', base: { value: 2, unit: 'count' } })).toBe(
      '1 … 4 (0.5 … 2 ×)',
    );
    expect(rangeInWords({ low: 0.28, high: 2, unit: 'times', base: { value: 0.0107, unit: 'usdPerMTokHour' } })).toBe(
      '$0.003 … $0.0214 per M token-hours (0.28 … 2 ×)',
    );
  });

  test('say factors alone where an input has no one value, or is a factor itself', () => {
    expect(rangeInWords({ low: 0.5, high: 2, unit: 'times', base: null })).toBe('0.5 … 2 ×');
    expect(rangeInWords({ low: 0.9, high: 1.3, unit: 'times', base: { value: 1, unit: 'times' } })).toBe('0.9 … 1.3 ×');
  });

  test('keep both units where they differ, and drop tenths that say nothing', () => {
    expect(rangeInWords({ low: 300, high: 3_600, unit: 'seconds', base: null })).toBe('5 min … 1 h');
    expect(rangeInWords({ low: 0.6, high: 0.98, unit: 'ratio', base: null })).toBe('60 … 98 %');
    expect(valueInWords({ value: 0.123, unit: 'ratio' })).toBe('12.3 %');
  });
});

function bar({ id, low, high }: { id: string; low: number | null; high: number | null }): ToldBar {
  const figures = (saving: number | null): FiguresUsd => ({ without: 100, with: null, saving });
  return {
    input: {
      id,
      label: `Input ${id}`,
      unit: 'times',
      base: null,
      provenance: PROVENANCE,
      field: null,
      low: 0.5,
      typical: 1,
      high: 2,
    },
    atLow: figures(low),
    atHigh: figures(high),
  };
}

describe('the tornado in a sentence', () => {
  test('names the longest two and how many can turn the sign', () => {
    const words = strongestInWords({
      bars: [bar({ id: 'one', low: -500, high: 900 }), bar({ id: 'two', low: 100, high: 300 })],
      figure: 'saving',
    });
    expect(words.replaceAll('\u2060', '')).toBe(
      'Input one: alone it moves it between −$500 and $900 a month. Next: input two. 1 of 2 inputs can each turn its sign.',
    );
  });

  test('says when none turns it, and when nothing moves', () => {
    expect(strongestInWords({ bars: [bar({ id: 'one', low: 5, high: 9 })], figure: 'saving' })).toContain(
      'No input alone turns a saving into a loss',
    );
    expect(strongestInWords({ bars: [], figure: 'without' })).toBe('Nothing that is uncertain moves this figure.');
  });
});

function bandOf({ p10, p90, saves }: { p10: number; p90: number; saves: number }): DrawnBand {
  const around = (p10Usd: number, p90Usd: number) => ({ p10Usd, p50Usd: (p10Usd + p90Usd) / 2, p90Usd, drawnUsd: [] });
  return {
    kind: 'band',
    today: { without: 1, with: 1, saving: 1 },
    seed: 1,
    inputs: 12,
    draws: 1_000,
    savesRatio: saves,
    failed: null,
    figures: { without: around(1_000, 3_000), with: around(900, 2_000), saving: around(p10, p90) },
  };
}

describe('the band in a sentence', () => {
  test('counts the draws that save and says both ends', () => {
    expect(bandInWords(bandOf({ p10: 120, p90: 900, saves: 0.93 }))).toBe(
      'In 93 % of 1,000 draws the warehouse saves money; one in ten saves less than $120, one in ten saves more than $900 a month.',
    );
    expect(bandInWords(bandOf({ p10: -400, p90: 900, saves: 0.6 }))).toContain('one in ten loses more than $400');
    expect(bandInWords(bandOf({ p10: -400, p90: -100, saves: 0.06 }))).toContain('nine in ten lose more than $100');
  });

  test('has two digits: a thousand draws do not know more; in files all of them', () => {
    expect(bandInWords(bandOf({ p10: -12_075, p90: 18_080, saves: 0.65 }))).toBe(
      'In 65 % of 1,000 draws the warehouse saves money; one in ten loses more than $12,000, one in ten saves more than $18,000 a month.',
    );
    expect(bandRange({ p10Usd: 14_792, p90Usd: 158_400 })).toBe('$15,000 to $160,000');
    expect(figuresIn(withMarks(() => bandRange({ p10Usd: 14_792, p90Usd: 158_400 }))).figures).toEqual([
      { shown: '$15,000', value: 14_792, unit: 'USD' },
      { shown: '$160,000', value: 158_400, unit: 'USD' },
    ]);
    // In the currency that is shown, not in the dollars behind it.
    const euros = { currency: 'EUR', unitsPerUsd: 0.92 };
    expect(withMoney(euros, () => bandRange({ p10Usd: 14_792, p90Usd: 158_400 }))).toBe('€14,000 to €150,000');
    expect(savesInWords({ savesRatio: 0.651, draws: 1_000 })).toBe('Saves in 65 % of 1,000 draws.');
    expect(savesInWords({ savesRatio: null, draws: 1_000 })).toBe('');
  });

  test('does not round a few draws to none, nor most to all', () => {
    expect(bandInWords(bandOf({ p10: 1, p90: 2, saves: 0.998 }))).toContain('In more than 99 % of');
    expect(bandInWords(bandOf({ p10: 1, p90: 2, saves: 0.002 }))).toContain('In less than 1 % of');
    expect(bandInWords(bandOf({ p10: 1, p90: 2, saves: 1 }))).toContain('In all of');
    expect(bandInWords(bandOf({ p10: 1, p90: 2, saves: 0 }))).toContain('In none of');
  });

  test('speaks of the bill alone where the warehouse has no price', () => {
    const band = bandOf({ p10: 1, p90: 2, saves: 1 });
    expect(bandInWords({ ...band, savesRatio: null, figures: { ...band.figures, with: null, saving: null } })).toBe(
      'In eight of ten draws the bill lies between $1,000 and $3,000 a month; the warehouse has no price.',
    );
  });

  test('says how many draws could not be, and why', () => {
    expect(failedInWords({ draws: 1_000, failed: null })).toBeNull();
    expect(failedInWords({ draws: 1_000, failed: { draws: 41, problem: 'Prompts grow too long.' } })).toBe(
      '41 of 1,000 draws cannot be and are left out, mostly large ones, so that the band is rather too low. One of them: Prompts grow too long.',
    );
  });
});

function found(change: Partial<BreakEven>): BreakEven {
  return {
    kind: 'break-even',
    today: { without: 1, with: 1, saving: 1 },
    inputs: [],
    input: {
      id: 'retention',
      label: 'Retention',
      unit: 'seconds',
      now: 86_400,
      from: 10,
      to: 864_000,
      scale: 'log',
      isWhole: false,
    },
    startsAs: 'positive',
    crossings: [],
    points: [10, 864_000].map((value) => ({ value, savingUsd: 1, ratio: 0.1 })),
    ...change,
  };
}

describe('the break-even in a sentence', () => {
  test('covers every way in which a sign can turn', () => {
    expect(breakEvenInWords(found({}))).toBe('The warehouse pays at every value tried, from 10 s to 10 d.');
    expect(breakEvenInWords(found({ startsAs: 'negative' }))).toBe(
      'The warehouse pays at no value tried, from 10 s to 10 d.',
    );
    expect(breakEvenInWords(found({ crossings: [{ at: 3_600, turns: 'negative' }] }))).toBe(
      'The warehouse pays up to 1 h, not above.',
    );
    expect(breakEvenInWords(found({ startsAs: 'negative', crossings: [{ at: 60, turns: 'positive' }] }))).toBe(
      'The warehouse pays from 1 min on.',
    );
    expect(
      breakEvenInWords(
        found({
          crossings: [
            { at: 60, turns: 'negative' },
            { at: 300, turns: 'positive' },
            { at: 3_600, turns: 'negative' },
          ],
        }),
      ),
    ).toBe('The warehouse pays up to 1 min and from 5 min to 1 h.');
    expect(breakEvenInWords(found({ points: [{ value: 1, savingUsd: null, ratio: null }] }))).toBe(
      'There is no figure at any value tried.',
    );
  });

  test('says how far today is from the nearest turn, as a factor', () => {
    const crossings = [
      { at: 60, turns: 'positive' },
      { at: 864_000, turns: 'negative' },
    ] as const;
    expect(distanceInWords(found({ crossings }))).toBe('Today: 1 d, a factor of 10 below 10 d.');
    const { input } = found({});
    expect(distanceInWords(found({ crossings, input: { ...input, now: 120 } }))).toBe(
      'Today: 2 min, a factor of 2 above 1 min.',
    );
    expect(distanceInWords(found({ input: { ...input, now: null } }))).toBeNull();
  });
});
