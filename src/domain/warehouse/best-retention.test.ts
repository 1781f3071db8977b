import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reuseOf } from '../retention/reuse.ts';
import { everyGap, roleWith } from '../testing/builders.ts';
import { between, magnitudes } from '../testing/arbitraries.ts';
import type { Swarm } from '../swarm/swarm.ts';
import { bestRetention, bestRetentionOfHazards, type HazardBin } from './best-retention.ts';
import { swarmOutcome } from './swarm-retention.ts';
import type { UnitCosts } from './unit-costs.ts';

/** Reuse per hour of what has lain so long, in 710 recorded coding sessions. */
const CODING: readonly HazardBin[] = [
  { fromSeconds: 300, toSeconds: 600, perHour: 3.19 },
  { fromSeconds: 600, toSeconds: 1_200, perHour: 1.53 },
  { fromSeconds: 1_200, toSeconds: 1_800, perHour: 0.45 },
  { fromSeconds: 1_800, toSeconds: 3_600, perHour: 0.28 },
  { fromSeconds: 3_600, toSeconds: 7_200, perHour: 0.05 },
  { fromSeconds: 7_200, toSeconds: 14_400, perHour: 0.017 },
  { fromSeconds: 14_400, toSeconds: 28_800, perHour: 0.0012 },
  { fromSeconds: 28_800, toSeconds: 86_400, perHour: 0.0002 },
];

/** Costs whose break-even interval is so many hours. */
const breakingEvenAt = (hours: number): UnitCosts => ({
  recomputeUsdPerToken: 1,
  readUsdPerToken: 0,
  rentUsdPerTokenSecond: 1 / (hours * 3_600),
  wearUsdPerToken: 0,
});

describe('T* of recorded coding sessions, in minutes', () => {
  test.each([
    ['Llama 8B, DRAM mid-2026', 0.33, 10],
    ['Llama 70B, DRAM', 0.58, 10],
    ['Llama 70B at 128K, DRAM', 1.13, 20],
    ['Llama 405B, DRAM', 1.9, 20],
    ['DeepSeek-V3, DRAM', 2.2, 20],
    ['GLM-5.2, DRAM', 19, 60],
    ['Llama 8B, NVMe', 14, 60],
    ['Llama 70B, NVMe', 25, 120],
    ['Llama 405B, NVMe', 79, 240],
    ['DeepSeek-V3, NVMe', 94, 240],
    ['gpt-oss-120b, NVMe', 12, 60],
    ['GLM-5.2, NVMe', 815, 240],
  ])('%s, τ %d h: %d', (_name, hours, minutes) => {
    expect(bestRetentionOfHazards({ bins: CODING, costs: breakingEvenAt(hours) })).toEqual({
      status: 'value',
      value: minutes * 60,
    });
  });

  test('at most five minutes where τ is 7 or 16 minutes, at least a day where rent is next to nothing', () => {
    for (const minutes of [7, 16])
      expect(bestRetentionOfHazards({ bins: CODING, costs: breakingEvenAt(minutes / 60) })).toMatchObject({
        status: 'at-most',
        value: 300,
      });
    expect(bestRetentionOfHazards({ bins: CODING, costs: breakingEvenAt(1e5) })).toMatchObject({
      status: 'at-least',
      value: 86_400,
    });
  });

  test('never for reads dearer than computing or an empty table, always for no rent', () => {
    const costs = breakingEvenAt(1);
    expect(bestRetentionOfHazards({ bins: CODING, costs: { ...costs, readUsdPerToken: 1 } }).status).toBe('never');
    expect(bestRetentionOfHazards({ bins: [], costs }).status).toBe('never');
    expect(bestRetentionOfHazards({ bins: CODING, costs: { ...costs, rentUsdPerTokenSecond: 0 } }).status).toBe(
      'always',
    );
  });

  test('a hazard that comes back later is waited for where the wait is worth it', () => {
    // Nothing for an hour, then nearly certain: kept for two hours at a tenth of the saving an hour, and not at its whole.
    const bins = [
      { fromSeconds: 0, toSeconds: 3_600, perHour: 0 },
      { fromSeconds: 3_600, toSeconds: 7_200, perHour: 10 },
    ];
    expect(bestRetentionOfHazards({ bins, costs: breakingEvenAt(10) })).toMatchObject({ value: 7_200 });
    expect(bestRetentionOfHazards({ bins, costs: breakingEvenAt(0.9) })).toMatchObject({ status: 'at-most', value: 0 });
  });

  test('no edge is better: every one computed by adding up small steps', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(between(60, 4_000), fc.oneof(fc.constant(0), magnitudes(0.01, 50))), {
          minLength: 1,
          maxLength: 5,
        }),
        magnitudes(0.01, 100),
        (widths, hours) => {
          let from = 0;
          const bins = widths.map(([width, perHour]) => {
            const bin = { fromSeconds: from, toSeconds: from + width, perHour };
            from += width;
            return bin;
          });
          const found = bestRetentionOfHazards({ bins, costs: breakingEvenAt(hours) });
          expect('value' in found).toBe(true);
          const usdAt = (seconds: number): number => {
            let survival = 1;
            let usd = 0;
            for (const { fromSeconds, toSeconds, perHour } of bins)
              for (let i = 0; i < 200; i++) {
                const step = (toSeconds - fromSeconds) / 200;
                if (fromSeconds + i * step >= seconds) return usd;
                const left = survival * Math.exp((-perHour * step) / 3_600);
                usd += survival - left - (((survival + left) / 2) * step) / (hours * 3_600);
                survival = left;
              }
            return usd;
          };
          const best = 'value' in found ? usdAt(found.value) : Number.NaN;
          for (const { toSeconds } of bins) expect(best).toBeGreaterThanOrEqual(usdAt(toSeconds) - 1e-4);
        },
      ),
      { numRuns: 60 },
    );
  });
});

