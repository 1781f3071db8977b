import type { Page } from '@playwright/test';
import { expect, openPage, test } from './fixtures.ts';
import {
  closeLibrary,
  keptTexts,
  openLibrary,
  panel,
  people,
  recent,
  said,
  saveAs,
  saved,
  secondTab,
  toast,
  untilKept,
} from './library-hooks.ts';
import { expectEveryLook } from './looks.ts';

test('a scenario is saved with its figures, renamed, duplicated, deleted and brought back', async ({ page }) => {
  await openPage({ page, name: 'spend' });
  await people(page).fill('77');
  const without = await page.getByTestId('without').innerText();
  await openLibrary(page);
  await expect(saved(page).getByText('None yet')).toBeVisible();
  await saveAs(page, 'Seventy-seven');
  await expect(said(page)).toHaveText('Saved as “Seventy-seven”.');
  await expect(page.getByRole('textbox', { name: 'Scenario name' })).toHaveValue('Seventy-seven');
  const row = saved(page).getByRole('listitem').filter({ hasText: 'Seventy-seven' });
  // The figures of the day, as the page shows them.
  await expect(row).toContainText(`${without} → ${await page.getByTestId('with').innerText()} a month`);
  await expect(row).toContainText(`saves ${await page.getByTestId('saving').innerText()}`);

  await row.getByRole('button', { name: 'Rename Seventy-seven' }).click();
  await page.keyboard.type('Renamed');
  await page.keyboard.press('Enter');
  await expect(said(page)).toHaveText('“Seventy-seven” is now “Renamed”.');
  await saved(page).getByRole('button', { name: 'Duplicate Renamed' }).click();
  await expect(said(page)).toHaveText('Duplicated as “Renamed (2)”.');
  await saved(page).getByRole('button', { name: 'Delete Renamed (2)' }).click();
  await expect(said(page)).toContainText('“Renamed (2)” is deleted.');
  await said(page).getByRole('button', { name: 'Undo' }).click();
  await expect(saved(page).getByRole('listitem')).toHaveCount(2);

  // A deletion can be taken back after the panel is closed, too.
  await saved(page).getByRole('button', { name: 'Delete Renamed (2)' }).click();
  await expect(saved(page).getByRole('listitem')).toHaveCount(1);
  await closeLibrary(page);
  await toast(page).getByRole('button', { name: 'Undo' }).click();
  await openLibrary(page);
  await expect(saved(page).getByRole('listitem')).toHaveCount(2);
  await closeLibrary(page);
});

test('opening is a step, for undo and for Back', async ({ page }) => {
  await openPage({ page, name: 'spend' });
  await people(page).fill('77');
  await openLibrary(page);
  await saveAs(page, 'Kept');
  await expect(said(page)).toHaveText('Saved as “Kept”.');
  await closeLibrary(page);
  await people(page).fill('5');
  await openLibrary(page);
  await saved(page)
    .getByRole('button', { name: /^Kept saves/ })
    .click();
  await expect(people(page)).toHaveValue('77');
  await expect(toast(page)).toContainText('Opened “Kept”.');
  await toast(page).getByRole('button', { name: 'Undo' }).click();
  await expect(people(page)).toHaveValue('5');
  await page.getByTitle(/^Redo/).click();
  await expect(people(page)).toHaveValue('77');
  await page.goBack();
  await expect(people(page)).toHaveValue('5');
});

test('saved scenarios are there after a reload; many can be searched', async ({ page }) => {
  test.slow();
  await openPage({ page, name: 'spend' });
  await openLibrary(page);
  for (const name of ['Alpha', 'Beta', 'Gamma', 'Delta', 'Epsilon', 'Zeta']) {
    await saveAs(page, name);
    await expect(said(page)).toHaveText(`Saved as “${name}”.`);
  }
  await page.reload();
  await openLibrary(page);
  await expect(saved(page).getByRole('listitem')).toHaveCount(6);
  // Newest first.
  await expect(saved(page).getByRole('listitem').first()).toContainText('Zeta');
  await saved(page).getByRole('searchbox', { name: 'Search saved scenarios' }).fill('TA');
  await expect(saved(page).getByRole('listitem')).toHaveCount(3);
});

