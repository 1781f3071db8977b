import { describe, expect, test } from 'vitest';
import type { Term } from '../domain/explain.ts';
import { everyGap, inputsWith } from '../domain/testing/builders.ts';
import { BASE_SCENARIO } from '../scenario/base-v0.ts';
import type { Scenario } from '../scenario/schema.ts';
import { explainRung } from './explain-rung.ts';
import { evaluateSpend, type SpendEvaluation } from './spend.ts';
import { WHOLE_BOOK } from './whole-book.ts';

function spendOf(change: Partial<Scenario>): SpendEvaluation {
  const evaluation = evaluateSpend({ ...BASE_SCENARIO, ...change }, WHOLE_BOOK);
  if (evaluation.status !== 'ok') throw new Error(evaluation.problems.map(({ message }) => message).join());
  return evaluation;
}

function bestTerms(evaluation: SpendEvaluation): ReadonlyMap<string, Term> {
  const { terms } = explainRung({ evaluation, rung: evaluation.without, title: 'best policy' });
  return new Map(terms.map((term) => [term.symbol, term]));
}

/** Documents of 500,000 tokens with twenty questions each, a minute apart: what objects are for. */
const DOCUMENTS: Scenario['workload'] = {
  ...BASE_SCENARIO.workload,
  people: 10,
  roles: [
    inputsWith({
      toolTokens: 0,
      systemTokens: 0,
      taskPrefixTokens: 500_000,
      turnsPerAgent: 20,
      firstInputTokens: 200,
      inputTokensPerTurn: 50,
      outputTokensPerTurn: 300,
      gap: everyGap(60),
    }),
  ],
};

describe('a policy that stores prefixes', () => {
  const evaluation = spendOf({ offerId: 'google/gemini-3.8-flash', workload: DOCUMENTS });
  const terms = bestTerms(evaluation);

  test('is explained by the seller’s rent, and not by a warehouse’s', () => {
    expect(evaluation.without.policy).toBe('stored task prefixes, kept 15 min after use');
    // Google lists 0.50 for a million token-hours.
    expect(terms.get('rent')).toMatchObject({ value: 0.5, provenance: { kind: 'published' } });
    const storage = evaluation.without.lines.find((line) => line.class === 'storage');
    const kept = terms.get('kept')?.value ?? NaN;
    expect((kept / 1e6) * (terms.get('rent')?.value ?? NaN)).toBeCloseTo(storage?.usd ?? NaN, 9);
  });

  test('says how long the buyer keeps them, not how long they live by default', () => {
    expect(terms.get('kept for')).toMatchObject({ value: 900, unit: 'seconds' });
    expect([...terms.keys()].filter((symbol) => symbol.startsWith('life'))).toEqual([]);
  });

  test('names the source of what a creation costs', () => {
    expect(terms.get('$ cache writes object')).toMatchObject({ value: 0.75, provenance: { value: 0.75 } });
  });

  test('saves rent with a warehouse that costs less of it', () => {
    const saving = evaluation.saving?.parts.find(({ part }) => part === 'storage')?.usd ?? NaN;
    const kept = evaluation.with.status === 'priced' ? evaluation.with.lines : [];
    const rentOf = (lines: SpendEvaluation['without']['lines']): number =>
      lines.find((line) => line.class === 'storage')?.usd ?? 0;
    expect(saving).toBeCloseTo(rentOf(evaluation.without.lines) - rentOf(kept), 9);
  });
});

test('rates of another cache have that cache’s source', () => {
  const evaluation = spendOf({ offerId: 'alibaba/qwen3.8-max' });
  expect(evaluation.without.policy).toMatch(/^explicit cache/);
  // The implicit cache reads at 0.25 and the explicit one at 0.2.
  expect(bestTerms(evaluation).get('$ cache reads')).toMatchObject({
    value: expect.closeTo(0.2, 9),
    provenance: { value: 0.2 },
  });
});

test('rates of a warehouse and of a ceiling are explained as before', () => {
  const evaluation = spendOf({});
  const [, , , kept, ceiling] = evaluation.ladder.rungs;
  for (const rung of [kept, ceiling]) {
    if (rung?.status !== 'priced') throw new Error('no price');
    const { terms } = explainRung({ evaluation, rung, title: rung.rung });
    expect(terms.find(({ symbol }) => symbol === '$ output')).toMatchObject({ value: expect.closeTo(20, 9) });
  }
});
