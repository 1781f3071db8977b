import type { Page } from '@playwright/test';
import { labelledInputs } from '../src/ui/features/jump/labelled-inputs.ts';
import { inputsOfRole, PAGE_PARTS } from '../src/ui/features/jump/page-parts.ts';
import { BASE_SCENARIO } from '../src/scenario/base.ts';
import { expect, openPage, test } from './fixtures.ts';
import { expectEveryLook, expectNoViolations } from './looks.ts';

const search = (page: Page) => page.getByRole('combobox', { name: /^Search pages, inputs/ });
const options = (page: Page) => page.getByRole('listbox', { name: 'What was found' }).getByRole('option');
const chosen = (page: Page) => page.getByRole('option', { selected: true });

/** Ctrl-K, a few letters, Enter; `kind` where several kinds have the name. */
async function jump({ page, words, kind }: { page: Page; words: string; kind?: string }): Promise<void> {
  await page.keyboard.press('Control+k');
  await search(page).fill(words);
  const wanted = kind === undefined ? options(page) : page.getByRole('group', { name: kind }).getByRole('option');
  await wanted.first().click();
  await expect(search(page)).toHaveCount(0);
}

interface Field {
  readonly label: string;
  readonly card: string | null;
}

/** The fields of the open page, by the function that the search itself reads them with. */
const fieldsOf = (page: Page): Promise<readonly Field[]> =>
  page.evaluate(
    `(${labelledInputs.toString()})(document.getElementById('main')).map(({ label, card }) => ({ label, card }))`,
  );

test('every page and part opens from the search, and every field of theirs is known to it', async ({ page }) => {
  test.setTimeout(120_000);
  const { roles } = BASE_SCENARIO.workload;
  await openPage({ page, name: 'spend' });
  for (const { page: id, view, part, inputs } of PAGE_PARTS) {
    const link = page
      .getByRole('navigation', { name: 'Pages' })
      .locator(`a[href^="?page=${id}#"], a[href="?page=${id}"]`);
    const name = (await link.innerText()).trim();
    await jump({ page, words: view === null ? name : `${name}: ${part}`, kind: 'Pages' });
    await expect(page.getByRole('navigation', { name: 'Pages' }).locator('[aria-current]')).toHaveText(name);
    if (part !== '') await expect(page.getByRole('radio', { name: part, exact: true })).toBeChecked();

    // Fields that stand on every part of a page are known with its first.
    const first = PAGE_PARTS.find((other) => other.page === id && other.view === null)?.inputs ?? [];
    const ofRoles = roles.map((role, index) => inputsOfRole({ role, index }));
    const here = async () => {
      const fields = await fieldsOf(page);
      const isOfRole = ({ card, label }: Field): boolean =>
        id === 'swarm' && roles.some(({ name: role }, i) => role === card && ofRoles[i]?.includes(label) === true);
      const labels = new Set(fields.filter((field) => !isOfRole(field)).map(({ label }) => label));
      return {
        unknown: [...labels].filter((label) => !inputs.includes(label) && !first.includes(label)),
        missing: inputs.filter((label) => !labels.has(label)),
        rolesMissing:
          id !== 'swarm' ? [] : ofRoles.flat().filter((label) => !fields.some((field) => field.label === label)),
      };
    };
    await expect.poll(here, { message: `${id} ${part}`, timeout: 15_000 }).toEqual({
      unknown: [],
      missing: [],
      rolesMissing: [],
    });
  }
});

test('from the keyboard alone: fields, folded ones too, offers, models, presets and commands', async ({ page }) => {
  test.setTimeout(120_000);
  await page.emulateMedia({ colorScheme: 'light' });
  await openPage({ page, name: 'spend' });
  await expect(page.getByRole('button', { name: /^Search/ })).toBeVisible();
  const people = page.getByRole('textbox', { name: 'People' });
  await people.focus();

  // Letters belong to the field that has the focus; Ctrl-K does not, and Escape leads back to it.
  await page.keyboard.press('Control+k');
  await expect(search(page)).toBeFocused();
  await expect(search(page)).toHaveAttribute('aria-activedescendant', (await chosen(page).getAttribute('id')) ?? '');
  await expectEveryLook({ page, include: 'dialog' });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 900 });
  await search(page).fill('no such thing');
  await expect(page.getByText('Nothing is called that.')).toBeVisible();
  await expect(options(page)).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(search(page)).toHaveCount(0);
  await expect(people).toBeFocused();

  // A field of another page, below a fold there.
  await page.getByRole('main').focus();
  await page.keyboard.press('/');
  await search(page).fill('network card gb');
  await expect(chosen(page)).toContainText('Network card, GB/s');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Network card, GB/s' })).toBeFocused();
  await expect(page.getByRole('textbox', { name: 'Network card, GB/s' })).toBeInViewport();
  await expect(page).toHaveURL(/page=cluster&view=warehouse/);

  // A field of a role that is folded, on a page that is not open.
  await jump({ page, words: 'nested', kind: 'Presets: set the workload' });
  await expect(page.getByRole('textbox', { name: 'Scenario name' })).toHaveValue(/nested/i);
  await page.keyboard.press('Control+k');
  await search(page).fill('offer of');
  const last = page.getByRole('group', { name: 'Inputs' }).getByRole('option').first();
  const label = (await last.locator('span').first().innerText()).trim();
  await last.click();
  await expect(
    page.getByRole('textbox', { name: label }).or(page.getByRole('combobox', { name: label })),
  ).toBeFocused();

  // The arrows choose, around the end; Enter takes an offer into the scenario, or shows it in the table.
  await page.keyboard.press('Control+k');
  await search(page).fill('gpt-6 luna');
  await page.keyboard.press('ArrowUp');
  await expect(options(page).last()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowDown');
  await expect(options(page).first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Offer', exact: true })).toHaveValue(/GPT-6 Luna/);
  await jump({ page, words: 'gpt-6 luna', kind: 'Offers: show on the Offers page' });
  await expect(page.getByRole('searchbox', { name: /^Search offers/ })).toHaveValue(/gpt-6-luna/);
  await jump({ page, words: 'deepseek-v3', kind: 'Models: size the KV cache' });
  const model = page.getByRole('combobox', { name: /^Model, one of/ });
  await expect(model).toHaveValue(/^DeepSeek/);
  await expect(page.getByRole('navigation', { name: 'Pages' }).locator('[aria-current]')).toHaveText('KV cache');

  await jump({ page, words: 'undo', kind: 'Commands' });
  await expect(model).toHaveValue(/^As the offer/);
  await jump({ page, words: 'dark theme', kind: 'Commands' });
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await jump({ page, words: 'export', kind: 'Commands' });
  await expect(page.getByRole('button', { name: /^Workbook/ })).toBeVisible();
  await page.keyboard.press('Escape');

  await page.getByRole('main').focus();
  await page.keyboard.press('?');
  await expect(page.getByRole('heading', { name: 'Keyboard shortcuts' })).toBeVisible();
  await expectNoViolations({ page, include: 'dialog' });
  await page.keyboard.press('Escape');
  await expect(page.getByRole('main')).toBeFocused();
});