test.describe('two tabs', () => {
  test.slow();
  test('each shows what the other saves, and both versions of one scenario are kept', async ({
    page,
    context,
    baseURL,
  }) => {
    await openPage({ page, name: 'spend' });
    await openLibrary(page);
    await saveAs(page, 'Shared');
    await expect(said(page)).toHaveText('Saved as “Shared”.');

    const { page: other, complaints } = await secondTab({ context, baseURL });
    await openPage({ page: other, name: 'spend' });
    await openLibrary(other);
    await saved(other)
      .getByRole('button', { name: /^Shared/ })
      .click();
    await people(other).fill('22');

    await closeLibrary(page);
    await people(page).fill('11');
    await openLibrary(page);
    await saveAs(page, 'Shared');
    await expect(said(page)).toHaveText('Saved as “Shared”.');

    await openLibrary(other);
    await saveAs(other, 'Shared');
    await expect(said(other)).toContainText('“Shared” was changed in another tab meanwhile, so both are kept');
    await expect(other.getByRole('textbox', { name: 'Scenario name' })).toHaveValue('Shared (other tab)');
    // The first tab shows it without being asked.
    await expect(saved(page).getByRole('listitem')).toHaveCount(2);
    await expect(saved(page).getByRole('listitem').first()).toContainText('Shared (other tab)');

    await closeLibrary(other);
    await openLibrary(other);
    await saved(other)
      .getByRole('button', { name: /^Shared saves/ })
      .click();
    await expect(people(other)).toHaveValue('11');
    await openLibrary(other);
    await saved(other)
      .getByRole('button', { name: /^Shared \(other tab\) saves/ })
      .click();
    await expect(people(other)).toHaveValue('22');
    expect(complaints).toEqual([]);
  });

  test('what is open in one is no concern of the other: each is kept', async ({ page, context, baseURL }) => {
    await openPage({ page, name: 'spend' });
    await people(page).fill('11');
    await untilKept(page, /people=11/);
    const { page: other, complaints } = await secondTab({ context, baseURL });
    await openPage({ page: other, name: 'spend' });
    await people(other).fill('22');
    await untilKept(other, /people=22/);
    await untilKept(other, /people=11/);
    expect(complaints).toEqual([]);
  });
});

test.describe('nothing is lost', () => {
  test.slow();

  for (const [what, leave] of [
    // The entry is kept while the page goes away.
    ['left for another page', (page: Page) => page.goto('about:blank')],
    [
      'closed',
      async (page: Page) => {
        await untilKept(page, /people=77/);
        await page.close();
      },
    ],
  ] as const)
    test(`a tab ${what} in the middle of an entry: the next one has it under Recent`, async ({
      page,
      context,
      baseURL,
    }) => {
      const { page: other, complaints } = await secondTab({ context, baseURL });
      await openPage({ page: other, name: 'spend' });
      await openPage({ page, name: 'spend' });
      // From here on what is open is kept.
      await people(page).fill('76');
      await untilKept(page, /people=76/);
      await people(page).fill('77');
      await leave(page);

      await untilKept(other, /people=77/);
      await openLibrary(other);
      await recent(other)
        .getByRole('button', { name: /changed/ })
        .click();
      await expect(people(other)).toHaveValue('77');
      await toast(other).getByRole('button', { name: 'Undo' }).click();
      await expect(people(other)).toHaveValue('40');
      expect(complaints).toEqual([]);
    });

  test('a crash: what was entered a second before is under Recent', async ({ page, context, baseURL }) => {
    await openPage({ page, name: 'spend' });
    await people(page).fill('77');
    await untilKept(page, /people=77/);
    const { page: other, complaints } = await secondTab({ context, baseURL });
    const session = await context.newCDPSession(page);
    const crashed = page.waitForEvent('crash');
    session.send('Page.crash').catch(() => undefined);
    await crashed;
    await openPage({ page: other, name: 'spend' });
    await openLibrary(other);
    await recent(other)
      .getByRole('button', { name: /changed/ })
      .click();
    await expect(people(other)).toHaveValue('77');
    expect(complaints).toEqual([]);
  });

  test('a reload in the middle of an entry goes on with it', async ({ page }) => {
    await openPage({ page, name: 'spend' });
    await people(page).fill('77');
    await page.reload();
    await expect(people(page)).toHaveValue('77');
  });

  test('a preset over what was entered: undo here, Recent everywhere', async ({ page }) => {
    await openPage({ page, name: 'spend' });
    await people(page).fill('77');
    await untilKept(page, /people=77/);
    await page.getByRole('button', { name: 'Presets' }).click();
    await page.getByRole('button', { name: /^Chat/ }).click();
    await expect(people(page)).not.toHaveValue('77');
    await page.reload();
    await openLibrary(page);
    await recent(page)
      .getByRole('button', { name: /changed/ })
      .click();
    await expect(people(page)).toHaveValue('77');
  });

  test('a first visit and a link that is only read leave nothing behind', async ({ page }) => {
    await openPage({ page, name: 'spend', hash: '#v=0&workload.people=9' });
    await openLibrary(page);
    await expect(saved(page).getByText('None yet')).toBeVisible();
    await expect(recent(page)).toHaveCount(0);
    await closeLibrary(page);
    await page.reload();
    await expect(people(page)).toHaveValue('9');
    expect(await keptTexts(page)).toEqual([]);
  });
});

