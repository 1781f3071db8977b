import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { expectEveryLook } from './looks.ts';

async function openCompare({ page, hash = '' }: { page: Page; hash?: string }): Promise<void> {
  await page.goto(`./?page=compare${hash}`);
  await expect(page.getByRole('heading', { name: 'Which scenarios are compared?' })).toBeVisible();
}

/** Two scenarios that differ in retention and people: the second a duplicate of the first, changed in its own column. */
async function twoVariants(page: Page): Promise<void> {
  await openCompare({ page });
  await page.getByRole('button', { name: 'Duplicate the current' }).click();
  await expect(page.getByText('Nothing but the name.')).toBeVisible();
  // The main inputs change the current scenario, and what differs shows in both columns.
  await page.getByRole('textbox', { name: 'People' }).fill('80');
  await expect(row({ page, path: 'workload.people' })).toContainText('40');
}

const row = ({ page, path }: { page: Page; path: string }): Locator => page.locator(`tr[data-path="${path}"]`);
const figure = ({ page, id }: { page: Page; id: string }): Locator => page.locator(`tr[data-figure="${id}"]`);
const cell = ({ page, id, column }: { page: Page; id: string; column: number }): Locator =>
  figure({ page, id }).getByRole('cell').nth(column);
const nameField = ({ page, letter }: { page: Page; letter: string }): Locator =>
  page.getByRole('textbox', { name: `Name of scenario ${letter}` });
const pageLink = ({ page, name }: { page: Page; name: string }): Locator =>
  page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name, exact: true });
const usd = (text: string): number => Number(text.replaceAll(/[^\d.−]/g, '').replace('−', '-'));

/** The three sums that lead the Spend page. */
async function spendFigures(page: Page): Promise<{ without: string; with: string }> {
  await pageLink({ page, name: 'Spend' }).click();
  const rung = (id: string) => page.locator(`[data-rung="${id}"]`);
  await expect(rung('warehouse')).toBeVisible();
  const read = async (id: string) => (await rung(id).innerText()).match(/\$[\d,]+/)?.[0] ?? '';
  const figures = { without: await read('best-policy'), with: await read('warehouse') };
  await pageLink({ page, name: 'Compare' }).click();
  await expect(page.getByRole('heading', { name: 'What differs, and what comes of it?' })).toBeVisible();
  return figures;
}

test('two variants by duplicate and edit: figures are those of the pages, and their differences add up', async ({
  page,
}) => {
  await twoVariants(page);
  await row({ page, path: 'workload.people' })
    .getByRole('button', { name: /People of scenario B/ })
    .click();
  await page.getByRole('textbox', { name: 'People of scenario B' }).fill('120');
  await page.keyboard.press('Enter');
  await expect(
    row({ page, path: 'workload.people' }).getByRole('button', { name: /of scenario B: 120/ }),
  ).toBeFocused();
  await expect(cell({ page, id: 'without', column: 1 })).toContainText('costs');

  const shown = async (column: number) => ({
    without: (await cell({ page, id: 'without', column }).innerText()).split('\n')[0] ?? '',
    with: (await cell({ page, id: 'with', column }).innerText()).split('\n')[0] ?? '',
  });
  const first = await shown(0);
  const second = await shown(1);
  expect(await spendFigures(page)).toEqual(first);
  await page.getByRole('button', { name: /^Make .* the current scenario$/ }).click();
  await expect(cell({ page, id: 'without', column: 0 })).toHaveText(second.without);
  expect(await spendFigures(page)).toEqual(second);

  // From 80 to 120 people, that half as much again comes to; seen from the other side a third less.
  await expect(cell({ page, id: 'without', column: 1 })).toContainText(/saves \$[\d,]+ \(−33\.3 %\)/);
  const delta = (await cell({ page, id: 'without', column: 1 }).innerText()).match(/saves (\$[\d,]+)/)?.[1] ?? '';
  expect(Math.abs(usd(second.without) - usd(first.without) - usd(delta))).toBeLessThanOrEqual(
    usd(second.without) * 1e-3,
  );
});

