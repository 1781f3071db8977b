import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NOT_SOLD, assumedFact, periodWith, priced, ratesWith } from '../testing/builders.ts';
import { bandAndScheduleMark, chooseRates, type ChosenRates, type Conditions } from './choose-rates.ts';
import { knownRate, type Mode, type Modifier, type PricePeriod, type Schedule } from './rate-card.ts';

const TOKENS = ['input', 'output', 'cacheRead', 'cacheWrite'] as const;
const NIGHT: Schedule = {
  name: 'night hours',
  timeZone: 'UTC',
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  windows: [{ from: '00:00', to: '06:00' }],
  holidays: null,
  applies: 'inside',
  multiplier: { ratio: assumedFact(0.5), classes: TOKENS },
};
const BATCH: Mode = {
  id: 'batch',
  name: 'batch',
  pricing: { kind: 'multiplier', multiplier: { ratio: assumedFact(0.5), classes: TOKENS } },
  withoutClasses: [],
  excludes: [],
};
const FAST: Mode = {
  id: 'fast',
  name: 'fast mode',
  pricing: {
    kind: 'rates',
    base: ratesWith({ input: priced(30) }),
    bands: [{ thresholdTokens: 200, comparison: 'gt', rates: ratesWith({ input: priced(60) }) }],
  },
  withoutClasses: [],
  excludes: ['us'],
};
const US: Modifier = {
  id: 'us',
  name: 'US residency',
  multiplier: { ratio: assumedFact(1.1), classes: TOKENS },
};
const LONG = { thresholdTokens: 200, comparison: 'gt', rates: ratesWith({ input: priced(10) }) } as const;
const RICH: PricePeriod = periodWith({ bands: [LONG], schedules: [NIGHT], modes: [BATCH, FAST], modifiers: [US] });
const AT_NIGHT = '2026-11-20T03:00Z';
const BY_DAY = '2026-11-20T12:00Z';

function choose(conditions: Conditions & { promptTokens?: number; outputTokens?: number; period?: PricePeriod }) {
  return chooseRates({ period: RICH, promptTokens: 100, outputTokens: 10, ...conditions });
}

function chosen(result: ChosenRates) {
  if (result.status === 'refused') throw new Error(result.reason);
  return result;
}

const inputOf = (result: ChosenRates): number | undefined => knownRate(chosen(result).rates.input);
const wordsOf = (result: ChosenRates): readonly string[] => chosen(result).steps.map(({ text }) => text);
const reasonOf = (result: ChosenRates): string => (result.status === 'refused' ? result.reason : 'accepted');

