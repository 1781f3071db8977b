import { describe, expect, it } from 'vitest';
import { createRandom } from '../../engine/random.ts';
import { BASE_SCENARIO } from '../../scenario/base-v0.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { evaluateSpend, type SpendEvaluation } from '../spend.ts';
import { CORE_BOOK } from '../testing/core-book.ts';
import { bandOf, drawnFigures, type Band } from './band.ts';
import { figuresOf } from './figures.ts';
import { breakEvenOf, finderInputsOf, type FinderInput } from './finder.ts';
import { uncertainInputs, type UncertainInput, type Variation } from './inputs.ts';
import { rankedBars, reachUsd, tornadoOf } from './tornado.ts';

function variationOf(change: Partial<Scenario> = {}): Variation {
  return { scenario: { ...BASE_SCENARIO, ...change }, book: CORE_BOOK };
}

function evaluated({ scenario, book }: Variation): SpendEvaluation {
  const evaluation = evaluateSpend(scenario, book);
  if (evaluation.status !== 'ok') throw new Error(evaluation.problems.map(({ message }) => message).join());
  return evaluation;
}

function inputsOf(variation: Variation): readonly UncertainInput[] {
  return uncertainInputs({ scenario: variation.scenario, evaluation: evaluated(variation) });
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

describe('uncertainInputs', () => {
  it('lists what is planned, fitted or assumed, and leaves out what was decided or published', () => {
    const ids = inputsOf(variationOf()).map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['tasks', 'turns', 'fan-out', 'gaps', 'rent', 'bytes', 'write']));
    expect(ids).not.toContain('retention');
    // Anthropic states its lives and guarantees hits.
    expect(ids).not.toContain('life');
  });

  it('asks of a cache that promises nothing how long it lives and whether it is found', () => {
    const unsure = CORE_BOOK.offers.find(
      ({ currency, cachePolicy: { trigger, hitRatio, ttls } }) =>
        currency === 'USD' &&
        trigger !== 'none' &&
        hitRatio.kind === 'assumed' &&
        ttls.some(({ seconds }) => seconds.kind === 'assumed'),
    );
    const variation = variationOf({ offerId: unsure?.id ?? '' });
    const inputs = inputsOf(variation);
    const today = figuresOf(variation).without ?? Number.NaN;
    for (const id of ['life', 'hit-chance']) {
      const input = named(inputs, id);
      expect(figuresOf(input.apply(variation, input.spread.low)).without).toBeGreaterThan(today);
    }
  });

  it('has a reason for every range, and ranges that hold what the scenario says', () => {
    for (const { spread, provenance } of inputsOf(variationOf())) {
      expect(provenance.source.length + (provenance.note?.length ?? 0)).toBeGreaterThan(10);
      expect(spread.low).toBeLessThanOrEqual(spread.typical);
      expect(spread.high).toBeGreaterThanOrEqual(spread.typical);
    }
  });

  it('changes nothing at the typical value', () => {
    const variation = variationOf();
    const today = figuresOf(variation);
    for (const input of inputsOf(variation)) {
      const same = figuresOf(input.apply(variation, input.spread.typical));
      expect(same.saving).toBeCloseTo(today.saving ?? Number.NaN, 6);
      expect(same.without).toBeCloseTo(today.without ?? Number.NaN, 6);
    }
  });

  it('leaves what the visitor typed alone', () => {
    const ids = inputsOf(
      variationOf({ warehouse: { ...BASE_SCENARIO.warehouse, storageUsdPerMTokHour: 0.01, writeUsdPerMTok: 3 } }),
    ).map(({ id }) => id);
    expect(ids).not.toContain('rent');
    expect(ids).not.toContain('bytes');
    expect(ids).not.toContain('write');
  });
});

