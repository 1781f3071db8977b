import type { Locator, Page } from '@playwright/test';
import { expect, openPage, test } from './fixtures.ts';
import { panel } from './library-hooks.ts';
import { axe, widthIn } from './looks.ts';

/** Beyond what axe finds on whole pages (pages.spec.ts and the specs of their parts): zoom, order, names, quiet, forced colours, panels. */

const VIEWS: readonly (readonly [page: string, view: string])[] = [
  ['spend', ''],
  ['spend', 'run'],
  ['swarm', ''],
  ...['', 'accelerators', 'storage', 'models', 'proof'].map((view) => ['kv', view] as const),
  ...['', 'time', 'warehouse', 'sizing', 'proof'].map((view) => ['cluster', view] as const),
  ...['', 'buying', 'request', 'reconcile', 'own'].map((view) => ['offers', view] as const),
  ['compare', ''],
  ['traces', ''],
  ['bench', ''],
  ['claims', ''],
];

/** Roles that say nothing without a name. */
const NAMELESS =
  /^\s*- (?:button|link|textbox|combobox|checkbox|radio|searchbox|spinbutton|slider|switch|img|region|dialog|grid|navigation)(?:\s\[[^\]]*\])*:?$/gm;
const NONSENSE = /\bNaN\b|Infinity|undefined|\[object/;

/** What of the page's order, names and width a reader would stumble over. */
async function problemsOf(page: Page): Promise<readonly string[]> {
  const found = await page.evaluate(() => {
    const problems: string[] = [];
    const levels = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
      .filter((heading) => heading.checkVisibility())
      .map((heading) => Number(heading.tagName[1]));
    if (levels.filter((level) => level === 1).length !== 1) problems.push(`h1: ${levels.join()}`);
    levels.forEach((level, i) => {
      if (level > (levels[i - 1] ?? 0) + 1) problems.push(`heading ${level} after ${levels[i - 1] ?? 'none'}`);
    });
    for (const landmark of ['main', 'header', 'nav'])
      if (document.querySelectorAll(landmark).length !== 1) problems.push(`not one ${landmark}`);
    if (document.querySelector('[tabindex]:not([tabindex="0"], [tabindex="-1"])')) problems.push('a tabindex above 0');
    for (const figure of document.querySelectorAll('figure[data-exportable]')) {
      const said = figure.querySelector('figcaption')?.textContent ?? '';
      if (!/\d/.test(said)) problems.push(`a chart without figures in its summary: ${said}`);
      if (!figure.closest('section')?.querySelector('button[aria-label^="Show as a"]'))
        problems.push('a chart without a table');
    }
    return problems;
  });
  const snapshot = await page.locator('body').ariaSnapshot();
  const nonsense = NONSENSE.exec(snapshot)?.[0];
  return [
    ...found,
    ...[...snapshot.matchAll(NAMELESS)].map(([line]) => `without a name: ${line.trim()}`),
    ...(nonsense === undefined ? [] : [`${nonsense} on the page`]),
  ];
}

test('every page and view: headings in order, every control and chart named, and nothing sideways at 200 % and 400 % zoom', async ({
  page,
}) => {
  test.slow();
  const problems: string[] = [];
  await page.setViewportSize({ width: 640, height: 900 });
  await openPage({ page, name: 'spend' });
  for (const [name, view] of VIEWS) {
    await page.evaluate(
      (search) => {
        window.history.pushState(null, '', search);
        window.dispatchEvent(new PopStateEvent('popstate'));
      },
      `?page=${name}${view === '' ? '' : `&view=${view}`}`,
    );
    await expect(page.getByRole('status').filter({ hasText: 'Loading the page' })).toHaveCount(0);
    await expect(page.locator('main section').first()).toBeVisible();
    for (const width of [640, 320]) {
      await page.setViewportSize({ width, height: 900 });
      const wide = await widthIn({ page, width });
      if (wide > width) problems.push(`${name} ${view}, ${width} px: scrolls sideways, ${wide} px`);
    }
    await page.setViewportSize({ width: 640, height: 900 });
    problems.push(...(await problemsOf(page)).map((problem) => `${name} ${view}: ${problem}`));
  }
  expect(problems).toEqual([]);
});

/** Axe on a part in light, and its contrasts in dark. */
async function problemsIn({
  page,
  include,
  state,
}: {
  page: Page;
  include: string | readonly string[];
  state: string;
}): Promise<string[]> {
  const problems: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    const builder = axe(page);
    for (const part of [include].flat()) builder.include(part);
    if (colorScheme === 'dark') builder.withRules(['color-contrast']);
    const { violations } = await builder.analyze();
    for (const { id, nodes } of violations)
      problems.push(`${state}, ${colorScheme}: ${id}: ${nodes.map(({ html }) => html.slice(0, 140)).join(' | ')}`);
  }
  return problems;
}