describe('the rates of a request', () => {
  test('are the base rates of a short prompt by day', () => {
    expect(inputOf(choose({ at: BY_DAY }))).toBe(5);
  });

  test('go through band, hours, mode and modifier, in that order', () => {
    // 10 × 0.5 × 0.5 × 1.1
    const result = choose({ at: AT_NIGHT, promptTokens: 201, mode: 'batch', modifiers: ['us'] });
    expect(inputOf(result)).toBe(2.75);
    expect(wordsOf(result)).toEqual([
      'band of a prompt of 201 tokens',
      '0.5 × for night hours: Friday 03:00 in UTC, in the window 00:00–06:00',
      'no seller states how long prompts and hours combine; the factor is taken of the band’s rate',
      '0.5 × for batch',
      '1.1 × for US residency',
    ]);
  });

  test('say which hours they are not in', () => {
    expect(wordsOf(choose({ at: BY_DAY }))).toEqual([
      'base rates',
      'not night hours: Friday 12:00 in UTC, outside 00:00–06:00',
    ]);
  });

  test('of a mode with a list of its own are that list, by prompt length, at any hour', () => {
    expect(inputOf(choose({ mode: 'fast', at: AT_NIGHT }))).toBe(30);
    expect(inputOf(choose({ mode: 'fast', promptTokens: 201 }))).toBe(60);
    expect(wordsOf(choose({ mode: 'fast', promptTokens: 201 }))).toEqual([
      'band of a prompt of 201 tokens',
      'the list of fast mode',
    ]);
  });

  test('change for the classes a factor names and for no other', () => {
    const period = periodWith({
      base: ratesWith({ storage: priced(4.5) }),
      modifiers: [{ ...US, multiplier: { ratio: assumedFact(2), classes: ['cacheWrite'] } }],
    });
    const { rates } = chosen(choose({ period, modifiers: ['us'] }));
    expect([rates.input, rates.cacheRead, rates.storage].map(knownRate)).toEqual([5, 0.5, 4.5]);
    expect(Object.values(rates.cacheWrite).map(knownRate)).toEqual([12.5, 20]);
  });

  test('keep what is missing missing, and source and day of what is not', () => {
    const period = periodWith({ base: ratesWith({ cacheRead: NOT_SOLD }), modes: [BATCH] });
    const { rates } = chosen(choose({ period, mode: 'batch' }));
    expect(rates.cacheRead).toBe(NOT_SOLD);
    expect(rates.input).toMatchObject({
      perMTok: { value: 2.5, source: 'made up for a test', checkedOn: '2026-11-20', kind: 'assumed' },
    });
  });

  test('are derived where a factor changed a published price, and as old as the older of the two', () => {
    const fact = { value: 5, kind: 'published', source: 'a list', checkedOn: '2026-11-20' } as const;
    const ratio = { ...fact, value: 0.5, source: 'a page', checkedOn: '2026-10-01' };
    const period = periodWith({
      base: ratesWith({ input: { state: 'priced', perMTok: fact } }),
      modes: [{ ...BATCH, pricing: { kind: 'multiplier', multiplier: { ratio, classes: TOKENS } } }],
    });
    expect(chosen(choose({ period, mode: 'batch' })).rates.input).toEqual({
      state: 'priced',
      perMTok: { ...fact, value: 2.5, kind: 'derived', source: 'a list; factor: a page', checkedOn: '2026-10-01' },
    });
  });

  test('of a class that a mode does not sell are not sold', () => {
    const period = periodWith({ modes: [{ ...BATCH, withoutClasses: ['cacheWrite'] }] });
    const { rates } = chosen(choose({ period, mode: 'batch' }));
    expect(rates.cacheWrite['5m']).toEqual({ state: 'not-sold', reason: 'not sold in batch' });
    expect(knownRate(rates.cacheRead)).toBe(0.25);
  });

  test('may depend on the length of the answer', () => {
    // Zhipu’s GLM-4.7 list: short prompt and short answer, short prompt and long answer, long prompt.
    const period = periodWith({
      base: ratesWith({ input: priced(2) }),
      bands: [
        { thresholdTokens: 0, comparison: 'gte', outputAboveTokens: 200, rates: ratesWith({ input: priced(3) }) },
        { thresholdTokens: 32_000, comparison: 'gt', rates: ratesWith({ input: priced(4) }) },
      ],
    });
    const input = (promptTokens: number, outputTokens: number) =>
      inputOf(choose({ period, promptTokens, outputTokens }));
    expect([input(32_000, 200), input(32_000, 201), input(32_001, 1), input(32_001, 201)]).toEqual([2, 3, 4, 4]);
  });

  test('with every factor 1 are those without any', () => {
    const ratio = assumedFact(1);
    const period = periodWith({
      schedules: [{ ...NIGHT, multiplier: { ratio, classes: TOKENS } }],
      modes: [{ ...BATCH, pricing: { kind: 'multiplier', multiplier: { ratio, classes: TOKENS } } }],
      modifiers: [{ ...US, multiplier: { ratio, classes: TOKENS } }],
    });
    fc.assert(
      fc.property(fc.constantFrom(AT_NIGHT, BY_DAY), fc.boolean(), fc.boolean(), (at, isBatch, isUs) => {
        const { rates } = chosen(
          choose({ period, at, mode: isBatch ? 'batch' : 'standard', modifiers: isUs ? ['us'] : [] }),
        );
        expect(rates).toEqual(period.base);
      }),
    );
  });
});

describe('refused', () => {
  test('is a mode that is not on sale, and the answer says which are', () => {
    expect(reasonOf(choose({ at: BY_DAY, mode: 'flex' }))).toBe(
      'Mode "flex" is not sold here; standard, batch, fast are.',
    );
    expect(reasonOf(choose({ period: periodWith(), mode: 'batch' }))).toBe(
      'Mode "batch" is not sold here; standard is.',
    );
  });

  test('is a modifier that is not on sale', () => {
    expect(reasonOf(choose({ at: BY_DAY, modifiers: ['eu'] }))).toBe('Modifier "eu" is not sold here; us is.');
    expect(reasonOf(choose({ period: periodWith(), modifiers: ['eu'] }))).toBe('Modifier "eu" is not sold here.');
  });

  test('are a mode and a modifier that exclude each other', () => {
    expect(reasonOf(choose({ at: BY_DAY, mode: 'fast', modifiers: ['us'] }))).toBe(
      'fast mode cannot be combined with US residency.',
    );
  });

  test('is a price that follows the clock without a time', () => {
    for (const at of [undefined, '2026-11-20'])
      expect(reasonOf(choose({ at }))).toBe(
        'Prices follow the clock here (night hours): say the time, with its offset from UTC.',
      );
  });
});

test('an offer with both bands and hours is marked, and no other', () => {
  expect(bandAndScheduleMark(RICH)).toMatch(/^Assumed: .*band’s rate\.$/);
  expect(bandAndScheduleMark(periodWith({ bands: [LONG] }))).toBeNull();
  expect(bandAndScheduleMark(periodWith({ schedules: [NIGHT] }))).toBeNull();
});
