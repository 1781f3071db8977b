import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BlockReader } from './block-reader.ts';
import { BlockIdStreamBuilder } from './prefix-chain.ts';
import { totalsOf, type RequestStream } from './request-stream.ts';
import type { NaiveRequest } from './testing/naive-cache.ts';
import { chainedCases, lettersOf, looseCases, streamOfIds } from './testing/random-requests.ts';
import { validateStream } from './validate-stream.ts';

/** Whether two requests agree on which of their blocks are the same, whatever they are called. */
function sameBlocks({ stream, requests }: { stream: RequestStream; requests: readonly NaiveRequest[] }): boolean {
  const names = new Map<number, number>();
  const reader = new BlockReader(stream);
  const used = new Set<number>();
  return requests.every(({ blockIds }, request) => {
    const ids = reader.idsOf(request);
    return (
      ids.length === blockIds.length &&
      blockIds.every((block, at) => {
        const id = ids[at] ?? -1;
        if (!names.has(block) && used.has(id)) return false;
        used.add(id);
        if (!names.has(block)) names.set(block, id);
        return names.get(block) === id;
      })
    );
  });
}

/** The obvious check: each id always has the same id before it. */
function isChained(requests: readonly NaiveRequest[]): boolean {
  const parents = new Map<number, number>();
  return requests.every(({ blockIds }) =>
    blockIds.every((block, at) => {
      const parent = blockIds[at - 1] ?? -1;
      if (!parents.has(block)) parents.set(block, parent);
      return parents.get(block) === parent;
    }),
  );
}

describe('reading block ids', () => {
  test('keeps every block of chained requests, in a few numbers per request', () => {
    fc.assert(
      fc.property(chainedCases, ({ requests }) => {
        const { stream, chaining } = streamOfIds(requests);
        expect(chaining).toEqual({ state: 'chained' });
        validateStream(stream);
        expect(sameBlocks({ stream, requests })).toBe(true);
      }),
    );
  });

  test('finds out whether ids are chained, and keeps every block of those that are not', () => {
    fc.assert(
      fc.property(looseCases, (requests) => {
        const { stream, chaining } = streamOfIds(requests);
        expect(chaining.state === 'chained').toBe(isChained(requests));
        expect(stream.form).toBe(chaining.state === 'chained' ? 'chained' : 'blocks');
        validateStream(stream);
        expect(sameBlocks({ stream, requests })).toBe(true);
        const distinct = new Set(requests.flatMap(({ blockIds }) => blockIds));
        expect(totalsOf(stream).uniqueBlocks).toBe(distinct.size);
        if (chaining.state === 'broken') {
          expect(isChained(requests.slice(0, chaining.request))).toBe(true);
          expect(isChained(requests.slice(0, chaining.request + 1))).toBe(false);
          expect(requests[chaining.request]?.blockIds[chaining.position]).toBe(chaining.blockId);
        }
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['an id at the root that had a parent', ['AB', 'B'], { request: 1, position: 0 }],
    ['an id with another parent', ['AB', 'CB'], { request: 1, position: 1 }],
    ['an id twice in a request', ['ABA'], { request: 0, position: 2 }],
    ['an id that was skipped', ['ABC', 'AC'], { request: 1, position: 1 }],
  ])('says where the chain breaks: %s', (_, lines, where) => {
    expect(streamOfIds(lettersOf(...lines)).chaining).toMatchObject({ state: 'broken', ...where });
  });

  test('takes equal ids in two scopes for different blocks', () => {
    const builder = new BlockIdStreamBuilder({ blockTokens: 1 });
    const request = { inputTokens: 2, outputTokens: 0, blockIds: [1, 2] };
    builder.addRequest({ ...request, startSeconds: 0 });
    builder.startScope();
    builder.addRequest({ ...request, startSeconds: 1 });
    // In the first scope this order would have broken the chain.
    builder.addRequest({ ...request, startSeconds: 2, blockIds: [1, 3] });
    const { stream, chaining } = builder.build();
    expect(chaining.state).toBe('chained');
    expect(totalsOf(stream).uniqueBlocks).toBe(5);
  });

  test('reads ids up to 2⁵³ − 1, from any list of numbers', () => {
    const builder = new BlockIdStreamBuilder({ blockTokens: 1 });
    const large = Number.MAX_SAFE_INTEGER;
    const figures = { inputTokens: 3, outputTokens: 0 };
    builder.addRequest({ ...figures, startSeconds: 0, blockIds: [large, 2 ** 24, 0] });
    builder.addRequest({ ...figures, startSeconds: 1, blockIds: Float64Array.of(large, 2 ** 24, 1) });
    const { stream, chaining } = builder.build();
    expect(chaining.state).toBe('chained');
    expect(totalsOf(stream)).toMatchObject({ blocks: 6, uniqueBlocks: 4 });
  });

  test('does not keep the list it was given', () => {
    const builder = new BlockIdStreamBuilder({ blockTokens: 1 });
    const blockIds = [1, 2, 3];
    builder.addRequest({ startSeconds: 0, inputTokens: 3, outputTokens: 0, blockIds });
    blockIds[2] = 4;
    builder.addRequest({ startSeconds: 1, inputTokens: 3, outputTokens: 0, blockIds });
    expect(totalsOf(builder.build().stream).uniqueBlocks).toBe(4);
  });

  test.each([
    ['a fraction', { blockIds: [1, 1.5] }, 'Block id 1.5'],
    ['a negative id', { blockIds: [-1] }, 'Block id -1'],
    ['a time that is none', { startSeconds: NaN }, 'Request 1 starts at NaN'],
    ['part of a token', { inputTokens: 4.5 }, 'Request 1 has 4.5 input tokens'],
    ['negative output', { outputTokens: -1 }, 'Request 1 has -1 output tokens'],
    ['more blocks than tokens fill', { blockIds: [1, 2, 3] }, 'has 3 blocks; its 20 input tokens fill at most 2'],
  ])('refuses %s, and goes on without that request', (_, wrong, message) => {
    const builder = new BlockIdStreamBuilder({ blockTokens: 10 });
    const right = { startSeconds: 0, inputTokens: 20, outputTokens: 1, blockIds: [1, 2] };
    builder.addRequest(right);
    expect(() => builder.addRequest({ ...right, ...wrong })).toThrow(message);
    builder.addRequest(right);
    const { stream } = builder.build();
    validateStream(stream);
    expect(totalsOf(stream)).toMatchObject({ requests: 2, blocks: 4, uniqueBlocks: 2 });
  });
});
