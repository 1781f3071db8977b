import { describe, expect, test } from 'vitest';
import { swarmOf } from '../../../../domain/swarm/workload.ts';
import { CORE_BOOK } from '../../../../evaluate/testing/core-book.ts';
import { evaluateSpend, type SpendEvaluation } from '../../../../evaluate/spend.ts';
import { BASE_SCENARIO } from '../../../../scenario/base-v0.ts';
import type { Scenario } from '../../../../scenario/schema.ts';
import { cacheBytesOf } from '../own-cache/cache-bytes.ts';
import { byWorth, makesDifference, worthInWords, type AdviceRow } from './advice-row.ts';
import { capacityFor, spendRows } from './advice-rows.ts';
import { capacityRow, simulatedCapacity } from './capacity-rows.ts';

function evaluated(scenario: Scenario): SpendEvaluation {
  const evaluation = evaluateSpend(scenario, CORE_BOOK);
  if (evaluation.status !== 'ok') throw new Error(evaluation.problems[0]?.message);
  return evaluation;
}

/** The base scenario's advice under another workload. */
function rowsFor(change: Partial<Scenario['workload']> = {}): ReadonlyMap<string, AdviceRow> {
  const scenario = { ...BASE_SCENARIO, workload: { ...BASE_SCENARIO.workload, ...change } };
  return new Map(spendRows({ scenario, book: CORE_BOOK, spend: evaluated(scenario) }).map((row) => [row.id, row]));
}

const base = rowsFor();
const [orchestrator, subAgents] = BASE_SCENARIO.workload.roles;
if (!orchestrator || !subAgents) throw new Error('no roles');

describe('what makes a difference', () => {
  test('is a dollar a month and a thousandth of the bill', () => {
    expect(makesDifference({ usd: 0.99, billUsd: 10 })).toBe(false);
    expect(makesDifference({ usd: 1, billUsd: 10 })).toBe(true);
    expect(makesDifference({ usd: 99, billUsd: 100_000 })).toBe(false);
    expect(makesDifference({ usd: -100, billUsd: 100_000 })).toBe(true);
  });

  test('in words', () => {
    expect(worthInWords({ worthUsd: 1_234.4, billUsd: 40_000 })).toBe('$1,234 a month');
    expect(worthInWords({ worthUsd: 12, billUsd: 40_000 })).toBe('makes no difference');
    expect(worthInWords({ worthUsd: null, billUsd: 40_000 })).toBe('–');
  });

  test('rows go by worth, those without a sum last and in their order', () => {
    const row = (id: string, worthUsd: number | null): AdviceRow => ({
      id,
      worthUsd,
      sentence: '',
      against: '',
      why: [],
    });
    expect(byWorth([row('a', null), row('b', 5), row('c', null), row('d', 7)]).map(({ id }) => id)).toEqual([
      'd',
      'b',
      'a',
      'c',
    ]);
  });
});

describe('the life to buy', () => {
  test('names the cheapest, the default and the runner-up as the options have them', () => {
    const { sentence, options, worthUsd, why } = base.get('life-1') ?? {};
    const [best, second] = options ?? [];
    if (!best || !second || !why) throw new Error('no advice');
    const usd = (value: number): string => `\\$${Math.round(value).toLocaleString('en-US')}`;
    expect(sentence).toMatch(
      new RegExp(
        `^Sub-agents: buy 5m.*, ${usd(best.usdPerMonth)} a month; the provider’s default \\(5m, whole prompt only\\) costs ${usd(best.usdPerMonth + (worthUsd ?? NaN))}\\. Next best, .*: ${usd(second.usdPerMonth - best.usdPerMonth)} a month dearer\\.$`,
      ),
    );
    expect(why[0]).toContain('Prompt tokens read from cache: ');
  });

  test('where the default is best, says so and claims no saving', () => {
    // This seller's cache is automatic and shared: there is nothing else to buy.
    const scenario: Scenario = { ...BASE_SCENARIO, offerId: 'google/gemini-3.8-flash' };
    const rows = spendRows({ scenario, book: CORE_BOOK, spend: evaluated(scenario) }).filter(({ id }) =>
      id.startsWith('life-'),
    );
    expect(rows).toHaveLength(2);
    for (const row of rows) {
      expect(row).toMatchObject({ worthUsd: null, against: 'the default is best' });
      expect(row.sentence).toMatch(
        /: use automatic caching, \$[\d,]+ a month, which is what the provider does by default\./,
      );
      expect(row.sentence).toMatch(/Next best, no caching: \$[\d,]+ a month dearer\.$/);
    }
  });

  test('names the model of each role where there are several', () => {
    const roles = [{ ...orchestrator, offerId: 'google/gemini-3.8-flash' }, subAgents];
    const rows = rowsFor({ roles });
    expect(rows.get('life-0')?.sentence).toMatch(/^Orchestrator \(Gemini 3\.8 Flash\): use automatic caching, /);
    expect(rows.get('life-1')?.sentence).toMatch(/^Sub-agents \(Claude Opus 5\.5\): buy 5m/);
  });

  test('is none where nothing written is ever read again', () => {
    // One request every 16 working hours.
    const role = { ...orchestrator, turnsPerAgent: 1, systemTokens: 500_000, taskPrefixTokens: 0, compaction: null };
    const rows = rowsFor({ people: 1, tasksPerPersonPerDay: 0.5, roles: [role] });
    expect(rows.get('life-0')?.sentence).toMatch(/^Orchestrator: cache nothing, /);
    expect(rows.get('pings-0')?.why).toEqual(['The cheapest policy caches nothing.']);
    expect([...rows.keys()]).toEqual(['life-0', 'pings-0']);
  });
});

