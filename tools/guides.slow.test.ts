import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { edited, guideOf } from './guide-steps.ts';
import { shapeFaults } from './markdown-blocks.ts';

/**
 * Follows every guide in a copy of the repository: writes its files, makes its edits, runs its commands, and holds what they print
 * against what the page promises. All guides are followed in one copy, and their type checks and tests run together, to be quick.
 */

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'docs/guides');
const GUIDES = readdirSync(folder)
  .filter((name) => name.startsWith('add-'))
  .map((name) => ({ name, ...guideOf(readFileSync(join(folder, name), 'utf8')) }));
const TOGETHER = /^npx (tsc -b|vitest run) (.+)$/;

const copy = mkdtempSync(join(tmpdir(), 'tokenhouse-guides-'));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** What the guides touch and the command line is built from, with a folder of its own for what is built. */
function copyRepository(): void {
  for (const layer of ['domain', 'catalog', 'engine', 'scenario', 'evaluate', 'bench'])
    cpSync(join(root, 'src', layer), join(copy, 'src', layer), { recursive: true });
  for (const name of [
    'tools',
    'scripts',
    'package.json',
    'package-lock.json',
    'vitest.config.ts',
    'tsconfig.base.json',
  ])
    cpSync(join(root, name), join(copy, name), { recursive: true });
  mkdirSync(join(copy, 'node_modules'));
  for (const name of readdirSync(join(root, 'node_modules')))
    // The stamp says that they are installed; without it the command line would install them here.
    if (!name.startsWith('.') || name === '.bin' || name === '.lock-stamp')
      symlinkSync(join(root, 'node_modules', name), join(copy, 'node_modules', name));
}

/** npm itself takes longer to start than what it starts. */
const NPM = `npm() { [ "$1 $2 $3 $4" = 'run -s tokenhouse --' ] || return 1; shift 4; '${process.execPath}' scripts/run.mjs tokenhouse "$@"; }
npx() { '${process.execPath}' node_modules/.bin/"$@"; }`;

function bash(command: string) {
  return spawnSync('bash', ['-e', '-o', 'pipefail', '-c', `${NPM}\n${command}`], {
    cwd: copy,
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'test', NO_COLOR: '1' },
  });
}

/** Commands of one kind of all guides as one, each argument once. */
function together(kind: string): string {
  const lines = GUIDES.flatMap(({ commands }) => commands.flatMap(({ block }) => block.text.split('\n')));
  const asked = lines.flatMap((line) => {
    const [, tool, rest = ''] = TOGETHER.exec(line) ?? [];
    return tool === kind ? rest.split(' ') : [];
  });
  return `npx ${kind} ${[...new Set(asked)].join(' ')}`;
}

beforeAll(() => {
  copyRepository();
  for (const { name, edits } of GUIDES)
    for (const { file, language, text, line } of edits) {
      const path = join(copy, file);
      if (language === 'diff') {
        try {
          writeFileSync(path, edited({ text: readFileSync(path, 'utf8'), diff: text }));
        } catch (error) {
          throw new Error(`docs/guides/${name}, line ${line}, ${file}`, { cause: error });
        }
      } else {
        if (existsSync(path)) throw new Error(`docs/guides/${name}, line ${line}: ${file} is there already`);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, `${text}\n`);
      }
    }
});

describe('docs/guides', () => {
  it('are four, each with new files, edits, a type check, tests and commands that print something', () => {
    expect(GUIDES.map(({ name }) => name)).toEqual([
      'add-a-log-reader.md',
      'add-a-model.md',
      'add-a-provider.md',
      'add-an-accelerator.md',
    ]);
    for (const { edits, commands } of GUIDES) {
      const run = commands.map(({ block }) => block.text).join('\n');
      expect(edits.some(({ language }) => language === 'ts') && edits.some(({ language }) => language === 'diff')).toBe(
        true,
      );
      expect(run).toMatch(/^npx tsc -b/m);
      expect(run).toMatch(/^npx vitest run/m);
      expect(commands.some(({ shape }) => shape !== null)).toBe(true);
    }
  });

  it.each(['tsc -b', 'vitest run'])('pass npx %s', (kind) => {
    const { status, stdout, stderr } = bash(together(kind));
    expect({ status, said: status === 0 ? '' : `${stdout}\n${stderr}`.slice(-4_000) }).toEqual({ status: 0, said: '' });
  });

  it('are laid out and linted as the repository is', () => {
    const files = GUIDES.flatMap(({ edits }) => edits.map(({ file }) => file));
    for (const name of ['.prettierrc.json', '.oxlintrc.json']) cpSync(join(root, name), join(copy, name));
    const { status, stdout, stderr } = bash(
      `npx prettier --check ${[...new Set(files)].join(' ')} && npx oxlint --deny-warnings ${[...new Set(files)].join(' ')}`,
    );
    expect({ status, said: status === 0 ? '' : `${stdout}\n${stderr}` }).toEqual({ status: 0, said: '' });
  });

  const EXAMPLES = GUIDES.flatMap(({ name, commands }) =>
    commands
      .filter(({ block }) => !block.text.split('\n').every((line) => TOGETHER.test(line)))
      .map((command) => [`${name}:${command.block.line}`, command] as const),
  );

  it.each(EXAMPLES)('%s runs, and prints what it says', (_where, { block, shape }) => {
    const { status, stdout, stderr } = bash(block.text);
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    if (shape === null) return;
    const at = stdout.lastIndexOf('\n{\n');
    expect(shapeFaults({ shape: JSON.parse(shape), value: JSON.parse(stdout.slice(at < 0 ? 0 : at)) })).toEqual([]);
  });
});
