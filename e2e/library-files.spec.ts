import { readFile } from 'node:fs/promises';
import { BASE_SCENARIO } from '../src/scenario/base.ts';
import { expect, openPage, test } from './fixtures.ts';
import { closeLibrary, dropOn, openLibrary, panel, people, said, saveAs, saved, toast } from './library-hooks.ts';

test.describe('files', () => {
  test('a scenario’s file opens by choosing and by dropping, and undo takes it back', async ({ page, browser }) => {
    test.slow();
    await openPage({ page, name: 'spend' });
    await people(page).fill('77');
    const figures = await page.getByTestId('without').innerText();
    await openLibrary(page);
    const download = page.waitForEvent('download');
    await panel(page).getByRole('button', { name: 'Download scenario (.json)' }).click();
    const path = await (await download).path();
    const text = await readFile(path, 'utf8');
    expect(JSON.parse(text)).toMatchObject({ v: 1, workload: { people: 77 } });

    const context = await browser.newContext();
    const fresh = await context.newPage();
    await fresh.goto(`${new URL(page.url()).origin}/?page=offers`);
    await openLibrary(fresh);
    await panel(fresh).getByLabel('Scenario or library file').setInputFiles(path);
    await expect(people(fresh)).toHaveValue('77');
    await fresh.getByRole('link', { name: 'Spend' }).click();
    await expect(fresh.getByTestId('without')).toHaveText(figures);
    await context.close();

    await closeLibrary(page);
    await people(page).fill('5');
    await dropOn({ page, selector: 'main', name: 'scenario.json', text });
    await expect(people(page)).toHaveValue('77');
    await expect(toast(page)).toContainText('from “scenario.json”.');
    await toast(page).getByRole('button', { name: 'Undo' }).click();
    await expect(people(page)).toHaveValue('5');
  });

  for (const [what, text, message] of [
    ['another JSON', '{"hello": 1}', /“odd\.json” was not opened\. This JSON is not a Tokenhouse scenario/],
    ['no JSON', 'hello', /“odd\.json” was not opened\. The file is no scenario/],
    ['a model', '{"model_type": "llama"}', /config\.json of a model/],
  ] as const)
    test(`a file that is ${what} is refused in words, which stay until they are dismissed`, async ({ page }) => {
      await openPage({ page, name: 'spend' });
      await dropOn({ page, selector: 'main', name: 'odd.json', text });
      await expect(toast(page)).toContainText(message);
      await expect(people(page)).toHaveValue('40');
      await toast(page).getByRole('button', { name: 'Dismiss' }).click();
      await expect(toast(page)).toHaveCount(0);
    });

  test('a whole library goes out as one file and comes in as one, merged', async ({ page, browser }) => {
    test.slow();
    await openPage({ page, name: 'spend' });
    await openLibrary(page);
    await saveAs(page, 'One');
    await expect(said(page)).toHaveText('Saved as “One”.');
    await saveAs(page, 'Two');
    await expect(said(page)).toHaveText('Saved as “Two”.');
    const download = page.waitForEvent('download');
    await panel(page).getByRole('button', { name: 'Download the library' }).click();
    const path = await (await download).path();

    const context = await browser.newContext();
    const fresh = await context.newPage();
    await fresh.goto(`${new URL(page.url()).origin}/?page=spend`);
    await people(fresh).fill('5');
    await openLibrary(fresh);
    await saveAs(fresh, 'One');
    await expect(said(fresh)).toHaveText('Saved as “One”.');
    await panel(fresh).getByLabel('Scenario or library file').setInputFiles(path);
    await expect(toast(fresh)).toContainText('2 scenarios added. 1 of them under a number');
    await openLibrary(fresh);
    await expect(saved(fresh).getByRole('listitem')).toHaveCount(3);
    await expect(saved(fresh).getByRole('listitem').filter({ hasText: 'One (2)' })).toHaveCount(1);
    await context.close();
  });

  test('the Traces page and the model’s card take what is dropped on them themselves', async ({ page }) => {
    const text = JSON.stringify({ v: 1, workload: { people: 77 } });
    await openPage({ page, name: 'traces' });
    await dropOn({ page, selector: 'main', name: 'scenario.json', text });
    await expect(page.getByText(/Not read\. The file is JSON of another shape/)).toBeVisible();
    await expect(people(page)).toHaveValue('40');
    await openPage({ page, name: 'kv' });
    await dropOn({ page, selector: '[data-takes-files] h2', name: 'scenario.json', text });
    await expect(page.getByText(/scenario\.json|not a model|config/i).first()).toBeVisible();
    await expect(people(page)).toHaveValue('40');
    await dropOn({ page, selector: 'header', name: 'scenario.json', text });
    await expect(people(page)).toHaveValue('77');
  });

  test('a link that some programs would cut is offered as a file where it is copied', async ({ page }) => {
    await openPage({ page, name: 'spend' });
    await expect(page.getByRole('button', { name: 'Download the file' })).toHaveCount(0);
    const [role] = BASE_SCENARIO.workload.roles;
    // Names that no packing makes short.
    const roles = Array.from({ length: 8 }, (_role, i) => ({
      ...role,
      launchedBy: null,
      name: Array.from({ length: 120 }, (_letter, j) =>
        String.fromCodePoint(0x4e00 + (((i * 120 + j) * 7_919) % 20_000)),
      ).join(''),
    }));
    const workload = { ...BASE_SCENARIO.workload, people: 77, roles };
    await dropOn({ page, selector: 'main', name: 'long.json', text: JSON.stringify({ workload }) });
    await expect(page.getByText(/The link is \d,\d{3} characters long; some programs cut it/)).toBeVisible();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download the file' }).click();
    const text = await readFile(await (await download).path(), 'utf8');
    expect(JSON.parse(text)).toMatchObject({ v: 1, workload: { people: 77 } });
    await page.getByTitle(/^Undo/).click();
    await expect(page.getByRole('button', { name: 'Download the file' })).toHaveCount(0);
  });
});
