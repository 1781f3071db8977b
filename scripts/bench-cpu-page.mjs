import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';

/** @import { CpuResult } from '../src/domain/bandwidth/measurement.ts' */
/** @import { Crew, StartCpuWorker, startCrew } from '../src/bench/cpu/crew.ts' */
/** @import { measureCpu } from '../src/bench/cpu/measure-cpu.ts' */
/** @typedef {import('../src/bench/cpu/protocol.ts').CpuKernel} Kernel */

/**
 * Serves the measuring code, compiled from its source, with the headers that the built site has; without isolation, less the
 * three that isolate it.
 * @param {{ root: string, isIsolated: boolean }} options
 */
async function servePage({ root, isIsolated }) {
  const { createServer: createVite } = await import('vite');
  const vite = await createVite({
    root,
    configFile: false,
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true, include: [] },
  });
  // Through Vite, because Node 20 reads no TypeScript.
  /** @type {typeof import('./headers.ts')} */
  const { readHeaders } = /** @type {never} */ (await vite.ssrLoadModule('/scripts/headers.ts'));
  const headers = Object.entries(readHeaders(join(root, 'public/_headers'))).filter(
    ([name]) => isIsolated || !name.startsWith('Cross-Origin-'),
  );
  const server = createServer((request, response) => {
    for (const [name, value] of headers) response.setHeader(name, String(value));
    if (request.url === '/') {
      response.setHeader('Content-Type', 'text/html');
      response.end('<!doctype html><title>bench</title>');
    } else vite.middlewares(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/`,
    async close() {
      server.closeAllConnections();
      server.close();
      await vite.close();
    },
  };
}

/**
 * What the functions below find in the page.
 * @typedef {object} Bench
 * @property {typeof measureCpu} measureCpu
 * @property {typeof startCrew} startCrew
 * @property {StartCpuWorker} startWorker
 * @property {Crew} [crew]
 */

/** Runs in the page first. */
async function prepareInPage() {
  const code = ['/src/bench/cpu/measure-cpu.ts', '/src/bench/cpu/crew.ts'];
  const [measuring, crews] = await Promise.all(code.map((path) => import(/* @vite-ignore */ path)));
  /** @type {StartCpuWorker} */
  const startWorker = ({ onMessage, onCrash }) => {
    const worker = new Worker('/src/bench/cpu/cpu-worker.ts', { type: 'module' });
    worker.addEventListener('message', ({ data }) => onMessage(data));
    worker.addEventListener('error', (event) => onCrash(event.message ?? 'The worker could not be loaded.'));
    return worker;
  };
  Object.assign(globalThis, {
    bench: { measureCpu: measuring.measureCpu, startCrew: crews.startCrew, startWorker },
  });
  return globalThis.crossOriginIsolated;
}

/**
 * Runs in the page: the figure as the app finds it.
 * @param {{ mostBytesPerWorker: number, logicalCores: number }} options
 * @returns {Promise<CpuResult>}
 */
export async function measureInPage(options) {
  const { bench } = /** @type {{ bench: Bench }} */ (/** @type {unknown} */ (globalThis));
  return await bench.measureCpu({
    ...options,
    isIsolated: globalThis.crossOriginIsolated,
    startWorker: bench.startWorker,
    onProgress() {},
    signal: new AbortController().signal,
  });
}

/**
 * Runs in the page: its workers with their memory, filled and checked, kept for samples.
 * @param {{ bytesPerWorker: number, workers: number }} options
 */
export async function startInPage(options) {
  const { bench } = /** @type {{ bench: Bench }} */ (/** @type {unknown} */ (globalThis));
  bench.crew = await bench.startCrew({
    ...options,
    memory: globalThis.crossOriginIsolated ? 'shared' : 'private',
    startWorker: bench.startWorker,
    signal: new AbortController().signal,
    nowMs: () => performance.timeOrigin + performance.now(),
  });
  await bench.crew.fill();
  await bench.crew.check();
}

/** @param {{ kernel: Kernel, windowMs: number }} options */
export async function sampleInPage(options) {
  const { bench } = /** @type {{ bench: Bench }} */ (/** @type {unknown} */ (globalThis));
  return (await bench.crew?.run(options))?.bytesPerSecond ?? Number.NaN;
}

/**
 * A page on a server of its own.
 * @template Result
 * @param {{ root: string, isIsolated: boolean, launch: import('@playwright/test').LaunchOptions }} options
 * @param {(page: import('@playwright/test').Page) => Promise<Result>} use
 */
export async function withPage({ root, isIsolated, launch }, use) {
  const { chromium } = await import('@playwright/test');
  const served = await servePage({ root, isIsolated });
  const browser = await chromium.launch(launch);
  try {
    const page = await browser.newPage();
    await page.goto(served.url);
    const isSo = await page.evaluate(prepareInPage);
    if (isSo !== isIsolated) throw new Error(`The page is ${isSo ? '' : 'not '}isolated.`);
    return await use(page);
  } finally {
    await browser.close();
    await served.close();
  }
}
