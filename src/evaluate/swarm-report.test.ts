import { swarmOf } from '../domain/swarm/workload.ts';
import { describe, expect, test } from 'vitest';
import { BASE_SCENARIO } from '../scenario/base-v0.ts';
import type { Scenario } from '../scenario/schema.ts';
import { closedForm } from './hit-rates.ts';
import { CORE_BOOK } from './testing/core-book.ts';
import { scenarioReport } from './scenario-report.ts';
import { swarmReport, type SimulatedRates, type SwarmReportDraft } from './swarm-report.ts';

const ASKED = { windowsSeconds: [3_600, 60, 0.5], capacitiesTokens: [32e6, 1e6] };

function draftOf(scenario: Scenario = BASE_SCENARIO, asked = ASKED): SwarmReportDraft {
  const draft = swarmReport({ scenario, book: CORE_BOOK, ...asked });
  if ('problems' in draft) throw new Error(JSON.stringify(draft.problems));
  return draft;
}

const SIMULATED: SimulatedRates = {
  seed: 7,
  requests: 1_234,
  logicalRatio: 0.95,
  unlimitedRatio: 0.92,
  windowRatios: [0.9, 0.8, 0.1],
  pairRatios: [],
  capacityRatios: [0.89, 0.5],
};

describe('the report of a swarm', () => {
  test('has exactly the figures other programs rely on', () => {
    const report = draftOf().withSimulation(null);
    expect(report).toEqual({
      logicalRatio: expect.any(Number),
      closedForm: {
        ttl: { '3600': expect.any(Number), '60': expect.any(Number), '0.5': expect.any(Number) },
        capacity: { '32000000': expect.any(Number), '1000000': expect.any(Number) },
        rough: { ttl: ['60', '0.5'], capacity: ['1000000'] },
      },
      simulated: null,
      missAmplification: expect.any(Number),
      ladder: expect.any(Array),
    });
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  test('keeps each rate with what it was asked for', () => {
    const { closedForm: closed, simulated } = draftOf().withSimulation(SIMULATED);
    const { windows, capacities } = closedForm({ swarm: swarmOf(BASE_SCENARIO.workload), ...ASKED });
    expect([closed.ttl['3600'], closed.ttl['60'], closed.ttl['0.5']]).toEqual(windows.map(({ ratio }) => ratio));
    expect([closed.capacity['32000000'], closed.capacity['1000000']]).toEqual(capacities.map(({ ratio }) => ratio));
    expect(simulated).toEqual({
      ttl: { '3600': 0.9, '60': 0.8, '0.5': 0.1 },
      capacity: { '32000000': 0.89, '1000000': 0.5 },
      logicalRatio: 0.95,
      unlimitedRatio: 0.92,
      requests: 1_234,
      seed: 7,
    });
  });

  test('has the ladder of the `scenario` verb, and the misses of the best policy sold', () => {
    const report = draftOf().withSimulation(null);
    const priced = scenarioReport(BASE_SCENARIO, CORE_BOOK);
    if ('problems' in priced) throw new Error('impossible');
    expect(report.ladder).toEqual(priced.spend.ladder);
    expect(report.ladder.map(({ rung }) => rung)).toEqual([
      'no-cache',
      'provider-default',
      'best-policy',
      'warehouse',
      'ceiling',
    ]);
    const { hitRatio } = priced.spend.without;
    expect(report.missAmplification).toBeCloseTo((1 - hitRatio) / (1 - report.logicalRatio), 12);
    // The ceiling's hit rate is the logical one.
    expect(report.ladder.at(-1)?.hitRatio).toBeCloseTo(report.logicalRatio, 9);
  });

  test('gives the swarm to simulate in the scenario’s own tokens', () => {
    expect(draftOf().swarm).toBe(swarmOf(BASE_SCENARIO.workload));
  });

  test('is an empty one where nothing is asked', () => {
    const { closedForm: closed } = draftOf(BASE_SCENARIO, { windowsSeconds: [], capacitiesTokens: [] }).withSimulation(
      null,
    );
    expect(closed).toEqual({ ttl: {}, capacity: {}, rough: { ttl: [], capacity: [] } });
  });

  test('says what is wrong with a swarm that cannot exist', () => {
    const [role] = BASE_SCENARIO.workload.roles;
    if (!role) throw new Error('no role');
    const silent = { ...role, gap: role.gap.map((part) => ({ ...part, weight: 0 })) };
    const report = swarmReport({
      scenario: { ...BASE_SCENARIO, workload: { ...BASE_SCENARIO.workload, roles: [silent] } },
      book: CORE_BOOK,
      ...ASKED,
    });
    expect(report).toEqual({ problems: [{ field: 'workload.roles.0.gap', message: expect.stringMatching(/weight/) }] });
  });
});
