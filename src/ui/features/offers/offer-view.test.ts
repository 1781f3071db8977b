import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OFFERS } from '../../../catalog/offers/index.ts';
import { COLUMNS, FIRST_VIEW, NEEDS, parseOfferView, printOfferView, TRIGGERS, type OfferView } from './offer-view.ts';

const KNOWN = { sellers: [...new Set(OFFERS.map(({ seller }) => seller))], offers: OFFERS.map(({ id }) => id) };
const parse = (text: string): OfferView => parseOfferView({ text, known: KNOWN });

const MOVABLE = COLUMNS.filter((id) => id !== 'offer');

const views: fc.Arbitrary<OfferView> = fc
  .record({
    words: fc.array(fc.string({ minLength: 1 }), { maxLength: 3 }),
    sellers: fc.subarray(KNOWN.sellers),
    triggers: fc.subarray([...TRIGGERS]),
    needs: fc.subarray([...NEEDS]),
    modelOf: fc.option(fc.constantFrom(...KNOWN.offers)),
    sorting: fc
      .shuffledSubarray([...COLUMNS], { minLength: 1, maxLength: 3 })
      .chain((ids) => fc.tuple(...ids.map((id) => fc.record({ id: fc.constant(id), desc: fc.boolean() })))),
    shown: fc.subarray(MOVABLE),
    pinned: fc.shuffledSubarray(MOVABLE, { maxLength: 3 }),
    isGrouped: fc.boolean(),
    priceSize: fc.constantFrom('M' as const, 'K' as const),
    compared: fc.shuffledSubarray(KNOWN.offers, { maxLength: 4 }),
  })
  .map(({ words, shown, pinned, ...view }) => ({
    ...view,
    query: words.join(' ').split(/\s+/).filter(Boolean).join(' '),
    pinned,
    shown: COLUMNS.filter((id) => id === 'offer' || shown.includes(id) || pinned.includes(id)),
  }));

describe('a view in the address', () => {
  test('is nothing at first', () => {
    expect(printOfferView(FIRST_VIEW)).toBe('');
    expect(parse('')).toEqual(FIRST_VIEW);
  });

  test('is short and readable', () => {
    const view: OfferView = {
      ...FIRST_VIEW,
      sorting: [
        { id: 'input', desc: true },
        { id: 'read', desc: false },
      ],
      shown: [...FIRST_VIEW.shown.filter((id) => id !== 'policy'), 'task'],
      isGrouped: true,
      compared: ['groq/openai/gpt-oss-120b', 'cerebras/gpt-oss-120b'],
    };
    const text = printOfferView(view);
    expect(text).toBe(
      'sort.-input*read show.task hide.policy group.seller compare.groq/openai/gpt-oss-120b*cerebras/gpt-oss-120b',
    );
    expect(new URLSearchParams({ view: text }).toString()).toBe(
      'view=sort.-input*read+show.task+hide.policy+group.seller+compare.groq%2Fopenai%2Fgpt-oss-120b*cerebras%2Fgpt-oss-120b',
    );
  });

  test('comes back as it was, through the address', () => {
    fc.assert(
      fc.property(views, (view) => {
        const address = new URLSearchParams({ view: printOfferView(view) }).toString();
        expect(parse(new URLSearchParams(address).get('view') ?? '')).toEqual(view);
      }),
    );
  });

  test('ignores what it does not know, and keeps the rest', () => {
    expect(
      parse('nonsense . .. sort.nonsense*-read seller.nobody*openai only.magic compare.x/y per.1g group.model'),
    ).toEqual({
      ...FIRST_VIEW,
      sorting: [{ id: 'read', desc: true }],
      sellers: ['openai'],
    });
    expect(parse('sort.input*-input compare.groq/openai/gpt-oss-120b*groq/openai/gpt-oss-120b')).toMatchObject({
      sorting: [{ id: 'input', desc: false }],
      compared: ['groq/openai/gpt-oss-120b'],
    });
  });

  test('compares four at most, and never hides the offer', () => {
    expect(parse(`compare.${KNOWN.offers.join('*')}`).compared).toEqual(KNOWN.offers.slice(0, 4));
    expect(parse('hide.offer*input').shown).toEqual(FIRST_VIEW.shown.filter((id) => id !== 'input'));
    expect(parse('hide.input pin.input').shown).toContain('input');
  });

  test('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => parse(text).shown.includes('offer')));
  });
});
