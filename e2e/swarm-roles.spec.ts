import type { Locator, Page } from '@playwright/test';
import { expect, openPage, test } from './fixtures.ts';
import { expectEveryLook } from './looks.ts';

const role = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
const growth = (page: Page): Locator =>
  page.getByRole('region', { name: 'How does a prompt grow, and what of it was sent before?' });
const figures = (page: Page): Locator => page.getByRole('region', { name: 'Which role asks for what?' });

/** A row of the table of figures by role: one cell per role, and the whole. */
async function figuresOf(page: Page, label: string): Promise<readonly string[]> {
  return figures(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: label, exact: true }) })
    .getByRole('cell')
    .allInnerTexts();
}

async function compactOrchestrator({ page, above, kept }: { page: Page; above: string; kept: string }): Promise<void> {
  const card = role(page, 'Orchestrator');
  await card.getByRole('checkbox', { name: /^a long history is replaced/ }).check();
  await card.getByRole('textbox', { name: 'Compacted above' }).fill(above);
  await card.getByRole('textbox', { name: 'Own part kept' }).fill(kept);
}

test('a compacted history says how often, and shows as teeth and in the table', async ({ page }) => {
  await openPage({ page, name: 'swarm' });
  await growth(page).getByRole('radio', { name: 'Orchestrator' }).check();
  const line = growth(page).locator('.recharts-area-curve').last();
  const card = role(page, 'Orchestrator');
  await compactOrchestrator({ page, above: '500k', kept: '10k' });
  await expect(card.getByText(/^never in 20 turns; prompts reach/)).toBeVisible();
  const smooth = await line.getAttribute('d');

  await compactOrchestrator({ page, above: '60k', kept: '10k' });
  // 37,000 and 4,380 more a turn: the seventh would be longer than 60,000; from 45,000 it takes four turns more.
  await expect(card.getByText(/^4 times in 20 turns, first after turn 6; prompts reach/)).toBeVisible();
  await expect(
    growth(page)
      .getByText(/Compacted 4 times in 20 turns, first after turn 6/)
      .first(),
  ).toBeVisible();
  await expect(line).not.toHaveAttribute('d', smooth ?? '');
  await expect(growth(page).locator('.recharts-reference-line')).toHaveCount(4);
  expect((await figuresOf(page, 'Compactions per agent'))[0]).toBe('4');

  await growth(page)
    .getByRole('button', { name: /Show as a table/ })
    .click();
  const after = growth(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: '7, compacted' }) });
  // Tools, system prompt, task prefix, own history, new, whole prompt.
  await expect(after.getByRole('cell')).toHaveText(['12,200', '2,800', '20,000', '0', '10,000', '45,000']);
  await card.getByRole('checkbox', { name: /^a long history is replaced/ }).uncheck();
  await expect(growth(page).getByRole('rowheader', { name: /compacted/ })).toHaveCount(0);
});

test('what a compaction keeps must be less than what it is done above: said at the role and on the page', async ({
  page,
}) => {
  await openPage({ page, name: 'swarm' });
  await compactOrchestrator({ page, above: '60k', kept: '30k' });
  const message = /Compacting "Orchestrator" leaves 65,000 tokens/;
  await expect(role(page, 'Orchestrator').getByText(message)).toBeVisible();
  await expect(page.getByRole('status').getByText(message)).toBeVisible();
  await expect(page.locator('[data-stale="true"]').first()).toBeVisible();
  await role(page, 'Orchestrator').getByRole('textbox', { name: 'Own part kept' }).fill('10k');
  await expect(page.getByText(message)).toHaveCount(0);
});

