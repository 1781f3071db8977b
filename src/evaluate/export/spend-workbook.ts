import type { RungName } from '../../domain/spend/rung.ts';
import { SECONDS_PER_HOUR } from '../../domain/units.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { SpendEvaluation } from '../spend.ts';
import { billSheet } from './bill-sheet.ts';
import { inputsSheet } from './inputs-sheet.ts';
import { ladderSheet } from './ladder-sheet.ts';
import { rungSheet, type RungSheet } from './rung-sheet.ts';
import { sourceNotes } from './sources-sheet.ts';
import { summarySheet } from './summary-sheet.ts';
import type { ExportWords } from './words.ts';
import type { Workbook } from './workbook.ts';

const RUNGS: readonly RungName[] = ['no-cache', 'provider-default', 'best-policy', 'warehouse', 'ceiling'];
/** Above it roles are added together: a sheet stays one that opens at once, and packs without a worker of its own. */
const MOST_ROWS = 250;

/**
 * A scenario's bill and ladder as a workbook of live formulas: `Summary`, `Inputs`, `Bill`, `Ladder`, a sheet for each rung and
 * `Sources`.
 *
 * Every amount that follows from others is a formula that ends at cells of `Inputs`; token counts are numbers, because what
 * the swarm reuses is no formula of a spreadsheet. Example: cache reads at 0.5 USD per million tokens on `Inputs` set to 1
 * double the `Cache reads` of every rung that pays them, and the totals move with them.
 * Leaves out the policy's choice: what is cheapest was chosen at the prices that were exported.
 */
export function spendWorkbook({
  scenario,
  evaluation,
  link,
  words,
}: {
  scenario: Scenario;
  evaluation: SpendEvaluation;
  /** Opens the scenario. */
  link: string;
  words: ExportWords;
}): Workbook {
  const sources = sourceNotes();
  const inputs = inputsSheet({
    groups: evaluation.groups,
    retentionHours: scenario.warehouse.retentionSeconds / SECONDS_PER_HOUR,
    note: sources.note,
  });
  const rungs = RUNGS.map((name) => {
    const sheet = rungSheet({ name, evaluation, inputs, words, mergesRoles: false });
    return sheet.rows.length <= MOST_ROWS ? sheet : rungSheet({ name, evaluation, inputs, words, mergesRoles: true });
  });
  const without = rungNamed(rungs, 'best-policy');
  const kept = rungNamed(rungs, 'warehouse');
  const bill = billSheet({ evaluation, without, with: kept, words });
  const ladder = ladderSheet({ evaluation, rungs, words });
  return {
    sheets: [
      summarySheet({ scenario, evaluation, link, without, with: kept, ladder }),
      inputs.sheet,
      bill.sheet,
      ladder.sheet,
      ...rungs.map(({ sheet }) => sheet),
      sources.sheet(),
    ],
  };
}

function rungNamed(rungs: readonly RungSheet[], name: RungName): RungSheet {
  const found = rungs.find(({ rung }) => rung.rung === name);
  if (!found) throw new Error(`The workbook has no rung ${name}`);
  return found;
}
