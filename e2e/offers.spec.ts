import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import Papa from 'papaparse';
import { expect, test } from './fixtures.ts';
import { axe, expectEveryLook } from './looks.ts';

const GROQ = 'groq/openai/gpt-oss-120b';
const CEREBRAS = 'cerebras/gpt-oss-120b';

/** Sellers enough to have something of everything, and few enough that every row is drawn: longer tables draw what is in sight. */
const FEW = 'seller.anthropic*openai*google*groq*cerebras*cohere*aws-bedrock';

async function openOffers({ page, view = '' }: { page: Page; view?: string }): Promise<void> {
  const shown = view.includes('seller.') ? view : `${FEW} ${view}`.trim();
  await page.goto(`./?${new URLSearchParams({ page: 'offers', view: shown }).toString()}`);
  await expect(page.getByRole('region', { name: 'Table of offers' })).toBeVisible();
}

const rowOf = (page: Page, id: string): Locator => page.locator(`tr[data-offer="${id}"]`);
const header = (page: Page, name: RegExp): Locator =>
  page.getByRole('region', { name: 'Table of offers' }).getByRole('columnheader', { name });

/** Ids of the rows as they stand. */
function ids(page: Page): Promise<string[]> {
  return page.locator('tr[data-offer]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-offer') ?? ''));
}

/** Numbers of a column as they stand; what is no number is left out. */
async function numbers({ page, column }: { page: Page; column: string }): Promise<number[]> {
  const texts = await page.locator(`tr[data-offer] td[data-column="${column}"]`).allInnerTexts();
  return texts
    .map((text) => Number(/^\$?([\d,.]+)/.exec(text)?.[1]?.replaceAll(',', '') ?? NaN))
    .filter(Number.isFinite);
}

async function save(page: Page): Promise<{ name: string; head: string[]; lines: string[][] }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'CSV', exact: true }).click(),
  ]);
  const text = await readFile(await download.path(), 'utf8');
  const [head = [], ...lines] = Papa.parse<string[]>(text.replace(/^\uFEFF/, '')).data;
  return { name: download.suggestedFilename(), head, lines };
}

async function expectNoViolations({ page, within = 'main' }: { page: Page; within?: string }): Promise<void> {
  const { violations } = await axe(page).include(within).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
  ).toEqual([]);
}

const FULL_VIEW = `seller.anthropic*groq*cerebras*cohere*google group.seller pin.input show.reuse*idle*task*allin*minimum sort.-input*read compare.${GROQ}*${CEREBRAS}*cohere/command-a`;
test('grouped, pinned, compared: axe finds nothing in any look, and nothing scrolls sideways', async ({ page }) => {
  await openOffers({ page, view: FULL_VIEW });
  await expect(page.getByRole('heading', { name: 'What differs between these offers?' })).toBeVisible();
  await page.getByRole('button', { name: 'Claude Opus 5 · Anthropic, details' }).click();
  await expect(page.getByRole('heading', { name: 'Sources', exact: true })).toBeVisible();
  await expectEveryLook({ page, exclude: 'tr[data-offer]:nth-child(n + 7)' });
  for (const menu of ['Filters', 'Columns']) {
    await page.getByRole('button', { name: menu }).click();
    await expect(page.getByRole('button', { name: menu === 'Filters' ? 'No filters' : 'As at first' })).toBeVisible();
    await expectNoViolations({ page, within: 'search' });
    await page.keyboard.press('Escape');
  }
});