test('promote is a step: Back takes it back, undo and redo too', async ({ page }) => {
  await twoVariants(page);
  const a = await nameField({ page, letter: 'A' }).inputValue();
  const b = await nameField({ page, letter: 'B' }).inputValue();
  expect(b).toBe(`${a} 2`);
  await page.getByRole('button', { name: /^Make .* the current scenario$/ }).click();
  await expect(page.getByRole('textbox', { name: 'Scenario name' })).toHaveValue(b);
  await expect(nameField({ page, letter: 'B' })).toHaveValue(a);
  await page.goBack();
  await expect(nameField({ page, letter: 'A' })).toHaveValue(a);
  await expect(nameField({ page, letter: 'B' })).toHaveValue(b);
  await expect(page.getByRole('textbox', { name: 'People' })).toHaveValue('80');
  await page.goForward();
  await expect(nameField({ page, letter: 'A' })).toHaveValue(b);
  await page.getByRole('button', { name: /^Make .* the current scenario$/ }).click();
  await expect(nameField({ page, letter: 'A' })).toHaveValue(a);
  await page.getByRole('heading', { name: 'Which scenarios are compared?' }).click();
  await page.keyboard.press('Control+z');
  await expect(nameField({ page, letter: 'A' })).toHaveValue(b);
  await expect(nameField({ page, letter: 'B' })).toHaveValue(a);
  await page.keyboard.press('Control+Shift+z');
  await expect(nameField({ page, letter: 'A' })).toHaveValue(a);
  await expect(nameField({ page, letter: 'B' })).toHaveValue(b);
});

test('the link reopens the whole comparison in a new page', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await twoVariants(page);
  await page.getByRole('combobox', { name: 'Add a preset workload' }).selectOption({ label: 'Chat product' });
  await nameField({ page, letter: 'B' }).fill('Forty people');
  await expect(cell({ page, id: 'without', column: 2 })).toContainText('$');
  const sums = await figure({ page, id: 'without' }).innerText();
  await page.getByRole('button', { name: 'Copy link to the comparison' }).click();
  await expect(page.getByRole('button', { name: 'Link copied' })).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toContain('#v=1.');
  expect(link).toContain('&set=');
  // The button of the page's head copies the same.
  await page.getByRole('button', { name: 'Copy link', exact: true }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);

  const other = await context.newPage();
  // Wherever it was pasted: without a page in it, a set opens on its own.
  await other.goto(link.replace('?page=compare', ''));
  await expect(nameField({ page: other, letter: 'B' })).toHaveValue('Forty people');
  await expect(nameField({ page: other, letter: 'C' })).toHaveValue('Chat product');
  await expect(figure({ page: other, id: 'without' })).toHaveText(/\$/);
  expect(await figure({ page: other, id: 'without' }).innerText()).toBe(sums);
  expect(other.url()).toContain('page=compare');
});

test('other pages have the current scenario alone, and coming back finds the set', async ({ page }) => {
  await twoVariants(page);
  await expect.poll(() => page.url()).toContain('set=');
  await pageLink({ page, name: 'Swarm' }).click();
  await expect.poll(() => page.url()).not.toContain('set=');
  const people = page.getByRole('region', { name: 'Main inputs' }).getByRole('textbox', { name: 'People' });
  await people.fill('90');
  await expect.poll(() => page.url()).toContain('workload.people=90');
  await page.reload();
  await expect(people).toHaveValue('90');
  await pageLink({ page, name: 'Compare' }).click();
  await expect(row({ page, path: 'workload.people' }).getByRole('cell').nth(0)).toHaveText('90');
  await expect(row({ page, path: 'workload.people' }).getByRole('cell').nth(1)).toHaveText('40');
  await expect.poll(() => page.url()).toContain('set=');
});

