import { describe, expect, it } from 'vitest';
import { READ_PRICE_SPREAD } from '../../catalog/spreads.ts';
import { knownRate } from '../../domain/offer/rate-card.ts';
import { percentileOf } from '../../domain/uncertainty/draws.ts';
import { BASE_SCENARIO } from '../../scenario/base.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { CORE_BOOK } from '../testing/core-book.ts';
import { WHOLE_BOOK } from '../whole-book.ts';
import { figuresOf, type Lens } from './figures.ts';
import { movedWhenTypical } from './testing.ts';
import type { UncertainInput } from './input.ts';
import { uncertainInputs } from './inputs.ts';
import type { Variation } from './variation.ts';

function variationOf(change: Partial<Scenario> = {}, book = CORE_BOOK): Variation {
  return { scenario: { ...BASE_SCENARIO, ...change }, book };
}

function inputsOf(variation: Variation, lens: Lens = 'buy'): readonly UncertainInput[] {
  return uncertainInputs({ ...variation, lens });
}

function inputNamed(variation: Variation, id: string): UncertainInput {
  const inputs = inputsOf(variation);
  const found = inputs.find((each) => each.id === id);
  if (!found) throw new Error(`no ${id} among ${inputs.map((each) => each.id).join()}`);
  return found;
}

const bought = (variation: Variation) => figuresOf({ ...variation, lens: 'buy' });

/** An offer in dollars whose cache promises neither a life nor a hit. */
const UNSURE = CORE_BOOK.offers.find(
  ({ currency, cachePolicy: { trigger, hitRatio, ttls } }) =>
    currency === 'USD' &&
    trigger !== 'none' &&
    hitRatio.kind === 'assumed' &&
    ttls.some(({ seconds }) => seconds.kind === 'assumed'),
);
const unsureId = UNSURE?.id ?? '';

/** The lead at the scenario's offer, its sub-agents at another. */
function withSubAgentsAt(offerId: string): Scenario['workload'] {
  const { workload } = BASE_SCENARIO;
  return { ...workload, roles: workload.roles.map((role, i) => (i === 1 ? { ...role, offerId } : role)) };
}

