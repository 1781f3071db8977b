import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);

// The bin scripts are not in the packages' `exports`.
const binOf = (pkg: string, bin: string) => {
  const dir = dirname(require.resolve(`${pkg}/package.json`));
  const meta = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')) as { bin: Record<string, string> | string };
  const rel = typeof meta.bin === 'string' ? meta.bin : meta.bin[bin];
  if (rel === undefined) throw new Error(`${pkg} has no bin ${bin}`);
  return join(dir, rel);
};

/** Written out again here, not read from the configuration, so that a slip in either shows. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  catalog: ['domain'],
  engine: ['domain'],
  scenario: ['domain'],
  evaluate: ['domain', 'catalog', 'scenario'],
  state: ['domain', 'catalog', 'scenario', 'evaluate'],
  worker: ['domain', 'engine', 'catalog', 'scenario', 'evaluate'],
  bench: ['domain'],
  offline: [],
  platform: ['domain', 'bench'],
  ui: ['state', 'evaluate', 'domain', 'catalog'],
};
const LAYERS = Object.keys(MAY_IMPORT);
const CORE = ['domain', 'catalog', 'engine', 'scenario', 'evaluate', 'state'];
const TOOLS_MAY = ['domain', 'catalog', 'engine', 'scenario', 'evaluate', 'bench'];

interface Probe {
  readonly file: string;
  readonly source: string;
  readonly rule: string;
  readonly reported: boolean;
}

const imports = (file: string, specifier: string, reported: boolean, what = 'import { x } from'): Probe => ({
  file,
  source: `${what} '${specifier}'\nexport const y = 1\n`,
  rule: 'eslint(no-restricted-imports)',
  reported,
});
const code = (file: string, line: string, rule: string, reported = true): Probe => ({
  file,
  source: `${line}\n`,
  rule,
  reported,
});

const probes: Probe[] = [];
for (const from of LAYERS) {
  for (const to of LAYERS) {
    if (from === to) continue;
    const reported = !MAY_IMPORT[from]?.includes(to);
    probes.push(imports(`src/${from}/probe-${to}.ts`, `../${to}/x.ts`, reported));
    probes.push(imports(`src/${from}/deep/down/probe-${to}.ts`, `../../../${to}/x.ts`, reported));
    probes.push(imports(`src/${from}/re-export-${to}.ts`, `../${to}/x.ts`, reported, 'export { x } from'));
    probes.push(
      code(
        `src/${from}/dynamic-${to}.ts`,
        `export const load = () => import('../${to}/x.ts')`,
        'eslint(no-restricted-imports)',
        reported,
      ),
    );
    const typeOnly = reported && !(from === 'state' && to === 'engine');
    probes.push(imports(`src/${from}/type-${to}.ts`, `../${to}/x.ts`, typeOnly, 'import type { x } from'));
    probes.push(imports(`src/${from}/detour-${to}.ts`, `./../${to}/x.ts`, true));
    probes.push(imports(`src/${from}/probe-${to}.test.ts`, `../${to}/x.ts`, false));
  }
  probes.push(imports(`src/${from}/own.ts`, './x.ts', false));
  probes.push(imports(`src/${from}/deep/own.ts`, '../x.ts', false));
  probes.push(imports(`src/${from}/detour.ts`, '../node_modules/zod/index.js', true));
  probes.push(imports(`src/${from}/tools.ts`, '../../tools/main.ts', true));
  probes.push(imports(`src/${from}/main.ts`, '../main.tsx', true));
  probes.push(imports(`src/${from}/node.ts`, 'node:fs', true));
  probes.push(imports(`src/${from}/absolute.ts`, '/src/domain/x.ts', true));
}
for (const to of LAYERS) {
  probes.push(imports(`tools/probe-${to}.ts`, `../src/${to}/x.ts`, !TOOLS_MAY.includes(to)));
  if (to !== 'domain') probes.push(imports(`src/probe-${to}.tsx`, `./${to}/x.ts`, false));
}

probes.push(
  imports('src/scenario/testing/probe.ts', '../../catalog/x.ts', true),
  imports('src/scenario/testing/own.ts', '../x.ts', false),
);

const PACKAGES: readonly (readonly [layer: string, specifier: string, reported: boolean])[] = [
  ['domain', 'zod', true],
  ['domain', 'zod/mini', true],
  ['domain', 'fflate', true],
  ['engine', 'zod', true],
  ['engine', 'pure-rand/generator/xoroshiro128plus', false],
  ['engine', 'fflate', false],
  ['engine', 'papaparse', false],
  ['engine', 'hyparquet', false],
  ['engine', 'hyparquet/src/thrift.js', false],
  ['engine', 'fzstd', false],
  ['domain', 'pure-rand/generator/xoroshiro128plus', true],
  ['evaluate', 'zod', true],
  ['evaluate', 'react', true],
  ['catalog', 'zod/mini', false],
  ['catalog', 'fflate', true],
  ['scenario', 'zod', false],
  ['scenario', 'fflate', false],
  ['scenario', 'zustand', true],
  ['scenario', 'fast-check', true],
  ['scenario/testing', 'fast-check', false],
  ['scenario/testing', 'fflate', false],
  ['scenario/testing', 'react', true],
  ['state', 'zustand', false],
  ['state', 'zustand/vanilla', false],
  ['state', 'zundo', false],
  ['state', 'idb-keyval', true],
  ['state', 'zod', true],
  ['state', 'react', true],
  ['worker', 'zustand', true],
  ['bench', 'react', true],
  ['offline', 'serwist', false],
  ['offline', 'idb-keyval', true],
  ['platform', 'serwist', true],
  ['platform', 'react', true],
  ['platform', 'idb-keyval', false],
  ['platform', 'write-excel-file/browser', false],
  ['platform', 'zundo', true],
  ['ui', 'react', false],
  ['ui', 'react-dom', false],
  ['ui', '@mantine/core', false],
  ['ui', '@mantine/core/styles/Button.css', false],
  ['ui', '@tanstack/react-table', false],
  ['ui', 'recharts', false],
  ['ui', 'zustand', false],
  ['ui', 'papaparse', false],
  ['ui', 'zod', true],
  ['ui', 'zundo', true],
  ['ui', 'idb-keyval', true],
  ['ui', 'write-excel-file/browser', true],
  ['ui', 'fflate', true],
];
PACKAGES.forEach(([layer, specifier, reported], i) => {
  probes.push(imports(`src/${layer}/package-${i}.ts`, specifier, reported));
});

for (const [i, [specifier, reported]] of (
  [
    ['../state/ports.ts', false],
    ['../state/deep/ports.ts', false],
    ['../state/store.ts', true],
    ['../state/sports.ts', true],
    ['../worker/protocol.ts', false],
    ['../worker/uncertainty-protocol.ts', false],
    ['../worker/uncertainty-handler.ts', true],
    ['../worker/shell.ts', true],
    ['../worker/deep/protocol.ts', true],
    ['../offline/protocol.ts', false],
    ['../offline/leftovers.ts', true],
  ] as const
).entries())
  probes.push(imports(`src/platform/part-${i}.ts`, specifier, reported));

for (const layer of LAYERS) {
  const core = CORE.includes(layer);
  probes.push(
    code(`src/${layer}/now.ts`, 'export const y = Date.now()', 'eslint(no-restricted-properties)', core),
    code(`src/${layer}/random.ts`, 'export const y = Math.random()', 'eslint(no-restricted-properties)', core),
    code(`src/${layer}/date.ts`, 'export const y = new Date()', 'tokenhouse(no-clock)', core),
    code(`src/${layer}/given.ts`, 'export const y = new Date(0)', 'tokenhouse(no-clock)', false),
    code(`src/${layer}/console.ts`, 'console.log(1)', 'eslint(no-console)'),
    code(`src/${layer}/default.ts`, 'export default 1', 'import(no-default-export)'),
  );
}
const long = 'export {}\n'.repeat(401);
probes.push(
  code('src/domain/long.ts', long, 'eslint(max-lines)'),
  code('src/domain/blank.ts', '\n// so\n'.repeat(401), 'eslint(max-lines)', false),
  code('src/catalog/offers/long.ts', long, 'eslint(max-lines)', false),
  code('src/catalog/long.ts', long, 'eslint(max-lines)'),
  code('src/domain/cycle-a.ts', "import { b } from './cycle-b.ts'\nexport const a = b", 'import(no-cycle)'),
  code('src/domain/cycle-b.ts', "import { a } from './cycle-a.ts'\nexport const b = a", 'import(no-cycle)'),
);

let dir = '';
const write = (file: string, source: string) => {
  mkdirSync(dirname(join(dir, file)), { recursive: true });
  writeFileSync(join(dir, file), source);
};

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'tokenhouse-layers-'));
});
afterAll(() => {
  rmSync(dir, { recursive: true, force: true });
});

describe('lint', () => {
  test('reports every forbidden import and no allowed one', () => {
    cpSync(join(root, '.oxlintrc.json'), join(dir, '.oxlintrc.json'));
    cpSync(join(root, 'scripts/oxlint-plugin.mjs'), join(dir, 'scripts/oxlint-plugin.mjs'));
    for (const layer of LAYERS) write(`src/${layer}/x.ts`, 'export const x = 1\n');
    for (const { file, source } of probes) write(file, source);
    expect(new Set(probes.map((p) => p.file)).size).toBe(probes.length);

    const run = spawnSync(process.execPath, [binOf('oxlint', 'oxlint'), '--format=json'], {
      cwd: dir,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    const { diagnostics } = JSON.parse(run.stdout) as {
      diagnostics: { filename: string; code: string; help?: string }[];
    };
    const found = new Set(diagnostics.map((d) => `${d.filename.replaceAll('\\', '/')} ${d.code}`));
    const got = probes
      .filter((p) => found.has(`${p.file} ${p.rule}`))
      .map((p) => `${p.file}: ${p.source.trim().slice(0, 80)}`);
    const want = probes.filter((p) => p.reported).map((p) => `${p.file}: ${p.source.trim().slice(0, 80)}`);
    expect(got).toEqual(want);
    expect(run.status).not.toBe(0);

    const said = diagnostics.filter((d) => d.filename.endsWith('probe-ui.ts') && d.filename.includes('evaluate'));
    expect(said.map((d) => d.help).join('\n')).toContain('evaluate may import domain, catalog and scenario');
  });
});

describe('types', () => {
  const compile = (layer: string, source: string) => {
    const project = join(dir, `types-${layer}-${Math.abs(source.length)}`);
    mkdirSync(join(project, 'src', layer), { recursive: true });
    const own = JSON.parse(readFileSync(join(root, `src/${layer}/tsconfig.json`), 'utf8')) as {
      compilerOptions: Record<string, unknown>;
    };
    cpSync(join(root, 'tsconfig.base.json'), join(project, 'tsconfig.base.json'));
    writeFileSync(
      join(project, 'src', layer, 'tsconfig.json'),
      JSON.stringify({ ...own, compilerOptions: { ...own.compilerOptions, types: [] }, references: [] }),
    );
    writeFileSync(join(project, 'src', layer, 'probe.ts'), source);
    try {
      execFileSync(process.execPath, [binOf('typescript', 'tsc'), '-p', join(project, 'src', layer), '--noEmit'], {
        encoding: 'utf8',
      });
      return '';
    } catch (error) {
      return String((error as { stdout: unknown }).stdout);
    }
  };

  test.each(['domain', 'catalog', 'scenario', 'evaluate', 'state'])('%s does not know the browser', (layer) => {
    expect(compile(layer, 'export const t = document.title\n')).toContain("Cannot find name 'document'");
  });

  test.each(['platform', 'ui'])('%s does', (layer) => {
    expect(compile(layer, 'export const t = document.title\n')).toBe('');
  });

  test('an index may be undefined', () => {
    expect(compile('domain', 'export const f = (a: string[]): string => a[0]\n')).toContain('TS2322');
  });
});
