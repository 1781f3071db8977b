import { tasksPerMonth } from '../../domain/swarm/swarm.ts';
import { SECONDS_PER_HOUR } from '../../domain/units.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { notCountedFor } from '../explain-rung.ts';
import type { SpendEvaluation } from '../spend.ts';
import type { LadderSheet } from './ladder-sheet.ts';
import type { RungSheet } from './rung-sheet.ts';
import { PART_WORDS } from './words.ts';
import {
  draftSheet,
  formula,
  number,
  text,
  type Cell,
  type CellFormat,
  type Sheet,
  type SheetDraft,
} from './workbook.ts';

const WIDTHS = [44, 22, 90];
const HEAD_ROWS = 2;

/** What was asked, what came of it, and what the workbook does and does not follow. */
export function summarySheet({
  scenario,
  evaluation,
  link,
  without,
  with: kept,
  ladder,
}: {
  scenario: Scenario;
  evaluation: SpendEvaluation;
  link: string;
  without: RungSheet;
  with: RungSheet;
  ladder: LadderSheet;
}): Sheet {
  const draft = draftSheet('Summary');
  draft.add([text(scenario.name, 'title')]);
  draft.add([text('Figure', 'head'), text('Value', 'head'), text('What it is', 'head')]);
  const { saving } = evaluation;
  const withoutRow = addRung({ draft, label: 'Without warehousing, USD a month', sheet: without });
  const withRow = addRung({ draft, label: 'With a warehouse, USD a month', sheet: kept });
  if (saving && ladder.saving) {
    const row = addLine({
      draft,
      label: 'Saving, USD a month',
      cell: formula({ of: `B${withoutRow}-B${withRow}`, value: saving.totalUsd, format: 'usd', look: 'total' }),
      about: 'Without less with; negative: the warehouse costs more.',
    });
    addLine({
      draft,
      label: 'Saving, share of the spend without',
      cell: formula({ of: `IF(B${withoutRow}>0,B${row}/B${withoutRow},0)`, value: saving.ratio ?? 0, format: 'ratio' }),
    });
    for (const { part, ref, usd } of ladder.saving.partRefs)
      addLine({ draft, label: `of it: ${PART_WORDS[part]}`, cell: formula({ of: ref, value: usd, format: 'usd' }) });
  } else {
    addLine({
      draft,
      label: 'Saving',
      cell: null,
      about: 'The warehouse has no price, so there is nothing to compare.',
    });
  }
  draft.add([]);
  draft.add([text('Assumptions', 'title')]);
  addAssumptions({ draft, scenario, evaluation });
  draft.add([]);
  draft.add([text('About this workbook', 'title')]);
  for (const [label, about] of aboutLines({ scenario, link })) draft.add([text(label), null, text(about)]);
  draft.add([]);
  draft.add([text('Not counted', 'title')]);
  for (const item of notCountedFor(evaluation)) draft.add([null, null, text(item)]);
  return draft.finish({ widths: WIDTHS, frozenRows: HEAD_ROWS });
}

function addLine({
  draft,
  label,
  cell,
  about = '',
}: {
  draft: SheetDraft;
  label: string;
  cell: Cell | null;
  about?: string;
}): number {
  return draft.add([text(label), cell, about === '' ? null : text(about, 'quiet')]);
}

function addRung({ draft, label, sheet }: { draft: SheetDraft; label: string; sheet: RungSheet }): number {
  const { rung, totalRef } = sheet;
  return rung.status === 'priced' && totalRef !== null
    ? addLine({
        draft,
        label,
        cell: formula({ of: totalRef, value: rung.usdPerMonth, format: 'usd', look: 'total' }),
        about: `Policy: ${rung.policy}.`,
      })
    : addLine({ draft, label, cell: null, about: rung.status === 'priced' ? '' : `No price: ${rung.reason}` });
}

function addAssumptions({
  draft,
  scenario,
  evaluation,
}: {
  draft: SheetDraft;
  scenario: Scenario;
  evaluation: SpendEvaluation;
}): void {
  const { workload, warehouse } = scenario;
  const given = (label: string, value: number, format: CellFormat, about?: string): number =>
    addLine({ draft, label, cell: number({ value, format }), ...(about !== undefined && { about }) });
  given('People', workload.people, 'number');
  given('Tasks per person and day', workload.tasksPerPersonPerDay, 'number');
  given('Working days a month', workload.daysPerMonth, 'number');
  given('Tasks a month', tasksPerMonth(evaluation.context.swarm), 'number');
  given('Retention, hours', warehouse.retentionSeconds / SECONDS_PER_HOUR, 'number');
  for (const { context, resolved, geometry } of evaluation.groups) {
    const name = `${resolved.offer.modelName} · ${resolved.offer.sellerName}`;
    for (const role of context.swarm.roles)
      given(
        `Agents per task: ${role.name}`,
        role.agentsPerTask,
        'number',
        `${role.turnsPerAgent} turns each, at ${name}; cache sized by ${geometry.name}.`,
      );
  }
}

function aboutLines({ scenario, link }: { scenario: Scenario; link: string }): readonly (readonly [string, string])[] {
  return [
    ['Open the scenario', link],
    ['Prices of', scenario.asOf],
    ['Catalogue of', scenario.catalogRevision],
    [
      'What follows a change',
      'Change a blue cell on the sheet Inputs: the rungs, the bill, the ladder and this sheet follow.',
    ],
    [
      'What does not',
      'Token counts and the choice of the cheapest policy are the app’s and stay. At other prices another policy, or another number of keep-warm pings, may be the cheapest: open the link to choose again.',
    ],
  ];
}
