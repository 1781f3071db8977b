import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { scenarioReport } from '../src/evaluate/scenario-report.ts';
import { WHOLE_BOOK } from '../src/evaluate/whole-book.ts';
import { BASE_SCENARIO } from '../src/scenario/base-v0.ts';

// The first run builds the command line, and on a machine that has just changed packages installs them.
vi.setConfig({ testTimeout: 120_000 });

const launcher = fileURLToPath(new URL('../scripts/run.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tokenhouse-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

function tokenhouse(args: readonly string[], input = ''): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [launcher, 'tokenhouse', ...args], { encoding: 'utf8', input, cwd: folder });
}

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('tokenhouse scenario', () => {
  it('prints the evaluation of a link, a JSON file, a file with a link and standard input alike', () => {
    const link = 'https://example.org/?page=spend#v=0&workload.people=60';
    const expected = JSON.parse(
      JSON.stringify(
        scenarioReport({ ...BASE_SCENARIO, workload: { ...BASE_SCENARIO.workload, people: 60 } }, WHOLE_BOOK),
      ),
    ) as unknown;
    const json = JSON.stringify({ v: 0, workload: { people: 60 } });
    for (const run of [
      tokenhouse(['scenario', link]),
      tokenhouse(['scenario', file('a.json', json)]),
      tokenhouse(['scenario', file('a.txt', `${link}\n`)]),
      tokenhouse(['scenario', '-'], json),
    ]) {
      expect(run).toMatchObject({ status: 0, stderr: '' });
      expect(JSON.parse(run.stdout)).toEqual(expected);
    }
  });

  it('reads what it prints', () => {
    const first = tokenhouse(['scenario', 'v=0&workload.people=3']).stdout;
    expect(tokenhouse(['scenario', '-'], first)).toMatchObject({ status: 0, stdout: first });
  });

  it('has the shape other programs rely on', () => {
    const report = JSON.parse(tokenhouse(['scenario', 'v=0']).stdout) as Record<string, unknown>;
    expect(report).toMatchObject({
      scenario: { offerId: 'anthropic/claude-opus-5-5' },
      asOf: '2026-11-20',
      spend: {
        without: { usdPerMonth: expect.any(Number), hitRatio: expect.any(Number), policy: expect.any(String) },
        with: { usdPerMonth: expect.any(Number), hitRatio: expect.any(Number) },
        savingUsdPerMonth: expect.any(Number),
        savingRatio: expect.any(Number),
        ladder: ['no-cache', 'provider-default', 'best-policy', 'warehouse', 'ceiling'].map((rung) => ({
          rung,
          usdPerMonth: expect.any(Number),
          hitRatio: expect.any(Number),
          lines: expect.arrayContaining([{ class: 'output', tokens: expect.any(Number), usd: expect.any(Number) }]),
        })),
      },
      kv: { marginalBytesPerToken: 516_096, fixedBytesPerSequence: 0 },
    });
  });
});

describe('tokenhouse replay', () => {
  it('reads a log by its contents and prints one JSON object', () => {
    const rows = [
      { timestamp: 0, input_length: 1_024, output_length: 5, hash_ids: [0, 1] },
      { timestamp: 400_000, input_length: 1_536, output_length: 5, hash_ids: [0, 1, 2] },
    ];
    const { status, stdout } = tokenhouse([
      'replay',
      file('no-name', rows.map((row) => JSON.stringify(row)).join('\n')),
      '--ttl',
      '300,600',
    ]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      format: 'mooncake',
      requests: 2,
      blocks: 5,
      uniqueBlocks: 3,
      ttl: { 300: { hitBlocks: 0 }, 600: { hitBlocks: 2, blockRatio: 0.4 } },
    });
  });
});

describe('bad input', () => {
  it.each([
    ['no verb', []],
    ['an unknown verb', ['prices']],
    ['no scenario', ['scenario']],
    ['two scenarios', ['scenario', 'v=0', 'v=0']],
    ['a link without a scenario', ['scenario', 'https://example.org/']],
    ['a link with a bad value', ['scenario', 'v=0&workload.people=many']],
    ['a newer link', ['scenario', 'v=9']],
    ['a damaged packed link', ['scenario', 'v=0&z=AAAA']],
    ['a file that is not there', ['scenario', 'nowhere.json']],
    ['an offer that does not exist', ['scenario', 'v=0&offerId=nobody/nothing']],
    [
      'a swarm that does not fit',
      ['scenario', 'v=0&workload.roles.1.compaction=null&workload.roles.1.turnsPerAgent=90000'],
    ],
  ])('%s: exit code 2, nothing on standard output but help, one line of explanation', (_what, args) => {
    const { status, stdout, stderr } = tokenhouse(args);
    expect(status).toBe(2);
    if (args.length === 0) {
      expect(stdout).toContain('scenario <link-or-file>');
      return;
    }
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(/^tokenhouse: .{10,}/);
  });

  it.each([
    ['not JSON', 'hello'],
    ['another JSON', '{"name": 3, "version": "1"}'],
    ['a list', '[]'],
    ['nothing', ''],
  ])('a file with %s', (_what, content) => {
    const { status, stderr } = tokenhouse(['scenario', file('bad.json', content)]);
    expect(status).toBe(2);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('--help lists the verbs', () => {
    expect(tokenhouse(['--help'])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('scenario <link-or-file>'),
    });
  });
});
