import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  contexts,
  engineSettings,
  evenModels,
  kvDtypes,
  layeredModels,
  LONGEST_WINDOW_TOKENS,
  rankCounts,
} from '../../testing/layer-groups.ts';
import { storedBytesPerSequence } from '../stored.ts';
import { rankGroups } from '../tensor-parallel.ts';
import type { EngineFigures, EngineRequest } from './engine.ts';
import { engineFigures } from './index.ts';

const sequenceCounts = fc.integer({ min: 1, max: 10_000 });
const requests: fc.Arbitrary<EngineRequest> = fc.record({
  groups: layeredModels,
  dtype: kvDtypes,
  contextTokens: contexts,
  sequences: sequenceCounts,
  settings: engineSettings,
});

/** A hair for sums of fractions: shares of a unified cache, entries per token. */
const HAIR = 1 + 1e-12;

function numbersIn({
  groups,
  statePaddingRatio,
  blockTokens,
  notes: _notes,
  isAssumed: _assumed,
  ...totals
}: EngineFigures): number[] {
  return [
    ...Object.values(totals),
    statePaddingRatio ?? 0,
    blockTokens ?? 1,
    ...groups.flatMap(({ group: _group, ...figures }) => Object.values(figures)),
  ];
}

describe('any engine', () => {
  test('allocates at least what the same records take', () => {
    fc.assert(
      fc.property(requests, (request) => {
        // Without blocks: what is kept, in the engine's records.
        const layout = { engine: request.settings.name, blockTokens: null };
        const kept = storedBytesPerSequence({ ...request, layout });
        expect(engineFigures(request).bytesPerSequence * HAIR).toBeGreaterThanOrEqual(kept);
      }),
      { numRuns: 300 },
    );
  });

  test('never allocates less for a longer context', () => {
    fc.assert(
      fc.property(requests, contexts, (request, other) => {
        const at = (contextTokens: number) => engineFigures({ ...request, contextTokens }).bytesPerSequence;
        const [short, long] = [request.contextTokens, other].toSorted((a, b) => a - b);
        expect(at(long ?? 0) * HAIR).toBeGreaterThanOrEqual(at(short ?? 0));
      }),
      { numRuns: 300 },
    );
  });

  test('never allocates less for more sequences together', () => {
    fc.assert(
      fc.property(requests, sequenceCounts, (request, other) => {
        const total = (sequences: number) => sequences * engineFigures({ ...request, sequences }).bytesPerSequence;
        const [few, many] = [request.sequences, other].toSorted((a, b) => a - b);
        expect(total(many ?? 0) * HAIR).toBeGreaterThanOrEqual(total(few ?? 0));
      }),
    );
  });

  test('allocates whole blocks, so that every context up to the next block costs the same', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const { blockTokens } = engineFigures(request);
        if (blockTokens === null) return;
        const growing = request.groups.filter(({ kind }) => kind === 'full' || kind === 'mla' || kind === 'state');
        const at = (contextTokens: number) =>
          engineFigures({ ...request, groups: growing, contextTokens }).bytesPerSequence;
        const block = engineFigures({ ...request, groups: growing }).blockTokens ?? 1;
        const first = Math.floor((request.contextTokens - 1) / block) * block + 1;
        expect(at(first)).toBe(at(first + block - 1));
      }),
    );
  });

  test('allocates its fixed bytes and so many per token where every window is full and every block too', () => {
    fc.assert(
      fc.property(
        evenModels,
        kvDtypes,
        engineSettings,
        sequenceCounts,
        fc.integer({ min: 1, max: 1_000 }),
        (groups, dtype, settings, sequences, times) => {
          const request = { groups, dtype, settings, sequences, contextTokens: 1 };
          const block = engineFigures(request).blockTokens ?? 1;
          // A multiple of the block and of both ratios, beyond the longest window with a step of 20,000 tokens.
          const unit = block * 128;
          const contextTokens = unit * (Math.ceil((LONGEST_WINDOW_TOKENS + 20_000) / unit) + times);
          const figures = engineFigures({ ...request, contextTokens });
          const expected = figures.marginalBytesPerToken * contextTokens + figures.fixedBytesPerSequence;
          expect(Math.abs(figures.bytesPerSequence - expected)).toBeLessThanOrEqual(1e-12 * expected);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('lets no state outgrow its padded block, which only vLLM has', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const { statePaddingRatio } = engineFigures(request);
        if (statePaddingRatio === null) return;
        expect(request.settings.name).toBe('vllm');
        expect(statePaddingRatio).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 300 },
    );
  });

  test('holds no more on a rank than on one device, where states do not set the block', () => {
    fc.assert(
      fc.property(requests, rankCounts, ({ groups, ...request }, ranks) => {
        const plain = groups.filter(({ kind }) => kind !== 'state' || request.settings.name !== 'vllm');
        const rank = engineFigures({ ...request, groups: rankGroups({ groups: plain, ranks }) }).bytesPerSequence;
        expect(rank).toBeLessThanOrEqual(engineFigures({ ...request, groups: plain }).bytesPerSequence * HAIR);
      }),
    );
  });

  test('gives figures for the longest context, the most sequences and one token', () => {
    fc.assert(
      fc.property(
        requests,
        fc.constantFrom(1, 100_000_000),
        fc.constantFrom(1, 10_000_000),
        (request, tokens, many) => {
          const figures = engineFigures({ ...request, contextTokens: tokens, sequences: many });
          for (const figure of numbersIn(figures)) {
            expect(Number.isFinite(figure)).toBe(true);
            expect(figure).toBeGreaterThanOrEqual(0);
          }
        },
      ),
    );
  });
});
