import * as fc from 'fast-check';
import { gzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { validateStream } from '../validate-stream.ts';
import { LOG_FORMATS, type LogFormat, type ReadLog } from './log.ts';
import { readLogs, type ReadLogsResult } from './read-logs.ts';
import { SAMPLES } from './testing/samples.ts';
import { linesOf, readTexts, sourceOf, utf8 } from './testing/sources.ts';

/** Longer than a head, with characters of every length in UTF-8. */
const LONG = linesOf(
  ...Array.from({ length: 250 }, (_, row) => ({
    timestamp: 1_000_000 * row,
    // Alike in whole blocks, so that one wrong character shows.
    input: `${'a prompt é — 漢字 🙂 '.repeat(20)}${'x'.repeat(row % 61)}`,
    output: '🙂'.repeat(row % 5),
    session_id: row % 7,
  })),
);
const CHUNKS = fc.array(fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 40_000 })), {
  minLength: 1,
  maxLength: 6,
});
const FORMAT = fc.constantFrom(...LOG_FORMATS);

/** What any result must be: sound columns of one length, or a reason. */
function mustBeSound(result: ReadLogsResult): void {
  if (result.state === 'refused') {
    expect(result.reason).toMatch(/^[A-Z].*\.$/s);
    return;
  }
  const { log } = result;
  expect(log.skipped.length).toBeLessThanOrEqual(Math.min(100, log.skippedLines));
  for (const { line } of log.skipped) expect(line).toBeGreaterThan(0);
  for (const length of lengthsOf(log)) expect(length).toBe(lengthsOf(log)[0]);
  expect(lengthsOf(log)[0]).toBeGreaterThan(0);
  if (log.evidence === 'blocks') validateStream(log.stream);
}

function lengthsOf(log: ReadLog): readonly number[] {
  if (log.evidence === 'usage') return Object.values(log.columns).map(({ length }) => length);
  if (log.evidence === 'lengths') return [log.startSeconds.length, log.inputTokens.length, log.outputTokens.length];
  const { session, agent, cause, endSeconds } = log.labels;
  return [log.stream.startSeconds.length, session.length, agent.length, cause.length, endSeconds.length];
}

describe('whatever the chunks', () => {
  test.each(LOG_FORMATS)('the result is the same: %s', async (format) => {
    const content = SAMPLES[format];
    const expected = await readTexts({ texts: [content] });
    await fc.assert(
      fc.asyncProperty(CHUNKS, fc.boolean(), async (chunkBytes, isPacked) => {
        const bytes = isPacked ? gzipSync(utf8(content)) : content;
        expect(await readLogs({ files: [sourceOf({ content: bytes, chunkBytes })] })).toEqual(expected);
      }),
      { numRuns: 15 },
    );
  });

  test('the result is the same: a text longer than its head, of several alphabets', async () => {
    const expected = await readTexts({ texts: [LONG] });
    expect(expected).toMatchObject({ state: 'read', log: { skippedLines: 0, sessions: 7 } });
    await fc.assert(
      fc.asyncProperty(CHUNKS, fc.boolean(), async (chunkBytes, isPacked) => {
        const bytes = isPacked ? gzipSync(utf8(LONG)) : LONG;
        expect(await readLogs({ files: [sourceOf({ content: bytes, chunkBytes })] })).toEqual(expected);
      }),
      { numRuns: 6 },
    );
  });

  test('the result is the same: in either byte order of UTF-16', async () => {
    const content = LONG.slice(0, LONG.indexOf('\n', 20_000) + 1);
    const expected = await readTexts({ texts: [content] });
    await fc.assert(
      fc.asyncProperty(CHUNKS, fc.boolean(), async (chunkBytes, isLittle) => {
        const marked = `\uFEFF${content}`;
        const view = new DataView(new ArrayBuffer(2 * marked.length));
        for (let at = 0; at < marked.length; at++) view.setUint16(2 * at, marked.charCodeAt(at), isLittle);
        const wide = new Uint8Array(view.buffer);
        expect(await readLogs({ files: [sourceOf({ content: wide, chunkBytes })] })).toEqual(expected);
      }),
      { numRuns: 10 },
    );
  });

  test('bytes that are not UTF-8 are the same characters', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 60 }), CHUNKS, async (noise, chunkBytes) => {
        const row = utf8('{"timestamp":1,"input":"NOISE","output":"","session_id":"a"}\n');
        const at = 24;
        const clean = noise.filter((byte) => byte !== 0x22 && byte !== 0x5c && byte >= 0x20);
        const bytes = Uint8Array.from([...row.subarray(0, at), ...clean, ...row.subarray(at + 5)]);
        const expected = await readLogs({ files: [sourceOf({ content: bytes })], format: 'agent-text' });
        expect(await readLogs({ files: [sourceOf({ content: bytes, chunkBytes })], format: 'agent-text' })).toEqual(
          expected,
        );
      }),
      { numRuns: 60 },
    );
  });
});

describe('whatever the contents', () => {
  test('nothing is thrown: noise, plain, packed and under any name of a format', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.option(FORMAT, { nil: undefined }),
        async (noise, format) => {
          mustBeSound(await readTexts({ texts: [noise], format }));
          mustBeSound(await readTexts({ texts: [gzipSync(noise)], format }));
          mustBeSound(await readTexts({ texts: [Uint8Array.from([0x1f, 0x8b, 8, 0, ...noise])], format }));
        },
      ),
      { numRuns: 150 },
    );
  });

  test('nothing is thrown: logs cut off, packed or not', async () => {
    await fc.assert(
      fc.asyncProperty(
        FORMAT,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.boolean(),
        async (format, share, isPacked) => {
          const bytes = isPacked ? gzipSync(utf8(SAMPLES[format].repeat(3))) : utf8(SAMPLES[format]);
          mustBeSound(await readTexts({ texts: [bytes.subarray(0, Math.floor(share * bytes.length))], format }));
        },
      ),
      { numRuns: 150 },
    );
  });

  const STRANGE = fc.constantFrom(
    'null',
    '-1',
    '1e309',
    '1.5',
    '"x"',
    '[]',
    '{}',
    'true',
    '[[1]]',
    '4294967296',
    '-0',
    '',
  );

  test('nothing is thrown: logs with a value or a character replaced, under any name of a format', async () => {
    const mutated = fc
      .tuple(FORMAT, fc.nat(), STRANGE, fc.boolean())
      .map(([format, at, other, isValue]): [LogFormat, string] => {
        const text = SAMPLES[format];
        if (!isValue) return [format, text.slice(0, at % text.length) + other + text.slice((at % text.length) + 1)];
        const values = [...text.matchAll(/(?<=[:,[]\s?)(?:"[^"]*"|-?\d+(?:\.\d+)?|null)/g)];
        const value = values[at % Math.max(1, values.length)];
        if (!value) return [format, text];
        return [format, text.slice(0, value.index) + other + text.slice(value.index + value[0].length)];
      });
    await fc.assert(
      fc.asyncProperty(mutated, FORMAT, async ([format, text], told) => {
        mustBeSound(await readTexts({ texts: [text] }));
        mustBeSound(await readTexts({ texts: [text, SAMPLES[format]] }));
        mustBeSound(await readTexts({ texts: [text], format: told }));
      }),
      { numRuns: 300 },
    );
  });
});
