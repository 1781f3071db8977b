import { test as base, type Page } from '@playwright/test';
import { SAVED_LINKS } from '../src/scenario/formats/testing/saved-links.ts';
import { expect, openPage } from './fixtures.ts';
import { expectNoViolations } from './looks.ts';
import { closeLibrary, openLibrary, panel, recent, said, saveAs, saved, untilKept } from './library-hooks.ts';

/**
 * What breaks around the page: a part that throws or does not come, workers that die, no network, a full or emptied storage, a clock
 * that is wrong, links of another decade, other tabs. The console may complain here; the page may not lose anything.
 */
const test = base.extend<{ exceptions: void }>({
  exceptions: [
    async ({ page }, use) => {
      const uncaught: string[] = [];
      page.on('pageerror', (error) => {
        if (!error.message.includes('injected')) uncaught.push(error.message);
      });
      await use();
      expect(uncaught).toEqual([]);
    },
    { auto: true },
  ],
});

const goTo = (page: Page, label: string): Promise<void> =>
  page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: label, exact: true }).click();
const people = (page: Page) =>
  page.getByRole('region', { name: 'Main inputs' }).getByRole('textbox', { name: 'People' });
const failure = (page: Page) => page.getByRole('main').getByRole('alert');

/** In the place of a module of the built site: the same exports, each of them a component that breaks while told to. */
async function breakModule(page: Page, files: RegExp): Promise<void> {
  await page.route(files, async (route) => {
    const built = await (await route.fetch()).text();
    const exported = /export\s*\{([^}]*)\}/.exec(built)?.[1] ?? '';
    const names = exported.split(',').map(
      (part) =>
        part
          .trim()
          .split(/\s+as\s+/)
          .at(-1) ?? '',
    );
    await route.fulfill({
      contentType: 'text/javascript',
      body: `const part = () => { if (!document.documentElement.dataset.mended) throw new Error('injected fault'); return null; };
        export { ${names.map((name) => `part as ${name}`).join(', ')} };`,
    });
  });
}

const mend = (page: Page): Promise<void> =>
  page.evaluate(() => document.documentElement.setAttribute('data-mended', 'yes'));

