import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BASE_SCENARIO } from '../../scenario/base-v0.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { evaluateSpend, type SpendEvaluation } from '../spend.ts';
import { evaluateSwarm } from '../swarm.ts';
import { CORE_BOOK } from '../testing/core-book.ts';
import { WHOLE_BOOK } from '../whole-book.ts';
import { dayAfter, type BillingPeriod, type Invoice } from './invoice.ts';
import { costPeriod, holdAgainst, reconcile, type PeriodCosts, type Reconciliation } from './reconcile.ts';

const ARGON = 'google/gemini-4-argon';
const OPUS = 'anthropic/claude-opus-5-5';
const NOVEMBER: BillingPeriod = { fromDay: '2026-11-01', toDay: '2026-12-01' };
/** Sixteen days at the old prices of Gemini 4 Argon, fourteen at the new ones. */
const ACROSS: BillingPeriod = { fromDay: '2026-11-15', toDay: '2026-12-15' };
const DAYS_PER_MONTH = 30.4375;

const at = (offerId: string, change: Partial<Scenario> = {}): Scenario => ({ ...BASE_SCENARIO, offerId, ...change });

function evaluated(scenario: Scenario): SpendEvaluation {
  const evaluation = evaluateSpend(scenario, WHOLE_BOOK);
  if (evaluation.status !== 'ok') throw new Error(JSON.stringify(evaluation.problems));
  return evaluation;
}

function costed(scenario: Scenario, period: BillingPeriod): PeriodCosts {
  const costs = costPeriod({ scenario, book: WHOLE_BOOK, period });
  if (costs.status !== 'costed') throw new Error(costs.reason);
  return costs;
}

function reconciled(scenario: Scenario, invoice: Invoice): Reconciliation {
  const result = reconcile({ scenario, book: WHOLE_BOOK, invoice });
  if (result.status !== 'reconciled') throw new Error(result.reason);
  return result;
}

/** Tokens of a month of the workload, in 10⁶. */
function monthOfTokens(): { prompt: number; output: number } {
  const swarm = evaluateSwarm(BASE_SCENARIO);
  if (swarm.status !== 'ok') throw new Error('no swarm');
  return { prompt: swarm.promptTokensPerMonth / 1e6, output: swarm.outputTokensPerMonth / 1e6 };
}

