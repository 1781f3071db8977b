import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contexts, engineSettings, kvDtypes, layeredModels, rankCounts } from '../testing/layer-groups.ts';
import {
  DEEPSEEK_V3,
  DEEPSEEK_V4_PRO,
  GLM_5_2,
  KIMI_K3,
  LLAMA_3_1_70B,
  PHI_4,
  QWEN3_235B,
  QWEN3_32B,
  QWEN3_5_27B,
  QWEN3_5_35B,
} from '../testing/published-models.ts';
import { footprintOf, type Footprint, type FootprintRequest } from './footprint.ts';
import { codedSize } from './storage-codec.ts';

const GIB = 2 ** 30;

function footprint(request: Partial<FootprintRequest> & Pick<FootprintRequest, 'groups'>): Footprint {
  return footprintOf({
    draftLayers: 0,
    dtype: 'bf16',
    contextTokens: 100_000,
    sequences: 1,
    ranks: 1,
    engine: null,
    ...request,
  });
}

describe('one copy, what the ranks hold, what is stored', () => {
  test('DeepSeek-V3 at 100,000 tokens on 8 ranks: 7.03 GB, 56.2 GB, 7.03 GB', () => {
    const { bytesPerSequence, perRankBytesPerSequence, allRanksBytesPerSequence, storedBytesPerSequence } = footprint({
      groups: DEEPSEEK_V3,
      ranks: 8,
    });
    // 100,000 × 70,272 B, the same on every rank.
    expect(bytesPerSequence).toBe(7_027_200_000);
    expect(perRankBytesPerSequence).toBe(7_027_200_000);
    expect(allRanksBytesPerSequence).toBe(56_217_600_000);
    expect(storedBytesPerSequence).toBe(7_027_200_000);
  });

  test('Qwen3-235B on 8 ranks is held twice and stored once', () => {
    const { bytesPerSequence, allRanksBytesPerSequence, storedBytesPerSequence } = footprint({
      groups: QWEN3_235B,
      ranks: 8,
    });
    expect(allRanksBytesPerSequence).toBe(2 * bytesPerSequence);
    expect(storedBytesPerSequence).toBe(bytesPerSequence);
  });

  test('Llama 3.1 70B on 8 ranks is held once', () => {
    const { bytesPerSequence, perRankBytesPerSequence, allRanksBytesPerSequence } = footprint({
      groups: LLAMA_3_1_70B,
      ranks: 8,
    });
    expect(perRankBytesPerSequence).toBe(100_000 * 40_960);
    expect(allRanksBytesPerSequence).toBe(bytesPerSequence);
  });

  test('32 sequences of 5,120 tokens of Qwen3-32B on 4 ranks take 10 GiB of each', () => {
    // ai-dynamo/aiconfigurator docs/cli_user_guide.md.
    const { perRankBytesPerSequence } = footprint({ groups: QWEN3_32B, contextTokens: 5_120, ranks: 4 });
    expect((32 * perRankBytesPerSequence) / GIB).toBe(10);
  });

  test('states are divided and latents not: Kimi K3 on 8 ranks', () => {
    const { groups, perRankBytesPerSequence } = footprint({ groups: KIMI_K3, contextTokens: 1_000, ranks: 8 });
    expect(groups.map((group) => group.perRankBytesPerSequence)).toEqual([27_648_000, 449_372_160 / 8]);
    expect(perRankBytesPerSequence).toBe(27_648_000 + 449_372_160 / 8);
  });
});

describe('with an engine', () => {
  test('one copy and a rank have blocks of their own, and the rank’s are reported', () => {
    // Qwen3.5-35B on 2 ranks: state 2 × 524,288 + 24,576 B ÷ (16 × 1,024) = 65.5 again.
    const { engineBlockTokens, engineFigures, bytesPerSequence, perRankBytesPerSequence } = footprint({
      groups: QWEN3_5_35B,
      contextTokens: 1,
      ranks: 2,
      engine: { name: 'vllm' },
    });
    expect(engineBlockTokens).toBe(1_056);
    // 10 + 30 blocks of 1,056 × 2,048 B on one device, half of that on a rank.
    expect(bytesPerSequence).toBe(40 * 1_056 * 2_048);
    expect(perRankBytesPerSequence).toBe(40 * 1_056 * 1_024);
    expect(engineFigures?.bytesPerSequence).toBe(perRankBytesPerSequence);
  });

  test('stored bytes are rounded to the blocks that the ranks hold', () => {
    // Qwen3.6-27B on 8 ranks: a state of (98,304 × 4 + 3,840 × 2) B, 1,024 B per token: 25 × 16 = 400 tokens, not 784.
    const { engineBlockTokens, storedBytesPerSequence } = footprint({
      groups: QWEN3_5_27B,
      contextTokens: 1,
      ranks: 8,
      engine: { name: 'vllm' },
    });
    expect(engineBlockTokens).toBe(400);
    expect(storedBytesPerSequence).toBe(400 * 65_536 + 153_944_064);
  });

  test('stored bytes follow its records and blocks, once', () => {
    // ⌈100,000 ÷ 64⌉ = 1,563 blocks of 78 × 656 + 21 × 132 B.
    const { storedBytesPerSequence, allRanksBytesPerSequence } = footprint({
      groups: GLM_5_2,
      dtype: 'fp8',
      ranks: 8,
      engine: { name: 'vllm' },
    });
    expect(storedBytesPerSequence).toBe(1_563 * 64 * 53_940);
    expect(allRanksBytesPerSequence).toBe(8 * storedBytesPerSequence);
  });

  test('V4’s compressor state is in its figures, and only mentioned without one', () => {
    const parts = ({ groups }: Footprint) => groups.reduce((sum, group) => sum + group.bytesPerSequence, 0);
    const logical = footprint({ groups: DEEPSEEK_V4_PRO });
    expect(logical.compressorStateBytesPerSequence).toBe(17_481_728);
    expect(logical.bytesPerSequence).toBe(parts(logical));
    expect(logical.notes).toHaveLength(1);
    const engine = footprint({ groups: DEEPSEEK_V4_PRO, engine: { name: 'vllm' } });
    expect(engine.bytesPerSequence).toBe(parts(engine) + 17_481_728);
  });
});

