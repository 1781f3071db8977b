import { describe, expect, it } from 'vitest';
import { createRandom } from '../../engine/random.ts';
import { BASE_SCENARIO } from '../../scenario/base.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { CORE_BOOK } from '../testing/core-book.ts';
import { bandOf, drawnFigures, type Band } from './band.ts';
import { figuresOf } from './figures.ts';
import type { FinderInput } from './finder-input.ts';
import { finderInputs } from './finder-inputs.ts';
import { breakEvenOf, valuesOf } from './finder.ts';
import type { UncertainInput } from './input.ts';
import { uncertainInputs } from './inputs.ts';
import { rankedBars, reachUsd, tornadoOf } from './tornado.ts';
import type { Variation } from './variation.ts';

const lens = 'buy';

function variationOf(change: Partial<Scenario> = {}): Variation {
  return { scenario: { ...BASE_SCENARIO, ...change }, book: CORE_BOOK };
}

function inputsOf(variation: Variation): readonly UncertainInput[] {
  return uncertainInputs({ ...variation, lens });
}

function named<T extends { readonly id: string }>(of: readonly T[], id: string): T {
  const found = of.find((each) => each.id === id);
  if (!found) throw new Error(`no ${id} among ${of.map((each) => each.id).join()}`);
  return found;
}

/** Few tasks of few agents: the same figures in form, a tenth of the time. */
const SMALL = variationOf({
  workload: {
    ...BASE_SCENARIO.workload,
    roles: BASE_SCENARIO.workload.roles.slice(0, 1),
  },
});

const todayUsd = (variation: Variation) => figuresOf({ ...variation, lens });

describe('tornadoOf', () => {
  const bars = tornadoOf({ inputs: inputsOf(SMALL), variation: SMALL, lens });
  const bar = (id: string) =>
    named(
      bars.map((each) => ({ ...each, id: each.input.id })),
      id,
    );

  it('doubles the bill with twice the tasks', () => {
    const today = todayUsd(SMALL);
    const { atHigh, atLow } = bar('tasks');
    // A little less than twice: busier agents keep what they share warm.
    expect((atHigh.without ?? 0) / (today.without ?? Number.NaN)).toBeCloseTo(2, 2);
    expect((atLow.without ?? 0) / (today.without ?? Number.NaN)).toBeCloseTo(0.5, 2);
  });

  it('leaves the bill without a warehouse alone when only the warehouse is dearer', () => {
    for (const id of ['rent', 'read', 'write']) {
      const { atLow, atHigh } = bar(id);
      expect(atHigh.without).toBe(atLow.without);
      expect(atHigh.with).toBeGreaterThan(atLow.with ?? Number.NaN);
      expect((atHigh.saving ?? Number.NaN) + (atHigh.with ?? Number.NaN)).toBeCloseTo(atHigh.without ?? 0, 6);
    }
  });

  it('puts the longest bar first and drops those that do not reach', () => {
    const today = todayUsd(SMALL).without ?? Number.NaN;
    const ranked = rankedBars({ bars, figure: 'without', today });
    const reaches = ranked.map((each) => reachUsd({ bar: each, figure: 'without', today }));
    expect(reaches).toEqual(reaches.toSorted((a, b) => b - a));
    expect(ranked.map(({ input }) => input.id)).not.toContain('rent');
    expect(ranked.length).toBeGreaterThan(3);
  });

  it('keeps a bar with an end at which prompts no longer fit, and says so', () => {
    const [lead] = BASE_SCENARIO.workload.roles;
    if (!lead) throw new Error('no role');
    // 1,500 turns of 440 + 3,940 tokens without compaction: 6.6 M tokens, beyond any context; 200 of them fit.
    const long = variationOf({
      workload: { ...BASE_SCENARIO.workload, roles: [{ ...lead, turnsPerAgent: 200, compaction: null }] },
    });
    const ends = tornadoOf({
      inputs: inputsOf(long).filter(({ id }) => id === 'turns'),
      variation: long,
      lens,
    });
    const [turns] = rankedBars({ bars: ends, figure: 'without', today: todayUsd(long).without ?? Number.NaN });
    expect(turns?.atLow.without).toBeGreaterThan(0);
    expect(turns?.atHigh.without).toBeNull();
    expect(turns?.atHigh.problem).toMatch(/grow to [\d,]+ tokens/);
  });
});

function bandAt({
  seed,
  inputs,
  draws = 25,
  variation = SMALL,
}: {
  seed: number;
  inputs: readonly UncertainInput[];
  draws?: number;
  variation?: Variation;
}): Band {
  const random = createRandom(seed);
  return bandOf([...drawnFigures({ inputs, variation, lens, draws, uniform: () => random.uniform() })]);
}

