import { test as plain, type Locator, type Page } from '@playwright/test';
import { expect, openPage, test, watch } from './fixtures.ts';
import { expectEveryLook } from './looks.ts';

/** Qwen/Qwen3-32B, the fields that bear on the cache: 64 layers × 8 KV heads × 256 × 2 B = 262,144 B per token. */
const QWEN3_32B = {
  model_type: 'qwen3',
  num_hidden_layers: 64,
  hidden_size: 5_120,
  num_attention_heads: 64,
  num_key_value_heads: 8,
  head_dim: 128,
  max_position_embeddings: 40_960,
};
const QWEN3_32B_FIGURE = '26.21 GB';
const HUB_ADDRESS = 'https://huggingface.co/Qwen/Qwen3-32B/resolve/main/config.json';

function figures(page: Page): Locator {
  return page.getByRole('region', { name: 'Size of the KV cache' });
}

function card(page: Page): Locator {
  return page.getByRole('region', { name: 'What is cached' });
}

function pasteField(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Paste the text of a config.json' });
}

async function openConfig(page: Page): Promise<void> {
  await openPage({ page, name: 'kv', hash: '#v=0&kv.modelId=%22Meta-Llama-3.1-70B%22' });
  await page.getByRole('radio', { name: 'Config' }).check();
  await expect(card(page)).toContainText(/Until a config is read, the figures are those of/);
}

/** The address that gives somebody else the same page. */
async function copiedLink(page: Page): Promise<string> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByRole('button', { name: 'Link copied' })).toBeVisible();
  return page.evaluate(() => navigator.clipboard.readText());
}

/** Drops a file made in the page; `bytes` of nothing where the content does not matter. */
async function drop({ on, name, text = '', bytes = 0 }: { on: Locator; name: string; text?: string; bytes?: number }) {
  return on.evaluate(
    (element, file) => {
      const transfer = new DataTransfer();
      const content = file.bytes > 0 ? new Uint8Array(file.bytes) : file.text;
      transfer.items.add(new File([content], file.name));
      const taken = (type: string): boolean => {
        const event = new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: transfer });
        element.dispatchEvent(event);
        return event.defaultPrevented;
      };
      return { dragover: taken('dragover'), drop: taken('drop') };
    },
    { name, text, bytes },
  );
}

test('a pasted config that is understood: exact, and the figures are its own', async ({ page }) => {
  await openConfig(page);
  await pasteField(page).fill(JSON.stringify(QWEN3_32B));
  await expect(card(page).getByText('exact', { exact: true })).toBeVisible();
  await expect(card(page)).toContainText('1 group of equal layers');
  await expect(figures(page)).toContainText(QWEN3_32B_FIGURE);
  await expect(figures(page)).toContainText('262,144 B');
  await expect(figures(page)).toContainText('takes at most 40,960 tokens');
});

test('a config with something unknown in it: approximate, naming it and what it could change', async ({ page }) => {
  await openConfig(page);
  await pasteField(page).fill(JSON.stringify({ ...QWEN3_32B, cross_layer_sharing: 2 }));
  await expect(card(page).getByText('approximate', { exact: true })).toBeVisible();
  await expect(card(page).getByRole('listitem').filter({ hasText: 'cross_layer_sharing' })).toBeVisible();
  await expect(figures(page)).toContainText(QWEN3_32B_FIGURE);
});

for (const [what, text, says] of [
  ['sees only', '{"model_type":"clip_vision_model","num_hidden_layers":24}', /keeps no KV cache/],
  ['is not JSON', 'num_layers = 64', /This is not JSON/],
  ['is a web page', '<!doctype html><html></html>', /This is a web page/],
] as const) {
  test(`a text that ${what} is refused in a sentence, and the geometry stays`, async ({ page }) => {
    await openConfig(page);
    const before = await figures(page).innerText();
    await pasteField(page).fill(text);
    await expect(card(page).getByText('refused', { exact: true })).toBeVisible();
    await expect(card(page).getByRole('status')).toContainText(says);
    await expect(card(page)).toContainText(/The geometry stays as it was: Meta-Llama-3.1-70B\./);
    expect(await figures(page).innerText()).toBe(before);
  });
}

