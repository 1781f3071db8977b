import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { denseText, fromDenseText } from './dense-numbers.ts';
import { fromOwnText, ownText } from './own-text.ts';
import type { OwnOffer } from './schema.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 20 });
const price = fc.option(
  fc
    .oneof(
      fc.double({ min: 0, max: 1_000, noNaN: true }),
      fc.nat(100_000).map((cents) => cents / 100),
    )
    .map((value) => value + 0),
  { nil: null },
);
const ownOffers = fc.uniqueArray(
  fc.record({
    id: fc.stringMatching(/^own\/[a-z0-9-]{1,6}$/),
    name: text,
    basedOn: text,
    discountRatio: fc.constantFrom(0, 0.1, 0.25),
    rates: fc.record({ input: price, output: price, cacheRead: price, cacheWrite: price }),
  }),
  { selector: ({ id }) => id, maxLength: 6 },
);

describe('own prices as text', () => {
  it('are short and readable', () => {
    const own: OwnOffer[] = [
      {
        id: 'own/1',
        name: 'Sol; agreed',
        basedOn: 'openai/gpt-6.1-sol',
        discountRatio: 0,
        rates: { input: 1.5, output: 9, cacheRead: null, cacheWrite: 0 },
      },
      {
        id: 'own/blue',
        name: '-',
        basedOn: 'xai/grok-4.7',
        discountRatio: 0.1,
        rates: { input: null, output: null, cacheRead: null, cacheWrite: null },
      },
    ];
    const text = ownText({ own });
    expect(text).toBe('2;,own/blue;openai/gpt-6.1-sol,xai/grok-4.7;Sol%3b agreed,%2d;,0.1;1.5,;9,;;0,');
    expect(fromOwnText({ text })).toEqual(own);
    // Against a list with another price in one place, only that is written.
    expect(ownText({ own: own.with(0, { ...(own[0] as OwnOffer), discountRatio: 0.25 }), against: own })).toBe(
      '2;;;;0.25,;;;;',
    );
  });

  it('come back as they were, against any other list', () => {
    fc.assert(
      fc.property(ownOffers, ownOffers, (own, against) => {
        expect(fromOwnText({ text: ownText({ own, against }), against })).toEqual(own);
      }),
    );
  });

  it('are refused whole where a part is none', () => {
    for (const text of [
      '',
      'x',
      '1',
      '1;;;;;;;',
      '1;;;;;;;;;',
      '31;;;;;;;;',
      '2;a;;;;;;;',
      '1;;;;x;;;;',
      '1;;;;;*9;;;',
      '1;;;;;*21;;;',
      '1;;;;;*21A;;;;',
    ])
      expect(fromOwnText({ text })).toBeUndefined();
  });
});

describe('numbers without separators', () => {
  it('are digits of base 64', () => {
    // 437 + 2 = 6 × 64 + 55: G and 3.
    expect(denseText([4.37, null, 'in-place', 0])).toBe('*22G3ABAAAC');
    expect(fromDenseText({ text: '*22G3ABAAAC', count: 4 })).toEqual([4.37, null, 'in-place', 0]);
  });

  it('come back as they were, or are not written so', () => {
    const cell = fc.oneof(
      fc.constant(null),
      fc.constant('in-place' as const),
      fc.double({ min: 0, max: 1e6, noNaN: true }).map((value) => (value === 0 ? 0 : value)),
      fc.nat(1e9).map((value) => value / 1_000),
    );
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 30 }), (cells) => {
        const text = denseText(cells);
        if (text !== undefined) expect(fromDenseText({ text, count: cells.length })).toEqual(cells);
      }),
    );
    expect(denseText([Math.PI])).toBeUndefined();
    expect(denseText([-1])).toBeUndefined();
    expect(denseText([2e9])).toBeUndefined();
  });
});