describe('bandOf', () => {
  it('gives the same band for the same seed, another for another', () => {
    const inputs = inputsOf(SMALL);
    expect(bandAt({ seed: 3, inputs })).toEqual(bandAt({ seed: 3, inputs }));
    expect(bandAt({ seed: 4, inputs })).not.toEqual(bandAt({ seed: 3, inputs }));
  });

  it('is today’s figure, three times over, where nothing is uncertain', () => {
    const { figures, savesRatio, failed } = bandAt({ seed: 1, inputs: [], draws: 5 });
    const today = todayUsd(SMALL);
    const { without } = today;
    expect(figures.without).toEqual({
      p10Usd: without,
      p50Usd: without,
      p90Usd: without,
      drawnUsd: [without, without, without, without, without],
    });
    expect(savesRatio).toBe((today.saving ?? 0) > 0 ? 1 : 0);
    expect(failed).toBeNull();
  });

  it('reaches a tenth and nine tenths of one input’s own range', () => {
    // The bill is in proportion to tasks, so its percentiles are those of the factor: 0.5, 1, 2.
    const { figures } = bandAt({ seed: 1, inputs: [named(inputsOf(SMALL), 'tasks')], draws: 200 });
    const today = todayUsd(SMALL).without ?? Number.NaN;
    expect((figures.without?.p10Usd ?? Number.NaN) / today).toBeCloseTo(0.5, 1);
    expect((figures.without?.p50Usd ?? Number.NaN) / today).toBeCloseTo(1, 1);
    expect((figures.without?.p90Usd ?? Number.NaN) / today).toBeCloseTo(2, 1);
  });

  it('counts draws that cannot be and gives the commonest reason, whatever its numbers', () => {
    const known = { without: 10, with: 8, saving: 2 };
    const none = (problem: string) => ({ without: null, with: null, saving: null, problem });
    const { failed, figures, savesRatio, draws } = bandOf([
      known,
      none('Prompts grow to 2,000 tokens.'),
      none('Another reason.'),
      none('Prompts grow to 3,500 tokens.'),
      { ...known, with: 12, saving: -2 },
    ]);
    expect(draws).toBe(5);
    expect(failed).toEqual({ draws: 3, problem: 'Prompts grow to 2,000 tokens.' });
    expect(figures.saving?.drawnUsd).toEqual([-2, 2]);
    expect(savesRatio).toBe(0.5);
  });
});

function finderInput(id: string, variation = SMALL): FinderInput {
  return named(finderInputs({ ...variation, lens }), id);
}

describe('breakEvenOf', () => {
  it('finds the rent that eats up the saving, which is linear in it', () => {
    const input = finderInput('rent');
    const { crossings, startsAs } = breakEvenOf({ input, variation: SMALL, lens });
    const [low, high] = [0.001, 0.011].map((usd) => todayUsd(input.apply(SMALL, usd)).saving ?? Number.NaN);
    const perUsd = ((low ?? 0) - (high ?? 0)) / 0.01;
    expect(startsAs).toBe('positive');
    expect(crossings).toHaveLength(1);
    expect(crossings[0]?.turns).toBe('negative');
    expect((crossings[0]?.at ?? Number.NaN) / (0.001 + (low ?? 0) / perUsd)).toBeCloseTo(1, 5);
  });

  it('agrees with the figure on both sides of every crossing', () => {
    for (const id of ['retention', 'write', 'read', 'discount:anthropic']) {
      const input = finderInput(id);
      const { crossings } = breakEvenOf({ input, variation: SMALL, lens });
      for (const { at, turns } of crossings) {
        const sign = turns === 'positive' ? 1 : -1;
        expect(Math.sign(todayUsd(input.apply(SMALL, at * 1.001)).saving ?? 0)).toBe(sign);
        expect(Math.sign(todayUsd(input.apply(SMALL, at * 0.999)).saving ?? 0)).toBe(-sign);
      }
    }
  });

  it('finds the discount at which rent, which nobody discounts, is more than what is saved', () => {
    const input = finderInput('discount:anthropic');
    const { crossings } = breakEvenOf({ input, variation: SMALL, lens });
    const dear = {
      ...SMALL,
      scenario: { ...SMALL.scenario, warehouse: { ...SMALL.scenario.warehouse, storageUsdPerMTokHour: 0.02 } },
    };
    const [atNone, atHalf] = [0, 0.5].map((ratio) => todayUsd(input.apply(dear, ratio)).saving ?? Number.NaN);
    // Everything but the rent halves.
    const slope = ((atNone ?? 0) - (atHalf ?? 0)) / 0.5;
    const found = breakEvenOf({ input, variation: dear, lens }).crossings;
    const expected = (atNone ?? Number.NaN) / slope;
    expect(expected).toBeGreaterThan(0);
    expect(found[0]?.at).toBeCloseTo(expected, 4);
    expect(crossings.every(({ at }) => at > (found[0]?.at ?? 0))).toBe(true);
  });

  it('says that more people change nothing about whether it pays', () => {
    const { crossings, startsAs } = breakEvenOf({ input: finderInput('people'), variation: SMALL, lens });
    expect(startsAs).toBe('positive');
    expect(crossings).toEqual([]);
  });

  it('looks at what is nothing today around what is usual', () => {
    const free = variationOf({
      warehouse: { retentionSeconds: 0, writeUsdPerMTok: 0, readUsdPerMTok: 0, storageUsdPerMTokHour: 0 },
    });
    for (const id of ['retention', 'rent', 'write', 'read']) {
      const { now, from, to } = finderInput(id, free);
      expect(now).toBe(0);
      expect(to / from).toBeGreaterThan(1_000);
    }
  });

  it('has today’s value among at most 60 ascending ones', () => {
    for (const input of finderInputs({ ...SMALL, lens })) {
      const values = valuesOf(input);
      expect(values.length).toBeLessThanOrEqual(60);
      expect(values).toEqual([...new Set(values)].toSorted((a, b) => a - b));
      if (input.now !== null) expect(values).toContain(input.now);
    }
  });

  it('offers a mode only where it is sold', () => {
    const ids = finderInputs({ ...SMALL, lens }).map(({ id }) => id);
    const sold = CORE_BOOK.offerById(SMALL.scenario.offerId)?.periods.some(({ modes = [] }) =>
      modes.some(({ id }) => id === SMALL.scenario.purchase.modeId),
    );
    expect(ids.includes('mode')).toBe(sold === true);
  });

  it('has nothing to look for where the scenario cannot be priced', () => {
    expect(finderInputs({ ...variationOf({ offerId: 'nobody/nothing' }), lens })).toEqual([]);
  });
});
