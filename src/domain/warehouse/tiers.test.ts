import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { capacityWindow } from '../retention/capacity.ts';
import { hitRatioOf } from '../retention/ceiling.ts';
import { reuseOf } from '../retention/reuse.ts';
import { idealReach, splitTokens } from '../retention/token-split.ts';
import { between, magnitudes, swarms } from '../testing/arbitraries.ts';
import { bouncedBytesPerSecond, drivesFor, nicsFor, storageNeed } from './storage.ts';
import { tierCost, WRITE_OFF_MONTHS, type TierPrices } from './tier-cost.ts';
import { hitsByTier, writeThroughWindowSeconds, type TierRoom } from './tier-windows.ts';
import { totalCost } from './cost.ts';

const room = (changes: Partial<TierRoom>): TierRoom => ({
  id: 'tier',
  capacityBytes: 0,
  bytesPerToken: 1,
  mostSeconds: Infinity,
  admitRatio: 1,
  ...changes,
});

describe('windows at full prefill rate', () => {
  // b and R as in B*; capacities of HBM, DRAM and two NVMe pools of a node.
  test.each([
    ['Llama 70B bf16', 327_680, 26_000, [0.6, 3.9, 60, 480]],
    ['Llama 405B bf16', 516_096, 5_200, [1.9, 12, 190, 1_525]],
    ['DeepSeek-V3 bf16', 70_272, 32_000, [2.2, 15, 228, 1_820]],
    ['GLM-5.2 fp8', 44_900, 7_900, [14, 94, 1_440, 11_520]],
  ])('%s, in minutes', (_name, bytesPerToken, newTokensPerSecond, minutes) => {
    [0.3e12, 2e12, 30.7e12, 246e12].forEach((capacityBytes, i) => {
      const seconds = writeThroughWindowSeconds({ room: room({ capacityBytes, bytesPerToken }), newTokensPerSecond });
      expect(Math.abs(seconds / 60 / (minutes[i] ?? Number.NaN) - 1)).toBeLessThan(0.05);
    });
  });

  test('stop at the longest that a tier keeps, and never end where nothing is written', () => {
    const of = room({ capacityBytes: 100, mostSeconds: 7 });
    expect(writeThroughWindowSeconds({ room: of, newTokensPerSecond: 1 })).toBe(7);
    expect(writeThroughWindowSeconds({ room: { ...of, mostSeconds: Infinity }, newTokensPerSecond: 0 })).toBe(Infinity);
    expect(writeThroughWindowSeconds({ room: { ...of, capacityBytes: 0 }, newTokensPerSecond: 0 })).toBe(0);
    expect(writeThroughWindowSeconds({ room: { ...of, admitRatio: 0.5 }, newTokensPerSecond: 50 })).toBe(4);
  });
});

/** Hit ratio against window of 710 recorded coding sessions. */
const CODING = [
  [60, 0.788],
  [300, 0.916],
  [3_600, 0.96],
  [86_400, 0.963],
] as const;
const codingHits = (seconds: number): number => CODING.findLast(([window]) => window <= seconds)?.[1] ?? 0;

