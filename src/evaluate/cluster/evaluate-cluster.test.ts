import { describe, expect, test } from 'vitest';
import { BASE_SCENARIO } from '../../scenario/base-v0.ts';
import { evaluated, nodesOf, ownPriceOf, rungOf, usdOf } from './testing/evaluated.ts';

describe('the base scenario', () => {
  const base = evaluated();

  test('has four rungs in order; memory of the node is the baseline', () => {
    expect(base.rungs.map(({ id }) => id)).toEqual(['hbm', 'dram', 'warehouse', 'ceiling']);
    expect(base.rungs.filter(({ isBaseline }) => isBaseline).map(({ id }) => id)).toEqual(['dram']);
    expect(evaluated({ cluster: { baseline: 'hbm' } })).toMatchObject({ baseline: 'hbm' });
  });

  test('hits grow rung by rung, and no rung has more than the ceiling', () => {
    const hits = base.rungs.map(({ rung }) => rung.load.usedHitRatio);
    expect(hits).toEqual(hits.toSorted((a, b) => a - b));
    for (const id of ['hbm', 'dram', 'warehouse'] as const)
      expect(nodesOf(base, id)).toBeGreaterThanOrEqual(nodesOf(base, 'ceiling'));
  });

  test('shows the warehouse losing what it costs: two minutes beyond an hour or two bring nothing back here', () => {
    expect(base.saving?.gpus).toBe(0);
    expect(base.saving?.usdPerMonth).toBeCloseTo(-ownPriceOf(base), 6);
    expect(base.saving?.ratio).toBeCloseTo(-ownPriceOf(base) / usdOf(base, 'dram'), 9);
  });

  test('explains its figures with terms that give them', () => {
    const { prefill, decode, nodes, cost, ttft } = base.explanations;
    const term = (explanation: typeof prefill, symbol: string): number =>
      explanation?.terms.find((each) => each.symbol === symbol)?.value ?? Number.NaN;
    expect(prefill?.value).toBeCloseTo(
      (term(prefill, 'G') * term(prefill, 'F') * term(prefill, 'η')) / term(prefill, 'f'),
      6,
    );
    expect(decode?.value).toBeCloseTo(
      term(decode, 'batch') /
        (Math.max(term(decode, 'weights') + term(decode, 'cache'), term(decode, 'compute')) + term(decode, 'overhead')),
      6,
    );
    expect(ttft?.title).toBe('Time to first token with a warehouse: mean, idle');
    expect(ttft?.value).toBeCloseTo(term(ttft, 'floor') + term(ttft, 'loading') + term(ttft, 'computing'), 9);
    expect(cost?.value).toBeCloseTo(cost?.terms.reduce((sum, { value }) => sum + value, 0) ?? Number.NaN, 6);
    expect(nodes?.value).toBe(nodesOf(base, 'warehouse'));
    const large = evaluated({ workload: { people: 5_000 }, cluster: { ttftSeconds: 30 } });
    const { nodes: many, ttft: late } = large.explanations;
    const busy = term(many, 'prefill') + term(many, 'loading') + term(many, 'decode');
    expect(many?.value).toBe(
      Math.ceil((busy * term(many, 'peak')) / (1 - term(many, 'headroom')) - 1e-9) + term(many, 'spares'),
    );
    expect(late?.title).toBe('Time to first token with a warehouse: p95 at the peak');
    expect(late?.value).toBeCloseTo(
      ['floor', 'loading', 'computing', 'beyond'].reduce((sum, symbol) => sum + term(late, symbol), 0),
      9,
    );
  });
});

describe('where the warehouse wins', () => {
  test('people who come back after two hours: memory forgets, the warehouse does not, and fewer than half the nodes serve them', () => {
    const gap = [{ weight: 1, medianSeconds: 7_200, logSigma: 1, cause: 'person' as const }];
    const roles = BASE_SCENARIO.workload.roles.map((role) => ({ ...role, gap }));
    const found = evaluated({ workload: { people: 400, roles } });
    expect(nodesOf(found, 'warehouse')).toBeLessThan(nodesOf(found, 'dram') / 2);
    expect(found.saving?.gpus).toBe(8 * (nodesOf(found, 'dram') - nodesOf(found, 'warehouse')));
    expect(found.saving?.usdPerMonth).toBeCloseTo(usdOf(found, 'dram') - usdOf(found, 'warehouse'), 6);
    expect(found.saving?.usdPerMonth).toBeGreaterThan(0);
    expect(found.saving?.ttftFactor).toBeGreaterThan(2);
    const windows = rungOf(found, 'warehouse').tiers.map(({ windowSeconds }) => windowSeconds);
    expect(windows).toEqual(windows.toSorted((a, b) => a - b));
  });
});

