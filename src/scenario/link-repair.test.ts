import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BASE_SCENARIO } from './base.ts';
import { carriedText, fromCarriedText } from './carried-text.ts';
import { decodeScenario, encodeScenario } from './codec.ts';
import { checkOf, bytesOf, pack, unpack } from './packing.ts';
import { salvagedPairs } from './salvage.ts';
import type { CarriedRates, Scenario } from './schema.ts';

const SHORT: Scenario = { ...BASE_SCENARIO, workload: { ...BASE_SCENARIO.workload, people: 60, hoursPerDay: 10 } };
const LONG: Scenario = {
  ...SHORT,
  name: 'Nightly refactoring (team “blue”), 50 % of repositories & more',
  offerId: 'openai/gpt-6.1-sol',
  workload: {
    ...SHORT.workload,
    roles: [...BASE_SCENARIO.workload.roles, ...BASE_SCENARIO.workload.roles].map((role, index) => ({
      ...role,
      name: `Role ${index}, ${'x'.repeat(index * 9)}`,
      turnsPerAgent: 10 + index,
      launchedBy: index === 0 ? null : 0,
    })),
  },
};

describe.each([
  ['a readable link', SHORT],
  ['a packed link', LONG],
])('%s that was mangled on its way', (_, scenario) => {
  const hash = encodeScenario(scenario);
  const half = Math.floor(hash.length / 2);

  it.each([
    ['a full stop after it', `${hash}.`, /punctuation/],
    ['a bracket and a comma after it', `${hash}),`, /punctuation/],
    ['&amp; for &', hash.replaceAll('&', '&amp;'), /&amp;/],
    ['a line break in it', `${hash.slice(0, half)}\r\n${hash.slice(half)}`, /line breaks/],
    ['spaces in it', `${hash.slice(0, half)} ${hash.slice(half)}`, /line breaks and spaces/],
    ['encoded twice', hash.replaceAll('%', '%25').replaceAll('&', '%26').replaceAll('=', '%3D'), /encoded/],
    ['quoted in a reply', `${hash.slice(0, half)}\n> ${hash.slice(half)}`, /line breaks|quotation/],
    ['several of these', `${hash.slice(0, half)}\n  ${hash.slice(half)}`.replaceAll('&', '&amp;') + '>.', /;/],
  ])('opens whole with %s, and says what was mended', (_name, mangled, what) => {
    const { scenario: opened, notices } = decodeScenario(`https://example.org/app/#${mangled}`);
    expect(opened).toEqual(scenario);
    // A space between two fields changes nothing that is read: then there is nothing to say either.
    if (notices.length === 0) return expect(mangled).toMatch(/\s/);
    expect(notices).toHaveLength(1);
    expect(notices[0]?.kind).toBe('repaired');
    expect(notices[0]?.message).toMatch(what);
  });

  it('does not mind other ways to write the same characters', () => {
    const other = hash.replaceAll('/', '%2F').replaceAll(':', '%3A').replaceAll(',', '%2C');
    expect(decodeScenario(other)).toEqual({ scenario, notices: [] });
  });

  it('opens as far as it goes where it was cut, and says so', () => {
    for (const kept of [0.5, 0.7, 0.9].map((share) => Math.floor(hash.length * share))) {
      const { notices } = decodeScenario(hash.slice(0, kept));
      expect(notices.length).toBeGreaterThan(0);
      expect(notices[0]?.kind).toBeUndefined();
    }
  });
});

describe('a changed figure in a readable link', () => {
  const hash = encodeScenario(SHORT);

  it('is noticed: 60 people cut to 6', () => {
    const cut = hash.replace('people=60', 'people=6');
    const { scenario, notices } = decodeScenario(cut);
    expect(scenario.workload.people).toBe(6);
    expect(notices[0]?.message).toMatch(/did not arrive as it was sent/);
  });

  it('is nobody’s concern in a link written by hand, which has no check', () => {
    expect(decodeScenario('v=1&workload.people=6').notices).toEqual([]);
  });
});

