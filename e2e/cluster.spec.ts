import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { expectEveryLook } from './looks.ts';

const VIEWS = {
  ladder: 'What does each tier save?',
  time: 'From what length on is loading faster than computing?',
  warehouse: 'What does the warehouse itself cost?',
  sizing: 'What decides how many nodes?',
} as const;
type View = keyof typeof VIEWS;

async function openCluster({ page, view, cluster = '' }: { page: Page; view: View; cluster?: string }): Promise<void> {
  await page.goto(`./?page=cluster&view=${view}${cluster === '' ? '' : `#v=1&${cluster}`}`);
  await expect(page.getByRole('heading', { name: VIEWS[view] })).toBeVisible();
}

/** Rows of the map are alike, and take axe as long as all the rest. */
const LOOKED_AT_ENOUGH = '[role="row"] + [role="row"] [data-cell]';

function figures(page: Page): Locator {
  return page.getByRole('region', { name: 'The fleet without and with a warehouse' });
}

function strip(page: Page): Locator {
  return page.getByRole('region', { name: 'What runs it, and where are prefixes kept?' });
}

function rung(page: Page, id: string): Locator {
  return page.locator(`[data-rung="${id}"]`);
}

for (const view of Object.keys(VIEWS) as View[]) {
  test(`${view}: axe finds nothing in any look, and nothing scrolls sideways`, async ({ page }) => {
    await openCluster({ page, view });
    if (view === 'time') await expect(page.locator('.recharts-surface').first()).toBeVisible();
    if (view === 'ladder')
      await expect(page.getByRole('columnheader', { name: 'With one thing changed' })).toBeVisible();
    await expectEveryLook({ page, include: 'main', exclude: LOOKED_AT_ENOUGH });
    await expect(figures(page)).toBeVisible();
  });
}

test.describe('the ladder', () => {
  test('four rungs, the one that is “without” marked, and one reason in words', async ({ page }) => {
    await openCluster({ page, view: 'ladder' });
    for (const id of ['hbm', 'dram', 'warehouse', 'ceiling']) {
      await expect(rung(page, id).locator('[data-column="gpus"]')).toHaveText(/^[\d,]+$/);
      await expect(rung(page, id).locator('[data-column="usd"]')).toHaveText(/^\$[\d,]+$/);
    }
    await expect(rung(page, 'dram')).toContainText('without');
    await expect(page.getByTestId('reason')).toContainText('against prefix caching in HBM and the memory of the node');
  });

  test('“without” can be HBM alone, and is named', async ({ page }) => {
    await openCluster({ page, view: 'ladder' });
    await page.getByText('More inputs').click();
    await page.getByRole('combobox', { name: '“Without” is prefix caching in' }).selectOption('hbm');
    await expect(rung(page, 'hbm')).toContainText('without');
    await expect(page.getByTestId('reason')).toContainText('against prefix caching in HBM alone');
    await expect(page).toHaveURL(/cluster\.baseline=hbm/);
  });

  test('“4–6.5 times more tokens?” is answered, with what it depends on', async ({ page }) => {
    await openCluster({ page, view: 'ladder' });
    await expect(page.getByTestId('more-tokens')).toContainText(/^(No|Yes|More):/);
    await expect(page.locator('[data-change]').first()).toBeVisible();
    await page.getByRole('button', { name: 'published: source of the claim' }).click();
    await expect(page.getByText(/WEKA/).last()).toBeVisible();
  });

  test('what keeps the machines busy has a table', async ({ page }) => {
    await openCluster({ page, view: 'ladder' });
    await page.getByRole('button', { name: 'Show as a table: What keeps the machines busy?' }).click();
    await expect(page.getByRole('columnheader', { name: 'decode, nodes' })).toBeVisible();
  });

  test('the way to the API bill keeps the scenario', async ({ page }) => {
    await openCluster({ page, view: 'ladder', cluster: 'cluster.headroomRatio=0.3' });
    await page.getByRole('link', { name: 'Spend, own machines' }).click();
    await expect(page).toHaveURL(/page=spend&view=run#.*cluster\.headroomRatio=0\.3/);
  });

  test('more people need more accelerators', async ({ page }) => {
    await openCluster({ page, view: 'ladder' });
    const gpus = rung(page, 'warehouse').locator('[data-column="gpus"]');
    const before = Number((await gpus.innerText()).replaceAll(',', ''));
    await page.getByRole('textbox', { name: 'People' }).fill('4000');
    await expect.poll(async () => Number((await gpus.innerText()).replaceAll(',', ''))).toBeGreaterThan(10 * before);
  });
});

test.describe('what is missing, does not fit, or loses', () => {
  test('an accelerator without a price asks for one right there, and is left out of totals until it has it', async ({
    page,
  }) => {
    await openCluster({ page, view: 'ladder', cluster: 'cluster.acceleratorId=gaudi3' });
    await expect(strip(page)).toContainText('Price not known: enter one.');
    await expect(figures(page)).toContainText('no total');
    await expect(figures(page)).toContainText('an hour of Gaudi 3');
    await expect(rung(page, 'hbm').locator('[data-column="usd"]')).toHaveText('no total');
    await figures(page).getByRole('textbox', { name: 'Accelerator, an hour, $/h' }).fill('2');
    await expect(figures(page)).not.toContainText('no total');
    await expect(rung(page, 'hbm').locator('[data-column="usd"]')).toHaveText(/^\$[\d,]+$/);
    await expect(page).toHaveURL(/cluster\.usdPerGpuHour=2/);
  });

  test('a model that does not fit says how many accelerators it needs', async ({ page }) => {
    await openCluster({ page, view: 'ladder' });
    await strip(page).getByRole('textbox', { name: 'Accelerators per instance' }).fill('1');
    await expect(strip(page)).toContainText('Needs 8 accelerators: one does not hold the model. Figures are of 8.');
  });

  test('a tier slower than computing is allowed, and shown losing', async ({ page }) => {
    await openCluster({ page, view: 'ladder', cluster: 'cluster.warehouseBytesPerSecond=50000000' });
    await expect(rung(page, 'warehouse')).toContainText('slower than computing, so nothing is loaded');
    await expect(page.getByTestId('reason')).toContainText('The warehouse gives nothing here');
    await expect(figures(page)).toContainText(/\$[\d,]+ more \(/);
    await page.getByRole('radio', { name: 'Time' }).check({ force: true });
    await expect(page.locator('[data-number="critical"]')).toContainText('too slow');
    await expect(page.locator('[data-number="crossover"]')).toContainText('never');
    await expect(page.getByTestId('crossing')).toContainText('Loading never wins');
  });

  test('a tier whose speed is not known asks for it', async ({ page }) => {
    await openCluster({ page, view: 'ladder', cluster: 'cluster.warehouseTierId=s3_standard' });
    await expect(page.getByTestId('reason')).toContainText('There is no fleet with the warehouse.');
    await expect(figures(page).getByRole('textbox', { name: 'Warehouse bandwidth per node, GB/s' })).toBeVisible();
  });

  test('an accelerator whose peak is not known has no fleet, and the way to what is known', async ({ page }) => {
    await page.goto('./?page=cluster#v=1&cluster.acceleratorId=cerebras-wse3');
    await expect(page.getByText(/There is no fleet to show\./)).toBeVisible();
    await expect(figures(page)).toHaveCount(0);
    await page.getByRole('link', { name: 'KV cache page' }).click();
    await expect(
      page.getByRole('heading', { name: 'Which accelerators hold it, and how many sequences?' }),
    ).toBeVisible();
  });

  test('a field that holds nonsense says what it takes, and the last figures stay greyed', async ({ page }) => {
    await openCluster({ page, view: 'sizing' });
    const before = await figures(page).innerText();
    await page.getByRole('textbox', { name: 'Headroom, %' }).fill('120');
    await expect(
      page.getByText(/Headroom: “120” is not accepted\. Enter a number from 0 to 95 %/).first(),
    ).toBeVisible();
    await expect(page.locator('[data-stale="true"]').first()).toBeVisible();
    expect(await figures(page).innerText()).toBe(before);
  });
});

test.describe('time', () => {
  test('the four numbers open to their formulas', async ({ page }) => {
    await openCluster({ page, view: 'time' });
    for (const id of ['critical', 'crossover', 'breakEven', 'bestRetention'])
      await expect(page.locator(`[data-number="${id}"]`)).toContainText('don’t');
    await page
      .locator('[data-number="critical"]')
      .getByRole('button', { name: /^Explain:/ })
      .click();
    await expect(page.getByText('Not counted:').first()).toBeVisible();
  });

  test('the map of losses is worked with arrow keys, and has a table', async ({ page }) => {
    await openCluster({ page, view: 'time' });
    const map = page.getByRole('grid', { name: 'Map: Where does loading lose?' });
    await map.locator('[tabindex="0"]').focus();
    const before = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    await page.keyboard.press('ArrowDown');
    const after = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    expect(after).toMatch(/tokens at .*: loading takes/);
    expect(after).not.toBe(before);
    await page.getByRole('button', { name: 'Show as a table: Where does loading lose?' }).click();
    await expect(page.getByRole('columnheader', { name: 'Bandwidth \\ prompt, tokens' })).toBeVisible();
  });

  test('a vendor’s baseline is a choice with a name, and computing takes longer with it', async ({ page }) => {
    await openCluster({ page, view: 'time', cluster: 'cluster.modelId=Meta-Llama-3.1-70B' });
    const critical = page.locator('[data-number="critical"]');
    const before = await critical.innerText();
    await page.getByRole('button', { name: 'vendor baseline, 15 %' }).click();
    await expect(page.getByRole('textbox', { name: 'Prefill MFU, %' })).toHaveValue('15');
    await expect(critical).not.toHaveText(before);
    await page.getByRole('button', { name: 'as measured' }).click();
    await expect(page.getByRole('textbox', { name: 'Prefill MFU, %' })).toHaveValue('');
  });

  test('the published losses are losses here too', async ({ page }) => {
    await openCluster({ page, view: 'time' });
    const losses = page.locator('[data-loss]');
    await expect(losses.first()).toBeVisible();
    expect(await losses.count()).toBeGreaterThanOrEqual(3);
    await expect(page.getByText('no loss here')).toHaveCount(0);
  });
});

test('warehouse: drives and what decides, and a bill that adds up', async ({ page }) => {
  await openCluster({ page, view: 'warehouse' });
  await expect(page.getByTestId('drives')).toContainText(/decides\.$/);
  await expect(page.getByTestId('warehouse-total')).toHaveText(/^\$[\d,.]+$/);
  await page.getByRole('button', { name: 'Show as a table: How far back does each tier reach?' }).click();
  await expect(page.getByRole('columnheader', { name: 'Kept for' })).toBeVisible();
});

test('sizing: a promised TTFT shows in the constraints, and one that cannot be kept says so', async ({ page }) => {
  await openCluster({ page, view: 'sizing' });
  const ttft = page.locator('[data-constraint="ttft"]');
  await expect(ttft).toContainText('no promise');
  await page.getByRole('textbox', { name: 'TTFT, at most, s' }).fill('2');
  await expect(ttft).not.toContainText('no promise');
  await page.getByRole('textbox', { name: 'TTFT, at most, s' }).fill('0.02');
  await expect(ttft).toContainText('no number meets it');
  await expect(page.getByText(/There is no fleet/).first()).toBeVisible();
});

test.describe('by keyboard', () => {
  test('Tab goes through the strip in order, and the parts change with arrow keys', async ({ page }) => {
    await openCluster({ page, view: 'ladder' });
    await page.getByRole('combobox', { name: 'Model' }).focus();
    const per = strip(page).getByRole('textbox', { name: 'Accelerators per node' });
    for (let presses = 0; presses < 6 && !(await per.evaluate((node) => node === document.activeElement)); presses++)
      await page.keyboard.press('Tab');
    await expect(per).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(strip(page).getByRole('textbox', { name: 'Accelerators per instance' })).toBeFocused();
    await page.getByRole('radio', { name: 'Ladder' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('heading', { name: VIEWS.time })).toBeVisible();
    await expect(page).toHaveURL(/view=time/);
  });

  test('an accelerator is found by typing', async ({ page }) => {
    await openCluster({ page, view: 'ladder' });
    const field = page.getByRole('combobox', { name: /^Accelerator, one of/ });
    await field.click();
    await field.fill('MI355X');
    await page.getByRole('option', { name: /^MI355X/ }).click();
    await expect(page).toHaveURL(/cluster\.acceleratorId=mi355x/);
    await expect(page.getByText(/The same work on MI355X/)).toBeVisible();
  });
});