describe('uncertainInputs of a bill', () => {
  it('lists what is planned, fitted or assumed, and leaves out what was decided or published', () => {
    const ids = inputsOf(variationOf()).map(({ id }) => id);
    expect(ids).toEqual([
      'tasks',
      'turns',
      'fan-out',
      'input',
      'output',
      'prefix',
      'gaps',
      'persons',
      'rent',
      'bytes',
      'write',
      'read',
      'tokenizer',
    ]);
  });

  it('has a reason for every range, and ranges that hold what the scenario says', () => {
    for (const lens of ['buy', 'run'] as const)
      for (const { spread, provenance } of inputsOf(variationOf({}, WHOLE_BOOK), lens)) {
        expect(provenance.source.length + (provenance.note?.length ?? 0)).toBeGreaterThan(10);
        expect(spread.low).toBeLessThanOrEqual(spread.typical);
        expect(spread.high).toBeGreaterThanOrEqual(spread.typical);
        expect(spread.least).toBeLessThanOrEqual(spread.low);
        expect(spread.most).toBeGreaterThanOrEqual(spread.high);
      }
  });

  it('changes nothing at the typical value', () => {
    expect(movedWhenTypical({ variation: variationOf(), lens: 'buy' })).toEqual({
      moved: [],
      tried: 13,
    });
  });

  it('nor where roles go to two offers with rents and write prices of their own', () => {
    const variation = variationOf({ workload: withSubAgentsAt(unsureId) });
    expect(movedWhenTypical({ variation, lens: 'buy' })).toEqual({ moved: [], tried: 16 });
  });

  it('nor where longer prompts pay more', () => {
    // Above 100,000 tokens Haiku asks more; the lead's prompts grow to 151,000.
    const variation = variationOf({ offerId: 'anthropic/claude-haiku-5-5' }, WHOLE_BOOK);
    expect(WHOLE_BOOK.offerById(variation.scenario.offerId)?.periods.at(-1)?.bands).toHaveLength(1);
    expect(movedWhenTypical({ variation, lens: 'buy' })).toEqual({ moved: [], tried: 13 });
  });

  it('leaves what the visitor typed alone', () => {
    const ids = inputsOf(
      variationOf({
        warehouse: {
          ...BASE_SCENARIO.warehouse,
          storageUsdPerMTokHour: 0.01,
          writeUsdPerMTok: 3,
          readUsdPerMTok: 0.3,
        },
      }),
    ).map(({ id }) => id);
    for (const id of ['rent', 'bytes', 'write', 'read']) expect(ids).not.toContain(id);
  });

  it('asks of a cache that promises nothing how long it lives and whether it is found', () => {
    const variation = variationOf({ offerId: unsureId });
    const today = bought(variation).without ?? Number.NaN;
    for (const id of ['life', 'hit-chance']) {
      const input = inputNamed(variation, id);
      expect(bought(input.apply(variation, input.spread.low)).without).toBeGreaterThan(today);
    }
  });

  it('asks it of every offer in use, by name', () => {
    const variation = variationOf({ workload: withSubAgentsAt(unsureId) });
    const input = inputNamed(variation, `hit-chance:${unsureId}`);
    expect(input.label).toContain(UNSURE?.modelName);
    expect(bought(input.apply(variation, 0.6)).without).toBeGreaterThan(bought(variation).without ?? Number.NaN);
  });

  it('asks it of an own offer as of the one it is based on', () => {
    const own = {
      id: 'own/1',
      name: 'Agreed',
      basedOn: unsureId,
      discountRatio: 0.1,
      rates: { input: null, output: null, cacheRead: null, cacheWrite: null },
    };
    const variation = variationOf({ offerId: own.id, ownOffers: [own] });
    const input = inputNamed(variation, 'hit-chance');
    expect(bought(input.apply(variation, 0.6)).without).toBeGreaterThan(bought(variation).without ?? Number.NaN);
  });

  it('takes hours for the life of a cache that is said to live for hours', () => {
    const hours = WHOLE_BOOK.offers.find(
      ({ currency, cachePolicy: { ttls } }) =>
        currency === 'USD' && ttls.some(({ seconds }) => seconds.kind === 'assumed' && seconds.value > 3_600),
    );
    const input = inputNamed(variationOf({ offerId: hours?.id ?? '' }, WHOLE_BOOK), 'life');
    expect(input.spread.low).toBe(3_600);
    expect(input.spread.high).toBe(86_400);
  });

  it('varies the document of one-shot work, which has no turns to grow by', () => {
    const [lead] = BASE_SCENARIO.workload.roles;
    if (!lead) throw new Error('no role');
    const oneShot = variationOf({
      workload: {
        ...BASE_SCENARIO.workload,
        roles: [{ ...lead, turnsPerAgent: 1, inputTokensPerTurn: 0, firstInputTokens: 30_000 }],
      },
    });
    const input = inputNamed(oneShot, 'input');
    expect(input.base).toEqual({ value: 30_000, unit: 'tokens' });
    expect(bought(input.apply(oneShot, 1.7)).without).toBeGreaterThan(1.1 * (bought(oneShot).without ?? Number.NaN));
  });

  it('shifts gaps between tools and persons without changing how they add up', () => {
    const variation = variationOf();
    const { scenario } = inputNamed(variation, 'persons').apply(variation, 2);
    const weights = (roles: Scenario['workload']['roles']) =>
      roles.map(({ gap }) => gap.reduce((sum, { weight }) => sum + weight, 0));
    const [lead, sub] = scenario.workload.roles;
    expect(weights(scenario.workload.roles)[0]).toBeCloseTo(weights(BASE_SCENARIO.workload.roles)[0] ?? 0, 9);
    expect(lead?.gap.find(({ cause }) => cause === 'person')?.weight).toBeCloseTo(2 * 0.0486, 9);
    expect(sub?.gap).toEqual(BASE_SCENARIO.workload.roles[1]?.gap);
  });

  it('never leaves what a field takes', () => {
    const { workload } = BASE_SCENARIO;
    const variation = variationOf({
      workload: {
        ...workload,
        tasksPerPersonPerDay: 0.001,
        roles: workload.roles.slice(0, 1).map((role) => ({ ...role, turnsPerAgent: 1 })),
      },
    });
    const at = (id: string) => inputNamed(variation, id).apply(variation, 0.05).scenario.workload;
    expect(at('tasks').tasksPerPersonPerDay).toBe(0.001);
    expect(at('turns').roles[0]?.turnsPerAgent).toBe(1);
  });

  it('asks for the rate of exchange of an offer in another currency, and of no other', () => {
    const foreign = WHOLE_BOOK.offers.find(({ currency }) => currency === 'CNY');
    const purchase = {
      ...BASE_SCENARIO.purchase,
      exchangeRates: [
        { currency: 'CNY', usdPerUnit: 0.14, asOf: '2026-11-20' },
        { currency: 'EUR', usdPerUnit: 1.1, asOf: '2026-11-20' },
      ],
    };
    const variation = variationOf({ offerId: foreign?.id ?? '', purchase }, WHOLE_BOOK);
    const ids = inputsOf(variation).map(({ id }) => id);
    expect(ids.filter((id) => id.startsWith('exchange'))).toEqual(['exchange:CNY']);
    const dearer = inputNamed(variation, 'exchange:CNY').apply(variation, 1.03);
    expect((bought(dearer).without ?? Number.NaN) / (bought(variation).without ?? 1)).toBeCloseTo(1.03, 6);
  });

  it('takes for reads what the catalogue’s sellers ask', () => {
    const ratios = WHOLE_BOOK.offers.flatMap(({ periods }) => {
      const base = periods.at(-1)?.base;
      const [input, read] = [knownRate(base?.input), knownRate(base?.cacheRead)];
      return input !== undefined && read !== undefined && input > 0 ? [read / input] : [];
    });
    const at = (ratio: number) => percentileOf({ values: ratios, ratio }) ?? Number.NaN;
    const { lowFactor, highFactor } = READ_PRICE_SPREAD.value;
    // What its reason says of them; and a guess about one seller is narrower than sellers differ.
    expect(at(0.5)).toBeCloseTo(0.1, 3);
    expect(at(0.1) / at(0.5)).toBeLessThan(lowFactor);
    expect(at(0.9) / at(0.5)).toBeGreaterThan(highFactor);
  });
});
