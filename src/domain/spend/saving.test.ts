import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { orderlyOffers, swarms, warehouseTerms } from '../testing/arbitraries.ts';
import {
  FIVE_MINUTES,
  contextOf,
  everyGap,
  offerWith,
  periodWith,
  policyWith,
  priced,
  ratesWith,
  roleWith,
  sleeplessSwarm,
} from '../testing/builders.ts';
import type { RateSet } from '../offer/rate-card.ts';
import { ladderOf, type WarehouseTerms } from './ladder.ts';
import type { SavingPart } from './saving.ts';

const PLAIN: WarehouseTerms = {
  retentionSeconds: 86_400,
  writeUsdPerMTok: null,
  readUsdPerMTok: null,
  storageUsdPerMTokHour: 0,
};

/** One task a month by one agent: 1,000 tokens, then 100 more on each of two further turns; 3,300 in all. */
function savingAt({
  gapSeconds,
  warehouse = PLAIN,
  base = ratesWith(),
  pings = true,
}: {
  gapSeconds: number;
  warehouse?: WarehouseTerms;
  base?: RateSet;
  pings?: boolean;
}) {
  const role = roleWith({
    turnsPerAgent: 3,
    firstInputTokens: 1_000,
    inputTokensPerTurn: 60,
    outputTokensPerTurn: 40,
    gap: everyGap(gapSeconds),
  });
  const ttl = { ...FIVE_MINUTES, refreshedByRead: pings };
  const offer = offerWith({ periods: [periodWith({ base })], cachePolicy: policyWith({ ttls: [ttl] }) });
  const { saving, best } = ladderOf({
    context: contextOf({ swarm: sleeplessSwarm({ tasksPerDay: 12 / 365, roles: [role] }), offer }),
    warehouse,
  });
  if (!saving) throw new Error('no saving');
  const microUsd = (part: SavingPart['part']): number =>
    (saving.parts.find((candidate) => candidate.part === part)?.usd ?? NaN) * 1e6;
  return { saving, best, microUsd };
}

describe('the parts of a saving', () => {
  test('add up to it', () => {
    fc.assert(
      fc.property(swarms, orderlyOffers, warehouseTerms, (swarm, offer, warehouse) => {
        const { saving, rungs } = ladderOf({ context: contextOf({ swarm, offer }), warehouse });
        if (!saving) throw new Error('no saving');
        const dearest = Math.max(
          ...rungs.map((rung) => (rung.status === 'priced' ? rung.usdPerMonth : 0)),
          ...saving.parts.map(({ usd }) => Math.abs(usd)),
        );
        expect(Math.abs(saving.parts.reduce((sum, { usd }) => sum + usd, 0) - saving.totalUsd)).toBeLessThanOrEqual(
          1e-9 * dearest,
        );
        const [, , best, kept] = rungs;
        if (best?.status !== 'priced' || kept?.status !== 'priced') throw new Error('unpriced');
        expect(saving.totalUsd).toBe(best.usdPerMonth - kept.usdPerMonth);
      }),
      { numRuns: 60 },
    );
  });

  test('are the premium alone where nothing is missed either way', () => {
    // A minute between turns: both write 1,000 + 100 + 100 tokens and read the rest; 1,200 × (6.25 − 5).
    const { saving, microUsd } = savingAt({ gapSeconds: 60 });
    expect(saving.totalUsd * 1e6).toBeCloseTo(1_500, 6);
    expect(microUsd('premium')).toBeCloseTo(1_500, 6);
    for (const part of ['retention', 'readPrice', 'storage', 'pings'] as const)
      expect(microUsd(part)).toBeCloseTo(0, 6);
    expect(saving.heldWriteUsdPerMTok).toBeCloseTo(6.25, 9);
  });

  test('are retention alone where a write costs what the input does', () => {
    // Half an hour between turns, no pings: the best policy pays the input price for 3,300 tokens whichever way, the
    // warehouse for 1,200 and reads 2,100: 2,100 × (5 − 0.5).
    const base = ratesWith({ cacheWrite: { '5m': priced(5) } });
    const { saving, microUsd } = savingAt({ gapSeconds: 1_800, base, pings: false });
    expect(saving.totalUsd * 1e6).toBeCloseTo(9_450, 6);
    expect(microUsd('retention')).toBeCloseTo(9_450, 6);
    for (const part of ['premium', 'readPrice', 'storage', 'pings'] as const) expect(microUsd(part)).toBeCloseTo(0, 6);
  });

  test('show pings saved where the best policy sends them', () => {
    // 400 s between turns: one ping at 300 s keeps the prefix to 600 s, for 1,000 + 1,100 + 1,200 tokens × 0.5 in all,
    // less than writing 2,100 tokens again at 5.75 more than a read.
    const { best, microUsd } = savingAt({ gapSeconds: 400 });
    expect(best).toMatchObject({ status: 'priced', choices: [{ pings: 1 }] });
    expect(microUsd('pings')).toBeCloseTo(1_650, 6);
    expect(microUsd('premium')).toBeCloseTo(1_500, 6);
    expect(microUsd('retention')).toBeCloseTo(0, 6);
  });

  test('show a dearer read of the warehouse as a cost', () => {
    // 2,100 tokens read at 2 instead of 0.5.
    const { microUsd } = savingAt({ gapSeconds: 60, warehouse: { ...PLAIN, readUsdPerMTok: 2 } });
    expect(microUsd('readPrice')).toBeCloseTo(-3_150, 6);
    expect(microUsd('retention')).toBeCloseTo(0, 6);
  });

  test('show rent as a cost', () => {
    // 1,000 tokens for two minutes and a day, 100 for a minute and a day, 100 for a day: 28,836.67 token-hours.
    const { microUsd } = savingAt({ gapSeconds: 60, warehouse: { ...PLAIN, storageUsdPerMTokHour: 0.1 } });
    expect(microUsd('storage')).toBeCloseTo(-0.1 * (1_000 * (24 + 2 / 60) + 100 * (24 + 1 / 60) + 100 * 24), 6);
  });
});

describe('the saving', () => {
  test('is a share of what is paid without the warehouse', () => {
    // Without: 1,200 × 6.25 + 2,100 × 0.5 + 120 × 25 = 11,550 millionths; with: 1,500 less.
    expect(savingAt({ gapSeconds: 60 }).saving.ratio).toBeCloseTo(1_500 / 11_550, 9);
  });

  test('has no share of nothing', () => {
    const free = priced(0);
    const base = { input: free, output: free, cacheRead: free, cacheWrite: { '5m': free } };
    const { saving } = savingAt({ gapSeconds: 60, base, warehouse: { ...PLAIN, storageUsdPerMTokHour: 1 } });
    expect(saving.ratio).toBeUndefined();
    expect(saving.totalUsd).toBeLessThan(0);
  });
});
