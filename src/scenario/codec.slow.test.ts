import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BASE_SCENARIO } from './base.ts';
import { decodeDocument, decodeScenario, encodeScenario } from './codec.ts';
import { scenarioSchema, type Scenario } from './schema.ts';
import { scenarios } from './testing/arbitraries.ts';
import { documentFault, roundTripFault, textFault, upgradeFault } from './testing/faults.ts';
import { hostileDocuments, hostileTexts } from './testing/hostile-texts.ts';

describe('the link', () => {
  it('is the bare version for the default scenario', () => {
    expect(encodeScenario(BASE_SCENARIO)).toBe('v=1');
    expect(decodeScenario('#v=1')).toEqual({ scenario: BASE_SCENARIO, notices: [] });
  });

  it('stays readable while it is short', () => {
    const scenario: Scenario = {
      ...BASE_SCENARIO,
      offerId: 'openai/gpt-6.1-sol',
      workload: { ...BASE_SCENARIO.workload, people: 120 },
    };
    expect(encodeScenario(scenario)).toBe('v=1.09Em&offerId=openai/gpt-6.1-sol&workload.people=120');
  });

  it('gives back what was put in, for any valid scenario', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        expect(decodeScenario(encodeScenario(scenario))).toEqual({ scenario, notices: [] });
        expect(roundTripFault(scenario)).toBeNull();
      }),
      { numRuns: 300 },
    );
  });

  it('keeps text that looks like something else', () => {
    for (const name of ['12', 'null', 'true', '"x"', '{}', 'a&b=c#d', '%41', '+ +', '__proto__', '=SUM(A1)']) {
      const scenario = { ...BASE_SCENARIO, name };
      expect(decodeScenario(encodeScenario(scenario)).scenario.name).toBe(name);
    }
  });

  it('never throws and always gives a valid scenario that can be shared, whatever the text', () => {
    fc.assert(
      fc.property(hostileTexts, (text) => {
        expect(textFault(text)).toBeNull();
      }),
      { numRuns: 2_000 },
    );
  });

  it('survives being cut or changed anywhere', () => {
    const scenario: Scenario = {
      ...BASE_SCENARIO,
      name: 'x'.repeat(100),
      carriedRates: [
        {
          offerId: 'a/b',
          base: { input: 1, output: 2, cacheRead: null, cacheWrite: { '5m': 3 } },
          bands: [],
        },
      ],
      workload: {
        ...BASE_SCENARIO.workload,
        roles: BASE_SCENARIO.workload.roles.map((r) => ({ ...r, name: 'é'.repeat(90), turnsPerAgent: 7 })),
      },
    };
    const hash = encodeScenario(scenario);
    expect(hash).toMatch(/^v=1\.[\w-]{4}&z=/);
    fc.assert(
      fc.property(
        fc.nat(hash.length - 1),
        fc.option(fc.string({ minLength: 1, maxLength: 1 }), { nil: undefined }),
        (at, symbol) => {
          const damaged = symbol === undefined ? hash.slice(0, at) : hash.slice(0, at) + symbol + hash.slice(at + 1);
          const decoded = decodeScenario(damaged);
          expect(scenarioSchema.safeParse(decoded.scenario).success).toBe(true);
          // Whatever happened on the way: either it is the scenario that was sent, or it is said that it may not be.
          const isEmpty = /^(?:v=?1?\.?)?$/.test(damaged);
          if (decoded.notices.length === 0 && !isEmpty) expect(decoded.scenario).toEqual(scenario);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('refuses to unpack a bomb', async () => {
    const { deflateSync } = await import('fflate');
    const packed = Buffer.from(deflateSync(new Uint8Array(20_000_000), { level: 9 })).toString('base64url');
    expect(packed.length).toBeLessThan(32_768);
    for (const version of ['v=0', 'v=1'])
      expect(decodeScenario(`${version}&z=${packed}`).notices[0]?.message).toMatch(/unpacks to more than/);
  });
});

describe('a link that is not quite right', () => {
  it('keeps what is valid and names what is not', () => {
    const { scenario, notices } = decodeScenario(
      'v=1&workload.people=-4&workload.hoursPerDay=10&workload.colour=red&kv.dtype=fp7',
    );
    expect(scenario.workload.hoursPerDay).toBe(10);
    expect(scenario.workload.people).toBe(BASE_SCENARIO.workload.people);
    expect(notices.map(({ field }) => field).sort()).toEqual(['kv.dtype', 'workload.colour', 'workload.people']);
    expect(notices.find(({ field }) => field === 'workload.people')?.message).toMatch(/from 1 to 100,000,000/);
  });

  it('from a newer version opens what is understood and says so', () => {
    const { scenario, notices } = decodeScenario('v=7&workload.people=9');
    expect(scenario.workload.people).toBe(9);
    expect(notices[0]?.message).toMatch(/newer Tokenhouse \(format 7/);
  });

  it('without a version is not taken for one of ours', () => {
    expect(decodeScenario('people=9')).toMatchObject({ scenario: BASE_SCENARIO, notices: [{ field: '' }] });
  });
});

describe('a scenario file', () => {
  it('may hold any part of a scenario', () => {
    const { scenario, notices } = decodeDocument({ v: 1, workload: { people: 7 }, offerId: 'xai/grok-4.7' });
    expect(notices).toEqual([]);
    expect(scenario).toEqual({
      ...BASE_SCENARIO,
      offerId: 'xai/grok-4.7',
      workload: { ...BASE_SCENARIO.workload, people: 7 },
    });
  });

  it('may be a whole scenario', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        expect(decodeDocument(JSON.parse(JSON.stringify(scenario)))).toEqual({ scenario, notices: [] });
      }),
      { numRuns: 100 },
    );
  });

  it('never throws and always gives a valid scenario, whatever the JSON', () => {
    fc.assert(
      fc.property(hostileDocuments, (document) => {
        expect(documentFault(document)).toBeNull();
      }),
      { numRuns: 1_000 },
    );
  });

  it('is upgraded once: again, and read as the newest version, it stays as it is', () => {
    fc.assert(
      fc.property(fc.oneof(scenarios, hostileDocuments), (document) => {
        expect(upgradeFault(document)).toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  it('that is some other JSON is named as such', () => {
    for (const other of [[], 3, null, 'x', { compilerOptions: {} }])
      expect(decodeDocument(other).notices).toHaveLength(1);
  });
});
