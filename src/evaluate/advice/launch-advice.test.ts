import { describe, expect, test } from 'vitest';
import { BASE_SCENARIO } from '../../scenario/base-v0.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { CORE_BOOK } from '../testing/core-book.ts';
import { evaluateSpend, type SpendEvaluation } from '../spend.ts';
import { batchAdvice, staggerAdvice } from './launch-advice.ts';

function evaluated(scenario: Scenario): SpendEvaluation {
  const evaluation = evaluateSpend(scenario, CORE_BOOK);
  if (evaluation.status !== 'ok') throw new Error(evaluation.problems[0]?.message);
  return evaluation;
}

const evaluation = evaluated(BASE_SCENARIO);

describe('staggered launch', () => {
  test('is worth the difference of the two bills, either way round', () => {
    const staggered: Scenario = { ...BASE_SCENARIO, workload: { ...BASE_SCENARIO.workload, launch: 'staggered' } };
    const here = staggerAdvice({ scenario: BASE_SCENARIO, book: CORE_BOOK, evaluation });
    const there = staggerAdvice({ scenario: staggered, book: CORE_BOOK, evaluation: evaluated(staggered) });
    expect(here?.otherSavesUsd).toBeGreaterThan(0);
    expect(here?.otherSavesUsd).toBe(-(there?.otherSavesUsd ?? 0));
    expect(here?.otherHitRatio).toBe(there?.hitRatio);
    expect(here?.otherHitRatio).toBeGreaterThan(here?.hitRatio ?? 1);
  });

  test('is no question where agents have no siblings', () => {
    const roles = BASE_SCENARIO.workload.roles.slice(0, 1);
    const scenario = { ...BASE_SCENARIO, workload: { ...BASE_SCENARIO.workload, roles } };
    expect(staggerAdvice({ scenario, book: CORE_BOOK, evaluation: evaluated(scenario) })).toBeNull();
  });
});

describe('batches of tasks', () => {
  /** The base scenario with so many tasks a day in all. */
  const withTasksPerDay = (tasks: number): SpendEvaluation =>
    evaluated({ ...BASE_SCENARIO, workload: { ...BASE_SCENARIO.workload, people: 1, tasksPerPersonPerDay: tasks } });

  test('of b have one cold start in b where tasks are hours apart', () => {
    // One task in 20 days of 8 hours: each finds the prefix cold, whatever its life.
    for (const { batches, coldStartsPerMonth, tasksPerMonth } of batchAdvice(withTasksPerDay(0.5))) {
      expect(coldStartsPerMonth / tasksPerMonth).toBeGreaterThan(0.7);
      for (const { tasks, coldStartsPerMonth: left, savesUsd } of batches) {
        expect(left).toBeLessThanOrEqual(Math.max(1, tasksPerMonth / tasks));
        expect(savesUsd).toBeGreaterThan(0);
      }
    }
  });

  test('save nothing where tasks all through the day keep the prefix warm for each other', () => {
    const [orchestrator] = batchAdvice(withTasksPerDay(80));
    expect(orchestrator?.batches.every(({ savesUsd }) => savesUsd <= 0)).toBe(true);
  });

  test('save what the ladder saves when a task’s shared prefix is never cold', () => {
    // 80 tasks a day over 8 hours: one every six minutes.
    const [orchestrator] = batchAdvice(evaluation);
    expect(orchestrator?.betweenTasksSeconds).toBeCloseTo(360, 9);
    expect(orchestrator?.tasksPerMonth).toBe(1_680);
    // 15,000 shared tokens × (write − read) per cold start.
    const usd = (orchestrator?.coldStartsUsd ?? 0) / (orchestrator?.coldStartsPerMonth ?? 1);
    const { strategy } = evaluation.ladder.best.status === 'priced' ? (evaluation.ladder.best.choices[0] ?? {}) : {};
    if (!strategy || strategy.kind === 'none' || strategy.kind === 'stored') throw new Error('nothing is cached');
    const ttl = strategy.kind === 'mixed' ? strategy.prefixTtl : strategy.ttl;
    expect(usd).toBeCloseTo((15_000 * ((ttl.id === '1h' ? 8 : 5) - 0.2)) / 1e6, 9);
  });

  test('are not asked about where nothing is shared', () => {
    const roles = BASE_SCENARIO.workload.roles.map((role) => ({ ...role, toolTokens: 0, systemTokens: 0 }));
    const scenario = { ...BASE_SCENARIO, workload: { ...BASE_SCENARIO.workload, roles } };
    expect(batchAdvice(evaluated(scenario))).toEqual([]);
  });
});
