import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BlockReader } from '../block-reader.ts';
import { requestsIn } from '../request-stream.ts';
import { BLOCK_TOKENS, looseCases, streamOfIds, streamOfLetters } from '../testing/random-requests.ts';
import { commonPrefixTokens, sharedPrefixTokens } from './shared-prefix.ts';
import { logCases } from './testing/random-logs.ts';

describe('a shared prefix', () => {
  test('is what all begin with, or nine in ten', () => {
    const stream = streamOfLetters('ABCD', 'ABC', 'ABX');
    expect(sharedPrefixTokens({ stream, rows: [0, 1, 2] })).toBe(20);
    expect(sharedPrefixTokens({ stream, rows: [0, 1] })).toBe(30);
    expect(sharedPrefixTokens({ stream, rows: [0] })).toBe(0);
    const many = [...Array.from({ length: 9 }, (_, at) => `ABC${String(at)}`), 'X'];
    expect(sharedPrefixTokens({ stream: streamOfLetters(...many), rows: many.map((_, at) => at) })).toBe(30);
    const more = [...many.slice(0, 8), 'X', 'Y'];
    expect(sharedPrefixTokens({ stream: streamOfLetters(...more), rows: more.map((_, at) => at) })).toBe(0);
  });

  test('of ids that are not chained is the same', () => {
    const stream = streamOfLetters('ABC', 'ABD', 'BA');
    expect(stream.form).toBe('blocks');
    expect(sharedPrefixTokens({ stream, rows: [0, 1] })).toBe(20);
    expect(sharedPrefixTokens({ stream, rows: [0, 1, 2] })).toBe(0);
  });

  test('of two requests is what they have in common', () => {
    const both = fc.oneof(
      logCases.map(({ requests }) => requests),
      looseCases,
    );
    fc.assert(
      fc.property(both, (requests) => {
        const { stream } = streamOfIds(requests);
        const reader = new BlockReader(stream);
        for (let row = 1; row < requestsIn(stream); row++) {
          const [ids, others] = [row, row - 1].map((request) => [...reader.idsOf(request)]);
          const different = (ids ?? []).findIndex((id, at) => id !== others?.[at]);
          const blocks = different < 0 ? (ids?.length ?? 0) : different;
          const whole = Math.min(
            blocks,
            ...[row, row - 1].map((request) => Math.floor((stream.inputTokens[request] ?? 0) / BLOCK_TOKENS)),
          );
          const common = commonPrefixTokens({ stream, reader, row, other: row - 1 });
          expect(common).toBe(whole * BLOCK_TOKENS);
          expect(sharedPrefixTokens({ stream, rows: [row, row - 1] })).toBe(common);
        }
      }),
      { numRuns: 100 },
    );
  });
});
