import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveBuilt } from './bench-web-server.mjs';
import { median, percentile } from './bench-web-report.mjs';

/** @import { Browser } from '@playwright/test' */
/** @import { FigureTime } from './bench-web-figures.ts' */
/** @import { Row } from './bench-web-report.mjs' */

const ROWS = 3_000;
const FIGURES_BAR_MS = 2;
const TABLE_BAR_MS = 50;
const TABLE_ROUNDS = 9;

/**
 * The figures of each page, computed in a browser.
 * @param {{ root: string, browser: Browser }} options
 * @returns {Promise<Row[]>}
 */
export async function measureFigures({ root, browser }) {
  const { build } = await import('vite');
  const built = await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      write: false,
      target: 'es2023',
      lib: { entry: join(root, 'scripts/bench-web-figures.ts'), formats: ['iife'], name: 'bench' },
    },
  });
  const { output } = /** @type {import('vite').Rolldown.RolldownOutput} */ (Array.isArray(built) ? built[0] : built);
  const [{ code }] = output;
  const page = await browser.newPage();
  try {
    await page.addScriptTag({ content: code });
    const times = await page.evaluate(() =>
      /** @type {{ figureTimes: () => readonly FigureTime[] }} */ (/** @type {unknown} */ (globalThis)).figureTimes(),
    );
    return times.map(({ page: of, what, isAtOnce, ms }) => ({
      what: `${of}: ${what}${isAtOnce ? '' : ', a moment later'}`,
      value: median(ms),
      unit: 'ms',
      note: `p95 ${percentile(ms, 0.95).toFixed(2)} ms of ${ms.length}`,
      ...(isAtOnce && { atMost: FIGURES_BAR_MS }),
    }));
  } finally {
    await page.close();
  }
}

/** The site with so many offers: those of the catalogue over and over, under other names. */
const manyOffers = /** @type {import('vite').Plugin} */ ({
  name: 'tokenhouse:many-offers',
  enforce: 'pre',
  transform(code, id) {
    if (!id.replaceAll('\\', '/').endsWith('/src/evaluate/whole-book.ts')) return null;
    const changed = code.replace(
      'offers: ALL_OFFERS',
      `offers: Array.from({ length: ${ROWS} }, (_, i) => {
        const offer = ALL_OFFERS[i % ALL_OFFERS.length];
        return i < ALL_OFFERS.length ? offer : { ...offer, id: offer.id + '~' + i, modelName: offer.modelName + ' ' + i };
      })`,
    );
    if (changed === code) throw new Error('whole-book.ts no longer says `offers: ALL_OFFERS`.');
    return changed;
  },
});

/**
 * Runs in the page: from an event until the table that answers it is drawn.
 * @param {'sort' | 'filter'} kind
 * @returns {Promise<number>} milliseconds
 */
function untilShown(kind) {
  /** @param {string} selector */
  const found = (selector) => {
    const element = document.querySelector(selector);
    if (!element) throw new Error(`The page has no ${selector}`);
    return element;
  };
  const body = found('tr[data-offer]').closest('table');
  if (!body) throw new Error('The offers are in no table');
  const state = () => `${body.getAttribute('aria-rowcount')} ${body.querySelector('tr[data-offer]')?.textContent}`;
  const before = state();
  return new Promise((resolve, reject) => {
    const give = setTimeout(() => reject(new Error(`The table did not change: ${kind}`)), 20_000);
    const observer = new MutationObserver(() => {
      if (state() === before) return;
      observer.disconnect();
      clearTimeout(give);
      // The second frame begins when the first, with the change, has been drawn.
      requestAnimationFrame(() => requestAnimationFrame((now) => resolve(now - since)));
    });
    observer.observe(body, { childList: true, subtree: true, characterData: true, attributes: true });
    let since = 0;
    requestAnimationFrame(() => {
      since = performance.now();
      if (kind === 'sort') {
        const heads = [...body.querySelectorAll('th button')].filter((button) =>
          /with|\$/.test(button.textContent ?? ''),
        );
        /** @type {HTMLElement} */ (heads[0]).click();
      } else {
        const field = /** @type {HTMLInputElement} */ (found('input[type="search"]'));
        const text = field.value === '' ? 'claude' : '';
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, text);
        field.dispatchEvent(new Event('input', { bubbles: true }));
        // Leaving the field ends the wait for more letters.
        field.dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
      }
    });
  });
}

/**
 * Sorting and filtering of a long table of offers, from the click to the frame that shows it.
 * @param {{ root: string, browser: Browser }} options
 * @returns {Promise<Row[]>}
 */
export async function measureTable({ root, browser }) {
  const { build } = await import('vite');
  const outDir = mkdtempSync(join(tmpdir(), 'tokenhouse-bench-web-'));
  try {
    await build({ root, logLevel: 'error', plugins: [manyOffers], build: { outDir, emptyOutDir: true } });
    const served = await serveBuilt({ root, outDir });
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    try {
      await page.goto(`${served.url}?page=offers`);
      await page.locator('tr[data-offer]').first().waitFor({ timeout: 120_000 });
      await page.waitForFunction(
        (rows) => Number(document.querySelector('table:has(tr[data-offer])')?.getAttribute('aria-rowcount')) >= rows,
        ROWS,
        { timeout: 120_000 },
      );
      /** @type {Row[]} */
      const rows = [];
      for (const kind of /** @type {const} */ (['sort', 'filter'])) {
        /** @type {number[]} */
        const ms = [];
        for (let i = 0; i < TABLE_ROUNDS; i++) ms.push(await page.evaluate(untilShown, kind));
        rows.push({
          what: `table of ${ROWS.toLocaleString('en-US')} offers: ${kind}`,
          value: median(ms),
          unit: 'ms',
          note: `from ${Math.min(...ms).toFixed(0)} to ${Math.max(...ms).toFixed(0)} ms, frames included`,
          atMost: TABLE_BAR_MS,
        });
      }
      return rows;
    } finally {
      await page.close();
      await served.close();
    }
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}
