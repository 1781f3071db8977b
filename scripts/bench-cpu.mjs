// `npm run bench:cpu`: the processor's bandwidth as a browser finds it, beside that of a native program on the same machine.
// A figure of this machine at this moment, so no part of any test.
//
// Other programs of the same machine, or of others on the same host, take bandwidth for tenths of a second at a time. So native
// and browser samples take turns, and a browser's sample counts only when the native ones right before and right after it
// are both close to the best native one there was.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { measureInPage, sampleInPage, startInPage, withPage } from './bench-cpu-page.mjs';
import { findBrowser } from './browser.mjs';

/** @typedef {import('./bench-cpu-page.mjs').Kernel} Kernel */
/** In bytes per second. @typedef {{ isIsolated: boolean, kernel: Kernel, before: number, browser: number, after: number }} Turn */
/** @typedef {{ sample: (kernel: Kernel) => Promise<number>, end: () => void }} Native */

/** Reads come first: the others write over what is read. */
const KERNELS = /** @type {const} */ (['read', 'triad', 'copy', 'write']);
const THREADS = 2;
const MEBIBYTES_PER_THREAD = 512;
const SAMPLE_MS = 200;
const TURNS = { read: 15, triad: 5, copy: 5, write: 5 };
/** Of the best native sample; less, and somebody else took part of the bandwidth. */
const QUIET_RATIO = 0.93;
/** Quiet turns of reading, for either kind of page. */
const WANTED = 20;
const MOST_ROUNDS = 6;
/** Native samples that may go by until it is quiet enough for the browser's turn. */
const PATIENCE = 10;

/** @param {number[]} values */
const median = (values) => {
  const sorted = values.toSorted((a, b) => a - b);
  return ((sorted[(sorted.length - 1) >> 1] ?? Number.NaN) + (sorted[sorted.length >> 1] ?? Number.NaN)) / 2;
};
/** @param {number | undefined} bytesPerSecond */
const gb = (bytesPerSecond) => (bytesPerSecond === undefined ? '–' : (bytesPerSecond / 1e9).toFixed(1)).padStart(6);
/** @param {number} ratio */
const percent = (ratio) => `${(100 * ratio).toFixed(0)} %`.padStart(6);

/** @param {string} dir */
function buildNative(dir) {
  const binary = join(dir, 'native-read');
  const source = fileURLToPath(new URL('native-read.c', import.meta.url));
  try {
    execFileSync('cc', ['-O3', '-march=native', '-pthread', source, '-o', binary], { stdio: ['ignore', 2, 2] });
  } catch {
    throw new Error('The native program was not built. It needs a C compiler called cc.');
  }
  return binary;
}

/** @param {string} binary @returns {Promise<Native>} */
async function startNative(binary) {
  const args = [THREADS, MEBIBYTES_PER_THREAD, SAMPLE_MS].map(String);
  const child = spawn(binary, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error('The native program ended.');
    return value;
  };
  await next();
  return {
    async sample(kernel) {
      child.stdin.write(`${kernel}\n`);
      return Number(await next());
    },
    end: () => void child.kill(),
  };
}

/**
 * Native, browser, native, browser … native. `best` is the best native sample of every kernel so far.
 * @param {{ page: import('@playwright/test').Page, binary: string, isIsolated: boolean, best: Record<Kernel, number> }} options
 */
async function takeTurns({ page, binary, isIsolated, best }) {
  const native = await startNative(binary);
  /** @type {Turn[]} */
  const turns = [];
  const sample = async (/** @type {Kernel} */ kernel) => {
    const rate = await native.sample(kernel);
    best[kernel] = Math.max(best[kernel], rate);
    return rate;
  };
  try {
    await page.evaluate(startInPage, { workers: THREADS, bytesPerWorker: MEBIBYTES_PER_THREAD * 2 ** 20 });
    for (const kernel of KERNELS) {
      await sample(kernel);
      await page.evaluate(sampleInPage, { kernel, windowMs: 2 * SAMPLE_MS });
      let before = await sample(kernel);
      for (let turn = 0; turn < TURNS[kernel]; turn += 1) {
        for (let waited = 0; waited < PATIENCE && before < QUIET_RATIO * best[kernel]; waited += 1)
          before = await sample(kernel);
        const browser = await page.evaluate(sampleInPage, { kernel, windowMs: SAMPLE_MS });
        const after = await sample(kernel);
        turns.push({ isIsolated, kernel, before, browser, after });
        before = after;
      }
    }
  } finally {
    native.end();
  }
  return turns;
}

