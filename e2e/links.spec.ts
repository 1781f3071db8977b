import { encodeScenario } from '../src/scenario/codec.ts';
import { BASE_SCENARIO } from '../src/scenario/base.ts';
import { expect, openPage, test } from './fixtures.ts';

const SENT = encodeScenario({
  ...BASE_SCENARIO,
  name: 'Sent by mail',
  workload: { ...BASE_SCENARIO.workload, people: 7, hoursPerDay: 6 },
});

test.describe('a link that was mangled on its way opens as it was sent, and says in one line what was mended', () => {
  const half = Math.floor(SENT.length / 2);
  for (const [what, hash, mended] of [
    ['a line break', `${SENT.slice(0, half)}%0A${SENT.slice(half)}`, /line breaks and spaces were taken out/],
    ['a trailing full stop', `${SENT}.`, /punctuation after the link was taken off/],
    ['&amp;', SENT.replaceAll('&', '&amp;'), /&amp; was turned back into &/],
    ['a second encoding', encodeURIComponent(SENT), /encoded separators were turned back/],
  ] as const)
    test(what, async ({ page }) => {
      await openPage({ page, name: 'spend', hash: `#${hash}` });
      await expect(page.getByRole('textbox', { name: 'People' })).toHaveValue('7');
      const notice = page.getByTestId('link-mended');
      await expect(notice).toContainText(mended);
      await expect(notice).toContainText('Nothing of it is lost.');
      await expect(page.getByTestId('link-lost')).toHaveCount(0);
      await notice.getByRole('button', { name: 'Dismiss' }).click();
      await expect(notice).toHaveCount(0);
      // The address holds the link as it should have been.
      await page.reload();
      await expect(page.getByRole('textbox', { name: 'People' })).toHaveValue('7');
      await expect(page.getByTestId('link-mended')).toHaveCount(0);
    });
});

test('a link that was cut opens what can be read, warns, and stays in the address until it is dismissed', async ({
  page,
}) => {
  const cut = SENT.slice(0, -1);
  await openPage({ page, name: 'spend', hash: `#${cut}` });
  const notice = page.getByTestId('link-lost');
  await expect(notice).toContainText('Not all of the link could be read');
  await expect(notice).toContainText('workload.hoursPerDay could not be read.');
  await expect(page.getByRole('textbox', { name: 'Scenario name' })).toHaveValue('Sent by mail');
  expect(new URL(page.url()).hash).toBe(`#${cut}`);
  await notice.getByRole('button', { name: 'Dismiss' }).click();
  await expect(notice).toHaveCount(0);
  await expect.poll(() => new URL(page.url()).hash).not.toBe(`#${cut}`);
});

test('a newer link says which, and how to get what reads it', async ({ page }) => {
  await openPage({ page, name: 'spend', hash: '#v=12&workload.people=9&later=1' });
  const notice = page.getByTestId('link-lost');
  await expect(notice).toContainText('written by a newer Tokenhouse (format 12; this one reads up to 1)');
  await expect(notice).toContainText('later is not known here.');
  await notice.getByRole('button', { name: 'Reload the page' }).click();
  await expect(notice).toContainText('format 12');
  await expect(page.getByRole('textbox', { name: 'People' })).toHaveValue('9');
});

/** Twice what the catalogue has for Opus 5.5. */
const DOUBLED = {
  offerId: BASE_SCENARIO.offerId,
  base: { input: 8, output: 40, cacheRead: 0.4, cacheWrite: { '5m': 10, '1h': 16 } },
  bands: [],
};

test('prices that have moved: the sender’s figures, which moved, and one click to follow', async ({ page }) => {
  const hash = encodeScenario({ ...BASE_SCENARIO, catalogRevision: '2026-10-02', carriedRates: [DOUBLED] });
  await openPage({ page, name: 'spend', hash: `#${hash}` });
  const notice = page.getByTestId('prices-moved');
  await expect(notice).toContainText(
    'Prices have moved since this scenario was written (catalogue of 2026-10-02): 5 rates of Claude Opus 5.5.',
  );
  const sent = await page.getByTestId('without').innerText();
  await notice.getByRole('button', { name: 'What moved' }).click();
  await expect(notice.getByRole('row', { name: /Claude Opus 5\.5: Cache write, 1h/ })).toContainText('$16.00$8.00');
  await expect(notice.locator('[data-figure="without inUse"]')).toHaveText(sent);
  const onDay = await notice.locator('[data-figure="without onDay"]').innerText();

  await notice.getByRole('button', { name: 'Re-price' }).click();
  await expect(page.getByTestId('without')).toHaveText(onDay);
  await expect(notice).toHaveCount(0);
  await page.goBack();
  await expect(page.getByTestId('without')).toHaveText(sent);
  await expect(notice).toBeVisible();
  await notice.getByRole('button', { name: 'Keep these' }).click();
  await expect(notice).toHaveCount(0);
  await expect(page.getByTestId('without')).toHaveText(sent);
});

test('prices that the seller has changed since the link’s day: told, and re-dated in one click that undo takes back', async ({
  page,
}) => {
  const hash = '#v=1&asOf=2026-10-06&offerId=anthropic/claude-sonnet-5-5';
  await openPage({ page, name: 'spend', hash });
  const notice = page.getByTestId('prices-moved');
  await expect(notice).toContainText(
    'Prices have moved since 2026-10-06, the day of this scenario: 1 rate of Claude Sonnet',
  );
  await expect(notice.getByRole('button', { name: 'Re-price' })).toHaveCount(0);
  const before = await page.getByTestId('without').innerText();
  await notice.getByRole('button', { name: 'What moved' }).click();
  const newest = await notice.locator('[data-figure="without newest"]').innerText();
  await notice.getByRole('button', { name: /^Re-date to 2026-/ }).click();
  await expect(page.getByTestId('without')).toHaveText(newest);
  await expect(notice).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByTestId('without')).toHaveText(before);
});

test('nothing is told of prices where none has moved, nor of an earlier day that was chosen here', async ({ page }) => {
  await openPage({ page, name: 'spend' });
  await page.getByRole('textbox', { name: 'People' }).fill('41');
  await page.reload();
  await expect(page.getByTestId('without')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'People' })).toHaveValue('41');
  await openPage({ page, name: 'swarm', hash: '#v=1&offerId=anthropic/claude-sonnet-5-5' });
  await page.getByLabel('Day whose prices hold').fill('2026-10-05');
  await expect(page.getByTestId('prices-moved')).toHaveCount(0);
});
