import { gzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { Cancelled } from '../run-control.ts';
import { totalsOf } from '../request-stream.ts';
import { LOG_FORMATS } from './log.ts';
import { readLogs, ReadingCancelled, type LogSource } from './read-logs.ts';
import { SAMPLES } from './testing/samples.ts';
import { blockLogOf, linesOf, logOf, readable, readTexts, sourceOf, utf8 } from './testing/sources.ts';

async function reasonOf(...texts: readonly (string | Uint8Array)[]): Promise<string> {
  const result = await readTexts({ texts });
  if (result.state === 'read') throw new Error('It was read');
  return result.reason;
}

const joined = (...parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));

describe('reading logs', () => {
  test.each(LOG_FORMATS)('finds the requests of %s, also told its format', async (format) => {
    const log = await logOf(SAMPLES[format]);
    expect(log).toMatchObject({ format, files: 1, skippedLines: 0, skipped: [], duplicates: 0 });
    const told = readable(await readTexts({ texts: [SAMPLES[format]], format }));
    expect(told).toEqual(log);
  });

  test.each(LOG_FORMATS)('gives the same for %s packed, with CRLF and a byte order mark', async (format) => {
    const expected = await logOf(SAMPLES[format]);
    const text = SAMPLES[format];
    const windows = `\uFEFF${text.replaceAll(/\r?\n/g, '\r\n')}`;
    expect(await logOf(gzipSync(utf8(text)))).toEqual(expected);
    expect(await logOf(windows)).toEqual(expected);
    const wide = new Uint8Array(2 * windows.length);
    const units = new DataView(wide.buffer);
    for (let at = 0; at < windows.length; at++) units.setUint16(2 * at, windows.charCodeAt(at), true);
    expect(await logOf(wide)).toEqual(expected);
  });

  test('skips broken lines, counts them, and lists a hundred by number, blank ones counted', async () => {
    const broken = Array.from({ length: 150 }, () => 'nonsense').join('\n');
    const log = await blockLogOf(`${SAMPLES.mooncake}\n\n${broken}\n${SAMPLES.mooncake}`);
    expect(log.skippedLines).toBe(150);
    expect(log.skipped).toHaveLength(100);
    expect(log.skipped[0]).toEqual({ file: 0, line: 5, reason: 'The row is not JSON' });
    expect(totalsOf(log.stream).requests).toBe(4);
  });

  test('reads the last line without an end, and one that was cut', async () => {
    expect(totalsOf((await blockLogOf(SAMPLES.mooncake.trimEnd())).stream).requests).toBe(2);
    const cut = await blockLogOf(SAMPLES.mooncake.slice(0, -20));
    expect(cut).toMatchObject({ skippedLines: 1, skipped: [{ line: 2 }] });
  });

  test('refuses two formats in one drop and names both', async () => {
    const result = await readTexts({ texts: [SAMPLES.mooncake, SAMPLES['azure-llm']] });
    expect(result).toMatchObject({ state: 'refused', file: 1 });
    expect(await reasonOf(SAMPLES.mooncake, '', SAMPLES['azure-llm'])).toMatch(
      /File 1 is of one format \(Mooncake trace.*\), file 3 of another \(Azure LLM.*\)\./,
    );
    expect(await reasonOf(SAMPLES.mooncake, SAMPLES['qwen-bailian'])).toContain('Read one format at a time');
  });

  test('refuses what is no log, with what is read', async () => {
    expect(await reasonOf('<html></html>')).toMatch(/HTML.*What is read: Mooncake trace/);
    expect(await reasonOf('{"a": 1}')).toContain('JSON of another shape');
    expect(await reasonOf('')).toMatch(/is empty.*Mooncake trace/);
    expect(await reasonOf('', ' \n')).toMatch(/None of 2 files.*is empty/);
    expect(await reasonOf(gzipSync(utf8('hello')))).toContain('no known format');
    expect(await reasonOf(new Uint8Array([0x1f, 0x8b, 8]))).toContain('is empty');
    expect(await reasonOf(Uint8Array.from({ length: 999 }, (_, at) => (at * 37) % 256))).toContain('is not text');
    expect(await reasonOf()).toBe('There is no file to read.');
    expect(await reasonOf(SAMPLES.mooncake, 'hello')).toMatch(/^File 2 of 2: .*no known format/);
    expect(await reasonOf(linesOf({ timestamp: 'x', input_length: 1, hash_ids: [] }))).toBe(
      'No request could be read. One line was skipped; line 1: The row: timestamp is a text, not a number.',
    );
    const told = await readTexts({ texts: ['hello'], format: 'mooncake' });
    expect(told).toMatchObject({ state: 'refused', reason: expect.stringContaining('line 1: The row is not JSON') });
  });

  test('looks as far as the end of a long first line for what tells the format', async () => {
    const row = { timestamp: 1, input: 'a long prompt '.repeat(20_000), output: 'x', session_id: 'a' };
    expect(await logOf(linesOf(row))).toMatchObject({ format: 'agent-text', sessions: 1 });
    expect(await logOf(linesOf(row, { ...row, session_id: 'b' }))).toMatchObject({ format: 'agent-text', sessions: 2 });
    const idsFirst = {
      hash_ids: Array.from({ length: 50_000 }, (_, id) => id),
      timestamp: 0,
      input_length: 25_600_000,
    };
    expect(await logOf(linesOf({ ...idsFirst, output_length: 1 }))).toMatchObject({ format: 'mooncake' });
  });

  test('leaves out empty files, and those of a folder that are no logs, and says so', async () => {
    const files = [
      sourceOf({ content: 'MIT License', mayBeOther: true }),
      sourceOf({ content: SAMPLES.mooncake }),
      sourceOf({ content: '' }),
      sourceOf({ content: SAMPLES.mooncake }),
    ];
    const log = readable(await readLogs({ files }));
    expect(log).toMatchObject({ files: 2, skippedLines: 0 });
    expect(log.notes).toEqual(
      expect.arrayContaining([
        'File 1: it is in no known format and is left out.',
        'File 3: it is empty and is left out.',
      ]),
    );
  });

  test('unpacks several members, and what is whole of a packed file that ends early or is damaged', async () => {
    const rows = Array.from({ length: 5_000 }, (_, row) => ({
      timestamp: row,
      input_length: 600 + ((row * 7_919) % 400),
      output_length: row % 17,
      hash_ids: [0, row + 1],
    }));
    const half = linesOf(...rows.slice(0, 2_500));
    const rest = linesOf(...rows.slice(2_500));
    const packed = joined(gzipSync(utf8(half)), gzipSync(utf8(rest)));
    expect(await blockLogOf(packed)).toEqual(await blockLogOf(half + rest));
    const early = await blockLogOf(packed.subarray(0, packed.length - 3_000));
    const { requests } = totalsOf(early.stream);
    expect(requests).toBeGreaterThan(3_000);
    expect(requests).toBeLessThan(5_000);
    expect(early.notes).toContain('The packed file ends early; what was whole of it is read.');
    const damaged = packed.slice();
    damaged.fill(0xff, packed.length - 3_000, packed.length - 2_900);
    const { notes, stream } = await blockLogOf(damaged);
    expect(notes.join(' ')).toMatch(/packed file (is damaged|ends early)/);
    expect(totalsOf(stream).requests).toBeGreaterThan(2_500);
  });

  test('reports bytes, and stops between two steps', async () => {
    const content = SAMPLES.mooncake.repeat(2_000);
    const files = [sourceOf({ content, chunkBytes: [10_000] }), sourceOf({ content })];
    const done: number[] = [];
    let pauses = 0;
    const pause = async () => void pauses++;
    const total = 2 * content.length;
    const onProgress = ({ doneBytes, bytes }: { doneBytes: number; bytes: number | null }) => {
      expect(bytes).toBe(total);
      done.push(doneBytes);
    };
    readable(await readLogs({ files, control: { onProgress, pause } }));
    expect(done).toEqual(done.toSorted((a, b) => a - b));
    expect(done.at(-1)).toBe(total);
    expect(done.length).toBeGreaterThan(30);
    expect(pauses).toBe(Math.floor(total / 1_000_000));

    let isClosed = false;
    const endless: LogSource = {
      *chunks() {
        try {
          for (;;) yield utf8(content);
        } finally {
          isClosed = true;
        }
      },
    };
    const signal = { aborted: false };
    const reading = readLogs({
      files: [endless],
      control: { signal, onProgress: ({ doneBytes }) => void (signal.aborted = doneBytes > 1_000_000) },
    });
    await expect(reading).rejects.toThrow(ReadingCancelled);
    await expect(reading).rejects.toThrow(Cancelled);
    expect(isClosed).toBe(true);
  });

  test('passes on what a source throws', async () => {
    const broken: LogSource = {
      chunks() {
        throw new TypeError('gone');
      },
    };
    await expect(readLogs({ files: [broken] })).rejects.toThrow('gone');
  });
});
