import type { Page } from '@playwright/test';
import { beforeGpuWorker, ended, NO_WEBGPU, openBench, partOf, SHORT, start } from './bench-hooks.ts';
import { expect, test } from './fixtures.ts';

/** The Bench page where there is no WebGPU to be had, and before anything is measured. */

const CARRIED = {
  processor: 'gpu',
  medianBytesPerSecond: 941e9,
  worstBytesPerSecond: 900e9,
  bestBytesPerSecond: 950e9,
  bufferBytes: 2 ** 30,
  samples: 12,
  timer: 'timestamp',
  method: 'grid, 8 loads in flight, 256 wide',
  adapter: 'nvidia lovelace',
  browser: 'Chrome 156 on Windows',
  measuredOn: '2026-11-20',
  cardId: null,
  warnings: ['noisy', 'a-doubt-of-tomorrow'],
};
const openWith = async ({ page, figure }: { page: Page; figure: object }): Promise<void> => {
  await openBench({ page, hash: `#v=1&measured=${encodeURIComponent(JSON.stringify(figure))}` });
};

test('no adapter: why, what to do, and everything else on the page', async ({ page }) => {
  await beforeGpuWorker({ on: page, code: [SHORT] });
  await openBench({ page });
  await start({ page, parts: ['gpu'] });
  await ended(page);
  const gpu = partOf({ page, part: 'gpu' });
  // A browser with a graphics card of its own has an adapter here.
  await expect(gpu).toHaveAttribute('data-state', /no-adapter|measured/);
  await expect(page.locator('tr[data-machine="h100-sxm"]').first()).toContainText('data sheet');
});

test('no WebGPU in the browser', async ({ page }) => {
  await beforeGpuWorker({ on: page, code: [NO_WEBGPU] });
  await openBench({ page });
  await start({ page, parts: ['gpu'] });
  await ended(page);
  const gpu = partOf({ page, part: 'gpu' });
  await expect(gpu).toHaveAttribute('data-state', 'no-webgpu');
  await expect(gpu).toContainText('Open this page in a current Chrome or Edge');
  await expect(page.getByRole('status').filter({ hasText: 'Graphics card: no WebGPU.' })).toBeVisible();
});

test('a page without encryption is told from a browser without WebGPU', async ({ browser, baseURL }) => {
  const context = await browser.newContext();
  // The site as it would come from a server without a certificate: not from this machine, for which browsers make an exception.
  await context.route('http://tokenhouse.test/**', async (route) => {
    const { pathname, search } = new URL(route.request().url());
    const response = await route.fetch({ url: `${baseURL ?? ''}${pathname.slice(1)}${search}` });
    const headers = Object.fromEntries(
      Object.entries(response.headers()).filter(([name]) => !name.startsWith('cross-origin-')),
    );
    await route.fulfill({ response, headers });
  });
  const page = await context.newPage();
  await page.goto('http://tokenhouse.test/?page=bench');
  await start({ page, parts: ['gpu'] });
  await ended(page);
  const gpu = partOf({ page, part: 'gpu' });
  await expect(gpu).toHaveAttribute('data-state', 'insecure-page');
  await expect(gpu).toContainText('https://');
  await context.close();
});

test('what measures cannot be loaded: said, and can be tried again', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL: baseURL ?? '' });
  const page = await context.newPage();
  await openBench({ page });
  await page.route(/\/assets\/bench-[\w-]{8}\.js$/, (route) => route.abort());
  await start({ page, parts: ['gpu'] });
  await expect(page.getByRole('alert')).toContainText('could not be loaded');
  await expect(page.getByRole('button', { name: 'Measure', exact: true })).toBeEnabled();
  await context.close();
});

test('data sheets answer without a measurement, each marked as one', async ({ page }) => {
  await openBench({ page });
  const machines = page.getByRole('group', { name: 'Table: machines at this context' });
  await expect(machines.locator('tbody tr').first()).toBeVisible();
  const rows = await machines.locator('tbody tr').count();
  await expect(machines.locator('[data-origin="data-sheet"]')).toHaveCount(rows);
  await expect(page.getByRole('group', { name: 'Table: a short and a long context' })).toContainText('data sheet');
  const before = await machines.innerText();
  await page.getByRole('textbox', { name: 'Context, tokens' }).fill('5000');
  await expect(machines).toContainText('At 5,000 tokens');
  expect(await machines.innerText()).not.toBe(before);
  await page.getByRole('button', { name: /Show as a table: How many tokens/ }).click();
  await expect(page.getByRole('rowheader', { name: '5,000 (this context)' })).toBeVisible();
});

test('a link’s figure says whose it is, is reckoned with, and can be taken out', async ({ page }) => {
  await openWith({ page, figure: CARRIED });
  const link = partOf({ page, part: 'link' });
  for (const told of [
    'at least 941 GB/s',
    'measured elsewhere',
    'nvidia lovelace',
    'Chrome 156 on Windows',
    '2026-11-20',
  ])
    await expect(link).toContainText(told);
  await expect(link).toContainText('Noisy');
  await expect(link).toContainText('A doubt of another version');
  await expect(link.locator('[data-share]')).toHaveCount(0);
  const own = page.locator('tr[data-machine="measured"]').first();
  await expect(own).toContainText('941 GB/s');
  await expect(own).toContainText('of the link');
  await link.getByRole('button', { name: 'Take out of the scenario link' }).click();
  await expect(link).toHaveCount(0);
  await expect(page.locator('tr[data-machine="measured"]')).toHaveCount(0);
  await page.goBack();
  await expect(link).toContainText('941 GB/s');
});

test('a link’s figure that is none is left out and named', async ({ page }) => {
  await openWith({ page, figure: { ...CARRIED, medianBytesPerSecond: -1 } });
  await expect(page.getByText(/Not all of the link could be read/)).toBeVisible();
  await expect(partOf({ page, part: 'link' })).toHaveCount(0);
});

test('nothing is measured of no part', async ({ page }) => {
  await openBench({ page });
  await page.getByLabel('Graphics card (GPU)').uncheck();
  await page.getByLabel('Processor (CPU)').uncheck();
  await expect(page.getByRole('button', { name: 'Measure', exact: true })).toBeDisabled();
  await expect(page.getByText('Choose at least one part to measure.')).toBeVisible();
});

test.describe('on a phone', () => {
  test.use({
    viewport: { width: 390, height: 844 },
    userAgent:
      'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36',
  });

  test('a quarter of the memory is asked for', async ({ page }) => {
    await openBench({ page });
    await expect(page.getByLabel('Array that is read, at most').locator('option:checked')).toHaveText('256 MiB');
    await expect(page.getByText('up to 384 MiB of graphics memory')).toBeVisible();
  });
});
