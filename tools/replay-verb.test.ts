import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { LOG_FORMATS } from '../src/engine/readers/log.ts';
import { SAMPLES } from '../src/engine/readers/testing/samples.ts';
import { InputError } from './input-error.ts';
import type { ReplayReport } from './replay-report.ts';
import { REPLAY_HELP, REPLAY_USAGE, runReplay } from './replay-verb.ts';

const folder = mkdtempSync(join(tmpdir(), 'tokenhouse-replay-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
}

async function* input(content: string): AsyncGenerator<string> {
  yield content;
}

const run = (args: readonly string[], { stdin = '', notes = [] as string[] } = {}): Promise<ReplayReport> =>
  runReplay({ args, stdin: input(stdin), note: (line) => void notes.push(line) });

async function refused(...args: readonly string[]): Promise<string> {
  const error: unknown = await run(args).catch((thrown: unknown) => thrown);
  if (!(error instanceof InputError)) throw new Error(`${args.join(' ')} was accepted: ${String(error)}`);
  expect(error.message).not.toContain('\n');
  return error.message;
}

/** Blocks of 64 tokens. */
const row = (t: number, ids: readonly number[]) => ({
  t,
  type: 'n',
  in: 64 * ids.length + 36,
  out: 2,
  hash_ids: ids,
  api_time: 10,
});
const session = (name: string, ...requests: readonly object[]) =>
  JSON.stringify({ id: name, block_size: 64, requests });
const one = session('a', row(0, [1, 2]), row(100, [1, 2, 3]), row(500, [1, 2]));

const hits = (hitBlocks: number, blocks: number, tokens: number) => ({
  hitBlocks,
  blockRatio: hitBlocks / blocks,
  tokenRatio: (64 * hitBlocks) / tokens,
});

describe('tokenhouse replay', () => {
  it('has exactly the figures other programs rely on', async () => {
    const path = file('one.json', one);
    const report = await run([path, '--ttl', '60,100,400', '--capacity-tokens', '64,127,191,192,1M']);
    expect(report).toEqual({
      format: 'kv-cache-tester',
      requests: 3,
      // 2 + 3 + 2 blocks and 36 tokens beyond each.
      inputTokens: 556,
      outputTokens: 6,
      blocks: 7,
      uniqueBlocks: 3,
      duplicates: 0,
      infinite: hits(4, 7, 556),
      ttl: { '60': hits(0, 7, 556), '100': hits(2, 7, 556), '400': hits(4, 7, 556) },
      // Leaf-first, a cache of one or two blocks keeps the first ones.
      capacity: {
        '64': hits(2, 7, 556),
        '127': hits(2, 7, 556),
        '191': hits(4, 7, 556),
        '192': hits(4, 7, 556),
        '1000000': hits(4, 7, 556),
      },
      seconds: { read: expect.any(Number), curve: expect.any(Number) },
      skippedLines: 0,
    });
    expect(Object.keys(report)).toEqual([
      'format',
      'requests',
      'inputTokens',
      'outputTokens',
      'blocks',
      'uniqueBlocks',
      'duplicates',
      'infinite',
      'ttl',
      'capacity',
      'seconds',
      'skippedLines',
    ]);
    const sequential = await run([path, '--capacity-tokens', '64,128,192', '--order', 'sequential']);
    // In root-to-leaf order the last block drives out the first.
    expect(sequential.capacity).toEqual({ '64': hits(0, 7, 556), '128': hits(2, 7, 556), '192': hits(4, 7, 556) });
  });

  it('answers for the usual windows and capacities unless told otherwise', async () => {
    const { ttl, capacity } = await run([file('one.json', one)]);
    expect(Object.keys(ttl ?? {})).toEqual(['60', '180', '300', '600', '1800', '3600', '86400']);
    expect(Object.keys(capacity ?? {})).toHaveLength(6);
  });

  it('asks how many sessions are open at once before it lets them share a cache', async () => {
    const paths = [
      file('a.json', one),
      file('b.json', one.replace('"t":500', '"t":501')),
      file('c.json', session('c', row(0, [9]))),
    ];
    const without = await run([...paths, '--ttl', '100']);
    expect(without).toMatchObject({ requests: 7, infinite: { hitBlocks: 8 }, ttl: { '100': { hitBlocks: 4 } } });
    expect(without.capacity).toBeNull();
    expect(without.why).toContain('--slots');
    // One after another, three blocks are as good as a cache each.
    const inTurn = await run([...paths, '--slots', '1', '--capacity-tokens', '192']);
    expect(inTurn.capacity?.['192']?.hitBlocks).toBe(8);
    expect('why' in inTurn).toBe(false);
    const atOnce = await run([...paths, '--slots', '3', '--capacity-tokens', '192,1M']);
    expect(atOnce.capacity?.['192']?.hitBlocks).toBeLessThan(8);
    expect(atOnce.capacity?.['1000000']?.hitBlocks).toBe(8);
  });

  it('reads folders whole, packed files, links to files and standard input alike', async () => {
    const expected = await run([file('one.json', one), file('two.json', session('b', row(0, [4])))]);
    const strip = (report: ReplayReport) => ({ ...report, seconds: undefined });
    file('logs/deep/two.json', session('b', row(0, [4])));
    file('logs/LICENSE', 'Some licence');
    file('logs/.hidden', SAMPLES['azure-llm']);
    file('logs/empty.json', '');
    symlinkSync(file('elsewhere', gzipSync(one)), join(folder, 'logs/one'));
    symlinkSync(join(folder, 'logs'), join(folder, 'logs/loop'));
    const notes: string[] = [];
    expect(strip(await run([join(folder, 'logs')], { notes }))).toEqual(strip(expected));
    expect(notes.join('\n')).toContain(`${join(folder, 'logs/LICENSE')}: it is in no known format and is left out.`);
    const alone = await run([file('one.json', one)]);
    expect(strip(await run(['-'], { stdin: one }))).toEqual(strip(alone));
  });

  it('drops what is read twice, unless asked to keep it', async () => {
    const paths = [file('a.json', one), file('b.json', one)];
    expect(await run(paths)).toMatchObject({ requests: 3, duplicates: 1 });
    expect(await run([...paths, '--keep-duplicates'])).toMatchObject({ requests: 6, duplicates: 1 });
  });

  it.each(LOG_FORMATS)('says what it cannot tell, and why: %s', async (format) => {
    const report = await run([file(`sample-${format}`, SAMPLES[format])]);
    expect(report).toMatchObject({ format, skippedLines: 0 });
    // Anthropic's report does not count requests, and 0 would be wrong.
    if (format === 'anthropic-usage') expect(report.requests).toBeNull();
    else expect(report.requests).toBeGreaterThan(0);
    expect(report.inputTokens).toBeGreaterThan(0);
    const isBlocks = report.why === undefined;
    for (const key of ['blocks', 'uniqueBlocks', 'capacity'] as const) expect(report[key] === null).toBe(!isBlocks);
    for (const key of ['infinite', 'ttl'] as const) expect(report[key] === null).toBe(!isBlocks && format !== 'cube');
    expect(await run([file(`sample-${format}`, SAMPLES[format]), '--log-format', format])).toMatchObject({ format });
  });

  it('has the rates of a cube at the edges of its buckets, and says so', async () => {
    const header = SAMPLES.cube.split('\n')[0] ?? '';
    const cells = [
      'm,2026-03-01,,1,100,0,0,1,0,',
      'm,2026-03-01,30,1,50,100,0,1,100,',
      'm,2026-03-01,300,1,120,0,0,1,120,',
    ];
    const report = await run([file('cube.csv', [header, ...cells].join('\n')), '--ttl', '30,60,180,300,600']);
    const rate = (tokens: number) => ({ hitBlocks: null, blockRatio: null, tokenRatio: tokens / 370 });
    expect(report).toMatchObject({
      format: 'cube',
      requests: 3,
      inputTokens: 370,
      outputTokens: 3,
      infinite: rate(220),
      ttl: { '30': rate(0), '60': rate(100), '180': null, '300': rate(100), '600': rate(220) },
      capacity: null,
    });
    expect(report.why).toMatch(/inferred from lengths.* at 30, 60, 300, 600, 1800, 3600, 7200, 14400, 86400 s/);
  });

  it('counts skipped lines and names the first', async () => {
    const path = file('broken.jsonl', `${SAMPLES.mooncake}nonsense\n{}\n`);
    const notes: string[] = [];
    expect(await run([path], { notes })).toMatchObject({ requests: 2, skippedLines: 2 });
    expect(notes.at(-1)).toBe(`2 skipped, the first in ${path}, line 3: The row is not JSON`);
  });

  it('refuses what it cannot read, in one line with the file’s name', async () => {
    const html = file('page.html', '<html></html>');
    const trace = file('trace.jsonl', SAMPLES.mooncake);
    const azure = file('azure.csv', SAMPLES['azure-llm']);
    expect(await refused(html)).toMatch(/HTML or XML.*What is read/);
    expect(await refused(trace, html)).toContain(`${html}: The file is HTML`);
    expect(await refused(trace, azure)).toMatch(/trace\.jsonl is of one format.*azure\.csv of another/);
    expect(await refused(trace, '--format', 'azure-llm')).toContain('No request could be read');
    expect(await refused(join(folder, 'nowhere'))).toContain('neither a file nor a folder');
    mkdirSync(join(folder, 'nothing'));
    expect(await refused(join(folder, 'nothing'))).toContain('There is no file in');
    expect(await refused('-', '-')).toContain('read once');
    expect(await refused(trace, '--slots', '2')).toContain('requests of this log have times');
    expect(await refused(azure, '--slots', '2')).toContain('requests of this log have times');
  });

  it.each([
    [[], /Which files\?/],
    [['--ttl', '5m'], /--ttl 5m is not accepted/],
    [['--ttl', '0'], /--ttl 0/],
    [['--ttl', '1,'.repeat(64) + '1'], /at most 64/],
    [['--capacity-tokens', '0.5'], /--capacity-tokens 0.5/],
    [['--capacity-tokens', 'lots'], /--capacity-tokens lots/],
    [['--slots', '0'], /--slots 0 is not accepted/],
    [['--slots', '1.5'], /--slots 1.5/],
    [['--order', 'random'], /--order random is not known: leaf-first, sequential/],
    [['--format', 'excel'], /--format excel is not known: mooncake, kv-cache-tester/],
    [['--log-format', 'excel'], /--log-format excel is not known: mooncake, kv-cache-tester/],
    [['--log-fromat', 'cube'], /Unknown option --log-fromat\. Did you mean --log-format\?/],
    [['--colour', 'red'], /--colour/],
  ])('%j is refused', async (args, message) => {
    expect(await refused(...(args.length === 0 ? [] : [file('one.json', one)]), ...args)).toMatch(message);
  });

  it('names its flags where it is asked for help', () => {
    expect(REPLAY_HELP).toContain(REPLAY_USAGE);
    for (const flag of ['--ttl', '--capacity-tokens', '--slots', '--order', '--keep-duplicates', '--log-format'])
      expect(REPLAY_HELP).toContain(flag);
  });
});
