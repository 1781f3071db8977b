import { describe, expect, it } from 'vitest';
import { BASE_SCENARIO } from '../../scenario/base.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { WHOLE_BOOK } from '../whole-book.ts';
import { figuresOf } from './figures.ts';
import type { UncertainInput } from './input.ts';
import { uncertainInputs } from './inputs.ts';
import { movedWhenTypical } from './testing.ts';
import type { Variation } from './variation.ts';

function variationOf(change: Partial<Scenario> = {}): Variation {
  return { scenario: { ...BASE_SCENARIO, ...change }, book: WHOLE_BOOK };
}

function inputsOf(variation: Variation): readonly UncertainInput[] {
  return uncertainInputs({ ...variation, lens: 'run' });
}

describe('uncertainInputs of machines of one’s own', () => {
  const variation = variationOf();

  it('lists the workload’s and the machines’, and nothing of an API', () => {
    const ids = inputsOf(variation).map(({ id }) => id);
    expect(ids).toEqual(
      expect.arrayContaining(['tasks', 'turns', 'mfu', 'cluster:usdPerGpuHour', 'cluster:warehouseUsdPerGbMonth']),
    );
    for (const id of ['rent', 'write', 'tokenizer']) expect(ids).not.toContain(id);
  });

  it('changes nothing at the typical value', () => {
    expect(movedWhenTypical({ variation, lens: 'run' })).toEqual({ moved: [], tried: 14 });
  });

  it('leaves what was typed alone', () => {
    const ids = inputsOf(
      variationOf({ cluster: { ...BASE_SCENARIO.cluster, usdPerGpuHour: 3, mfuRatio: 0.4, affinityRatio: 0.9 } }),
    ).map(({ id }) => id);
    for (const id of ['cluster:usdPerGpuHour', 'mfu', 'cluster:affinityRatio']) expect(ids).not.toContain(id);
  });

  it('rents more machines where prefill reaches less of their peak', () => {
    const mfu = inputsOf(variation).find(({ id }) => id === 'mfu');
    if (!mfu) throw new Error('no mfu');
    const [low, high] = [mfu.spread.low, mfu.spread.high].map(
      (value) => figuresOf({ ...mfu.apply(variation, value), lens: 'run' }).without ?? Number.NaN,
    );
    expect(low).toBeGreaterThan(high ?? Number.NaN);
  });
});
