import { chromium } from '@playwright/test';
import {
  adapterThatSays,
  beforeGpuWorker,
  ended,
  expectWholeRecord,
  launchWithWebGpu,
  LOSES_DEVICE,
  memoryUpTo,
  openBench,
  partOf,
  savedRecord,
  SHORT,
  start,
} from './bench-hooks.ts';
import { expect, test } from './fixtures.ts';
import { axe } from './looks.ts';

/** The Bench page where there is WebGPU, on a card or in software. How fast anything is, no test says. */

test.use({ launchOptions: launchWithWebGpu() });

test('both parts: the adapter is named, sums are right, the record is saved, the figure travels in the link', async ({
  page,
}) => {
  await beforeGpuWorker({ on: page, code: [SHORT] });
  await openBench({ page });
  await start({ page, parts: ['gpu', 'cpu'] });
  await expect(page.getByRole('progressbar', { name: 'Measurement' })).toBeVisible();
  await ended(page);

  const [gpu, cpu] = [partOf({ page, part: 'gpu' }), partOf({ page, part: 'cpu' })];
  await expect(gpu).toHaveAttribute('data-state', 'measured');
  await expect(gpu.locator('[data-checksum="ok"]')).toBeVisible();
  const record = await savedRecord(page);
  expectWholeRecord(record);
  const adapter = record.gpu?.adapter;
  if (adapter?.isFallback === true) {
    // Software is named, and is no figure of memory.
    await expect(gpu).toContainText(`${adapter.vendor} ${adapter.architecture} is a software adapter`);
    await expect(gpu).not.toContainText(/at least \d|about \d/);
    await expect(page.getByRole('region', { name: 'Which card is this?' })).toHaveCount(0);
  }

  await expect(cpu).toContainText(/(at least|about) [\d.]+ (GB|TB)\/s/);
  await expect(cpu.locator('[data-checksum="ok"]')).toBeVisible();
  await expect(page.locator('tr[data-machine="measured"]').first().locator('[data-origin="measured"]')).toBeVisible();

  const before = page.url();
  await cpu.getByRole('button', { name: /Put into the scenario link/ }).click();
  await expect(cpu.getByRole('button', { name: 'Take out of the scenario link' })).toBeVisible();
  await expect.poll(() => page.url()).not.toBe(before);
  // Opened anew nothing is measured, and the link's figure is somebody's.
  await page.reload();
  const link = partOf({ page, part: 'link' });
  await expect(link).toContainText('measured elsewhere');
  await expect(link).toContainText(/Chrome \d+ on/);
  await expect(link).toContainText(record.startedAt.slice(0, 10));
  await expect(partOf({ page, part: 'cpu' })).toHaveCount(0);
});

