import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detectFormat, formatInWords, HEAD_CHARACTERS } from './detect-format.ts';
import { LOG_FORMATS } from './log.ts';
import { SAMPLES } from './testing/samples.ts';
import { linesOf } from './testing/sources.ts';

const formatOf = (head: string): string => {
  const detected = detectFormat(head);
  return detected.state === 'known' ? detected.format : detected.reason;
};

describe('the format of a log', () => {
  test.each(LOG_FORMATS)('is told by its contents: %s', (format) => {
    expect(formatOf(SAMPLES[format])).toBe(format);
    expect(formatOf(`\uFEFF\r\n\r\n${SAMPLES[format]}`.replace('\uFEFF', ''))).toBe(format);
  });

  test('is told where the beginning ends inside a list of a hundred thousand ids', () => {
    const ids = Array.from({ length: 100_000 }, (_, id) => id);
    const rows = [{ t: 0, in: 6_400_000, out: 1, hash_ids: ids }];
    for (const head of [
      JSON.stringify({ id: 'a', block_size: 64, requests: rows }),
      JSON.stringify({ requests: rows, id: 'a', block_size: 64 }),
      JSON.stringify({ requests: [{ t: 0, type: 'subagent', requests: rows }], block_size: 64 }),
    ])
      expect(formatOf(head.slice(0, HEAD_CHARACTERS))).toBe('kv-cache-tester');
    expect(formatOf(JSON.stringify({ timestamp: 0, input_length: 9, hash_ids: ids }).slice(0, 9_000))).toBe('mooncake');
  });

  test('is told by later lines where the first are broken or hold nothing', () => {
    expect(formatOf(`ble": 4}\n${SAMPLES.mooncake}`)).toBe('mooncake');
    expect(formatOf(`{"timestamp": 0, "input_le\n${SAMPLES.mooncake}`)).toBe('mooncake');
    const snapshots = Array.from({ length: 40 }, () => ({
      type: 'file-history-snapshot',
      messageId: 'm',
      snapshot: {},
    }));
    expect(formatOf(linesOf(...snapshots))).toBe('claude-code');
  });

  test('is told in JSON that is laid out over many lines', () => {
    for (const format of ['kv-cache-tester', 'anthropic-usage', 'openai-usage'] as const)
      expect(formatOf(JSON.stringify(JSON.parse(SAMPLES[format]), null, 2))).toBe(format);
  });

  test('of one family is told by its fields', () => {
    expect(formatOf(linesOf({ timestamp: 0, input_length: 1, output_length: 1, hash_ids: [], chat_id: 1 }))).toBe(
      'qwen-bailian',
    );
    expect(formatOf(linesOf({ session_id: 't', arrival_time_ns: 0, sub_requests: [] }))).toBe('llm-serving-sim');
    expect(formatOf(linesOf({ spend: 1, startTime: 'x' }))).toBe('litellm-spend');
    expect(formatOf(JSON.stringify([{ spend: 1, startTime: 'x' }]))).toBe('litellm-spend');
    expect(formatOf('Timestamp,Model,Request tokens,Response tokens\n5,ChatGPT,472,18\n')).toBe('csv');
    expect(formatOf('"when";"input tokens"\n"1";"5"\n')).toBe('csv');
  });

  test.each([
    ['', 'is empty'],
    [' \r\n\t', 'is empty'],
    ['<!DOCTYPE html><html>{"timestamp": 0}</html>', 'is HTML or XML'],
    ['{"name": 3, "version": "1"}', 'is JSON of another shape'],
    ['[1, 2, 3]', 'is JSON of another shape'],
    ['{"hash_ids": [1]}', 'is JSON of another shape'],
    [
      `[${SAMPLES.mooncake.split('\n', 1)[0]}]`,
      'is one JSON list where every line is to be an object of its own (Mooncake trace',
    ],
    ['PK\u0003\u0004', 'is a zip archive'],
    ['\u0000\u0001\u0002 input_tokens,b\n', 'is not text'],
    ['\uFFFD\uFFFD\uFFFD\uFFFD', 'is not text'],
    ['Lorem ipsum, dolor sit amet.\n', 'is in no known format'],
    ['a,b,c\n1,2,3\n', 'is in no known format'],
    ['Apache License\nVersion 2.0, January 2004\n', 'is in no known format'],
  ])('is not guessed: %j', (head, message) => {
    const detected = detectFormat(head);
    expect(detected.state).toBe('unknown');
    expect(formatOf(head)).toContain(`The file ${message}`);
    for (const format of LOG_FORMATS) expect(formatOf(head)).toContain(formatInWords(format));
  });

  test('is the same wherever the beginning of a long log ends', () => {
    for (const format of LOG_FORMATS) {
      const sample = SAMPLES[format];
      const first = sample.indexOf('\n') < 0 ? sample.length : sample.indexOf('\n') + 1;
      for (let end = first; end <= sample.length; end++) expect(formatOf(sample.slice(0, end))).toBe(format);
    }
  });

  test('takes any text, and long ones at once', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary-ascii' }), fc.json(), fc.constantFrom(...Object.values(SAMPLES))),
        fc.nat(),
        (text, end) => {
          expect(['known', 'unknown']).toContain(detectFormat(text.slice(0, end % (text.length + 1))).state);
        },
      ),
    );
    for (const text of ['[', '{"a":', '"', '\\', '{"a":[{"b":', '[1,', ' ', '\n{', '{}', '9']) {
      const since = performance.now();
      detectFormat(text.repeat(HEAD_CHARACTERS));
      expect(performance.now() - since).toBeLessThan(2_000);
    }
  });
});
