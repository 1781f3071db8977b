import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build, createLogger } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleBudget, ownerOf } from './bundle-budget.ts';

const FILES = {
  'index.html': '<script src="/first.js"></script><script type="module" src="/src/main.ts"></script>',
  'other.html': '<script type="module" src="/src/other.ts"></script>',
  'src/other.ts': "import '../lib/dep.ts'\ndocument.body.append('other')\n",
  'public/first.js': 'document.title = "first"',
  'src/main.ts': "import './main.css'\nimport '../lib/dep.ts'\nvoid import('./later.ts')\n",
  'src/main.css': '.main { color: red }',
  'lib/dep.ts': "document.body.append('static')\n",
  'src/later.ts': "import './later.css'\ndocument.body.append('later')\n",
  'src/later.css': '.later { color: blue }',
};

let dir = '';
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'tokenhouse-budget-'));
  for (const [file, source] of Object.entries(FILES)) {
    mkdirSync(dirname(join(dir, file)), { recursive: true });
    writeFileSync(join(dir, file), source);
  }
});
afterAll(() => {
  rmSync(dir, { recursive: true, force: true });
});

const run = async (limit: number, pages = ['index.html']) => {
  const said: string[] = [];
  const customLogger = createLogger('silent');
  customLogger.info = (text) => void said.push(text);
  const outDir = join(dir, `dist-${limit}`);
  await build({
    root: dir,
    base: './',
    configFile: false,
    logLevel: 'silent',
    customLogger,
    plugins: pages.map((page) => bundleBudget({ page, limitBytes: limit })),
    build: { outDir, rolldownOptions: { input: pages.filter((page) => page in FILES).map((page) => join(dir, page)) } },
  });
  return { text: said.join('\n'), written: readdirSync(outDir) };
};

test('counts the entry, its styles and the scripts of the page, and nothing that comes later', async () => {
  const { text, written } = await run(100_000);
  expect(text).toMatch(/first load: [\d.]+ kB of 100\.0 kB/);
  expect(text).toMatch(/assets\/index-.*\.js/);
  expect(text).toMatch(/assets\/index-.*\.css/);
  expect(text).toContain('kB  first.js');
  expect(text).not.toMatch(/kB\s+assets\/later/);
  expect(written).toContain('index.html');
});

test('counts each page alone, what they share with both', async () => {
  const { text } = await run(99_000, ['index.html', 'other.html']);
  const [, index = '', other = ''] = text.split(/first load/);
  expect(index).toMatch(/^: /);
  expect(other).toMatch(/^ of other\.html: /);
  for (const share of [index, other]) expect(share).toMatch(/assets\/dep-.*\.js/);
  expect(index).not.toMatch(/assets\/other/);
  expect(other).not.toMatch(/assets\/index|first\.js|\.css/);
});

test('fails the build for a page that is not there', async () => {
  await expect(run(98_000, ['index.html', 'gone.html'])).rejects.toThrow(/gone\.html is in no chunk/);
});

test('fails the build above the limit', async () => {
  await expect(run(100)).rejects.toThrow(/over its budget/);
});

test('names the owner of a module', () => {
  expect(ownerOf('/app/node_modules/@mantine/core/esm/a.mjs', '/app')).toBe('@mantine/core');
  expect(ownerOf('/app/node_modules/a/node_modules/b/index.js?x', '/app')).toBe('b');
  expect(ownerOf('/app/src/domain/kv-cache/x.ts', '/app')).toBe('src/domain');
  expect(ownerOf('/app/src/main.tsx', '/app')).toBe('src/main');
  expect(ownerOf('\0vite/preload-helper.js', '/app')).toBe('(build tool)');
});