describe('losses and what is missing', () => {
  test('a tier slower than computing is left out and still paid, or loaded and shown losing', () => {
    const slow = { modelId: 'Meta-Llama-3.1-70B', warehouseBytesPerSecond: 1e8, dramBytesPerNode: 0 };
    const people2k = { people: 2_000 };
    const sensible = evaluated({ cluster: slow, workload: people2k });
    expect(rungOf(sensible, 'warehouse').tiers.at(-1)).toMatchObject({ role: 'warehouse', isSlower: true });
    expect(rungOf(sensible, 'warehouse').rung.load.slowerTiers).toEqual(['warehouse']);
    expect(usdOf(sensible, 'warehouse') - usdOf(sensible, 'dram')).toBeCloseTo(ownPriceOf(sensible), 4);
    expect(sensible.warehouse.need.readBytesPerSecond).toBe(0);
    const always = evaluated({ cluster: { ...slow, loads: 'always' }, workload: people2k });
    expect(usdOf(always, 'warehouse')).toBeGreaterThan(usdOf(sensible, 'warehouse'));
    expect(always.saving?.ttftFactor).toBeLessThan(1);
  });

  test('a penalty at low load is the warehouse’s alone', () => {
    const [free, paying] = [0, 0.123].map((lowLoadPenaltyRatio) =>
      evaluated({ workload: { people: 20_000 }, cluster: { lowLoadPenaltyRatio } }),
    );
    if (!free || !paying) throw new Error('No evaluations');
    expect(nodesOf(paying, 'dram')).toBe(nodesOf(free, 'dram'));
    expect(nodesOf(paying, 'warehouse') / nodesOf(free, 'warehouse')).toBeCloseTo(1 / 0.877, 2);
  });

  test('an accelerator without a price leaves totals open and is named', () => {
    const found = evaluated({ cluster: { acceleratorId: 'b100' } });
    expect(rungOf(found, 'dram').rung.figures?.cost).toMatchObject({ status: 'unpriced', missing: ['accelerators'] });
    expect(found.saving).toMatchObject({ usdPerMonth: null, ratio: null });
    expect(found.explanations.cost).toBeNull();
    const priced = evaluated({ cluster: { acceleratorId: 'b100', usdPerGpuHour: 4 } });
    expect(usdOf(priced, 'dram')).toBeGreaterThan(0);
  });

  test('a licence that is not known is the warehouse’s only gap', () => {
    const found = evaluated({ cluster: { warehouseTierId: 'net_nvme_weka' } });
    expect(rungOf(found, 'warehouse').rung.figures?.cost).toMatchObject({ missing: ['warehouse: licence'] });
    expect(usdOf(found, 'dram')).toBeGreaterThan(0);
  });

  test('a tier whose bandwidth is not known has no fleet and says why; the other rungs stand', () => {
    const found = evaluated({ cluster: { warehouseTierId: 's3_standard' } });
    const { sizing, figures } = rungOf(found, 'warehouse').rung;
    expect(figures).toBeNull();
    expect(sizing).toMatchObject({ status: 'unreachable', reason: 'No bandwidth of s3_standard is known.' });
    expect(found.saving).toBeNull();
    expect(nodesOf(found, 'dram')).toBeGreaterThan(0);
    // What it must hold is known; a fleet that does not exist pays for none of it.
    expect(found.warehouse).toMatchObject({ lines: [], drives: null, watts: null });
    expect(found.warehouse.need.capacityBytes).toBeGreaterThan(0);
  });

  test('a time to first token that no idle node keeps is unreachable without the hits that make it possible', () => {
    // One rank computes a prompt alone: 45,500 tokens take 17 s whole, 1.3 s behind all hits.
    const found = evaluated({ cluster: { ttftSeconds: 1.6, dramBytesPerNode: 0 }, workload: { launch: 'staggered' } });
    expect(rungOf(found, 'ceiling').rung.figures).not.toBeNull();
    const impossible = evaluated({ cluster: { ttftSeconds: 0.02 } });
    for (const { rung } of impossible.rungs) {
      expect(rung.figures).toBeNull();
      expect(rung.sizing.status).toBe('unreachable');
    }
  });

  test('memory that is paid, power that is paid and hours that are not', () => {
    const base = evaluated();
    const paid = evaluated({ cluster: { isDramPaid: true } });
    // One working node and a spare of 2,048 GB each at $0.65.
    expect(usdOf(paid, 'dram') - usdOf(base, 'dram')).toBeCloseTo(2 * 2_048 * 0.65, 6);
    const powered = evaluated({ cluster: { usdPerKwh: 0.1 } });
    expect(usdOf(powered, 'dram') - usdOf(base, 'dram')).toBeCloseTo(((16 * 1_730 * 730) / 1_000) * 0.1, 6);
    const nights = evaluated({ cluster: { hoursPerMonth: 365 } });
    expect(usdOf(nights, 'dram')).toBeCloseTo(usdOf(base, 'dram') / 2, 6);
  });
});
