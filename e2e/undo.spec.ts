import { expect, openPage, test } from './fixtures.ts';
import type { Page } from '@playwright/test';

const people = (page: Page) => page.getByRole('textbox', { name: 'People' });
const undo = (page: Page) => page.getByTitle(/^Undo\b/);
const redo = (page: Page) => page.getByTitle(/^Redo\b/);
const toast = (page: Page) => page.getByTestId('toast');

/** As somebody types who is faster than the machine is busy. */
async function typeAtOnce(page: Page, texts: readonly string[]): Promise<void> {
  await people(page).evaluate((input: HTMLInputElement, typed) => {
    input.focus();
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    for (const text of typed) {
      set?.call(input, text);
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }
  }, texts);
}

/** Not in a field. */
async function leaveFields(page: Page): Promise<void> {
  await page.getByRole('main').focus();
}

test('what is typed in one go is one step; the buttons say what they would change', async ({ page }) => {
  await openPage({ page, name: 'spend' });
  const before = await page.getByTestId('without').innerText();
  await expect(undo(page)).toHaveAttribute('aria-disabled', 'true');
  await typeAtOnce(page, ['7', '72', '725']);
  await expect(page.getByTestId('without')).not.toHaveText(before);
  const after = await page.getByTestId('without').innerText();

  await undo(page).hover();
  await expect(undo(page)).toHaveAttribute('title', 'Undo: People 40 → 725 (Ctrl+Z)');
  await undo(page).click();
  await expect(page.getByTestId('without')).toHaveText(before);
  await expect(people(page)).toHaveValue('40');
  await expect(toast(page)).toHaveText('Undone: People 40 → 725');
  await expect(undo(page)).toHaveAttribute('aria-disabled', 'true');
  await expect(redo(page)).toHaveAttribute('title', 'Redo: People 40 → 725 (Ctrl+Y)');
  await redo(page).click();
  await expect(page.getByTestId('without')).toHaveText(after);
  await expect(page).toHaveURL(/workload\.people=725/);
});

test('keys: undo, and redo in both ways', async ({ page }) => {
  await openPage({ page, name: 'spend' });
  await people(page).fill('50');
  await page.getByRole('textbox', { name: 'Turns each' }).fill('9');
  await leaveFields(page);
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('textbox', { name: 'Turns each' })).not.toHaveValue('9');
  await expect(people(page)).toHaveValue('50');
  await page.keyboard.press('Control+z');
  await expect(people(page)).toHaveValue('40');
  await page.keyboard.press('Control+Shift+Z');
  await expect(people(page)).toHaveValue('50');
  await page.keyboard.press('Control+y');
  await expect(page.getByRole('textbox', { name: 'Turns each' })).toHaveValue('9');
  await page.keyboard.press('Control+y');
  await expect(toast(page)).toHaveText('There is nothing to do again.');
});

test('within a field that was taken the keys undo the scenario, and the field shows it', async ({ page }) => {
  await openPage({ page, name: 'spend' });
  await people(page).fill('77');
  await page.keyboard.press('Control+z');
  await expect(people(page)).toHaveValue('40');
  await expect(people(page)).toBeFocused();
  await page.keyboard.press('Control+y');
  await expect(people(page)).toHaveValue('77');
});

test('an entry that is not accepted has the field’s own undo', async ({ page }) => {
  await openPage({ page, name: 'spend' });
  await people(page).fill('50');
  await people(page).press('End');
  await people(page).pressSequentially('x');
  await expect(people(page)).toHaveAttribute('aria-invalid', 'true');
  await page.keyboard.press('Control+z');
  // The browser has taken back the letter; the scenario has not moved.
  await expect(people(page)).not.toHaveValue('40');
  await leaveFields(page);
  await page.keyboard.press('Control+z');
  await expect(people(page)).toHaveValue('40');
});

test('a preset, an offer and a name are steps; what Back leaves, undo brings again', async ({ page }) => {
  await openPage({ page, name: 'spend' });
  const start = await page.getByTestId('without').innerText();
  await page.getByRole('button', { name: 'Presets' }).click();
  await page.getByRole('button', { name: /^Chat/ }).click();
  await expect(page.getByTestId('without')).not.toHaveText(start);
  const chat = await page.getByTestId('without').innerText();
  await page.getByRole('textbox', { name: 'Scenario name' }).fill('Mine');
  await undo(page).hover();
  await expect(undo(page)).toHaveAttribute('title', /^Undo: “Chat.*” → “Mine” \(Ctrl\+Z\)$/);
  await page.goBack();
  await expect(page.getByTestId('without')).toHaveText(start);
  await undo(page).click();
  await expect(page.getByTestId('without')).toHaveText(chat);
  await expect(page.getByRole('textbox', { name: 'Scenario name' })).toHaveValue('Mine');
  await undo(page).click();
  await undo(page).click();
  await expect(page.getByTestId('without')).toHaveText(start);
  await page.reload();
  await expect(page.getByTestId('without')).toHaveText(start);
});

test('pages change without a step, and steps reach over pages', async ({ page }) => {
  await openPage({ page, name: 'spend' });
  await people(page).fill('50');
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Offers' }).click();
  await expect(page.getByRole('link', { name: 'Offers', exact: true })).toHaveAttribute('aria-current', 'page');
  await undo(page).click();
  await expect(people(page)).toHaveValue('40');
  await expect(page.getByRole('link', { name: 'Offers', exact: true })).toHaveAttribute('aria-current', 'page');
});
