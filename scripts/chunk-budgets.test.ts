import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build, createLogger } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHUNK_BUDGETS, chunkBudgets, type ChunkBudget } from './chunk-budgets.ts';

/** Text that does not compress, the same each time. */
function noise(length: number): string {
  let state = 1;
  return Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return (state % 36).toString(36);
  }).join('');
}

const FILES = {
  'index.html': '<script type="module" src="/src/main.ts"></script>',
  'src/main.ts': `import './shared.ts'
void import('./page.ts')
void import('./other.ts')
globalThis.worker = new Worker(new URL('./log-worker.ts', import.meta.url), { type: 'module' })\n`,
  'src/shared.ts': `document.title = '${noise(6_000)}'\n`,
  'src/page.ts': "import './page.css'\nimport './shared.ts'\nimport './part.ts'\ndocument.body.append('page')\n",
  'src/other.ts': "import './part.ts'\nimport 'charts'\ndocument.body.append('other')\n",
  'src/part.ts': `document.body.append('${noise(3_000)}')\n`,
  'src/page.css': `.page::before { content: '${noise(2_000)}' }`,
  'src/log-worker.ts': `postMessage('${noise(1_000)}')\n`,
  'node_modules/charts/package.json': '{"name":"charts","type":"module","main":"index.js"}',
  'node_modules/charts/index.js': `document.body.append('${noise(4_000).slice(500)}')\n`,
};

let dir = '';
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'tokenhouse-chunks-'));
  for (const [file, source] of Object.entries(FILES)) {
    mkdirSync(dirname(join(dir, file)), { recursive: true });
    writeFileSync(join(dir, file), source);
  }
});
afterAll(() => {
  rmSync(dir, { recursive: true, force: true });
});

async function run({
  anyFileLimitBytes = 100_000,
  notAtFirst = [],
  ...budget
}: Partial<ChunkBudget> & { anyFileLimitBytes?: number; notAtFirst?: readonly string[] }): Promise<string> {
  const said: string[] = [];
  const customLogger = createLogger('silent');
  customLogger.info = (text) => void said.push(text);
  const named = budget.opens ?? budget.holds ?? budget.worker;
  const budgets = named === undefined ? [] : [{ name: 'it', limitBytes: 100_000, why: 'because', ...budget }];
  await build({
    root: dir,
    configFile: false,
    logLevel: 'silent',
    customLogger,
    worker: { format: 'es' },
    plugins: [chunkBudgets({ budgets, anyFileLimitBytes, notAtFirst })],
  });
  return said.join('\n');
}

const kiloBytes = (text: string) => Number(/([\d.]+) kB of/.exec(text)?.[1]);

describe('the weight of what comes later', () => {
  test('is what opening it adds: its file, what that imports and its styles, less what the first load has', async () => {
    // 3,000 + 2,000 letters of 36 kinds at 5.2 bits each are 3.2 kB; the 6,000 shared ones are there already.
    const weight = kiloBytes(await run({ opens: 'src/page.ts' }));
    expect(weight).toBeGreaterThan(3.1);
    expect(weight).toBeLessThan(4.3);
  });

  test('above its limit fails the build, which names the budget, its reason and the largest file', async () => {
    await expect(run({ opens: 'src/page.ts', limitBytes: 3_000 })).rejects.toThrow(
      /it: 3\.\d kB of 3\.0 kB \(because\): assets\/part-.*\.js 2\.\d kB/,
    );
  });

  test('of a package is that of the files it mostly is', async () => {
    const weight = kiloBytes(await run({ holds: 'charts' }));
    expect(weight).toBeGreaterThan(2.2);
    expect(weight).toBeLessThan(3.2);
    await expect(run({ holds: 'charts', limitBytes: 2_000 })).rejects.toThrow(/it: .* of 2\.0 kB/);
  });

  test('of a worker is that of its own file', async () => {
    await expect(run({ worker: 'log-worker', limitBytes: 500 })).rejects.toThrow(/log-worker-.*\.js 0\.\d kB/);
  });

  test('of a file that no line speaks of has a limit too', async () => {
    await expect(run({ anyFileLimitBytes: 2_000 })).rejects.toThrow(/part-.*\.js: 2\.\d kB of 2\.0 kB/);
    await expect(run({ opens: 'src/page.ts', anyFileLimitBytes: 3_000 })).resolves.toMatch(/kB of/);
  });

  test('is asked for only where there is something', async () => {
    await expect(run({ opens: 'src/gone.ts' })).rejects.toThrow(/it: no file found/);
  });
});

test('a package that must come later fails the build when the first load brings it', async () => {
  await expect(run({ notAtFirst: ['src/shared.ts'] })).rejects.toThrow(
    /part of the first load and holds src\/shared\.ts/,
  );
  await expect(run({ notAtFirst: ['node_modules/charts/'] })).resolves.toBeDefined();
});

test('every page but the first has a line of its own', () => {
  const pages = readFileSync(new URL('../src/ui/pages.ts', import.meta.url), 'utf8');
  const loaded = [...pages.matchAll(/import\('\.\/(features\/[\w/-]+\.tsx)'\)/g)].map(([, path]) => `src/ui/${path}`);
  expect(loaded.length).toBeGreaterThan(5);
  const lines = new Set(CHUNK_BUDGETS.map(({ opens }) => opens));
  expect(loaded.filter((path) => !lines.has(path))).toEqual([]);
});
