import { expect, openPage, test } from './fixtures.ts';

test.describe('a field that cannot take what was typed', () => {
  for (const [what, typed] of [
    ['empty', ''],
    ['negative', '-3'],
    ['absurd', '9e30'],
    ['not a number', 'many'],
    ['not whole', '2.5'],
  ] as const) {
    test(`${what}: says what it accepts, and the last good result stays, greyed`, async ({ page }) => {
      await openPage({ page, name: 'spend' });
      const good = await page.getByTestId('without').innerText();
      const people = page.getByRole('textbox', { name: 'People' });
      await people.fill(typed);
      await expect(people).toHaveAttribute('aria-invalid', 'true');
      await expect(page.getByText(/Enter a whole number from 1 to 100,000,000/).first()).toBeVisible();
      await expect(page.getByTestId('without')).toHaveText(good);
      await expect(page.locator('[data-stale="true"]').first()).toBeVisible();
      await people.fill('41');
      await expect(page.locator('[data-stale="true"]')).toHaveCount(0);
      await expect(page.getByTestId('without')).not.toHaveText(good);
    });
  }

  test('Escape brings back the value in force', async ({ page }) => {
    await openPage({ page, name: 'spend' });
    const people = page.getByRole('textbox', { name: 'People' });
    await people.fill('nonsense');
    await people.press('Escape');
    await expect(people).toHaveValue('40');
    await expect(page.locator('[data-stale="true"]')).toHaveCount(0);
  });

  test('reads numbers as people write them', async ({ page }) => {
    await openPage({ page, name: 'spend' });
    const people = page.getByRole('textbox', { name: 'People' });
    await people.fill('1.5k');
    await people.press('Enter');
    await expect(people).toHaveValue('1,500');
  });
});

test('prompts longer than the offer takes: named, with the bound, and the last good figures greyed', async ({
  page,
}) => {
  await openPage({ page, name: 'spend', hash: '#v=0&offerId=groq/openai/gpt-oss-120b' });
  await page.getByRole('textbox', { name: 'Turns each' }).fill('900');
  await expect(page.getByText(/takes at most 131,072/).first()).toBeVisible();
  await expect(page.locator('[data-stale="true"]').first()).toBeVisible();
});

test('a price that is missing is shown as missing, never as $0', async ({ page }) => {
  await openPage({ page, name: 'spend', hash: '#v=0&offerId=cohere/command-a' });
  await expect(page.getByTestId('with')).toHaveText('no price');
  await expect(page.locator('[data-rung="warehouse"]')).toContainText('no price');
  await page.getByRole('textbox', { name: 'Read price' }).fill('0.25');
  await expect(page.getByTestId('with')).toHaveText(/^\$\d/);
});

test('a damaged link opens what it can and says what it could not', async ({ page }) => {
  await openPage({ page, name: 'spend', hash: '#v=0&workload.people=-7&workload.hoursPerDay=6&nonsense=1' });
  await expect(page.getByText(/workload\.people must be a whole number/)).toBeVisible();
  await expect(page.getByText(/nonsense is not known here/)).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'People' })).toHaveValue('40');
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(page.getByText(/nonsense is not known here/)).toHaveCount(0);
});

test('a newer link says so', async ({ page }) => {
  await openPage({ page, name: 'spend', hash: '#v=12&workload.people=9' });
  await expect(page.getByText(/written by a newer Tokenhouse/)).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'People' })).toHaveValue('9');
});

/** What a link carries for a Claude whose prices have moved since. */
function sentRates(offerId: string): object {
  return { offerId, base: { input: 8, output: 40, cacheRead: 0.4, cacheWrite: { '5m': 10, '1h': 16 } }, bands: [] };
}

test('a link with other prices shows the sender’s and offers the catalogue’s', async ({ page }) => {
  const rates = [sentRates('anthropic/claude-opus-5-5')];
  await openPage({ page, name: 'spend', hash: `#v=0&carriedRates=${encodeURIComponent(JSON.stringify(rates))}` });
  await expect(page.getByText(/Prices have moved since .*: 5 rates of Claude Opus 5\.5/)).toBeVisible();
  const sent = await page.getByTestId('without').innerText();
  await page.getByRole('button', { name: 'Re-price' }).click();
  await expect(page.getByTestId('without')).not.toHaveText(sent);
  await expect(page.getByText(/Prices have moved/)).toHaveCount(0);
});

test('a link with other prices for a role’s own offer says whose', async ({ page }) => {
  const offerId = 'anthropic/claude-haiku-5-5';
  const rates = encodeURIComponent(JSON.stringify([sentRates(offerId)]));
  await openPage({ page, name: 'spend', hash: `#v=0&workload.roles.1.offerId=${offerId}&carriedRates=${rates}` });
  await expect(page.getByText(/Prices have moved since .* of Claude Haiku 5\.5/)).toBeVisible();
  const sent = await page.getByTestId('without').innerText();
  await page.getByRole('button', { name: 'Re-price' }).click();
  await expect(page.getByTestId('without')).not.toHaveText(sent);
  await expect(page.getByText(/Prices have moved/)).toHaveCount(0);
});
