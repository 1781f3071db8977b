import { describe, expect, test } from 'vitest';
import { withMarks } from '../../format/exact.ts';
import {
  formatMillions,
  formatNumber,
  formatPercent,
  formatRate,
  formatSeconds,
  formatUsd,
} from '../../format/number.ts';
import { csvTable, type ShownCell } from './table-csv.ts';

const cell = (text: string, more: Partial<ShownCell> = {}): ShownCell => ({
  text,
  colSpan: 1,
  rowSpan: 1,
  isRowHead: false,
  ...more,
});
const name = (text: string): ShownCell => cell(text, { isRowHead: true });

describe('a table of the page as CSV', () => {
  test('has rows and columns of the screen, all digits, and units in the headers', () => {
    const table = withMarks(() =>
      csvTable({
        caption: '',
        head: [[cell('Kept for'), cell('hit rate'), cell('without, $ a month')]],
        body: [
          [name(formatSeconds(300)), cell(formatPercent(0.93456)), cell(formatUsd(1_234.56))],
          [name(formatSeconds(86_400)), cell(`roughly ${formatPercent(0.5)}`), cell('no price')],
          [name(formatSeconds(3_600)), cell(formatPercent(0.25)), cell('–')],
        ],
      }),
    );
    expect(table.fields).toEqual(['Kept for (s)', 'hit rate (ratio)', 'without, $ a month (USD)', 'Remarks']);
    expect(table.data).toEqual([
      [300, 0.93456, 1_234.56, null],
      [86_400, 0.5, null, 'hit rate: roughly | without, $ a month: no price'],
      [3_600, 0.25, null, null],
    ]);
  });

  test('makes a column of several figures several columns', () => {
    const table = withMarks(() =>
      csvTable({
        caption: '',
        head: [[cell('Class'), cell('without')]],
        body: [
          [name('Output'), cell(`${formatUsd(50)} ${formatMillions(2_000_000)} M × $ ${formatRate(25)}`)],
          [name('Total'), cell(formatUsd(50.5))],
        ],
      }),
    );
    expect(table.fields).toEqual(['Class', 'without (USD)', 'without (millions)', 'without (USD) 2']);
    expect(table.data).toEqual([
      ['Output', 50, 2, 25],
      ['Total', 50.5, null, null],
    ]);
  });

  test('keeps sentences with figures in them as they read', () => {
    const table = withMarks(() =>
      csvTable({
        caption: '',
        head: [[cell('Offer'), cell('without, $')]],
        body: [[name(`1. Claude ${formatPercent(0.9)} from cache`), cell(formatUsd(7))]],
      }),
    );
    expect(table.data).toEqual([['1. Claude 90.0 % from cache', 7]]);
  });

  test('a minus that stands before a figure is part of it', () => {
    const table = withMarks(() =>
      csvTable({
        caption: '',
        head: [[cell('x')]],
        body: [[cell(`−${formatUsd(3.21)}`)], [cell(formatUsd(-4.5))], [cell('−7')]],
      }),
    );
    expect(table.data.map(([value]) => value)).toEqual([-3.21, -4.5, -7]);
  });

  test('puts groups before the names of their columns, and leaves out details and pictures', () => {
    const table = csvTable({
      caption: 'Both',
      head: [
        [cell('Model', { rowSpan: 2 }), cell('Time', { colSpan: 2 }), cell('', { rowSpan: 2 })],
        [cell('said'), cell('here')],
      ],
      body: [[name('A'), cell('1'), cell('2'), cell('')], [cell('What is known of A', { colSpan: 4 })]],
    });
    expect(table.fields).toEqual(['Model', 'Time: said', 'Time: here']);
    expect(table.data).toEqual([['A', 1, 2]]);
  });

  test('says row by row what it counts where a column counts different things', () => {
    const table = withMarks(() =>
      csvTable({
        caption: '',
        head: [[cell('Figure'), cell('Orchestrator'), cell('All')]],
        body: [
          [name('cost'), cell(formatUsd(1_234.56)), cell('no price')],
          [name('share'), cell(formatPercent(0.98765)), cell(formatPercent(1))],
          [name('agents'), cell('1,680'), cell('1.5 ×')],
        ],
      }),
    );
    expect(table.fields).toEqual(['Figure', 'Orchestrator', 'All', 'Unit', 'Remarks']);
    expect(table.data).toEqual([
      ['cost', 1_234.56, null, 'USD', 'All: no price'],
      ['share', 0.98765, 1, 'ratio', null],
      ['agents', 1_680, 1.5, '×', null],
    ]);
  });

  test('a row’s name is a number where it is one, and stays a word where it is none', () => {
    const table = csvTable({
      caption: '',
      head: [[cell('Month'), cell('x')]],
      body: [
        [name('now'), cell('1')],
        [name('1,000'), cell('2')],
        [name('2,000'), cell('3')],
      ],
    });
    expect(table.data).toEqual([
      ['now', 1],
      [1_000, 2],
      [2_000, 3],
    ]);
  });

  test('units that are shown beside a figure come to those of the core, so that rows agree', () => {
    const table = withMarks(() =>
      csvTable({
        caption: '',
        head: [[cell('Time'), cell('Energy'), cell('range')]],
        body: [
          [
            cell(`${formatNumber(25)} ms`),
            cell(`${formatNumber(30)} MWh`),
            cell(`${formatNumber(2)} s ${formatNumber(1)} ms to ${formatNumber(3)} s`),
          ],
          [cell(`${formatNumber(12.8)} s`), cell(`${formatNumber(950)} kWh`), cell(`${formatNumber(4)} s`)],
        ],
      }),
    );
    expect(table.fields).toEqual(['Time (s)', 'Energy (kWh)', 'range (s)', 'range (s) 2', 'range (s) 3']);
    expect(table.data).toEqual([
      [0.025, 30_000, 2, 0.001, 3],
      [12.8, 950, 4, null, null],
    ]);
  });

  test('a word that only looks like units is a remark', () => {
    const table = withMarks(() =>
      csvTable({
        caption: '',
        head: [[cell('x')]],
        body: [[cell(`${formatNumber(3)} MhB`)], [cell(formatNumber(4))]],
      }),
    );
    expect(table).toMatchObject({
      fields: ['x', 'Remarks'],
      data: [
        [3, 'x: MhB'],
        [4, null],
      ],
    });
  });
});
