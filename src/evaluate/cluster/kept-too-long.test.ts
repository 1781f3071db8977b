import { describe, expect, it } from 'vitest';
import type { ClusterEvaluation } from './cluster-view.ts';
import { isPaidAnyway, keptTooLong } from './kept-too-long.ts';
import { clusterNumbers } from './numbers.ts';
import { swarmOfScenario } from './swarm-of-scenario.ts';
import { evaluated, scenarioWith, type ClusterChange } from './testing/evaluated.ts';

const DAY = 86_400;

function asked(change: ClusterChange) {
  const scenario = scenarioWith(change);
  const evaluation = evaluated(change);
  const best = clusterNumbers({ scenario, plan: evaluation.plan }).bestRetentionSeconds;
  if (!best || !('value' in best)) throw new Error('no T*');
  return { scenario, evaluation, bestSeconds: best.value, said: keptTooLong({ scenario, evaluation }).join('\n') };
}

const usdIn = (text: string): number => Number(/\$([\d,]+) a month/.exec(text)?.[1]?.replaceAll(',', ''));
/** Rented by what is filled, however much or little that is. */
const RENTED = { warehouseTierId: 'net_nvme_weka', warehouseUsdPerGbMonth: 0.1, licenceUsdPerGbMonth: 0 } as const;

describe('kept for longer than T*', () => {
  it('loses more rent than reads save, where room is paid as it is needed', () => {
    const { scenario, evaluation, bestSeconds, said } = asked({
      cluster: RENTED,
      warehouse: { retentionSeconds: 30 * DAY },
    });
    const { outcomeAt } = swarmOfScenario(scenario);
    const [late, best] = [outcomeAt(30 * DAY), outcomeAt(bestSeconds)];
    const numbers = clusterNumbers({ scenario, plan: evaluation.plan });
    const perToken = (symbol: string): number =>
      (numbers.explanations.breakEven?.terms.find((term) => term.symbol === symbol)?.value ?? Number.NaN) / 1e6;
    const rent = ((late.storedTokenSeconds - best.storedTokenSeconds) / 3_600) * perToken('rent');
    const wear = (late.writtenTokens - best.writtenTokens) * perToken('wear');
    const saved = (late.readTokens - best.readTokens) * (perToken('compute') - perToken('read'));
    expect(Math.abs(usdIn(said) - (rent + wear - saved))).toBeLessThan(1);
    expect(usdIn(said)).toBeGreaterThan(100);
    expect(isPaidAnyway({ scenario, evaluation, bestSeconds })).toBe(false);
    // Half of it taken in costs half the rent and wear, and saves half.
    const half = asked({ cluster: { ...RENTED, admitRatio: 0.5 }, warehouse: { retentionSeconds: 30 * DAY } });
    expect(half.bestSeconds).toBeCloseTo(bestSeconds, 6);
    expect(Math.abs(usdIn(half.said) - usdIn(said) / 2)).toBeLessThanOrEqual(1);
  });

  it('loses nothing where the drives that give bandwidth hold it too, and says why', () => {
    // Two nodes of eight places are paid with 61 TB; a day fills 6.
    const { scenario, evaluation, bestSeconds, said } = asked({});
    expect(said).toMatch(
      /^Prefixes are kept for 24 hours\. T\* is shorter, \d+ minutes, but the room is paid anyway: it comes with the drives/,
    );
    expect(said).not.toContain('$');
    expect(isPaidAnyway({ scenario, evaluation, bestSeconds })).toBe(true);
  });

  it('loses the larger drives that a long retention takes', () => {
    const { evaluation, said } = asked({ warehouse: { retentionSeconds: 30 * DAY } });
    const placesBytes = 16 * 3.84e12;
    const paidBytes = evaluation.warehouse.paidBytes ?? 0;
    expect(paidBytes).toBeGreaterThan(placesBytes);
    // No more than the whole rent of what the smallest drives do not hold, at $0.0152 a GB-month.
    expect(usdIn(said)).toBeGreaterThan(0);
    expect(usdIn(said)).toBeLessThanOrEqual(((paidBytes - placesBytes) / 1e9) * 0.0152);
  });

  it('loses nothing of room that was asked for', () => {
    expect(asked({ cluster: { warehouseBytes: 1e14 }, warehouse: { retentionSeconds: 2 * DAY } }).said).toMatch(
      /paid anyway: so much was asked for\.$/,
    );
  });

  it('is nothing up to T*, and without a fleet', () => {
    expect(asked({ warehouse: { retentionSeconds: 3_600 } }).said).toBe('');
    const { scenario, evaluation } = asked({ warehouse: { retentionSeconds: 30 * DAY } });
    const none: ClusterEvaluation = {
      ...evaluation,
      rungs: evaluation.rungs.map((rung) => ({ ...rung, rung: { ...rung.rung, figures: null } })),
    };
    expect(keptTooLong({ scenario, evaluation: none })).toEqual([]);
  });
});