test('a page that throws says so, keeps the scenario, and the others go on; a change or a click tries again', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await breakModule(page, /assets\/SwarmPage-[^/]*\.js$/);
  await openPage({ page, name: 'spend' });
  await people(page).fill('77');
  // Opened in another tab, too, a page has the scenario as it is now.
  const kv = page.getByRole('link', { name: 'KV cache' });
  await kv.focus();
  await expect(kv).toHaveAttribute('href', /page=kv#.*people=77/);
  await goTo(page, 'Swarm');
  await expect(failure(page)).toContainText('This page failed to show');
  await expect(failure(page)).toContainText('What went wrong: injected fault.');
  await expect(failure(page)).toContainText('Your scenario is kept in the address');
  await expectNoViolations({ page, include: 'main' });
  await page.getByRole('button', { name: 'Copy the link' }).click();
  await expect(page.getByText('The link is on the clipboard.', { exact: true })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('people=77');

  await goTo(page, 'Cluster');
  await expect(page.getByRole('main').getByRole('region').first()).toBeVisible();
  await expect(failure(page)).toHaveCount(0);
  await goTo(page, 'Swarm');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(failure(page)).toContainText('injected fault');
  await mend(page);
  await people(page).fill('78');
  await expect(failure(page)).toHaveCount(0);

  await page.unroute(/assets\/SwarmPage-[^/]*\.js$/);
  await page.reload();
  await expect(page.getByRole('region', { name: 'What share could be reused, and what share is?' })).toBeVisible();
  await expect(people(page)).toHaveValue('78');
});

test('a page that does not come: said, and there once there is a network; where its styles are lost, by a reload', async ({
  page,
}) => {
  const gone = /assets\/(KvCachePage|ClusterPage)-[^/]*\.js$/;
  await openPage({ page, name: 'spend' });
  await people(page).fill('77');
  // What a host answers for the files of a build that it has replaced.
  await page.route(gone, (route) => route.fulfill({ status: 404, contentType: 'text/html', body: 'Not found' }));
  await goTo(page, 'KV cache');
  await expect(failure(page)).toContainText('This page could not be loaded');
  await expect(failure(page)).toContainText('the site has been renewed since it was opened here');
  await expect(people(page)).toHaveValue('77');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(failure(page)).toContainText('This page could not be loaded');
  await page.unroute(gone);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(
    page.getByRole('heading', { name: 'Which layers keep what?' }).or(page.locator('.recharts-surface')).first(),
  ).toBeVisible();

  await page.route(/assets\/Swarm[^/]*\.(js|css)$/, (route) => route.abort());
  await goTo(page, 'Swarm');
  await expect(failure(page)).toContainText('This page could not be loaded');
  await expect(page.getByRole('button', { name: 'Try again' })).toHaveCount(0);
  await page.unroute(/assets\/Swarm[^/]*\.(js|css)$/);
  await page.getByRole('button', { name: 'Reload the site' }).click();
  await expect(page.getByRole('region', { name: 'What share could be reused, and what share is?' })).toBeVisible();
  await expect(people(page)).toHaveValue('77');
});

test('a card that breaks or does not come leaves the others; so does a panel', async ({ page }) => {
  await breakModule(page, /assets\/RankingCard-[^/]*\.js$/);
  const chart = /assets\/(RetentionChart|RetentionPlot)-[^/]*\.js$/;
  const explain = /assets\/(ExplainPanel|PlacedPanelButton)-[^/]*\.js$/;
  await page.route(chart, (route) => route.abort());
  await page.route(explain, (route) => route.abort());
  await openPage({ page, name: 'spend' });
  const broken = failure(page).filter({
    hasText: 'This part failed to show: injected fault. The rest of the page goes on.',
  });
  const missing = failure(page).filter({ hasText: 'This part could not be loaded' });
  await broken.scrollIntoViewIfNeeded();
  await expect(broken).toHaveCount(1);
  await expect(missing.first()).toBeVisible();
  await expectNoViolations({ page, include: 'main [role="alert"]' });
  await expect(page.getByTestId('without')).toHaveText(/^\$\d/);
  await mend(page);
  await broken.getByRole('button', { name: 'Try again' }).click();
  await expect(broken).toHaveCount(0);
  await page.unroute(chart);
  await missing.first().getByRole('button', { name: 'Try again' }).click();
  await expect(missing).toHaveCount(0);
  await expect(page.locator('.recharts-surface').first()).toBeVisible();

  await page
    .getByRole('button', { name: /^Explain: Without/ })
    .first()
    .click();
  await expect(page.getByTestId('toast')).toContainText('The panel could not be loaded.');
  await expect(page.getByTestId('without')).toBeVisible();
  await page.unroute(explain);
  await page
    .getByRole('button', { name: /^Explain: Without/ })
    .first()
    .click();
  await expect(page.getByText('Not counted:').first()).toBeVisible();
});

const BROKEN_WORKER = 'self.onmessage = () => { throw new Error("injected fault"); };';

test('workers that break down: the closed form stays, the page says what happened, and the next change tries again', async ({
  page,
}) => {
  test.slow();
  const workers = /assets\/(simulation|uncertainty|trace)-worker-[^/]*\.js/;
  await page.route(workers, async (route) => {
    // A page that is isolated takes no worker without the headers of the host.
    const { 'content-length': _length, 'content-encoding': _encoding, ...headers } = (await route.fetch()).headers();
    await route.fulfill({ headers, body: BROKEN_WORKER });
  });

  await openPage({ page, name: 'swarm' });
  const reuse = page.getByRole('region', { name: 'What share could be reused, and what share is?' });
  await expect(
    reuse.getByRole('alert').or(reuse.getByRole('status')).filter({ hasText: 'injected fault' }).first(),
  ).toBeVisible();
  await expect(reuse.getByText(/A cache without limits could serve 9\d\.\d %/).first()).toBeVisible();

  await goTo(page, 'Spend');
  const sure = page.locator('#how-sure');
  await expect(page.getByRole('region', { name: 'How sure is it?' })).toBeVisible();
  await sure.scrollIntoViewIfNeeded();
  await expect(sure.getByRole('alert').filter({ hasText: 'injected fault' }).first()).toBeVisible();
  await expect(page.getByTestId('without')).toHaveText(/^\$\d/);

  await goTo(page, 'Traces');
  const reading = page.locator('[data-reading]').first();
  await expect(reading).toContainText('injected fault');

  await page.unroute(workers);
  await page.getByLabel('Choose files').setInputFiles({
    name: 'one.jsonl',
    mimeType: 'text/plain',
    buffer: Buffer.from('{"timestamp":0,"input_length":512,"output_length":4,"hash_ids":[1]}\n'),
  });
  await expect(reading).toContainText('1 request');
  await goTo(page, 'Spend');
  await people(page).fill('41');
  await expect(page.getByRole('region', { name: 'How sure is it?' })).toBeVisible();
  await sure.scrollIntoViewIfNeeded();
  await expect(page.getByTestId('band-answer')).toBeVisible({ timeout: 20_000 });
  await expect(sure.getByRole('alert')).toHaveCount(0);
  await goTo(page, 'Swarm');
  await expect(reuse.getByRole('status').first()).toContainText('simulated (dots)', { timeout: 20_000 });
});

test('without a network: pages that were open still compute, the others say why not, and so do prices and files', async ({
  page,
  context,
}) => {
  await openPage({ page, name: 'spend' });
  await page.goto('./?page=offers&view=own');
  await expect(page.getByRole('region', { name: 'Refresh prices' })).toBeVisible();
  await goTo(page, 'Spend');
  await expect(page.locator('.recharts-surface').first()).toBeVisible();
  const before = await page.getByTestId('without').innerText();
  // The menu is at hand, what writes the workbook is not.
  await page.getByRole('button', { name: 'Export ▾' }).click();
  await expect(page.getByRole('button', { name: /^Workbook/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await context.setOffline(true);
  await people(page).fill('77');
  await expect(page.getByTestId('without')).not.toHaveText(before);
  await page.getByRole('button', { name: 'Export ▾' }).click();
  await page.getByRole('button', { name: /^Workbook/ }).click();
  await expect(page.getByText('That failed. Nothing was saved; try again.')).toBeVisible();
  await page.keyboard.press('Escape');
  await goTo(page, 'Bench');
  await expect(failure(page)).toContainText('There is no network');
  await goTo(page, 'Offers');
  await page.getByRole('radio', { name: 'Your prices' }).check({ force: true });
  await page.getByRole('button', { name: 'Compare with models.dev' }).click();
  await expect(
    page.getByText('What asks for prices could not be loaded. Check the connection. Nothing was changed.'),
  ).toBeVisible();
  await context.setOffline(false);
  await goTo(page, 'Bench');
  await expect(people(page)).toHaveValue('77');
});

test('a storage that is full, and one that is emptied while the page is open: said, and the scenario stays', async ({
  page,
  context,
  baseURL,
}) => {
  await page.addInitScript(() => {
    const set = Storage.prototype.setItem;
    Storage.prototype.setItem = function (this: Storage, ...item: Parameters<Storage['setItem']>) {
      if (document.documentElement?.dataset['full'] === 'yes' && this === localStorage)
        throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
      set.apply(this, item);
    };
  });
  await openPage({ page, name: 'spend' });
  await people(page).fill('76');
  await untilKept(page, /people=76/);
  await openLibrary(page);
  await saveAs(page, 'Before');
  await expect(said(page)).toHaveText('Saved as “Before”.');
  await closeLibrary(page);

  await page.evaluate(() => document.documentElement.setAttribute('data-full', 'yes'));
  await people(page).fill('77');
  await expect.poll(() => page.url()).toContain('people=77');
  // The panel says what was known when it opened, and keeping is tried a moment after the entry.
  await expect(async () => {
    await openLibrary(page);
    const text = await panel(page).innerText();
    await closeLibrary(page);
    expect(text).toContain('What is open is not kept in this browser, as its storage is full.');
  }).toPass();
  await page.getByRole('button', { name: /^(Dark|Light) theme$/ }).click();
  await expect(people(page)).toHaveValue('77');
  await page.evaluate(() => document.documentElement.removeAttribute('data-full'));

  // As "Clear site data" does it.
  const session = await context.newCDPSession(page);
  const origin = new URL(baseURL ?? '').origin;
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'local_storage,indexeddb' });
  await page.evaluate(() => sessionStorage.clear());
  await people(page).fill('78');
  await untilKept(page, /people=78/);
  await openLibrary(page);
  await saveAs(page, 'After');
  await expect(said(page)).toHaveText('Saved as “After”.');
  await page.reload();
  await expect(people(page)).toHaveValue('78');
  await openLibrary(page);
  await expect(saved(page).getByRole('listitem')).toHaveCount(1);
});

/** What a figure or a date looks like that was computed from nothing. */
const NONSENSE = /NaN|Infinity|undefined|Invalid Date|\[object|−0\b|1970|null/;

test('a clock that is wrong by decades changes no figure; what is kept is in order and can be opened', async ({
  page,
}) => {
  test.slow();
  await openPage({ page, name: 'spend' });
  const figure = await page.getByTestId('without').innerText();
  const address = page.url();
  for (const [day, name] of [
    ['2036-11-21', 'Late'],
    ['1980-01-01', 'Early'],
  ] as const) {
    await page.clock.setFixedTime(new Date(`${day}T12:00:00Z`));
    await page.goto('about:blank');
    await page.goto(address);
    await expect(page.getByTestId('without')).toHaveText(figure);
    await people(page).fill('77');
    await untilKept(page, /people=77/);
    await openLibrary(page);
    await saveAs(page, name);
    await expect(said(page)).toHaveText(`Saved as “${name}”.`);
    await expect(saved(page)).not.toContainText(NONSENSE);
    await closeLibrary(page);
    await expect(page.getByText(/Prices and models checked 20\d\d-\d\d-\d\d(, 1\d years ago)?\./)).toBeVisible();
  }
  await openLibrary(page);
  await expect(saved(page).getByRole('listitem')).toHaveText([/^Late/, /^Early/]);
  await saved(page)
    .getByRole('button', { name: /^Late saves/ })
    .click();
  await expect(people(page)).toHaveValue('77');
});

test('links of another decade: the sender’s figures, and word of what moved, on every page', async ({ page }) => {
  test.slow();
  await page.clock.setFixedTime(new Date('2036-11-21T12:00:00Z'));
  for (const { hash, means } of SAVED_LINKS) {
    await openPage({ page, name: 'spend', hash: `#${hash}` });
    await expect(page.getByTestId('without')).toHaveText(/^\$\d/);
    await expect(page.getByTestId('link-lost')).toHaveCount(0);
    const { workload } = means as { workload?: { people?: number } };
    if (workload?.people !== undefined) await expect(people(page)).toHaveValue(String(workload.people));
  }
  const moved = SAVED_LINKS.find(({ name }) => name === 'a readable link of version 1');
  await openPage({ page, name: 'spend', hash: `#${moved?.hash ?? ''}`.replace(':4,20,', ':8,40,') });
  // Changed on its way, and dearer than the list.
  await expect(page.getByTestId('link-lost')).toContainText('did not arrive as it was sent');
  await expect(page.getByTestId('prices-moved')).toContainText('Prices have moved since');
  await openPage({ page, name: 'spend', hash: `#${moved?.hash ?? ''}` });
  for (const label of await page.getByRole('navigation', { name: 'Pages' }).getByRole('link').allInnerTexts()) {
    await goTo(page, label);
    await expect(page.getByRole('main').locator('section').first()).toBeVisible();
    await expect(page.getByRole('main')).not.toContainText(NONSENSE);
  }
});

test('hostile addresses open the page, and Back and Forward go through them', async ({ page }) => {
  await openPage({ page, name: 'spend' });
  for (const hash of [
    '%',
    '%E0%A4%A',
    'v=1&__proto__.polluted=1&constructor.prototype=2',
    'v=1&z=AAAA',
    'v=99999999999999999999',
    `v=1&name=${encodeURIComponent('<img src=x onerror=alert(1)>')}`,
    `v=1&${'a=1&'.repeat(20_000)}`,
    'main',
  ]) {
    await page.evaluate((next) => {
      window.location.hash = next;
    }, hash);
    await expect(page.getByTestId('without')).toHaveText(/^\$\d/);
    await expect(failure(page)).toHaveCount(0);
  }
  expect(await page.evaluate(() => ({}) as { polluted?: unknown }).then(({ polluted }) => polluted)).toBeUndefined();
  for (let i = 0; i < 2; i++) await page.goBack();
  await expect(page.getByRole('textbox', { name: 'Scenario name' })).toHaveValue('<img src=x onerror=alert(1)>');
  await page.goForward();
  await expect(page.getByTestId('without')).toHaveText(/^\$\d/);
  // Away to another site and back.
  await page.goBack();
  await people(page).fill('77');
  await page.goto('about:blank');
  await page.goBack();
  await expect(people(page)).toHaveValue('77');
  await page.evaluate(() => {
    window.location.hash = 'v=1&set=%7B';
  });
  await expect(page.getByText('The link is damaged: its packed part could not be read.')).toBeVisible();
});

const NAMES = [
  'Unbroken'.repeat(15),
  'سيناريو الترميز مع خمسين وكيلًا فرعيًا — النسخة الثانية (2026)',
  '👩🏽‍💻🏳️‍🌈🧠💸'.repeat(8),
];

test('names that are long, right to left or pictures fit a phone wherever they stand', async ({ page }) => {
  test.slow();
  await page.setViewportSize({ width: 390, height: 844 });
  const fits = async (where: string): Promise<void> => {
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, where).toBeLessThanOrEqual(390);
  };
  for (const [i, name] of NAMES.entries()) {
    await openPage({ page, name: 'spend', hash: `#v=1&workload.people=${60 + i}&name=${encodeURIComponent(name)}` });
    await expect(page.getByRole('textbox', { name: 'Scenario name' })).toHaveValue(name);
    await people(page).fill(String(70 + i));
    await openLibrary(page);
    await panel(page)
      .getByRole('button', { name: /^Save$/ })
      .click();
    await expect(said(page)).toContainText('Saved as');
    await expect(saved(page).getByRole('listitem')).toHaveCount(i + 1);
    await fits(`library with ${name}`);
    await closeLibrary(page);
  }
  // Unsaved changes, so that it stands under Recent, too.
  await people(page).fill('5');
  await openLibrary(page);
  await saved(page)
    .getByRole('button', { name: /^Unbroken/ })
    .first()
    .click();
  await expect(page.getByTestId('toast')).toContainText('Opened');
  await fits('toast');
  await openLibrary(page);
  await expect(recent(page)).toBeVisible();
  await fits('recent');
  await closeLibrary(page);
  await goTo(page, 'Compare');
  const addSaved = page.getByRole('combobox', { name: 'Add a saved scenario' });
  for (const name of NAMES.slice(1)) await addSaved.selectOption({ label: name });
  await expect(page.getByRole('table').first()).toContainText(NAMES[1] ?? '');
  await fits('compare');
});
