import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { formatPercent, formatUsd } from '../src/ui/format/number.ts';
import { expect, openPage, test, watch } from './fixtures.ts';

const run = promisify(execFile);
const launcher = fileURLToPath(new URL('../scripts/run.mjs', import.meta.url));

async function headline(page: Page): Promise<Record<string, string>> {
  const texts = await Promise.all(
    ['without', 'with', 'saving'].map(async (id) => [id, await page.getByTestId(id).innerText()] as const),
  );
  return Object.fromEntries(texts);
}

test('preset, offer and fan-out change the answer; the copied link gives the same figures elsewhere and on the command line', async ({
  page,
  browser,
  baseURL,
}) => {
  // It starts the command line too, which builds itself first.
  test.slow();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await openPage({ page, name: 'spend' });

  await page.getByRole('button', { name: 'Presets' }).click();
  await page.getByRole('button', { name: /^Coding swarm, 50 sub-agents/ }).click();
  const atFirst = await headline(page);

  // Every offer is there once the work is ranked among them.
  await expect(page.getByRole('heading', { name: 'What does the same work cost elsewhere?' })).toBeVisible();
  await page.getByRole('combobox', { name: 'Offer' }).click();
  await page.getByRole('option', { name: /GPT-6\.1 Terra/ }).click();
  await expect(page.getByTestId('without')).not.toHaveText(atFirst['without'] ?? '');
  const otherOffer = await headline(page);

  const fanOut = page.getByRole('textbox', { name: 'Sub-agents per orchestrator' });
  await fanOut.fill('120');
  await expect(page.getByTestId('without')).not.toHaveText(otherOffer['without'] ?? '');
  const figures = await headline(page);
  expect(figures['without']).toMatch(/^\$\d/);

  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByRole('button', { name: 'Link copied' })).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toContain('#v=1');

  const elsewhere = await browser.newContext();
  const fresh = await elsewhere.newPage();
  const complaints: string[] = [];
  watch({ page: fresh, baseURL: baseURL ?? '', complaints });
  await fresh.goto(link);
  await expect(fresh.getByTestId('without')).toHaveText(figures['without'] ?? '');
  expect(await headline(fresh)).toEqual(figures);
  await expect(fresh.getByRole('textbox', { name: 'Sub-agents per orchestrator' })).toHaveValue('120');
  await fresh.reload();
  await expect(fresh.getByTestId('without')).toHaveText(figures['without'] ?? '');
  expect(await headline(fresh)).toEqual(figures);
  expect(complaints).toEqual([]);
  await elsewhere.close();

  const { stdout } = await run(process.execPath, [launcher, 'tokenhouse', 'scenario', link]);
  const { spend } = JSON.parse(stdout) as {
    spend: { without: { usdPerMonth: number }; with: { usdPerMonth: number }; savingRatio: number };
  };
  expect({
    without: formatUsd(spend.without.usdPerMonth),
    with: formatUsd(spend.with.usdPerMonth),
    saving: formatPercent(Math.abs(spend.savingRatio)),
  }).toEqual(figures);
});

test('Back undoes a preset and an offer, Forward brings them again', async ({ page }) => {
  await openPage({ page, name: 'spend' });
  const start = await page.getByTestId('without').innerText();
  await page.getByRole('button', { name: 'Presets' }).click();
  await page.getByRole('button', { name: /^Chat/ }).click();
  await expect(page.getByTestId('without')).not.toHaveText(start);
  const chat = await page.getByTestId('without').innerText();
  await page.goBack();
  await expect(page.getByTestId('without')).toHaveText(start);
  await page.goForward();
  await expect(page.getByTestId('without')).toHaveText(chat);
});

test('pages are links: Back returns to the one before, with the scenario unchanged', async ({ page }) => {
  await openPage({ page, name: 'spend' });
  await page.getByRole('textbox', { name: 'People' }).fill('77');
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Offers' }).click();
  await expect(page.getByRole('link', { name: 'Offers', exact: true })).toHaveAttribute('aria-current', 'page');
  await expect(page.getByRole('textbox', { name: 'People' })).toHaveValue('77');
  await page.goBack();
  await expect(page.getByRole('link', { name: 'Spend' })).toHaveAttribute('aria-current', 'page');
  await expect(page.getByRole('textbox', { name: 'People' })).toHaveValue('77');
});

test('a token budget says what it buys, and when growth passes it', async ({ page }) => {
  await openPage({ page, name: 'spend' });
  const budget = page.getByRole('region', { name: 'Does it fit a token budget?' });
  // $100,000 beside $375,000.
  await expect(budget.getByText(/21\.1 % of pay and tokens together/)).toBeVisible();
  const bought = budget.getByRole('row', { name: /Prompt tokens the budget buys/ });
  const before = await bought.innerText();
  await budget.getByRole('button', { name: '$250K', exact: true }).click();
  await expect(budget.getByText(/40\.0 % of pay and tokens together/)).toBeVisible();
  await expect(bought).not.toHaveText(before);
  const outlook = page.getByRole('region', { name: 'How does the bill move in 24 months?' });
  await expect(outlook.getByText(/stays within the budget/).last()).toBeVisible();
  await budget.getByRole('button', { name: '$100K', exact: true }).click();
  await outlook.getByRole('button', { name: '×100, ×100, ÷1,000', exact: true }).click();
  await expect(outlook.getByText(/It passes the budget in month \d+ without/).last()).toBeVisible();
  await outlook.getByRole('button', { name: 'No change' }).click();
  await expect(outlook.getByText(/stays within the budget/).last()).toBeVisible();
});
