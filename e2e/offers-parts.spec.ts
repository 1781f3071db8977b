import { test as plain, type Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { expectEveryLook } from './looks.ts';

/** The parts of the Offers page beside the table: how work is bought, one request, an invoice, prices of one's own. */

const PARTS = [
  { view: 'buying', region: 'On what terms is the work bought?' },
  { view: 'request', region: 'What does one request cost, line by line?' },
  { view: 'reconcile', region: 'Does an invoice agree with this workload?' },
  { view: 'own', region: 'Your own prices' },
] as const;

async function openPart({
  page,
  view,
  hash = '',
}: {
  page: Page;
  view: (typeof PARTS)[number]['view'];
  hash?: string;
}): Promise<void> {
  await page.goto(`./?page=offers&view=${view}${hash}`);
  const { region } = PARTS.find((part) => part.view === view) ?? PARTS[0];
  await expect(page.getByRole('heading', { name: region })).toBeVisible();
}

for (const { view } of PARTS) {
  test(`${view}: axe finds nothing in any look, and nothing scrolls sideways`, async ({ page }) => {
    await openPart({ page, view });
    await expectEveryLook({ page, include: 'main' });
  });
}

test('a share of batch makes the same work cheaper everywhere, and travels in the link', async ({ page }) => {
  await openPart({ page, view: 'buying' });
  await page.getByLabel('Share sent that way').fill('50');
  await page.getByLabel('Share sent that way').press('Enter');
  // Everything at Anthropic costs half in batch: half the work at half the price is three quarters of $42,435.
  const terms = page.getByRole('row', { name: /On the terms set here/ });
  await expect(terms).toContainText('$31,826');
  await expect(page).toHaveURL(/purchase\.modeRatio=0\.5/);
  await page.getByRole('link', { name: 'Spend' }).click();
  await expect(page.getByText('$31,826').first()).toBeVisible();
});

test('one request says which hour decided its price', async ({ page }) => {
  await openPart({ page, view: 'request' });
  await page.getByRole('combobox', { name: 'Offer of this request' }).fill('deepseek v4.1 flash');
  await page.getByRole('option', { name: /DeepSeek V4.1 Flash · DeepSeek/ }).click();
  await page.getByLabel('Day of the request').fill('2026-11-23');
  await page.getByLabel('Time', { exact: true }).fill('02:00');
  const bill = page.getByRole('region', { name: 'Bill of the request' });
  // Monday 10:00 in China: 10,000 × 0.30 + 40,000 × 0.006 + 15,000 × 1.20 per million.
  await expect(bill).toContainText('0.02124');
  await expect(bill).toContainText('09:00–12:00');
  await page.getByLabel('Time', { exact: true }).fill('12:00');
  await expect(bill).toContainText('0.01062');
});

test('a pasted usage body fills the request in; text that is none changes nothing', async ({ page }) => {
  await openPart({ page, view: 'request' });
  const paste = page.getByLabel(/Or paste what an API reported/);
  await paste.fill('{"input_tokens": 21, "cache_read_input_tokens": 188086, "output_tokens": 393}');
  await expect(page.getByLabel(/^Cache read/)).toHaveValue('188,086');
  await paste.fill('<html>');
  await expect(page.getByLabel(/^Cache read/)).toHaveValue('188,086');
});

test('an invoice is explained by the policy that made it', async ({ page }) => {
  await openPart({ page, view: 'reconcile' });
  await page.getByLabel(/Invoice total/).fill('49501');
  await expect(page.getByText(/5m, whole prompt only/).first()).toBeVisible();
  await expect(page.getByText(/expected at the best policy/).first()).toBeVisible();
});

test('own prices are used, named in the copied link, and left out on request', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openPart({ page, view: 'own' });
  await page.getByRole('button', { name: 'Add own prices' }).click();
  await page.getByLabel('Off the list, %').fill('20');
  await page.getByLabel('Off the list, %').press('Enter');
  await page.getByRole('button', { name: /^Use it/ }).click();
  await expect(page.getByText('The link carries 1 negotiated price.')).toBeVisible();
  await page.getByRole('button', { name: 'Copy without negotiated prices' }).click();
  await expect(page.getByRole('button', { name: 'Copied without them' })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).not.toMatch(/ownOffers|own%2F/);
  await page.getByRole('link', { name: 'Spend' }).click();
  // 20 % off every price of $42,435.
  await expect(page.getByText('$33,948').first()).toBeVisible();
});

/** These ask other sites, whose answers are made up here. */
plain.describe('refreshing prices', () => {
  const FEED = 'https://models.dev/api.json';
  const answer = (model: object): string =>
    JSON.stringify({ anthropic: { id: 'anthropic', name: 'Anthropic', models: { 'claude-opus-5-5': model } } });

  plain('shows what differs, and changes only what is accepted', async ({ page }) => {
    await page.route(FEED, (route) =>
      route.fulfill({
        contentType: 'application/json',
        headers: { 'access-control-allow-origin': '*' },
        body: answer({
          id: 'claude-opus-5-5',
          name: 'Claude Opus 5.5',
          cost: { input: 3, output: 20, cache_read: 0.2, cache_write: 5 },
        }),
      }),
    );
    await openPart({ page, view: 'own' });
    await page.getByRole('button', { name: 'Compare with models.dev' }).click();
    await expect(page.getByLabel(/Accept input of Claude Opus 5.5/)).toBeChecked();
    await expect(page).not.toHaveURL(/priceCorrections/);
    await page.getByRole('button', { name: /^Accept 1 price/ }).click();
    await expect(page.getByRole('region', { name: 'Accepted prices' })).toContainText('3.00');
    await page.getByRole('button', { name: /^Undo: input/ }).click();
    await expect(page.getByRole('region', { name: 'Accepted prices' })).toHaveCount(0);
  });

  for (const [what, body] of [
    ['HTML', '<!doctype html><title>Maintenance</title>'],
    ['negative prices', answer({ id: 'claude-opus-5-5', name: 'x', cost: { input: -3, output: -20 } })],
    ['half a document', '{"anthropic":{"id":"anthropic","models":{"claude'],
  ] as const) {
    plain(`refuses ${what} in one sentence and changes nothing`, async ({ page }) => {
      await page.route(FEED, (route) => route.fulfill({ headers: { 'access-control-allow-origin': '*' }, body }));
      await openPart({ page, view: 'own' });
      const address = page.url();
      await page.getByRole('button', { name: 'Compare with models.dev' }).click();
      await expect(page.getByRole('region', { name: 'Refresh prices' }).getByRole('status')).toContainText(/\.$/);
      await expect(page.getByRole('button', { name: /^Accept/ })).toHaveCount(0);
      expect(page.url()).toBe(address);
    });
  }
});
