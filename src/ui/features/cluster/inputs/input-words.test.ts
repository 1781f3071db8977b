import { describe, expect, test } from 'vitest';
import { ACCELERATORS } from '../../../../catalog/accelerators/index.ts';
import { STORAGE_TIERS, storageTierById } from '../../../../catalog/storage-tiers/index.ts';
import { fixtureEvaluation } from '../testing/fixture.ts';
import {
  acceleratorLabel,
  acceleratorOptions,
  instanceNote,
  isWarehouseTier,
  listedRent,
  mfuMeans,
  NO_PRICE,
  priceMeans,
  tierLabel,
} from './input-words.ts';

describe('the list of accelerators', () => {
  test('has all of them once, each with its memory', () => {
    const items = acceleratorOptions(ACCELERATORS).flatMap((group) => group.items);
    expect(new Set(items.map(({ value }) => value)).size).toBe(ACCELERATORS.length);
    for (const { label } of items) expect(label).toMatch(/ · [\d,.]+ (MB|GB|TB)/);
  });

  test('one without a known rent asks for it; an estimate of ownership is no rent', () => {
    const asking = ACCELERATORS.filter((accelerator) => listedRent(accelerator) === null);
    expect(asking.length).toBeGreaterThan(30);
    for (const accelerator of asking) expect(acceleratorLabel(accelerator)).toContain(NO_PRICE);
    const h100 = ACCELERATORS.find(({ id }) => id === 'h100-sxm');
    expect(h100 && acceleratorLabel(h100)).toBe('H100 SXM5 · 80 GB · $2.95 an hour on demand');
    const wafer = ACCELERATORS.find(({ id }) => id === 'cerebras-wse3');
    if (wafer) expect(acceleratorLabel(wafer)).toContain('on the chip');
  });
});

test('tiers: rents of the day, and HBM is no warehouse', () => {
  const tier = storageTierById('nvme_gen5');
  if (!tier) throw new Error('The catalogue has it');
  expect(tierLabel({ tier, day: '2026-11-21' })).toMatch(/^Local NVMe PCIe5 x4 · \$0\.0\d+ per GB-month$/);
  expect(tierLabel({ tier: { ...tier, rents: [] }, day: '2026-11-21' })).toBe('Local NVMe PCIe5 x4 · rent not known');
  expect(STORAGE_TIERS.filter(isWarehouseTier).some(({ kind }) => kind === 'hbm')).toBe(false);
});

test('an instance too small says how many it needs, and whose figures are shown', () => {
  const evaluation = fixtureEvaluation();
  expect(instanceNote(evaluation)).toEqual({ text: '4 accelerators: the fewest that hold it', isShort: false });
  const { plan } = evaluation;
  const asked = (askedGpus: number) =>
    instanceNote({ ...evaluation, plan: { ...plan, instance: { ...plan.instance, askedGpus } } });
  expect(asked(1)).toEqual({
    text: 'Needs 4 accelerators: one does not hold the model. Figures are of 4.',
    isShort: true,
  });
  expect(asked(8)?.isShort).toBe(false);
  expect(instanceNote(null)).toBeNull();
});

test('empty fields say what they mean', () => {
  expect(priceMeans({ evaluation: fixtureEvaluation() })).toBe('2.95: listed');
  expect(priceMeans({ evaluation: fixtureEvaluation({ usdPerGpuHour: null }) })).toBe('not known');
  expect(mfuMeans(fixtureEvaluation())).toBe('50 (45 to 62)');
  expect(mfuMeans(null)).toBeNull();
});
