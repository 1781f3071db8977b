import { describe, expect, test } from 'vitest';
import { addressBeside, recalculate, withCells, type GridCell, type Grids } from '../../../e2e/recalculate.ts';
import { knownRate, type Offer } from '../../domain/offer/rate-card.ts';
import { BASE_SCENARIO } from '../../scenario/base.ts';
import type { OwnOffer, Scenario } from '../../scenario/schema.ts';
import { evaluateSpend, rungNamed, type SpendEvaluation } from '../spend.ts';
import { WHOLE_BOOK } from '../whole-book.ts';
import { spendWorkbook } from './spend-workbook.ts';
import { RUNG_SHEETS, type ExportWords } from './words.ts';
import type { Workbook } from './workbook.ts';

const WORDS: ExportWords = { rung: (rung) => rung, spendClass: (spendClass) => spendClass };
const LINK = 'https://example.org/#v=1';
const RUNGS = ['no-cache', 'provider-default', 'best-policy', 'warehouse', 'ceiling'] as const;
const HALF_A_CENT = 0.005;

function expectClose({ what, actual, wanted }: { what: string; actual: number; wanted: number }): void {
  if (!(Math.abs(actual - wanted) < HALF_A_CENT)) expect.fail(`${what} comes to ${actual} and not to ${wanted}`);
}

function evaluated(scenario: Scenario): SpendEvaluation {
  const evaluation = evaluateSpend(scenario, WHOLE_BOOK);
  if (evaluation.status !== 'ok') throw new Error(evaluation.problems[0]?.message);
  return evaluation;
}

function exported(scenario: Scenario): Workbook {
  return spendWorkbook({ scenario, evaluation: evaluated(scenario), link: LINK, words: WORDS });
}

function gridsOf({ sheets }: Workbook): Grids {
  return Object.fromEntries(
    sheets.map(({ name, rows }) => [
      name,
      rows.map((row) =>
        row.map((cell): GridCell => {
          if (cell === null || (cell.kind === 'text' && cell.text === '')) return null;
          if (cell.kind === 'formula') return { formula: cell.formula };
          return { value: cell.kind === 'text' ? cell.text : cell.value };
        }),
      ),
    ]),
  );
}

/** Every figure of a recalculated workbook beside the app's. */
function expectSame({ grids, evaluation }: { grids: Grids; evaluation: SpendEvaluation }): void {
  const sheets = recalculate(grids);
  const totalColumn =
    grids['Ladder']?.[1]?.findIndex((cell) => cell && 'value' in cell && cell.value === 'Total') ?? -1;
  for (const name of RUNGS) {
    const rung = rungNamed({ ladder: evaluation.ladder, rung: name });
    const address = addressBeside({
      grids,
      sheet: 'Ladder',
      label: name,
      column: String.fromCharCode(65 + totalColumn),
    });
    if (rung.status !== 'priced') {
      expect(() => sheets.number(address)).toThrow();
      continue;
    }
    expectClose({ what: name, actual: sheets.number(address), wanted: rung.usdPerMonth });
    const own = sheets.number(addressBeside({ grids, sheet: RUNG_SHEETS[name], label: 'Total', column: 'H' }));
    expectClose({ what: `${name} alone`, actual: own, wanted: rung.usdPerMonth });
  }
  const billed = sheets.number(addressBeside({ grids, sheet: 'Bill', label: 'Total', column: 'F' }));
  expectClose({ what: 'bill without', actual: billed, wanted: evaluation.without.usdPerMonth });
  const { saving, with: kept } = evaluation;
  if (kept.status === 'priced') {
    const keptUsd = sheets.number(addressBeside({ grids, sheet: 'Bill', label: 'Total', column: 'I' }));
    expectClose({ what: 'bill with', actual: keptUsd, wanted: kept.usdPerMonth });
  }
  if (!saving) return;
  const summary = (label: string): number =>
    sheets.number(addressBeside({ grids, sheet: 'Summary', label, column: 'B' }));
  expectClose({ what: 'saving', actual: summary('Saving, USD a month'), wanted: saving.totalUsd });
  const labels: Readonly<Record<string, string>> = {
    retention: 'of it: longer retention: fewer tokens prefilled again',
    premium: 'of it: no write premium',
    readPrice: 'of it: another read price',
    storage: 'of it: storage rent',
    pings: 'of it: pings no longer sent',
  };
  for (const { part, usd } of saving.parts)
    expectClose({ what: part, actual: summary(labels[part] ?? ''), wanted: usd });
}

