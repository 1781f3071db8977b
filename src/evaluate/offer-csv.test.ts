import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { BASE_SCENARIO } from '../scenario/base-v0.ts';
import { CORE_BOOK } from './testing/core-book.ts';
import { offerFigures } from './offer-compare-figures.ts';
import { offerCsv, pricePer } from './offer-csv.ts';
import { offerRows, type OfferRow } from './offer-row.ts';
import { rankOffers } from './ranking.ts';
import { WHOLE_BOOK } from './whole-book.ts';

const ROWS = offerRows({
  scenario: BASE_SCENARIO,
  book: CORE_BOOK,
  ranking: rankOffers(BASE_SCENARIO, CORE_BOOK),
  workload: BASE_SCENARIO.workload,
});

function rowOf(id: string): OfferRow {
  const row = ROWS.find(({ offer }) => offer.id === id);
  if (!row) throw new Error(`No row ${id}`);
  return row;
}

describe('the table as CSV', () => {
  test('by hand: two offers, three columns', () => {
    const csv = offerCsv({
      rows: [rowOf('groq/openai/gpt-oss-120b'), rowOf('cohere/command-a')],
      columns: ['offer', 'read', 'input'],
      priceSize: 'M',
    });
    expect(csv.fields).toEqual([
      'Model',
      'Seller',
      'Offer id',
      'Cache read (USD per 1M tokens)',
      'Cache read, share of input (ratio 0 to 1)',
      'Input (USD per 1M tokens)',
      'Why blank',
    ]);
    expect(csv.data[0]).toEqual(['gpt-oss-120b', 'Groq', 'groq/openai/gpt-oss-120b', 0.075, 0.5, 0.15, null]);
    expect(csv.data[1]?.slice(3)).toEqual([
      null,
      null,
      2.5,
      expect.stringMatching(/^Cache read: not sold\. .+ \| Cache read, share of input: not sold\. /),
    ]);
  });

  test('has no column of reasons where nothing is missing', () => {
    const { fields, data } = offerCsv({ rows: ROWS, columns: ['offer', 'input'], priceSize: 'M' });
    expect(fields).toEqual(['Model', 'Seller', 'Offer id', 'Input (USD per 1M tokens)']);
    expect(data.map((line) => line[2])).toEqual(ROWS.map(({ offer }) => offer.id));
  });

  test('prices a thousand tokens where the page does, and leaves everything else', () => {
    const { fields, data } = offerCsv({
      rows: [rowOf('groq/openai/gpt-oss-120b')],
      columns: ['input', 'without', 'context'],
      priceSize: 'K',
    });
    expect(fields[0]).toBe('Input (USD per 1K tokens)');
    expect(data[0]).toEqual([0.00015, expect.any(Number), 131_072]);
    expect(pricePer({ usdPerMTok: 0.07, priceSize: 'K' })).toBe(0.00007);
  });

  test('prices the rent of a thousand token-hours there too', () => {
    const [row] = offerRows({
      scenario: BASE_SCENARIO,
      book: { ...WHOLE_BOOK, offers: WHOLE_BOOK.offers.filter(({ id }) => id === 'google/gemini-3.8-flash') },
      ranking: null,
      workload: BASE_SCENARIO.workload,
    });
    if (!row) throw new Error('no row');
    const rent = (priceSize: 'M' | 'K') => {
      const { fields, data } = offerCsv({ rows: [row], columns: ['rent'], priceSize });
      return [fields[0], data[0]?.[0]];
    };
    // Google lists 0.50 for a million.
    expect(rent('M')).toEqual(['Rent of stored prefixes (USD per 1M token-hours)', 0.5]);
    expect(rent('K')).toEqual(['Rent of stored prefixes (USD per 1K token-hours)', 0.0005]);
  });

  test('gives every known value in full and a reason for every other', () => {
    const figures = offerFigures(ROWS).filter(({ column }) => column !== null);
    const columns = [...new Set(figures.map(({ column }) => column ?? ''))];
    const { fields, data } = offerCsv({ rows: ROWS, columns, priceSize: 'M' });
    expect(fields).toHaveLength(figures.length + 1);
    for (const [i, row] of ROWS.entries()) {
      const why = String(data[i]?.at(-1) ?? '');
      let missing = 0;
      for (const figure of figures) {
        const at = fields.findIndex((field) => field === figure.label || field.startsWith(`${figure.label} (`));
        const value = figure.read(row);
        expect(data[i]?.[at]).toBe(value.state === 'known' ? value.value : null);
        if (value.state !== 'known') {
          missing += 1;
          expect(value.reason).not.toBe('');
          expect(why).toContain(`${figure.label}: `);
          expect(why).toContain(value.reason);
        }
      }
      expect(why === '').toBe(missing === 0);
    }
  });

  test('ignores a column that is not one', () => {
    expect(offerCsv({ rows: ROWS, columns: ['no such column'], priceSize: 'M' }).fields).toEqual([]);
  });

  test('reads back through a CSV parser as it was, commas and quotes included', () => {
    const csv = offerCsv({ rows: ROWS, columns: ['offer', 'policy', 'without', 'with', 'write'], priceSize: 'M' });
    const text = Papa.unparse(
      { fields: [...csv.fields], data: csv.data.map((line) => [...line]) },
      { escapeFormulae: true },
    );
    const [head, ...lines] = Papa.parse<string[]>(text).data;
    expect(head).toEqual(csv.fields);
    expect(lines).toEqual(csv.data.map((line) => line.map((cell) => (cell === null ? '' : String(cell)))));
  });
});
