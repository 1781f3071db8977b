import { describe, expect, it } from 'vitest';
import { publishedLosses } from './published-losses.ts';

const lossOf = (id: string) => {
  const loss = publishedLosses().find((candidate) => candidate.id === id);
  if (!loss) throw new Error(`No loss ${id}`);
  return loss;
};

describe('published losses', () => {
  it('each comes out as a loss, with a source', () => {
    expect(publishedLosses().map(({ id }) => id)).toEqual(['ssd-spill', 'slow-files', 'low-load', 'wide-cache']);
    for (const { isLoss, provenance } of publishedLosses()) {
      expect(isLoss).toBe(true);
      expect(provenance.source.length).toBeGreaterThan(10);
      expect(provenance.kind).not.toBe('assumed');
    }
  });

  it('drives: 3.28 GB over 6.55 GB/s take 0.51 s, computing 0.376 s', () => {
    // 2 × 68.45e9 × 1e4 + 80 × 2 × 64 × 256 × 1e8 ÷ 2 = 1.500e15 FLOP; ÷ (8 × 989e12 × 0.52) = 0.3646 s, and 0.01.
    const load = 0.01 + (327_680 * 10_000) / (1.6e6 * 4_096);
    const compute = 0.01 + (2 * 68.452e9 * 1e4 + 80 * 2 * 64 * 256 * (1e8 / 2)) / (8 * 989e12 * 0.52);
    expect(lossOf('ssd-spill').ratio).toBeCloseTo(load / compute, 2);
    expect(lossOf('ssd-spill').ratio).toBeCloseTo(1.36, 2);
    expect(lossOf('ssd-spill').published).toContain('+121 % at 10,000, +48 % at 50,000 and −3 % at 100,000 tokens');
    expect(lossOf('ssd-spill').computed).toContain('0.77 times computing at 100,000');
    expect(lossOf('ssd-spill').computed).toMatch(/from 5[0-5],\d00 tokens on/);
  });

  it('files: 98.3 % at 90 µs a token and the rest at 52.5 µs', () => {
    const compute = 4_032.3 / 76.8e6;
    const load = 6_910.8 / 76.8e6;
    expect(lossOf('slow-files').ratio).toBeCloseTo((0.983 * load + 0.017 * compute) / compute, 6);
    // 296 GB in 4,032 s.
    expect(lossOf('slow-files').computed).toContain('From 73 MB/s on it would win');
  });

  it('low load: 1,738 of 1,983 tokens a second are left', () => {
    expect(lossOf('low-load').ratio).toBeCloseTo(1_738 / 1_983, 9);
    expect(lossOf('low-load').published).toContain('−12.4 %');
    expect(lossOf('low-load').published).toContain('+74.7 % at 40');
  });

  it('a wide cache: 23.1 GB/s, 1.31 TB in 500 GB, and the measured loss lies between waiting and not', () => {
    const { ratio, computed } = lossOf('wide-cache');
    expect(computed).toContain('23.1 GB/s');
    expect(computed).toContain('1.31 TB, of which 38 % fit');
    // 22.7 µs to compute a token and 12.2 µs to move it.
    expect(ratio).toBeCloseTo(22.714 / (22.714 + 12.193), 3);
    expect(39_360.32 / 44_025.28).toBeGreaterThan(ratio);
    expect(39_360.32 / 44_025.28).toBeLessThan(1);
  });
});