describe('a packed link that was cut', () => {
  it('keeps the changes that arrived whole', () => {
    const hash = encodeScenario(LONG);
    const { scenario, notices } = decodeScenario(hash.slice(0, -12));
    expect(scenario.name).toBe(LONG.name);
    expect(scenario.offerId).toBe(LONG.offerId);
    expect(notices[0]?.message).toMatch(/cut short: \d+ of its changes/);
  });
});

describe('pack and unpack', () => {
  it('give any text back, with a dictionary and without', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.option(fc.string(), { nil: undefined }), (text, words) => {
        const dictionary = words === undefined || words === '' ? {} : { dictionary: bytesOf(words) };
        expect(unpack({ packed: pack({ text, ...dictionary }), ...dictionary })).toEqual({ status: 'whole', text });
      }),
    );
  });

  it('have a check that differs for texts that differ a little', () => {
    const checks = Array.from({ length: 2_000 }, (_, i) => checkOf(`workload.people=${i}`));
    expect(new Set(checks).size).toBe(2_000);
    expect(checks.every((check) => /^[\w-]{4}$/.test(check))).toBe(true);
  });
});

describe('salvagedPairs', () => {
  const object = { 'a.b': 60, text: 'comma, "quote" and }', list: [1, { c: 2 }, 'x,y'], last: 12_345 };
  const text = JSON.stringify(object);

  it('gives, for every cut, the pairs that are whole and no others', () => {
    for (let length = 0; length <= text.length; length++) {
      const pairs = salvagedPairs(text.slice(0, length));
      expect(pairs).toEqual(Object.entries(object).slice(0, pairs.length));
    }
    expect(salvagedPairs(text.slice(0, -1))).toHaveLength(3);
  });
});

describe('carried rates as text', () => {
  const rate = fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }), { nil: null });
  const set = fc.record({
    input: rate,
    output: rate,
    cacheRead: rate,
    cacheWrite: fc.dictionary(fc.string({ minLength: 1, maxLength: 8 }), rate, { noNullPrototype: true }),
  });
  const rates: fc.Arbitrary<CarriedRates> = fc.record({
    offerId: fc.string({ minLength: 1, maxLength: 20 }),
    base: set,
    bands: fc.array(
      fc.record({
        thresholdTokens: fc.nat(),
        comparison: fc.constantFrom('gt' as const, 'gte' as const),
        rates: set,
      }),
      { maxLength: 2 },
    ),
  });

  it('is short and readable', () => {
    const text = carriedText([
      {
        offerId: 'anthropic/claude-opus-5-5',
        base: { input: 4, output: 20, cacheRead: 0.2, cacheWrite: { '5m': 5, '1h': 8 } },
        bands: [
          {
            thresholdTokens: 200_000,
            comparison: 'gt',
            rates: { input: 8, output: null, cacheRead: 0.4, cacheWrite: {} },
          },
        ],
      },
    ]);
    expect(text).toBe('anthropic/claude-opus-5-5:4,20,0.2,1h*8,5m*5@gt200000:8,-,0.4');
  });

  it('comes back as it was, whatever an id is made of', () => {
    fc.assert(
      fc.property(fc.array(rates, { maxLength: 3 }), (all) => {
        const plain = all.filter(({ base, bands }) =>
          [base, ...bands.map((band) => band.rates)].every(({ cacheWrite }) => !Object.hasOwn(cacheWrite, '__proto__')),
        );
        // JSON has no −0, and prices do not tell the zeros apart.
        expect(fromCarriedText(carriedText(plain))).toEqual(JSON.parse(JSON.stringify(plain)));
      }),
    );
  });

  it('is refused whole where a part is no rate', () => {
    for (const text of ['a', 'a:', 'a:1', 'a:1,2', 'a:1,2,x', 'a:1,2,3,5m', 'a:1,2,3@200:1,2,3', 'a:1,2,3@gt2'])
      expect(fromCarriedText(text)).toBeUndefined();
  });
});
