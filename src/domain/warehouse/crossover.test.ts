import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { prefillSeconds } from '../serving/prefill-time.ts';
import { flopsOf, LLAMA_70B, machineWith } from '../serving/testing/measured-models.ts';
import { between, magnitudes } from '../testing/arbitraries.ts';
import { crossoverOnCurves, crossoverTokens } from './critical-bandwidth.ts';

/** Llama 3.3 70B on eight H100s at the MFU measured on four. */
const recomputeSeconds = (tokens: number): number =>
  prefillSeconds({ flops: flopsOf(LLAMA_70B, tokens), machine: machineWith({ devices: 8, mfuRatio: 0.52 }) }).typical;

describe('the SSD tier of a published test (LMCache on GKE, 2025-10-07; Llama 3.3 70B on eight H100s)', () => {
  // Sixteen local drives, 6 TB: 1.6 million reads of 4 KiB a second (Google Cloud, local SSD).
  const ssd = 1.6e6 * 4_096;
  const loadSeconds = (tokens: number): number => 0.01 + (327_680 * tokens) / ssd;

  test('raises the time to first token at 10,000 tokens (published +121 %) and no more at 100,000 (−3 %)', () => {
    expect(loadSeconds(10_000) / recomputeSeconds(10_000)).toBeGreaterThan(1.2);
    expect(loadSeconds(100_000) / recomputeSeconds(100_000)).toBeLessThan(1);
  });

  test('crosses at 50,000 tokens, because attention makes long prompts dearer', () => {
    const crossing = crossoverOnCurves({ recomputeSeconds, loadSeconds, mostTokens: 1_000_000 });
    expect(crossing.status).toBe('value');
    if (crossing.status !== 'value') return;
    expect(crossing.value).toBeGreaterThan(45_000);
    expect(crossing.value).toBeLessThan(55_000);
    expect(crossoverOnCurves({ recomputeSeconds, loadSeconds, mostTokens: 40_000 }).status).toBe('never');
  });
});

test('on straight lines it is N*', () => {
  fc.assert(
    fc.property(between(0.01, 2), magnitudes(1e3, 1e5), between(1.1, 50), (floorSeconds, r, factor) => {
      const tierBytesPerSecond = 1_000 * r * factor;
      const exact = crossoverTokens({
        floorSeconds,
        bytesPerToken: 1_000,
        prefillTokensPerSecond: r,
        tierBytesPerSecond,
      });
      const found = crossoverOnCurves({
        recomputeSeconds: (tokens) => tokens / r,
        loadSeconds: (tokens) => floorSeconds + (tokens * 1_000) / tierBytesPerSecond,
        mostTokens: 1e9,
      });
      expect(exact.status).toBe('value');
      if (exact.status !== 'value') return;
      if (exact.value <= 1) expect(found.status).toBe('always');
      else expect('value' in found && found.value / exact.value).toBeCloseTo(1, 6);
    }),
  );
});
