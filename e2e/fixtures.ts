import { expect, test as base, type Page } from '@playwright/test';

/** Every test fails on a console error, an uncaught exception (policy violations are both) or a request that leaves the site. */
export const test = base.extend<{ watched: void }>({
  watched: [
    async ({ page, baseURL }, use) => {
      const complaints: string[] = [];
      watch({ page, baseURL: baseURL ?? '', complaints });
      await use();
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** What the test runner says where it keeps the service worker away. */
const NO_WORKER = 'Service Worker registration blocked by Playwright';

export function watch({ page, baseURL, complaints }: { page: Page; baseURL: string; complaints: string[] }): void {
  page.on('console', (message) => {
    if (message.text() === NO_WORKER) return;
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(baseURL) && !url.startsWith('blob:') && !url.startsWith('data:'))
      complaints.push(`request left the site: ${url}`);
  });
}

export const PAGES = ['spend', 'swarm', 'kv', 'cluster', 'offers', 'traces', 'bench', 'claims'] as const;

/** Opens a page and waits until its own content stands, and the tools above it. */
export async function openPage({
  page,
  name,
  hash = '',
}: {
  page: Page;
  name: (typeof PAGES)[number];
  hash?: string;
}): Promise<void> {
  await page.goto(`./?page=${name}${hash}`);
  await expect(page.locator('main section').first()).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'Loading the page' })).toHaveCount(0);
  // What listens for keys and dropped files comes with the tools on top, a moment after the first picture.
  await expect(page.getByRole('button', { name: /^Undo/ }).first()).toBeVisible();
}
