import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OFFERS } from '../catalog/offers/index.ts';
import { PRESETS } from '../catalog/presets/index.ts';
import { BASE_SCENARIO } from '../scenario/base-v0.ts';
import type { Scenario } from '../scenario/schema.ts';
import { dominantReason } from './dominant-reason.ts';
import { explainSpend } from './explain-spend.ts';
import { CORE_BOOK } from './testing/core-book.ts';
import { rankOffers } from './ranking.ts';
import { retentionCurve } from './retention-curve.ts';
import { scenarioReport } from './scenario-report.ts';
import { evaluateSpend, rungNamed, type SpendEvaluation } from './spend.ts';

function spendOf(change: Partial<Scenario>): SpendEvaluation {
  const evaluation = evaluateSpend({ ...BASE_SCENARIO, ...change }, CORE_BOOK);
  if (evaluation.status !== 'ok') throw new Error(evaluation.problems.map(({ message }) => message).join());
  return evaluation;
}

const presetScenarios = PRESETS.map((preset): Scenario => ({
  ...BASE_SCENARIO,
  name: preset.name,
  offerId: preset.offerId,
  workload: preset.workload,
}));

describe('every preset at every offer', () => {
  const cases = presetScenarios.flatMap((scenario) => OFFERS.map((offer) => ({ ...scenario, offerId: offer.id })));

  it.each(cases.map((scenario) => [scenario.name, scenario.offerId, scenario] as const))(
    '%s at %s holds the order of the rungs',
    (_name, _offer, scenario) => {
      const evaluation = evaluateSpend(scenario, CORE_BOOK);
      if (evaluation.status === 'impossible') {
        expect(evaluation.problems.length).toBeGreaterThan(0);
        return;
      }
      const { ladder } = evaluation;
      const best = evaluation.without.usdPerMonth;
      // Strategies are of one offer's roles; where roles use several, each offer's best is compared with its own.
      for (const { ladder: own } of evaluation.groups) {
        const least = rungNamed({ ladder: own, rung: 'best-policy' });
        for (const strategy of own.strategies)
          if (strategy.status === 'priced' && least.status === 'priced')
            expect(least.usdPerMonth).toBeLessThanOrEqual(strategy.usdPerMonth);
      }
      const standard = rungNamed({ ladder, rung: 'provider-default' });
      if (standard.status === 'priced') expect(best).toBeLessThanOrEqual(standard.usdPerMonth);
      const ceiling = rungNamed({ ladder, rung: 'ceiling' });
      if (ceiling.status === 'priced')
        for (const rung of ladder.rungs)
          if (rung.status === 'priced') expect(ceiling.usdPerMonth).toBeLessThanOrEqual(rung.usdPerMonth * (1 + 1e-12));
      if (evaluation.saving) {
        const sum = evaluation.saving.parts.reduce((total, { usd }) => total + usd, 0);
        expect(sum).toBeCloseTo(evaluation.saving.totalUsd, 6);
      }
    },
  );
});

describe('warehousing that does not pay', () => {
  it('is a loss for work that is sent once', () => {
    const [first] = BASE_SCENARIO.workload.roles;
    if (!first) throw new Error('no role');
    const { saving } = spendOf({
      workload: {
        ...BASE_SCENARIO.workload,
        roles: [{ ...first, turnsPerAgent: 1, toolTokens: 0, systemTokens: 0, taskPrefixTokens: 0 }],
      },
    });
    expect(saving?.totalUsd).toBeLessThan(0);
  });

  it('is a loss when the warehouse is dear', () => {
    expect(
      spendOf({ warehouse: { ...BASE_SCENARIO.warehouse, storageUsdPerMTokHour: 4.5 } }).saving?.totalUsd,
    ).toBeLessThan(0);
    const dearWrites = spendOf({ warehouse: { ...BASE_SCENARIO.warehouse, writeUsdPerMTok: 40 } });
    expect(dearWrites.saving?.totalUsd).toBeLessThan(0);
    expect(dominantReason(dearWrites)).toMatchObject({ part: 'premium', isLoss: true });
  });
});

