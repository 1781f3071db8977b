// Behind `npm start`, `npm test` and their like. Called directly and not from a `pre…` script, because npm
// skips those under ignore-scripts. Node's own modules only, until the packages are installed.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { assertNodeVersion, ensureInstalled } from './install.mjs';

/** @import { Tally } from './tally.mjs' */
/** @typedef {readonly [name: string, run: (dir: string) => Tally | Promise<Tally>]} Stage */

const root = fileURLToPath(new URL('..', import.meta.url));
const modules = join(root, 'node_modules');
const bins = {
  tsc: join(modules, 'typescript/bin/tsc'),
  oxlint: join(modules, 'oxlint/bin/oxlint'),
  prettier: join(modules, 'prettier/bin/prettier.cjs'),
  vitest: join(modules, 'vitest/vitest.mjs'),
  vite: join(modules, 'vite/bin/vite.js'),
  playwright: join(modules, '@playwright/test/cli.js'),
};

/** @param {string} script @param {string[]} args @param {NodeJS.ProcessEnv} [env] */
const node = (script, args, env = {}) =>
  spawnSync(process.execPath, [script, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  }).status === 0;

// A NODE_ENV of the caller's would build React's development version.
const runBuild = () => node(bins.vite, ['build'], { NODE_ENV: 'production' });

/** @param {string[]} args @param {string} name */
function option(args, name) {
  const at = args.findIndex((a) => a === `--${name}` || a.startsWith(`--${name}=`));
  if (at < 0) return undefined;
  const found = args[at] ?? '';
  return found.includes('=') ? found.slice(found.indexOf('=') + 1) : args[at + 1];
}

/** @param {string[]} args */
async function serve(args) {
  const port = Number(option(args, 'port') ?? 4173);
  const { preview } = await import('vite');
  const server = await preview({
    root,
    logLevel: 'error',
    preview: { host: option(args, 'host') ?? '127.0.0.1', port, strictPort: false },
  });
  const urls = server.resolvedUrls;
  const url = urls?.local[0] ?? urls?.network[0];
  console.log(`\n  Tokenhouse is at ${url}\n  Press Ctrl-C to stop.\n`);
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.once(signal, () => {
      server.httpServer.close();
      process.exit(0);
    });
}

/**
 * @param {Stage[]} stages
 * @returns {Promise<void>}
 */
async function runStages(stages) {
  const { lastLine, plus, stageTally } = await import('./tally.mjs');
  const dir = mkdtempSync(join(tmpdir(), 'tokenhouse-test-'));
  let total = { passed: 0, failed: 0, skipped: 0 };
  for (const [name, run] of stages) {
    console.log(`\n── ${name}`);
    const since = performance.now();
    /** @type {Tally} */
    let tally;
    try {
      tally = await run(dir);
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      tally = stageTally(false);
    }
    total = plus(total, tally);
    console.log(`   ${lastLine(tally)} (${((performance.now() - since) / 1000).toFixed(1)} s)`);
    if (tally.failed > 0) break;
  }
  rmSync(dir, { recursive: true, force: true });
  console.log(`\n${lastLine(total)}`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

/** Tests that simulate long or start programs: part of every whole run, left out where somebody waits. */
const SLOW_TESTS = ['**/*.slow.test.{ts,tsx}', '**/*.simulation.test.ts'];

async function checks({ isFast = false } = {}) {
  const { stageTally, vitestTally } = await import('./tally.mjs');
  return /** @satisfies {Record<string, Stage>} */ ({
    types: ['types', () => stageTally(node(bins.tsc, ['-b']))],
    lint: [
      'lint',
      () =>
        stageTally(
          [
            node(bins.oxlint, ['--deny-warnings']),
            node(bins.prettier, ['--check', '--cache', '--log-level=warn', '.']),
            node(join(root, 'scripts/check-lock.mjs'), []),
            node(join(root, 'scripts/check-docs.mjs'), []),
          ].every(Boolean),
        ),
    ],
    unit: [
      'unit',
      (/** @type {string} */ dir) => {
        const file = join(dir, 'vitest.json');
        const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
        if (isFast) args.push(...SLOW_TESTS.map((pattern) => `--exclude=${pattern}`));
        const ok = node(bins.vitest, args, { NODE_ENV: 'test' });
        return vitestTally(file, ok);
      },
    ],
  });
}

/** @type {Record<string, (args: string[]) => unknown>} */
const verbs = {
  async start(args) {
    ensureInstalled(root);
    if (!runBuild()) process.exit(1);
    await serve(args);
  },

  dev(args) {
    ensureInstalled(root);
    // In this process, so that Ctrl-C reaches it.
    process.argv = [process.argv0, bins.vite, ...args];
    process.chdir(root);
    return import(pathToFileURL(bins.vite).href);
  },

  build() {
    ensureInstalled(root);
    process.exitCode = runBuild() ? 0 : 1;
  },

  async preview(args) {
    ensureInstalled(root);
    await serve(args);
  },

  async check() {
    ensureInstalled(root);
    const { types, lint, unit } = await checks({ isFast: true });
    await runStages([types, lint, unit]);
  },

  async test(args) {
    ensureInstalled(root);
    const { types, lint, unit } = await checks();
    const { playwrightTally, stageTally } = await import('./tally.mjs');
    const { findBrowser } = await import('./browser.mjs');
    await runStages([
      types,
      lint,
      unit,
      ['build', () => stageTally(runBuild())],
      [
        'e2e',
        async (dir) => {
          const file = join(dir, 'playwright.json');
          const launch = await findBrowser({ install: true });
          console.log(`   browser: ${launch.executablePath ?? launch.channel ?? "Playwright's own"}`);
          const ok = node(bins.playwright, ['test', ...args], {
            TOKENHOUSE_LAUNCH: JSON.stringify(launch),
            TOKENHOUSE_E2E_REPORT: file,
          });
          return playwrightTally(file, ok);
        },
      ],
    ]);
  },

  async shots(args) {
    ensureInstalled(root);
    if (!runBuild()) process.exit(1);
    const { shots } = await import('./shots.mjs');
    await shots(root, args);
  },

  bench(args) {
    ensureInstalled(root);
    process.exitCode = node(bins.vitest, ['bench', '--run', ...args], { NODE_ENV: 'production' }) ? 0 : 1;
  },

  async 'bench:cpu'() {
    ensureInstalled(root);
    const { benchCpu } = await import('./bench-cpu.mjs');
    await benchCpu(root);
  },

  async 'bench:gpu'(args) {
    ensureInstalled(root);
    const { benchGpu } = await import('./bench-gpu.mjs');
    await benchGpu(root, args);
  },

  async 'bench:web'(args) {
    ensureInstalled(root);
    if (!runBuild()) process.exit(1);
    const { benchWeb } = await import('./bench-web.mjs');
    await benchWeb(root, args);
  },

  async 'build:wasm'() {
    ensureInstalled(root);
    const { buildWasm } = await import('./build-wasm.mjs');
    await buildWasm();
  },

  async fuzz(args) {
    ensureInstalled(root);
    const { fuzz } = await import('./fuzz.mjs');
    await fuzz(root, args);
  },

  async tokenhouse(args) {
    ensureInstalled(root);
    const { runTool } = await import('./tool.mjs');
    await runTool(root, args);
  },
};

assertNodeVersion();
const [verb = '', ...rest] = process.argv.slice(2);
const run = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
if (run === undefined) {
  console.error(`Usage: node scripts/run.mjs ${Object.keys(verbs).join('|')}`);
  process.exit(2);
}
await run(rest);