test('cancelled: said with what to do next, and the next run begins', async ({ page }) => {
  await openBench({ page });
  await start({ page, parts: ['gpu'], mib: 256 });
  await expect(page.getByText(/^Graphics card: (filling|checking|trying)/)).toBeVisible();
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await ended(page);
  const gpu = partOf({ page, part: 'gpu' });
  await expect(gpu).toHaveAttribute('data-state', 'cancelled');
  await expect(gpu).toContainText('cancelled before the graphics card had a figure');
  await gpu.getByRole('button', { name: 'Measure again' }).click();
  await expect(page.getByRole('progressbar', { name: 'Measurement' })).toBeVisible();
  // It goes on while other pages are open.
  await page.getByRole('link', { name: 'Spend', exact: true }).click();
  await expect(page.getByText('Without warehousing')).toBeVisible();
  await page.getByRole('link', { name: 'Bench', exact: true }).click();
  await expect(page.locator('[data-bench="running"]')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await ended(page);
});

test('the device is lost half-way: a smaller array is offered, and the processor has its figure', async ({ page }) => {
  await beforeGpuWorker({ on: page, code: [SHORT, LOSES_DEVICE] });
  await openBench({ page });
  await start({ page, parts: ['gpu', 'cpu'], mib: 128 });
  await ended(page);
  const gpu = partOf({ page, part: 'gpu' });
  await expect(gpu).toHaveAttribute('data-state', 'device-lost');
  await expect(gpu.getByRole('button', { name: 'Measure again with 64 MiB' })).toBeEnabled();
  await expect(partOf({ page, part: 'cpu' })).toContainText(/(at least|about) [\d.]+ (GB|TB)\/s/);
  await expect(page.locator('tr[data-machine="h100-sxm"]').first()).toContainText('data sheet');
});

test('out of memory: half of it is read and the other half named', async ({ page }) => {
  await beforeGpuWorker({ on: page, code: [SHORT, memoryUpTo(64), adapterThatSays({ vendor: 'intel' })] });
  await openBench({ page });
  await start({ page, parts: ['gpu'], mib: 512 });
  await ended(page);
  const gpu = partOf({ page, part: 'gpu' });
  await expect(gpu).toHaveAttribute('data-state', 'measured');
  await expect(gpu).toContainText('There was no memory for 128 MiB, so 64 MiB was read.');
});

test('out of memory at every size: no figure, and why', async ({ page }) => {
  await beforeGpuWorker({ on: page, code: [memoryUpTo(0)] });
  await openBench({ page });
  await start({ page, parts: ['gpu'] });
  await ended(page);
  const gpu = partOf({ page, part: 'gpu' });
  await expect(gpu).toHaveAttribute('data-state', 'out-of-memory');
  await expect(gpu).toContainText('Close other pages and programs');
});

// A stand-in: an adapter of compatibility mode is not to be had everywhere. It says nothing of itself and has no clock.
test('an adapter without words or a clock: timed by the page, and software is suspected', async ({ page }) => {
  await beforeGpuWorker({ on: page, code: [SHORT, adapterThatSays({})] });
  await page.addInitScript(`
    const plain = WebGLRenderingContext.prototype.getParameter;
    WebGLRenderingContext.prototype.getParameter = function (name) {
      return name === 0x1f01 || name === 0x9246 ? 'ANGLE (Mesa, llvmpipe (LLVM 15.0.6, 256 bits), OpenGL 4.5)' : plain.call(this, name);
    };
  `);
  await openBench({ page });
  await start({ page, parts: ['gpu'] });
  await ended(page);
  const gpu = partOf({ page, part: 'gpu' });
  await expect(gpu).toHaveAttribute('data-state', 'measured');
  await expect(gpu).toContainText('the page’s clock');
  await expect(gpu).toContainText('Perhaps software');
  await expect(gpu.getByRole('button', { name: 'Measure the processor' })).toBeVisible();
  await expect(page.getByText('an adapter that does not say what it is')).toBeVisible();
});

test('which card: no data sheet before it is confirmed, and its share after', async ({ page }) => {
  await beforeGpuWorker({ on: page, code: [SHORT, adapterThatSays({ vendor: 'nvidia', architecture: 'lovelace' })] });
  await page.addInitScript(`
    const plain = WebGLRenderingContext.prototype.getParameter;
    WebGLRenderingContext.prototype.getParameter = function (name) {
      return name === 0x1f01 || name === 0x9246 ? 'ANGLE (NVIDIA, NVIDIA GeForce RTX 4090 (0x00002684) Direct3D11 vs_5_0 ps_5_0, D3D11)' : plain.call(this, name);
    };
  `);
  await openBench({ page });
  await start({ page, parts: ['gpu'] });
  await ended(page);
  const card = page.getByRole('region', { name: 'Which card is this?' });
  await expect(card).toContainText('Ada Lovelace');
  await expect(card.getByLabel('Card', { exact: true }).locator('option:checked')).toHaveText(/RTX 4090/);
  await expect(card).not.toContainText(/TB\/s|1,008/);
  await card.getByRole('button', { name: 'This is the card' }).click();
  await expect(card.locator('[data-share]')).toContainText('RTX 4090');
  // It cannot be that card, if software computes; whatever was read, it is a share of what stands there.
  await expect(card.locator('[data-share]')).toContainText(/1\.01 TB\/s|no data sheet’s figure to compare with/);
  const { violations } = await axe(page).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
  ).toEqual([]);
  await card.getByRole('button', { name: 'It is another card' }).click();
  await expect(card.locator('[data-share]')).toHaveCount(0);
});

test('the browser’s graphics process is killed: said, and everything else on the page still works', async ({
  baseURL,
}) => {
  // A browser of its own: the others must keep their graphics.
  const browser = await chromium.launch(launchWithWebGpu());
  try {
    const page = await browser.newPage({ baseURL: baseURL ?? '' });
    await openBench({ page });
    await start({ page, parts: ['gpu'], mib: 256 });
    await expect(page.getByText(/^Graphics card: (checking|trying)/)).toBeVisible();
    const system = await browser.newBrowserCDPSession();
    const { processInfo } = await system.send('SystemInfo.getProcessInfo');
    const graphics = processInfo.find(({ type }) => type.toLowerCase() === 'gpu');
    if (!graphics) throw new Error('The browser has no graphics process');
    process.kill(graphics.id, 'SIGKILL');
    await ended(page);
    await expect(partOf({ page, part: 'gpu' })).toHaveAttribute('data-state', 'device-lost');
    await expect(page.locator('tr[data-machine="h100-sxm"]').first()).toContainText('data sheet');
    await page.getByRole('textbox', { name: 'Context, tokens' }).fill('5000');
    await expect(page.getByRole('columnheader', { name: 'At 5,000 tokens' }).first()).toBeVisible();
  } finally {
    await browser.close();
  }
});
