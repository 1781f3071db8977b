import type { Locator, Page } from '@playwright/test';
import { expect, openPage, test } from './fixtures.ts';
import { expectNoViolations } from './looks.ts';

const introduction = (page: Page): Locator => page.getByRole('region', { name: 'Introduction' });
const step = (page: Page, at: number): Locator =>
  page.getByRole('dialog', { name: new RegExp(`^Tour, step ${at} of 6: `) });

/** How far anything that was drawn has moved by itself, as browsers count it. */
async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const sums = window as unknown as { shifted: number };
    sums.shifted = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
        if (!entry.hadRecentInput) sums.shifted += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

const shifted = (page: Page): Promise<number> =>
  page.evaluate(() => (window as unknown as { shifted: number }).shifted);

test('a first visit says what is open and what to do, moves nothing, and says it no more once dismissed', async ({
  page,
}) => {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 });
    await watchShifts(page);
    await openPage({ page, name: 'spend' });
    await expect(introduction(page)).toContainText(
      'Open is “Coding swarm, 50 sub-agents”: 40 people with 2 tasks a day each; a task takes 1 orchestrator and 50 sub-agents.',
    );
    // All that comes late has come.
    await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'What does the same work cost elsewhere?' })).toBeAttached();
    await expect(page.locator('.recharts-surface').first()).toBeAttached();
    expect(await shifted(page)).toBeLessThan(0.02);
    // The answer is on the first screen.
    for (const figure of ['without', 'with', 'saving']) await expect(page.getByTestId(figure)).toBeInViewport();
  }
  await introduction(page).getByRole('button', { name: 'Got it' }).click();
  await expect(introduction(page)).toHaveCount(0);
  await page.reload();
  await expect(page.getByTestId('without')).toBeVisible();
  await expect(introduction(page)).toHaveCount(0);
});

test('where a browser keeps nothing the introduction goes all the same', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('not here', 'SecurityError');
      },
    });
  });
  await openPage({ page, name: 'spend' });
  await introduction(page).getByRole('button', { name: 'Got it' }).click();
  await expect(introduction(page)).toHaveCount(0);
  const pages = page.getByRole('navigation', { name: 'Pages' });
  await pages.getByRole('link', { name: 'Offers' }).click();
  await pages.getByRole('link', { name: 'Spend' }).click();
  await expect(page.getByTestId('without')).toBeVisible();
  await expect(introduction(page)).toHaveCount(0);
});

test('the tour goes from the answer to a changed input, a shared link and an exported workbook', async ({ page }) => {
  // Smooth scrolling between steps takes a busy machine long.
  test.slow();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await openPage({ page, name: 'spend' });
  await introduction(page).getByRole('button', { name: 'Take the tour' }).click();
  await expect(step(page, 1)).toBeFocused();
  await expect(page.getByTestId('saving')).toBeInViewport();
  await expectNoViolations({ page, include: '[aria-label^="Tour"]' });

  await step(page, 1).getByRole('button', { name: 'Next' }).click();
  await expect(step(page, 2)).toBeFocused();
  const before = await page.getByTestId('without').innerText();
  await step(page, 2).getByRole('button', { name: 'Go to People' }).click();
  const people = page.getByRole('textbox', { name: 'People' });
  await expect(people).toBeFocused();
  await people.fill('80');
  await expect(page.getByTestId('without')).not.toHaveText(before);

  await step(page, 2).getByRole('button', { name: 'Next' }).click();
  await expect(page.locator('[data-rung="warehouse"]')).toBeInViewport();
  await step(page, 3).getByRole('button', { name: 'Back' }).click();
  await expect(step(page, 2)).toBeFocused();
  await step(page, 2).getByRole('button', { name: 'Next' }).click();
  await step(page, 3).getByRole('button', { name: 'Next' }).click();
  await expect(page.getByRole('heading', { name: 'How long must a prefix survive?' })).toBeInViewport();
  await step(page, 4).getByRole('button', { name: 'Next' }).click();

  await step(page, 5).getByRole('button', { name: 'Go to Copy link' }).click();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Link copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('#v=1');
  await step(page, 5).getByRole('button', { name: 'Next' }).click();

  await step(page, 6).getByRole('button', { name: 'Go to Export' }).click();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: /^Tour/ })).toHaveCount(0);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: /^Workbook/ }).click();
  expect((await download).suggestedFilename()).toMatch(/\.xlsx$/);
  // Whoever has taken the tour needs no introduction.
  await expect(introduction(page)).toHaveCount(0);
});

test('the tour from another page, on a phone and without motion: it leads home, Esc ends it, the focus returns', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 390, height: 844 });
  await openPage({ page, name: 'offers' });
  const help = page.getByRole('button', { name: 'Help: tour' });
  await help.click();
  await expect(page).toHaveURL(/page=spend/);
  for (let at = 1; at <= 6; at++) {
    const card = step(page, at);
    await expect(card).toBeFocused();
    await expect(card).toBeInViewport({ ratio: 1 });
    if (at < 6) await card.getByRole('button', { name: 'Next' }).click();
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: /^Tour/ })).toHaveCount(0);
  await expect(help).toBeFocused();
  // Leaving the page ends it too.
  await help.click();
  await expect(step(page, 1)).toBeFocused();
  await page.goBack();
  await expect(page.getByRole('dialog', { name: /^Tour/ })).toHaveCount(0);
});
