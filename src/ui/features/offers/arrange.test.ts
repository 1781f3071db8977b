import { describe, expect, test } from 'vitest';
import { CORE_BOOK } from '../../../evaluate/testing/core-book.ts';
import { offerRows, type OfferRow } from '../../../evaluate/offer-row.ts';
import { rankOffers } from '../../../evaluate/ranking.ts';
import { BASE_SCENARIO } from '../../../scenario/base-v0.ts';
import { filterOffers, groupBySeller } from './arrange.ts';
import { FIRST_VIEW, type OfferView } from './offer-view.ts';

const { workload } = BASE_SCENARIO;
const ROWS = offerRows({
  scenario: BASE_SCENARIO,
  book: CORE_BOOK,
  ranking: rankOffers(BASE_SCENARIO, CORE_BOOK),
  workload,
});

function ids(change: Partial<OfferView>, rows: readonly OfferRow[] = ROWS): readonly string[] {
  return filterOffers({ rows, view: { ...FIRST_VIEW, ...change } }).map(({ offer }) => offer.id);
}

describe('search and filters', () => {
  test('keep everything at first', () => {
    expect(ids({})).toEqual(ROWS.map(({ offer }) => offer.id));
  });

  test('find every word in model, seller or id', () => {
    expect(ids({ query: 'GLM fireworks' })).toEqual(['fireworks/glm-5p3']);
    expect(ids({ query: 'moonshotai/' })).toHaveLength(2);
    expect(ids({ query: 'opus anthropic' })).toHaveLength(3);
    expect(ids({ query: 'no such model' })).toEqual([]);
  });

  test('keep the chosen sellers', () => {
    const found = ids({ sellers: ['openai', 'groq'] });
    expect(new Set(found.map((id) => id.split('/')[0]))).toEqual(new Set(['openai', 'groq']));
    expect(found).toHaveLength(ROWS.filter(({ offer }) => ['openai', 'groq'].includes(offer.seller)).length);
  });

  test('by trigger share the offers out', () => {
    const each = (['automatic', 'explicit', 'none'] as const).map((trigger) => ids({ triggers: [trigger] }));
    expect(each.flat().toSorted()).toEqual(ids({}).toSorted());
    expect(each[2]).toEqual(['cohere/command-a']);
    expect(ids({ triggers: ['explicit', 'none'] })).toHaveLength((each[1]?.length ?? 0) + 1);
  });

  test('leave out who sells no cache, or has no public geometry', () => {
    expect(ids({ needs: ['cache'] })).toEqual(ids({}).filter((id) => id !== 'cohere/command-a'));
    expect(ids({ needs: ['geometry'] })).toEqual(
      ROWS.filter(({ offer }) => offer.geometryId !== null).map(({ offer }) => offer.id),
    );
  });

  test('leave out who cannot run the workload', () => {
    const [planner, agents] = workload.roles;
    if (!planner || !agents) throw new Error('expected two roles');
    const scenario = {
      ...BASE_SCENARIO,
      workload: { ...workload, roles: [planner, { ...agents, turnsPerAgent: 120 }] },
    };
    const long = offerRows({
      scenario,
      book: CORE_BOOK,
      ranking: rankOffers(scenario, CORE_BOOK),
      workload: scenario.workload,
    });
    expect(ids({}, long)).toContain('groq/openai/gpt-oss-120b');
    expect(ids({ needs: ['runs'] }, long)).not.toContain('groq/openai/gpt-oss-120b');
    const pending = offerRows({ scenario, book: CORE_BOOK, ranking: null, workload: scenario.workload });
    expect(ids({ needs: ['runs'] }, pending)).toHaveLength(pending.length);
  });

  test('leave out who had no price on the day', () => {
    const early = { ...BASE_SCENARIO, asOf: '2026-01-15' };
    const rows = offerRows({ scenario: early, book: CORE_BOOK, ranking: null, workload });
    expect(ids({ needs: ['priced'] }, rows)).not.toContain('anthropic/claude-opus-4-6');
    expect(ids({ needs: ['priced'] })).toEqual(ids({}));
  });

  test('hide what is not sold in the columns that are shown, and no more', () => {
    expect(ids({ needs: ['sold'] })).not.toContain('cohere/command-a');
    expect(ids({ needs: ['sold'], shown: ['offer', 'input', 'output'] })).toContain('cohere/command-a');
    // Unknown is not “not sold”.
    expect(ids({ needs: ['sold'] })).toContain('openai/gpt-6.1-sol');
  });

  test('find the same model elsewhere', () => {
    expect(ids({ modelOf: 'groq/openai/gpt-oss-120b' }).toSorted()).toEqual([
      'cerebras/gpt-oss-120b',
      'groq/openai/gpt-oss-120b',
    ]);
  });
});

test('grouping keeps every row, its order within a seller, and sellers in the order of their first row', () => {
  const rows = ROWS.toReversed();
  const groups = groupBySeller({ rows, offerOf: ({ offer }) => offer });
  expect(groups.map(({ sellerName }) => sellerName)).toEqual([...new Set(rows.map(({ offer }) => offer.sellerName))]);
  for (const group of groups)
    expect(group.rows).toEqual(rows.filter(({ offer }) => offer.sellerName === group.sellerName));
  expect(groups.flatMap((group) => group.rows)).toHaveLength(rows.length);
});
