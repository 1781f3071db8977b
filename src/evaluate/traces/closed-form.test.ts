import { describe, expect, test } from 'vitest';
import type { Strategy } from '../../domain/offer/strategy.ts';
import { priceWithPings } from '../../domain/spend/price-strategy.ts';
import { warehouseRung } from '../../domain/spend/ladder.ts';
import { tasksPerMonth } from '../../domain/swarm/swarm.ts';
import { swarmOf } from '../../domain/swarm/workload.ts';
import { cellOf } from '../../engine/hit-grid.ts';
import type { BlockLog } from '../../engine/readers/log.ts';
import { replay } from '../../engine/replay.ts';
import { finish } from '../../engine/run-control.ts';
import { sampleLog } from '../../engine/traces/sample-log.ts';
import { traceReportSteps } from '../../engine/traces/trace-report.ts';
import { BASE_SCENARIO } from '../../scenario/base-v0.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { FIRST_BOOK } from '../first-book.ts';
import { evaluateSpend } from '../spend.ts';
import type { LogFigures } from './log-figures.ts';
import { logStrategiesOf } from './log-strategies.ts';
import { priceWithLife } from './price-log.ts';
import { pricingOf } from './pricing-of.ts';
import { billAt } from './trace-bills.ts';
import { figuresWith, reuseWith } from './testing.ts';

const TASKS = 200;
/** Small blocks: the tail of a prompt beyond its last whole block is lost in a log, and not in the closed form. */
const BLOCK_TOKENS = 8;

/** The closed form of a scenario's spend, and a log of its swarm. */
function both(launch: Scenario['workload']['launch']) {
  const scenario: Scenario = { ...BASE_SCENARIO, workload: { ...BASE_SCENARIO.workload, launch } };
  const evaluation = evaluateSpend(scenario, FIRST_BOOK);
  if (evaluation.status !== 'ok') throw new Error('The base scenario can be priced');
  const swarm = swarmOf(scenario.workload);
  const log = sampleLog({ swarm, leastRequests: TASKS * 670, seed: 1, blockTokens: BLOCK_TOKENS });
  expect(log.sessions).toBe(TASKS);
  return { scenario, evaluation, log, share: TASKS / tasksPerMonth(swarm) };
}

const staggered = both('staggered');

/** The same number of pings in both, as the log's bill chose them. */
function compare({
  evaluation,
  share,
  figures,
  ttlId,
}: Pick<ReturnType<typeof both>, 'evaluation' | 'share'> & { figures: LogFigures; ttlId: string }) {
  const { context } = evaluation;
  const caching = logStrategiesOf(context).find(({ strategy }) => strategy.ttl.id === ttlId);
  if (!caching) throw new Error(`No life ${ttlId}`);
  const ofLog = priceWithLife({ log: figures, caching });
  if (ofLog.status !== 'priced') throw new Error(ofLog.reason);
  const { pings, usd, hitRatio } = ofLog.option;
  const strategy: Strategy = caching.strategy;
  const closed = priceWithPings({ context, strategy, pings });
  if (closed.status !== 'priced') throw new Error(closed.reason);
  return { pings, usdRatio: usd / (closed.usdPerMonth * share), hitDifference: hitRatio - closed.hitRatio };
}

describe('a log of the base scenario’s swarm costs what the closed form says', () => {
  const { scenario, log } = staggered;
  const pricing = pricingOf(scenario, FIRST_BOOK);
  const report = finish(
    traceReportSteps({
      log,
      questions: { lifeSeconds: 300, order: 'leaf-first', blockCount: undefined, slots: undefined, ...pricing },
    }),
  );

  test.each(['5m', '1h'])('for a life of %s, without pings', (ttlId) => {
    const { usdRatio, hitDifference } = compare({ ...staggered, figures: { ...report, pings: null }, ttlId });
    expect(Math.abs(usdRatio - 1)).toBeLessThan(0.01);
    expect(Math.abs(hitDifference)).toBeLessThan(0.002);
  });

  test('with the pings that suit the log', () => {
    const { pings, usdRatio } = compare({ ...staggered, figures: report, ttlId: '5m' });
    expect(pings).toBe(1);
    expect(Math.abs(usdRatio - 1)).toBeLessThan(0.01);
  });

  test('in a warehouse, rent included', () => {
    const { evaluation, share } = staggered;
    const offer = FIRST_BOOK.offerById(scenario.offerId);
    const bill = offer && billAt({ report, scenario, book: FIRST_BOOK, offer });
    const rung = warehouseRung(evaluation);
    if (bill?.status !== 'priced' || bill.warehouse.status !== 'priced' || rung.status !== 'priced')
      throw new Error('All of it can be priced');
    expect(Math.abs(bill.warehouse.usd / (rung.usdPerMonth * share) - 1)).toBeLessThan(0.01);
    const rentUsd = rung.lines.find((line) => line.class === 'storage')?.usd ?? 0;
    expect(Math.abs((bill.warehouse.rentUsd ?? 0) / (rentUsd * share) - 1)).toBeLessThan(0.02);
  });
});

/** What a replay in which siblings launched at one instant read nothing of each other makes of a log. */
function blindFigures(log: BlockLog): LogFigures {
  const windows = [300, 3_600, Infinity];
  const { grid, totals } = replay({ stream: log.stream, blindTies: true, windowsSeconds: windows });
  const reads = windows.map((windowSeconds) => cellOf({ grid, windowSeconds, capacityBlocks: Infinity }).hitTokens);
  return figuresWith({
    reuse: reuseWith({
      buckets: [{ promptTokens: totals.inputTokens, outputTokens: totals.outputTokens, requests: totals.requests }],
      reads: Object.fromEntries(windows.map((window, index) => [window, [reads[index] ?? 0]])),
    }),
  });
}

test('and with agents launched at once, where a log shows that they cannot read each other', () => {
  const simultaneous = both('simultaneous');
  const figures = blindFigures(simultaneous.log);
  for (const ttlId of ['5m', '1h']) {
    const { usdRatio } = compare({ ...simultaneous, figures, ttlId });
    expect(Math.abs(usdRatio - 1)).toBeLessThan(0.01);
  }
});
