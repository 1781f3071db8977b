import { expect, openPage, test } from './fixtures.ts';
import { expectNoViolations } from './looks.ts';

test('claims are counted, narrowed and linked; one opens live, with its own figure, and Undo brings back what was open', async ({
  page,
}) => {
  await openPage({ page, name: 'claims' });
  const people = page.getByRole('textbox', { name: 'People' });
  await people.fill('41');
  const cards = page.locator('[data-claim]');
  const heading = page.getByRole('heading', { name: /^How do \d+ claims about the memory wall fare\?$/ });
  const all = Number(/\d+/.exec(await heading.innerText())?.[0]);
  expect(all).toBeGreaterThanOrEqual(45);
  // By key: figures that come into the cards above move the button away from a pointer.
  await page.getByRole('button', { name: /^Show the other/ }).press('Enter');
  await expect(cards).toHaveCount(all);
  // The texts of all stand before any figure is worked out; the figures come by themselves.
  await expect(page.getByRole('img', { name: /^\d+ right, \d+ right in its day, .* wrong\.$/ })).toBeVisible();
  await expect(cards.first().locator('[data-ours] dd')).toBeVisible();

  // Verdict, topic and words narrow the list together, and the address says how.
  await page.getByRole('button', { name: /right arithmetic/ }).click();
  await expect(page).toHaveURL(/view=verdict\.right-arithmetic/);
  await page.getByRole('combobox', { name: 'Topic' }).selectOption('size');
  await page.getByRole('searchbox', { name: /Search claims/ }).fill('150 GB');
  await expect(page.getByText(`1 of ${all} claims`)).toBeVisible();
  const card = page.locator('[data-claim="prompt-150-gb"]');
  await expect(cards).toHaveCount(1);
  const ours = card.locator('[data-ours] dd');
  await expect(ours).toContainText('153.6 GB');

  // Nothing found is said, and everything is one press away.
  await page.getByRole('searchbox', { name: /Search claims/ }).fill('no such claim');
  await expect(page.getByText('No claim fits all of this.')).toBeVisible();
  await page.getByRole('button', { name: `Show all ${all}` }).click();
  await expect(cards).toHaveCount(all);
  await page.goBack();
  await page.getByRole('searchbox', { name: /Search claims/ }).fill('150 GB');

  // Live: the page of the figure, with the scenario of the claim.
  await card.getByRole('button', { name: /^Open this scenario/ }).click();
  await expect(page).toHaveURL(/page=kv/);
  await expect(page.getByRole('textbox', { name: 'Scenario name' })).toHaveValue(/150 GB/);
  await expect(page.getByRole('main').getByText('153.6 GB').first()).toBeVisible();
  await page.getByTitle(/^Undo\b/).click();
  await expect(people).toHaveValue('41');
  await page.goBack();
  await expect(page).toHaveURL(/page=claims/);
  await expect(people).toHaveValue('41');
});

test('a link opens a card first, and is what its button copies', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('./?page=claims&view=claim.prefill-50-gb');
  const linked = page.locator('[data-claim]').first();
  await expect(linked).toHaveAttribute('data-claim', 'prefill-50-gb');
  await expect(linked).toHaveAttribute('aria-current', 'true');
  await expect(linked.locator('[data-ours] dd')).toContainText('51.61 GB');
  await linked.getByRole('button', { name: /^Copy link/ }).click();
  await expect(linked.getByText('Link copied')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/\?page=claims&view=claim\.prefill-50-gb$/);
});

test('systems: measured apart from claimed, losses on their own, sorted by what they gain', async ({ page }) => {
  await page.goto('./?page=claims&view=show.systems');
  const rows = page.locator('[data-figure]');
  await expect(rows.first()).toContainText('3FS');
  await page.getByRole('radio', { name: 'losses' }).check({ force: true });
  await expect(page).toHaveURL(/only\.losses/);
  await expect(page.getByText(/^8 of \d+ figures$/)).toBeVisible();
  await page.getByRole('radio', { name: 'All' }).check({ force: true });
  await page.getByRole('button', { name: 'claimed' }).click();
  await expect(page.getByRole('columnheader', { name: 'claimed' })).toHaveAttribute('aria-sort', 'descending');
  await expect(rows.first()).toContainText('NetApp');
  await expectNoViolations({ page, include: 'main', exclude: '[data-figure]:nth-child(n + 7)' });
});
