import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { expectEveryLook, expectNoViolations } from './looks.ts';

const VIEWS = {
  accelerators: 'Which accelerators hold it, and how many sequences?',
  storage: 'What does compression change, and what not?',
  models: 'What would this context take on every model?',
  proof: 'Is it right? Every published value we know, computed here',
} as const;
type View = keyof typeof VIEWS;

async function openView({ page, view, hash = '' }: { page: Page; view: View; hash?: string }): Promise<void> {
  await page.goto(`./?page=kv&view=${view}${hash}`);
  await expect(page.getByRole('heading', { name: VIEWS[view] })).toBeVisible();
}

for (const view of Object.keys(VIEWS) as View[]) {
  test(`${view}: axe finds nothing in any look, and nothing scrolls sideways`, async ({ page }) => {
    await openView({ page, view });
    await expectEveryLook({ page, include: 'main', exclude: 'tbody:nth-of-type(n + 13), tbody tr:nth-child(n + 13)' });
  });
}

const DETAILS: readonly { readonly view: View; readonly button: string | RegExp; readonly shows: string }[] = [
  { view: 'models', button: 'Layers and sources of DeepSeek-V3', shows: 'deepseek-ai/DeepSeek-V3' },
  { view: 'accelerators', button: 'Parts and sources of H100 SXM5', shows: 'Memory of a device' },
  { view: 'proof', button: /^Source and numbers of bytes of a block on a rank, Qwen3-8B/, shows: 'Published by' },
];
for (const { view, button, shows } of DETAILS) {
  test(`${view}: a row opens to its sources, and passes axe open`, async ({ page }) => {
    await openView({ page, view });
    await page.getByRole('button', { name: button, exact: true }).click();
    await expect(page.getByText(shows, { exact: true })).toBeVisible();
    await expectNoViolations({ page, include: 'main' });
  });
}

test.describe('the view is part of the address', () => {
  test('it survives a reload, and Back returns to the one before', async ({ page }) => {
    await openView({ page, view: 'storage' });
    await page.getByRole('radio', { name: 'Proof' }).check({ force: true });
    await expect(page.getByRole('heading', { name: VIEWS.proof })).toBeVisible();
    await expect(page).toHaveURL(/view=proof/);
    await page.reload();
    await expect(page.getByRole('heading', { name: VIEWS.proof })).toBeVisible();
    await page.goBack();
    await expect(page.getByRole('heading', { name: VIEWS.storage })).toBeVisible();
    await expect(page.getByRole('radio', { name: 'Storage' })).toBeChecked();
  });
});

test.describe('accelerators', () => {
  const LLAMA_70B = '#v=0&kv.modelId=Meta-Llama-3.1-70B';
  const h100 = (page: Page) => page.locator('[data-accelerator="h100-sxm"]');

  test('Llama 3.1 70B in fp8 with 100,000 tokens: two H100s hold one sequence, eight hold 13', async ({ page }) => {
    await openView({ page, view: 'accelerators', hash: `${LLAMA_70B}&kv.ranks=8` });
    await expect(h100(page).locator('[data-column="devices"]')).toHaveText('2');
    await expect(h100(page).locator('[data-column="sequences-there"]')).toHaveText('1');
    await expect(h100(page).locator('[data-column="sequences"]')).toHaveText('13');
  });

  test('wider weights and less usable memory need more devices', async ({ page }) => {
    await openView({ page, view: 'accelerators', hash: LLAMA_70B });
    await page.getByRole('radio', { name: 'bf16' }).check({ force: true });
    await expect(h100(page).locator('[data-column="devices"]')).toHaveText('4');
    await page.getByRole('textbox', { name: 'Memory the engine may use, %' }).fill('50');
    await expect(h100(page).locator('[data-column="devices"]')).toHaveText('8');
  });

  test('search and maker narrow the table; on-chip memory says what it is', async ({ page }) => {
    await openView({ page, view: 'accelerators', hash: LLAMA_70B });
    await page.getByRole('searchbox', { name: /Search accelerators/ }).fill('groq');
    await expect(page.getByText(/\b2 of \d+ accelerators/)).toBeVisible();
    await expect(page.locator('[data-accelerator="groq-lpu1"] [data-column="devices"]')).toContainText('504');
    await expect(page.locator('[data-accelerator="groq-lpu1"]')).toContainText('on-chip memory only');
    await page.getByRole('combobox', { name: 'Maker' }).selectOption('Apple');
    await expect(page.getByText('No accelerator matches.')).toBeVisible();
  });

  test('a geometry without parameters says what is missing and takes it here', async ({ page }) => {
    const custom = {
      name: 'Typed',
      verdict: 'typed',
      notes: [],
      groups: [{ kind: 'full', layers: 80, kvHeads: 8, kDim: 128, vDim: 128 }],
      maxContextTokens: null,
      totalParameters: null,
      activeParameters: null,
      draftLayers: 0,
    };
    const hash = `#v=0&kv.custom=${encodeURIComponent(JSON.stringify(custom))}`;
    await openView({ page, view: 'accelerators', hash });
    await expect(page.getByText(/Weights take memory too/)).toBeVisible();
    const view = page.getByRole('region', { name: VIEWS.accelerators });
    await view.getByRole('textbox', { name: 'Parameters, billions' }).fill('70.6');
    await expect(h100(page).locator('[data-column="devices"]')).toHaveText('2');
  });
});

