// Draws the icons of the installed app from their SVG: `node scripts/icons.mjs`, after a change to one.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findBrowser } from './browser.mjs';

const at = (/** @type {string} */ path) => fileURLToPath(new URL(`../public/${path}`, import.meta.url));

/** Apple's icon is cut to shape by the system, like the maskable one. */
const ICONS = /** @type {const} */ ([
  ['favicon.svg', 'icons/icon-192.png', 192],
  ['favicon.svg', 'icons/icon-512.png', 512],
  ['icons/maskable.svg', 'icons/maskable-512.png', 512],
  ['icons/maskable.svg', 'icons/apple-touch-icon.png', 180],
]);

const { chromium } = await import('@playwright/test');
const browser = await chromium.launch(await findBrowser({ install: false }));
for (const [from, to, size] of ICONS) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const svg = readFileSync(at(from), 'utf8').replace('<svg ', `<svg width="${size}" height="${size}" `);
  await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg}`);
  await page.screenshot({ path: at(to), omitBackground: true });
  await page.close();
}
await browser.close();
