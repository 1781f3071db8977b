import { describe, expect, test } from 'vitest';
import { OFFERS } from '../catalog/offers/index.ts';
import type { Price } from '../domain/offer/rate-card.ts';
import { BASE_SCENARIO } from '../scenario/base-v0.ts';
import type { Scenario } from '../scenario/schema.ts';
import { CORE_BOOK } from './testing/core-book.ts';
import { longestLife, lowestWrite, offerRows, sourcesOf, type OfferRow } from './offer-row.ts';
import { rankOffers } from './ranking.ts';
import { carriedRatesOf } from './carried-rates.ts';
import { isProblem } from './resolve.ts';
import { resolveOffer } from './resolve-offer.ts';

function rowOf({
  offerId,
  scenario = BASE_SCENARIO,
  isRanked = false,
}: {
  offerId: string;
  scenario?: Scenario;
  isRanked?: boolean;
}): OfferRow {
  const row = offerRows({
    scenario,
    book: CORE_BOOK,
    ranking: isRanked ? rankOffers(scenario, CORE_BOOK) : null,
    workload: scenario.workload,
  }).find(({ offer }) => offer.id === offerId);
  if (!row) throw new Error(`No row ${offerId}`);
  return row;
}

const rate = (price: Price): number | string => (price.state === 'priced' ? price.perMTok.value : price.state);

