import { describe, expect, test } from 'vitest';
import { acceleratorById } from './accelerators/index.ts';
import { PREFILL_MFU, PREFILL_MFU_OF_ACCELERATOR, prefillMfuOf } from './prefill-efficiency.ts';

const ROWS = [...Object.entries(PREFILL_MFU), ...Object.entries(PREFILL_MFU_OF_ACCELERATOR)];

describe('shares of peak to reckon with', () => {
  test.each(ROWS)('%s: low, typical and high in order, below 1, with a source, a day and a reason', (_, row) => {
    const { low, typical, high } = row.value;
    expect(low).toBeGreaterThan(0);
    expect(low).toBeLessThanOrEqual(typical);
    expect(typical).toBeLessThanOrEqual(high);
    expect(high).toBeLessThan(1);
    expect(row.kind).toBe('derived');
    expect(row.source.length).toBeGreaterThan(20);
    expect(row.note?.length).toBeGreaterThan(20);
  });

  test('are those that the published times were judged by', () => {
    expect(ROWS.map(([id, { value }]) => [id, value.low, value.typical, value.high])).toEqual([
      ['dense', 0.45, 0.6, 0.65],
      ['mixtureOfExperts', 0.1, 0.25, 0.45],
      ['vendorBaseline', 0.15, 0.15, 0.15],
      ['h20', 0.5, 0.8, 0.92],
    ]);
  });

  test('are an accelerator’s own where it was measured, and accelerators named exist', () => {
    for (const id of Object.keys(PREFILL_MFU_OF_ACCELERATOR)) expect(acceleratorById(id)).toBeDefined();
    expect(prefillMfuOf({ kind: 'dense', acceleratorId: 'h20' }).value.typical).toBe(0.8);
    expect(prefillMfuOf({ kind: 'dense', acceleratorId: 'h100-sxm' })).toBe(PREFILL_MFU.dense);
    expect(prefillMfuOf({ kind: 'mixtureOfExperts', acceleratorId: 'h100-sxm' })).toBe(PREFILL_MFU.mixtureOfExperts);
    // A name that every object has is no accelerator's.
    expect(prefillMfuOf({ kind: 'dense', acceleratorId: 'constructor' })).toBe(PREFILL_MFU.dense);
  });

  test('keep the baseline of a maker out of what is tuned', () => {
    expect(PREFILL_MFU.vendorBaseline.value.high).toBeLessThan(PREFILL_MFU.dense.value.low);
  });
});
