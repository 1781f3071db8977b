import { describe, expect, test } from 'vitest';
import { ACCELERATORS } from '../../catalog/accelerators/index.ts';
import { CLUSTER_DEFAULTS } from '../../catalog/cluster-stand-in.ts';
import { MODELS } from '../../catalog/models/index.ts';
import { PRESETS } from '../../catalog/presets/index.ts';
import { BASE_SCENARIO } from '../../scenario/base-v0.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { FIRST_BOOK } from '../first-book.ts';
import { WHOLE_BOOK } from '../whole-book.ts';
import type { ClusterPlan } from './cluster-view.ts';
import { planCluster } from './evaluate-cluster.ts';

type Change = Partial<Omit<Scenario, 'cluster' | 'kv'>> & {
  readonly cluster?: Partial<Scenario['cluster']>;
  readonly kv?: Partial<Scenario['kv']>;
};

const scenarioWith = ({ cluster, kv, ...rest }: Change): Scenario => ({
  ...BASE_SCENARIO,
  ...rest,
  cluster: { ...BASE_SCENARIO.cluster, ...cluster },
  kv: { ...BASE_SCENARIO.kv, ...kv },
});

const answer = (change: Change) => planCluster(scenarioWith(change), WHOLE_BOOK);

function plan(change: Change = {}): ClusterPlan {
  const found = answer(change);
  if ('status' in found) throw new Error(JSON.stringify(found));
  return found;
}

const LLAMA = MODELS.find(({ id }) => id === 'Meta-Llama-3.1-8B');

describe('which model a cluster runs', () => {
  test('its own, else that of the KV-cache page, else the offer’s where it is public', () => {
    expect(plan({ cluster: { modelId: 'GLM-5.2' }, kv: { modelId: 'DeepSeek-V3' } }).model.id).toBe('GLM-5.2');
    expect(plan({ kv: { modelId: 'Meta-Llama-3.1-70B' } }).model).toMatchObject({
      id: 'Meta-Llama-3.1-70B',
      isStandIn: false,
    });
    const open = WHOLE_BOOK.offers.find(({ geometryId }) => geometryId !== null);
    expect(plan({ offerId: open?.id ?? '' }).model).toMatchObject({ id: open?.geometryId, isStandIn: false });
  });

  test('else a stand-in that somebody could run, assumed, with a context that takes the prompts', () => {
    const { model } = plan();
    expect(model).toMatchObject({ id: 'DeepSeek-V3', isStandIn: true, provenance: { kind: 'assumed' } });
    const long = PRESETS.find(({ id }) => id === 'research-sessions');
    if (!long) throw new Error('No preset');
    // Prompts of up to 283,459 tokens; DeepSeek-V3 takes 163,840.
    expect(plan({ workload: long.workload }).model).toMatchObject({ id: 'GLM-5.2', isStandIn: true });
    expect(answer({ workload: long.workload, cluster: { modelId: 'DeepSeek-V3' } })).toMatchObject({
      status: 'impossible',
      problems: [{ field: 'cluster.modelId', message: expect.stringContaining('takes at most 163,840') }],
    });
  });

  test('waits for the models while they are being loaded', () => {
    const loading = { status: 'unknown', reason: 'The models are still being loaded.', field: null };
    expect(planCluster(BASE_SCENARIO, FIRST_BOOK)).toEqual(loading);
    expect(planCluster(scenarioWith({ cluster: { modelId: 'DeepSeek-V3' } }), FIRST_BOOK)).toEqual(loading);
  });

  test('a typed geometry runs where it says how many parameters it has and uses, else asks', () => {
    if (!LLAMA) throw new Error('No Llama');
    const custom = {
      name: 'Mine',
      verdict: 'typed' as const,
      notes: [],
      groups: [...LLAMA.groups.value],
      maxContextTokens: 200_000,
      totalParameters: LLAMA.totalParameters.value,
      activeParameters: LLAMA.activeParameters.value,
      draftLayers: 0,
    } as NonNullable<Scenario['kv']['custom']>;
    expect(plan({ kv: { custom } }).model).toMatchObject({ id: null, name: 'Mine', isStandIn: false });
    expect(answer({ kv: { custom: { ...custom, activeParameters: null } } })).toMatchObject({
      status: 'unknown',
      field: 'kv.custom.activeParameters',
    });
    expect(answer({ kv: { custom: { ...custom, totalParameters: null } } })).toMatchObject({
      status: 'unknown',
      field: 'kv.custom.totalParameters',
    });
    // The cluster's own model goes before it.
    expect(plan({ kv: { custom }, cluster: { modelId: 'DeepSeek-V3' } }).model.id).toBe('DeepSeek-V3');
  });
});

