import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const NARROW = 390;
const WIDE = 1280;
const HEIGHT = 900;
const LONG_MS = 120_000;

interface Asked {
  readonly page: Page;
  /** Part of the page to look at; all of it where it is left out. */
  readonly include?: string;
  /** Rows of one kind, of which a dozen say as much as a hundred, and take axe a tenth of the time. */
  readonly exclude?: string;
}

/** Axe for a page without frames, of which nobody reads what passed: without both it answers in half the time. */
export function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
}

/** Axe finds nothing. */
export async function expectNoViolations(asked: Asked): Promise<void> {
  expect(await violationsOf(builderOf(asked))).toEqual([]);
}

/**
 * The page as it stands, in every look: light and dark, on a phone and on a desktop. Axe finds nothing and nothing scrolls sideways.
 *
 * Every rule runs in light at both widths; dark changes colours and nothing else, so contrasts run there, once, and on the phone the
 * contrasts of light are not asked a second time.
 */
export async function expectEveryLook(asked: Asked): Promise<void> {
  // Three rounds of axe on a large page take longer than a test may on a busy machine.
  test.setTimeout(LONG_MS);
  const { page } = asked;
  const problems: string[] = [];
  const look = async ({
    colorScheme,
    width,
    rules,
  }: {
    colorScheme: 'light' | 'dark';
    width: number;
    rules: (builder: AxeBuilder) => AxeBuilder;
  }): Promise<void> => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: HEIGHT });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    const found = await violationsOf(rules(builderOf(asked)));
    problems.push(...found.map((problem) => `${colorScheme}, ${width} px: ${problem}`));
    const wide = await widthIn({ page, width });
    if (wide > width) problems.push(`${colorScheme}, ${width} px: scrolls sideways, ${wide} px`);
  };
  await look({ colorScheme: 'light', width: WIDE, rules: (builder) => builder });
  await look({ colorScheme: 'dark', width: WIDE, rules: (builder) => builder.withRules(['color-contrast']) });
  await look({ colorScheme: 'light', width: NARROW, rules: (builder) => builder.disableRules(['color-contrast']) });
  expect(problems).toEqual([]);
}

/** How wide the page is in a window of this width, once charts have taken the width that they have there. */
export async function widthIn({ page, width }: { page: Page; width: number }): Promise<number> {
  const widthNow = () => page.evaluate(() => document.documentElement.scrollWidth);
  await expect
    .poll(widthNow, { timeout: 5_000 })
    .toBeLessThanOrEqual(width)
    .catch(() => undefined);
  return widthNow();
}

function builderOf({ page, include, exclude }: Asked): AxeBuilder {
  const builder = axe(page);
  if (include !== undefined) builder.include(include);
  if (exclude !== undefined) builder.exclude(exclude);
  return builder;
}

async function violationsOf(builder: AxeBuilder): Promise<readonly string[]> {
  const { violations } = await builder.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}
