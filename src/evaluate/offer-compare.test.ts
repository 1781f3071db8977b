import { describe, expect, test } from 'vitest';
import { OFFERS } from '../catalog/offers/index.ts';
import { BASE_SCENARIO } from '../scenario/base-v0.ts';
import { CORE_BOOK } from './testing/core-book.ts';
import { compareOffers, isSameModel } from './offer-compare.ts';
import { offerRows, type OfferRow } from './offer-row.ts';
import { rankOffers } from './ranking.ts';

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

const GROQ = rowOf('groq/openai/gpt-oss-120b');
const CEREBRAS = rowOf('cerebras/gpt-oss-120b');

function figure(rows: readonly OfferRow[], id: string) {
  const found = compareOffers(rows)
    .flatMap(({ figures }) => figures)
    .find((candidate) => candidate.id === id);
  if (!found) throw new Error(`No figure ${id}`);
  return found;
}

describe('offers side by side', () => {
  test('put the cost of the workload on top, and one cell for each offer', () => {
    const sections = compareOffers([GROQ, CEREBRAS]);
    expect(sections.map(({ title }) => title)).toEqual(['This workload', 'Price', 'Cache and context']);
    for (const { cells } of sections.flatMap(({ figures }) => figures)) expect(cells).toHaveLength(2);
  });

  test('mark what differs and only that', () => {
    expect(figure([GROQ, CEREBRAS], 'input')).toMatchObject({
      cells: [
        { state: 'known', value: 0.15 },
        { state: 'known', value: 0.35 },
      ],
      differs: true,
    });
    expect(figure([GROQ, CEREBRAS], 'trigger')).toMatchObject({ differs: false });
    expect(
      compareOffers([GROQ, GROQ])
        .flatMap(({ figures }) => figures)
        .some(({ differs }) => differs),
    ).toBe(false);
  });

  test('tell unknown from not sold', () => {
    const both = [rowOf('openai/gpt-6.1-sol'), rowOf('cohere/command-a')];
    expect(figure(both, 'write:12h').cells.map(({ state }) => state)).toEqual(['unknown', 'not-sold']);
    expect(figure(both, 'write:12h').differs).toBe(true);
  });

  test('say why a break-even does not exist', () => {
    expect(figure([CEREBRAS], 'reuse:auto').cells).toMatchObject([
      { state: 'none', reason: expect.stringContaining('costs no less than input') },
    ]);
  });

  test('repeat lives that any of them sells, shortest first, and name who does not', () => {
    const both = [rowOf('anthropic/claude-opus-5-5'), GROQ];
    const writes = compareOffers(both)
      .flatMap(({ figures }) => figures)
      .filter(({ id }) => id.startsWith('write:'));
    expect(writes.map(({ id }) => id)).toEqual(['write:5m', 'write:1h', 'write:auto']);
    expect(writes[0]?.cells[1]).toMatchObject({ state: 'not-sold', reason: expect.stringContaining('Groq') });
  });
});

describe('the same model elsewhere', () => {
  test('is found by name and by geometry', () => {
    expect(isSameModel(GROQ.offer, CEREBRAS.offer)).toBe(true);
    expect(isSameModel(GROQ.offer, { ...CEREBRAS.offer, geometryId: null, modelName: 'GPT-OSS-120B' })).toBe(true);
    expect(isSameModel(GROQ.offer, { ...CEREBRAS.offer, modelName: 'renamed' })).toBe(
      GROQ.offer.geometryId === CEREBRAS.offer.geometryId && GROQ.offer.geometryId !== null,
    );
  });

  test('is not any two models without a public geometry', () => {
    const closed = OFFERS.filter(({ geometryId }) => geometryId === null);
    const [first, ...others] = closed;
    if (!first) throw new Error('expected a closed model');
    expect(others.filter((other) => isSameModel(first, other)).map(({ modelName }) => modelName)).toEqual(
      others.filter(({ modelName }) => modelName === first.modelName).map(({ modelName }) => modelName),
    );
  });
});
