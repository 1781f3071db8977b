import Papa from 'papaparse';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatReport, valuesOf } from './report-format.ts';
import { crossedInWords, crossedThresholds, parseThreshold } from './thresholds.ts';

const REPORT = {
  asOf: '2026-11-20',
  spend: { without: { usdPerMonth: 5_000.5, policy: '5m' }, with: { usdPerMonth: null } },
  ladder: [
    { rung: 'no-cache', usdPerMonth: 9, lines: [{ class: 'input', usd: 9 }] },
    { rung: 'ceiling', usdPerMonth: null, lines: [] },
  ],
  rates: [{ id: 'acme/model-1.5', input: 3 }],
};

describe('csv', () => {
  it('has a path and a value a line, and a blank for what is not known', () => {
    expect(formatReport({ report: REPORT, format: 'csv' }).split('\n')).toEqual([
      'path,value',
      'asOf,2026-11-20',
      'spend.without.usdPerMonth,5000.5',
      'spend.without.policy,5m',
      'spend.with.usdPerMonth,',
      'ladder.0.rung,no-cache',
      'ladder.0.usdPerMonth,9',
      'ladder.0.lines.0.class,input',
      'ladder.0.lines.0.usd,9',
      'ladder.1.rung,ceiling',
      'ladder.1.usdPerMonth,',
      'rates.0.id,acme/model-1.5',
      'rates.0.input,3',
    ]);
  });

  it('gives every value back, whatever its text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ name: fc.string(), usd: fc.double({ noNaN: true }) }), { minLength: 1 }),
        (rows) => {
          const parsed = Papa.parse<string[]>(formatReport({ report: { rows }, format: 'csv' }), {
            delimiter: ',',
          });
          expect(parsed.errors).toEqual([]);
          expect(parsed.data).toHaveLength(1 + 2 * rows.length);
        },
      ),
    );
  });

  it('leaves a loss a number', () => {
    expect(formatReport({ report: { savingUsd: -5.25 }, format: 'csv' })).toContain('savingUsd,-5.25');
  });

  it('keeps a spreadsheet from running a name', () => {
    expect(formatReport({ report: { name: '=HYPERLINK("x")' }, format: 'csv' })).toContain(`"'=HYPERLINK(""x"")"`);
  });
});

describe('md', () => {
  it('makes tables of lists and keeps figures to the right', () => {
    const text = formatReport({ report: REPORT, format: 'md' });
    expect(text).toContain('### ladder\n\n| rung | usdPerMonth |\n| --- | ---: |\n| no-cache | 9 |\n| ceiling |  |');
    expect(text).toContain('### ladder.0.lines\n\n| class | usd |\n| --- | ---: |\n| input | 9 |');
    expect(text).toContain('### spend.with\n\n| figure | value |\n| --- | ---: |\n| usdPerMonth |  |');
  });

  it('makes a table of objects that are alike, by their names, and puts a few values in one cell', () => {
    const figures = {
      with: { unit: '$', values: [40, null], why: [null, null] },
      saving: { unit: '$', values: [1, 2], why: [null, 'unknown | price'] },
    };
    expect(formatReport({ report: { figures }, format: 'md' }).split('\n')).toEqual([
      '### figures',
      '',
      '| name | unit | values | why |',
      '| --- | --- | --- | --- |',
      '| with | $ | 40, – |  |',
      String.raw`| saving | $ | 1, 2 | –, unknown \| price |`,
    ]);
  });

  it('gives long lists a table of their own', () => {
    const notes = ['a', 'b', 'c', 'd', 'e'];
    expect(formatReport({ report: { notes }, format: 'md' })).toContain('### notes\n\n| value |\n| --- |\n| a |');
  });

  it('lets no name end a cell', () => {
    const text = formatReport({ report: { name: 'a | b\n<script>' }, format: 'md' });
    expect(text.split('\n').at(-1)).toBe(String.raw`| name | a \| b \<script\> |`);
  });
});

describe('thresholds', () => {
  const crossed = (text: string) => crossedThresholds({ report: REPORT, thresholds: [parseThreshold(text)] });

  it.each([
    ['spend.without.usdPerMonth > 5000', true],
    ['spend.without.usdPerMonth > 5_000.5', false],
    ['spend.without.usdPerMonth>=5000.5', true],
    ['spend.without.usdPerMonth < 5e3', false],
    ['spend.without.usdPerMonth <= 5000.5', true],
    ['ladder.0.usdPerMonth == 9', true],
    ['ladder.0.usdPerMonth != 9', false],
    ['ladder.no-cache.usdPerMonth >= 9', true],
    ['ladder.no-cache.lines.input.usd < 9', false],
    ['rates.acme/model-1.5.input > 2', true],
  ])('%s', (text, isCrossed) => {
    expect(crossed(text)).toHaveLength(isCrossed ? 1 : 0);
  });

  it.each(['', 'spend', 'spend.without.usdPerMonth', 'a > b', '> 5', 'a.b > ', 'a => 5'])(
    'does not take "%s"',
    (text) => {
      expect(() => parseThreshold(text)).toThrow(/is not understood/);
    },
  );

  it('takes no name that two items share, and no name for another item’s number', () => {
    const watch = (report: object, text: string) => crossedThresholds({ report, thresholds: [parseThreshold(text)] });
    const twins = {
      roles: [
        { name: 'a', usd: 1 },
        { name: 'a', usd: 2 },
      ],
    };
    expect(() => watch(twins, 'roles.a.usd > 0')).toThrow(/has no roles\.a\.usd/);
    const numbers = {
      roles: [
        { name: '1', usd: 5 },
        { name: '0', usd: 7 },
      ],
    };
    expect(watch(numbers, 'roles.1.usd == 7')).toHaveLength(1);
  });

  it('says which figure crossed what', () => {
    const [first] = crossed('spend.without.usdPerMonth > 5_000');
    expect(first && crossedInWords(first)).toBe(
      '--fail-if "spend.without.usdPerMonth > 5_000": spend.without.usdPerMonth is 5000.5, which is above 5000.',
    );
  });

  it('is no silent watch: unknown paths and unknown figures are errors', () => {
    expect(() => crossed('spend.with.usdPerMonth > 5')).toThrow(/not known here/);
    expect(() => crossed('spend.without.policy > 5')).toThrow(/no number/);
    expect(() => crossed('spend.withot.usdPerMonth > 5')).toThrow(
      /has no spend.withot.usdPerMonth. It has spend.without/,
    );
  });
});

it('lists values in their order', () => {
  expect(valuesOf({ b: 1, a: { c: true } })).toEqual([
    { path: 'b', value: 1 },
    { path: 'a.c', value: true },
  ]);
});
