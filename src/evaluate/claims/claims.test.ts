import { describe, expect, test } from 'vitest';
import { CLAIMS, type ClaimVerdict } from '../../catalog/claims/index.ts';
import { decodeScenario, encodeScenario } from '../../scenario/codec.ts';
import { scenarioSchema } from '../../scenario/schema.ts';
import { evaluateCluster } from '../cluster/evaluate-cluster.ts';
import { evaluateKv } from '../kv/evaluate-kv.ts';
import { fitsOf } from '../kv/fit.ts';
import { evaluateSpend } from '../spend.ts';
import { evaluateSwarm } from '../swarm.ts';
import { WHOLE_BOOK } from '../whole-book.ts';
import { CLAIM_TESTS, claimOutcome } from './claim-test.ts';
import { CLAIM_UNITS, type ClaimFigure, type ClaimOutcome } from './claim-view.ts';

const OUTCOMES: ReadonlyMap<string, ClaimOutcome> = new Map(CLAIMS.map((claim) => [claim.id, claimOutcome({ claim })]));

function outcomeOf(id: string): ClaimOutcome {
  const outcome = OUTCOMES.get(id);
  if (!outcome) throw new Error(`No claim ${id}`);
  return outcome;
}

function figure(id: string, at = 0): ClaimFigure {
  const found = outcomeOf(id).figures[at];
  if (!found) throw new Error(`The claim ${id} has no figure ${at}`);
  return found;
}

const value = (id: string, at = 0): number => figure(id, at).value;

function named(id: string, label: string): number {
  const found = outcomeOf(id).figures.find((candidate) => candidate.label === label);
  if (!found) throw new Error(`The claim ${id} has no figure “${label}”`);
  return found.value;
}

/** What a verdict allows the comparison to say. */
const ALLOWED: Readonly<Record<ClaimVerdict, readonly (boolean | null)[]>> = {
  right: [true],
  // On its day, where the scenario opens on that day; else no longer.
  'right-in-its-day': [true, false],
  'right-arithmetic': [true],
  contested: [false, null],
  wrong: [false],
};

describe('claims and their tests', () => {
  test('belong together one by one', () => {
    expect(CLAIM_TESTS.map(({ claimId }) => claimId).toSorted()).toEqual(CLAIMS.map(({ id }) => id).toSorted());
    expect(new Set(CLAIMS.map(({ id }) => id)).size).toBe(CLAIMS.length);
  });

  test('are refused where a claim has none', () => {
    const [claim] = CLAIMS;
    if (!claim) throw new Error('There are claims');
    expect(() => claimOutcome({ claim: { ...claim, id: 'unheard-of' } })).toThrow('unheard-of has no test');
  });
});

describe.each(CLAIMS)('$id', ({ id, verdict }) => {
  const { figures, said, agrees, lookAt, claimId } = outcomeOf(id);

  test('says what its verdict says', () => {
    expect(claimId).toBe(id);
    expect(ALLOWED[verdict]).toContain(agrees);
  });

  test('has finite figures, the first in the unit of what is said', () => {
    expect(figures.length).toBeGreaterThan(0);
    for (const { value: number, unit, label } of [...figures, ...(said ? [said] : [])]) {
      expect([label, Number.isFinite(number)]).toEqual([label, true]);
      expect(CLAIM_UNITS).toContain(unit);
    }
    if (said) expect(figures[0]?.unit).toBe(said.unit);
  });

  test('opens a scenario that a link can carry, on a page that has an answer to it', () => {
    const { scenario, page, shows } = lookAt;
    expect(scenarioSchema.safeParse(scenario).success).toBe(true);
    expect(decodeScenario(encodeScenario(scenario))).toEqual({ scenario, notices: [] });
    expect(shows).toMatch(/\.$/);
    // Every page has the bill of its scenario in reach, and the strip of inputs shows problems of the workload.
    expect(evaluateSpend(scenario, WHOLE_BOOK)).toMatchObject({ status: 'ok' });
    expect(evaluateSwarm(scenario)).toMatchObject({ status: 'ok' });
    if (page === 'cluster') expect(evaluateCluster(scenario, WHOLE_BOOK)).toMatchObject({ status: 'ok' });
    const kv = evaluateKv(scenario, WHOLE_BOOK);
    if (page === 'kv') expect(kv).toMatchObject({ status: 'ok' });
    if (lookAt.view?.['view'] === 'accelerators' && kv.status === 'ok')
      expect(fitsOf({ kv: scenario.kv, geometry: kv.geometry })).not.toHaveProperty('reason');
  });
});

