import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import Papa from 'papaparse';
import { expect, openPage, test } from './fixtures.ts';
import { expectNoViolations } from './looks.ts';
import { addressBeside, recalculate, withCells, type Grids } from './recalculate.ts';
import { fileWithCells, gridsOfFile } from './workbook-file.ts';

/** What leaves the page as a file, on the clipboard or on paper. */

const OFFER = 'anthropic/claude-opus-5-5';
const OUTPUT_USD = 27;
const LADDER = 'What does one workload cost at five levels of caching?';
const BILL = 'What is paid for?';
const HALF_A_CENT = 0.005;

// Several pages and files each, on machines that do other things too.

/** The base scenario with a price of one’s own for output. */
function ownPriceHash(): string {
  const own = {
    id: 'own/1',
    name: 'Mine',
    basedOn: OFFER,
    discountRatio: 0,
    rates: { input: null, output: OUTPUT_USD, cacheRead: null, cacheWrite: null },
  };
  return `#v=1&ownOffers=${encodeURIComponent(JSON.stringify([own]))}&offerId=${encodeURIComponent('own/1')}`;
}

async function saved({
  page,
  press,
}: {
  page: Page;
  press: () => Promise<void>;
}): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

async function savedWorkbook(page: Page): Promise<{ name: string; bytes: Buffer }> {
  await page.getByRole('button', { name: 'Export ▾' }).click();
  const file = await saved({ page, press: () => page.getByRole('button', { name: /^Workbook/ }).click() });
  await page.keyboard.press('Escape');
  return file;
}

/** The panel of a card’s export button. */
async function openCardExports({ page, title }: { page: Page; title: string }): Promise<void> {
  await page.getByRole('button', { name: `Export: ${title}` }).click();
  await expect(page.getByRole('button', { name: 'Copy as CSV' }).first()).toBeVisible();
}

async function savedCsv({ page, title }: { page: Page; title: string }): Promise<readonly Record<string, string>[]> {
  await openCardExports({ page, title });
  const { name, bytes } = await saved({
    page,
    press: () => page.getByRole('button', { name: 'Download CSV' }).first().click(),
  });
  expect(name).toMatch(/^tokenhouse-.*\.csv$/);
  await page.keyboard.press('Escape');
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  return Papa.parse<Record<string, string>>(text, { header: true }).data;
}

function ladderTotal({ rows, rung }: { rows: readonly Record<string, string>[]; rung: string }): number {
  return Number(rows.find((row) => row['Rung'] === rung)?.['total, $ a month (USD)']);
}

/** Cells that hold what an offer charges for output, whatever the prompt. */
function outputCells(grids: Grids): readonly string[] {
  return (grids['Inputs'] ?? []).flatMap((row, i) => {
    const spendClass = row[3];
    return spendClass && 'value' in spendClass && spendClass.value === 'output' ? [`Inputs!E${i + 1}`] : [];
  });
}

const sumsOf = (grids: Grids) => {
  const sheets = recalculate(grids);
  const summary = (label: string) => sheets.number(addressBeside({ grids, sheet: 'Summary', label, column: 'B' }));
  return {
    without: summary('Without warehousing, USD a month'),
    with: summary('With a warehouse, USD a month'),
    saving: summary('Saving, USD a month'),
  };
};

test('a price changed in the workbook moves its totals to what the app says of the same price, to the cent', async ({
  page,
}) => {
  await openPage({ page, name: 'spend' });
  const { name, bytes } = await savedWorkbook(page);
  expect(name).toBe('tokenhouse-coding-swarm-50-sub-agents.xlsx');
  const grids = gridsOfFile(bytes);
  const before = sumsOf(grids);
  const rows = await savedCsv({ page, title: LADDER });
  expect(Math.abs(before.without - ladderTotal({ rows, rung: 'Best policy sold' }))).toBeLessThan(HALF_A_CENT);
  expect(Math.abs(before.with - ladderTotal({ rows, rung: 'Warehouse' }))).toBeLessThan(HALF_A_CENT);

  const changes = new Map(outputCells(grids).map((cell) => [cell, OUTPUT_USD]));
  expect(changes.size).toBeGreaterThan(0);
  const after = sumsOf(withCells({ grids, changes }));
  expect(after.without).not.toBe(before.without);
  await openPage({ page, name: 'spend', hash: ownPriceHash() });
  await page.reload();
  await expect(page.getByText('Mine from Anthropic', { exact: false }).first()).toBeVisible();
  const changed = await savedCsv({ page, title: LADDER });
  expect(Math.abs(after.without - ladderTotal({ rows: changed, rung: 'Best policy sold' }))).toBeLessThan(HALF_A_CENT);
  expect(Math.abs(after.with - ladderTotal({ rows: changed, rung: 'Warehouse' }))).toBeLessThan(HALF_A_CENT);
  expect(Math.abs(after.saving - (after.without - after.with))).toBeLessThan(HALF_A_CENT);
});