describe('what is not possible or not known', () => {
  test.each([
    [{ cluster: { modelId: 'nope' } }, 'cluster.modelId'],
    [{ cluster: { acceleratorId: 'nope' } }, 'cluster.acceleratorId'],
    [{ cluster: { dramTierId: 'nope' } }, 'cluster.dramTierId'],
    [{ cluster: { warehouseTierId: 'nope' } }, 'cluster.warehouseTierId'],
    [{ cluster: { warehouseTierId: 'hbm3e' } }, 'cluster.warehouseTierId'],
  ] satisfies readonly (readonly [Change, string])[])('%j names %s', (change, field) => {
    expect(answer(change)).toMatchObject({ status: 'impossible', problems: [{ field }] });
  });

  test('a workload that cannot exist is said as elsewhere', () => {
    const roles = BASE_SCENARIO.workload.roles.map((role) => ({ ...role, gap: [] }));
    expect(answer({ workload: { ...BASE_SCENARIO.workload, roles } })).toMatchObject({
      status: 'impossible',
      problems: [{ field: 'workload.roles.0.gap' }, { field: 'workload.roles.1.gap' }],
    });
  });

  test('an accelerator without a peak or a bandwidth is not timed', () => {
    expect(answer({ cluster: { acceleratorId: 'cerebras-wse3' } })).toEqual({
      status: 'unknown',
      reason: 'The bf16 peak of Cerebras WSE-3 / CS-3 is not known.',
      field: 'cluster.acceleratorId',
    });
  });

  test('every accelerator gives a plan, a problem or a reason', () => {
    const counts = { plan: 0, unknown: 0, impossible: 0 };
    for (const { id } of ACCELERATORS) {
      const found = answer({ cluster: { acceleratorId: id } });
      counts['status' in found ? (found.status as 'unknown' | 'impossible') : 'plan'] += 1;
      if ('status' in found) continue;
      const { instance, speed } = found;
      expect(instance.sequences).toBeGreaterThanOrEqual(1);
      expect(instance.perNode).toBeGreaterThan(0);
      expect(Number.isFinite(speed.decode.tokensPerSecond.typical)).toBe(true);
    }
    expect(counts.plan).toBeGreaterThan(40);
    expect(counts.plan + counts.unknown + counts.impossible).toBe(ACCELERATORS.length);
  });
});

describe('what a plan rests on', () => {
  test('defaults of the scenario look assumed, what was typed does not', () => {
    const of = (change: Change, field: string) => plan(change).assumptions.find((each) => each.field === field);
    expect(of({}, 'cluster.headroomRatio')).toMatchObject({ value: 0.2, provenance: { kind: 'assumed' } });
    expect(of({ cluster: { headroomRatio: 0.3 } }, 'cluster.headroomRatio')).toEqual({
      field: 'cluster.headroomRatio',
      label: 'Headroom',
      value: 0.3,
      unit: 'ratio',
    });
    expect(of({}, 'cluster.peakToMeanRatio')?.provenance?.kind).toBe('assumed');
    expect(of({ cluster: { peakToMeanRatio: 3 } }, 'cluster.peakToMeanRatio')?.provenance).toBeUndefined();
    expect(of({}, 'cluster.acceleratorId')?.provenance?.kind).toBe('assumed');
    expect(of({ cluster: { acceleratorId: 'h100-sxm' } }, 'cluster.acceleratorId')?.provenance).toBeUndefined();
    expect(of({}, 'warehouse.retentionSeconds')?.provenance?.kind).toBe('assumed');
    expect(of({}, 'cluster.mfuRatio')).toMatchObject({ value: 0.25, low: 0.1, high: 0.45 });
    expect(of({ cluster: { mfuRatio: 0.15 } }, 'cluster.mfuRatio')).toMatchObject({
      value: 0.15,
      low: 0.15,
      high: 0.15,
    });
  });

  test('what is not known is there and has no value', () => {
    const unpriced = plan({ cluster: { acceleratorId: 'b100' } });
    expect(unpriced.usdPerGpuHour).toBeNull();
    expect(unpriced.assumptions.find(({ field }) => field === 'cluster.usdPerGpuHour')).toMatchObject({ value: null });
    const licensed = plan({ cluster: { warehouseTierId: 'net_nvme_weka' } });
    expect(licensed.assumptions.find(({ field }) => field === 'cluster.licenceUsdPerGbMonth')).toMatchObject({
      value: null,
    });
  });

  test('every figure has a label, a source or was typed, and provenance brings no value along', () => {
    for (const { label, provenance } of plan().assumptions) {
      expect(label.length).toBeGreaterThan(3);
      if (provenance) expect(Object.keys(provenance).filter((key) => key === 'value')).toEqual([]);
      if (provenance) expect(provenance.source.length).toBeGreaterThan(0);
    }
  });

  test('the defaults in the catalogue are those of the scenario', () => {
    for (const [key, { value }] of Object.entries(CLUSTER_DEFAULTS))
      expect([key, BASE_SCENARIO.cluster[key as keyof typeof CLUSTER_DEFAULTS]]).toEqual([key, value]);
  });

  test('watts from the grid are not multiplied with the building again', () => {
    // H200: 1,730 W all in at a PUE of 1.25.
    expect(plan().wattsPerGpu).toBeCloseTo(1_730 / 1.25, 9);
    expect(plan({ cluster: { wattsPerGpu: 1_000 } }).wattsPerGpu).toBe(1_000);
    expect(plan({ cluster: { usdPerGpuHour: 3.3 } }).usdPerGpuHour).toBe(3.3);
  });
});
