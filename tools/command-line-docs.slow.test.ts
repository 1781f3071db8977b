import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { blocksOf, hasLines, shapeFaults, type Block } from './markdown-blocks.ts';
import { VERBS } from './verbs.ts';

// The first run builds the command line.
vi.setConfig({ testTimeout: 120_000 });

const launcher = fileURLToPath(new URL('../scripts/run.mjs', import.meta.url));
const page = readFileSync(new URL('../docs/command-line.md', import.meta.url), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'tokenhouse-docs-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Commands with what is promised of them: the blocks up to the next commands. */
interface Example {
  readonly commands: Block;
  readonly promises: readonly Block[];
}

function examplesOf(markdown: string): readonly Example[] {
  const examples: { commands: Block; promises: Block[] }[] = [];
  for (const block of blocksOf(markdown)) {
    if (block.language === 'sh') examples.push({ commands: block, promises: [] });
    else examples.at(-1)?.promises.push(block);
  }
  return examples;
}

const EXAMPLES = examplesOf(page);
const exitCodeOf = ({ text }: Block): number => Number(/^# exit code (\d)$/m.exec(text)?.[1] ?? 0);

function run({ text }: Block): { status: number | null; stdout: string; stderr: string } {
  const program = `tokenhouse() { '${process.execPath}' '${launcher}' tokenhouse "$@"; }`;
  return spawnSync('bash', ['-e', '-o', 'pipefail', '-c', `${program}\n${text}`], { encoding: 'utf8', cwd: folder });
}

/** Several commands print one after the other; the shape is that of the last. */
function lastJson(output: string): unknown {
  const at = output.lastIndexOf('\n{\n');
  return JSON.parse(output.slice(at < 0 ? 0 : at));
}

describe('docs/command-line.md', () => {
  // One after the other: later examples use the files of earlier ones.
  it.each(EXAMPLES.map((example) => [example.commands.line, example] as const))(
    'line %d: runs, and prints what it says',
    (_line, { commands, promises }) => {
      const { status, stdout, stderr } = run(commands);
      expect({ status, stderr: status === exitCodeOf(commands) ? '' : stderr }).toEqual({
        status: exitCodeOf(commands),
        stderr: '',
      });
      expect(stdout).not.toBe('');
      for (const { language, text } of promises) {
        if (language === 'json') expect(shapeFaults({ shape: JSON.parse(text), value: lastJson(stdout) })).toEqual([]);
        else if (language === 'stderr') expect(stderr).toContain(text.trim());
        else expect(hasLines({ shape: text, text: stdout }) || stdout.slice(0, 2_000)).toBe(true);
      }
    },
  );

  it.each(Object.keys(VERBS))('has an example of %s with the shape of its output', (verb) => {
    const own = EXAMPLES.filter(({ commands }) => new RegExp(`^tokenhouse ${verb}\\b`, 'm').test(commands.text));
    expect(own.length).toBeGreaterThan(0);
    expect(own.some(({ promises }) => promises.length > 0)).toBe(true);
  });

  it('is linked from the front page', () => {
    expect(readFileSync(new URL('../README.md', import.meta.url), 'utf8')).toContain('docs/command-line.md');
  });
});

describe('what holds the page against the program', () => {
  const shape = { a: 'number', b: ['text or null'], c: { d: 5 }, e: ['x', 1], f: 'list', g: 'yes or no' };
  const value = { a: 1, b: ['x', null], c: { d: 5, more: 1 }, e: ['x', 1], f: [], g: false };

  it('takes what has the shape', () => {
    expect(shapeFaults({ shape, value })).toEqual([]);
  });

  it.each([
    [{ ...value, a: '1' }, 'a is "1", not "number"'],
    [{ ...value, b: [1] }, 'b.0 is 1'],
    [{ ...value, b: [] }, 'b is []'],
    [{ ...value, c: {} }, 'c.d is missing, not 5'],
    [{ ...value, e: ['x', 2] }, 'e.1 is 2, not 1'],
    [{ ...value, f: {} }, 'f is {}'],
    [{ ...value, g: null }, 'g is null'],
    [null, 'the whole is null'],
  ])('finds what has not', (other, fault) => {
    expect(shapeFaults({ shape, value: other }).join('\n')).toContain(fault);
  });

  it('finds lines in their order', () => {
    const text = 'a  b\nc\nd.e';
    for (const asked of ['a b\nc\nd.e', 'a b\n…\nd.e', 'a …\n…', '…\nc\n…'])
      expect(hasLines({ shape: asked, text })).toBe(true);
    for (const asked of ['b', 'c\n…', 'a b\nd.e', '…\ndxe', '…\nd.e\nc'])
      expect(hasLines({ shape: asked, text })).toBe(false);
  });
});
