import { describe, expect, test } from 'vitest';
import type { BuyOrRun } from '../../../../evaluate/cluster/cluster-view.ts';
import type { Volume } from './volume.ts';
import {
  breakEvenInWords,
  breakEvenShort,
  comparedInWords,
  noVolumeInWords,
  peopleInWords,
  timesShort,
  todayInWords,
} from './volume-words.ts';

const point = (volumeRatio: number, buyUsdPerMonth: number, runUsdPerMonth: number | null) =>
  ({ volumeRatio, buyUsdPerMonth, runUsdPerMonth, nodes: runUsdPerMonth === null ? null : 2, rung: 'dram' }) as const;

/** 40 people with 50 B tokens a month: bought for $40,000, run for $30,000. */
function volumeWith(changes: Partial<BuyOrRun> = {}): Volume {
  return {
    people: 40,
    tokensPerMonth: 50e9,
    acceleratorName: 'H200 SXM',
    comparison: {
      buyUsdPerMonth: 40_000,
      buyName: 'Claude',
      runUsdPerMonth: 30_000,
      runRung: 'dram',
      missing: [],
      breakEven: { status: 'value', value: 0.75 },
      breakEvenPeople: 30,
      points: [point(1 / 64, 625, 30_000), point(1, 40_000, 30_000), point(64, 2_560_000, 900_000)],
      buyUsdPerMTok: 0.8,
      runUsdPerMTok: 0.6,
      isOtherModel: true,
      runModelName: 'DeepSeek-V3',
      ...changes,
    },
  };
}

describe('the break-even', () => {
  test('below today’s volume: in people and tokens, and how far beyond it today is', () => {
    // 0.75 × 40 people, 0.75 × 50 B; 1 ÷ 0.75.
    expect(breakEvenInWords(volumeWith())).toBe(
      'Running it yourself costs less from about 30 people, 37.5 B tokens a month: today’s volume is 1.3 times that.',
    );
    expect(breakEvenShort(volumeWith())).toBe(
      'Running DeepSeek-V3 yourself costs less than Claude from about 30 people.',
    );
    expect(breakEvenShort(volumeWith({ isOtherModel: false }))).toBe(
      'Machines of your own cost less from about 30 people.',
    );
  });

  test('above today’s volume: how many times of it', () => {
    expect(breakEvenInWords(volumeWith({ breakEven: { status: 'value', value: 3.14 } }))).toBe(
      'Running it yourself costs less from about 126 people, 157 B tokens a month: 3.1 times today’s volume.',
    );
  });

  test('never, always and both by turns name the volumes that were tried', () => {
    const never = { status: 'never', reason: '' } as const;
    expect(breakEvenInWords(volumeWith({ breakEven: never, points: [point(1 / 64, 1, 2), point(64, 1, 2)] }))).toBe(
      'Running it yourself costs more at every volume that was tried, up to 2,560 people, 3.2 T tokens a month.',
    );
    expect(breakEvenInWords(volumeWith({ breakEven: { status: 'always', reason: '' } }))).toBe(
      'Running it yourself costs less at every volume that was tried, from less than one person, 781 M tokens a month on.',
    );
    const byTurns = volumeWith({ breakEven: never, points: [point(1, 40_000, 30_000), point(64, 1, 2)] });
    expect(breakEvenInWords(byTurns)).toMatch(/^There is no volume from which running it yourself stays cheaper/);
    expect(breakEvenShort(byTurns)).toMatch(
      /^Running DeepSeek-V3 yourself costs less than Claude at some volumes, but/,
    );
    expect(breakEvenShort(volumeWith({ breakEven: never, points: [point(1, 1, 2)] }))).toBe(
      'Running DeepSeek-V3 yourself costs more than Claude at every volume that was tried.',
    );
  });

  test('without a price there is none: what is missing is named', () => {
    const unpriced = volumeWith({
      breakEven: null,
      runUsdPerMonth: null,
      runUsdPerMTok: null,
      missing: ['accelerators'],
    });
    expect(breakEvenInWords(unpriced)).toBe(
      'There is no break-even volume yet. The price of an accelerator’s hour is not known.',
    );
    expect(breakEvenShort(unpriced)).toBeNull();
    expect(todayInWords(unpriced)).toMatch(/running it has no total\.$/);
    const two = volumeWith({ breakEven: null, missing: ['accelerators', 'warehouse: rent'] });
    expect(breakEvenInWords(two)).toContain(
      'The price of an accelerator’s hour and the warehouse’s rent is not known.',
    );
    const late = volumeWith({ breakEven: null, missing: ['One node does not hold a single sequence.'] });
    expect(breakEvenInWords(late)).toBe('There is no break-even volume yet. One node does not hold a single sequence.');
  });
});

test('today’s two bills, in dollars and per token', () => {
  expect(todayInWords(volumeWith())).toBe(
    'Today, 40 people, 50 B tokens a month: buying costs $40,000 a month ($0.80 per M tokens), running it $30,000 ($0.60 per M tokens).',
  );
});

test('two models are said to be two; one is not', () => {
  expect(comparedInWords(volumeWith()).join(' ')).toContain('These are two models');
  expect(comparedInWords(volumeWith({ isOtherModel: false })).join(' ')).not.toContain('two models');
  expect(comparedInWords(volumeWith()).at(-1)).toContain('staff, racks and the network between nodes');
});

test('tiers without a price are said to be left out where others have one', () => {
  const partly = volumeWith({ missing: ['warehouse: rent'] });
  expect(comparedInWords(partly)).toContain('Some tiers are left out. The price of the warehouse’s rent is not known.');
});

test('people are whole from ten on, and never none', () => {
  expect([0.6, 1, 2.54, 9.96, 27.5, 1_234].map(peopleInWords)).toEqual([
    'less than one person',
    '1 person',
    '2.5 people',
    '10 people',
    '28 people',
    '1,230 people',
  ]);
});

test('rows of the table say how many times today’s volume', () => {
  expect([1 / 64, 0.5 ** 0.5, 1, 2 ** 1.5].map(timesShort)).toEqual(['1/64 ×', '1/1.41 ×', 'today', '2.83 ×']);
});

test('where there is nothing to compare the reason stands', () => {
  expect(noVolumeInWords({ status: 'unknown', reason: 'The models are still being loaded.', field: null })).toBe(
    'There is nothing to compare with. The models are still being loaded.',
  );
  expect(noVolumeInWords({ status: 'impossible', problems: [{ field: 'offerId', message: 'Not sold.' }] })).toBe(
    'Not sold.',
  );
});