test.describe('sorting', () => {
  test('cheapest first to begin with; a header sorts, and sorts the other way round', async ({ page }) => {
    await openOffers({ page });
    const cheapest = await numbers({ page, column: 'without' });
    expect(cheapest.length).toBeGreaterThan(20);
    expect(cheapest).toEqual(cheapest.toSorted((a, b) => a - b));
    await header(page, /^Input/)
      .getByRole('button')
      .click();
    await expect(header(page, /^Input/)).toHaveAttribute('aria-sort', 'ascending');
    const inputs = await numbers({ page, column: 'input' });
    expect(inputs).toEqual(inputs.toSorted((a, b) => a - b));
    await header(page, /^Input/)
      .getByRole('button')
      .click();
    await expect(header(page, /^Input/)).toHaveAttribute('aria-sort', 'descending');
    expect(await numbers({ page, column: 'input' })).toEqual(inputs.toSorted((a, b) => b - a));
  });

  test('with Shift a second column decides between equals', async ({ page }) => {
    await openOffers({ page });
    await header(page, /^Input/)
      .getByRole('button')
      .click();
    await header(page, /^Output/)
      .getByRole('button')
      .click({ modifiers: ['Shift'] });
    await expect(header(page, /^Output ?, sorted by 2/)).toBeVisible();
    const pairs = (await numbers({ page, column: 'input' })).map((input, i) => ({ input, i }));
    const outputs = await numbers({ page, column: 'output' });
    const ties = pairs.slice(1).filter(({ input, i }) => input === pairs[i - 1]?.input);
    expect(ties.length).toBeGreaterThan(0);
    for (const { i } of ties) expect(outputs[i]).toBeGreaterThanOrEqual(outputs[i - 1] ?? Infinity);
  });
});

test.describe('grouping and filters', () => {
  test('grouped, every offer stands under its seller and every row says where it is', async ({ page }) => {
    await openOffers({ page });
    const before = await ids(page);
    await page.getByRole('checkbox', { name: 'Group by seller' }).check();
    await expect(page.locator('tr[data-seller="Anthropic"]')).toContainText('14 offers');
    expect((await ids(page)).toSorted()).toEqual(before.toSorted());
    const lines = await page.locator('tr[data-seller], tr[data-offer]').evaluateAll((rows) =>
      rows.map((row) => ({
        seller: row.getAttribute('data-seller'),
        text: row.querySelector('th p')?.textContent ?? '',
        at: Number(row.getAttribute('aria-rowindex')),
      })),
    );
    let seller = '';
    for (const [i, line] of lines.entries()) {
      // Two rows of headers come first.
      expect(line.at).toBe(i + 3);
      if (line.seller !== null) seller = line.seller;
      else expect(line.text.startsWith(seller)).toBe(true);
    }
    await expect(page.getByRole('region', { name: 'Table of offers' }).getByRole('table').first()).toHaveAttribute(
      'aria-rowcount',
      String(lines.length + 2),
    );
  });

  test('search, sellers and filters narrow together, and Clear takes all of them away', async ({ page }) => {
    await openOffers({ page });
    const all = Number(/of (\d+) offers/.exec(await page.getByText(/^\d+ of \d+ offers$/).innerText())?.[1]);
    expect(all).toBeGreaterThan((await ids(page)).length);
    await page.getByRole('button', { name: 'Filters' }).click();
    await page.getByRole('checkbox', { name: 'sell a cache' }).check();
    await expect(rowOf(page, 'cohere/command-a')).toHaveCount(0);
    await page.getByRole('checkbox', { name: 'explicit, where the request marks it' }).check();
    await page.keyboard.press('Escape');
    await page.getByRole('searchbox').fill('opus  claude');
    await expect(page.getByText(new RegExp(`^\\d of ${all} offers$`))).toBeVisible();
    const found = await ids(page);
    expect(found).toContain('aws-bedrock/us.anthropic.claude-opus-5-5');
    expect(found.every((id) => id.includes('claude-opus'))).toBe(true);
    await page.getByRole('button', { name: 'Clear' }).click();
    await expect(page.getByText(`${all} of ${all} offers`)).toBeVisible();
    await expect(page.getByRole('searchbox')).toHaveValue('');
  });

  test('an offer’s details lead to all offers of its model', async ({ page }) => {
    await openOffers({ page });
    await page.getByRole('button', { name: 'gpt-oss-120b · Groq, details' }).click();
    await page.getByRole('button', { name: 'The same model elsewhere: 2 offers' }).click();
    expect((await ids(page)).toSorted()).toEqual([CEREBRAS, GROQ]);
    await page.getByRole('button', { name: 'Only gpt-oss-120b' }).click();
    await expect(page.getByText(/^(\d+) of \1 offers$/)).toBeVisible();
  });
});

test('a thousand tokens cost a thousandth, and the headers say so', async ({ page }) => {
  await openOffers({ page });
  const cell = rowOf(page, GROQ).locator('[data-column="input"]');
  await expect(cell).toHaveText('0.15');
  await page.getByRole('radio', { name: 'per 1K' }).check({ force: true });
  await expect(cell).toHaveText('0.00015');
  await expect(page.getByRole('columnheader', { name: 'Price, $ per K tokens' })).toBeVisible();
});