test('draft layers count only where there are some', () => {
  const without = footprint({ groups: GLM_5_2, dtype: 'fp8' });
  const drafted = footprint({ groups: GLM_5_2, dtype: 'fp8', draftLayers: 1 });
  expect(drafted.marginalBytesPerToken - without.marginalBytesPerToken).toBe(576);
  expect(drafted.groups).toHaveLength(without.groups.length + 1);
});

test('heads that do not divide evenly are named', () => {
  expect(footprint({ groups: PHI_4, ranks: 8 }).notes.join()).toContain('10 KV heads do not divide evenly among 8');
  expect(footprint({ groups: PHI_4, ranks: 5 }).notes).toEqual([]);
});

const requests: fc.Arbitrary<FootprintRequest> = fc.record({
  groups: layeredModels,
  draftLayers: fc.nat({ max: 3 }),
  dtype: kvDtypes,
  contextTokens: contexts,
  sequences: fc.integer({ min: 1, max: 10_000_000 }),
  ranks: rankCounts,
  engine: fc.option(engineSettings, { nil: null }),
});
const HAIR = 1 + 1e-12;

describe('any footprint', () => {
  test('adds up', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const made = footprintOf(request);
        const parts = (key: 'bytesPerSequence' | 'perRankBytesPerSequence') =>
          made.groups.reduce((sum, group) => sum + group[key], 0);
        // What an engine holds beside the cache is part of the totals and of no group.
        const beside =
          request.engine === null || request.engine.name === 'llama.cpp' ? 0 : made.compressorStateBytesPerSequence;
        for (const key of ['bytesPerSequence', 'perRankBytesPerSequence'] as const)
          expect(Math.abs(made[key] - parts(key) - beside)).toBeLessThanOrEqual(1e-12 * made[key]);
        expect(made.totalBytes).toBe(made.bytesPerSequence * request.sequences);
        expect(made.allRanksBytesPerSequence).toBe(made.perRankBytesPerSequence * request.ranks);
        expect(made.groups).toHaveLength(made.engineFigures?.groups.length ?? made.groups.length);
      }),
    );
  });

  test('stores no more than all ranks hold', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const { storedBytesPerSequence, allRanksBytesPerSequence } = footprintOf(request);
        expect(storedBytesPerSequence).toBeLessThanOrEqual(allRanksBytesPerSequence * HAIR);
      }),
      { numRuns: 300 },
    );
  });

  test('grows with context and with sequences', () => {
    fc.assert(
      fc.property(requests, contexts, fc.integer({ min: 1, max: 10_000_000 }), (request, tokens, many) => {
        const { totalBytes } = footprintOf(request);
        const longer = { ...request, contextTokens: Math.max(tokens, request.contextTokens) };
        const more = { ...request, sequences: Math.max(many, request.sequences) };
        expect(footprintOf(longer).totalBytes * HAIR).toBeGreaterThanOrEqual(totalBytes);
        expect(footprintOf(more).totalBytes * HAIR).toBeGreaterThanOrEqual(totalBytes);
      }),
    );
  });

  test('is a number, for the longest context and for one token, on 1,024 ranks and on one', () => {
    fc.assert(
      fc.property(
        requests,
        fc.constantFrom(1, 100_000_000),
        fc.constantFrom(1, 10_000_000),
        fc.constantFrom(1, 1_024),
        (request, contextTokens, sequences, ranks) => {
          const made = footprintOf({ ...request, contextTokens, sequences, ranks });
          const { groups, engineFigures: _figures, notes: _notes, engineBlockTokens: _block, ...totals } = made;
          const figures = [
            ...Object.values(totals),
            ...groups.flatMap(({ group: _group, ...own }) => Object.values(own)),
          ];
          for (const figure of figures) {
            expect(Number.isFinite(figure)).toBe(true);
            expect(figure).toBeGreaterThanOrEqual(0);
          }
        },
      ),
    );
  });

  test('without an engine stores what a codec that does nothing stores', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const plain = { ...request, draftLayers: 0, engine: null };
        const coded = codedSize({ ...plain, codec: { kind: 'none' } });
        expect(footprintOf(plain).storedBytesPerSequence).toBe(coded.storedBytesPerSequence);
      }),
    );
  });
});