describe('pings', () => {
  const alone = (medianSeconds: number, change = {}): ReadonlyMap<string, AdviceRow> => {
    const gap = [{ weight: 1, medianSeconds, logSigma: 0 }];
    return rowsFor({ roles: [{ ...subAgents, launchedBy: null, fanOut: 1, gap, ...change }] });
  };

  test('one bridges gaps of 8 minutes, where histories grow fast', () => {
    const growing = { turnsPerAgent: 6, toolTokens: 0, systemTokens: 0, taskPrefixTokens: 0, compaction: null };
    const { sentence, worthUsd, why } = alone(480, { ...growing, inputTokensPerTurn: 20_000 }).get('pings-0') ?? {};
    expect(sentence).toBe('Sub-agents: ping once, every 5 min of idle time, so that a prefix lasts until 10 min idle.');
    // By hand, 1,680 agents: without the ping every prompt (4,500 + 20,440 a turn: 333,600 tokens in all) is written at 5;
    // with it 106,700 tokens are written, 226,900 read at 0.2, and each of 333,600 once more by a ping.
    const perAgent = (226_900 * (5 - 0.2) - 333_600 * 0.2) / 1e6;
    expect(worthUsd).toBeCloseTo(1_680 * perAgent, 6);
    expect(why?.[1]).toBe('They bridge 100.0 % of the gaps between requests: those from 5 min to 10 min.');
    // (5 − 0.2) ÷ 0.2 × 5 minutes.
    expect(why?.[2]).toContain('(write − read) ÷ read × 5 min = 2 h;');
  });

  test('none over gaps of 30 seconds, and what one would cost', () => {
    const { sentence, worthUsd } = alone(30).get('pings-0') ?? {};
    expect(sentence).toMatch(/^Sub-agents: send no keep-warm pings\. One .* would cost \$[\d,.]+ a month more\.$/);
    expect(worthUsd).toBeNull();
  });
});

describe('launch', () => {
  test('one first saves what launching all at once costs more', () => {
    const now = base.get('launch');
    const then = rowsFor({ launch: 'staggered' }).get('launch');
    expect(now?.sentence).toMatch(/^Let one sub-agent answer before its siblings start: the hit rate goes from .* to /);
    expect(then?.sentence).toMatch(/^One sub-agent answers before its siblings start: done already\./);
    expect(then?.against).toBe('saved already');
    expect(then?.worthUsd).toBe(now?.worthUsd);
  });

  test('is no question without siblings', () => {
    expect(rowsFor({ roles: [orchestrator] }).has('launch')).toBe(false);
  });
});

