import type { Page } from '@playwright/test';
import { expect, openPage, test } from './fixtures.ts';
import { expectEveryLook, expectNoViolations } from './looks.ts';

const card = (page: Page) => page.getByRole('region', { name: 'What share could be reused, and what share is?' });
const status = (page: Page) => card(page).getByRole('status');
const simulated = /^Closed form \(lines\), and simulated \(dots\)/;

/** The row of a window in the small table: closed form, simulated, apart, prefilled ÷ unavoidable. */
async function rowAt(page: Page, window: string): Promise<readonly string[]> {
  return card(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: window, exact: true }) })
    .getByRole('cell')
    .allInnerTexts();
}

test('the closed form is there at once, the simulation follows and is within a point of it at 5 minutes', async ({
  page,
}) => {
  await openPage({ page, name: 'swarm' });
  await expect(
    card(page)
      .getByRole('paragraph')
      .filter({ hasText: /^A cache without limits could serve 9\d\.\d %/ }),
  ).toBeVisible();
  await expect(status(page)).toHaveText(simulated);
  await expect(status(page)).toContainText('200,330 requests of 299 tasks');
  await expect(status(page)).toContainText('seed 1');
  const [form, drawn, apart] = await rowAt(page, 'TTL 5 min');
  expect(form).toMatch(/^9\d\.\d %$/);
  expect(drawn).toMatch(/^9\d\.\d %$/);
  expect(apart).toMatch(/points$/);
  expect(Number.parseFloat(apart ?? '')).toBeLessThanOrEqual(1);
  await expect(
    card(page)
      .getByRole('paragraph')
      .filter({ hasText: /at most 0\.\d+ points apart where the form is good/ }),
  ).toBeVisible();
});

test('the same seed gives the same rates again, another seed others', async ({ page }) => {
  await openPage({ page, name: 'swarm' });
  await expect(status(page)).toContainText('seed 1.');
  const first = await rowAt(page, 'TTL 5 min');
  const seed = card(page).getByRole('textbox', { name: 'Seed' });
  await seed.fill('2');
  await expect(status(page)).toContainText('seed 2.');
  await seed.fill('1');
  await expect(status(page)).toContainText('seed 1.');
  expect(await rowAt(page, 'TTL 5 min')).toEqual(first);
  await seed.fill('1.5');
  await expect(card(page).getByText('a whole number from 0 to 2,147,483,647')).toBeVisible();
  await expect(status(page)).toContainText('seed 1.');
});

test('Cancel stops the simulation until something changes or it is started again', async ({ page }) => {
  await openPage({ page, name: 'swarm' });
  await expect(status(page)).toHaveText(simulated);
  // A month of 110 people: 3.1 million requests, which take seconds.
  await page.getByRole('textbox', { name: 'People' }).first().fill('110');
  await card(page)
    .getByRole('radio', { name: /^a month: / })
    .check();
  await expect(card(page).getByRole('progressbar', { name: 'Simulation' })).toBeVisible();
  await card(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(status(page)).toHaveText('Closed form only: the simulation was cancelled.');
  expect((await rowAt(page, 'TTL 5 min'))[1]).toBe('–');
  await card(page).getByRole('radio', { name: '200,000 requests' }).check();
  await expect(status(page)).toHaveText(simulated);
});

test('a change while it runs starts over, and the latest wins', async ({ page }) => {
  await openPage({ page, name: 'swarm' });
  await page.getByRole('textbox', { name: 'People' }).first().fill('110');
  await card(page)
    .getByRole('radio', { name: /^a month: / })
    .check();
  await expect(card(page).getByRole('progressbar', { name: 'Simulation' })).toBeVisible();
  await card(page).getByRole('radio', { name: '200,000 requests' }).check();
  const turns = page.getByRole('textbox', { name: 'Turns each' });
  for (const value of ['9', '7', '5']) await turns.fill(value);
  // 20 + 50 × 5 = 270 requests a task.
  await expect(status(page)).toContainText('200,070 requests of 741 tasks');
});

test('a simulation too large for the page says so before it starts, and offers the sample that fits', async ({
  page,
}) => {
  await openPage({ page, name: 'swarm' });
  await page.getByRole('textbox', { name: 'People' }).first().fill('4000');
  await card(page)
    .getByRole('radio', { name: /^a month: / })
    .check();
  await expect(status(page)).toContainText('and a page takes at most 400 MB');
  await expect(card(page).getByText(/standard error 0\.\d+ points at 5 min/)).toBeVisible();
  await card(page)
    .getByRole('button', { name: /^Simulate 3,333,250 requests instead$/ })
    .click();
  await expect(card(page).getByRole('progressbar', { name: 'Simulation' })).toBeVisible();
  await card(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(status(page)).toHaveText(/cancelled/);
});

test('axe finds nothing once it is simulated, as charts and as tables, in any look', async ({ page }) => {
  await openPage({ page, name: 'swarm' });
  await expect(status(page)).toHaveText(simulated);
  await expect(card(page).locator('.recharts-surface').first()).toBeVisible();
  await expectEveryLook({ page, include: 'main' });
  await card(page)
    .getByRole('button', { name: /Show as a table/ })
    .click();
  await expect(card(page).getByRole('columnheader', { name: 'Kept for' })).toBeVisible();
  await expectNoViolations({ page, include: 'figure' });
});