describe('hits by tier', () => {
  const tiers = [60, 300, 86_400].map((seconds, i) => room({ id: `${i}`, capacityBytes: seconds, mostSeconds: 1e6 }));
  const ask = (of: readonly TierRoom[]) =>
    hitsByTier({ tiers: of, windowOf: (tokens) => tokens, hitRatioAt: codingHits });

  test('are differences of one curve', () => {
    const hits = ask(tiers).map(({ hitRatio }) => Math.round(hitRatio * 1_000) / 1_000);
    expect(hits).toEqual([0.788, 0.128, 0.047]);
  });

  test('a tier that keeps less long than a faster one serves nothing; one without room neither', () => {
    expect(ask([room({ capacityBytes: 300 }), room({ capacityBytes: 60 })]).map(({ hitRatio }) => hitRatio)).toEqual([
      0.916, 0,
    ]);
    expect(ask([room({ capacityBytes: 0 })])[0]).toMatchObject({ windowSeconds: 0, hitRatio: 0 });
  });

  test('smaller records and an admission rule stretch a tier', () => {
    expect(ask([room({ capacityBytes: 30, bytesPerToken: 0.25, admitRatio: 0.4 })])[0]?.windowSeconds).toBeCloseTo(
      300,
      9,
    );
  });

  test('of any swarm and any tiers sum up to the hits of the longest window', () => {
    fc.assert(
      fc.property(swarms, fc.array(magnitudes(1e3, 1e10), { minLength: 1, maxLength: 3 }), (swarm, capacities) => {
        const reuse = reuseOf(swarm);
        const hitRatioAt = (windowSeconds: number): number =>
          hitRatioOf(splitTokens({ swarm, reuse, reach: idealReach(windowSeconds), thresholds: [] }));
        const windowOf = (capacityTokens: number): number =>
          capacityWindow({ swarm, reuse, capacityTokens }).windowSeconds;
        const hits = hitsByTier({
          tiers: capacities.map((capacityBytes, i) => room({ id: `${i}`, capacityBytes, mostSeconds: 1e7 })),
          windowOf,
          hitRatioAt,
        });
        const longest = Math.max(...hits.map(({ windowSeconds }) => windowSeconds));
        const sum = hits.reduce((all, { hitRatio }) => all + hitRatio, 0);
        for (const { hitRatio } of hits) expect(hitRatio).toBeGreaterThanOrEqual(0);
        expect(sum).toBeGreaterThanOrEqual((longest > 0 ? hitRatioAt(longest) : 0) - 1e-9);
        expect(sum).toBeLessThanOrEqual(1);
      }),
      { numRuns: 40 },
    );
  });
});

describe('storage', () => {
  const need = storageNeed({
    newTokensPerSecond: 26_000,
    hitTokensPerSecond: 260_000,
    storedBytesPerToken: 327_680,
    admitRatio: 1,
    retentionSeconds: 8 * 3_600,
    fillRatio: 1,
  });
  const drive = { capacityBytes: 30.72e12, readBytesPerSecond: 14e9, writeBytesPerSecond: 10e9, writesPerDay: 1 };

  test('8.5 GB/s written and 85 read, kept for 8 hours: 245 TB', () => {
    expect(need.writeBytesPerSecond).toBeCloseTo(8.52e9, -7);
    expect(need.readBytesPerSecond).toBeCloseTo(85.2e9, -8);
    expect(need.capacityBytes).toBeCloseTo(245.4e12, -11);
  });

  test('endurance asks for three times the drives that capacity does: DWPD is 1 ÷ retention in days', () => {
    const { drives, binding, constraints, driveWritesPerDay } = drivesFor({ need, drive, peakToMeanRatio: 1 });
    expect(constraints.map(({ drives: each }) => Math.ceil(each))).toEqual([8, 7, 1, 24]);
    expect({ drives, binding }).toEqual({ drives: 24, binding: 'endurance' });
    expect(driveWritesPerDay).toBeLessThanOrEqual(1);
  });

  test('DWPD = 1 ÷ retention in days, whatever the model, at just enough capacity', () => {
    fc.assert(
      fc.property(
        magnitudes(10, 1e6),
        magnitudes(1e3, 1e6),
        magnitudes(60, 30 * 86_400),
        between(0.01, 1),
        (tokens, bytes, seconds, admit) => {
          const any = storageNeed({
            newTokensPerSecond: tokens,
            hitTokensPerSecond: 0,
            storedBytesPerToken: bytes,
            admitRatio: admit,
            retentionSeconds: seconds,
            fillRatio: 1,
          });
          const { driveWritesPerDay } = drivesFor({
            need: any,
            drive: {
              capacityBytes: any.capacityBytes,
              readBytesPerSecond: 1,
              writeBytesPerSecond: Infinity,
              writesPerDay: Infinity,
            },
            peakToMeanRatio: 1,
          });
          expect(driveWritesPerDay / (86_400 / seconds)).toBeCloseTo(1, 9);
        },
      ),
    );
  });

  test('bandwidth is bought for the busiest hour, wear for the mean', () => {
    const { constraints } = drivesFor({ need, drive, peakToMeanRatio: 3 });
    expect(constraints.map(({ drives: each }) => Math.ceil(each))).toEqual([8, 19, 3, 24]);
  });

  test('no need, no drives', () => {
    const none = { capacityBytes: 0, readBytesPerSecond: 0, writeBytesPerSecond: 0 };
    expect(drivesFor({ need: none, drive, peakToMeanRatio: 2 })).toMatchObject({ drives: 0, driveWritesPerDay: 0 });
  });

  test('60 GB/s take two cards of 50 GB/s at 80 %; main memory lets half of itself through', () => {
    expect(nicsFor({ bytesPerSecond: 60e9, nicBytesPerSecond: 50e9, usableRatio: 0.8 })).toBe(2);
    expect(nicsFor({ bytesPerSecond: 80e9, nicBytesPerSecond: 50e9, usableRatio: 0.8 })).toBe(2);
    expect(bouncedBytesPerSecond({ tierBytesPerSecond: 300e9, memoryBytesPerSecond: 430e9 })).toBe(215e9);
    expect(bouncedBytesPerSecond({ tierBytesPerSecond: 60e9, memoryBytesPerSecond: 430e9 })).toBe(60e9);
    expect(bouncedBytesPerSecond({ tierBytesPerSecond: 300e9, memoryBytesPerSecond: null })).toBe(300e9);
  });
});

