import type { Locator, Page } from '@playwright/test';
import { expect, openPage, test } from './fixtures.ts';
import { expectEveryLook, expectNoViolations } from './looks.ts';

// A thousand draws of two roles take seconds, on a busy machine many.
test.setTimeout(150_000);
const DRAWN = { timeout: 90_000 };

const tornado = (page: Page): Locator => page.getByRole('region', { name: 'What would change the answer most?' });
const band = (page: Page): Locator => page.getByRole('region', { name: 'How sure is it?' });
const breakEven = (page: Page): Locator => page.getByRole('region', { name: 'When does it stop paying?' });

/** One role with few turns: a thousand draws are a second's work. */
async function openShort(page: Page): Promise<void> {
  await openPage({ page, name: 'spend' });
  await page.getByRole('button', { name: 'Presets' }).click();
  await page.getByRole('button', { name: /^Benchmark run, short agents/ }).click();
  await look(page);
}

async function look(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'How sure is it?' }).click();
  await expect(tornado(page)).toBeInViewport();
}

async function drawn(page: Page): Promise<string> {
  await expect(band(page).getByTestId('band-answer')).toBeVisible(DRAWN);
  await expect(band(page).getByRole('progressbar')).toHaveCount(0, DRAWN);
  return band(page).getByTestId('band-answer').innerText();
}

test('nothing is drawn before somebody looks; then all three cards answer, and the headline has its range', async ({
  page,
}) => {
  await openPage({ page, name: 'spend' });
  await expect(page.getByTestId('without')).toBeVisible();
  await expect(page.getByTestId('band-without')).toHaveCount(0);
  await expect(page.getByTestId('band-answer')).toHaveCount(0);
  const headline = page.getByRole('region', { name: /^Monthly spend/ });
  const height = (await headline.boundingBox())?.height;
  await look(page);
  await expect(tornado(page).getByTestId('tornado-answer')).toContainText('a month', DRAWN);
  await expect(breakEven(page).getByTestId('turns-answer')).toContainText('The warehouse pays', DRAWN);
  expect(await drawn(page)).toMatch(
    /^In (\d+ %|all|none) of 1,000 draws the warehouse saves money; one in ten (saves|loses) (less|more) than \$[\d,]+/,
  );
  await expect(page.getByTestId('band-without')).toHaveText(/^\$[\d,]+ to \$[\d,]+$/);
  await expect(page.getByTestId('band-saving')).toHaveText(/^−?\$[\d,]+ to −?\$[\d,]+$/);
  expect((await headline.boundingBox())?.height).toBe(height);
});

test('the tornado: another figure, every range with its reason, all inputs, and as a table', async ({ page }) => {
  await openPage({ page, name: 'spend' });
  await look(page);
  const card = tornado(page);
  await expect(card.getByTestId('tornado-answer')).toBeVisible(DRAWN);
  await expect(card.locator('[data-input]')).toHaveCount(10);
  await card.getByRole('button', { name: /^Show all 1\d$/ }).click();
  await expect(card.locator('[data-input="bytes"]')).toContainText('B per token');
  const tasks = card.locator('[data-input="tasks"]');
  await expect(tasks).toContainText('1 … 4 (0.5 … 2 ×)');
  await tasks.getByRole('button', { name: 'assumed: source of the range of tasks per person and day' }).click();
  await expect(tasks.getByText('Half and twice are a guess to question.')).toBeVisible();
  await page.keyboard.press('Escape');
  await card.getByRole('radio', { name: 'without', exact: true }).check();
  // The warehouse's rent is no part of the bill without one.
  await expect(card.locator('[data-input="rent"]')).toHaveCount(0);
  await card.getByRole('button', { name: /Show as a table/ }).click();
  await expect(card.getByRole('row', { name: /^Tasks per person and day .*\$[\d,]+ \$[\d,]+/ })).toBeVisible();
});