test('a pinned column stays beside the offer while the others move', async ({ page }) => {
  await openOffers({ page });
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('checkbox', { name: 'Pin Output price' }).check();
  for (const name of ['Cost per task', 'Break-even reuse', 'Break-even idle time of pings'])
    await page.getByRole('checkbox', { name, exact: true }).check();
  await page.keyboard.press('Escape');
  const pinned = rowOf(page, GROQ).locator('[data-column="output"]');
  const name = rowOf(page, GROQ).getByRole('rowheader');
  const read = rowOf(page, GROQ).locator('[data-column="read"]');
  const left = async (locator: Locator) => (await locator.boundingBox())?.x ?? NaN;
  const before = [await left(pinned), await left(read)];
  const box = await name.boundingBox();
  expect(before[0]).toBeCloseTo((box?.x ?? 0) + (box?.width ?? 0), 0);
  await page.getByRole('region', { name: 'Table of offers' }).evaluate((element) => element.scrollBy(200, 0));
  await expect.poll(() => left(read)).toBeLessThan((before[1] ?? 0) - 50);
  expect(await left(pinned)).toBeCloseTo(before[0] ?? 0, 0);
});

test.describe('comparison', () => {
  test('shows what differs, not by colour alone; one of them can be used or removed', async ({ page }) => {
    await openOffers({ page });
    await page.getByRole('checkbox', { name: 'Compare gpt-oss-120b · Groq' }).check();
    await page.getByRole('checkbox', { name: 'Compare gpt-oss-120b · Cerebras' }).check();
    const panel = page.getByRole('region', { name: 'What differs between these offers?' });
    const input = panel.locator('[data-figure-id="input"]');
    await expect(input.getByRole('rowheader')).toContainText('≠');
    await expect(input.getByRole('rowheader')).toContainText('differs');
    await expect(input.getByRole('cell')).toHaveText(['0.15', '0.35']);
    await expect(panel.locator('[data-figure-id="context"]').getByRole('rowheader')).not.toContainText('differs');
    // The cost of the workload is that of the table.
    await expect(panel.locator('[data-figure-id="without"]').getByRole('cell').first()).toHaveText(
      await rowOf(page, GROQ).locator('[data-column="without"]').innerText(),
    );
    await panel.getByRole('checkbox', { name: 'Only what differs' }).check();
    await expect(panel.locator('[data-figure-id="context"]')).toHaveCount(0);
    await panel.getByRole('button', { name: 'Use gpt-oss-120b · Cerebras' }).click();
    await expect(rowOf(page, CEREBRAS)).toHaveAttribute('aria-current', 'true');
    await panel.getByRole('button', { name: 'Remove gpt-oss-120b · Groq from the comparison' }).click();
    await expect(page.getByRole('checkbox', { name: 'Compare gpt-oss-120b · Groq' })).not.toBeChecked();
  });

  test('says why a figure is missing, and stops at four', async ({ page }) => {
    const four = ['cohere/command-a', GROQ, CEREBRAS, 'openai/gpt-6.1-sol'];
    await openOffers({ page, view: `compare.${four.join('*')}` });
    const panel = page.getByRole('region', { name: 'What differs between these offers?' });
    await panel
      .locator('[data-figure-id="read"]')
      .getByRole('button', { name: /Command A/ })
      .focus();
    await expect(page.getByRole('tooltip')).toContainText('No price for cached input');
    await expect(page.getByRole('checkbox', { name: 'Compare Claude Opus 5 · Anthropic' })).toBeDisabled();
  });
});

