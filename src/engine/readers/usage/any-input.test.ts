import * as fc from 'fast-check';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readUsage } from '../../../domain/usage/read-usage.ts';
import { allTokens } from '../../../domain/usage/usage-reading.ts';
import { usageTotals } from '../../usage-results/totals.ts';
import { detectFormat } from '../detect-format.ts';
import { LogError } from '../json-fields.ts';
import type { UsageLog } from '../log.ts';
import { readLogs } from '../read-logs.ts';
import { SAMPLES } from '../testing/samples.ts';
import { USAGE_FORMATS, type UsageFormat } from './index.ts';
import { jsonEntriesOf, unitOfJson } from './json-values.ts';
import { readTexts } from './testing/read-all.ts';

/** Texts that are read without a complaint, where more than the sample of all tests is worth trying. */
const MORE: Readonly<Partial<Record<UsageFormat, string>>> = {
  'claude-code': [
    '{"type":"user","sessionId":"s","timestamp":"2026-03-01T00:00:00Z","message":{"role":"user","content":"x"}}',
    '{"type":"assistant","sessionId":"s","timestamp":"2026-03-01T00:00:04Z","requestId":"r","message":{"id":"m","model":"claude-opus-4-8","usage":{"input_tokens":3,"cache_creation_input_tokens":4,"cache_read_input_tokens":9,"output_tokens":2}}}',
  ].join('\n'),
  codex: [
    '{"timestamp":"2026-03-01T00:00:00Z","type":"turn_context","payload":{"model":"gpt-5.6"}}',
    '{"timestamp":"2026-03-01T00:00:04Z","type":"event_msg","payload":{"type":"token_count","info":{"total_token_usage":{"input_tokens":9,"cached_input_tokens":4,"output_tokens":1}}}}',
  ].join('\n'),
  'anthropic-usage':
    '{"data":[{"starting_at":"2026-03-01T00:00:00Z","ending_at":"2026-03-02T00:00:00Z","results":[{"uncached_input_tokens":1,"cache_creation":{"ephemeral_5m_input_tokens":2,"ephemeral_1h_input_tokens":3},"cache_read_input_tokens":4,"output_tokens":5,"model":"m"}]}]}',
  'openai-usage':
    '{"data":[{"start_time":1772323200,"end_time":1772326800,"results":[{"input_tokens":9,"input_cached_tokens":4,"output_tokens":5,"num_model_requests":2,"model":"m"}]}]}',
  'openrouter-activity':
    'generation_id,created_at,cost_total,tokens_prompt,tokens_completion,tokens_cached,model_permaslug\ng,2026-03-01 00:00:00.1,0.1,9,2,4,m',
  'litellm-spend':
    '{"request_id":"r","startTime":"2026-03-01T00:00:00","model":"m","prompt_tokens":9,"completion_tokens":2,"spend":0.5,"metadata":{"usage_object":{"cache_read_input_tokens":4}}}\n{"request_id":"q","startTime":"2026-03-01T00:00:00","model":"m","prompt_tokens":9,"completion_tokens":2}',
  csv: 'time,model,input,cached_input,output\n2026-03-01,m,9,4,2',
  cube: 'model,day,gap_from_seconds,requests,input_tokens,cache_read_tokens,cache_write_tokens,output_tokens,reusable_tokens,reported_usd\nm,2026-03-01,,1,9,0,0,2,0,\nm,2026-03-01,60,2,9,4,1,2,7,0.5',
};

/** The log; `null` where nothing in the text could be one. */
function tryRead({ format, texts }: { format: UsageFormat; texts: readonly string[] }): UsageLog | null {
  try {
    return readTexts({ format, texts }).log;
  } catch (error) {
    if (error instanceof LogError) return null;
    throw error;
  }
}

/** What holds for every log, whatever was read. */
function expectSound({ columns, models, sessions, agents, skipped, skippedLines }: UsageLog): void {
  const rows = columns.startSeconds.length;
  expect(new Set(Object.values(columns).map((column) => column.length))).toEqual(new Set([rows]));
  let last = -Infinity;
  for (let row = 0; row < rows; row++) {
    const start = columns.startSeconds[row] ?? NaN;
    expect(start >= last).toBe(true);
    last = start;
    const { inputTokens, cacheWrite5mTokens, cacheWrite1hTokens, cacheWriteOtherTokens, outputTokens } = columns;
    for (const column of [inputTokens, cacheWrite5mTokens, cacheWrite1hTokens, cacheWriteOtherTokens, outputTokens])
      expect(Number.isSafeInteger(column[row]) && (column[row] ?? -1) >= 0).toBe(true);
    const read = columns.cacheReadTokens[row] ?? -1;
    expect(Number.isNaN(read) || read >= 0).toBe(true);
  }
  expect(Math.max(...columns.session) + 1).toBe(sessions);
  expect(Math.max(...columns.agent) + 1).toBe(agents);
  expect(Math.max(...columns.model) + 1).toBe(models.length);
  expect(skippedLines >= skipped.length).toBe(true);
}