test.describe('a storage that refuses', () => {
  test('full: says so, keeps what is open and what was saved, and works again when there is room', async ({ page }) => {
    await page.addInitScript(() => {
      const put = Object.getOwnPropertyDescriptor(IDBObjectStore.prototype, 'put')?.value as IDBObjectStore['put'];
      IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...request: Parameters<IDBObjectStore['put']>) {
        if (document.documentElement.dataset['full'] === 'yes')
          throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
        return put.apply(this, request);
      };
    });
    await openPage({ page, name: 'spend' });
    await openLibrary(page);
    await saveAs(page, 'Before');
    await expect(said(page)).toHaveText('Saved as “Before”.');
    await page.evaluate(() => document.documentElement.setAttribute('data-full', 'yes'));
    await closeLibrary(page);
    await people(page).fill('77');
    await openLibrary(page);
    await saveAs(page, 'Before');
    await expect(said(page)).toContainText('“Before” was not saved: this browser’s storage is full.');
    await expect(said(page)).toContainText('Copy link and Download keep it all the same.');
    await saveAs(page, 'After');
    await expect(said(page)).toContainText('“After” was not saved');
    await expect(saved(page).getByRole('listitem')).toHaveCount(1);
    await expect(people(page)).toHaveValue('77');

    await page.evaluate(() => document.documentElement.removeAttribute('data-full'));
    await saveAs(page, 'After');
    await expect(said(page)).toHaveText('Saved as “After”.');
    await expect(saved(page).getByRole('listitem')).toHaveCount(2);
  });

  test('the quota of the browser itself: the same', async ({ page, context, baseURL }) => {
    await openPage({ page, name: 'spend' });
    const session = await context.newCDPSession(page);
    await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(baseURL ?? '').origin, quotaSize: 1 });
    await openLibrary(page);
    await saveAs(page, 'One');
    await expect(said(page)).toContainText('“One” was not saved: this browser’s storage is full.');
    await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(baseURL ?? '').origin });
    await saveAs(page, 'One');
    await expect(said(page)).toHaveText('Saved as “One”.');
  });

  test('blocked: the page works, the panel says what does not, links and files still do', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.addInitScript(() => {
      const refuse = (): never => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      };
      for (const name of ['indexedDB', 'localStorage', 'sessionStorage'])
        Object.defineProperty(window, name, { get: refuse });
    });
    await openPage({ page, name: 'spend' });
    await people(page).fill('77');
    await openLibrary(page);
    await expect(said(page)).toContainText('This browser lets the page keep nothing');
    await saveAs(page, 'One');
    await expect(said(page)).toContainText('“One” was not saved: this browser lets the page keep nothing');
    const download = page.waitForEvent('download');
    await panel(page).getByRole('button', { name: 'Download scenario (.json)' }).click();
    expect((await download).suggestedFilename()).toMatch(/^tokenhouse-.*\.json$/);
    await closeLibrary(page);
    await page.getByRole('button', { name: 'Copy link' }).click();
    await expect(page.getByRole('button', { name: 'Link copied' })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('people=77');
  });
});

test('the open panel passes axe in every look, and scrolls nothing sideways', async ({ page }) => {
  await openPage({ page, name: 'spend' });
  await people(page).fill('77');
  await untilKept(page, /people=77/);
  await page.getByRole('button', { name: 'Presets' }).click();
  await page.getByRole('button', { name: /^Chat/ }).click();
  await openLibrary(page);
  await saveAs(page, 'One');
  await expect(said(page)).toHaveText('Saved as “One”.');
  await expect(recent(page)).toBeVisible();
  await expectEveryLook({ page, include: 'section[aria-label="Scenario"]' });
});