test('LibreOffice works the changed workbook out to the same', async ({ page }) => {
  const hasOffice = (() => {
    try {
      execFileSync('soffice', ['--version'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  })();
  test.skip(!hasOffice, 'There is no soffice here; the formulas are worked out by a library in the test before.');
  test.setTimeout(120_000);
  await openPage({ page, name: 'spend' });
  const { bytes } = await savedWorkbook(page);
  const grids = gridsOfFile(bytes);
  const changes = new Map(outputCells(grids).map((cell) => [cell, OUTPUT_USD]));
  const dir = mkdtempSync(join(tmpdir(), 'tokenhouse-office-'));
  writeFileSync(join(dir, 'changed.xlsx'), fileWithCells({ bytes, changes }));
  // Only the first sheet becomes a CSV file: the summary, which everything leads to.
  execFileSync('soffice', ['--headless', '--convert-to', 'csv', '--outdir', dir, join(dir, 'changed.xlsx')]);
  const lines = Papa.parse<string[]>(readFileSync(join(dir, 'changed.csv'), 'utf8')).data;
  const shown = lines.find(([label]) => label === 'Without warehousing, USD a month')?.[1] ?? '';
  const wanted = sumsOf(withCells({ grids, changes })).without;
  expect(Math.abs(Number(shown.replaceAll(/[$,]/g, '')) - wanted)).toBeLessThanOrEqual(HALF_A_CENT);
});

test('tables go into CSV files with the rows of the screen and all digits', async ({ page }) => {
  await openPage({ page, name: 'spend' });
  const bill = await savedCsv({ page, title: BILL });
  const shown = page.getByRole('group', { name: 'Table: bill by class' }).locator('tbody tr');
  expect(bill).toHaveLength(await shown.count());
  const without = bill.map((row) => Number(row['without, $ a month (USD)']));
  const total = without.pop() ?? NaN;
  expect(Math.abs(without.reduce((sum, usd) => sum + usd, 0) - total)).toBeLessThan(HALF_A_CENT);
  expect(String(total)).toMatch(/\.\d{3,}/);
  // Nothing of what was read stays on the page.
  await expect(shown).toHaveCount(bill.length);
  expect(await page.locator('main').textContent()).not.toMatch(/[\uE000-\uF8FF]/);

  await page.getByRole('region', { name: 'What does the same work cost elsewhere?' }).scrollIntoViewIfNeeded();
  const ranking = await savedCsv({ page, title: 'What does the same work cost elsewhere?' });
  expect(ranking.length).toBeGreaterThan(5);
  expect(Number(ranking[0]?.['without, $ (USD)'])).toBeGreaterThan(0);
});

/** What the page puts on the clipboard, which tests that run beside this one share. */
async function keepCopies(page: Page): Promise<() => Promise<string>> {
  await page.addInitScript(() => {
    navigator.clipboard.writeText = async (text) => {
      document.documentElement.dataset['copied'] = text;
    };
  });
  return () => page.evaluate(() => document.documentElement.dataset['copied'] ?? '');
}

test('CSV on the clipboard, from every page with tables', async ({ page }) => {
  const copied = await keepCopies(page);
  for (const name of ['spend', 'swarm', 'kv'] as const) {
    await openPage({ page, name });
    const buttons = page.getByRole('button', { name: /^Export: / });
    await expect(buttons.first()).toBeVisible();
    await buttons.first().click();
    await page.getByRole('button', { name: 'Copy as CSV' }).first().click();
    await expect(page.getByText('Copied as CSV.')).toBeVisible();
    const text = await copied();
    expect(text.split('\r\n').length).toBeGreaterThan(2);
    expect(text).not.toMatch(/[\uE000-\uF8FF]/);
  }
});

for (const scheme of ['light', 'dark'] as const) {
  test(`charts become pictures in light colours, with question and source, from the ${scheme} page`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await openPage({ page, name: 'spend' });
    await expect(page.locator('.recharts-line').first()).toBeVisible();
    for (const title of [LADDER, 'How long must a prefix survive?']) {
      await openCardExports({ page, title });
      const svg = await saved({ page, press: () => page.getByRole('button', { name: 'SVG' }).click() });
      const text = svg.bytes.toString('utf8');
      expect(text).toContain('xmlns="http://www.w3.org/2000/svg"');
      expect(text).toMatch(/^<\?xml[^>]*>\n<svg [^>]*><rect [^>]*fill="(#fff|#ffffff|rgb\(255, 255, 255\))"/);
      expect(text).toContain('prices of 2026-11-20');
      expect(text).not.toMatch(/var\(--|<script|<foreignObject|class=/);
      const png = await saved({ page, press: () => page.getByRole('button', { name: 'PNG' }).click() });
      expect([...png.bytes.subarray(1, 4)]).toEqual([...Buffer.from('PNG')]);
      const [width] = /width="(\d+)"/.exec(text)?.slice(1) ?? [];
      expect(png.bytes.readUInt32BE(16)).toBe(2 * Number(width));
      await page.keyboard.press('Escape');
    }
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme);
  });
}

test('a hostile name stays text in the workbook and the picture', async ({ page }) => {
  await openPage({ page, name: 'spend', hash: `#v=1&name=${encodeURIComponent('=1+1<script>alert(1)</script>')}` });
  const { bytes } = await savedWorkbook(page);
  expect(gridsOfFile(bytes)['Summary']?.[0]?.[0]).toEqual({ value: "'=1+1<script>alert(1)</script>" });
  await openCardExports({ page, title: LADDER });
  const svg = await saved({ page, press: () => page.getByRole('button', { name: 'SVG' }).click() });
  expect(svg.bytes.toString('utf8')).not.toContain('<script');
});

test('the summary for a ticket is on the clipboard, and the menu passes axe', async ({ page }) => {
  const copied = await keepCopies(page);
  await openPage({ page, name: 'spend' });
  await page.getByRole('button', { name: 'Export ▾' }).click();
  await page.getByRole('button', { name: /^Copy as Markdown/ }).click();
  await expect(page.getByText('The summary is on the clipboard.')).toBeVisible();
  const text = await copied();
  expect(text).toContain(`**${await page.getByTestId('without').innerText()}** a month without warehousing`);
  expect(text).toMatch(/\[Open the scenario\]\(<http/);
  await expectNoViolations({ page });
  await page.keyboard.press('Escape');

  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await openCardExports({ page, title: BILL });
  await expectNoViolations({ page });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

for (const scheme of ['light', 'dark'] as const) {
  test(`Spend prints as one page with its figures, from the ${scheme} page`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await openPage({ page, name: 'spend' });
    await expect(page.getByRole('button', { name: 'Export ▾' })).toBeVisible();
    const figure = await page.getByTestId('without').innerText();
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g)).toHaveLength(1);
    await page.emulateMedia({ media: 'print', colorScheme: scheme });
    await expect(page.getByTestId('without')).toHaveText(figure);
    await expect(page.getByTestId('without')).toBeVisible();
    await expect(page.locator('[data-rung="warehouse"]').first()).toBeVisible();
    await expect(page.getByRole('group', { name: 'Table: bill by class' })).toBeVisible();
    const foot = page.locator('[data-print="foot"]');
    await expect(foot).toBeVisible();
    await expect(foot).toContainText('1,680 tasks a month');
    await expect(foot).toContainText('prices of 2026-11-20');
    await expect(foot.locator('a')).toHaveAttribute('href', /#v=1/);
    await expect(page.getByRole('navigation', { name: 'Pages' })).toBeHidden();
    await expect(page.getByRole('region', { name: 'Main inputs' })).toBeHidden();
    await expect(page.getByRole('button', { name: 'Export ▾' })).toBeHidden();
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)');
    expect(
      await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--th-ink').trim()),
    ).toBe('#16191d');
  });
}

test('other pages print without what is pressed', async ({ page }) => {
  await openPage({ page, name: 'swarm' });
  await expect(page.getByRole('button', { name: 'Export ▾' })).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation', { name: 'Pages' })).toBeHidden();
  await expect(page.getByRole('region', { name: 'Which role asks for what?' })).toBeVisible();
  await expect(page.locator('[data-print="foot"]')).toBeVisible();
});