describe.each(USAGE_FORMATS)('%s', (format) => {
  const sample = MORE[format] ?? SAMPLES[format].trimEnd();

  test('as it should be', () => {
    const { log, refused } = readTexts({ format, texts: [sample] });
    expect(refused).toEqual([]);
    expect(log.skippedLines).toBe(0);
    expectSound(log);
  });

  test('is told by its contents, and comes to the same through a stream of bytes', async () => {
    expect(detectFormat(sample)).toEqual({ state: 'known', format });
    const bytes = new TextEncoder().encode(sample);
    const chunks = [bytes.subarray(0, 37), bytes.subarray(37)];
    const result = await readLogs({ files: [{ chunks: () => chunks }] });
    if (result.state !== 'read' || result.log.evidence !== 'usage') throw new Error(result.state);
    const { log } = readTexts({ format, texts: [sample] });
    expect(result.log).toEqual({ ...log, files: 1 });
  });

  test('with a byte order mark, other line ends and blank lines is the same', () => {
    const plain = readTexts({ format, texts: [sample] }).log;
    const dressed = readTexts({ format, texts: [`\uFEFF${sample.replaceAll('\n', '\r\n\r\n')}\r\n`] }).log;
    expect(dressed.columns).toEqual(plain.columns);
  });

  test('cut off, mutated or mixed with anything is refused or sound, and never throws otherwise', () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.json({ maxDepth: 2 }),
      fc.constantFrom('{', '}', '"', ',', '\n', 'null', '-1', '1e99', '0', '[]', '{}', '{"usage":', '9'.repeat(20)),
    );
    const mutation = fc.record({ at: fc.nat(), length: fc.nat({ max: 60 }), piece });
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), fc.boolean(), (mutations, isTwice) => {
        let text = sample;
        for (const { at, length, piece } of mutations) {
          const begin = at % (text.length + 1);
          text = text.slice(0, begin) + piece + text.slice(begin + length);
        }
        const log = tryRead({ format, texts: isTwice ? [text, sample] : [text] });
        if (log) expectSound(log);
      }),
      { numRuns: 150 },
    );
  });

  test('of any text is no log', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.string({ unit: fc.nat({ max: 0xffff }).map((code) => String.fromCharCode(code)) }),
        ),
        (text) => {
          expect(tryRead({ format, texts: [text] })).toBeNull();
        },
      ),
    );
  });
});

describe('JSON in a file', () => {
  test('is the same as one value per line, or one after another', () => {
    fc.assert(
      fc.property(fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { minLength: 2, maxLength: 5 }), (values) => {
        const expected = values.map((value) => ({ value: JSON.parse(JSON.stringify(value)) as unknown }));
        const texts = values.map((value) => JSON.stringify(value));
        expect(jsonEntriesOf(texts.join('\n'))).toEqual(expected);
        expect(jsonEntriesOf(texts.join(' '))).toEqual(expected);
        expect(jsonEntriesOf(values.map((value) => JSON.stringify(value, null, 2)).join(',\n'))).toEqual(expected);
        expect(unitOfJson(texts.join('\n'))).toBe('line');
      }),
    );
  });

  test.each([
    ['{"a":1}\n{"a":2}', 'line'],
    ['{"a":1}\n{"a":', 'line'],
    ['{"a":1}\n', 'document'],
    ['{\n "a": 1\n}\n{\n "a": 2\n}', 'document'],
    ['[{"a":1},\n{"a":2}]', 'document'],
    ['{"data":[{"a":1}', 'document'],
    ['time,input\n1,2', 'line'],
  ])('by its beginning %j comes by the %s', (head, unit) => {
    expect(unitOfJson(head)).toBe(unit);
  });
});

/**
 * 802 usage objects recorded from real responses, through a reader's whole path. They are not part of the project, so
 * where they do not lie beside the checkout these tests are skipped.
 */
const BODIES = resolve(import.meta.dirname, '../../../../../shared/traces/usage-bodies.json');
const recorded = (existsSync(BODIES) ? JSON.parse(readFileSync(BODIES, 'utf8')) : []) as readonly {
  readonly body: Readonly<Record<string, unknown>>;
}[];

describe.skipIf(recorded.length === 0)('802 recorded usage objects as answers of a session', () => {
  test('come to the sums of their classes; only those without a token are skipped', () => {
    const expected = { tokens: 0, reads: 0, rows: 0 };
    const lines = recorded.map(({ body }, index) => {
      const reading = readUsage(body);
      if (reading.status === 'refused') throw new Error(`${index}: ${reading.reason}`);
      const tokens = allTokens(reading.usage);
      expected.tokens += tokens;
      expected.reads += reading.usage.cacheReadTokens;
      if (tokens > 0) expected.rows++;
      const message = { id: `m${index}`, model: 'm', usage: body };
      return JSON.stringify({ type: 'assistant', sessionId: 's', requestId: 'r', timestamp: index, message });
    });
    const { log, refused } = readTexts({ format: 'claude-code', texts: [lines.join('\n')] });
    const totals = usageTotals(log.columns);
    expect(totals.promptTokens + totals.outputTokens).toBe(expected.tokens);
    expect([totals.cacheReadTokens, totals.rows]).toEqual([expected.reads, expected.rows]);
    expect(expected.rows + refused.length).toBe(802);
    expect(new Set(refused.map(({ reason }) => reason))).toEqual(
      new Set(expected.rows < 802 ? ['it has no tokens'] : []),
    );
    expectSound(log);
  });
});
