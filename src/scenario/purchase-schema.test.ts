import { describe, expect, test } from 'vitest';
import {
  MOST_COMMITMENTS,
  MOST_EXCHANGE_RATES,
  MOST_OWN_OFFERS,
  MOST_PRICE_CORRECTIONS,
} from '../domain/field-limits.ts';
import { BASE_SCENARIO } from './base-v0.ts';
import { decodeDocument, decodeScenario, encodeScenario } from './codec.ts';
import { scenarioSchema, type OwnOffer, type PriceCorrection, type Scenario } from './schema.ts';

function own(change: Partial<OwnOffer> = {}): OwnOffer {
  return {
    id: 'own/1',
    name: 'Ours',
    basedOn: BASE_SCENARIO.offerId,
    discountRatio: 0.2,
    rates: { input: null, output: null, cacheRead: 0.3, cacheWrite: null },
    ...change,
  };
}

function correction(change: Partial<PriceCorrection> = {}): PriceCorrection {
  return {
    offerId: BASE_SCENARIO.offerId,
    class: 'input',
    usdPerMTok: 4.5,
    source: 'https://models.dev/api.json',
    checkedOn: '2026-11-21',
    ...change,
  };
}

const { purchase } = BASE_SCENARIO;
const exchange = (change: Partial<Scenario['purchase']['exchangeRates'][number]> = {}) => ({
  currency: 'CNY',
  usdPerUnit: 0.14,
  asOf: '2026-11-19',
  ...change,
});
const commitment = (change: Partial<Scenario['purchase']['commitments'][number]> = {}) => ({
  seller: 'anthropic',
  discountRatio: 0.1,
  usdPerMonth: 10_000,
  ...change,
});
const SEATS = { seats: 100, usdPerSeat: 20, includedUsdPerSeat: 20, overageRatio: 1 };
const PROVISIONED = {
  usdPerUnitHour: 10,
  inputTokensPerSecond: 5_000,
  outputWeight: 4,
  cacheReadWeight: 0,
  peakFactor: 2,
  leastUnits: 1,
  hoursPerMonth: 730,
};

/** The first complaint about a scenario with these changes, with its path; `null` where there is none. */
function complaint(change: object): string | null {
  const parsed = scenarioSchema.safeParse({ ...BASE_SCENARIO, ...change });
  const issue = parsed.error?.issues[0];
  return issue ? `${issue.path.join('.')} ${issue.message}` : null;
}

const buying = (change: object): string | null => complaint({ purchase: { ...purchase, ...change } });

describe('offers of one’s own', () => {
  test('may be thirty, each with an id of its own', () => {
    const many = (count: number) => Array.from({ length: count }, (_, i) => own({ id: `own/${i}` }));
    expect(complaint({ ownOffers: many(MOST_OWN_OFFERS) })).toBeNull();
    expect(complaint({ ownOffers: many(MOST_OWN_OFFERS + 1) })).toBe('ownOffers must be at most 30');
    expect(complaint({ ownOffers: [own(), own()] })).toBe('ownOffers must have ids of their own');
  });

  test.each(['own/', 'own/A', 'own/a b', 'anthropic/claude', `own/${'a'.repeat(41)}`, 'own/1\n'])(
    'cannot be called %j',
    (id) => {
      expect(complaint({ ownOffers: [own({ id })] })).toBe('ownOffers.0.id must be an id such as own/1');
    },
  );

  test('cost something that is a price', () => {
    expect(complaint({ ownOffers: [own({ discountRatio: 1 })] })).toBeNull();
    expect(complaint({ ownOffers: [own({ discountRatio: 1.01 })] })).toMatch(
      /^ownOffers\.0\.discountRatio must be .* 0 to 1/,
    );
    const rates = { ...own().rates, input: -1 };
    expect(complaint({ ownOffers: [own({ rates })] })).toMatch(/^ownOffers\.0\.rates\.input must be a number from 0/);
    expect(complaint({ ownOffers: [own({ rates: { ...rates, input: 0 } })] })).toBeNull();
  });
});

describe('corrections', () => {
  test.each(['input', 'output', 'cacheRead', 'cacheWrite:5m', 'cacheWrite:auto'])('may be of %s', (name) => {
    expect(complaint({ priceCorrections: [correction({ class: name })] })).toBeNull();
  });

  test.each(['storage', 'cacheWrite', 'cacheWrite:', 'cacheWrite:a b', '', '__proto__'])('cannot be of %j', (name) => {
    expect(complaint({ priceCorrections: [correction({ class: name })] })).toBe(
      'priceCorrections.0.class must be a class of rates',
    );
  });

  test('have a day, and are at most two hundred', () => {
    expect(complaint({ priceCorrections: [correction({ checkedOn: '2026-02-30' })] })).toMatch(/must be a date/);
    const many = (count: number) => Array.from({ length: count }, () => correction());
    expect(complaint({ priceCorrections: many(MOST_PRICE_CORRECTIONS) })).toBeNull();
    expect(complaint({ priceCorrections: many(MOST_PRICE_CORRECTIONS + 1) })).toMatch(/at most 200/);
  });
});

