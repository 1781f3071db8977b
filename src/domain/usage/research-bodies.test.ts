import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readUsage } from './read-usage.ts';
import { allTokens, type UsageShape } from './usage-reading.ts';

/**
 * 802 usage objects recorded from real responses, with what another library makes of them. They are not part of the
 * project, so where they do not lie beside the checkout these tests are skipped.
 */

const BODIES = resolve(import.meta.dirname, '../../../../shared/traces/usage-bodies.json');

interface Extraction {
  readonly extractors: readonly { readonly provider_id: string; readonly api_flavor: string }[];
  readonly usage: Readonly<Record<string, number>>;
}
interface Recorded {
  readonly body: { readonly file: string } & Readonly<Record<string, unknown>>;
  readonly extracted: readonly Extraction[];
}

/** Whose extraction speaks for a shape. */
const AUTHORITY: Readonly<Record<UsageShape, readonly string[]>> = {
  anthropic: ['anthropic/default'],
  bedrock: ['aws/default'],
  'openai-responses': ['openai/responses'],
  'chat-completions': ['openai/chat', 'mistral/default', 'moonshotai/chat', 'openai/embeddings'],
  google: ['google/default'],
  cohere: ['cohere/default', 'cohere/embeddings'],
};

/** A compaction is billed, but the library reads the top of the object, which leaves it out: 55,096 written tokens. */
const COMPACTION = 'models/cassettes/test_anthropic/test_anthropic_compaction_usage_with_cache.yaml';
/** An early compatible endpoint of Gemini: the total counts thoughts that no class tells of. */
const UNTOLD = 'models/cassettes/test_openai/test_compatible_api_with_tool_calls_without_id.yaml';

const recorded = (existsSync(BODIES) ? JSON.parse(readFileSync(BODIES, 'utf8')) : []) as readonly Recorded[];

describe.skipIf(recorded.length === 0)('802 recorded usage objects', () => {
  test('are read without exception, and every class is a count', () => {
    const refused = recorded.flatMap(({ body }, index) => {
      const reading = readUsage(body);
      return reading.status === 'refused' ? [`${index} ${body.file}: ${reading.reason}`] : [];
    });
    expect(refused).toEqual([]);
    expect(recorded.length).toBe(802);
  });

  test('come to what the library extracts: the whole prompt, its cached parts and the output', () => {
    const different: unknown[] = [];
    let compared = 0;
    for (const [index, { body, extracted }] of recorded.entries()) {
      const reading = readUsage(body);
      if (reading.status === 'refused') continue;
      const { usage, shape } = reading;
      const expected = AUTHORITY[shape]
        .map((name) =>
          extracted.find(({ extractors }) =>
            extractors.some(({ provider_id: id, api_flavor: flavor }) => `${id}/${flavor}` === name),
          ),
        )
        .find((found) => found !== undefined)?.usage;
      if (!expected) {
        different.push([index, body.file, shape, 'no extraction']);
        continue;
      }
      compared++;
      const written = Object.values(usage.cacheWriteTokens).reduce((sum, tokens) => sum + tokens, 0);
      const ours = [
        usage.inputTokens + usage.cacheReadTokens + written,
        usage.cacheReadTokens,
        written,
        usage.outputTokens,
      ];
      const theirs = ['input_tokens', 'cache_read_tokens', 'cache_write_tokens', 'output_tokens'].map(
        (name) => expected[name] ?? 0,
      );
      if (JSON.stringify(ours) !== JSON.stringify(theirs)) different.push([index, body.file, shape, ours, theirs]);
    }
    expect(different).toEqual([[103, COMPACTION, 'anthropic', [55_376, 0, 55_096, 90], [180, 0, 0, 8]]]);
    expect(compared).toBe(802);
  });

  test('come to the total they state, wherever they state one', () => {
    const totals = recorded.flatMap(({ body }) => {
      const reading = readUsage(body);
      return reading.status === 'read' && reading.reportedTokens !== null
        ? [{ file: body.file, counted: allTokens(reading.usage), stated: reading.reportedTokens }]
        : [];
    });
    expect(totals.length).toBeGreaterThan(500);
    expect(totals.filter(({ counted, stated }) => counted !== stated)).toEqual([
      { file: UNTOLD, counted: 47, stated: 109 },
      { file: UNTOLD, counted: 72, stated: 100 },
    ]);
  });
});
