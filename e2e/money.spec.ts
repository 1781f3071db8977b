import type { Page } from '@playwright/test';
import { expect, openPage, test } from './fixtures.ts';
import { expectEveryLook } from './looks.ts';

/** What stands on the page in dollars, apart from fields and the sentence about them. */
const dollarsOn = (page: Page): Promise<readonly string[]> =>
  page.locator('main').evaluate((main) => {
    const found: string[] = [];
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent ?? '';
      // Units of fields stand beside them, presets of a field are in it.
      if (/\$/.test(text) && text.trim() !== '$' && !node.parentElement?.closest('button')) found.push(text);
    }
    return found;
  });

test('amounts in another currency: at a rate that somebody sets, on every page, in files and in the link', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await openPage({ page, name: 'spend' });
  const without = page.getByTestId('without');
  await expect(without).toHaveText('$42,435');
  const note = page.getByRole('main').getByText('Amounts in EUR:');

  // No rate, no guess.
  await page.getByRole('button', { name: 'Amounts in USD: choose the currency' }).click();
  await page.getByLabel('Currency', { exact: true }).selectOption('EUR');
  await expect(page.getByText('the scenario has no rate for EUR')).toBeVisible();
  await expect(without).toHaveText('$42,435');
  const rate = page.getByLabel('One US dollar, in EUR');
  await rate.fill('0');
  await expect(page.getByText('Enter how many EUR a dollar is: a number above 0.')).toBeVisible();
  await rate.fill('0.92');
  await page.getByLabel('Day of the rate').fill('2026-11-18');
  // 42,435.4 × 0.92 = 39,040.6
  await expect(without).toHaveText('€39,040');
  await expect(page.getByRole('main').getByText('1 USD = 0.92 EUR, rate of 2026-11-18')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('columnheader', { name: 'without, € a month' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Amounts in EUR/ })).toBeFocused();
  await expect.poll(() => dollarsOn(page)).toEqual([]);

  // The rate is part of the scenario, the currency of the address: both are in the link, and Undo takes the rate back.
  await expect(page).toHaveURL(/\?.*currency=EUR.*#/);
  await page.getByRole('button', { name: 'Export ▾' }).click();
  await page.getByRole('button', { name: /^Copy as Markdown/ }).click();
  await expect(page.getByText('The summary is on the clipboard.')).toBeVisible();
  const summary = await page.evaluate(() => navigator.clipboard.readText());
  expect(summary).toContain('**€39,040** a month without warehousing');
  expect(summary).toContain('Amounts in EUR: 1 USD = 0.92 EUR, rate of 2026-11-18');
  expect(summary.replace(/\(<.*>\)/, '')).not.toContain('$');
  await page.keyboard.press('Escape');

  // Other pages keep it; a price list stays as its seller wrote it, and fields stay in dollars.
  const pages = page.getByRole('navigation', { name: 'Pages' });
  await pages.getByRole('link', { name: 'Offers' }).click();
  await expect(page.getByRole('columnheader', { name: /Best policy, €\/month/ })).toBeVisible();
  await expect.poll(() => dollarsOn(page)).toEqual([]);
  await pages.getByRole('link', { name: 'KV cache' }).click();
  await expect(page.getByRole('main').getByText(/€0\.00989 per M token-hours/)).toBeVisible();
  await pages.getByRole('link', { name: 'Spend' }).click();
  await expect(page.getByRole('textbox', { name: 'Write price, $/M' })).toHaveAttribute(
    'placeholder',
    '4.00: as input',
  );

  const shared = page.url();
  await page.goto('about:blank');
  await page.goto(shared.replace('currency=EUR', 'currency=JPY'));
  await expect(page.getByText('the scenario has no rate for JPY')).toBeVisible();
  await expect(without).toHaveText('$42,435');
  await page.goto('about:blank');
  await page.goto(shared);
  await expect(without).toHaveText('€39,040');
  await expectEveryLook({ page, include: '[data-money]' });
  await page.getByRole('button', { name: 'Show US dollars' }).click();
  await expect(without).toHaveText('$42,435');
  await expect(note).toHaveCount(0);
});
