import type { Locator, Page } from '@playwright/test';
import { expect, openPage, test } from './fixtures.ts';
import { expectEveryLook } from './looks.ts';

const VOLUME = 'At what volume does running it yourself cost less?';

async function openRun(page: Page): Promise<void> {
  await openPage({ page, name: 'spend', hash: '&view=run' });
  await expect(page.getByTestId('run-without')).toBeVisible();
}

/** The card of the break-even, once its volumes are worked out. */
async function volumeCard(page: Page): Promise<Locator> {
  const card = page.getByRole('region', { name: VOLUME });
  await expect(card.getByTestId('break-even')).toBeVisible();
  return card;
}

async function chooseAccelerator({ page, name }: { page: Page; name: string }): Promise<void> {
  await page.getByRole('combobox', { name: /^Accelerator, one of/ }).click();
  await page.keyboard.type(name);
  await page.getByRole('option', { name: new RegExp(`^${name} `) }).click();
}

test('the lens is switched by keyboard, stands in the address, and Back undoes it', async ({ page }) => {
  await openPage({ page, name: 'spend' });
  await expect(page.getByTestId('without')).toBeVisible();
  await page.getByRole('radio', { name: 'Buy: an API bill' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByTestId('run-without')).toHaveText(/^\$[\d,]+$/);
  await expect(page.getByRole('radio', { name: 'Run: own machines' })).toBeFocused();
  await expect(page).toHaveURL(/[?&]view=run/);
  await expect(page.getByTestId('without')).toHaveCount(0);
  await page.reload();
  await expect(page.getByTestId('run-without')).toHaveText(/^\$[\d,]+$/);
  await page.goBack();
  await expect(page.getByTestId('without')).toBeVisible();
  await expect(page).not.toHaveURL(/view=run/);
});

test('machines of one’s own: both fleets, the difference, its reason, the ladder and the bill', async ({ page }) => {
  await openRun(page);
  const answer = page.getByRole('region', { name: 'Own machines a month, without and with a token warehouse' });
  await expect(answer.getByTestId('run-with')).toHaveText(/^\$[\d,]+$/);
  await expect(answer.getByTestId('run-saving')).toHaveText(/^\d+\.\d+ %$/);
  await expect(answer.getByTestId('run-reason')).not.toBeEmpty();
  await expect(answer.getByText(/DeepSeek-V3, which stands in for the offer’s own, on H200 SXM/)).toBeVisible();

  const ladder = page.getByRole('region', { name: 'What do own machines cost as tiers are added?' });
  for (const rung of ['hbm', 'dram', 'warehouse', 'ceiling'])
    await expect(ladder.locator(`[data-rung="${rung}"]`)).toContainText(/\d+ nodes?.*\$[\d,]+.*TTFT/s);
  await ladder.getByRole('button', { name: /Show as a table/ }).click();
  await expect(ladder.getByRole('row', { name: /^Ceiling/ })).toBeVisible();

  const bill = page.getByRole('region', { name: 'What do own machines pay for?' });
  const total = bill.getByRole('row', { name: /^Total/ });
  await expect(total).toContainText(await answer.getByTestId('run-without').innerText());
  await expect(total).toContainText(await answer.getByTestId('run-with').innerText());
  await expect(bill.getByText(/Not counted: staff, racks and the network between nodes/)).toBeVisible();
});

test('what “without” is can be chosen, and a vendor’s baseline is named', async ({ page }) => {
  await openRun(page);
  const answer = page.getByRole('region', { name: /^Own machines a month/ });
  const before = await answer.getByTestId('run-without').innerText();
  await page.getByLabel('“Without” is prefix caching in').selectOption('HBM alone');
  await expect(answer.getByText('prefixes kept in HBM alone')).toBeVisible();
  await expect(answer.getByTestId('run-without')).not.toHaveText(before);
  await page.getByRole('button', { name: 'vendor baseline, 15 %' }).click();
  await expect(answer.getByText(/at 15 % of peak: a vendor’s baseline/)).toBeVisible();
});

test('a licence that is too dear makes the warehouse a loss, shown as one', async ({ page }) => {
  await openRun(page);
  await page.getByText('Prices of your own').click();
  await page.getByRole('textbox', { name: 'Licence, $/GB·month' }).fill('5');
  const answer = page.getByRole('region', { name: /^Own machines a month/ });
  await expect(answer.getByText('Costs more')).toBeVisible();
  await expect(page.getByRole('row', { name: /^Licence/ })).toContainText('$');
});

test('the break-even: said in people and tokens, drawn, as a table, and again in the other lens', async ({ page }) => {
  await openRun(page);
  const card = await volumeCard(page);
  const sentence = await card.getByTestId('break-even').innerText();
  const people = /from about ([\d,.]+ people)/.exec(sentence)?.[1] ?? 'none';
  expect(sentence).toMatch(/^Running it yourself costs less from about .* tokens a month/);
  await expect(card.getByText(/These are two models, not one at two prices/)).toBeVisible();
  await expect(card.getByText(/Not counted: staff, racks/)).toBeVisible();
  await expect(card.locator('.recharts-surface').first()).toBeVisible();
  await expect(card.getByText(`break-even: ${people}`)).toBeVisible();
  await card.getByRole('button', { name: /Show as a table/ }).click();
  await expect(card.getByRole('row', { name: /^today/ })).toBeVisible();
  expect(await card.getByRole('row').count()).toBeLessThanOrEqual(41);

  await page.getByRole('radio', { name: 'Buy: an API bill' }).check();
  const line = page.getByTestId('break-even-line');
  await expect(line).toContainText(people);
  await line.getByRole('link', { name: 'Buy or run?' }).click();
  await expect(page.getByTestId('run-without')).toBeVisible();
  await expect(page).toHaveURL(/view=run/);
});

test('the break-even follows the last change only', async ({ page }) => {
  await openRun(page);
  const card = await volumeCard(page);
  await expect(card.getByText(/^Today, 40 people/)).toBeVisible();
  const before = await card.getByTestId('break-even').innerText();
  const field = page.getByRole('textbox', { name: 'People' });
  for (const people of ['41', '42', '80']) await field.fill(people);
  await expect(card.getByText(/^Today, 80 people/)).toBeVisible();
  // Today’s volume is twice as far beyond it.
  await expect(card.getByTestId('break-even')).not.toHaveText(before);
});

test('an accelerator without a price leaves totals open and asks for one', async ({ page }) => {
  await openRun(page);
  await chooseAccelerator({ page, name: 'RTX A6000' });
  const answer = page.getByRole('region', { name: /^Own machines a month/ });
  await expect(answer.getByTestId('run-with')).toHaveText('no total');
  await expect(answer.getByText(/not known: an hour of RTX A6000/).first()).toBeVisible();
  await expect(page.getByText('There is no total: the price of accelerators is not known')).toBeVisible();
  await expect(page.getByTestId('break-even')).toContainText('There is no break-even volume yet');
  // Key by key: the field must not go once there is a price.
  const price = answer.getByRole('textbox', { name: 'Accelerator, an hour, $/h' });
  await price.pressSequentially('0.6');
  await expect(price).toHaveValue('0.6');
  await expect(answer.getByTestId('run-with')).toHaveText(/^\$[\d,]+$/);
  await expect(page.getByTestId('break-even')).not.toContainText('There is no break-even volume yet');
});

test('a tier whose licence is not published asks for it', async ({ page }) => {
  await openRun(page);
  await page.getByRole('combobox', { name: 'Warehouse in' }).click();
  await page.keyboard.type('WEKA');
  await page.getByRole('option', { name: /WEKA/ }).first().click();
  const bill = page.getByRole('region', { name: 'What do own machines pay for?' });
  await expect(bill.getByText('There is no total: the price of licence is not known')).toBeVisible();
  const licence = bill.getByRole('textbox', { name: 'Licence, $/GB·month' });
  await licence.pressSequentially('0.02');
  await expect(licence).toHaveValue('0.02');
  await expect(bill.getByText('There is no total')).toHaveCount(0);
  await expect(bill.getByRole('row', { name: /^Licence/ })).toContainText('$');
});

test('an entry that is not accepted greys the lens and says why', async ({ page }) => {
  await openRun(page);
  await page.getByRole('textbox', { name: 'People' }).fill('none');
  await expect(page.getByText('The figures below are the last good ones.')).toBeVisible();
  await expect(page.getByTestId('run-without')).toHaveText(/^\$[\d,]+$/);
});

test('run: axe finds nothing in any look, and nothing scrolls sideways, tables neither', async ({ page }) => {
  await openRun(page);
  await volumeCard(page);
  await expect(page.locator('.recharts-surface').first()).toBeVisible();
  await expectEveryLook({ page });
  // Tables are wider than pictures, and scroll within their card.
  const buttons = page.getByRole('button', { name: /Show as a table/ });
  for (let left = await buttons.count(); left > 0; left--) await buttons.first().click();
  await expect(page.getByRole('columnheader', { name: 'tokens a month' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
