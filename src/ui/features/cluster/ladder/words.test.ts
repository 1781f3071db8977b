import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FreedView, MoreTokens } from '../../../../evaluate/cluster/cluster-view.ts';
import { fixtureEvaluation } from '../testing/fixture.ts';
import { freedAnswer, moreTokensAnswer, widerAnswer } from './answers.ts';
import { busyInWords, nodePartsOf, rungDetail } from './ladder-words.ts';

const MORE: MoreTokens = {
  factor: 2.4,
  factorOverHbm: 3.1,
  ceilingFactor: 2.9,
  prefillRatio: 0.655,
  hitRatioBefore: 0.8,
  hitRatioAfter: 0.93,
  prefillFactor: 2.9,
  whyNot: null,
  dependsOn: [],
  claimed: { low: 4, high: 6.5, provenance: { kind: 'published', source: 'a vendor', checkedOn: '2026-11-21' } },
};

describe('4–6.5 times more tokens?', () => {
  test('short of the claim it is a no, with what bounds it', () => {
    expect(moreTokensAnswer(MORE)).toBe(
      'No: 2.40 × for this workload, not 4 to 6.5. Prefill takes 65.5 % of the machines’ time without it, so nothing that saves prefill can give more than 2.90 ×.',
    );
  });

  test('within, beyond, none and a loss are told apart', () => {
    expect(moreTokensAnswer({ ...MORE, factor: 5 })).toMatch(/^Yes: 5\.00 ×/);
    expect(moreTokensAnswer({ ...MORE, factor: 8 })).toMatch(/^More: 8\.00 ×/);
    expect(moreTokensAnswer({ ...MORE, factor: 1 })).toMatch(/^No: as many as without/);
    expect(moreTokensAnswer({ ...MORE, factor: 0.9 })).toMatch(/^No: 0\.90 ×, fewer than without/);
    expect(moreTokensAnswer({ ...MORE, factor: 1, whyNot: 'Too slow.' })).toBe(
      'No: nothing is loaded from the warehouse, so nothing is gained. Too slow.',
    );
  });
});

describe('freed accelerators', () => {
  const freed: FreedView = {
    gpus: 40,
    freed: { nodes: 5, extraDecodeTokensPerSecond: 5_159, extraDecodeRatio: 1.075 },
    wider: null,
    whyNotWider: 'Weights are in 16 bits already.',
  };

  test('decode more, or nothing', () => {
    expect(freedAnswer(freed)).toBe(
      '40 accelerators on 5 nodes. On the same fleet they would decode 5,159 tokens a second more: 107.5 % of what the work has now.',
    );
    expect(freedAnswer({ ...freed, gpus: 0, freed: { ...freed.freed, nodes: 0 } })).toBe(
      'Nothing: the warehouse frees no node here.',
    );
  });

  test('or carry wider weights, where they can', () => {
    const wider = (outcome: NonNullable<FreedView['wider']>['outcome']): string =>
      widerAnswer({ ...freed, wider: { from: 'fp8', to: 'bf16', outcome }, whyNotWider: null });
    expect(wider({ status: 'fits', nodes: 310, sparedNodes: 40 })).toContain('takes 310 nodes, 40 nodes fewer');
    expect(wider({ status: 'fits', nodes: 350, sparedNodes: 0 })).toContain('as many as without it today');
    expect(wider({ status: 'needs-more', nodes: 6, missingNodes: 2 })).toMatch(
      /^Weights in bf16 instead of fp8 would need more/,
    );
    expect(wider({ status: 'unreachable', reason: 'Too slow.' })).toContain('cannot be served at all. Too slow.');
    expect(widerAnswer(freed)).toBe('Weights are in 16 bits already.');
  });
});

describe('rungs', () => {
  test('say what they keep, and a tier that is too slow says so', () => {
    const { rungs, plan } = fixtureEvaluation();
    expect(rungs.map((rung) => rungDetail({ rung, plan }))).toEqual([
      'free HBM: keeps what returns within 1 min',
      'CPU DRAM DDR5: keeps what returns within 10 min',
      'Local NVMe PCIe5 x4: keeps what returns within 1 d',
      'everything kept for ever, at once and for nothing',
    ]);
    const slow = fixtureEvaluation({ warehouseBytesPerSecond: 1e9 });
    const warehouse = slow.rungs.find(({ id }) => id === 'warehouse');
    expect(warehouse && rungDetail({ rung: warehouse, plan })).toContain('slower than computing, so nothing is loaded');
  });

  test('parts of a fleet add up to its nodes, whatever the load', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 500, noNaN: true }), (requestsPerSecond) => {
        for (const rung of fixtureEvaluation({ requestsPerSecond }).rungs) {
          const parts = nodePartsOf(rung);
          const sum = parts ? parts.prefill + parts.load + parts.decode + parts.free : 0;
          expect(sum).toBeCloseTo(rung.rung.figures?.nodes ?? 0, 6);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('a fleet that cannot be is no bar', () => {
    const [hbm] = fixtureEvaluation({ rules: { ttftTarget: { seconds: 0.001, ratio: 0.95 } } }).rungs;
    expect(hbm && nodePartsOf(hbm)).toBeNull();
    expect(hbm && busyInWords(hbm)).toBe('no fleet');
  });
});
