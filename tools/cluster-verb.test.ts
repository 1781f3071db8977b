import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { BASE_SCENARIO } from '../src/scenario/base-v0.ts';
import { encodeScenario } from '../src/scenario/codec.ts';
import type { Scenario } from '../src/scenario/schema.ts';
import { CLUSTER_USAGE, runCluster } from './cluster-verb.ts';
import { InputError } from './input-error.ts';

const cluster = (args: readonly string[], text = '') => runCluster({ args, stdin: Readable.from([text]) });
const on = (change: Partial<Scenario['cluster']>) => cluster(['-'], JSON.stringify({ cluster: change }));
const refused = async (asked: Promise<unknown>): Promise<string> => {
  const error: unknown = await asked.catch((thrown: unknown) => thrown);
  if (!(error instanceof InputError)) throw new Error(`It was accepted: ${JSON.stringify(error)}`);
  return error.message;
};

describe('tokenhouse cluster', () => {
  it('has exactly the figures other programs rely on', async () => {
    const report = await on({});
    expect(Object.keys(report).toSorted()).toEqual(
      [
        'status',
        'rungs',
        'model',
        'accelerator',
        'instance',
        'baseline',
        'saving',
        'whyNoSaving',
        'warehouse',
        'assumptions',
      ].toSorted(),
    );
    expect(report.rungs.map(({ rung }) => rung)).toEqual(['hbm', 'dram', 'warehouse', 'ceiling']);
    for (const rung of report.rungs)
      expect(Object.keys(rung)).toEqual([
        'rung',
        'nodes',
        'gpus',
        'usdPerMonth',
        'tokensPerSecond',
        'ttftSeconds',
        'watts',
        'hitRatio',
        'binding',
        'unpriced',
        'why',
      ]);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it('prices the base by hand: two nodes of eight H200s at $2.50, one of them a spare', async () => {
    const { rungs, model, accelerator, instance, baseline, saving, warehouse } = await on({});
    const [, dram, kept] = rungs;
    expect(dram).toMatchObject({ nodes: 2, gpus: 16, usdPerMonth: 16 * 2.5 * 730, watts: 16 * 1_730, unpriced: [] });
    expect(model).toMatchObject({ id: 'DeepSeek-V3', isStandIn: true, weightFormat: 'fp8', kvDtype: 'bf16' });
    expect(accelerator).toEqual({ id: 'h200-sxm', perNode: 8, usdPerHour: 2.5 });
    expect(instance).toMatchObject({ gpus: 8, attention: 'data' });
    const own = warehouse.lines.reduce((sum, { usdPerMonth }) => sum + (usdPerMonth ?? Number.NaN), 0);
    expect((kept?.usdPerMonth ?? 0) - (dram?.usdPerMonth ?? 0)).toBeCloseTo(own, 6);
    expect(baseline).toBe('dram');
    expect(saving?.usdPerMonth).toBeCloseTo(-own, 6);
  });

  it('reads a link, a file and standard input alike', async () => {
    const scenario = { ...BASE_SCENARIO, cluster: { ...BASE_SCENARIO.cluster, acceleratorId: 'h100-sxm' } };
    const fromLink = await cluster([`https://tokenhouse.example/#${encodeScenario(scenario)}`]);
    const file = join(await mkdtemp(join(tmpdir(), 'cluster-')), 'scenario.json');
    await writeFile(file, JSON.stringify(scenario));
    expect(await cluster([file])).toEqual(fromLink);
    expect(await on({ acceleratorId: 'h100-sxm' })).toEqual(fromLink);
    expect(fromLink.accelerator.id).toBe('h100-sxm');
  });

  it('leaves open what has no price, and names it', async () => {
    const { rungs, saving, whyNoSaving, accelerator } = await on({ acceleratorId: 'b100' });
    expect(accelerator.usdPerHour).toBeNull();
    expect(rungs[1]).toMatchObject({ usdPerMonth: null, unpriced: ['accelerators'], nodes: expect.any(Number) });
    expect(saving?.usdPerMonth).toBeNull();
    expect(whyNoSaving).toContain('dram: no price of accelerators.');
    const priced = await on({ acceleratorId: 'b100', usdPerGpuHour: 3 });
    expect(priced.rungs[1]?.usdPerMonth).toBeGreaterThan(0);
    expect(priced.whyNoSaving).toBeNull();
  });

  it('says why a rung has no fleet or no watts', async () => {
    const { rungs, saving, whyNoSaving } = await on({ warehouseTierId: 's3_standard' });
    expect(rungs[2]).toMatchObject({ nodes: null, usdPerMonth: null, why: 'No bandwidth of s3_standard is known.' });
    expect(saving).toBeNull();
    expect(whyNoSaving).toBe('warehouse: No bandwidth of s3_standard is known.');
    const network = await on({ warehouseTierId: 'net_nvme_weka' });
    expect(network.rungs[2]).toMatchObject({ watts: null, why: expect.stringContaining('draw') });
    expect(network.rungs[2]?.unpriced).toEqual(['warehouse: licence']);
  });

  it('says how many accelerators a model needs that does not fit', async () => {
    const { instance } = await on({ modelId: 'DeepSeek-V3', gpusPerInstance: 2 });
    expect(instance).toMatchObject({ askedGpus: 2, neededGpus: 8, gpus: 8 });
  });

  it('refuses what it does not understand, with the field', async () => {
    expect(await refused(cluster([]))).toBe(`Which scenario? Usage: tokenhouse ${CLUSTER_USAGE}`);
    expect(await refused(cluster(['a', 'b=c']))).toContain('"b=c" is one too many. A link with & in it needs quotes.');
    expect(await refused(cluster(['no-such-file']))).toContain('neither a link');
    expect(await refused(on({ acceleratorId: 'nope' }))).toMatch(/^cluster\.acceleratorId: No accelerator "nope"/);
    expect(await refused(on({ modelId: 'nope' }))).toMatch(/^cluster\.modelId: No model "nope"/);
    expect(await refused(on({ acceleratorId: 'cerebras-wse3' }))).toMatch(/^cluster\.acceleratorId: The bf16 peak/);
    expect(await refused(on({ gpusPerNode: 0 }))).toContain('cluster.gpusPerNode must be a whole number');
  });
});
