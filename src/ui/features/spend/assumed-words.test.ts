import { expect, test } from 'vitest';
import { evaluateSpend, type SpendEvaluation } from '../../../evaluate/spend.ts';
import { WHOLE_BOOK } from '../../../evaluate/whole-book.ts';
import { BASE_SCENARIO } from '../../../scenario/base.ts';
import type { Scenario } from '../../../scenario/schema.ts';
import { assumedInWords } from './assumed-words.ts';

function evaluated(changes: Partial<Scenario>): SpendEvaluation {
  const evaluation = evaluateSpend({ ...BASE_SCENARIO, ...changes }, WHOLE_BOOK);
  if (evaluation.status !== 'ok') throw new Error(evaluation.problems[0]?.message);
  return evaluation;
}

const { warehouse } = BASE_SCENARIO;

test('all that a first visit rests on', () => {
  expect(assumedInWords(evaluated({}))).toBe(
    'Assumed: the warehouse’s write price (the offer’s input price), read price (the offer’s) and rent (NVMe, at the KV size of a stand-in).',
  );
});

test('what was set is not assumed', () => {
  expect(assumedInWords(evaluated({ warehouse: { ...warehouse, writeUsdPerMTok: 4, readUsdPerMTok: 0.2 } }))).toBe(
    'Assumed: the warehouse’s rent (NVMe, at the KV size of a stand-in).',
  );
  const set = { ...warehouse, writeUsdPerMTok: 4, readUsdPerMTok: 0.2, storageUsdPerMTokHour: 0.01 };
  expect(assumedInWords(evaluated({ warehouse: set }))).toBe(
    'No price is assumed; the workload is taken as it was entered.',
  );
});

test('a model whose geometry is public needs no stand-in, and a life that the seller does not name is assumed', () => {
  const said = assumedInWords(evaluated({ offerId: 'deepseek/deepseek-v4-pro' }));
  expect(said).toMatch(/rent \(NVMe\); and how long the seller’s cache lives\.$/);
});
