import { describe, expect, test } from 'vitest';
import { acceleratorById } from '../../catalog/accelerators/index.ts';
import { decodeSpeed } from '../../domain/serving/decode-step.ts';
import { BASE_SCENARIO } from '../../scenario/base-v0.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { WHOLE_BOOK } from '../whole-book.ts';
import type { ClusterPlan } from './cluster-view.ts';
import { planCluster } from './evaluate-cluster.ts';

const GIB = 2 ** 30;

function plan(cluster: Partial<Scenario['cluster']>, kv: Partial<Scenario['kv']> = {}): ClusterPlan {
  const found = planCluster(
    { ...BASE_SCENARIO, cluster: { ...BASE_SCENARIO.cluster, ...cluster }, kv: { ...BASE_SCENARIO.kv, ...kv } },
    WHOLE_BOOK,
  );
  if ('status' in found) throw new Error(JSON.stringify(found));
  return found;
}

function memoryOf(id: string): number {
  const accelerator = acceleratorById(id);
  if (!accelerator) throw new Error(`No ${id}`);
  return accelerator.memoryBytes.value;
}

const LLAMA = { modelId: 'Meta-Llama-3.1-70B', acceleratorId: 'h100-sxm' };
const contextOf = ({ demand }: ClusterPlan): number =>
  Math.ceil(demand.promptTokens + demand.outputTokensPerRequest / 2);

describe('the accelerators of an instance', () => {
  test('Llama 3.1 70B in bf16 takes four H100s: what each has left holds eight sequences, its heads divided', () => {
    const found = plan(LLAMA);
    const pool = memoryOf('h100-sxm') * 0.9 - 141_107_412_992 / 4 - 5.5 * GIB - 0.6 * GIB;
    // 81,920 B of a token on each of four.
    const perDevice = 81_920 * contextOf(found);
    expect(found.instance).toMatchObject({ gpus: 4, neededGpus: 4, askedGpus: null, perNode: 2, attention: 'tensor' });
    expect(found.instance.poolBytes).toBeCloseTo(4 * pool, -3);
    expect(found.instance.sequences).toBe(Math.floor(pool / perDevice));
    expect(found.instance.sequences).toBe(8);
    expect(found.instance.poolTokens).toBeCloseTo(pool / 81_920, 0);
  });

  test('DeepSeek-V3 in fp8 takes eight H200s, each with sequences of its own: eight times as many as with copies', () => {
    const found = plan({ modelId: 'DeepSeek-V3' });
    const pool = memoryOf('h200-sxm') * 0.9 - 671e9 / 8 - 8 * GIB - 0.6 * GIB;
    expect(found.instance).toMatchObject({ gpus: 8, attention: 'data', perNode: 1 });
    expect(found.instance.sequences).toBe(8 * Math.floor(pool / (70_272 * contextOf(found))));
    expect(found.instance.poolTokens).toBeCloseTo((8 * pool) / 70_272, 0);
    const copies = plan({ modelId: 'DeepSeek-V3', attention: 'tensor' });
    expect(copies.instance.attention).toBe('tensor');
    expect(copies.instance.poolTokens * 8).toBeCloseTo(found.instance.poolTokens, 0);
    expect(copies.instance.poolBytes).toBe(found.instance.poolBytes);
  });

  test('as many as asked for where they hold the model, else the number it needs, and what was asked stays visible', () => {
    expect(plan({ ...LLAMA, gpusPerInstance: 8 }).instance).toMatchObject({ gpus: 8, askedGpus: 8, neededGpus: 4 });
    expect(plan({ ...LLAMA, gpusPerInstance: 2 }).instance).toMatchObject({ gpus: 4, askedGpus: 2, neededGpus: 4 });
    // Three hold it, though the rule for the fewest only tries powers of two; two thirds of a node of eight are used.
    expect(plan({ ...LLAMA, gpusPerInstance: 3 }).instance).toMatchObject({ gpus: 3, perNode: 2 });
    expect(plan({ ...LLAMA, gpusPerInstance: 16 }).instance.perNode).toBe(1 / 2);
    expect(plan({ ...LLAMA, gpusPerInstance: 12 }).instance.perNode).toBe(1 / 2);
  });

  test('room in tokens follows what a token takes: half the bytes, twice the tokens', () => {
    const wide = plan(LLAMA);
    const narrow = plan(LLAMA, { dtype: 'fp8' });
    expect(narrow.instance.poolTokens / wide.instance.poolTokens).toBeCloseTo(2, 9);
    // What is stored elsewhere is the codec's matter, not the accelerator's.
    expect(plan(LLAMA, { codec: 'transform' }).instance.poolTokens).toBe(wide.instance.poolTokens);
  });

  test('weights in another format than the checkpoint’s take other room', () => {
    const scenario = { ...BASE_SCENARIO, cluster: { ...BASE_SCENARIO.cluster, ...LLAMA } };
    const narrow = planCluster(scenario, WHOLE_BOOK, { weightFormat: 'fp8' });
    if ('status' in narrow) throw new Error(JSON.stringify(narrow));
    expect(narrow.model.weightFormat).toBe('fp8');
    expect(narrow.instance).toMatchObject({ gpus: 2, weightBytes: 70_553_706_496 });
    expect(narrow.machine.peakFlopsPerSecond).toBe(1_979e12);
  });
});