describe('tornadoOf', () => {
  const bars = tornadoOf({ inputs: inputsOf(SMALL), variation: SMALL });

  it('doubles the bill with twice the tasks', () => {
    const today = figuresOf(SMALL);
    const { atHigh, atLow } = named(
      bars.map((bar) => ({ ...bar, id: bar.input.id })),
      'tasks',
    );
    // A little less than twice: busier agents keep what they share warm.
    expect((atHigh.without ?? 0) / (today.without ?? Number.NaN)).toBeCloseTo(2, 2);
    expect((atLow.without ?? 0) / (today.without ?? Number.NaN)).toBeCloseTo(0.5, 2);
  });

  it('leaves the bill without a warehouse alone when only storage is dearer', () => {
    const rent = named(
      bars.map((bar) => ({ ...bar, id: bar.input.id })),
      'rent',
    );
    expect(rent.atHigh.without).toBe(rent.atLow.without);
    expect(rent.atHigh.with).toBeGreaterThan(rent.atLow.with ?? Number.NaN);
  });

  it('puts the longest bar first and drops those that do not reach', () => {
    const today = figuresOf(SMALL).without ?? Number.NaN;
    const ranked = rankedBars({ bars, figure: 'without', today });
    const reaches = ranked.map((bar) => reachUsd({ bar, figure: 'without', today }));
    expect(reaches).toEqual(reaches.toSorted((a, b) => b - a));
    expect(ranked.map(({ input }) => input.id)).not.toContain('rent');
    expect(ranked.length).toBeGreaterThan(3);
  });
});

function bandAt({
  seed,
  inputs,
  draws = 60,
}: {
  seed: number;
  inputs: readonly UncertainInput[];
  draws?: number;
}): Band {
  const random = createRandom(seed);
  return bandOf([...drawnFigures({ inputs, variation: SMALL, draws, uniform: () => random.uniform() })]);
}

describe('bandOf', () => {
  it('gives the same band for the same seed, another for another', () => {
    const inputs = inputsOf(SMALL);
    expect(bandAt({ seed: 3, inputs })).toEqual(bandAt({ seed: 3, inputs }));
    expect(bandAt({ seed: 4, inputs })).not.toEqual(bandAt({ seed: 3, inputs }));
  });

  it('is today’s figure, three times over, where nothing is uncertain', () => {
    const { figures, savesRatio } = bandAt({ seed: 1, inputs: [], draws: 5 });
    const today = figuresOf(SMALL);
    expect(figures.without).toEqual({ p10Usd: today.without, p50Usd: today.without, p90Usd: today.without, draws: 5 });
    expect(savesRatio).toBe((today.saving ?? 0) > 0 ? 1 : 0);
  });

  it('reaches a tenth and nine tenths of one input’s own range', () => {
    // The bill is in proportion to tasks, so its percentiles are those of the factor: 0.5, 1, 2.
    const { figures } = bandAt({ seed: 1, inputs: [named(inputsOf(SMALL), 'tasks')], draws: 200 });
    const today = figuresOf(SMALL).without ?? Number.NaN;
    expect((figures.without?.p10Usd ?? Number.NaN) / today).toBeCloseTo(0.5, 1);
    expect((figures.without?.p50Usd ?? Number.NaN) / today).toBeCloseTo(1, 1);
    expect((figures.without?.p90Usd ?? Number.NaN) / today).toBeCloseTo(2, 1);
  });
});

function finderInput(id: string, variation = SMALL): FinderInput {
  return named(finderInputsOf(variation), id);
}

describe('breakEvenOf', () => {
  it('finds the rent that eats up the saving, which is linear in it', () => {
    const input = finderInput('rent');
    const { crossings, startsAs } = breakEvenOf({ input, variation: SMALL });
    const [low, high] = [figuresOf(input.apply(SMALL, 0.001)).saving, figuresOf(input.apply(SMALL, 0.011)).saving];
    const perUsd = ((low ?? 0) - (high ?? 0)) / 0.01;
    expect(startsAs).toBe('positive');
    expect(crossings).toHaveLength(1);
    expect(crossings[0]?.turns).toBe('negative');
    expect(crossings[0]?.at).toBeCloseTo(0.001 + (low ?? 0) / perUsd, 5);
  });

  it('agrees with the figure on both sides of every crossing', () => {
    for (const id of ['retention', 'write', 'read']) {
      const input = finderInput(id);
      const { crossings } = breakEvenOf({ input, variation: SMALL });
      for (const { at, turns } of crossings) {
        const sign = turns === 'positive' ? 1 : -1;
        expect(Math.sign(figuresOf(input.apply(SMALL, at * 1.001)).saving ?? 0)).toBe(sign);
        expect(Math.sign(figuresOf(input.apply(SMALL, at * 0.999)).saving ?? 0)).toBe(-sign);
      }
    }
  });

  it('says that more people change nothing about whether it pays', () => {
    const { crossings, startsAs } = breakEvenOf({ input: finderInput('people'), variation: SMALL });
    expect(startsAs).toBe('positive');
    expect(crossings).toEqual([]);
  });

  it('has nothing to look for where the scenario cannot be priced', () => {
    expect(finderInputsOf(variationOf({ offerId: 'nobody/nothing' }))).toEqual([]);
  });
});