test('scenarios come by link and by file, change places, and what is removed can be put back', async ({ page }) => {
  await openCompare({ page });
  const link = page.getByRole('textbox', { name: 'A link to a scenario, or to several' });
  await link.fill('hello');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText('This is not a Tokenhouse link')).toBeVisible();
  await link.fill('https://example.org/app/?page=swarm#v=1&name=Hour&warehouse.retentionSeconds=3600');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(nameField({ page, letter: 'B' })).toHaveValue('Hour');
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({
      name: 'week.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify({ v: 1, name: 'Week', warehouse: { retentionSeconds: 604_800 } })),
    });
  await expect(nameField({ page, letter: 'C' })).toHaveValue('Week');
  await expect(row({ page, path: 'warehouse.retentionSeconds' })).toContainText('1 d');
  await expect(row({ page, path: 'warehouse.retentionSeconds' })).toContainText('1 h');
  await expect(row({ page, path: 'warehouse.retentionSeconds' })).toContainText('7 d');

  await page.getByRole('button', { name: 'Move Week to the left' }).click();
  await expect(nameField({ page, letter: 'B' })).toHaveValue('Week');
  await page.getByRole('button', { name: 'Remove Week from the comparison' }).click();
  await expect(nameField({ page, letter: 'B' })).toHaveValue('Hour');
  await page.getByRole('button', { name: 'Put it back' }).click();
  await expect(nameField({ page, letter: 'B' })).toHaveValue('Week');

  // A number typed in a unit, one that is refused, and one that is taken back.
  await page.getByRole('button', { name: /Retention of scenario B/ }).click();
  const editor = page.getByRole('textbox', { name: 'Retention of scenario B' });
  await editor.fill('two weeks');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('“two weeks” is not');
  await editor.fill('400 d');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('must be a number from 0 to 31,536,000 s');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: /Retention of scenario B: 7 d/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await editor.fill('90 min');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /Retention of scenario B: 1.5 h/ })).toBeFocused();
});

test('a scenario that cannot be priced has dashes with the reason, and the others their figures', async ({ page }) => {
  await twoVariants(page);
  await page
    .getByRole('textbox', { name: 'A link to a scenario, or to several' })
    .fill('v=1&name=Nobody&offerId=nobody/nothing');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(cell({ page, id: 'without', column: 2 })).toContainText('–');
  await expect(cell({ page, id: 'without', column: 1 })).toContainText('$');
  await expect(page.getByRole('list', { name: 'Why figures are not known' })).toContainText(/of C: .*nobody\/nothing/);
  await expect(cell({ page, id: 'prompt-tokens', column: 2 })).toContainText('B');
});

test('a set that arrived damaged opens as far as it goes and says so', async ({ page }) => {
  await twoVariants(page);
  await expect.poll(() => page.url()).toContain('set=');
  const hash = new URL(page.url()).hash;
  await page.goto('about:blank');
  await openCompare({ page, hash: hash.replaceAll('&', '&amp;') });
  await expect(page.getByText('The link was damaged on its way: &amp; was turned back into &.')).toBeVisible();
  await expect(nameField({ page, letter: 'B' })).toBeVisible();
  await page.goto('about:blank');
  await openCompare({ page, hash: hash.slice(0, -4) });
  await expect(page.getByText('Not all of the link’s scenarios could be read')).toBeVisible();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(page.getByText('Not all of the link’s scenarios could be read')).toBeHidden();
});

test('the file of a comparison opens it again, on any page', async ({ page }) => {
  await twoVariants(page);
  await nameField({ page, letter: 'B' }).fill('Forty people');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download as a file' }).click();
  const path = await (await download).path();
  await page.goto('./?page=spend');
  await page.getByRole('button', { name: 'Library' }).click();
  await page.getByLabel('Scenario or library file').setInputFiles(path);
  await expect(page.getByText('Opened 2 scenarios')).toBeVisible();
  await expect(nameField({ page, letter: 'B' })).toHaveValue('Forty people');
  await expect(row({ page, path: 'workload.people' })).toContainText('80');
});

test('both charts have their numbers as tables', async ({ page }) => {
  await twoVariants(page);
  await expect(page.locator('.recharts-surface').first()).toBeVisible();
  await page.getByRole('button', { name: /Show as a table: How does each scenario/ }).click();
  await expect(page.getByRole('columnheader', { name: 'Kept for' })).toBeVisible();
  await page.getByRole('button', { name: /Show as a table: What does each cost/ }).click();
  await expect(page.getByRole('columnheader', { name: 'without, $ a month' })).toBeVisible();
});

test('axe finds nothing in any look, and nothing scrolls sideways', async ({ page }) => {
  await openCompare({ page });
  await page.getByRole('button', { name: 'Duplicate the current' }).click();
  await page.getByRole('combobox', { name: 'Add a preset workload' }).selectOption({ label: 'Chat product' });
  await expect(cell({ page, id: 'without', column: 2 })).toContainText('$');
  await expect(page.locator('.recharts-surface').first()).toBeVisible();
  await expectEveryLook({ page });
});
