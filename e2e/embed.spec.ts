import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type FrameLocator, type Page } from '@playwright/test';
import { encodeScenario } from '../src/scenario/codec.ts';
import { BASE_SCENARIO } from '../src/scenario/base.ts';

/** Another site: another origin, and another host than the app's. Its pages frame whatever is put into them. */
let elsewhere: Server;
let pages: Record<string, { readonly html: string; readonly headers?: Readonly<Record<string, string>> }>;
let origin: string;

test.beforeAll(async () => {
  pages = {};
  elsewhere = createServer((request, response) => {
    const found = pages[request.url ?? ''];
    response.writeHead(found ? 200 : 404, { 'Content-Type': 'text/html; charset=utf-8', ...found?.headers });
    response.end(found?.html ?? '');
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  origin = `http://localhost:${(elsewhere.address() as AddressInfo).port}`;
});

test.afterAll(() => new Promise((resolve) => elsewhere.close(resolve)));

const HASH = encodeScenario({ ...BASE_SCENARIO, name: 'Framed', workload: { ...BASE_SCENARIO.workload, people: 7 } });

/** Opens a page of the other site, with what the consoles of it and its frames say. */
async function openElsewhere({
  page,
  path,
  html,
  headers = {},
}: {
  page: Page;
  path: string;
  html: string;
  headers?: Record<string, string>;
}): Promise<{ readonly frame: FrameLocator; readonly complaints: string[]; readonly requests: string[] }> {
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => requests.push(request.url()));
  pages[path] = {
    html: `<!doctype html><link rel="icon" href="data:,"><title>Elsewhere</title><h1>Elsewhere</h1>${html}`,
    headers,
  };
  await page.goto(`${origin}${path}`);
  return { frame: page.frameLocator('iframe'), complaints, requests };
}

async function openApp(page: Page, hash = HASH): Promise<void> {
  await page.goto(`./?page=spend#${hash}`);
  await expect(page.getByTestId('without')).toBeVisible();
}

/** What the button of the app hands out. */
async function embedCode(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Embed', exact: true }).click();
  return page.getByRole('textbox', { name: 'Embed code' }).inputValue();
}

for (const { show, testId } of [
  { show: 'Saving', testId: 'saving' },
  { show: 'Spend without', testId: 'without' },
  { show: 'Spend with', testId: 'with' },
])
  test(`${show}: framed by another site, the figure of the page`, async ({ page, context }, { title }) => {
    await openApp(page);
    const shown = await page.getByTestId(testId).innerText();
    await page.getByRole('button', { name: 'Embed', exact: true }).click();
    await page.getByRole('combobox', { name: 'Figure' }).selectOption({ label: show });
    const html = await page.getByRole('textbox', { name: 'Embed code' }).inputValue();

    const other = await context.newPage();
    const { frame, complaints, requests } = await openElsewhere({
      page: other,
      path: `/${title.length}-${testId}`,
      html,
    });
    await expect(frame.getByTestId('figure')).toContainText(shown);
    await expect(frame.getByText('list prices of 2026-11-20')).toBeVisible();
    expect(complaints).toEqual([]);
    // Its own files from its own site, and nothing else.
    const app = new URL(page.url()).origin;
    expect(
      requests.filter((url) => !url.startsWith(app) && !url.startsWith(origin) && !url.startsWith('data:')),
    ).toEqual([]);
    expect(requests.filter((url) => url.startsWith(app)).every((url) => /\/embed|\/assets\//.test(url))).toBe(true);
  });

test('the ladder and the bill are those of the page', async ({ page, context }) => {
  await openApp(page);
  const rungs = await page.locator('[data-rung]').allInnerTexts();
  const bill = await page.getByRole('group', { name: 'Table: bill by class' }).innerText();
  const other = await context.newPage();
  for (const [show, locator, expected] of [
    ['ladder', '[data-rung]', rungs],
    ['bill', '[role=group]', [bill]],
  ] as const) {
    await other.goto(`./embed.html?show=${show}#${HASH}`);
    await expect(other.locator(locator)).toHaveText(
      expected.map((text) => text.replaceAll(/\s+/g, ' ')),
      {
        useInnerText: true,
      },
    );
  }
});

// A figure, a table and a chart: the others are made of the same.
for (const show of ['saving', 'bill', 'retention'])
  test(`${show}: light and dark, wide and narrow; axe finds nothing, and nothing scrolls sideways`, async ({
    page,
  }) => {
    for (const theme of ['light', 'dark'] as const) {
      await page.goto(`./embed.html?show=${show}&theme=${theme}#${HASH}`);
      await expect(page.getByRole('link', { name: /Tokenhouse/ })).toBeVisible();
      if (show === 'retention') await expect(page.locator('.recharts-surface').first()).toBeVisible();
      if (show === 'cluster') await expect(page.locator('[data-rung="warehouse"]')).toBeVisible();
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${theme} ${id}: ${nodes[0]?.html.slice(0, 160)}`)).toEqual([]);
      for (const width of [320, 640]) {
        await page.setViewportSize({ width, height: 500 });
        // A chart is measured anew a moment later.
        await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      }
    }
  });

test('keeps nothing, and follows a link that is put into its address', async ({ page }) => {
  await page.goto(`./embed.html?show=without#${HASH}`);
  const first = await page.getByTestId('figure').innerText();
  await page.evaluate(() => {
    window.location.hash = 'v=1&workload.people=70';
  });
  await expect(page.getByTestId('figure')).not.toHaveText(first);
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([0, 0, '']);
  expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
  expect(new URL(page.url()).hash).toBe('#v=1&workload.people=70');
});

test('an offer of another seller is priced, which takes all offers', async ({ page }) => {
  await page.goto('./embed.html?show=without#v=1&offerId=deepseek/deepseek-flash');
  await expect(page.getByTestId('figure')).toHaveText(/^\$\d/);
  await expect(page.getByText(/DeepSeek/).first()).toBeVisible();
});

test('opens the whole scenario in a window of its own, free of the sandbox', async ({ page, context }) => {
  await openApp(page);
  const html = await embedCode(page);
  const other = await context.newPage();
  const { frame } = await openElsewhere({ page: other, path: '/open', html });
  const [opened] = await Promise.all([
    context.waitForEvent('page'),
    frame.getByRole('link', { name: /Tokenhouse/ }).click(),
  ]);
  await expect(opened.getByRole('textbox', { name: 'Scenario name' })).toHaveValue('Framed');
  await expect(opened.getByRole('textbox', { name: 'People' })).toHaveValue('7');
  expect(await opened.evaluate(() => [window.opener === null, window.origin !== 'null'])).toEqual([true, true]);
  await opened.getByRole('textbox', { name: 'People' }).fill('8');
  await expect(opened.getByText(/could not be/)).toHaveCount(0);
});

test('is framed by an isolated page too', async ({ page, baseURL }) => {
  const { frame } = await openElsewhere({
    page,
    path: '/isolated',
    html: `<iframe src="${baseURL}embed.html?show=without#${HASH}"></iframe>`,
    headers: { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' },
  });
  expect(await page.evaluate(() => window.crossOriginIsolated)).toBe(true);
  await expect(frame.getByTestId('figure')).toHaveText(/^\$/);
});

test('every other page refuses to be framed', async ({ page, baseURL }) => {
  for (const [i, path] of ['', 'index.html', '?page=spend'].entries()) {
    const { frame, complaints } = await openElsewhere({
      page,
      path: `/refused-${i}`,
      html: `<iframe src="${baseURL}${path}#${HASH}"></iframe>`,
    });
    await expect.poll(() => complaints.join('\n')).toMatch(/frame-ancestors 'none'/);
    await expect(frame.getByTestId('without')).toHaveCount(0);
  }
});

test.describe('a link that cannot be read gives no figure, but why', () => {
  for (const [what, address, why] of [
    ['none at all', '?show=saving', /holds no scenario/],
    ['cut short', `?show=saving#${HASH.slice(0, -2)}`, /could not be read in full/],
    ['a refused value', '?show=saving#v=1&workload.people=-7', /must be a whole number/],
    ['a newer format', '?show=saving#v=12&workload.people=7', /written by a newer Tokenhouse \(format 12/],
    ['another figure', `?show=pie#${HASH}`, /can show saving, without, with/],
    ['no such offer', '?show=saving#v=1&offerId=no/such', /No offer "no\/such"/],
  ] as const)
    test(what, async ({ page }) => {
      await page.goto(`./embed.html${address}`);
      await expect(page.getByRole('alert')).toContainText(why);
      await expect(page.getByTestId('figure')).toHaveCount(0);
    });
});

test('a link that was only mangled gives its figure', async ({ page }) => {
  await page.goto(`./embed.html?show=without#${HASH}`);
  const good = await page.getByTestId('figure').innerText();
  await page.goto('about:blank');
  await page.goto(`./embed.html?show=without#${HASH.replaceAll('&', '&amp;')}.`);
  await expect(page.getByTestId('figure')).toHaveText(good);
});

test('the code leaves negotiated prices out until it is asked to carry them', async ({ page }) => {
  const own = [
    {
      id: 'own/1',
      name: 'Ours',
      basedOn: BASE_SCENARIO.offerId,
      discountRatio: 0.5,
      rates: { input: null, output: null, cacheRead: null, cacheWrite: null },
    },
  ];
  await openApp(page, encodeScenario({ ...BASE_SCENARIO, offerId: 'own/1', ownOffers: own }));
  const code = await embedCode(page);
  expect(code).not.toMatch(/own/);
  await page.getByRole('checkbox', { name: /negotiated/ }).check();
  await expect(page.getByRole('textbox', { name: 'Embed code' })).not.toHaveValue(code);
});
