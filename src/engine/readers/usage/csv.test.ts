import * as fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import type { CsvColumns } from '../log.ts';
import { guessCsvColumns } from './csv-columns.ts';
import { CsvTable } from './csv-table.ts';
import { readTexts, rowsOf } from './testing/read-all.ts';

/** 2026-03-01T00:00:00Z. */
const BASE = 1_772_323_200;
const read = (text: string, csvColumns?: CsvColumns) => readTexts({ format: 'csv', texts: [text], csvColumns });

/** A guess without the columns that were not found. */
const guess = (header: string) =>
  Object.fromEntries(Object.entries(guessCsvColumns(header.split(','))).filter(([, name]) => name !== undefined));

describe('columns are guessed', () => {
  test.each<[string, Partial<CsvColumns>]>([
    [
      'timestamp_hour,agent,model,input_tokens,output_tokens,cache_read_tokens,cache_write_tokens,total_tokens,cost_usd',
      {
        time: 'timestamp_hour',
        agent: 'agent',
        model: 'model',
        input: 'input_tokens',
        output: 'output_tokens',
        cacheRead: 'cache_read_tokens',
        cacheWrite: 'cache_write_tokens',
        usd: 'cost_usd',
        inputIncludesCached: false,
      },
    ],
    [
      'Date,Session ID,Model,Prompt Tokens,Cached Prompt Tokens,Completion Tokens,Input Cost,Output Cost,Total Cost',
      {
        time: 'Date',
        session: 'Session ID',
        model: 'Model',
        input: 'Prompt Tokens',
        cacheRead: 'Cached Prompt Tokens',
        output: 'Completion Tokens',
        usd: 'Total Cost',
        inputIncludesCached: true,
      },
    ],
    [
      'createdAt,conversationId,inputTokens,inputUncachedTokens,cacheReadInputTokens,cacheCreation5mTokens,cacheCreation1hTokens,outputTokens',
      {
        time: 'createdAt',
        session: 'conversationId',
        input: 'inputUncachedTokens',
        cacheRead: 'cacheReadInputTokens',
        cacheWrite5m: 'cacheCreation5mTokens',
        cacheWrite1h: 'cacheCreation1hTokens',
        output: 'outputTokens',
        inputIncludesCached: false,
      },
    ],
    [
      'start_time,end_time,num_model_requests,model,input_tokens,output_tokens,input_cached_tokens',
      {
        time: 'start_time',
        requests: 'num_model_requests',
        model: 'model',
        input: 'input_tokens',
        cacheRead: 'input_cached_tokens',
        output: 'output_tokens',
        inputIncludesCached: true,
      },
    ],
    [
      'time,uncached_input_tokens,input_cached_tokens,output_tokens',
      {
        time: 'time',
        input: 'uncached_input_tokens',
        cacheRead: 'input_cached_tokens',
        output: 'output_tokens',
        inputIncludesCached: false,
      },
    ],
  ])('from %s', (header, expected) => {
    expect(guess(header)).toEqual(expected);
  });

  test.each([
    ['model,input,output', 'time'],
    ['time,output', 'input'],
    ['time,input,cache_hit_rate', 'output'],
  ])('or refused: %s', (header, role) => {
    expect(() => guessCsvColumns(header.split(','))).toThrow(`names no column of ${role}`);
  });
});

