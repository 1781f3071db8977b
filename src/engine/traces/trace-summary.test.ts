import { describe, expect, test } from 'vitest';
import { blockLogOf, lengthLogOf, usageLogOf } from './testing/small-logs.ts';
import { summaryOf } from './trace-summary.ts';

describe('a summary', () => {
  test('of blocks', () => {
    const log = blockLogOf({
      requests: [
        { startSeconds: 100, blocks: 'AB', outputTokens: 4, session: 0, agent: 0 },
        { startSeconds: 105, blocks: 'X', session: 1, agent: 1 },
        { startSeconds: 130, blocks: 'ABC', outputTokens: 2, session: 0, agent: 0, cause: 'tool' },
        { startSeconds: 530, blocks: 'ABCD', session: 0, agent: 0, cause: 'person' },
      ],
    });
    const summary = summaryOf({ ...log, duplicates: 3, skippedLines: 2 });
    expect(summary).toMatchObject({
      evidence: 'blocks',
      answers: { ceiling: 'computed', physical: 'computed', capacity: 'computed', bill: 'computed' },
      requests: 4,
      sessions: 2,
      agents: 2,
      firstSeconds: 100,
      lastSeconds: 530,
      spanSeconds: 430,
      promptTokens: 100,
      outputTokens: 6,
      prompt: { mean: 25, p50: 20, max: 40 },
      turnsPerAgent: { mean: 2, p50: 1, max: 3 },
      gaps: { all: { count: 2, mean: 215 }, afterTool: { p50: 30 }, afterPerson: { p50: 400 }, unknown: null },
      models: [],
      duplicates: 3,
      skippedLines: 2,
    });
    expect(structuredClone(summary)).toEqual(summary);
  });

  test('of usage, with the shares of models', () => {
    const log = usageLogOf({
      models: ['small', 'large'],
      rows: [
        { startSeconds: 0, inputTokens: 10, outputTokens: 1 },
        { startSeconds: 1, cacheReadTokens: 20, cacheWrite5mTokens: 10, model: 1 },
      ],
    });
    const { answers, models } = summaryOf(log);
    expect(answers).toEqual({ ceiling: 'inferred', physical: 'observed', capacity: 'no', bill: 'computed' });
    expect(models).toEqual([
      { name: 'large', requests: 1, promptTokens: 30, outputTokens: 0, promptRatio: 0.75 },
      { name: 'small', requests: 1, promptTokens: 10, outputTokens: 1, promptRatio: 0.25 },
    ]);
  });

  test('of a report has no spreads, since its rows are no requests', () => {
    const log = usageLogOf({
      rows: [{ startSeconds: 0, inputTokens: 10, cacheReadTokens: NaN, requests: 7, reportedUsd: 2 }],
      isPerRequest: false,
    });
    expect(summaryOf(log)).toMatchObject({
      answers: { ceiling: 'no', physical: 'no', capacity: 'no', bill: 'observed' },
      requests: 7,
      prompt: null,
      output: null,
      turnsPerAgent: null,
      sessions: null,
      gaps: { all: null },
    });
  });

  test('of lengths, and of nothing', () => {
    expect(summaryOf(lengthLogOf([{ startSeconds: 3, inputTokens: 9, outputTokens: 2 }]))).toMatchObject({
      answers: { ceiling: 'no', physical: 'no', capacity: 'no', bill: 'without-cache' },
      promptTokens: 9,
      agents: null,
    });
    expect(summaryOf(lengthLogOf([]))).toMatchObject({ requests: 0, firstSeconds: null, spanSeconds: 0, prompt: null });
  });
});
