import type { SpendEvaluation } from '../spend.ts';
import { familiesOf, type RungSheet } from './rung-sheet.ts';
import { savingColumns, type SavingCells } from './saving-rows.ts';
import { FAMILY_WORDS, type ExportWords } from './words.ts';
import { draftSheet, formula, number, text, type Cell, type Sheet } from './workbook.ts';

export interface LadderSheet {
  readonly sheet: Sheet;
  /** Where the saving and its parts stand; `null` where one of the two sides has no price. */
  readonly saving: SavingCells | null;
}

const COLUMN_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** All five rungs by class, and what the saving of the warehouse over the best policy is made of. */
export function ladderSheet({
  evaluation,
  rungs,
  words,
}: {
  evaluation: SpendEvaluation;
  rungs: readonly RungSheet[];
  words: ExportWords;
}): LadderSheet {
  const draft = draftSheet('Ladder');
  const families = familiesOf(rungs);
  draft.add([text('One workload at five levels of caching, USD a month', 'title')]);
  draft.add(
    ['Rung', ...families.map((family) => FAMILY_WORDS[family]), 'Total', 'Hit rate', 'Policy'].map((head) =>
      text(head, 'head'),
    ),
  );
  for (const sheet of rungs) {
    const { rung } = sheet;
    if (rung.status !== 'priced') {
      draft.add([
        text(words.rung(rung.rung)),
        ...families.map(() => null),
        null,
        rung.hitRatio === null ? null : number({ value: rung.hitRatio, format: 'ratio' }),
        text(`no price: ${rung.reason}`, 'quiet'),
      ]);
      continue;
    }
    const row = draft.add([]);
    draft.replace(row, [
      text(words.rung(rung.rung)),
      ...families.map((family): Cell => {
        const rows = sheet.rowsOf({ family });
        const value = rows.reduce((sum, { usd }) => sum + usd, 0);
        return rows.length === 0
          ? number({ value: 0, format: 'usd' })
          : formula({ of: `SUM(${sheet.range({ column: 'usd', rows })})`, value, format: 'usd' });
      }),
      formula({
        of: `SUM(B${row}:${COLUMN_LETTERS[families.length] ?? 'B'}${row})`,
        value: rung.usdPerMonth,
        format: 'usd',
        look: 'total',
      }),
      number({ value: rung.hitRatio, format: 'ratio' }),
      text(rung.policy, 'quiet'),
    ]);
  }
  draft.add([]);
  const saving = addSaving({ draft, evaluation, rungs });
  return {
    sheet: draft.finish({ widths: [44, ...families.map(() => 18), 18, 18, 60], frozenRows: 2 }),
    saving,
  };
}

function addSaving({
  draft,
  evaluation,
  rungs,
}: {
  draft: ReturnType<typeof draftSheet>;
  evaluation: SpendEvaluation;
  rungs: readonly RungSheet[];
}): SavingCells | null {
  draft.add([text('What the saving is made of, USD a month', 'title')]);
  const without = rungs.find(({ rung }) => rung.rung === 'best-policy');
  const kept = rungs.find(({ rung }) => rung.rung === 'warehouse');
  if (!evaluation.saving || !without || !kept) {
    draft.add([text('The warehouse or the best policy has no price, so there is nothing to compare.', 'quiet')]);
    return null;
  }
  return savingColumns({ draft, evaluation, without, kept });
}
