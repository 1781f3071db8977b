import { describe, expect, test } from 'vitest';
import { MEMORY_KINDS } from '../../domain/accelerator.ts';
import { acceleratorById, ACCELERATORS } from './index.ts';

describe('accelerators', () => {
  test('are 56, with unique ids and names', () => {
    expect(ACCELERATORS.length).toBe(56);
    expect(new Set(ACCELERATORS.map(({ id }) => id)).size).toBe(56);
    expect(new Set(ACCELERATORS.map(({ name }) => name)).size).toBe(56);
    expect(acceleratorById('nobody')).toBeUndefined();
  });

  test('have some of every kind of memory', () => {
    expect(new Set(ACCELERATORS.map(({ memoryKind }) => memoryKind))).toEqual(new Set(MEMORY_KINDS));
  });

  test.each(ACCELERATORS)('$id says how its gigabytes were read', ({ memoryBytes, memoryKind }) => {
    expect(memoryBytes.note).toContain('10⁹ bytes');
    expect(memoryBytes.note?.includes('Shared with the processor')).toBe(memoryKind === 'unified');
    // Between an SRAM chip and the largest unified memory.
    expect(memoryBytes.value).toBeGreaterThanOrEqual(230e6);
    expect(memoryBytes.value).toBeLessThanOrEqual(512e9);
  });

  test.each(ACCELERATORS)(
    '$id reads at least 100 GB/s and computes no slower in fp8',
    ({ memoryBandwidthBytesPerSecond: bandwidth, fp16FlopsPerSecond: fp16, fp8FlopsPerSecond: fp8 }) => {
      expect(bandwidth?.value).toBeGreaterThanOrEqual(100e9);
      if (fp16 && fp8) expect(fp8.value).toBeGreaterThanOrEqual(fp16.value);
    },
  );

  // Copied by hand from the data sheets' figures, so that a slip of the authoring helpers shows.
  test.each([
    ['h100-sxm', 80e9, 3.35e12, 989e12, 1_979e12],
    ['h200-sxm', 141e9, 4.8e12, 989e12, 1_979e12],
    ['b200-sxm', 180e9, 8e12, 2_250e12, 4_500e12],
    ['mi300x', 192e9, 5.3e12, 1_307e12, 2_615e12],
    ['tpu-v7', 192e9, 7.38e12, 2_307e12, 4_614e12],
    ['a100-80-sxm', 80e9, 2.039e12, 312e12, undefined],
    ['groq-lpu1', 230e6, 80e12, 188e12, undefined],
    ['cerebras-wse3', 44e9, 21e15, undefined, undefined],
  ])('%s', (id, memoryBytes, bandwidth, fp16, fp8) => {
    const accelerator = acceleratorById(id);
    expect(accelerator?.memoryBytes.value).toBe(memoryBytes);
    expect(accelerator?.memoryBandwidthBytesPerSecond?.value).toBe(bandwidth);
    expect(accelerator?.fp16FlopsPerSecond?.value).toBe(fp16);
    expect(accelerator?.fp8FlopsPerSecond?.value).toBe(fp8);
  });

  test.each(['groq-lpu1', 'groq-lpu3', 'cerebras-wse3'])('%s computes from on-chip memory alone', (id) => {
    expect(acceleratorById(id)?.memoryKind).toBe('on-chip');
  });

  test.each([
    ['rubin-vr200', 'memoryBytes', 'disagree'],
    ['rubin-vr200', 'fp8FlopsPerSecond', '12,500'],
    ['gb200-nvl72', 'memoryBytes', '192'],
    ['gh200', 'memoryBytes', '96 GB'],
    ['h20', 'memoryBytes', 'not read again'],
    ['m4-max', 'fp16FlopsPerSecond', 'fp32'],
  ] as const)('%s: %s is an assumption, and the note says %s', (id, field, words) => {
    expect(acceleratorById(id)?.[field]).toMatchObject({ kind: 'assumed', note: expect.stringContaining(words) });
  });

  test.each([
    ['gaudi2', 'fp8FlopsPerSecond', '865'],
    ['b60', 'memoryBandwidthBytesPerSecond', '48 %'],
    ['mi455x', 'memoryBytes', 'Announced'],
  ] as const)('%s: the note on %s says %s', (id, field, words) => {
    expect(acceleratorById(id)?.[field]?.note).toContain(words);
  });
});