test.describe('storage', () => {
  test('a codec changes what is stored and not what HBM holds', async ({ page }) => {
    await openView({ page, view: 'storage', hash: '#v=0&kv.modelId=Meta-Llama-3.1-70B' });
    const cell = (codec: string, column: string) => page.locator(`[data-codec="${codec}"] [data-column="${column}"]`);
    await expect(cell('none', 'stored')).toHaveText('32.77 GB');
    await expect(cell('transform', 'stored')).toHaveText('1.638 GB');
    for (const codec of ['none', '8-bit', '4-bit', 'transform'])
      await expect(cell(codec, 'hbm-sequences')).toHaveText('30');
    await page.getByRole('textbox', { name: 'Transform codec’s ratio, ×' }).fill('40');
    await expect(cell('transform', 'stored')).toHaveText('819.2 MB');
    await page.getByRole('radio', { name: /^Transform codec/ }).check();
    await expect(page).toHaveURL(/kv\.codec=transform/);
    await expect(cell('none', 'hbm-sequences')).toHaveText('30');
    await page.reload();
    await expect(page.getByRole('radio', { name: /^Transform codec/ })).toBeChecked();
  });
});

test.describe('models', () => {
  const current = (page: Page) => page.locator('tr[data-model]', { has: page.locator('[aria-current="true"]') });

  test('search finds a model by name or hub id, and choosing it changes the figures', async ({ page }) => {
    await openView({ page, view: 'models' });
    await expect(current(page)).toHaveAttribute('data-model', 'Meta-Llama-3.1-405B');
    const search = page.getByRole('searchbox', { name: /Search models/ });
    await search.fill('deepseek-ai/deepseek-v3.2');
    await expect(page.getByText(/\b1 of \d+ models/)).toBeVisible();
    await search.fill('deepseek v3');
    const table = page.getByRole('region', { name: 'Table: this context on every model' });
    await table.getByRole('button', { name: 'DeepSeek-V3', exact: true }).click();
    await expect(current(page)).toHaveAttribute('data-model', 'DeepSeek-V3');
    await expect(current(page).locator('[data-column="bytes"]')).toHaveText('7.027 GB');
    await expect(page).toHaveURL(/kv\.modelId=DeepSeek-V3/);
    await expect(page.getByText('7.027 GB').first()).toBeVisible();
  });

  test('headers sort, and a model that does not take the context says so', async ({ page }) => {
    await openView({ page, view: 'models', hash: '#v=0&kv.contextTokens=200000' });
    await page.getByRole('button', { name: 'takes at most, tokens' }).click();
    await expect(page.getByRole('columnheader', { name: 'takes at most, tokens' })).toHaveAttribute(
      'aria-sort',
      'descending',
    );
    await expect(page.locator('[data-model="Meta-Llama-3.1-8B"]')).toContainText('takes 131,072 at most');
  });

  test('GB per PFLOP of Llama 3.1 8B and DeepSeek-V3 in fp8 at 131,072 tokens', async ({ page }) => {
    await openView({ page, view: 'models', hash: '#v=0&kv.dtype=fp8&kv.contextTokens=131072' });
    const figure = (id: string) => page.locator(`[data-model="${id}"] [data-column="gb-per-pflop"]`);
    await expect(figure('Meta-Llama-3.1-8B')).toHaveText('1.3');
    await expect(figure('DeepSeek-V3')).toHaveText('0.088');
    await page.getByRole('button', { name: /^Explain: GB to load per PFLOP/ }).click();
    await expect(page.getByText('stored ÷ (weights + attention)')).toBeVisible();
  });

  test('about 50 GB at 100,000 tokens is first of all Llama 3.1 405B', async ({ page }) => {
    await openView({ page, view: 'models' });
    const card = page.getByRole('region', { name: /^Which models need about 50 GB/ });
    await expect(card.getByRole('row').nth(1)).toContainText('Meta-Llama-3.1-405B');
    await expect(card.getByRole('row').nth(1)).toContainText('3.2 % more');
    await page.getByRole('textbox', { name: 'Looking for, GB' }).fill('7');
    await expect(page.getByRole('region', { name: /^Which models need about 7 GB/ })).toContainText('DeepSeek-V3');
  });
});

test.describe('proof', () => {
  test('72 published values, none failing, what looks wrong first', async ({ page }) => {
    await openView({ page, view: 'proof' });
    await expect(page.locator('tr[data-status]')).toHaveCount(72);
    await expect(page.locator('tr[data-status="fail"]')).toHaveCount(0);
    await expect(page.locator('tr[data-status]').first()).toHaveAttribute('data-status', 'published-looks-wrong');
    await expect(page.getByTestId('proof-summary')).toContainText(/^71 of 72 published values are reproduced/);
    await expect(page.getByTestId('proof-summary')).toContainText('None fails.');
  });

  test('verdict, precision and search narrow it', async ({ page }) => {
    await openView({ page, view: 'proof' });
    await page.getByRole('combobox', { name: 'Verdict' }).selectOption('published-looks-wrong');
    await expect(page.locator('tr[data-status]')).toHaveCount(1);
    await page.getByRole('combobox', { name: 'Verdict' }).selectOption('any');
    await page.getByRole('combobox', { name: 'Precision of the published value' }).selectOption('exact');
    await page.getByRole('searchbox', { name: /Search published values/ }).fill('llama 70b tp4');
    await expect(page.locator('tr[data-status]')).toHaveCount(1);
    await expect(page.locator('tr[data-status]')).toContainText('81,920');
  });

  test('wrong figures in public use stand beside the right ones', async ({ page }) => {
    await openView({ page, view: 'proof' });
    const row = page.getByRole('row', { name: /Mooncake storage benchmark presets llama-3-8b/ });
    await expect(row).toContainText('128 B per token');
    await expect(row).toContainText('131,072 B per token');
    await expect(row).toContainText('1,024 × too low');
  });
});
