// `npm run bench:web`: how fast the built site is in a browser on this machine, beside what is promised. Figures of this machine at
// this moment, so no part of any test. `--only lighthouse,weight,shifts,opening,frames,figures,table`, `--pages spend,kv`,
// `--runs 3`, `--json FILE`.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { findBrowser } from './browser.mjs';
import { measureFigures, measureTable } from './bench-web-core.mjs';
import { measureLighthouse } from './bench-web-lighthouse.mjs';
import { measureFrames, measureOpening, measureShifts } from './bench-web-pages.mjs';
import { lineOf, verdictOf } from './bench-web-report.mjs';
import { serveBuilt } from './bench-web-server.mjs';

/** @import { Row } from './bench-web-report.mjs' */

const PAGES = ['spend', 'swarm', 'kv', 'cluster', 'offers', 'compare', 'traces', 'bench', 'claims'];
const LIGHTHOUSE_PAGES = ['spend', 'kv', 'cluster', 'offers'];
const FIRST_LOAD_BAR_BYTES = 200_000;
const FIRST_LOAD_GOAL_KB = 170;
const PARTS = /** @type {const} */ (['weight', 'figures', 'shifts', 'opening', 'frames', 'table', 'lighthouse']);

/** @param {string[]} args @param {string} name */
function option(args, name) {
  const at = args.findIndex((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`));
  const found = args[at] ?? '';
  return at < 0 ? undefined : found.includes('=') ? found.slice(found.indexOf('=') + 1) : args[at + 1];
}

/**
 * The files that the page's HTML asks for, and what all others weigh together.
 * @param {string} dir
 * @returns {Row[]}
 */
function weights(dir) {
  const html = readFileSync(join(dir, 'index.html'), 'utf8');
  const named = [...html.matchAll(/(?:src|href)="\.?\/?([^":]+\.(?:js|css))"/g)].flatMap(([, name]) => name ?? []);
  const kBOf = (/** @type {string} */ name) => gzipSync(readFileSync(join(dir, name)), { level: 9 }).length / 1000;
  const sizes = named.map((name) => /** @type {const} */ ([name, kBOf(name)])).sort((a, b) => b[1] - a[1]);
  const rest = readdirSync(join(dir, 'assets')).filter((name) => !named.includes(`assets/${name}`));
  return [
    {
      what: 'first load, gzip -9',
      value: sizes.reduce((sum, [, kB]) => sum + kB, 0),
      unit: 'kB',
      atMost: FIRST_LOAD_BAR_BYTES / 1000,
      note: `the goal is ${FIRST_LOAD_GOAL_KB}; 1 kB = 1000 B`,
    },
    ...sizes.map(([what, value]) => /** @type {Row} */ ({ what, value, unit: 'kB' })),
    ...rest
      .map((name) => /** @type {Row} */ ({ what: `later: ${name}`, value: kBOf(`assets/${name}`), unit: 'kB' }))
      .sort((a, b) => b.value - a.value)
      .slice(0, 12),
  ];
}

/**
 * @param {string} root @param {string[]} args
 */
export async function benchWeb(root, args) {
  const { chromium } = await import('@playwright/test');
  const pagesAsked = option(args, 'pages')?.split(',');
  const runs = Number(option(args, 'runs') ?? 3);
  const only = option(args, 'only')?.split(',');
  const unknown = only?.filter((name) => !PARTS.some((part) => part === name)) ?? [];
  if (unknown.length > 0) throw new Error(`--only takes ${PARTS.join(', ')}; not ${unknown.join(', ')}.`);
  if (!Number.isInteger(runs) || runs < 1) throw new Error('--runs takes a whole number from 1 on.');
  const wants = (/** @type {typeof PARTS[number]} */ part) => only === undefined || only.includes(part);

  const launch = await findBrowser({ install: true });
  const browser = await chromium.launch(launch);
  const served = await serveBuilt({ root });
  const { url } = served;
  const machine = `${cpus()[0]?.model.trim()}, ${cpus().length} logical cores`;
  const about = { date: new Date().toISOString(), machine, chromium: browser.version(), loadBefore: loadavg()[0] ?? 0 };
  console.log(`  ${about.date}, Chromium ${about.chromium}, ${machine}`);
  console.log(`  work of others on this machine (load, 1 minute): ${about.loadBefore.toFixed(1)}\n`);

  // The rail knows which pages there are.
  const page = await browser.newPage();
  await page.goto(url);
  await page.locator('nav a').first().waitFor();
  const links = await page
    .locator('nav a[href*="page="]')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  await page.close();
  const there = PAGES.filter((name) => links.some((href) => href.includes(`page=${name}`)));
  const pages = pagesAsked ?? there;

  /** @type {{ title: string, rows: Row[], notes?: string[] }[]} */
  const parts = [];
  /** @param {string} title @param {Row[]} rows @param {string[]} [notes] */
  const add = (title, rows, notes = []) => {
    parts.push({ title, rows, notes });
    console.log(`\n${title}\n${rows.map(lineOf).join('\n')}`);
    for (const note of notes) console.log(`  - ${note}`);
  };
  try {
    if (wants('weight')) add('Weight', weights(join(root, 'dist')));
    if (wants('figures')) add('Figures in closed form, median', await measureFigures({ root, browser }));
    if (wants('shifts')) add('Layout shift', await measureShifts({ url, browser, pages }));
    if (wants('opening')) add('Opening a page', await measureOpening({ url, browser, pages, runs }));
    if (wants('frames')) add('Dragging', await measureFrames({ url, browser }));
    if (wants('table')) add('The long table', await measureTable({ root, browser }));
    if (wants('lighthouse')) {
      const chromePath = launch.executablePath ?? chromium.executablePath();
      const { rows, notes } = await measureLighthouse({
        url,
        pages: pagesAsked ?? LIGHTHOUSE_PAGES,
        runs,
        chromePath,
        chromeArgs: launch.args ?? [],
        say: (line) => console.log(line),
      });
      add('Lighthouse', rows, notes);
    }
  } finally {
    await browser.close();
    await served.close();
  }
  const loadAfter = loadavg()[0] ?? 0;
  console.log(
    `\n  ${verdictOf(parts)}; load afterwards ${loadAfter.toFixed(1)} (above ${cpus().length}, others slowed this down)`,
  );
  const file = option(args, 'json');
  if (file !== undefined) writeFileSync(file, `${JSON.stringify({ ...about, loadAfter, parts }, null, 2)}\n`);
}
