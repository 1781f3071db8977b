import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { nextVersion } from './next-version.ts';
import { StaticHost } from './static-host.ts';

// The one place where the service worker is let in: on a host of its own, under a path of its own, which can go away.
test.use({ serviceWorkers: 'allow' });
// Pages wait a while before they are kept, on machines that do other things too.
test.setTimeout(90_000);
const PATIENTLY = { timeout: 20_000 };

let host: StaticHost;
test.beforeEach(async () => {
  host = new StaticHost({ base: '/plan/' });
  await host.start();
});
test.afterEach(() => host.stop());

/** Opens the app and waits until it is kept. */
async function openKept(page: Page, address = ''): Promise<void> {
  await page.goto(`${host.url}${address}`);
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active?.state !== 'activated')
      await new Promise((resolve) => active?.addEventListener('statechange', resolve, { once: true }));
  });
}

/** What no visitor should ever see. */
function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}

const keptFiles = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });

test('after one visit every page works without a network, isolated and under the same policy, and can be installed', async ({
  page,
  context,
}) => {
  await openKept(page);
  const cdp = await context.newCDPSession(page);
  const { installabilityErrors } = await cdp.send('Page.getInstallabilityErrors');
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
  const { errors, data } = await cdp.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  expect(JSON.parse(data ?? '{}')).toMatchObject({ name: 'Tokenhouse', start_url: './', display: 'standalone' });

  await host.stop();
  // What was not loaded yet, in the tab that was open: every page, and a worker's answer.
  const complaints = listen(page);
  for (const link of await page.getByRole('navigation').getByRole('link').all()) {
    await link.click();
    await expect(page.locator('main section').first()).toBeVisible();
    await expect(page.getByRole('status').filter({ hasText: 'Loading the page' })).toHaveCount(0);
  }

  const response = await page.goto(`${host.url}?page=spend#v=1&workload.people=7`);
  expect(response?.fromServiceWorker()).toBe(true);
  expect(response?.headers()).toMatchObject({
    'cross-origin-opener-policy': 'same-origin',
    'content-security-policy': expect.stringContaining('trusted-types default'),
  });
  expect(await page.evaluate(() => window.crossOriginIsolated)).toBe(true);
  await expect(page.getByRole('textbox', { name: 'People' })).toHaveValue('7');
  await expect(page.getByTestId('saving')).toHaveText(/\d/);
  await page.getByRole('link', { name: 'Swarm' }).click();
  await expect(page.getByText(/^Closed form \(lines\), and simulated \(dots\)/).first()).toBeVisible(PATIENTLY);
  expect(complaints).toEqual([]);
  // The figure for other sites is not kept, and nothing else stands in for it.
  await expect(page.goto(`${host.url}embed.html?show=saving#v=1`)).rejects.toThrow(/ERR_/);
});

test('a new version waits, is announced in every tab, and never mixes with the old one', async ({ page, context }) => {
  const next = nextVersion();
  const complaints = listen(page);
  await openKept(page);
  const other = await context.newPage();
  const otherComplaints = listen(other);
  await openKept(other);
  const old = (await keptFiles(page)).find((path) => path.includes('KvCachePage-') && path.endsWith('.js')) ?? '';
  expect(old).not.toBe('');

  // Half of an upload: a file that is not what the new version names.
  host.root = next;
  host.asked.length = 0;
  const kv = readdirSync(join(next, 'assets')).find((name) => /^KvCachePage-.*v-2\.js$/.test(name)) ?? '';
  const whole = readFileSync(join(next, 'assets', kv), 'utf8');
  writeFileSync(join(next, 'assets', kv), `${whole}// not yet`);
  const fate = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const fateOfNext = new Promise<string>((resolve) => {
      registration.addEventListener('updatefound', () => {
        const worker = registration.installing;
        worker?.addEventListener('statechange', () => resolve(worker.state));
      });
    });
    await registration.update();
    return fateOfNext;
  });
  expect(fate).toBe('redundant');
  await page.reload();
  await expect(page.locator('html')).not.toHaveAttribute('data-version');
  await expect(page.getByTestId('update')).toHaveCount(0);

  // All of it is there.
  writeFileSync(join(next, 'assets', kv), whole);
  await page.reload();
  for (const tab of [page, other])
    await expect(tab.getByTestId('update')).toContainText('A new version of Tokenhouse is ready', PATIENTLY);
  await expect(page.locator('html')).not.toHaveAttribute('data-version');

  // Nothing is lost by it: not even what was entered a moment ago.
  await page.getByRole('textbox', { name: 'People' }).fill('33');
  await page.getByTestId('update').getByRole('button', { name: 'Reload' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-version', '2');
  await expect(page.getByRole('textbox', { name: 'People' })).toHaveValue('33');
  await expect(page.getByTestId('update')).toHaveCount(0);

  // The other tab is still the old version, whose files the host has no more.
  await expect(other.getByTestId('update')).toBeVisible();
  await other.getByRole('link', { name: 'KV cache' }).click();
  await expect(other.locator('main section').first()).toBeVisible();
  await expect(other.locator('html')).not.toHaveAttribute('data-version');
  expect(host.asked).not.toContain(old.slice('/plan'.length));
  expect(await keptFiles(other)).toContain(old);

  await other.getByTestId('update').getByRole('button', { name: 'Reload' }).click();
  await expect(other.locator('html')).toHaveAttribute('data-version', '2');
  await expect(other.locator('main section').first()).toBeVisible();
  // Nobody needs the old files any more.
  await expect.poll(() => keptFiles(other), PATIENTLY).not.toContain(old);
  expect((await keptFiles(other)).some((path) => path.endsWith(kv))).toBe(true);
  expect([...complaints, ...otherComplaints]).toEqual([]);
  rmSync(next, { recursive: true, force: true });
});
