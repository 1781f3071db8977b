import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

/** What a file is for, by a text that only it has; names of files say little and change with every build. */
const PURPOSES = {
  charts: 'recharts-surface',
  'long tables': 'getVirtualItems',
  'tables of CSV': 'Papa',
  Parquet: 'PAR1',
  workbooks: 'application/vnd.openxmlformats-officedocument.spreadsheetml',
} as const;

/** Notes every file of the site as it is asked for, with what it is for. */
function listFiles(page: Page): { names: string[]; purposes: () => Promise<string[]> } {
  const names: string[] = [];
  const contents: Promise<string>[] = [];
  page.on('response', (response) => {
    const name = new URL(response.url()).pathname.slice(1);
    names.push(name === '' ? 'index.html' : name);
    if (name.endsWith('.js')) contents.push(response.text().catch(() => ''));
  });
  return {
    names,
    async purposes() {
      const texts = await Promise.all(contents);
      return Object.entries(PURPOSES)
        .filter(([, sign]) => texts.some((text) => text.includes(sign)))
        .map(([purpose]) => purpose);
    },
  };
}

/** The kind of a file without the part of its name that changes with its content. */
const kindOf = (name: string) => name.replace(/-[\w-]{8}(?=\.\w+$)/, '');

test.use({ viewport: { width: 390, height: 844 } });

test('a first visit shows its figures with the files that its HTML names, and charts come when they are near', async ({
  page,
}) => {
  const { names, purposes } = listFiles(page);
  const html = await page.request.get('./').then((answer) => answer.text());
  // The first figure stands before anything else may have come: what was asked for by then is what it took.
  await page.route(/\/assets\//, async (route) => {
    const isFirst = html.includes(new URL(route.request().url()).pathname.split('/').at(-1) ?? '?');
    if (isFirst) await route.continue();
    else await shown.then(() => route.continue());
  });
  let show: () => void = () => undefined;
  const shown = new Promise<void>((resolve) => {
    show = resolve;
  });
  await page.goto('./', { waitUntil: 'commit' });
  await expect(page.getByTestId('without')).toHaveText(/^\$/);
  await expect(page.getByTestId('saving')).toHaveText(/%$/);
  const early = names.filter((name) => /^assets\/.*\.(?:js|css)$/.test(name)).map(kindOf);
  expect(early.toSorted()).toEqual(
    ['core.css', 'core.js', 'first.css', 'first.js', 'index.js', 'rolldown-runtime.js'].map((name) => `assets/${name}`),
  );
  expect(await purposes()).toEqual([]);

  show();
  // Somebody reads on: the chart that comes near the view brings its library, and nothing else that is heavy.
  await page.mouse.wheel(0, 200);
  await page.locator('[data-tour="retention"]').scrollIntoViewIfNeeded();
  await expect(page.locator('.recharts-surface').first()).toBeVisible();
  expect(await purposes()).toEqual(['charts']);
  expect(names.map(kindOf).filter((name) => /simulation-worker|trace-worker|gpu-worker|cpu-worker/.test(name))).toEqual(
    [],
  );
});