describe('how fast an instance is', () => {
  test('fresh and prefix tokens together take what all prompts take', () => {
    const { speed, demand, model } = plan({ modelId: 'DeepSeek-V3' });
    const u = demand.freshRatio;
    const whole = 1 / (u / speed.freshTokensPerSecond.typical + (1 - u) / speed.prefillTokensPerSecond.typical);
    // Full attention of 61 layers, 128 heads, 192 + 128 wide; E[L²] ÷ E[L] of the base's prompts.
    const mean = (from: number, step: number, turns: number): readonly number[] =>
      Array.from({ length: turns }, (_, k) => from + k * step);
    const lengths = [
      ...mean(37_000, 4_380, 20).map((length) => [1, length] as const),
      ...mean(33_200, 1_880, 13).map((length) => [50, length] as const),
    ];
    const tokens = lengths.reduce((sum, [agents, length]) => sum + agents * length, 0);
    const squares = lengths.reduce((sum, [agents, length]) => sum + agents * length ** 2, 0);
    const flops = 2 * model.prefillParameters * tokens + (61 * 2 * 128 * 320 * squares) / 2;
    expect(whole).toBeCloseTo((tokens * 8 * 1_979e12 * 0.25) / flops, 0);
    expect(speed.freshTokensPerSecond.typical).toBeLessThan(speed.prefillTokensPerSecond.typical);
    expect(speed.prefillTokensPerSecond.low).toBeLessThan(speed.prefillTokensPerSecond.typical);
  });

  test('decodes as many sequences as memory holds, unless they would fall below the promised speed', () => {
    const free = plan({ modelId: 'DeepSeek-V3', decodeTokensPerSecond: 1 });
    expect(free.speed).toMatchObject({ batch: free.instance.sequences, batchLimit: 'memory', keepsOutputSpeed: true });
    const promised = plan({ modelId: 'DeepSeek-V3', decodeTokensPerSecond: 40 });
    expect(promised.speed).toMatchObject({ batchLimit: 'output-speed', keepsOutputSpeed: true });
    expect(promised.speed.batch).toBeLessThan(free.instance.sequences);
    expect(promised.speed.decode.tokensPerSecondPerSequence.typical).toBeGreaterThanOrEqual(40);
    // One more would not keep it.
    const { tokensPerSecondPerSequence, stepSeconds } = promised.speed.decode;
    expect(1 / stepSeconds.typical).toBeCloseTo(tokensPerSecondPerSequence.typical, 9);
    const slower = plan({ modelId: 'DeepSeek-V3', decodeTokensPerSecond: 39.9 });
    expect(slower.speed.batch).toBeGreaterThanOrEqual(promised.speed.batch);
  });

  test('a promise that not even one sequence keeps leaves a batch of one and says so', () => {
    const found = plan({ modelId: 'DeepSeek-V3', decodeTokensPerSecond: 10_000 });
    expect(found.speed).toMatchObject({ batch: 1, batchLimit: 'output-speed', keepsOutputSpeed: false });
  });

  test('a step of Llama 3.1 70B by hand: weights on four, eight sequences’ cache, overheads', () => {
    const found = plan(LLAMA);
    const { speed, instance } = found;
    const kvBytesPerSequenceAndDevice = 81_920 * contextOf(found);
    const byHand = decodeSpeed({
      machine: {
        devices: 4,
        memoryBytesPerSecond: 3.35e12,
        peakFlopsPerSecond: 989e12,
        weightEfficiencyRatio: 0.69,
        kvEfficiencyRatio: 0.85,
        computeEfficiencyRatio: 0.5,
        stepSeconds: 0.000_56,
        layerSeconds: 0.000_073,
        errorRatio: 0.22,
      },
      step: {
        sequences: 8,
        layers: 80,
        weightBytes: 141_107_412_992,
        kvBytesPerSequenceAndDevice,
        flopsPerSequence: 0,
      },
    });
    expect(instance.sequences).toBe(8);
    expect(speed.decode.kvReadSeconds).toBeCloseTo(byHand.kvReadSeconds, 9);
    expect(speed.decode.weightReadSeconds).toBeCloseTo(byHand.weightReadSeconds, 9);
    expect(speed.decode.overheadSeconds).toBeCloseTo(byHand.overheadSeconds, 12);
    expect(speed.decode.tokensPerSecond.typical).toBeCloseTo(byHand.tokensPerSecond.typical, 6);
  });
});
