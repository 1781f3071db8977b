import { expect, test } from 'vitest';
import { modelById } from '../../../../catalog/models/index.ts';
import { evaluateKv } from '../../../../evaluate/kv/evaluate-kv.ts';
import { fitsOf } from '../../../../evaluate/kv/fit.ts';
import { CORE_BOOK } from '../../../../evaluate/testing/core-book.ts';
import { BASE_SCENARIO } from '../../../../scenario/base-v0.ts';
import { memoryPartsOf } from './memory-parts.ts';

test('the parts of the bar are the whole memory wherever a sequence fits, and there is none where not', () => {
  expect(modelById('Meta-Llama-3.1-70B')).toBeDefined();
  const kv = { ...BASE_SCENARIO.kv, modelId: 'Meta-Llama-3.1-70B', ranks: 4 };
  const evaluation = evaluateKv({ ...BASE_SCENARIO, kv }, CORE_BOOK);
  if (evaluation.status !== 'ok') throw new Error('The scenario has no figures');
  const fits = fitsOf(evaluation);
  if ('reason' in fits) throw new Error(fits.reason);
  for (const { atRanks } of fits.rows) {
    const parts = memoryPartsOf(atRanks);
    expect(parts === null).toBe(atRanks.sequences === 0);
    if (parts === null) continue;
    expect(parts.every(({ share }) => share >= 0)).toBe(true);
    expect(parts.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
  }
});