test('the CSV holds the table: its columns, its order, its numbers unrounded', async ({ page }) => {
  await openOffers({ page, view: 'sort.-input group.seller hide.policy*caching*with show.reuse only.cache' });
  const { name, head, lines } = await save(page);
  expect(name).toMatch(/^tokenhouse-offers-\d{4}-\d\d-\d\d\.csv$/);
  expect(head.slice(0, 7)).toEqual([
    'Model',
    'Seller',
    'Offer id',
    'Best policy (USD per month)',
    'Hit rate (ratio 0 to 1)',
    'Effective price of prompts (USD per 1M tokens)',
    'Input (USD per 1M tokens)',
  ]);
  expect(head.some((field) => /warehouse|Policy|Caching/.test(field))).toBe(false);
  expect(head.at(-1)).toBe('Why blank');
  expect(lines.map((line) => line[2])).toEqual(await ids(page));
  const shown = await numbers({ page, column: 'without' });
  // Offers in another currency, and those that cannot run it, have no cost.
  const saved = lines.flatMap((line) => (line[3] === '' ? [] : [Number(line[3])]));
  expect(saved.map((usd) => Math.round(usd))).not.toEqual(saved);
  // The page rounds to whole dollars, from $100,000 on to four digits.
  for (const [i, usd] of saved.entries())
    expect(Math.abs((shown[i] ?? NaN) - usd)).toBeLessThanOrEqual(Math.max(0.5, usd / 2_000));
  const inputs = lines.flatMap((line) => (line[6] === '' ? [] : [Number(line[6])]));
  // The page rounds a mean of prices by the hour to four digits.
  const inputsShown = await numbers({ page, column: 'input' });
  expect(inputs.length).toBe(inputsShown.length);
  for (const [i, usd] of inputs.entries())
    expect(Math.abs((inputsShown[i] ?? NaN) - usd)).toBeLessThanOrEqual(usd / 2_000);
  const unknown = lines.find((line) => line[2] === 'openai/gpt-6.1-sol') ?? [];
  expect(unknown[head.indexOf('Cache write, 12h (USD per 1M tokens)')]).toBe('');
  expect(unknown.at(-1)).toContain('Cache write, 12h: unknown.');
});

test.describe('the view is part of the address', () => {
  test('a reload and another visitor see the same; Back undoes a step', async ({ page, context }) => {
    await openOffers({ page });
    await header(page, /^Output/)
      .getByRole('button')
      .click();
    await page.getByRole('checkbox', { name: 'Group by seller' }).check();
    await page.getByRole('checkbox', { name: 'Compare gpt-oss-120b · Groq' }).check();
    await expect(page).toHaveURL(/view=seller\.[^+]+\+sort\.output\+group\.seller\+compare\.groq/);
    const order = await ids(page);
    await page.reload();
    await expect(page.getByRole('heading', { name: 'What differs between these offers?' })).toBeVisible();
    expect(await ids(page)).toEqual(order);
    const other = await context.newPage();
    await other.goto(page.url());
    await expect(other.getByRole('checkbox', { name: 'Compare gpt-oss-120b · Groq' })).toBeChecked();
    expect(await ids(other)).toEqual(order);
    await page.goBack();
    await expect(page.getByRole('heading', { name: 'What differs between these offers?' })).toHaveCount(0);
    await page.goBack();
    await expect(page.getByRole('checkbox', { name: 'Group by seller' })).not.toBeChecked();
    await expect(header(page, /^Output/)).toHaveAttribute('aria-sort', 'ascending');
  });

  test('what it does not know is ignored', async ({ page }) => {
    await openOffers({ page, view: 'sort.magic seller.nobody compare.x/y group.seller only.luck' });
    await expect(page.getByRole('checkbox', { name: 'Group by seller' })).toBeChecked();
    await expect(page.getByText(/^(\d+) of \1 offers$/)).toBeVisible();
  });
});

test('by keyboard: figures with the arrows, details, a comparison, and the way to it', async ({ page }) => {
  await openOffers({ page });
  const [first = '', second = ''] = await ids(page);
  await rowOf(page, first).locator('[data-column="input"] [data-figure]').focus();
  await expect(page.getByRole('tooltip')).toContainText('per M tokens');
  await page.keyboard.press('ArrowDown');
  await expect(rowOf(page, second).locator('[data-column="input"] [data-figure]')).toBeFocused();
  await rowOf(page, first)
    .getByRole('button', { name: /details$/ })
    .press('Enter');
  await expect(page.getByRole('heading', { name: 'Sources', exact: true })).toBeVisible();
  await rowOf(page, first).getByRole('checkbox').press('Space');
  await page.getByRole('button', { name: 'See them side by side' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'What differs between these offers?' })).toBeInViewport();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Compare none' })).toBeFocused();
});