describe('a scenario that cannot be', () => {
  it('says which field and which bound', () => {
    const tooLong = evaluateSpend(
      {
        ...BASE_SCENARIO,
        offerId: 'groq/openai/gpt-oss-120b',
        workload: {
          ...BASE_SCENARIO.workload,
          roles: BASE_SCENARIO.workload.roles.map((role) => ({ ...role, turnsPerAgent: 500 })),
        },
      },
      CORE_BOOK,
    );
    expect(tooLong).toMatchObject({
      status: 'impossible',
      problems: [{ field: 'offerId', message: expect.stringMatching(/takes at most 131,072/) }],
    });
    expect(evaluateSpend({ ...BASE_SCENARIO, offerId: 'nobody/nothing' }, CORE_BOOK)).toMatchObject({
      status: 'impossible',
      problems: [{ field: 'offerId' }],
    });
  });

  it('a missing price is never zero: an offer without cached reads has no warehouse rung until one is set', () => {
    const unsold = spendOf({ offerId: 'cohere/command-a' });
    expect(unsold.with).toMatchObject({ status: 'unavailable' });
    expect(unsold.saving).toBeNull();
    expect(
      spendOf({ offerId: 'cohere/command-a', warehouse: { ...BASE_SCENARIO.warehouse, readUsdPerMTok: 0.25 } }).with
        .status,
    ).toBe('priced');
  });
});

describe('explanations', () => {
  it('carry the figure shown, and every symbol of a rung adds up to it', () => {
    const evaluation = spendOf({});
    const { without, saving } = explainSpend(evaluation);
    expect(without.value).toBe(evaluation.without.usdPerMonth);
    const tokens = without.terms.filter(({ unit }) => unit === 'tokensPerMonth').slice(1);
    const rates = without.terms.filter(({ unit }) => unit === 'usdPerMTok');
    const sum = tokens.reduce((total, { value }, i) => total + (value * (rates[i]?.value ?? 0)) / 1e6, 0);
    expect(sum).toBeCloseTo(without.value, 4);
    expect(saving?.terms.reduce((total, { value }) => total + value, 0)).toBeCloseTo(saving?.value ?? NaN, 6);
    expect(without.terms.filter(({ provenance }) => provenance !== undefined).length).toBeGreaterThan(2);
  });
});

describe('prices by date', () => {
  it('an announced change takes effect on its day', () => {
    const before = spendOf({ offerId: 'google/gemini-4-argon', asOf: '2026-11-30' });
    const after = spendOf({ offerId: 'google/gemini-4-argon', asOf: '2026-12-01' });
    expect(after.without.usdPerMonth / before.without.usdPerMonth).toBeCloseTo(2, 9);
  });
});

describe('the retention curve', () => {
  it('rises, never beats the ceiling, and meets the warehouse at its retention', () => {
    const evaluation = spendOf({ workload: { ...BASE_SCENARIO.workload, launch: 'staggered' } });
    const { points, ceilingRatio } = retentionCurve(evaluation);
    points
      .slice(1)
      .forEach((point, i) => expect(point.hitRatio).toBeGreaterThanOrEqual((points[i]?.hitRatio ?? 0) - 1e-12));
    expect(points.at(-1)?.hitRatio).toBeLessThanOrEqual(ceilingRatio ?? 0);
    expect(points.length).toBeLessThanOrEqual(150);
  });
});

describe('ranking', () => {
  it('agrees with opening each offer', () => {
    for (const row of rankOffers(BASE_SCENARIO, CORE_BOOK)) {
      const opened = evaluateSpend({ ...BASE_SCENARIO, offerId: row.offer.id }, CORE_BOOK);
      if (row.status === 'priced')
        expect(opened.status === 'ok' && opened.without.usdPerMonth).toBe(row.without.usdPerMonth);
      else expect(opened.status).toBe('impossible');
    }
  });
});

describe('the report', () => {
  it('is the evaluation as plain JSON, for any number of people', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (people) => {
        const scenario = { ...BASE_SCENARIO, workload: { ...BASE_SCENARIO.workload, people } };
        const report = scenarioReport(scenario, CORE_BOOK);
        if ('problems' in report) throw new Error('impossible');
        const evaluation = spendOf(scenario);
        expect(report.spend.without.usdPerMonth).toBe(evaluation.without.usdPerMonth);
        expect(JSON.parse(JSON.stringify(report))).toEqual(report);
        const prompt = (rung: (typeof report.spend.ladder)[number]): number =>
          rung.lines
            .filter((line) => !['output', 'pings', 'storage'].includes(line.class))
            .reduce((sum, line) => sum + (line.tokens ?? 0), 0);
        const [none] = report.spend.ladder;
        if (!none) throw new Error('no rung');
        for (const rung of report.spend.ladder) expect(prompt(rung) / prompt(none)).toBeCloseTo(1, 9);
      }),
      { numRuns: 30 },
    );
  });
});