describe('figures by hand', () => {
  test('of the memory-wall example: 96 layers of two vectors of 4,000 numbers in 2 bytes', () => {
    expect(value('vector-8-kb')).toBe(4_000 * 2);
    expect(value('layer-16-kb')).toBe(2 * 4_000 * 2);
    expect(value('token-1-5-mb')).toBe(96 * 16_000);
    expect(value('prompt-150-gb')).toBe(153.6e9);
    expect(value('twice-an-h100')).toBeCloseTo(153.6 / 80, 12);
  });

  test('of models: 126 layers of eight heads of 128 in Llama 3.1 405B, 61 of 576 numbers in DeepSeek-V3', () => {
    expect(value('prefill-50-gb')).toBe(2 * 126 * 8 * 128 * 2 * 100_000);
    expect(value('latent-blocks-of-64', 1)).toBe(576 * 61 * 2);
    expect(value('petabyte-billions-of-tokens')).toBeCloseTo(1e15 / (2 * 80 * 8 * 128 * 2), 0);
    expect(value('one-kv-head-hundredfold')).toBe(96);
    // 17 bytes for 32 elements, which take 64 in 16 bits.
    expect(value('four-bits-a-quarter')).toBeCloseTo(64 / 17, 12);
  });

  test('24 and not 30; three times and not four', () => {
    expect(value('thirty-times-slower')).toBe(24);
    expect(named('double-context-four-times', 'One ÷ the other, measured')).toBeCloseTo(6.855 / 2.294, 12);
    expect(value('double-context-four-times')).toBeCloseTo(6.78 / 2.291, 2);
    expect(value('comparisons-squared')).toBeCloseTo(4, 3);
  });

  test('41 times at 15 % of peak, 10 to 14 at 60 and 45', () => {
    // 1.417 · 10¹⁶ operations on eight H100s of 989 · 10¹² at 0.15: 23.9 s and more, ÷ 0.58.
    expect(value('grid-41-times', 2)).toBeGreaterThan(40);
    expect(value('grid-41-times', 2)).toBeLessThan(43);
    // Work is the same: floors aside, four times the share is a quarter of the time.
    const floor = 0.01 / 0.58;
    expect((value('grid-41-times', 2) - floor) / (value('grid-41-times') - floor)).toBeCloseTo(4, 9);
    expect(value('grid-41-times', 1)).toBeCloseTo(14, 1);
  });

  test('two terabytes of DRAM last 3.9 minutes', () => {
    // 2 · 10¹² B ÷ (327,680 B × 25,977 tokens a second and node) = 235 s; the fleet is a whole number of nodes.
    const tokensPerSecond = value('evicted-in-five-minutes', 2);
    expect(value('evicted-in-five-minutes') / 60).toBeCloseTo(3.9, 1);
    expect(value('evicted-in-five-minutes')).toBeGreaterThan(0.97 * (2e12 / (327_680 * tokensPerSecond)));
    expect(value('evicted-in-five-minutes')).toBeLessThan(1.03 * (2e12 / (327_680 * tokensPerSecond)));
  });

  test('57.5 minutes of pings, eleven of them', () => {
    expect(value('pings-keep-it-warm')).toBeCloseTo(((6.25 - 0.5) / 0.5) * 300, 9);
    expect(value('pings-keep-it-warm') / 60).toBeCloseTo(57.5, 9);
    expect(named('pings-keep-it-warm', 'Pings that can pay')).toBe(11);
  });

  test('100 of 475 thousand; 100 × 100 ÷ 1,000', () => {
    expect(value('one-dollar-in-five')).toBeCloseTo(100 / 475, 12);
    expect(value('cheaper-tokens-dearer-ai')).toBeCloseTo(10, 9);
  });

  test('DeepSeek’s day: 226.9 nodes with the disk cache, 349.6 without, 6.5 times its rent', () => {
    expect(value('nowhere-durable', 1)).toBeCloseTo(226.9, 1);
    expect(value('nowhere-durable', 2)).toBeCloseTo(349.6, 1);
    expect(value('negative-unit-cost')).toBeCloseTo(562_100 / 87_072, 9);
  });

  test('list prices: $225, $60 and $6; $3.75 for 55 minutes; discounts of 20 to 50', () => {
    expect([0, 1, 2].map((at) => value('opus-fast-225', at))).toEqual([225, 60, 6]);
    expect(value('hour-is-infrastructure')).toBeCloseTo((10 - 6.25) / (55 / 60), 12);
    expect([0, 1, 2, 3, 4].map((at) => Math.round(value('cached-a-tenth', at)))).toEqual([10, 20, 40, 30, 50]);
    expect(value('cap-of-one-hour')).toBe(24 * 3_600);
  });

  test('volumes: a quarter of OpenRouter, 20 turns and 50 × 13 of a task', () => {
    expect(value('openrouter-20-trillion-a-day')).toBeCloseTo(28e12 / 7, -7);
    expect(named('startup-trillion-a-day', 'A trillion ÷ that')).toBeCloseTo(0.25, 6);
    expect(named('repeated-thousands-of-times', 'Requests of a task')).toBe(20 + 50 * 13);
    expect(value('trillions-a-second', 2)).toBe(1e12);
  });

  test('chips: 989 ÷ 3.35; 8 ÷ 0.9; a terabyte in 44 GB; 45 × 2.5 million', () => {
    expect(value('h100-rates', 2)).toBeCloseTo(989 / 3.35, 9);
    expect(value('compute-doubles-bandwidth-does-not')).toBeCloseTo(8 / 0.9, 12);
    expect(value('trillion-parameters-in-sram')).toBeGreaterThanOrEqual(Math.ceil(1_000 / 44));
    expect(value('wse3-price')).toBe(112.5e6);
  });

  test('power: 1.73 kW at 8 cents an hour; four H100s for 11 seconds', () => {
    expect(value('tokens-per-watt-alone', 1)).toBeCloseTo(1.73 * 0.08, 9);
    // 100,000 tokens at 0.6 of four peaks take 11.3 s; eight drives of 25 W read 32.8 GB at 77.6 GB/s in 0.42.
    expect(named('recompute-costs-energy', 'Four H100s computing 100,000 tokens') / (4 * 1_730)).toBeCloseTo(11.3, 1);
    expect(named('recompute-costs-energy', 'Eight drives reading them')).toBeCloseTo((8 * 25 * 32.768) / 77.6, 6);
  });
});

describe('what makes a contested claim right', () => {
  test('pauses, short answers and only HBM before make 4 to 6.5 times as many tokens', () => {
    expect(value('four-to-six-times-more-tokens')).toBeLessThan(1.01);
    expect(value('four-to-six-times-more-tokens', 2)).toBeGreaterThan(4);
    expect(value('four-to-six-times-more-tokens', 2)).toBeLessThan(6.5);
  });

  test('a life of half a minute brings a session into the seventies', () => {
    expect(value('sessions-in-the-seventies')).toBeGreaterThan(0.9);
    expect(value('sessions-in-the-seventies', 2)).toBeCloseTo(0.745, 2);
  });

  test('at 99 % cached, loading outweighs computing', () => {
    expect(value('loading-replaces-computing')).toBeLessThan(1);
    expect(named('loading-replaces-computing', 'The same, 99 % cached')).toBeGreaterThan(4);
    expect(named('loading-replaces-computing', 'The same, 99 % cached')).toBeLessThan(5);
  });
});
