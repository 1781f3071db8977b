import { median, percentile } from './bench-web-report.mjs';

/** @import { Browser, Page } from '@playwright/test' */
/** @import { Row } from './bench-web-report.mjs' */

const WIDTHS = [390, 1280];
const SHIFT_BAR = 0.02;
const FRAME_BAR_MS = 50;
const FRAMES = 240;
/** Nothing was drawn, moved or worked on for so long: longer than the page waits with what nobody looks at yet. */
const STILL_MS = 2_500;

/** Runs in the page, before anything of its own. */
function watchInPage() {
  const seen = { shift: 0, lastMs: 0, longest: 0 };
  Object.assign(globalThis, { seen });
  const touch = () => {
    seen.lastMs = performance.now();
  };
  const watch = (/** @type {string} */ type, /** @type {(entry: any) => void} */ use) =>
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) use(entry);
    }).observe({ type, buffered: true });
  watch('layout-shift', (entry) => {
    if (!entry.hadRecentInput) seen.shift += entry.value;
    touch();
  });
  watch('longtask', (entry) => {
    seen.longest = Math.max(seen.longest, entry.duration);
    touch();
  });
  watch('resource', touch);
  new MutationObserver(touch).observe(document, { childList: true, subtree: true, attributes: true });
}

/** @typedef {{ shift: number, lastMs: number, longest: number }} Seen */
const seenIn = (/** @type {Page} */ page) =>
  page.evaluate(() => /** @type {{ seen: Seen }} */ (/** @type {unknown} */ (globalThis)).seen);

/** @param {Page} page */
async function untilStill(page) {
  await page.waitForFunction(
    (stillMs) => {
      const { seen } = /** @type {{ seen: Seen }} */ (/** @type {unknown} */ (globalThis));
      return document.readyState === 'complete' && performance.now() - seen.lastMs > stillMs;
    },
    STILL_MS,
    { polling: 100, timeout: 60_000 },
  );
}

/** @param {{ page: Page, name: string }} options */
async function untilShown({ page, name }) {
  await page.locator(`main section`).first().waitFor();
  await page.waitForFunction(() => !/Loading the page/.test(document.querySelector('main')?.textContent ?? ''));
  if (name === 'offers') await page.locator('tr[data-offer]').first().waitFor({ timeout: 60_000 });
}

/**
 * How much each page moves while it loads, and what is the longest task of it.
 * @param {{ url: string, browser: Browser, pages: readonly string[] }} options
 * @returns {Promise<Row[]>}
 */
export async function measureShifts({ url, browser, pages }) {
  /** @type {Row[]} */
  const rows = [];
  for (const width of WIDTHS)
    for (const name of pages) {
      const page = await browser.newPage({ viewport: { width, height: width < 600 ? 844 : 800 } });
      await page.addInitScript(watchInPage);
      await page.goto(`${url}?page=${name}`);
      await untilShown({ page, name });
      await untilStill(page);
      const { shift, longest } = await seenIn(page);
      rows.push({
        what: `${name} at ${width} px: layout shift while loading`,
        value: shift,
        unit: 'shift',
        atMost: SHIFT_BAR,
        note: `longest task ${longest.toFixed(0)} ms`,
      });
      await page.close();
    }
  return rows;
}

/**
 * From a click in the rail of the home page until the page is drawn and answers: its files come over the wire.
 * @param {{ url: string, browser: Browser, pages: readonly string[], runs: number }} options
 * @returns {Promise<Row[]>}
 */
export async function measureOpening({ url, browser, pages, runs }) {
  /** @type {Row[]} */
  const rows = [];
  for (const name of pages.filter((one) => one !== 'spend')) {
    /** @type {number[]} */
    const ms = [];
    for (let i = 0; i < runs; i++) {
      // A context of its own: an empty cache, and no service worker.
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, serviceWorkers: 'block' });
      const page = await context.newPage();
      await page.addInitScript(watchInPage);
      await page.goto(url);
      await untilShown({ page, name: 'spend' });
      await untilStill(page);
      const since = await page.evaluate((to) => {
        const link = document.querySelector(`nav a[href*="page=${to}"]`);
        if (!(link instanceof HTMLElement)) throw new Error(`The rail has no ${to}`);
        const now = performance.now();
        link.click();
        return now;
      }, name);
      await page.waitForFunction(
        () => !/Loading the page/.test(document.querySelector('main')?.textContent ?? ''),
        null,
        {
          polling: 'raf',
        },
      );
      await untilShown({ page, name });
      // Answers again: a frame was drawn and the next one began on time.
      const until = await page.evaluate(
        () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
      );
      ms.push(Number(until) - since);
      await context.close();
    }
    rows.push({
      what: `${name}: from the click to a page that answers`,
      value: median(ms),
      unit: 'ms',
      note: `of ${ms.map((one) => one.toFixed(0)).join(', ')}`,
    });
  }
  return rows;
}

/**
 * Runs in the page: changes something in every frame, and takes the times between frames.
 * @param {{ frames: number, kind: 'key' | 'pointer', label: string }} options
 * @returns {Promise<number[]>}
 */
