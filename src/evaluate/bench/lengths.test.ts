import { describe, expect, test } from 'vitest';
import { acceleratorById } from '../../catalog/accelerators/index.ts';
import { MODELS } from '../../catalog/models/index.ts';
import { lengthsOf, LLAMA_8B, machine, scenarioOf, view } from './testing.ts';

describe('100 tokens against 100,000', () => {
  test('on one H100 as the time report has it: 6.78 s of prefill, 8.4 ms a token', () => {
    const { short, long, difference, decodeRatio } = lengthsOf(view(), 'h100-sxm');
    expect(long.prefill.seconds?.typical).toBeCloseTo(6.78, 2);
    expect(long.decode.secondsPerToken * 1e3).toBeCloseTo(8.393, 3);
    // 100 tokens wait for 15.0 GB of weights, 4.48 ms, and the floor of 10 ms.
    expect(short.prefill.seconds?.typical).toBeCloseTo(0.01448, 5);
    expect(short.prefill.atLeastSeconds).toBeCloseTo(0.00448, 5);
    expect(short.decode.secondsPerToken * 1e3).toBeCloseTo(4.484, 3);
    expect(decodeRatio).toBeCloseTo(1.8716, 4);
    expect(short.kvShareRatio).toBeLessThan(0.001);
    expect(long.kvShareRatio).toBeCloseTo(0.4662, 3);
    // The weights are the same: all that decoding takes longer is cache.
    expect(difference.weightSeconds).toBe(0);
    expect(difference.kvSeconds).toBeCloseTo(difference.decodeSeconds, 12);
    expect(difference.prefillSeconds).toBeCloseTo(6.766, 3);
  });

  test('on the visitor’s machine arithmetic is unknown, and said to be', () => {
    const { long, prefillRatio, difference } = lengthsOf(view(), 'measured');
    expect(long.prefill.seconds).toBeNull();
    expect(long.prefill.why).toContain('not measured');
    expect(long.prefill.atLeastSeconds).toBeCloseTo(15.0098e9 / 941e9, 6);
    expect([prefillRatio, difference.prefillSeconds]).toEqual([null, null]);
  });

  test('on a wafer no dense rate is published', () => {
    const { long } = lengthsOf(view(), 'cerebras-wse3');
    expect(long.prefill.seconds).toBeNull();
    expect(long.prefill.why).toContain('No dense bf16 rate');
  });

  test('on chips with on-chip memory the share of their peak is unknown: no MFU of others stands in', () => {
    const { short, long, prefillRatio, difference } = lengthsOf(view(), 'groq-lpu1');
    for (const { prefill } of [short, long]) {
      expect(prefill.seconds).toBeNull();
      expect(prefill.why).toContain('measured on accelerators with HBM');
    }
    expect([prefillRatio, difference.prefillSeconds]).toEqual([null, null]);
    // Decoding is reading, of which the data sheet tells: 28.1 GB by 144 × 80 TB/s.
    expect(long.decode.secondsPerToken * 1e6).toBeCloseTo(28.117e9 / 11.52e9, 2);
  });

  test('a longer prompt of a mixture touches more experts, and never more than all', () => {
    const { short, long } = lengthsOf(
      view({ scenario: scenarioOf({ modelId: 'DeepSeek-V3', weightFormat: 'fp8' }) }),
      'h200-sxm',
    );
    expect(short.prefill.atLeastSeconds).toBeGreaterThan(short.decode.weightSeconds);
    expect(long.prefill.atLeastSeconds).toBeGreaterThanOrEqual(short.prefill.atLeastSeconds);
    const aggregate = 8 * (acceleratorById('h200-sxm')?.memoryBandwidthBytesPerSecond?.value ?? 0);
    expect(long.prefill.atLeastSeconds).toBeLessThanOrEqual(671e9 / aggregate);
  });

  test('takes the model’s maximum where that is less', () => {
    const short = MODELS.find(({ maxContextTokens }) => maxContextTokens.value < 100_000);
    if (!short) throw new Error('No model takes less');
    const { lengths } = view({ scenario: scenarioOf({ modelId: short.id, contextTokens: 1_000 }) });
    expect(lengths?.longTokens).toBe(short.maxContextTokens.value);
    expect(lengths?.shortTokens).toBe(100);
  });

  test('holds at the long length, whatever the scenario’s own context', () => {
    const few = view({ scenario: scenarioOf({ ...LLAMA_8B.kv, contextTokens: 1_000 }), acceleratorIds: ['groq-lpu1'] });
    const units = lengthsOf(few, 'groq-lpu1').machine.units;
    expect(units).toBeGreaterThan(machine(few, 'groq-lpu1').machine.units);
    expect(units).toBe(lengthsOf(view({ acceleratorIds: ['groq-lpu1'] }), 'groq-lpu1').machine.units);
  });
});