describe('terms of purchase', () => {
  test('are a share of the work in a mode, and hours of a day', () => {
    expect(buying({ modeRatio: 1, dayStartsAtHour: 23.75 })).toBeNull();
    expect(buying({ modeRatio: 1.1 })).toMatch(/^purchase\.modeRatio must be/);
    expect(buying({ dayStartsAtHour: 24 })).toMatch(/^purchase\.dayStartsAtHour must be/);
    expect(buying({ modifierIds: Array.from({ length: 9 }, () => 'us') })).toMatch(/^purchase\.modifierIds/);
  });

  test('hold rates of exchange of real currencies, above nothing', () => {
    expect(buying({ exchangeRates: [exchange()] })).toBeNull();
    for (const currency of ['cny', 'CNYY', 'CN', 'C1Y'])
      expect(buying({ exchangeRates: [exchange({ currency })] })).toMatch(/must be a code such as CNY/);
    expect(buying({ exchangeRates: [exchange({ usdPerUnit: 0 })] })).toMatch(/usdPerUnit must be/);
    expect(buying({ exchangeRates: [exchange({ asOf: 'today' })] })).toMatch(/must be a date/);
    const many = (count: number) => Array.from({ length: count }, () => exchange());
    expect(buying({ exchangeRates: many(MOST_EXCHANGE_RATES + 1) })).toMatch(/at most 8/);
  });

  test('hold commitments, seats and capacity, or none', () => {
    expect(buying({ commitments: [commitment()], seats: SEATS, provisioned: PROVISIONED })).toBeNull();
    expect(buying({ commitments: [commitment({ discountRatio: -0.1 })] })).toMatch(/discountRatio must be/);
    expect(buying({ commitments: Array.from({ length: MOST_COMMITMENTS + 1 }, () => commitment()) })).toMatch(
      /at most 8/,
    );
    expect(buying({ seats: { ...SEATS, seats: 1.5 } })).toMatch(/^purchase\.seats\.seats must be a whole number/);
    expect(buying({ provisioned: { ...PROVISIONED, peakFactor: 0.9 } })).toMatch(/peakFactor must be/);
    expect(buying({ provisioned: {} })).not.toBeNull();
    expect(buying({ colour: 'red' })).not.toBeNull();
  });
});

describe('links', () => {
  test('from before there were terms of purchase open at pay as you go', () => {
    const { scenario, notices } = decodeScenario('v=0&offerId=xai/grok-4.7&workload.people=60');
    expect(notices).toEqual([]);
    expect(scenario).toEqual({
      ...BASE_SCENARIO,
      offerId: 'xai/grok-4.7',
      workload: { ...BASE_SCENARIO.workload, people: 60 },
    });
    expect([purchase.modeRatio, purchase.commitments, purchase.seats, purchase.provisioned]).toEqual([
      0,
      [],
      null,
      null,
    ]);
  });

  test('and whole files from then open too', () => {
    const {
      ownOffers: _own,
      priceCorrections: _corrected,
      purchase: _terms,
      cluster: _cluster,
      measured: _measured,
      ...before
    } = BASE_SCENARIO;
    expect(decodeDocument({ v: 0, ...before, offerId: 'xai/grok-4.7' })).toEqual({
      scenario: { ...BASE_SCENARIO, offerId: 'xai/grok-4.7' },
      notices: [],
    });
  });

  test('stay readable with a term or two', () => {
    const scenario = { ...BASE_SCENARIO, purchase: { ...purchase, modeRatio: 0.3 } };
    expect(encodeScenario(scenario)).toMatch(/^v=1\.[\w-]{4}&purchase\.modeRatio=0\.3$/);
  });

  test('name what they hold that is no term, and keep the rest', () => {
    const { scenario, notices } = decodeScenario(
      `v=0&purchase.modeRatio=7&purchase.modeId=flex&ownOffers=${encodeURIComponent(JSON.stringify([own({ id: 'x' })]))}`,
    );
    expect(scenario.purchase).toMatchObject({ modeId: 'flex', modeRatio: 0 });
    expect(scenario.ownOffers).toEqual([]);
    expect(notices.map(({ field }) => field).toSorted()).toEqual(['ownOffers.0.id', 'purchase.modeRatio']);
  });

  test('carry as many own offers, corrections and terms as there may be', () => {
    const scenario: Scenario = {
      ...BASE_SCENARIO,
      ownOffers: Array.from({ length: MOST_OWN_OFFERS }, (_, i) =>
        own({ id: `own/${i}`, name: `Own price number ${i} of the department`, discountRatio: i / 97 }),
      ),
      priceCorrections: Array.from({ length: MOST_PRICE_CORRECTIONS }, (_, i) =>
        correction({ offerId: `seller-${i % 23}/model-${i}.${i % 7}`, usdPerMTok: (i * 37) / 101 }),
      ),
      purchase: {
        ...purchase,
        modeRatio: 1 / 3,
        commitments: Array.from({ length: MOST_COMMITMENTS }, (_, i) => commitment({ seller: `seller-${i}` })),
        exchangeRates: Array.from({ length: MOST_EXCHANGE_RATES }, () => exchange({ usdPerUnit: 1 / 7.1 })),
        seats: SEATS,
        provisioned: PROVISIONED,
      },
    };
    const hash = encodeScenario(scenario);
    expect(hash.length).toBeLessThan(32_768);
    expect(decodeScenario(hash)).toEqual({ scenario, notices: [] });
  });
});