/** Every formula says what it comes to; a program that does not compute shows that. */
function expectKeptValues(workbook: Workbook): void {
  const sheets = recalculate(gridsOf(workbook));
  for (const { name, rows } of workbook.sheets)
    rows.forEach((row, r) =>
      row.forEach((cell, c) => {
        if (cell?.kind !== 'formula') return;
        const worked = sheets.cell({ sheet: name, row: r + 1, col: c + 1 });
        const size = Math.max(1, Math.abs(cell.value));
        expectClose({
          what: `${name} row ${r + 1} column ${c + 1}`,
          actual: (Number(worked) / size) * 1e6,
          wanted: (cell.value / size) * 1e6,
        });
      }),
    );
}

function routed(...offerIds: readonly (string | null)[]): Scenario {
  const { workload } = BASE_SCENARIO;
  return {
    ...BASE_SCENARIO,
    workload: { ...workload, roles: workload.roles.map((role, i) => ({ ...role, offerId: offerIds[i] ?? null })) },
  };
}

/** Cells of `Inputs` that hold a class of an offer, for prompts of every length. */
function rateCells({ grids, offer, name }: { grids: Grids; offer: Offer; name: string }): readonly string[] {
  return (grids['Inputs'] ?? []).flatMap((row, i) => {
    const [first, , , spendClass] = row;
    const isOffer = first && 'value' in first && first.value === `${offer.modelName} · ${offer.sellerName}`;
    return isOffer && spendClass && 'value' in spendClass && spendClass.value === name ? [`Inputs!E${i + 1}`] : [];
  });
}