describe('rows of offers', () => {
  test('are all of the catalogue, in its order, with the scenario’s marked', () => {
    const rows = offerRows({
      scenario: BASE_SCENARIO,
      book: CORE_BOOK,
      ranking: null,
      workload: BASE_SCENARIO.workload,
    });
    expect(rows.map(({ offer }) => offer.id)).toEqual(OFFERS.map(({ id }) => id));
    expect(rows.filter(({ isCurrent }) => isCurrent).map(({ offer }) => offer.id)).toEqual([BASE_SCENARIO.offerId]);
  });

  test('carry prices of the scenario’s day', () => {
    const on = (asOf: string): number | string =>
      rate(rowOf({ offerId: 'google/gemini-4-argon', scenario: { ...BASE_SCENARIO, asOf } }).input);
    expect(on('2026-11-30')).toBe(2);
    expect(on('2026-12-01')).toBe(4);
  });

  test('say why there is no price on a day before the offer was sold', () => {
    const row = rowOf({
      offerId: 'anthropic/claude-opus-4-6',
      scenario: { ...BASE_SCENARIO, asOf: '2026-01-15' },
      isRanked: true,
    });
    expect(row.period).toBeNull();
    for (const price of [row.input, row.output, row.cacheRead, ...row.cacheWrites.map((write) => write.price)]) {
      expect(price).toMatchObject({ state: 'not-sold', reason: expect.stringContaining('2026-01-15') });
    }
    expect(row.cost).toMatchObject({ status: 'excluded', reason: expect.stringContaining('2026-01-15') });
  });

  test('keep not sold and unknown apart', () => {
    const command = rowOf({ offerId: 'cohere/command-a' });
    expect(command).toMatchObject({
      sellsCaching: false,
      cacheRead: { state: 'not-sold' },
      cacheWrites: [],
      lives: [],
      minPrefixTokens: null,
    });
    expect([command.readToInputRatio, lowestWrite(command), longestLife(command)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    const sol = rowOf({ offerId: 'openai/gpt-6.1-sol' });
    expect(sol.cacheWrites.map(({ ttlId, price }) => [ttlId, rate(price)])).toEqual([
      ['30m', 2.5],
      ['12h', 'unknown'],
    ]);
    expect(lowestWrite(sol)).toBe(2.5);
  });

  test('relate the read to the input price', () => {
    expect(rowOf({ offerId: 'anthropic/claude-opus-5-5' }).readToInputRatio).toBeCloseTo(0.05, 12);
    expect(rowOf({ offerId: 'cerebras/gpt-oss-120b' }).readToInputRatio).toBe(1);
  });

  test('tell promised lives from best effort and from assumptions', () => {
    const lives = (offerId: string) => rowOf({ offerId }).lives.map(({ ttl, promise }) => [ttl.seconds.value, promise]);
    expect(lives('anthropic/claude-opus-5-5')).toEqual([
      [300, 'promised'],
      [3_600, 'promised'],
    ]);
    expect(lives('minimax/MiniMax-M2.7')).toEqual([
      [300, 'promised'],
      [600, 'assumed'],
    ]);
    expect(lives('groq/openai/gpt-oss-120b')).toEqual([[7_200, 'best-effort']]);
    expect(longestLife(rowOf({ offerId: 'openai/gpt-6.1-terra' }))).toBe(43_200);
  });

  test('show the link’s prices for its own offer, and the catalogue’s for the others', () => {
    const resolved = resolveOffer(BASE_SCENARIO, CORE_BOOK);
    if (isProblem(resolved)) throw new Error(resolved.message);
    const carried = carriedRatesOf(resolved.list);
    const scenario: Scenario = {
      ...BASE_SCENARIO,
      carriedRates: [{ ...carried, base: { ...carried.base, input: 3.5 } }],
    };
    const row = rowOf({ offerId: BASE_SCENARIO.offerId, scenario });
    expect([row.usesCarriedRates, rate(row.input)]).toEqual([true, 3.5]);
    expect(rowOf({ offerId: 'anthropic/claude-opus-5', scenario })).toMatchObject({ usesCarriedRates: false });
  });

  test('take a free write for the lowest price, not for a missing one', () => {
    const row = rowOf({ offerId: 'openai/gpt-6.1-terra' });
    const free: Price = {
      state: 'priced',
      perMTok: { value: 0, kind: 'published', source: 'a list', checkedOn: '2026-11-20' },
    };
    expect(lowestWrite({ ...row, cacheWrites: [...row.cacheWrites, { ttlId: 'free', price: free }] })).toBe(0);
  });
});

describe('costs in a row', () => {
  test('are pending until there is a ranking, then the ranking’s own', () => {
    expect(rowOf({ offerId: BASE_SCENARIO.offerId }).cost).toEqual({ status: 'pending' });
    const { cost } = rowOf({ offerId: BASE_SCENARIO.offerId, isRanked: true });
    const ranked = rankOffers(BASE_SCENARIO, CORE_BOOK).find(({ isCurrent }) => isCurrent);
    if (cost.status !== 'priced' || cost.warehouse.state !== 'priced' || ranked?.status !== 'priced' || !ranked.with)
      throw new Error('expected prices');
    expect(cost.withoutUsd).toBe(ranked.without.usdPerMonth);
    expect(cost.warehouse.usd).toBe(ranked.with.usdPerMonth);
    expect(cost.warehouse.changeRatio).toBeCloseTo(cost.warehouse.usd / cost.withoutUsd - 1, 12);
    expect(cost.uncostedTtlIds).toEqual([]);
  });

  test('per task and per million prompt tokens multiply back to the bill', () => {
    const { cost } = rowOf({ offerId: BASE_SCENARIO.offerId, isRanked: true });
    const ranked = rankOffers(BASE_SCENARIO, CORE_BOOK).find(({ isCurrent }) => isCurrent);
    if (cost.status !== 'priced' || ranked?.status !== 'priced') throw new Error('expected prices');
    const { people, tasksPerPersonPerDay, daysPerMonth } = BASE_SCENARIO.workload;
    expect((cost.taskUsd ?? 0) * people * tasksPerPersonPerDay * daysPerMonth).toBeCloseTo(cost.withoutUsd, 6);
    const promptTokens = ranked.without.splits.reduce((sum, split) => sum + split.promptTokens, 0);
    expect(((cost.allInUsdPerMTok ?? 0) * promptTokens) / 1e6 / cost.withoutUsd).toBeCloseTo(1, 9);
    const outputTokens = ranked.without.splits.reduce((sum, split) => sum + split.outputTokens, 0);
    // Claude Opus 5.5 sells output at one rate, whatever the prompt's length.
    const outputRate = rate(rowOf({ offerId: BASE_SCENARIO.offerId }).output);
    const inputUsd = cost.withoutUsd - (outputTokens * Number(outputRate)) / 1e6;
    expect((cost.promptUsdPerMTok ?? 0) / ((inputUsd / promptTokens) * 1e6)).toBeCloseTo(1, 9);
  });

  test('per task is missing, not 0 or infinite, where there is no task', () => {
    const workload = { ...BASE_SCENARIO.workload, people: 0 };
    const [row] = offerRows({
      scenario: BASE_SCENARIO,
      book: CORE_BOOK,
      ranking: rankOffers(BASE_SCENARIO, CORE_BOOK),
      workload,
    });
    expect(row?.cost).toMatchObject({ status: 'priced', taskUsd: undefined });
  });

  test('name the lives that could not be costed', () => {
    expect(rowOf({ offerId: 'openai/gpt-6.1-sol', isRanked: true }).cost).toMatchObject({ uncostedTtlIds: ['12h'] });
    expect(rowOf({ offerId: 'together/deepseek-ai/DeepSeek-V4-Pro-0813', isRanked: true }).cost).toMatchObject({
      policy: 'no caching',
      uncostedTtlIds: ['auto'],
    });
  });

  test('give the reason where the context is too short', () => {
    const [planner, agents] = BASE_SCENARIO.workload.roles;
    if (!planner || !agents) throw new Error('expected two roles');
    const scenario = {
      ...BASE_SCENARIO,
      workload: { ...BASE_SCENARIO.workload, roles: [planner, { ...agents, turnsPerAgent: 120 }] },
    };
    expect(rowOf({ offerId: 'groq/openai/gpt-oss-120b', scenario, isRanked: true }).cost).toMatchObject({
      status: 'excluded',
      reason: expect.stringContaining('131,072'),
    });
  });

  test('have no warehouse where no read is sold, unless the scenario sets its price', () => {
    const { cost } = rowOf({ offerId: 'cohere/command-a', isRanked: true });
    expect(cost).toMatchObject({
      status: 'priced',
      warehouse: { state: 'not-sold', reason: expect.stringContaining('No price for cached input') },
    });
    const scenario = { ...BASE_SCENARIO, warehouse: { ...BASE_SCENARIO.warehouse, readUsdPerMTok: 0.25 } };
    expect(rowOf({ offerId: 'cohere/command-a', scenario, isRanked: true }).cost).toMatchObject({
      warehouse: { state: 'priced' },
    });
  });
});

describe('sources of a row', () => {
  test.each(OFFERS.map(({ id }) => id))(
    '%s: every price and fact is vouched for, each source named once',
    (offerId) => {
      const row = rowOf({ offerId });
      const sources = sourcesOf(row);
      const keys = sources.map(({ provenance: { kind, source, checkedOn } }) => `${kind}|${source}|${checkedOn}`);
      expect(new Set(keys).size).toBe(keys.length);
      const values = sources.flatMap((entry) => entry.values);
      expect(values).toEqual(expect.arrayContaining(['input', 'output', 'context', 'tokenizer factor']));
      expect(values.includes('cache read')).toBe(row.cacheRead.state === 'priced');
      for (const { ttlId, price } of row.cacheWrites)
        expect(values.includes(`cache write ${ttlId}`)).toBe(price.state === 'priced');
      expect(sources.every(({ provenance: { source, checkedOn } }) => source !== '' && checkedOn !== '')).toBe(true);
    },
  );

  test('an assumption in a band stands apart from published prices', () => {
    const assumed = sourcesOf(rowOf({ offerId: 'openai/gpt-6.1-terra' })).find(
      ({ provenance }) => provenance.kind === 'assumed',
    );
    expect(assumed?.values).toContain('cache write 12h of long prompts');
    expect(assumed?.notes.some((note) => note.includes('twice 2.50'))).toBe(true);
  });
});