describe('the expected bill', () => {
  test('says that a sum committed to its seller is left out', () => {
    const commitment = { discountRatio: 0.1, usdPerMonth: 80_000 };
    const withSums = (...sellers: readonly string[]) => {
      const commitments = sellers.map((seller) => ({ ...commitment, seller }));
      return costed(at(OPUS, { purchase: { ...BASE_SCENARIO.purchase, commitments } }), NOVEMBER).notes;
    };
    expect(withSums('anthropic')).toContain(
      'The sum committed to Anthropic is left out: where use is below it, the invoice is of the sum.',
    );
    expect(withSums('openai').join()).not.toMatch(/committed/);
    expect(costed(at(OPUS), NOVEMBER).notes.join()).not.toMatch(/committed/);
  });

  test('and its ceiling are of the seller’s prices, whatever a warehouse charges', () => {
    const { bills } = costed(at(OPUS), NOVEMBER);
    const warehouse = { ...BASE_SCENARIO.warehouse, writeUsdPerMTok: 0, readUsdPerMTok: 0 };
    expect(costed(at(OPUS, { warehouse }), NOVEMBER).bills).toEqual(bills);
  });

  test('is the month of the other pages, scaled to the days of the invoice', () => {
    const { without } = evaluated(at(OPUS));
    expect(costed(at(OPUS), NOVEMBER).expected.usd).toBeCloseTo((without.usdPerMonth * 30) / DAYS_PER_MONTH, 6);
    const year = costed(at(OPUS), { fromDay: '2026-11-01', toDay: '2027-11-01' });
    expect(year.expected.usd).toBeCloseTo((without.usdPerMonth * 365) / DAYS_PER_MONTH, 4);
  });

  test('across a change of prices takes each day at its own', () => {
    // Every price of Gemini 4 Argon doubles on 2026-12-01: input 2 → 4, output 10 → 20.
    const { without } = evaluated(at(ARGON, { asOf: '2026-11-20' }));
    const costs = costed(at(ARGON), ACROSS);
    expect(costs.parts).toEqual([
      { fromDay: '2026-11-15', toDay: '2026-12-01' },
      { fromDay: '2026-12-01', toDay: '2026-12-15' },
    ]);
    expect(costs.expected.usd).toBeCloseTo((without.usdPerMonth * (16 + 2 * 14)) / DAYS_PER_MONTH, 6);
    // Without a cache it can be worked out from the tokens alone.
    const { prompt, output } = monthOfTokens();
    const uncachedUsd = ((prompt * 2 + output * 10) * (16 + 2 * 14)) / DAYS_PER_MONTH;
    expect(costs.bills.uncachedUsd).toBeCloseTo(uncachedUsd, 4);
  });

  test.each([OPUS, ARGON, 'google/gemini-3.8-flash', 'openai/gpt-6.1-sol'])(
    'at %s is the sum of its days',
    (offerId) => {
      const period = { fromDay: '2026-12-28', toDay: '2027-01-05' };
      const whole = costed(at(offerId), period).expected.usd;
      let sum = 0;
      for (let day = period.fromDay; day < period.toDay; day = dayAfter({ day, days: 1 }))
        sum += costed(at(offerId), { fromDay: day, toDay: dayAfter({ day, days: 1 }) }).expected.usd;
      expect(sum).toBeCloseTo(whole, 6);
    },
  );

  test('has lines that come to it', () => {
    for (const { lines, usd } of costed(at(OPUS), ACROSS).candidates)
      expect(lines.reduce((sum, line) => sum + line.usd, 0) / usd).toBeCloseTo(1, 9);
  });

  test('leaves rates of a link and corrections to the prices they were made for', () => {
    const correction = { offerId: ARGON, class: 'input', usdPerMTok: 20, source: 'a feed', checkedOn: '2026-11-20' };
    const corrected = at(ARGON, { priceCorrections: [correction] });
    const { uncachedUsd: before } = costed(at(ARGON), ACROSS).bills;
    const { uncachedUsd: after } = costed(corrected, ACROSS).bills;
    // 18 more for a million tokens on sixteen days only.
    expect((after ?? 0) - (before ?? 0)).toBeCloseTo((monthOfTokens().prompt * 18 * 16) / DAYS_PER_MONTH, 4);
  });
});

describe('no bill is expected', () => {
  const invoice = { ...NOVEMBER, totalUsd: 41_200 };
  test('where some of the days have no price', () => {
    const early = { ...invoice, fromDay: '2026-01-20', toDay: '2026-02-20' };
    const result = reconcile({ scenario: at('anthropic/claude-opus-4-6'), book: WHOLE_BOOK, invoice: early });
    expect(result).toMatchObject({ status: 'unavailable' });
    expect('reason' in result && result.reason).toContain(
      'From 2026-01-20 to before 2026-02-05: Claude Opus 4.6 has no',
    );
  });

  test.each([
    ['in another currency', at('stepfun/step-5-preview'), 'rate of exchange'],
    ['for an offer that is not there', at('nobody/nothing'), 'No offer "nobody/nothing"'],
  ])('%s', (_what, scenario, reason) => {
    const result = reconcile({ scenario, book: WHOLE_BOOK, invoice });
    expect(result.status === 'unavailable' && result.reason).toContain(reason);
  });

  test.each([
    { totalUsd: 0 },
    { totalUsd: -3 },
    { totalUsd: NaN },
    { totalUsd: 1e300 },
    { toDay: '2026-10-01' },
    { fromDay: 'yesterday' },
    { lines: [{ class: 'input' as const, tokens: -1 }] },
  ])('for an invoice with %o', (part) => {
    const result = reconcile({ scenario: at(OPUS), book: WHOLE_BOOK, invoice: { ...invoice, ...part } });
    expect(result.status === 'refused' && result.reason).toMatch(/^[A-Z“].*\.$/);
  });
});

