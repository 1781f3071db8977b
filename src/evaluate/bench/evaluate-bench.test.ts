import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MODELS } from '../../catalog/models/index.ts';
import { CORE_BOOK } from '../testing/core-book.ts';
import type { BenchView, MeasuredFigure } from './bench-view.ts';
import { evaluateBench, MOST_OTHER_MODELS } from './evaluate-bench.ts';
import { machine, MEASURED, own, scenarioOf, TYPED, view } from './testing.ts';

describe('decode bound', () => {
  test('Llama 3.1 8B in bf16 at 100,000 tokens, by hand', () => {
    const of = view();
    // 8.03 B − 128,256 × 4,096 of the embedding, twice two bytes; 131,072 B of cache a token.
    expect(own(of).bound.weightBytes / 1e9).toBeCloseTo(15.01, 2);
    expect(own(of).bound.kvBytes).toBe(13_107_200_000);
    expect(own(of).bound.tokensPerSecond).toBeCloseTo(33.47, 2);
    expect(own(of).totalWeightBytes).toBeCloseTo(16.06e9, -7);
    expect(of.neededBytes).toBeCloseTo(16.06e9 + 13.1072e9, -7);
    expect(machine(of, 'h100-sxm').bound.tokensPerSecond).toBeCloseTo(119.14, 2);
    expect(machine(of, 'h100-sxm').machine.units).toBe(1);
  });

  test('a mixture of experts reads its active parameters: DeepSeek-V3 in fp8', () => {
    const of = view({ scenario: scenarioOf({ modelId: 'DeepSeek-V3', weightFormat: 'fp8' }) });
    // 37 B less the embedding of 129,280 × 7,168.
    expect(own(of).bound.weightBytes / 1e9).toBeCloseTo(37 - 0.927, 2);
    expect(own(of).bound.kvBytes).toBe(7_027_200_000);
    expect(own(of).totalWeightBytes).toBe(671e9);
  });

  test('an equal bandwidth gives an equal bound, measured or not', () => {
    const of = view({ measured: { ...MEASURED, bytesPerSecond: 3.35e12 } });
    expect(own(of).bound).toEqual(machine(of, 'h100-sxm').bound);
    expect(machine(of, 'measured').bound).toEqual(own(of).bound);
    // B200 and MI350X: 8 TB/s each.
    expect(machine(of, 'b200-sxm').bound).toEqual(machine(of, 'mi350x').bound);
  });

  test('explanations come to their value, with every symbol among the terms', () => {
    const of = view();
    for (const { explanation, bound } of [own(of), ...of.machines.flatMap((row) => ('bound' in row ? [row] : []))]) {
      const term = (symbol: string): number => explanation.terms.find((one) => one.symbol === symbol)?.value ?? 1;
      const value =
        (term('units') * term('read')) / (term('parameters') * term('width') + explanationCache(explanation.terms));
      expect(value / bound.tokensPerSecond).toBeCloseTo(1, 9);
      expect(explanation.value).toBe(bound.tokensPerSecond);
      for (const { symbol } of explanation.terms) expect(explanation.formula).toContain(symbol);
      expect(explanation.unit).toBe('tokensPerSecond');
      expect(explanation.terms.find(({ symbol }) => symbol === 'read')?.unit).toBe('bytesPerSecond');
    }
    expect(own(of).explanation.title).toMatch(/about$/);
    expect(machine(of, 'h100-sxm').explanation.title).toMatch(/at most$/);
  });

  function explanationCache(terms: readonly { symbol: string; value: number }[]): number {
    return terms.find(({ symbol }) => symbol === 'cache')?.value ?? 0;
  }

  test('every model of the catalogue has a curve that falls, to its maximum, of at most 150 points', () => {
    for (const { id, maxContextTokens } of MODELS) {
      const { curve } = own(view({ scenario: scenarioOf({ modelId: id, contextTokens: 1_000 }), acceleratorIds: [] }));
      expect(curve.length).toBeLessThanOrEqual(150);
      expect(curve.at(0)?.contextTokens).toBe(100);
      expect(curve.at(-1)?.contextTokens).toBe(maxContextTokens.value);
      for (const [i, point] of curve.entries()) {
        expect(point.tokensPerSecond).toBeLessThanOrEqual(curve[i - 1]?.tokensPerSecond ?? Infinity);
        expect(point.tokensPerSecond).toBeGreaterThan(0);
      }
    }
  });

  test('grows with the bandwidth, in proportion', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e9, max: 1e13, noNaN: true }), (bytesPerSecond) => {
        const at = (rate: number) =>
          own(view({ measured: { ...MEASURED, bytesPerSecond: rate }, acceleratorIds: [] })).bound.tokensPerSecond;
        expect(at(2 * bytesPerSecond) / at(bytesPerSecond)).toBeCloseTo(2, 9);
      }),
      { numRuns: 20 },
    );
  });
});

