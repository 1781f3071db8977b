import { expect, openPage, PAGES, test } from './fixtures.ts';
import { axe, expectEveryLook } from './looks.ts';

/** Rows and cells of one kind, of which a few say as much as all. */
const ALIKE =
  'tr[data-offer]:nth-child(n + 13), [role="row"] + [role="row"] [data-cell], [data-claim]:nth-child(n + 7)';
const HAS_CHARTS: ReadonlySet<string> = new Set(['spend', 'swarm', 'kv', 'traces', 'bench']);

for (const name of PAGES) {
  test(`${name}: axe finds nothing in any look, and nothing scrolls sideways`, async ({ page }) => {
    await openPage({ page, name });
    // Charts come a moment after the figures; they are part of the page.
    if (HAS_CHARTS.has(name)) await expect(page.locator('.recharts-surface').first()).toBeVisible();
    await expectEveryLook({ page, exclude: ALIKE });
  });
}

test('the theme button switches and is remembered', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await openPage({ page, name: 'spend' });
  await page.getByRole('button', { name: 'Dark theme' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
});

test('open pop-ups pass axe too, and explain the figure', async ({ page }) => {
  await openPage({ page, name: 'spend' });
  await page.getByRole('button', { name: /Explain: Without warehousing/ }).click();
  await expect(page.getByText('Not counted:').first()).toBeVisible();
  await expect(page.getByText(/checked 2026-/).first()).toBeVisible();
  const { violations } = await axe(page).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
  ).toEqual([]);
});

test('the presets open as a list that passes axe, is worked by keyboard and closes with Escape', async ({ page }) => {
  await openPage({ page, name: 'spend' });
  const button = page.getByRole('button', { name: 'Presets' });
  await button.press('Enter');
  const preset = page.getByRole('button', { name: /^Document questions/ });
  await expect(preset).toBeVisible();
  const { violations } = await axe(page).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(preset).toBeHidden();
  await expect(button).toBeFocused();
  await button.press('Enter');
  await preset.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Scenario name' })).toHaveValue(/Document/);
});

test('Tab goes through the main inputs without losing its place', async ({ page }) => {
  await openPage({ page, name: 'spend' });
  await page.getByRole('combobox', { name: 'Offer' }).focus();
  for (const name of ['People', 'Tasks each a day', 'Sub-agents per orchestrator', 'Turns each', 'Median gap, s']) {
    await page.keyboard.press('Tab');
    await expect(page.getByRole('textbox', { name })).toBeFocused();
  }
});

test('every chart of the home page has its numbers as a table', async ({ page }) => {
  await openPage({ page, name: 'spend' });
  await expect(page.locator('.recharts-surface').first()).toBeVisible();
  const buttons = page.getByRole('button', { name: /Show as a table/ });
  const charts = 3;
  await expect(buttons).toHaveCount(charts);
  for (let i = 0; i < charts; i++) await buttons.first().click();
  await expect(page.getByRole('columnheader', { name: 'Kept for' })).toBeVisible();
  await expect(page.getByRole('rowheader', { name: 'Logical ceiling' })).toBeVisible();
  await expect(page.getByRole('rowheader', { name: 'now', exact: true })).toBeVisible();
});