test('a file dropped anywhere on the card is read, whatever the card shows', async ({ page }) => {
  await openPage({ page, name: 'kv' });
  await drop({ on: page.getByText('Geometry from'), name: 'qwen.json', text: JSON.stringify(QWEN3_32B) });
  await expect(page.getByRole('radio', { name: 'Config' })).toBeChecked();
  await expect(card(page).getByText('exact', { exact: true })).toBeVisible();
  await expect(card(page)).toContainText('qwen.json');
  await expect(figures(page)).toContainText(QWEN3_32B_FIGURE);
});

test('a file dropped beside the card neither counts nor takes the browser away', async ({ page }) => {
  await openPage({ page, name: 'kv' });
  const before = await figures(page).innerText();
  const taken = await drop({ on: figures(page), name: 'config.json', text: JSON.stringify(QWEN3_32B) });
  expect(taken).toEqual({ dragover: true, drop: true });
  expect(await figures(page).innerText()).toBe(before);
  await expect(page.getByRole('radio', { name: 'Catalogue' })).toBeChecked();
});

test('a file opened with the keyboard’s help counts too, and may be opened again', async ({ page }) => {
  await openConfig(page);
  const file = { name: 'config.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(QWEN3_32B)) };
  await page.getByLabel('Open a file').setInputFiles(file);
  await expect(figures(page)).toContainText(QWEN3_32B_FIGURE);
  const shallow = { ...QWEN3_32B, num_hidden_layers: 32 };
  await page.getByLabel('Open a file').setInputFiles({ ...file, buffer: Buffer.from(JSON.stringify(shallow)) });
  await expect(figures(page)).toContainText('13.11 GB');
});

test('a file of 50 MB is refused by its size, unread', async ({ page }) => {
  await openConfig(page);
  await page.evaluate(() => {
    Blob.prototype.text = () => Promise.reject(new Error('the file was read'));
  });
  await drop({ on: card(page), name: 'model.safetensors', bytes: 50_000_000 });
  await expect(card(page).getByRole('status')).toContainText('model.safetensors: It has 50 MB and was not read');
});

test('an imported geometry travels in the link with its verdict and its notes', async ({ page }) => {
  await openConfig(page);
  await pasteField(page).fill(JSON.stringify({ ...QWEN3_32B, cross_layer_sharing: 2 }));
  await expect(figures(page)).toContainText(QWEN3_32B_FIGURE);
  const before = await figures(page).innerText();
  await page.goto(await copiedLink(page));
  await page.reload();
  await expect(card(page).getByText('approximate', { exact: true })).toBeVisible();
  await expect(card(page)).toContainText('cross_layer_sharing');
  expect(await figures(page).innerText()).toBe(before);
});

test('an imported geometry that is edited becomes typed, and says what it was', async ({ page }) => {
  await openConfig(page);
  await pasteField(page).fill(JSON.stringify(QWEN3_32B));
  await expect(figures(page)).toContainText(QWEN3_32B_FIGURE);
  await page.getByRole('radio', { name: 'Typed' }).check();
  await expect(card(page)).toContainText(/whose config was read as exact/);
  await page
    .getByRole('group', { name: 'Layer group 1' })
    .getByRole('textbox', { name: 'Layers', exact: true })
    .fill('32');
  await expect(figures(page)).toContainText('13.11 GB');
  // The config as it was read is still at hand.
  await page.getByRole('radio', { name: 'Config' }).check();
  await expect(figures(page)).toContainText(QWEN3_32B_FIGURE);
  await expect(card(page).getByText('exact', { exact: true })).toBeVisible();
});

test('verdicts: axe finds nothing in any look, and nothing scrolls sideways', async ({ page }) => {
  await openConfig(page);
  await pasteField(page).fill(JSON.stringify({ ...QWEN3_32B, cross_layer_sharing: 2 }));
  await expect(card(page).getByText('approximate', { exact: true })).toBeVisible();
  await pasteField(page).fill('not a config');
  await expect(card(page).getByText('refused', { exact: true })).toBeVisible();
  await expectEveryLook({ page });
});

// The one request that may leave the site. `test` of the fixtures forbids every one, so these use Playwright's own and
// say exactly what was sent. Nothing reaches the hub: the answers are made here.
plain.describe('the Hugging Face hub', () => {
  async function open(page: Page, baseURL: string | undefined): Promise<string[]> {
    const complaints: string[] = [];
    watch({ page, baseURL: baseURL ?? '', complaints });
    await openConfig(page);
    return complaints;
  }
  const button = (page: Page): Locator => page.getByRole('button', { name: 'Fetch from huggingface.co' });
  const idField = (page: Page): Locator => page.getByRole('textbox', { name: 'Model on the Hugging Face hub' });
  const asked = `request left the site: ${HUB_ADDRESS}`;

  plain('is asked once, only when the button is pressed, and its config counts', async ({ page, baseURL }) => {
    await page.route(HUB_ADDRESS, (route) =>
      route.fulfill({ json: QWEN3_32B, headers: { 'access-control-allow-origin': '*' } }),
    );
    const complaints = await open(page, baseURL);
    await expect(button(page)).toBeDisabled();
    await expect(card(page)).toContainText(/This one request leaves the site: it asks huggingface\.co/);
    await idField(page).fill('https://huggingface.co/Qwen/Qwen3-32B/tree/main');
    expect(complaints).toEqual([]);
    await button(page).click();
    await expect(card(page).getByText('exact', { exact: true })).toBeVisible();
    await expect(card(page)).toContainText('Qwen/Qwen3-32B');
    await expect(figures(page)).toContainText(QWEN3_32B_FIGURE);
    expect(complaints).toEqual([asked]);
  });

  plain('out of reach: says so, and the geometry stays', async ({ page, baseURL }) => {
    await page.route(HUB_ADDRESS, (route) => route.abort());
    const complaints = await open(page, baseURL);
    const before = await figures(page).innerText();
    await idField(page).fill('Qwen/Qwen3-32B');
    await button(page).click();
    await expect(card(page).getByRole('status')).toContainText('The hub could not be reached');
    await expect(card(page)).toContainText(/The geometry stays as it was: Meta-Llama-3.1-70B\./);
    expect(await figures(page).innerText()).toBe(before);
    // The browser itself reports the failed request on the console.
    expect(complaints.filter((complaint) => !complaint.startsWith('console: Failed to load'))).toEqual([asked]);
  });

  plain('without such a model: says so', async ({ page, baseURL }) => {
    await page.route(HUB_ADDRESS, (route) =>
      route.fulfill({ status: 404, body: '', headers: { 'access-control-allow-origin': '*' } }),
    );
    await open(page, baseURL);
    await idField(page).fill('Qwen/Qwen3-32B');
    await button(page).click();
    await expect(card(page).getByRole('status')).toContainText('The hub has no config.json for "Qwen/Qwen3-32B"');
  });

  plain('that takes long can be given up, and what comes later does not count', async ({ page, baseURL }) => {
    let answer: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (answer = resolve));
    await page.route(HUB_ADDRESS, async (route) => {
      await held;
      await route.fulfill({ json: QWEN3_32B, headers: { 'access-control-allow-origin': '*' } }).catch(() => undefined);
    });
    await open(page, baseURL);
    const before = await figures(page).innerText();
    await idField(page).fill('Qwen/Qwen3-32B');
    await button(page).click();
    await expect(card(page).getByRole('status')).toContainText('Asking huggingface.co for Qwen/Qwen3-32B');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(card(page).getByRole('status')).toContainText('Qwen/Qwen3-32B was not fetched');
    await expect(button(page)).toBeFocused();
    answer();
    expect(await figures(page).innerText()).toBe(before);
  });
});
