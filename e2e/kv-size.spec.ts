import type { Locator, Page } from '@playwright/test';
import { expect, openPage, test } from './fixtures.ts';
import { expectEveryLook } from './looks.ts';

function figures(page: Page): Locator {
  return page.getByRole('region', { name: 'Size of the KV cache' });
}

function layers(page: Page): Locator {
  return page.getByRole('region', { name: 'Which layers keep what?' });
}

function group(page: Page, number: number): Locator {
  return page.getByRole('group', { name: `Layer group ${number}` });
}

/** The address that gives somebody else the same page. */
async function copiedLink(page: Page): Promise<string> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByRole('button', { name: 'Link copied' })).toBeVisible();
  return page.evaluate(() => navigator.clipboard.readText());
}

async function openModel(page: Page, modelId: string, more = ''): Promise<void> {
  await openPage({ page, name: 'kv', hash: `#v=0&kv.modelId=${encodeURIComponent(JSON.stringify(modelId))}${more}` });
}

test('every model of the catalogue can be found by scrolling and by typing', async ({ page }) => {
  await openPage({ page, name: 'kv' });
  const field = page.getByRole('combobox', { name: /^Model, one of/ });
  const count = Number(/\d+/.exec(await page.getByText(/^Model, one of \d+$/).innerText())?.[0]);
  await field.click();
  // One more: as the offer.
  await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(count + 1);
  await field.fill('V4-Pro');
  await page.getByRole('option', { name: /^DeepSeek-V4-Pro/ }).click();
  await expect(figures(page)).toContainText('992.8 MB');
  await expect(layers(page)).toContainText('compressed (V4)');
});

test('ranks: what each holds, all hold, and the one copy that is stored', async ({ page }) => {
  await openModel(page, 'DeepSeek-V4-Pro', '&kv.ranks=8');
  await expect(figures(page)).toContainText('the ranks together hold 8 copies; a warehouse stores one');
  await expect(figures(page)).toContainText('7.942 GB');
  await expect(layers(page).getByRole('columnheader', { name: 'a rank of 8' })).toBeVisible();
  await page.getByRole('textbox', { name: 'Tensor-parallel ranks' }).fill('1');
  await expect(figures(page)).not.toContainText('a warehouse stores one');
});

test('an engine rounds: its blocks, and the difference to the logical size', async ({ page }) => {
  await openModel(page, 'Qwen3.5-35B-A3B');
  await expect(figures(page)).toContainText('2.112 GB');
  await page.getByRole('combobox', { name: 'Engine' }).selectOption('vLLM');
  await expect(figures(page)).toContainText('vLLM reuses prefixes in blocks of');
  await expect(figures(page)).toContainText('1,056 tokens');
  await expect(figures(page)).toContainText(/\d % more than 2\.112 GB/);
  await expect(layers(page)).toContainText('as vLLM allocates them');
});

test('precision and draft layers count at once; a geometry without draft layers says so', async ({ page }) => {
  await openModel(page, 'Qwen3.5-35B-A3B');
  await page.getByRole('combobox', { name: 'Precision' }).selectOption('fp8');
  await expect(figures(page)).toContainText('10,240 B');
  await page.getByRole('checkbox', { name: /Draft layers too/ }).check();
  await expect(figures(page)).toContainText('11,264 B');
  await expect(layers(page)).toContainText('full attention, draft');
  await openModel(page, 'Meta-Llama-3.1-70B');
  await expect(page.getByRole('checkbox', { name: /Draft layers too/ })).toBeDisabled();
  await expect(page.getByText('this geometry has none')).toBeVisible();
});

test('what grows and what is fixed are named with their bytes', async ({ page }) => {
  await openModel(page, 'Qwen3.5-35B-A3B');
  await expect(layers(page)).toContainText('grows with every token: 2.048 GB');
  await expect(layers(page)).toContainText('fixed however long it gets: 64.39 MB');
  await expect(layers(page)).toContainText('10 layers × 2,048 B × 100,000 tokens = 2.048 GB');
});

test('the grid marks this scenario’s own cell', async ({ page }) => {
  await openModel(page, 'Qwen3.5-35B-A3B', '&kv.sequences=10');
  const grid = page.getByRole('region', { name: 'How many sequences of what length?' });
  await expect(grid.locator('[aria-current="true"]')).toHaveText('21.12 GB');
});