describe('batches', () => {
  test('save nothing where tasks keep the prefix warm for each other, with the cold starts left', () => {
    expect(base.get('batch')).toMatchObject({ worthUsd: 0 });
    expect(base.get('batch')?.sentence).toMatch(
      /^Batching tasks saves nothing: they keep the shared prefix warm for each other\. Of 1,680 task starts a month, cold: Orchestrator \d+ times, Sub-agents \d+ times\.$/,
    );
  });

  test('are advised where tasks are hours apart: ten cold starts become one', () => {
    const role = { ...orchestrator, turnsPerAgent: 3, systemTokens: 500_000, taskPrefixTokens: 0, compaction: null };
    const { sentence, worthUsd, why } =
      rowsFor({ people: 1, tasksPerPersonPerDay: 0.5, roles: [role] }).get('batch-0') ?? {};
    expect(sentence).toBe(
      'Orchestrator: start 10 tasks close after one another. The shared prefix is then found cold once a month instead of 10 times.',
    );
    // 512,200 shared tokens × (5 − 0.2) USD per million: $2.46 each, for nine to nine and a half of them.
    expect(worthUsd).toBeGreaterThan(9 * 2.458);
    expect(worthUsd).toBeLessThan(9.5 * 2.459);
    expect(why?.[1]).toContain('A cold start costs $2.46 more than a warm one');
  });

  test('for some roles only: the others are named', () => {
    const scenario: Scenario = { ...BASE_SCENARIO, workload: { ...BASE_SCENARIO.workload, people: 10 } };
    const rows = spendRows({ scenario, book: CORE_BOOK, spend: evaluated(scenario) });
    expect(rows.find(({ id }) => id === 'batch-1')?.sentence).toMatch(/^Sub-agents: start 20 tasks /);
    expect(rows.find(({ id }) => id === 'batch')?.sentence).toMatch(
      /^For Orchestrator, batching tasks saves (next to )?nothing/,
    );
  });
});

describe('capacity', () => {
  const bytes = cacheBytesOf({
    kv: BASE_SCENARIO.kv,
    offer: CORE_BOOK.offerById(BASE_SCENARIO.offerId),
    book: CORE_BOOK,
  });
  const swarm = swarmOf(BASE_SCENARIO.workload);

  test('in tokens and bytes, in all and per open agent', () => {
    const { sentence } = capacityRow({ advice: capacityFor({ swarm, bytes }), bytes, simulated: '' });
    expect(sentence).toMatch(
      /^A cache of one’s own serves 95 % of the logical hit rate from roughly [\d.]+ M tokens \([\d.]+ TB\), [\d,]+ tokens \([\d.]+ GB\) per open agent on\.$/,
    );
  });

  test('that no size reaches says why', () => {
    const role = { ...subAgents, turnsPerAgent: 1, taskPrefixTokens: 100_000, firstInputTokens: 10 };
    const advice = capacityFor({
      swarm: swarmOf({ ...BASE_SCENARIO.workload, roles: [{ ...role, launchedBy: null }] }),
      bytes,
    });
    expect(capacityRow({ advice, bytes, simulated: '' }).sentence).toContain('because siblings launched at once');
    const spread = capacityFor({ swarm, bytes, routing: { replicas: 20, affinityRatio: 0 } });
    expect(capacityRow({ advice: spread, bytes, simulated: '' }).sentence).toContain('spread over replicas');
  });

  test('that is rough leads with the simulated sizes', () => {
    const advice = capacityFor({ swarm, bytes });
    expect(capacityRow({ advice, bytes, simulated: '2 M (89 %) and 3 M (92 %)' }).sentence).toMatch(
      /from between 2 M \(89 %\) and 3 M \(92 %\) tokens on, simulated\. The closed form, rough here, says [\d.]+ M tokens/,
    );
  });

  test('lies between the simulated sizes around the target', () => {
    const point = (capacityTokens: number) => ({
      capacityTokens,
      windowSeconds: 1,
      ratio: 0,
      trust: 'good' as const,
      asked: true,
    });
    const curves = { capacities: [point(1e6), point(2e6), point(4e6)] };
    const between = (capacityRatios: readonly (number | null)[], targetRatio: number) =>
      simulatedCapacity({ curves, comparison: { capacityRatios }, targetRatio });
    expect(between([0.5, null, 0.9], 0.8)).toBe('1 M (50.0 %) and 4 M (90.0 %)');
    expect(between([0.5, 0.8, 0.9], 0.8)).toBe('1 M (50.0 %) and 2 M (80.0 %)');
    expect(between([0.5, 0.6, 0.7], 0.8)).toBe('');
    expect(simulatedCapacity({ curves, comparison: null, targetRatio: 0.8 })).toBe('');
  });
});