/** @param {{ turns: Turn[], best: Record<Kernel, number>, kernel: Kernel, isIsolated: boolean }} options */
function quietOnes({ turns, best, kernel, isIsolated }) {
  const least = QUIET_RATIO * best[kernel];
  return turns.filter(
    (turn) => turn.kernel === kernel && turn.isIsolated === isIsolated && Math.min(turn.before, turn.after) >= least,
  );
}

/** @param {{ turns: Turn[], best: Record<Kernel, number> }} options */
function printTable({ turns, best }) {
  console.log('\n  Medians of quiet turns in GB/s (10⁹ bytes); a copy counted twice, a triad three times.');
  console.log('  Ratio: a browser sample ÷ the mean of the native ones before and after it; median (quartiles).\n');
  console.log('  page          kernel  quiet turns  native  browser   ratio');
  for (const isIsolated of [true, false])
    for (const kernel of KERNELS) {
      const quiet = quietOnes({ turns, best, kernel, isIsolated });
      const all = turns.filter((turn) => turn.kernel === kernel && turn.isIsolated === isIsolated).length;
      const page = (isIsolated ? 'isolated' : 'not isolated').padEnd(13);
      const row = `  ${page} ${kernel.padEnd(6)} ${String(quiet.length).padStart(4)} of ${String(all).padEnd(4)}`;
      if (quiet.length === 0) {
        console.log(`${row}   never quiet: no ratio`);
        continue;
      }
      const natives = quiet.map(({ before, after }) => (before + after) / 2);
      const ratios = quiet
        .map(({ before, browser, after }) => (2 * browser) / (before + after))
        .toSorted((a, b) => a - b);
      const quartiles = [0.25, 0.75].map((share) =>
        percent(ratios[Math.round(share * (ratios.length - 1))] ?? 0).trim(),
      );
      const browsers = quiet.map(({ browser }) => browser);
      console.log(
        `${row}   ${gb(median(natives))}  ${gb(median(browsers))}  ${percent(median(ratios))} (${quartiles.join(' … ')})`,
      );
    }
  console.log();
}

/** @param {string} root */
export async function benchCpu(root) {
  const dir = mkdtempSync(join(tmpdir(), 'tokenhouse-bench-'));
  /** @type {Turn[]} */
  const turns = [];
  const best = { read: 0, triad: 0, copy: 0, write: 0 };
  try {
    const binary = buildNative(dir);
    const launch = await findBrowser({ install: true });
    console.log(`  ${cpus()[0]?.model}, ${cpus().length} logical cores`);
    for (const isIsolated of [true, false])
      await withPage({ root, isIsolated, launch }, async (page) => {
        const mostBytesPerWorker = MEBIBYTES_PER_THREAD * 2 ** 20;
        const result = await page.evaluate(measureInPage, { mostBytesPerWorker, logicalCores: THREADS });
        const kind = isIsolated ? 'isolated' : 'not isolated';
        if (result.status === 'failed') throw new Error(`${kind}: ${result.failure}: ${result.detail}`);
        const { read, workers, memory, warnings } = result;
        const notes = [`${workers} workers`, `${memory} memory`, ...warnings].join(', ');
        console.log(`  As the page measures, ${kind}: read ${gb(read.medianBytesPerSecond).trim()} GB/s (${notes})`);
      });
    console.log(`\n  Taking turns: ${THREADS} threads with ${MEBIBYTES_PER_THREAD} MiB each, ${SAMPLE_MS} ms a sample`);
    const quietReads = (/** @type {boolean} */ isIsolated) =>
      quietOnes({ turns, best, kernel: 'read', isIsolated }).length;
    for (let round = 1; round <= MOST_ROUNDS; round += 1) {
      for (const isIsolated of [true, false])
        turns.push(
          ...(await withPage({ root, isIsolated, launch }, (page) => takeTurns({ page, binary, isIsolated, best }))),
        );
      console.log(`  round ${round}: quiet reads: ${quietReads(true)} isolated, ${quietReads(false)} not isolated`);
      if (quietReads(true) >= WANTED && quietReads(false) >= WANTED) break;
    }
    printTable({ turns, best });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