test('other designs of the same model, and why there are none', async ({ page }) => {
  await openModel(page, 'Meta-Llama-3.1-70B');
  const designs = page.getByRole('region', { name: 'The same context with another attention design' });
  // 64 query heads to 8 KV heads: eight times as much.
  await expect(designs.getByRole('row', { name: /^MHA/ })).toContainText('262.1 GB');
  await expect(designs.getByRole('row', { name: /^MHA/ })).toContainText('8 ×');
  await page.getByRole('radio', { name: 'Typed' }).check();
  await page.getByRole('button', { name: 'Remove: Queries of Layer group 1' }).click();
  await expect(designs).toContainText('does not say how many query heads it has');
});

test('the chart has its numbers as a table, the fixed part among them', async ({ page }) => {
  await openModel(page, 'Qwen3.5-35B-A3B');
  await page.getByRole('button', { name: /Show as a table: How does one sequence/ }).click();
  await expect(page.getByRole('columnheader', { name: 'of it fixed' })).toBeVisible();
  await expect(page.getByRole('row', { name: /100,000 \(this context\)/ })).toContainText('2.112 GB');
});

test('a context beyond the model’s maximum is computed with a warning', async ({ page }) => {
  await openModel(page, 'Meta-Llama-3.1-70B', '&kv.contextTokens=200000');
  await expect(figures(page)).toContainText(/takes at most 131,072 tokens; 200,000 are beyond that/);
});

test('a typed geometry: edited, turned into another kind, extended, and the same from its link', async ({ page }) => {
  await openModel(page, 'Meta-Llama-3.1-70B');
  await expect(figures(page)).toContainText('32.77 GB');
  await page.getByRole('radio', { name: 'Typed' }).check();
  await expect(figures(page)).toContainText('32.77 GB');
  await group(page, 1).getByRole('textbox', { name: 'KV heads' }).fill('4');
  await expect(figures(page)).toContainText('16.38 GB');

  await page.getByRole('button', { name: 'Add a group of layers' }).click();
  await expect(group(page, 2).getByRole('combobox', { name: 'Group 2' })).toBeFocused();
  await group(page, 2).getByRole('combobox', { name: 'Group 2' }).selectOption('Recurrent state');
  await expect(group(page, 2).getByRole('textbox', { name: 'Layers', exact: true })).toHaveValue('80');
  await group(page, 2).getByRole('textbox', { name: 'Elements per head' }).first().fill('1000');
  // 80 × (32 × 1,000 × 4 B + 32 × 768 × 2 B)
  await expect(figures(page)).toContainText('14.17 MB');

  const before = await figures(page).innerText();
  await page.goto(await copiedLink(page));
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Typed' })).toBeChecked();
  await expect(group(page, 2).getByRole('textbox', { name: 'Elements per head' }).first()).toHaveValue('1,000');
  expect(await figures(page).innerText()).toBe(before);

  await page.getByRole('button', { name: 'Remove Layer group 2' }).click();
  await expect(page.getByRole('button', { name: 'Add a group of layers' })).toBeFocused();
  await expect(figures(page)).toContainText('all of it grows with the sequence');
});

test('a number a group cannot have: said at the field, figures stay the last good ones', async ({ page }) => {
  await openModel(page, 'Meta-Llama-3.1-70B');
  await page.getByRole('radio', { name: 'Typed' }).check();
  const heads = group(page, 1).getByRole('textbox', { name: 'KV heads' });
  await heads.fill('0');
  await expect(heads).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText(/KV heads: “0” is not accepted. Enter a whole number from 1/).first()).toBeVisible();
  await expect(figures(page)).toContainText('32.77 GB');
  // Another kind has no such field, and so nothing wrong.
  await group(page, 1).getByRole('combobox', { name: 'Group 1' }).selectOption('Latent (MLA)');
  await expect(page.locator('[data-stale="true"]')).toHaveCount(0);
});

test('typed V4 on 8 ranks: axe finds nothing in any look, and nothing scrolls sideways', async ({ page }) => {
  await openModel(page, 'DeepSeek-V4-Pro', '&kv.ranks=8&kv.engine=%22vllm%22&kv.contextTokens=2000000');
  await page.getByRole('radio', { name: 'Typed' }).check();
  await expect(group(page, 2)).toBeVisible();
  await expect(page.locator('.recharts-surface').first()).toBeVisible();
  await expectEveryLook({ page });
});