/** Opens by keyboard, is looked at, and gives the focus back when it closes. */
async function throughPanel({
  page,
  button,
  content,
  include,
  state,
}: {
  page: Page;
  button: Locator;
  content: Locator;
  include: string;
  state: string;
}): Promise<string[]> {
  await button.press('Enter');
  await expect(content).toBeVisible();
  const running = await page.evaluate(
    () => document.getAnimations().filter(({ playState }) => playState === 'running').length,
  );
  const problems = await problemsIn({ page, include, state });
  await page.keyboard.press('Escape');
  await expect(content).toBeHidden();
  await expect(button, `${state} gives the focus back`).toBeFocused();
  return running === 0 ? problems : [...problems, `${state}: moves, though that was not wanted`];
}

test('panels open without motion, pass axe in light and dark, and give the focus back', async ({ page }) => {
  test.slow();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openPage({ page, name: 'spend' });
  const top = 'section[aria-label="Scenario"]';
  const problems: string[] = [];
  const button = (name: string | RegExp): Locator => page.getByRole('button', { name });
  problems.push(
    ...(await throughPanel({
      page,
      button: button('Library ▾'),
      content: panel(page),
      include: top,
      state: 'empty library',
    })),
    ...(await throughPanel({
      page,
      button: button('Export ▾'),
      content: page.getByRole('dialog', { name: 'Export ▾' }),
      include: top,
      state: 'export menu',
    })),
    ...(await throughPanel({
      page,
      button: button('Embed'),
      content: page.getByRole('dialog').first(),
      include: top,
      state: 'embed panel',
    })),
    ...(await throughPanel({
      page,
      button: button('Export: What is paid for?'),
      content: page.getByRole('dialog').first(),
      include: 'section:has(> div button[aria-label="Export: What is paid for?"])',
      state: 'a card’s export',
    })),
  );
  const offer = page.getByRole('combobox', { name: 'Offer' });
  await offer.focus();
  await offer.press('ArrowDown');
  await expect(page.getByRole('listbox')).toBeVisible();
  problems.push(...(await problemsIn({ page, include: 'section[aria-label="Main inputs"]', state: 'list of offers' })));
  await page.keyboard.press('Escape');
  await expect(offer).toBeFocused();
  expect(problems).toEqual([]);
});

test('states that are rare pass axe in light and dark: what a link lost and what moved, an entry that is refused, no figures, no price', async ({
  page,
}) => {
  test.slow();
  const rates = encodeURIComponent(
    JSON.stringify([
      {
        offerId: 'anthropic/claude-opus-5-5',
        base: { input: 8, output: 40, cacheRead: 0.4, cacheWrite: { '5m': 10, '1h': 16 } },
        bands: [],
      },
    ]),
  );
  const problems: string[] = [];
  await openPage({ page, name: 'spend', hash: `#v=0&nonsense=1&carriedRates=${rates}` });
  await page.getByRole('button', { name: 'What moved' }).click();
  await expect(page.getByTestId('link-lost')).toBeVisible();
  await page.getByRole('textbox', { name: 'People' }).fill('many');
  await expect(page.locator('[data-stale="true"]').first()).toBeVisible();
  problems.push(
    ...(await problemsIn({
      page,
      include: ['#main > [role="status"]', '#main [role="status"]:has(ul)', 'section[aria-label="Main inputs"]'],
      state: 'notices and a refused entry',
    })),
  );
  await openPage({
    page,
    name: 'spend',
    hash: '#v=1&offerId=groq/openai/gpt-oss-120b&workload.roles.0.turnsPerAgent=900',
  });
  problems.push(...(await problemsIn({ page, include: 'main', state: 'no figures' })));
  await openPage({ page, name: 'spend', hash: '#v=0&offerId=cohere/command-a' });
  await expect(page.getByTestId('with')).toHaveText('no price');
  problems.push(...(await problemsIn({ page, include: 'section[aria-label^="Monthly spend"]', state: 'no price' })));
  await page.goto('./?page=compare');
  await page.getByRole('button', { name: 'Duplicate the current' }).click();
  await expect(page.getByRole('table').first()).toBeVisible();
  problems.push(...(await problemsIn({ page, include: 'main', state: 'two scenarios compared' })));
  expect(problems).toEqual([]);
});

