import { describe, expect, test } from 'vitest';
import { PREFILL_MFU } from '../../../../catalog/prefill-efficiency.ts';
import { formatFactor } from '../../cluster/cluster-words.ts';
import { fixtureEvaluation } from '../../cluster/testing/fixture.ts';
import { assumedRunInWords, fleetInWords, savingInWords, warningsOf, withoutInWords } from './run-words.ts';

test('what a fleet rests on: the speed of prefill with its range, and how many figures are assumed', () => {
  const of = { label: '', unit: null } as const;
  const mfu = { ...of, field: 'cluster.mfuRatio', value: 0.25 };
  const source = { kind: 'assumed', source: 'a guess', checkedOn: '2026-11-20' } as const;
  const others = [
    { ...of, field: null, value: 1, provenance: source },
    { ...of, field: null, value: 2 },
  ];
  expect(assumedRunInWords({ assumptions: [{ ...mfu, low: 0.1, high: 0.45 }, ...others] })).toBe(
    'Prefill is taken at 25 % of the peak, of 10 to 45 %. 1 of 3 figures of the plan are assumed; Cluster lists them.',
  );
  // Typed by the visitor it has no range.
  expect(assumedRunInWords({ assumptions: [mfu, ...others] })).toBe(
    '1 of 3 figures of the plan are assumed; Cluster lists them.',
  );
});

describe('the third figure', () => {
  const saving = { gpus: 16, usdPerMonth: 1_000, ratio: 0.1, ttftFactor: 2 } as const;

  test('a saving', () => {
    expect(savingInWords({ saving })).toEqual({
      label: 'Saves',
      figure: '10.0 %',
      details: ['$1,000 a month', '16 accelerators fewer', `first token ${formatFactor(2)} sooner`],
      isLoss: false,
    });
  });

  test('a loss is a loss, also where accelerators are freed', () => {
    expect(savingInWords({ saving: { ...saving, usdPerMonth: -250, ratio: -0.025, ttftFactor: 0.5 } })).toEqual({
      label: 'Costs more',
      figure: '2.5 %',
      details: ['$250 a month', '16 accelerators fewer', `first token ${formatFactor(2)} later`],
      isLoss: true,
    });
    expect(savingInWords({ saving: { ...saving, gpus: -1 } })?.details).toContain('1 accelerator more');
    expect(savingInWords({ saving: { ...saving, usdPerMonth: 0, ratio: 0 } })).toMatchObject({
      label: 'Breaks even',
      isLoss: false,
    });
  });

  test('without prices there are accelerators and no dollars', () => {
    const unpriced = { gpus: 16, usdPerMonth: null, ratio: null, ttftFactor: null } as const;
    expect(savingInWords({ saving: unpriced })).toEqual({
      label: 'Frees',
      figure: '16',
      details: ['accelerators', 'no dollars until every price is known'],
      isLoss: false,
    });
    expect(savingInWords({ saving: { ...unpriced, gpus: -8 } })).toMatchObject({ label: 'Takes more', isLoss: true });
    expect(savingInWords({ saving: { ...unpriced, gpus: 0 } })?.figure).toBe('none');
    expect(savingInWords({ saving: null })).toBeNull();
  });
});

test('“without” goes by name', () => {
  expect(withoutInWords('hbm')).not.toBe(withoutInWords('dram'));
});

test('a stand-in is said to be one', () => {
  const { plan } = fixtureEvaluation();
  expect(fleetInWords(plan)).toBe('Meta-Llama-3.1-70B, on H100 SXM5: 4 accelerators hold it, 8 make a node.');
  expect(fleetInWords({ ...plan, model: { ...plan.model, isStandIn: true } })).toContain(', which stands in for');
});

describe('what to know before believing it', () => {
  const evaluation = fixtureEvaluation();
  const { plan } = evaluation;

  test('nothing, as a rule', () => {
    expect(warningsOf({ evaluation, mfuRatio: null })).toEqual([]);
  });

  test('too few accelerators, an output speed that is not kept, a vendor’s baseline', () => {
    const short = { plan: { ...plan, instance: { ...plan.instance, askedGpus: 1, neededGpus: 4, gpus: 4 } } };
    expect(warningsOf({ evaluation: short, mfuRatio: null })).toEqual([
      '1 accelerator an instance does not hold Meta-Llama-3.1-70B: the figures are of 4, the fewest that do.',
    ]);
    const slow = { plan: { ...plan, speed: { ...plan.speed, keepsOutputSpeed: false } } };
    expect(warningsOf({ evaluation: slow, mfuRatio: null }).join(' ')).toContain('more slowly than the speed promised');
    const { typical } = PREFILL_MFU.vendorBaseline.value;
    expect(warningsOf({ evaluation, mfuRatio: typical }).join(' ')).toContain('at 15 % of peak: a vendor’s baseline');
    expect(warningsOf({ evaluation, mfuRatio: 0.5 })).toEqual([]);
  });
});