test('the same seed draws the same band again, another one another', async ({ page }) => {
  await openShort(page);
  const first = await drawn(page);
  const strips = await band(page).locator('[data-figure]').allInnerTexts();
  const seed = band(page).getByRole('textbox', { name: 'Seed' });
  await seed.fill('2');
  await expect(band(page).getByText('Figures from before the last change.')).toBeVisible();
  await expect(band(page).getByText('Figures from before the last change.')).toHaveCount(0, DRAWN);
  expect(await band(page).locator('[data-figure]').allInnerTexts()).not.toEqual(strips);
  await seed.fill('1');
  await expect(band(page).getByText('Figures from before the last change.')).toBeVisible();
  await expect(band(page).getByText('Figures from before the last change.')).toHaveCount(0, DRAWN);
  expect(await drawn(page)).toBe(first);
  expect(await band(page).locator('[data-figure]').allInnerTexts()).toEqual(strips);
});

test('an edit while it draws stops it; what was there stays, marked, until the answer to the last edit', async ({
  page,
}) => {
  await openShort(page);
  await drawn(page);
  const people = page.getByRole('textbox', { name: 'People' }).first();
  const before = await page.getByTestId('band-without').innerText();
  await people.fill('50');
  await expect(page.getByTestId('band-without')).toHaveCount(0);
  await expect(band(page).getByText('Figures from before the last change.')).toBeVisible();
  for (const count of ['60', '70', '80']) await people.fill(count);
  await expect(page.getByTestId('band-without')).toBeVisible(DRAWN);
  await expect(page.getByTestId('band-without')).not.toHaveText(before);
  await expect(band(page).getByText('Figures from before the last change.')).toHaveCount(0);
});

test('the break-even of any input: in words, as a curve with today on it, and as a table', async ({ page }) => {
  await openPage({ page, name: 'spend' });
  await look(page);
  const card = breakEven(page);
  const answer = card.getByTestId('turns-answer');
  await expect(answer).toContainText('The warehouse pays from', DRAWN);
  await expect(answer).toContainText('Today: 1 d, a factor of');
  await card.getByLabel('Input that is moved').selectOption('Rent of storage');
  await expect(answer).toContainText(/The warehouse pays up to \$[\d.]+ per M token-hours, not above\./, DRAWN);
  await expect(card.locator('.recharts-surface').first()).toBeVisible();
  await expect(card.getByText('today', { exact: true })).toBeVisible();
  await card.getByRole('button', { name: /Show as a table/ }).click();
  const rows = await card.getByRole('row').count();
  expect(rows).toBeGreaterThan(40);
  expect(rows).toBeLessThanOrEqual(61);
});

test('own machines have the same three cards, with their own inputs', async ({ page }) => {
  await openPage({ page, name: 'spend', hash: '&view=run' });
  await expect(page.getByTestId('run-without')).toBeVisible();
  await page.locator('#how-sure').scrollIntoViewIfNeeded();
  await expect(tornado(page).locator('[data-input="mfu"]')).toBeVisible(DRAWN);
  await expect(breakEven(page).getByTestId('turns-answer')).toBeVisible(DRAWN);
  await expect(breakEven(page).getByLabel('Input that is moved')).toContainText('An hour of H200');
  expect(await drawn(page)).toContain('of 1,000 draws');
});

test('an entry that is not accepted greys the cards and draws nothing new', async ({ page }) => {
  await openShort(page);
  const before = await drawn(page);
  await page.getByRole('textbox', { name: 'People' }).first().fill('none');
  await expect(page.locator('#how-sure [data-stale="true"]')).toBeVisible();
  await expect(band(page).getByTestId('band-answer')).toHaveText(before);
});

test('axe finds nothing in any look, as charts and as tables, and nothing scrolls sideways', async ({ page }) => {
  await openShort(page);
  await expect(tornado(page).getByTestId('tornado-answer')).toBeVisible(DRAWN);
  await expect(breakEven(page).getByTestId('turns-answer')).toBeVisible(DRAWN);
  await drawn(page);
  await expectEveryLook({ page, include: '#how-sure' });
  for (const card of [tornado(page), band(page), breakEven(page)])
    await card.getByRole('button', { name: /Show as a table/ }).click();
  await expectNoViolations({ page, include: '#how-sure' });
});