describe('a plain CSV', () => {
  test('is read by its guess, which comes with it', () => {
    const { log } = read('time;session;input;cached input;output;usd\n2026-03-01;a;1,200;1000;5;$0.25\n');
    expect(rowsOf(log)).toEqual([[BASE, 200, 1_000, 0, 0, 0, 5]]);
    expect(log.csv?.header).toEqual(['time', 'session', 'input', 'cached input', 'output', 'usd']);
    expect(log.csv?.columns).toMatchObject({ cacheRead: 'cached input', inputIncludesCached: true });
    expect([log.columns.reportedUsd[0], log.knowsSessions, log.isPerRequest]).toEqual([0.25, true, true]);
  });

  test('is read as asked', () => {
    const csvColumns = { time: 't', input: 'b', cacheRead: 'a', output: 'c', inputIncludesCached: false };
    const { log } = read(`t,a,b,c\n${BASE},10,20,30`, csvColumns);
    expect(rowsOf(log)).toEqual([[BASE, 20, 10, 0, 0, 0, 30]]);
    expect(log.csv?.columns).toEqual(csvColumns);
    expect(() => read('t,x,b,c\n1,2,3,4', csvColumns)).toThrow('No request');
  });

  test('knows writes of five minutes and an hour, and what of a total is neither', () => {
    const header = 'time,input tokens,cache read,cache write,cache write 5m,cache write 1h,output';
    const { log, refused } = read(`${header}\n${BASE},1,2,100,60,30,3\n${BASE},1,2,80,60,30,3`);
    expect(rowsOf(log)).toEqual([[BASE, 1, 2, 60, 30, 10, 3]]);
    expect(refused.map(({ reason }) => reason)).toEqual(['it wrote less in all than for five minutes and an hour']);
    expect(log.notes.join()).toContain('For 10 tokens written');
  });

  test('of hours is one of sums', () => {
    const { log } = read('hour,requests,input,cached_input,output\n2026-03-01T05,7,10,4,1');
    expect(rowsOf(log)).toEqual([[BASE + 5 * 3_600, 6, 4, 0, 0, 0, 1]]);
    expect([log.isPerRequest, log.columns.requests[0]]).toEqual([false, 7]);
  });

  test('of sums tells no request from the one before, whatever sessions it names', () => {
    const { log } = read('time,session,requests,input,output\n1,a,2,10,1\n2,a,2,10,1');
    expect([log.isPerRequest, log.knowsSessions]).toEqual([false, false]);
    expect(log.notes.join()).toContain('does not tell sessions apart');
  });

  test('has a first line in every file, and skips rows that cannot be', () => {
    const a =
      'time,input,cached_input,output\n1772323200,10,4,1\n1772323201,3,4,1\nnever,3,1,1\n1772323203,-1,0,1\n1772323204,,0,1';
    const b = 'time,output,input\n1772323205,2,20\n1772323206,2.5,20';
    const guessed = readTexts({ format: 'csv', texts: [a, a] });
    expect(guessed.log.columns.startSeconds.length).toBe(2);
    expect(guessed.refused.slice(0, 4).map(({ line, reason }) => `${line}: ${reason}`)).toEqual([
      '3: its cached tokens are more than its input, which is said to include them',
      '4: the time is not a time',
      '5: input is not a whole number, 0 or more',
      '6: input is missing',
    ]);
    // The second file lacks a column that the first one's guess reads.
    const other = readTexts({ format: 'csv', texts: [a, b] });
    expect(other.refused.find(({ file }) => file === 1)?.reason).toContain('lacks 1 of the columns');
  });

  test('that is JSON is refused', () => {
    expect(() => read('{"input": 1}')).toThrow('No request');
  });
});

describe('a table', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'ü', ' ', '"', ',', ';', '\n', "'") });
  const table = fc
    .integer({ min: 2, max: 4 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width })));

  test('of any cells is read as it was written, whatever its delimiter', () => {
    fc.assert(
      fc.property(table, fc.constantFrom(',', ';', '\t', '|'), (cells, delimiter) => {
        const header = Array.from({ length: cells[0]?.length ?? 2 }, (_, index) => `column ${index}`);
        const text = Papa.unparse([header, ...cells], { delimiter, newline: '\n' });
        const lines = text.split('\n');
        const read_ = new CsvTable(lines[0] ?? '');
        const rows = lines.slice(1).flatMap((line) => {
          const row = read_.rowOf(line);
          return row ? [header.map((name) => row[name])] : [];
        });
        expect(rows).toEqual(cells);
        expect(read_.isOpen).toBe(false);
      }),
    );
  });

  test('with a quote that never ends says so', () => {
    const { log } = read('time,model,input,output\n1,a,2,3\n1,"a,2,3\n1,b,2,3');
    expect(log.columns.startSeconds.length).toBe(1);
    expect(log.skipped).toEqual([{ file: 0, line: 4, reason: 'a quote in it does not end' }]);
  });

  test.each([
    ['input', 'does not name columns'],
    ['input,input', 'names a column twice'],
  ])('without names is refused: %s', (line, reason) => {
    expect(() => new CsvTable(line)).toThrow(reason);
  });
});