test('a nested launch multiplies the agents, and removing the middle role hands them to its launcher', async ({
  page,
}) => {
  await openPage({ page, name: 'swarm' });
  expect(await figuresOf(page, 'Agents per task')).toEqual(['1', '50', '51']);
  await page.getByRole('button', { name: 'Add a role' }).press('Enter');
  const added = role(page, 'Sub-agents 2');
  await expect(added.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await added.getByRole('combobox', { name: 'Launched by' }).selectOption('Sub-agents');
  await added.getByRole('textbox', { name: 'Agents each' }).fill('3');
  await expect(added.getByText('50 × 3 = 150 agents per task')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Sub-agents 2 per sub-agents' })).toHaveValue('3');
  await expect.poll(() => figuresOf(page, 'Agents per task')).toEqual(['1', '50', '150', '201']);
  await expect(page.getByText('Launches deep').locator('xpath=following-sibling::*')).toHaveText('3');

  await page.getByRole('button', { name: 'Remove the role Sub-agents', exact: true }).press('Enter');
  await expect(added.getByRole('combobox', { name: 'Launched by' })).toHaveValue('0');
  await expect.poll(() => figuresOf(page, 'Agents per task')).toEqual(['1', '3', '4']);
  await expect(page.getByRole('button', { name: 'Add a role' })).toBeFocused();
});

test('another offer for the sub-agents changes the bill and what it says of prices', async ({ page }) => {
  await openPage({ page, name: 'spend' });
  // Every offer is there once the work is ranked among them.
  await expect(page.getByRole('heading', { name: 'What does the same work cost elsewhere?' })).toBeVisible();
  const before = await page.getByTestId('without').innerText();
  const bill = page.getByRole('region', { name: 'What is paid for?' });
  await expect(bill.getByText(/^Claude Opus 5\.5 from Anthropic, list prices of/)).toBeVisible();
  await page.getByRole('link', { name: 'Swarm' }).click();
  const offer = page.getByRole('combobox', { name: 'Offer of Sub-agents' });
  await expect(offer).toHaveValue('the scenario’s offer (Claude Opus 5.5)');
  await offer.focus();
  await page.keyboard.type('haiku 5.5');
  await page.keyboard.press('Enter');
  await expect(offer).toHaveValue('Claude Haiku 5.5 · Anthropic');
  expect(await figuresOf(page, 'Model')).toEqual(['Claude Opus 5.5', 'Claude Haiku 5.5', '2 models']);
  await page.getByRole('link', { name: 'Spend' }).click();
  await expect(
    bill.getByText(/^Claude Opus 5\.5 from Anthropic and Claude Haiku 5\.5 from Anthropic, list prices of/),
  ).toBeVisible();
  await expect(page.getByTestId('without')).not.toHaveText(before);
});

test('reasoning that re-enters the prompt lengthens it; without, it is output only', async ({ page }) => {
  await openPage({ page, name: 'swarm' });
  const card = role(page, 'Orchestrator');
  await card.getByRole('textbox', { name: 'Reasoning' }).fill('1000');
  await expect(card.getByText('prompt + 4,380 tokens')).toBeVisible();
  await card.getByRole('checkbox', { name: 'reasoning re-enters the next prompt' }).check();
  await expect(card.getByText('prompt + 5,380 tokens')).toBeVisible();
});

test('gaps say what is waited for, and the summary tells both apart', async ({ page }) => {
  await openPage({ page, name: 'swarm' });
  const card = role(page, 'Sub-agents');
  const waits = card.getByRole('combobox', { name: /^What part \d of the gaps of Sub-agents waits for$/ });
  for (const select of await waits.all()) await select.selectOption('tool');
  await expect(card.getByText('all after a tool')).toBeVisible();
  await waits.last().selectOption('person');
  await expect(card.getByText(/^after a tool [\d.]+ %: median .+, 95 % below/)).toBeVisible();
  await expect(card.getByText(/^after a person [\d.]+ %: median .+, 95 % below/)).toBeVisible();
  await waits.last().selectOption('either');
  await expect(card.getByText(/^not told apart [\d.]+ %: median/)).toBeVisible();
});

test('with many roles the cards are folded but for the largest, and unfold by keyboard', async ({ page }) => {
  await openPage({ page, name: 'swarm' });
  await page.getByRole('button', { name: 'Presets' }).click();
  await page.getByRole('button', { name: /^Nested swarm/ }).click();
  const planner = role(page, 'Planner');
  await expect(planner.getByText(/^1 agent per task · \d+ turns each · prompts reach/)).toBeVisible();
  await expect(planner.getByRole('textbox')).toHaveCount(0);
  await expect(role(page, 'Sub-agents').getByRole('textbox', { name: 'Name' })).toBeVisible();
  await planner.getByRole('button', { name: 'Unfold the inputs of Planner' }).press('Enter');
  await expect(planner.getByRole('textbox', { name: 'Name' })).toHaveValue('Planner');
  await planner.getByRole('button', { name: 'Fold the inputs of Planner' }).press('Enter');
  await expect(planner.getByRole('textbox')).toHaveCount(0);
});

test('axe finds nothing in a nested swarm in any look, and nothing scrolls sideways', async ({ page }) => {
  await openPage({ page, name: 'swarm' });
  await page.getByRole('button', { name: 'Presets' }).click();
  await page.getByRole('button', { name: /^Nested swarm/ }).click();
  await page.getByRole('button', { name: 'Unfold the inputs of Planner' }).click();
  await growth(page)
    .getByRole('button', { name: /Show as a table/ })
    .click();
  await expectEveryLook({ page, include: 'main' });
});