describe('the workbook', () => {
  test('comes to the app’s figures at an offer of every seller: rungs, bill and the saving’s parts', () => {
    let workbooks = 0;
    const ofSellers = new Map(WHOLE_BOOK.offers.map((offer) => [offer.seller, offer]));
    for (const offer of ofSellers.values()) {
      const scenario = { ...BASE_SCENARIO, offerId: offer.id };
      const evaluation = evaluateSpend(scenario, WHOLE_BOOK);
      if (evaluation.status !== 'ok') continue;
      const workbook = spendWorkbook({ scenario, evaluation, link: LINK, words: WORDS });
      expectSame({ grids: gridsOf(workbook), evaluation });
      workbooks++;
    }
    expect(workbooks).toBeGreaterThan(10);
  });

  test('with own warehouse prices and rent, at several offers, for prompts that cross a price band', () => {
    const { workload } = BASE_SCENARIO;
    const long = {
      ...workload,
      roles: workload.roles.map((role) => ({ ...role, taskPrefixTokens: 260_000, compaction: null })),
    };
    const scenarios: readonly Scenario[] = [
      {
        ...BASE_SCENARIO,
        warehouse: { retentionSeconds: 3_600, writeUsdPerMTok: 3, readUsdPerMTok: 0.2, storageUsdPerMTokHour: 0.01 },
      },
      routed(null, 'google/gemini-3.8-flash'),
      { ...routed('openai/gpt-6'), workload: long },
      { ...BASE_SCENARIO, offerId: 'google/gemini-3.8-flash', workload: long },
    ].filter((scenario) => evaluateSpend(scenario, WHOLE_BOOK).status === 'ok');
    expect(scenarios.length).toBeGreaterThanOrEqual(3);
    for (const scenario of scenarios) {
      const workbook = exported(scenario);
      expectSame({ grids: gridsOf(workbook), evaluation: evaluated(scenario) });
      expectKeptValues(workbook);
    }
  });

  test('moves with a changed price to what the app says of the same price', () => {
    const grids = gridsOf(exported(BASE_SCENARIO));
    const offer = WHOLE_BOOK.offerById(BASE_SCENARIO.offerId);
    if (!offer) throw new Error('The base has no offer');
    const readUsd = knownRate(evaluated(BASE_SCENARIO).resolved.period.base.cacheRead) ?? NaN;
    const changes = [
      ['output', 'output', 27],
      ['cacheRead', 'cache read', readUsd * 0.99],
    ] as const;
    for (const [rate, name, usdPerMTok] of changes) {
      const cells = rateCells({ grids, offer, name });
      expect(cells.length).toBeGreaterThan(0);
      const own: OwnOffer = {
        id: 'own/1',
        name: offer.modelName,
        basedOn: offer.id,
        discountRatio: 0,
        rates: { input: null, output: null, cacheRead: null, cacheWrite: null, [rate]: usdPerMTok },
      };
      const evaluation = evaluated({ ...BASE_SCENARIO, ownOffers: [own], offerId: own.id });
      // The sheet keeps the policy: the app must still choose the same for the two to be comparable.
      expect(evaluation.without.policy).toBe(evaluated(BASE_SCENARIO).without.policy);
      expectSame({
        grids: withCells({ grids, changes: new Map(cells.map((cell) => [cell, usdPerMTok])) }),
        evaluation,
      });
    }
  });

  test('takes a warehouse price that was blank', () => {
    const grids = gridsOf(exported(BASE_SCENARIO));
    const warehouse = { ...BASE_SCENARIO.warehouse, writeUsdPerMTok: 2, readUsdPerMTok: 0.1 };
    const changes = new Map([
      [addressBeside({ grids, sheet: 'Inputs', label: 'Write price, USD per M tokens', column: 'E' }), 2],
      [addressBeside({ grids, sheet: 'Inputs', label: 'Read price, USD per M tokens', column: 'E' }), 0.1],
    ]);
    expectSame({ grids: withCells({ grids, changes }), evaluation: evaluated({ ...BASE_SCENARIO, warehouse }) });
  });

  test('leaves what has no price blank and says why', () => {
    const unsold = WHOLE_BOOK.offers.find((offer) => {
      const evaluation = evaluateSpend({ ...BASE_SCENARIO, offerId: offer.id }, WHOLE_BOOK);
      return evaluation.status === 'ok' && evaluation.with.status !== 'priced';
    });
    if (!unsold) throw new Error('Every offer has a warehouse price');
    const workbook = exported({ ...BASE_SCENARIO, offerId: unsold.id });
    const row = workbook.sheets
      .find(({ name }) => name === 'Ladder')
      ?.rows.find(([first]) => first?.kind === 'text' && first.text === 'warehouse');
    const texts = (row ?? []).flatMap((cell) => (cell?.kind === 'text' ? [cell.text] : []));
    expect(texts.at(-1)).toMatch(/^no price: ./);
    expect((row ?? []).some((cell) => cell?.kind === 'number' && cell.value === 0)).toBe(false);
  });

  test('runs no name as a formula', () => {
    const [first, ...others] = BASE_SCENARIO.workload.roles;
    if (!first) throw new Error('The base has no role');
    const workbook = exported({
      ...BASE_SCENARIO,
      name: '=HYPERLINK("https://example.org","x")',
      workload: { ...BASE_SCENARIO.workload, roles: [{ ...first, name: '@SUM(A1)' }, ...others] },
    });
    const cells = workbook.sheets.flatMap(({ rows }) => rows.flat());
    const texts = cells.flatMap((cell) => (cell?.kind === 'text' ? [cell.text] : []));
    expect(texts.filter((content) => /^[=+\-@]/.test(content))).toEqual([]);
    expect(texts).toContain('\'=HYPERLINK("https://example.org","x")');
    expect(texts).toContain("'@SUM(A1)");
    const formulas = cells.flatMap((cell) => (cell?.kind === 'formula' ? [cell.formula] : []));
    expect(formulas.every((formula) => /^[A-Za-z0-9!'$:(),+\-*/> .]+$/.test(formula))).toBe(true);
  });

  test('adds roles together where there are very many rows', () => {
    const [first] = BASE_SCENARIO.workload.roles;
    if (!first) throw new Error('The base has no role');
    const roles = Array.from({ length: 8 }, (_, i) => ({ ...first, name: `Role ${i}`, offerId: null }));
    const scenario: Scenario = { ...BASE_SCENARIO, workload: { ...BASE_SCENARIO.workload, roles } };
    const workbook = exported(scenario);
    for (const { rows } of workbook.sheets) expect(rows.length).toBeLessThan(300);
    expectSame({ grids: gridsOf(workbook), evaluation: evaluated(scenario) });
  });
});
