import { describe, expect, test } from 'vitest';
import { bytesPerSequence } from '../kv-cache/size.ts';
import { rankGroups } from '../kv-cache/tensor-parallel.ts';
import { LLAMA_3_1_70B } from '../testing/published-models.ts';
import { deviceFit } from './devices-needed.ts';
import { memoryBudget, type MemoryBudget } from './memory-budget.ts';

const GIB = 2 ** 30;

/** Llama 3.1 70B in bf16 with 100,000 tokens of cache on H100s. */
function onH100s(devices: number): MemoryBudget {
  const stages = Math.max(1, devices / 8);
  const perRank = bytesPerSequence({
    groups: rankGroups({ groups: LLAMA_3_1_70B, ranks: Math.min(8, devices) }),
    dtype: 'bf16',
    contextTokens: 100_000,
  });
  return memoryBudget({
    memoryBytes: 79.18 * GIB,
    utilisationRatio: 0.9,
    devices,
    weightBytes: 141.1e9,
    activationBytes: 5.5 * GIB,
    overheadBytes: 0.6 * GIB,
    bytesPerSequenceAndDevice: perRank / stages,
  });
}

describe('a model that does not fit', () => {
  const ask = (devices: number) => deviceFit({ devices, budgetAt: onH100s, ranksPerStage: 8, mostDevices: 64 });

  test('says how many devices are needed', () => {
    // 70.6 GB of weights on two, 35.3 on four beside 8.2 GB of cache.
    expect(ask(1)).toMatchObject({ status: 'needs-more', neededDevices: 4 });
    expect(ask(2)).toMatchObject({
      status: 'needs-more',
      neededDevices: 4,
      reason: '2 devices do not hold the weights and one sequence; 4 do.',
    });
    expect(ask(4)).toMatchObject({ status: 'fits', devices: 4 });
  });

  test('a trillion parameters in fp8 on wafers of 44 GB: 23 hold the weights alone', () => {
    const fit = deviceFit({
      devices: 1,
      budgetAt: (devices) =>
        memoryBudget({
          memoryBytes: 44e9,
          utilisationRatio: 1,
          devices,
          weightBytes: 1e12,
          activationBytes: 0,
          overheadBytes: 0,
          bytesPerSequenceAndDevice: 1,
        }),
      ranksPerStage: 1,
      mostDevices: 1_000,
    });
    expect(fit).toMatchObject({ status: 'needs-more', neededDevices: 23 });
  });

  test('where activations alone fill a device, more of them never help', () => {
    const fit = deviceFit({
      devices: 1,
      budgetAt: (devices) =>
        memoryBudget({
          memoryBytes: 10,
          utilisationRatio: 0.9,
          devices,
          weightBytes: 1,
          activationBytes: 9,
          overheadBytes: 1,
          bytesPerSequenceAndDevice: 1,
        }),
      ranksPerStage: 8,
      mostDevices: 1_024,
    });
    expect(fit.status).toBe('never');
  });
});