const swarmOf = (gapSeconds: number): Swarm => ({
  people: 10,
  tasksPerPersonPerDay: 5,
  daysPerMonth: 21,
  hoursPerDay: 8,
  launch: 'simultaneous',
  roles: [roleWith({ gap: everyGap(gapSeconds) })],
});

describe('T* of a swarm', () => {
  const best = (swarm: Swarm, costs: UnitCosts) => {
    const reuse = reuseOf(swarm);
    return bestRetention({
      outcomeAt: (retentionSeconds) => swarmOutcome({ swarm, reuse, retentionSeconds }),
      costs,
      shortestSeconds: 10,
      longestSeconds: 30 * 86_400,
    });
  };

  test('whose gaps are all 100 s is 100 s', () => {
    const found = best(swarmOf(100), breakingEvenAt(1));
    expect('value' in found && found.value).toBeGreaterThanOrEqual(100);
    expect('value' in found && found.value).toBeLessThan(100.5);
  });

  test('is none where the gaps outlast what a reuse pays for', () => {
    // Nine of ten requests come back after 100 s; a token earns 1 for 60 s of rent.
    expect(best(swarmOf(100), breakingEvenAt(60 / 3_600)).status).toBe('never');
  });

  test('is for ever without rent, none where reading is as dear as computing', () => {
    expect(best(swarmOf(100), { ...breakingEvenAt(1), rentUsdPerTokenSecond: 0 }).status).toBe('always');
    expect(best(swarmOf(100), { ...breakingEvenAt(1), readUsdPerToken: 2 }).status).toBe('never');
  });

  test('counts wear: what saves less than it wears is not kept', () => {
    expect(best(swarmOf(100), { ...breakingEvenAt(1_000), wearUsdPerToken: 20 }).status).toBe('never');
  });

  test('at a retention of nothing, nothing is kept, written or read', () => {
    const swarm = swarmOf(100);
    expect(swarmOutcome({ swarm, reuse: reuseOf(swarm), retentionSeconds: 0 })).toEqual({
      readTokens: 0,
      writtenTokens: 0,
      storedTokenSeconds: 0,
    });
  });
});
