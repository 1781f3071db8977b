import type { Locator, Page } from '@playwright/test';
import { expect, openPage, test } from './fixtures.ts';
import { expectEveryLook } from './looks.ts';

const ownCache = (page: Page) => page.getByRole('region', { name: 'What would a cache of one’s own serve?' });
const rates = (page: Page) => page.getByRole('region', { name: 'What share could be reused, and what share is?' });
const losses = (page: Page) => page.getByRole('region', { name: 'Where is reuse lost?' });
const advice = (page: Page) => page.getByRole('region', { name: 'What would make this cheaper?' });

/** Share of all prompt tokens, in per cent, that the open table of losses gives for a row. */
async function shareOf(page: Page, row: string): Promise<number> {
  const [ofAll = ''] = await losses(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: row, exact: true }) })
    .getByRole('cell')
    .allInnerTexts();
  return Number.parseFloat(ofAll);
}

const rowHeader = (page: Page, name: string): Locator => losses(page).getByRole('rowheader', { name, exact: true });

async function openLossTable(page: Page): Promise<void> {
  await losses(page).getByRole('radio', { name: 'cache of one’s own' }).check();
  await losses(page)
    .getByRole('button', { name: /Show as a table/ })
    .click();
}

test('where reuse is lost: one bar from logical to physical under each policy, and a table that adds up', async ({
  page,
}) => {
  await openPage({ page, name: 'swarm' });
  await expect(losses(page).getByText(/could be read; under the best policy sold/)).toBeVisible();
  await expect(losses(page).getByText(/^logical 9\d\.\d %$/)).toBeVisible();
  await expect(losses(page).getByText(/^physical 9\d\.\d %$/)).toBeVisible();
  await losses(page).getByRole('radio', { name: 'TTL 1 h' }).check();
  await expect(losses(page).getByText(/under this life/)).toBeVisible();
  await losses(page)
    .getByRole('button', { name: /Show as a table/ })
    .click();
  await expect(rowHeader(page, 'siblings launched at once')).toBeVisible();
  const read = await shareOf(page, 'physical hit rate: read from cache');
  const parts = ['tool definitions', 'system prompt', 'task prefix', 'own history'];
  let sum = 0;
  for (const part of parts) sum += await shareOf(page, `read: ${part}`);
  expect(Math.abs(sum - read)).toBeLessThan(0.25);
  expect(read + (await shareOf(page, 'prefilled'))).toBeCloseTo(100, 0);
});

test('a cache of one’s own: its size evicts, its replicas misroute, and the simulated rate stands beside the form', async ({
  page,
}) => {
  await openPage({ page, name: 'swarm' });
  await openLossTable(page);
  await expect(rowHeader(page, 'first touch')).toBeVisible();
  await expect(rowHeader(page, 'evicted')).toHaveCount(0);
  await expect(rowHeader(page, 'misrouted')).toHaveCount(0);
  await expect(ownCache(page).getByText(/in closed form, 9\d\.\d % simulated \(0\.\d+ points apart\)/)).toBeVisible();

  await ownCache(page).getByRole('textbox', { name: 'Cache capacity, tokens' }).fill('2M');
  await expect(rowHeader(page, 'evicted')).toBeVisible();
  await expect(ownCache(page).getByText(/TB: .* a token of /)).toBeVisible();
  await expect(rates(page).getByText('own cache 2 M')).toBeVisible();
  await expect(rates(page).getByRole('rowheader', { name: 'own cache 1 d, 2 M tokens' })).toBeVisible();

  await ownCache(page).getByRole('textbox', { name: 'Replicas' }).fill('2');
  // With all agents kept on one replica, only what agents share is missed there.
  await expect(rowHeader(page, 'misrouted')).toBeVisible();
  expect(await shareOf(page, 'misrouted')).toBeLessThan(1);
  await ownCache(page).getByRole('textbox', { name: 'Kept on one replica, %' }).fill('0');
  await expect.poll(() => shareOf(page, 'misrouted')).toBeGreaterThan(3);
  await expect(losses(page).getByText(/roughly .* in closed form, .* simulated, the better figure/)).toBeVisible();
});

test('the cache of one’s own travels with the link, and an empty capacity is no limit', async ({ page }) => {
  await openPage({ page, name: 'swarm' });
  const capacity = ownCache(page).getByRole('textbox', { name: 'Cache capacity, tokens' });
  await capacity.fill('2M');
  await expect(rates(page).getByText('own cache 2 M')).toBeVisible();
  await page.reload();
  await expect(capacity).toHaveValue('2,000,000');
  await capacity.fill('');
  await expect(capacity).toHaveAttribute('placeholder', 'no limit');
  await expect(rates(page).getByText('own cache 2 M')).toHaveCount(0);
  await capacity.fill('0');
  await expect(ownCache(page).getByText(/“0” is not accepted\. Enter a whole number from 1 to/)).toBeVisible();
});

test('the advice names the best life for each role, what it saves, and shows why', async ({ page }) => {
  await openPage({ page, name: 'swarm' });
  const items = advice(page).getByRole('listitem');
  const subAgents = items.filter({ hasText: /^Sub-agents: buy 5m/ });
  await expect(subAgents).toContainText('against the default');
  await expect(items.filter({ hasText: /^Orchestrator: buy 5m/ })).toContainText('a month');
  await expect(items.filter({ hasText: /^A cache of one’s own/ })).toContainText('per open agent');
  const worths = (await items.allInnerTexts()).flatMap((text) => {
    const [, usd] = /\n\$([\d,.]+) a month/.exec(text) ?? [];
    return usd === undefined ? [] : [Number(usd.replaceAll(',', ''))];
  });
  expect(worths.length).toBeGreaterThan(2);
  expect(worths).toEqual(worths.toSorted((a, b) => b - a));

  await subAgents.getByRole('button', { name: 'Why' }).click();
  await expect(subAgents.getByText(/by default − .* = \$[\d,]+ a month/)).toBeVisible();
  await expect(subAgents.getByRole('rowheader', { name: 'no caching' })).toBeVisible();
});

test('advice that is taken is done already', async ({ page }) => {
  await openPage({ page, name: 'swarm' });
  const items = advice(page).getByRole('listitem');
  await expect(items.filter({ hasText: 'Let one sub-agent answer before its siblings start' })).toContainText(
    'a month',
  );
  await page.getByRole('radio', { name: 'Staggered' }).check();
  await expect(
    items.filter({ hasText: 'One sub-agent answers before its siblings start: done already' }),
  ).toContainText('saved already');
});

test('axe finds nothing in open advice, the cache’s fields and the table of losses, in any look', async ({ page }) => {
  await openPage({ page, name: 'swarm' });
  await ownCache(page).getByRole('textbox', { name: 'Cache capacity, tokens' }).fill('2M');
  await openLossTable(page);
  for (const why of await advice(page).getByRole('button', { name: 'Why' }).all()) await why.click();
  await expect(advice(page).getByRole('rowheader', { name: 'no caching' })).toHaveCount(2);
  await expectEveryLook({ page, include: 'main' });
});