describe('models beside the scenario’s own', () => {
  test('stand after it, each once, at most five, the own one not again', () => {
    const of = view({
      otherModelIds: [
        'DeepSeek-V3',
        'Meta-Llama-3.1-8B',
        'DeepSeek-V3',
        'gpt-oss-120b',
        'GLM-5.2',
        'Qwen3-30B-A3B',
        'Kimi-K2-Instruct',
        'Qwen3-235B-A22B',
      ],
      acceleratorIds: [],
    });
    expect(of.models.map(({ name }) => name)).toEqual([
      'Meta-Llama-3.1-8B',
      'DeepSeek-V3',
      'gpt-oss-120b',
      'GLM-5.2',
      'Qwen3-30B-A3B',
      'Kimi-K2-Instruct',
    ]);
    expect(of.models.length).toBe(1 + MOST_OTHER_MODELS);
    expect(of.models.map(({ isScenarios }) => isScenarios)).toEqual([true, false, false, false, false, false]);
  });

  test('are taken in the scenario’s format, and say so where their checkpoint is in another', () => {
    const [, v3] = view({ otherModelIds: ['DeepSeek-V3'], acceleratorIds: [] }).models;
    if (!v3 || 'reason' in v3) throw new Error('No DeepSeek-V3');
    expect(v3.weightFormat).toBe('bf16');
    expect(v3.publishedFormat).toBe('fp8');
    expect(v3.notes.join(' ')).toContain('published in fp8');
  });

  test('that nobody knows are named with the reason', () => {
    const [, nobody] = view({ otherModelIds: ['nobody'], acceleratorIds: [] }).models;
    expect(nobody).toMatchObject({ modelId: 'nobody', isScenarios: false });
    expect(nobody && 'reason' in nobody ? nobody.reason : '').not.toBe('');
  });

  test('beyond its maximum a model says so', () => {
    const of = view({
      scenario: scenarioOf({ modelId: 'Meta-Llama-3.1-8B', contextTokens: 200_000 }),
      acceleratorIds: [],
    });
    expect(own(of).exceedsContextTokens).toBe(131_072);
    expect(own(of).curve.at(-1)?.contextTokens).toBe(131_072);
  });
});

describe('a geometry typed by hand', () => {
  test('without a number of active parameters is taken as dense, and says so', () => {
    const of = view({ scenario: scenarioOf({ custom: TYPED, weightFormat: 'bf16', contextTokens: 100_000 }) });
    expect(own(of).bound.bytesPerToken).toBe(16e9 + 13_107_200_000);
    expect(own(of).notes.join(' ')).toContain('Taken as dense');
    expect(own(of).curve.at(-1)?.contextTokens).toBe(131_072);
    // Queries are not typed: attention is missing from the time.
    expect(of.lengths?.rows.find(({ machine: one }) => one.id === 'h100-sxm')?.long.prefill.isLowerBound).toBe(true);
  });

  test('without any number of parameters has no bound, and says what is missing', () => {
    const of = view({ scenario: scenarioOf({ custom: { ...TYPED, totalParameters: null } }) });
    expect(of.models[0]).toMatchObject({
      modelId: null,
      isScenarios: true,
      reason: expect.stringContaining('parameters'),
    });
    expect(of.machines).toEqual([]);
    expect([of.lengths, of.neededBytes]).toEqual([null, null]);
  });

  test('that no number of devices holds leaves them out, with the reason', () => {
    const huge = { ...TYPED, totalParameters: 1e15, activeParameters: 1e9 };
    const of = view({ scenario: scenarioOf({ custom: huge }), acceleratorIds: ['l4'] });
    expect(of.machines.slice(1)).toMatchObject([{ id: 'l4', reason: expect.stringContaining('No number of them') }]);
    expect(of.lengths?.rows.map(({ machine: one }) => one.id)).toEqual(['measured']);
  });

  test('a model that nobody knows is a problem of its field', () => {
    const answer = evaluateBench({
      scenario: scenarioOf({ modelId: 'nobody' }),
      book: CORE_BOOK,
      measured: MEASURED,
      confirmedCardId: null,
      otherModelIds: [],
    });
    expect(answer).toMatchObject({ status: 'impossible', field: 'kv.modelId' });
  });
});

describe('caveats', () => {
  const ids = (of: BenchView) => of.caveats.map(({ id }) => id);

  test('say what a bound is, what a browser does not tell, and what was not measured', () => {
    expect(ids(view())).toEqual([
      'upper-bound',
      'measured-bound',
      'one-sequence',
      'fits-unknown',
      'capacity',
      'units',
      'data-sheet',
    ]);
    expect(ids(view({ acceleratorIds: [] }))).toEqual(['measured-bound', 'one-sequence', 'fits-unknown']);
    expect(ids(view({ measured: null, acceleratorIds: ['h100-sxm'] }))).toEqual([
      'upper-bound',
      'one-sequence',
      'data-sheet',
    ]);
  });

  test('call nothing from a measurement a bound, nor a lower bound what a cache may have helped', () => {
    const said = (warnings: MeasuredFigure['warnings']) =>
      view({ measured: { ...MEASURED, warnings }, acceleratorIds: [] }).caveats.find(
        ({ id }) => id === 'measured-bound',
      )?.sentence;
    for (const warnings of [[], ['noisy'], ['timers-disagree']] as const)
      expect(said(warnings)).toContain('which is a lower bound of the memory’s');
    expect(said(['small-limits'])).toMatch(/no bound.*too high\.$/);
    expect(said(['timers-disagree', 'plateau-not-reached'])).toMatch(
      /too high, and the clock that was used too low\.$/,
    );
  });

  test('say what the measurement was of', () => {
    const of = (measured: MeasuredFigure) => ids(view({ measured, acceleratorIds: [] }));
    expect(of({ ...MEASURED, part: 'cpu' })).toContain('not-the-gpu');
    expect(of({ ...MEASURED, warnings: ['suspected-software'] })).toContain('not-the-gpu');
    expect(of({ ...MEASURED, warnings: ['suspected-software'] })).not.toContain('warnings');
    expect(of({ ...MEASURED, warnings: ['plateau-not-reached'] })).toContain('warnings');
  });

  test('stand each once', () => {
    const all = ids(view({ measured: { ...MEASURED, part: 'cpu', warnings: ['noisy', 'software-adapter'] } }));
    expect(new Set(all).size).toBe(all.length);
  });
});