describe('an invoice of a known cause is explained by it', () => {
  test('the provider’s default', () => {
    const { ladder } = evaluated(at(OPUS));
    const [, byDefault] = ladder.rungs;
    if (byDefault?.status !== 'priced') throw new Error('no default');
    const totalUsd = (byDefault.usdPerMonth * 30) / DAYS_PER_MONTH;
    const { explanations, expected } = reconciled(at(OPUS), { ...NOVEMBER, totalUsd });
    expect(explanations[0]).toMatchObject({
      label: 'Provider default: 5m, whole prompt only',
      fit: 'within-1-percent',
    });
    expect(explanations[0]?.leftUsd).toBeCloseTo(0, 6);
    expect(expected.leftUsd).toBeGreaterThan(1_000);
  });

  test('prices that were not put up', () => {
    const { without } = evaluated(at(ARGON));
    const totalUsd = (without.usdPerMonth * 30) / DAYS_PER_MONTH;
    const { explanations, expected } = reconciled(at(ARGON), { ...ACROSS, totalUsd });
    expect(explanations[0]).toMatchObject({ id: 'prices:first/best-policy', changes: 1 });
    expect(explanations[0]?.label).toContain('billed wholly at the prices before 2026-12-01');
    expect(explanations[0]?.leftUsd).toBeCloseTo(0, 6);
    // (16 + 28) ÷ 30 of the old month is expected.
    expect(expected.leftRatio).toBeCloseTo(1 - 44 / 30, 9);
  });

  test('prices of after the invoice, charged too early', () => {
    const { without } = evaluated(at(ARGON, { asOf: '2026-12-05' }));
    const totalUsd = (without.usdPerMonth * 30) / DAYS_PER_MONTH;
    const [first] = reconciled(at(ARGON), { ...NOVEMBER, totalUsd }).explanations;
    expect(first).toMatchObject({ id: 'prices:2026-12-01/best-policy', fit: 'within-1-percent' });
  });

  test('a mode that all of it went to', () => {
    const batch = at(OPUS, { purchase: { ...BASE_SCENARIO.purchase, modeId: 'batch', modeRatio: 1 } });
    const totalUsd = (evaluated(batch).without.usdPerMonth * 30) / DAYS_PER_MONTH;
    expect(reconciled(at(OPUS), { ...NOVEMBER, totalUsd }).explanations[0]?.id).toBe('mode:batch/best-policy');
    // The other way round: sent as standard what was meant for the batch.
    const standardUsd = (evaluated(at(OPUS)).without.usdPerMonth * 30) / DAYS_PER_MONTH;
    const [first] = reconciled(batch, { ...NOVEMBER, totalUsd: standardUsd }).explanations;
    expect(first).toMatchObject({ id: 'mode:standard/best-policy', change: 'none of it in another mode' });
  });

  test('a discount that was forgotten, and own prices', () => {
    const commitments = [{ seller: 'anthropic', discountRatio: 0.2, usdPerMonth: 0 }];
    const agreed = at(OPUS, { purchase: { ...BASE_SCENARIO.purchase, commitments } });
    const totalUsd = (evaluated(at(OPUS)).without.usdPerMonth * 30) / DAYS_PER_MONTH;
    expect(reconciled(agreed, { ...NOVEMBER, totalUsd }).explanations[0]?.id).toBe('no-discount/best-policy');
    const rates = { input: null, output: null, cacheRead: null, cacheWrite: null };
    const ownOffers = [{ id: 'own/1', name: 'Ours', basedOn: OPUS, discountRatio: 0.2, rates }];
    const own = reconciled(at('own/1', { ownOffers }), { ...NOVEMBER, totalUsd });
    expect(own.explanations[0]).toMatchObject({ id: 'list/best-policy' });
    expect(own.expected.usd).toBeCloseTo(totalUsd * 0.8, 6);
  });

  test('whatever it is, with nothing left or with less than can be told apart', () => {
    const costs = [OPUS, ARGON, 'openai/gpt-6.1-sol', 'google/gemini-3.8-flash'].map((id) => costed(at(id), ACROSS));
    fc.assert(
      fc.property(fc.constantFrom(...costs), fc.nat(), (known, index) => {
        const cause = known.candidates[index % known.candidates.length];
        if (!cause) throw new Error('no candidate');
        const result = holdAgainst({ costs: known, invoice: { ...ACROSS, totalUsd: cause.usd } });
        if (result.status !== 'reconciled') throw new Error(result.reason);
        const [first] = result.explanations;
        expect(Math.abs(first?.leftRatio ?? 1)).toBeLessThanOrEqual(0.000_5);
        expect(first?.changes).toBeLessThanOrEqual(cause.changes);
        expect(result.explanations.find(({ id }) => id === cause.id)?.leftUsd).toBe(0);
      }),
      { numRuns: 150 },
    );
  });
});

