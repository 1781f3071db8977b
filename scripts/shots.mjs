import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from './browser.mjs';

const PAGES = ['spend', 'swarm', 'kv', 'cluster', 'offers', 'compare', 'traces', 'bench', 'claims'];
/** What a page needs to show what it is for: four scenarios to compare. @type {Readonly<Record<string, string>>} */
const HASHES = {
  compare:
    '#v=1.ZLOA&set=nZlNDsIgEIWvwprUpoAU7MrEkzQxsS6qidZE4-V90z-hUK2yhBfIhMlj-OaJpgiMDLVNj63mkQ1EOJlCFhW3ia45WZIovmMlJiGUo7AqG4ZXdH9rXUMWb1zk0ME8FStEcClbScCK-qLeWfFxkEI1KXJnwEscsQeIBCosZ-1vwmaFwfVO0XWEPWapVSG93njs2ngtkugmJkKeLVWW4yZSzHFnuzG_9yR25xOstnszF7JnRTX98p5Ex5iDL9wEPIfUeU1xymLI4Vge4c40sjfTiZAVl6lOVFZz8trtoZGGjgZeNJin3wNpOgWUiFUN2Us2y_Dgsuvx3jxYn48kCHKU3B3TH8ptlaMj8gI',
};
const SCHEMES = /** @type {const} */ (['light', 'dark']);
/** A phone, a laptop, a desk. */
const WIDTHS = [390, 1280, 1920];

/**
 * Pictures of the built pages, for looking at.
 * @param {string} root @param {string[]} args the pages; all when none is named
 */
export async function shots(root, args) {
  const pages = args.length > 0 ? args : PAGES;
  const { preview } = await import('vite');
  const { chromium } = await import('@playwright/test');
  const dir = join(root, 'shots');
  mkdirSync(dir, { recursive: true });
  const server = await preview({ root, logLevel: 'error', preview: { host: '127.0.0.1', port: 4400 } });
  const base = server.resolvedUrls?.local[0] ?? '';
  const browser = await chromium.launch(await findBrowser({ install: true }));
  try {
    for (const colorScheme of SCHEMES)
      for (const width of WIDTHS) {
        const context = await browser.newContext({
          colorScheme,
          viewport: { width, height: width < 600 ? 844 : 800 },
          reducedMotion: 'reduce',
          locale: 'en-US',
          timezoneId: 'UTC',
          // A picture is of this build, not of one that was kept.
          serviceWorkers: 'block',
        });
        const page = await context.newPage();
        page.on('pageerror', (error) => console.error(`  page error: ${error.message}`));
        page.on('console', (m) => {
          if (m.type() === 'error') console.error(`  console error: ${m.text()}`);
        });
        for (const name of pages) {
          const file = join(dir, `${name}-${colorScheme}-${width}.png`);
          await page.goto(`${base}?page=${encodeURIComponent(name)}${HASHES[name] ?? ''}`, {
            waitUntil: 'networkidle',
          });
          await page.evaluate(() => document.fonts.ready.then(() => undefined));
          await page.screenshot({ path: file, fullPage: true, animations: 'disabled' });
          console.log(file);
        }
        await context.close();
      }
  } finally {
    await browser.close();
    await server.close();
  }
}