test('who hears the page is not talked over while something is dragged', async ({ page }) => {
  test.slow();
  await openPage({ page, name: 'swarm' });
  const status = page
    .getByRole('region', { name: 'What share could be reused, and what share is?' })
    .getByRole('status');
  await expect(status).toContainText('simulated (dots)', { timeout: 20_000 });
  await page.evaluate(() => {
    const heard: string[] = [];
    const last = new Map<Element, string>();
    const listen = (): void => {
      for (const region of document.querySelectorAll(
        '[aria-live]:not([aria-live="off"]), [role="status"], [role="alert"]',
      )) {
        const text = region.textContent.trim();
        if (last.get(region) !== text && text !== '' && last.size > 0) heard.push(text);
        last.set(region, text);
      }
      document.documentElement.dataset['heard'] = String(heard.length);
    };
    listen();
    new MutationObserver(listen).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  const before = Number(await page.locator('html').getAttribute('data-heard'));
  const turns = page.getByRole('region', { name: 'Main inputs' }).getByRole('textbox', { name: 'Turns each' });
  for (let i = 5; i <= 20; i++) await turns.fill(String(i));
  // 20 + 50 × 20 = 1,020 requests a task.
  await expect(status).toContainText('200,940 requests of 197 tasks', { timeout: 20_000 });
  expect(Number(await page.locator('html').getAttribute('data-heard')) - before).toBeLessThanOrEqual(3);
});

test('by keyboard: past the rail in one step, every stop in view with its focus shown; forced colours keep bars and choices', async ({
  page,
}) => {
  await openPage({ page, name: 'spend' });
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the page' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#main')).toBeFocused();
  await page.getByRole('link', { name: 'Skip to the page' }).focus();
  const problems: string[] = [];
  let lastOrder = -1;
  for (let i = 0; i < 45; i++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const { activeElement: element } = document;
      if (!element) return { name: 'nothing', order: -1, isShown: false };
      // A hidden control shows its focus on what stands for it.
      const shown = [element, element.nextElementSibling, element.parentElement].filter((each) => each !== null);
      const isShown = shown.some((each) => {
        const { outlineStyle, boxShadow, borderColor } = getComputedStyle(each);
        return (
          outlineStyle !== 'none' ||
          boxShadow !== 'none' ||
          (each === element && each.matches('input') && borderColor !== '')
        );
      });
      const { top, bottom } = element.getBoundingClientRect();
      return {
        name: `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent.slice(0, 30)}`,
        order: [...document.querySelectorAll('*')].indexOf(element),
        isShown: isShown && bottom > 0 && top < window.innerHeight,
      };
    });
    if (!stop.isShown) problems.push(`not shown: ${stop.name}`);
    if (stop.order <= lastOrder) problems.push(`goes back to ${stop.name}`);
    lastOrder = stop.order;
  }
  expect(problems).toEqual([]);

  await page.emulateMedia({ forcedColors: 'active' });
  const colours = await page.evaluate(() => {
    const colourOf = (element: Element | null): string => (element ? getComputedStyle(element).backgroundColor : '');
    const [chosen, other] = [':checked', ':not(:checked)'].map((state) =>
      colourOf(document.querySelector(`main fieldset input${state} + span`)),
    );
    const bars = new Set([...document.querySelectorAll('main figure [style*="background"]')].map(colourOf));
    return { chosen, other, bars: bars.size };
  });
  expect(colours.chosen).not.toBe(colours.other);
  expect(colours.bars).toBeGreaterThanOrEqual(3);
});