function framesInPage({ frames, kind, label }) {
  const target =
    kind === 'key'
      ? [...document.querySelectorAll('input')].find((input) =>
          (input.getAttribute('aria-label') ?? '').startsWith(label),
        )
      : document.querySelector(`${label} .recharts-wrapper`);
  if (!target) throw new Error(`The page has no ${label}`);
  /** @type {number[]} */
  const ms = [];
  return new Promise((resolve) => {
    let before = 0;
    const box = target.getBoundingClientRect();
    const go = (/** @type {number} */ now) => {
      if (before > 0) ms.push(now - before);
      before = now;
      if (ms.length >= frames) {
        resolve(ms);
        return;
      }
      const i = ms.length;
      if (kind === 'key') {
        // Up and down, so that no limit is reached; every frame a value that was not there before.
        const key = i % 80 < 45 ? 'ArrowUp' : 'ArrowDown';
        target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      } else {
        const at = {
          clientX: box.x + box.width * (0.15 + 0.7 * Math.abs(((i / 60) % 2) - 1)),
          clientY: box.y + box.height / 2,
        };
        target.dispatchEvent(new PointerEvent('pointermove', { ...at, bubbles: true }));
        target.dispatchEvent(new MouseEvent('mousemove', { ...at, bubbles: true }));
      }
      requestAnimationFrame(go);
    };
    requestAnimationFrame(go);
  });
}

/**
 * The main thread's processor time of each frame while something is done. Others on the machine lengthen frames, not this.
 * @param {{ browser: Browser, during: () => Promise<unknown> }} options
 * @returns {Promise<number[]>}
 */
async function workPerFrame({ browser, during }) {
  /** @typedef {{ name: string, ph: string, pid: number, tid: number, ts: number, tdur?: number, args?: { name?: string } }} Traced */
  /** @type {Traced[]} */
  const events = [];
  const session = await browser.newBrowserCDPSession();
  session.on(
    'Tracing.dataCollected',
    ({ value }) => void events.push(.../** @type {Traced[]} */ (/** @type {unknown} */ (value))),
  );
  const ended = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', 'devtools.timeline'] },
  });
  await during();
  await session.send('Tracing.end');
  await ended;
  await session.detach();
  const ticks = events.filter(({ name }) => name === 'FireAnimationFrame').sort((a, b) => a.ts - b.ts);
  const [first] = ticks;
  /** Where tasks are told twice, by two categories, the second is left out. @type {Map<number, number>} */
  const tasks = new Map();
  for (const { name, ph, pid, tid, ts, tdur = 0 } of events)
    if (ph === 'X' && name.endsWith('RunTask') && pid === first?.pid && tid === first.tid) tasks.set(ts, tdur / 1000);
  return ticks.slice(1).map(({ ts: until }, i) => {
    const since = ticks[i]?.ts ?? 0;
    let sum = 0;
    let last = -1;
    for (const [ts, ms] of tasks)
      if (ts >= since && ts < until && ts > last) {
        sum += ms;
        last = ts + 1000 * ms * 0.9;
      }
    return sum;
  });
}

/** @param {{ what: string, ms: readonly number[], work: readonly number[] }} options @returns {Row} */
const framesRow = ({ what, ms, work }) => ({
  what: `${what}: frame, p95`,
  value: percentile(ms, 0.95),
  unit: 'ms',
  atMost: FRAME_BAR_MS,
  note: `p50 ${percentile(ms, 0.5).toFixed(1)}, longest ${Math.max(...ms).toFixed(1)} ms of ${ms.length} frames; main thread's own time p50 ${percentile(work, 0.5).toFixed(1)}, p95 ${percentile(work, 0.95).toFixed(1)} ms`,
});

/**
 * Frames while a value is changed without a pause, an arrow key in every frame: faster than any hand drags.
 * @param {{ url: string, browser: Browser }} options
 * @returns {Promise<Row[]>}
 */
export async function measureFrames({ url, browser }) {
  /** @type {Row[]} */
  const rows = [];
  const cases = /** @type {const} */ ([
    { name: 'spend', kind: 'key', label: 'People', what: 'Spend, People dragged' },
    { name: 'spend', kind: 'key', label: 'Median gap', what: 'Spend, Median gap dragged' },
    { name: 'spend', kind: 'key', label: 'Tokens per request', what: 'Spend, the projection dragged' },
    { name: 'spend', kind: 'pointer', label: 'figure', what: 'Spend, the pointer over the retention curve' },
    { name: 'swarm', kind: 'key', label: 'People', what: 'Swarm, People dragged' },
    { name: 'kv', kind: 'key', label: 'People', what: 'KV cache, People dragged' },
    { name: 'cluster', kind: 'key', label: 'People', what: 'Cluster, People dragged' },
    { name: 'offers', kind: 'key', label: 'People', what: 'Offers, People dragged' },
  ]);
  for (const { name, kind, label, what } of cases) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.addInitScript(watchInPage);
    await page.goto(`${url}?page=${name}`);
    await untilShown({ page, name });
    await untilStill(page);
    if (kind === 'pointer') await page.locator(`${label} .recharts-wrapper`).first().scrollIntoViewIfNeeded();
    /** @type {number[]} */
    let ms = [];
    const work = await workPerFrame({
      browser,
      during: async () => {
        ms = await page.evaluate(framesInPage, { frames: FRAMES, kind, label });
      },
    });
    rows.push(framesRow({ what, ms, work }));
    await page.close();
  }
  return rows;
}
