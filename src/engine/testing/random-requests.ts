// Only tests read this file, and property tests need their package.
// oxlint-disable-next-line no-restricted-imports
import * as fc from 'fast-check';
import { ChainStreamBuilder, type ChainedRequest } from '../chain-builder.ts';
import { BlockIdStreamBuilder } from '../prefix-chain.ts';
import type { ChainedStream, RequestStream } from '../request-stream.ts';
import type { NaiveRequest } from './naive-cache.ts';

export const BLOCK_TOKENS = 10;

/** Seconds between requests: often none, so that there are ties, and otherwise few values, so that ages repeat. */
const gaps = fc.constantFrom(0, 0, 1, 1, 2, 5, 5, 20);
/** Tokens of the last block that are missing, or beyond it; the rest of the range is cut off by the block count. */
const tailTokens = fc.integer({ min: 1 - BLOCK_TOKENS, max: BLOCK_TOKENS - 1 });

/** The same requests by descent and by ids. */
export interface ChainedCase {
  readonly chained: readonly ChainedRequest[];
  readonly requests: readonly NaiveRequest[];
}

/** Conversations, sub-agents, forks, rewinds and repeats: each request goes on from any earlier one, cut anywhere. */
export const chainedCases: fc.Arbitrary<ChainedCase> = fc
  .array(
    fc.record({
      gap: gaps,
      // Mostly from the last few, so that chains grow.
      back: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 40 })),
      shared: fc.oneof(fc.constant(1), fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
      newBlocks: fc.integer({ min: 0, max: 5 }),
      tail: tailTokens,
    }),
    { maxLength: 40 },
  )
  .map((steps) => {
    const chained: ChainedRequest[] = [];
    const requests: NaiveRequest[] = [];
    let startSeconds = 0;
    let blocks = 0;
    for (const { gap, back, shared, newBlocks, tail } of steps) {
      startSeconds += gap;
      const parent = chained.length - 1 - back;
      const above = requests[parent]?.blockIds ?? [];
      const sharedBlocks = Math.round(above.length * shared);
      const blockIds = [...above.slice(0, sharedBlocks), ...Array.from({ length: newBlocks }, () => blocks++)];
      const inputTokens = inputOf({ blocks: blockIds.length, tail });
      chained.push({
        startSeconds,
        inputTokens,
        outputTokens: 3,
        parent: parent < 0 ? undefined : parent,
        sharedBlocks,
        newBlocks,
      });
      requests.push({ startSeconds, inputTokens, blockIds });
    }
    return { chained, requests };
  });

/** Ids in any order, repeated within a request too. */
export const looseCases: fc.Arbitrary<readonly NaiveRequest[]> = fc
  .array(
    fc.record({ gap: gaps, blockIds: fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 6 }), tail: tailTokens }),
    { maxLength: 30 },
  )
  .map((steps) => {
    let startSeconds = 0;
    return steps.map(({ gap, blockIds, tail }) => {
      startSeconds += gap;
      return { startSeconds, blockIds, inputTokens: inputOf({ blocks: blockIds.length, tail }) };
    });
  });

function inputOf({ blocks, tail }: { blocks: number; tail: number }): number {
  return Math.max(0, blocks * BLOCK_TOKENS + (blocks === 0 ? Math.max(0, tail) : tail));
}

export const windows = fc.constantFrom(0, 1, 2, 5, 7, 20, 60, Infinity);
export const capacities = fc.oneof(fc.integer({ min: 0, max: 30 }), fc.constant(Infinity));
/** Rising and without repeats. */
export const manyWindows = fc.uniqueArray(windows, { minLength: 1, maxLength: 5 }).map(rising);
export const manyCapacities = fc.uniqueArray(capacities, { minLength: 1, maxLength: 6 }).map(rising);

function rising(values: readonly number[]): readonly number[] {
  return values.toSorted((a, b) => a - b);
}

export function streamOf(chained: readonly ChainedRequest[]): ChainedStream {
  const builder = new ChainStreamBuilder({ blockTokens: BLOCK_TOKENS });
  for (const request of chained) builder.addRequest(request);
  return builder.build();
}

export function streamOfIds(requests: readonly NaiveRequest[]): ReturnType<BlockIdStreamBuilder['build']> {
  const builder = new BlockIdStreamBuilder({ blockTokens: BLOCK_TOKENS });
  for (const request of requests) builder.addRequest({ ...request, outputTokens: 3 });
  return builder.build();
}

/** Requests as letters: "ABC at 10" is the blocks A, B, C at 10 seconds, all full. */
export function streamOfLetters(...lines: readonly string[]): RequestStream {
  return streamOfIds(lettersOf(...lines)).stream;
}

export function lettersOf(...lines: readonly string[]): readonly NaiveRequest[] {
  return lines.map((line) => {
    const [letters = '', startSeconds = '0'] = line.split(' at ');
    const blockIds = [...letters].map((letter) => letter.charCodeAt(0));
    return { startSeconds: Number(startSeconds), inputTokens: blockIds.length * BLOCK_TOKENS, blockIds };
  });
}