describe('explanations', () => {
  test('are in order, once each, and left over adds up to the invoice', () => {
    const { explanations } = reconciled(at(OPUS), { ...NOVEMBER, totalUsd: 50_000 });
    expect(new Set(explanations.map(({ id }) => id)).size).toBe(explanations.length);
    expect(new Set(explanations.map(({ label }) => label)).size).toBe(explanations.length);
    explanations.forEach(({ usd, leftUsd, leftRatio, fit }, i) => {
      expect(usd + leftUsd).toBeCloseTo(50_000, 6);
      const size = Math.abs(leftRatio);
      expect(fit).toBe(size <= 0.01 ? 'within-1-percent' : size <= 0.05 ? 'within-5-percent' : 'does-not-explain');
      if (i > 0) expect(size).toBeGreaterThanOrEqual(Math.abs(explanations[i - 1]?.leftRatio ?? 0) - 0.001);
    });
  });

  test('of policies without pings stand beside those with', () => {
    const labels = costed(at(OPUS), NOVEMBER).candidates.map(({ label }) => label);
    expect(labels).toContain('5m, no pings');
    expect(labels).toContain('No caching');
    expect(labels.filter((label) => label.includes('no caching'))).toEqual([]);
  });

  test('that have no price say why', () => {
    const { unpriced } = costed(at('openai/gpt-6.1-sol'), NOVEMBER);
    expect(unpriced.find(({ label }) => label === '12h')?.reason).toContain('write price');
    // Fast mode of Opus 4.8 is sold until 2026-11-30.
    const { unpriced: modes } = costed(at('anthropic/claude-opus-4-8'), ACROSS);
    expect(modes).toEqual([{ label: 'All of it as fast mode', reason: expect.stringContaining('from 2026-11-30 on') }]);
  });

  test('where roles use several offers change one of them at a time', () => {
    const { workload } = BASE_SCENARIO;
    const roles = workload.roles.map((role, i) => (i === 0 ? role : { ...role, offerId: ARGON }));
    const scenario = at(OPUS, { workload: { ...workload, roles } });
    const costs = costed(scenario, ACROSS);
    expect(costs.offers.map(({ modelName }) => modelName)).toEqual(['Claude Opus 5.5', 'Gemini 4 Argon']);
    const { groups } = evaluated(scenario);
    const short = costs.candidates.find(({ label }) => label === 'Claude Opus 5.5: 5m, no pings; the rest at its best');
    const [opus, argon] = groups.map(({ ladder }) => ladder.best);
    if (opus?.status !== 'priced' || argon?.status !== 'priced') throw new Error('no best policy');
    // Opus keeps its price, Argon's doubles for fourteen of thirty days.
    const expectedUsd = (opus.usdPerMonth * 30 + argon.usdPerMonth * 44) / DAYS_PER_MONTH;
    expect(costs.expected.usd).toBeCloseTo(expectedUsd, 6);
    expect(short?.usd).toBeGreaterThan(expectedUsd);
  });
});

test('the short catalogue, without modes, is enough', () => {
  const result = reconcile({ scenario: at(OPUS), book: CORE_BOOK, invoice: { ...NOVEMBER, totalUsd: 41_200 } });
  expect(result.status).toBe('reconciled');
});

test('prices that nobody vouches for on the first days are said to be', () => {
  expect(costed(at(OPUS), { fromDay: '2026-03-01', toDay: '2026-04-01' }).notes.join(' ')).toContain('earliest prices');
});