describe('what a tier costs', () => {
  const prices: TierPrices = {
    rentUsdPerByteHour: 0.0152 / 730 / 1e9,
    wearUsdPerByteWritten: 0.0002 / 1e9,
    feeUsdPerByteRead: 0,
    feeUsdPerByteWritten: 0,
    licenceUsdPerByteMonth: 0,
    usdPerNicMonth: 100,
  };
  const use = { capacityBytes: 245e12, readBytesPerSecond: 85e9, writeBytesPerSecond: 8.5e9, nics: 2, watts: 1_000 };

  test('NVMe: $3,724 of rent and $4,468 of wear a month, cards and power beside', () => {
    const lines = tierCost({ prices, use, electricity: { usdPerKwh: 0.08, pueRatio: 1.25, gramsPerKwh: null } });
    const of = (name: string) => lines.find((line) => line.name === name)?.usdPerMonth;
    expect(of('rent')).toBeCloseTo(3_724, 0);
    expect(of('wear')).toBeCloseTo(4_468, 0);
    expect(of('network cards')).toBe(200);
    expect(of('power')).toBeCloseTo(73, 9);
    expect(totalCost(lines)).toMatchObject({ status: 'priced' });
  });

  test('wear counts beyond what rent writes off: $4,468 less 245 TB at $0.365 over 60 months', () => {
    const wearOf = (changes: Partial<typeof use>) =>
      tierCost({
        prices: { ...prices, writeOffUsdPerByteMonth: 0.365 / WRITE_OFF_MONTHS / 1e9 },
        use: { ...use, ...changes },
        electricity: null,
      }).find(({ name }) => name.startsWith('wear'))?.usdPerMonth;
    expect(wearOf({})).toBeCloseTo(8.5 * 730 * 3_600 * 0.0002 - (245_000 * 0.365) / 60, 6);
    expect(wearOf({})).toBeCloseTo(2_977, 0);
    expect(wearOf({ writeBytesPerSecond: 1e9 })).toBe(0);
  });

  test('a price that is missing is asked for and counts neither as 0 nor into the total', () => {
    const lines = tierCost({ prices: { ...prices, licenceUsdPerByteMonth: null }, use, electricity: null });
    expect(totalCost(lines)).toMatchObject({ status: 'unpriced', missing: ['licence'] });
    const watts = tierCost({
      prices,
      use: { ...use, watts: null },
      electricity: { usdPerKwh: 1, pueRatio: 1, gramsPerKwh: null },
    });
    expect(totalCost(watts)).toMatchObject({ status: 'unpriced', missing: ['power'] });
  });

  test('none of something without a price costs nothing', () => {
    const nothing = { capacityBytes: 0, readBytesPerSecond: 0, writeBytesPerSecond: 0, nics: 0, watts: 0 };
    const unknown: TierPrices = {
      rentUsdPerByteHour: null,
      wearUsdPerByteWritten: null,
      feeUsdPerByteRead: null,
      feeUsdPerByteWritten: null,
      licenceUsdPerByteMonth: null,
      usdPerNicMonth: null,
    };
    expect(totalCost(tierCost({ prices: unknown, use: nothing, electricity: null }))).toEqual({
      status: 'priced',
      usdPerMonth: 0,
    });
  });
});
