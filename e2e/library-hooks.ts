import type { BrowserContext, Page } from '@playwright/test';
import { expect, watch } from './fixtures.ts';

export const people = (page: Page) => page.getByRole('textbox', { name: 'People' });
export const panel = (page: Page) => page.getByRole('dialog', { name: 'Library' });
export const saved = (page: Page) => panel(page).getByRole('region', { name: /^Saved in this browser/ });
export const recent = (page: Page) => panel(page).getByRole('region', { name: /^Recent, not saved/ });
export const toast = (page: Page) => page.getByTestId('toast');
export const said = (page: Page) => panel(page).getByRole('status');

export async function openLibrary(page: Page): Promise<void> {
  // One that is still closing would take the press.
  await expect(panel(page)).toHaveCount(0);
  await page.getByRole('button', { name: /^Library/ }).click();
  await expect(panel(page)).toBeVisible();
}

export async function closeLibrary(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(panel(page)).toHaveCount(0);
}

export async function saveAs(page: Page, name: string): Promise<void> {
  await panel(page).getByRole('textbox', { name: 'Save the open scenario as' }).fill(name);
  await panel(page)
    .getByRole('button', { name: /^(Save|Replace)$/ })
    .click();
}

/** Texts that tabs keep of what is open in them. */
export const keptTexts = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    Object.entries({ ...localStorage })
      .filter(([key]) => key.startsWith('tokenhouse.recent.'))
      .map(([, text]) => String(text)),
  );

/** Once what keeps open scenarios is there. */
export async function untilKept(page: Page, text: RegExp): Promise<void> {
  await expect.poll(async () => (await keptTexts(page)).join()).toMatch(text);
}

/** Another tab of the same browser, watched like the first. */
export async function secondTab({ context, baseURL }: { context: BrowserContext; baseURL: string | undefined }) {
  const page = await context.newPage();
  const complaints: string[] = [];
  watch({ page, baseURL: baseURL ?? '', complaints });
  return { page, complaints };
}

/** Drops a file as a file manager does, on the element. */
export async function dropOn({
  page,
  selector,
  name,
  text,
}: {
  page: Page;
  selector: string;
  name: string;
  text: string;
}) {
  const data = await page.evaluateHandle(
    ({ name, text }) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], name));
      return transfer;
    },
    { name, text },
  );
  await page.locator(selector).first().dispatchEvent('dragover', { dataTransfer: data });
  await page.locator(selector).first().dispatchEvent('drop', { dataTransfer: data });
}
