import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { IdLists } from './id-lists.ts';
import { cutList, type CutList } from './json-elements.ts';

function cut(text: string): CutList | undefined {
  const steps = cutList({ text, name: 'list' });
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

function parsedOrNone(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

describe('cutting a list', () => {
  test('gives its elements and the rest', () => {
    const text = '{"a": 1, "list": [{"b": [2]}, 3], "c": 4}';
    expect(cut(text)).toEqual({
      elements: ['{"b": [2]}', '3'],
      rest: '{"a": 1, "list": [], "c": 4}',
      head: '{"a": 1, "list": []}',
      isWhole: true,
    });
    expect(cut('{"list":[]}')?.elements).toEqual([]);
    expect(cut('{"a":{"list":[1]},"b":"\\"list\\":["}')).toBeUndefined();
    for (const other of ['', '[]', '3', '{', '{}', '{"list":3}', '{"list"}', '{list:[]}'])
      expect(cut(other)).toBeUndefined();
  });

  test('of a text that ends early leaves the last element out', () => {
    expect(cut('{"list":[{"a":[1,2]},{"a":"x]')).toMatchObject({ elements: ['{"a":[1,2]}'], isWhole: false });
    expect(cut('{"list":[{"a":[1,2]},{"a":[1,')).toMatchObject({ elements: ['{"a":[1,2]}'], isWhole: false });
    expect(cut('{"list":[1')).toMatchObject({ elements: [], isWhole: false });
  });

  test('is what a parser gives, for any JSON whose cuts are all JSON', () => {
    const document = fc
      .tuple(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.array(fc.jsonValue()),
        fc.dictionary(fc.string(), fc.jsonValue()),
      )
      .map(([before, list, after]) => ({ ...before, list, ...after, list2: 1 }));
    fc.assert(
      fc.property(document, fc.boolean(), (value, isIndented) => {
        const text = JSON.stringify(value, null, isIndented ? 1 : 0);
        const whole = JSON.parse(text) as { list?: unknown };
        const found = cut(text);
        const elements = found?.elements.map(parsedOrNone);
        const rest = parsedOrNone(found?.rest ?? '');
        if (found?.isWhole && rest !== undefined && !elements?.includes(undefined)) {
          expect(elements).toEqual(whole.list);
          expect(rest).toEqual({ ...whole, list: [] });
        } else if (Array.isArray(whole.list)) {
          // A list that begins with a number and goes on with something else: the caller parses the whole then.
          expect(text).toMatch(/\[\s*\d[^\]]*["[{]/);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('lists of ids', () => {
  const asText = (ids: readonly number[], separator = ',') => ids.join(separator);

  test('share what they begin with', () => {
    const lists = new IdLists();
    const found = ['1,2,3', '1,2,3,4', '1,2,3,45', '1,2', '', '7', '1,2', '12'].map((text) => lists.read(text));
    expect(found.map((list) => [...(list?.ids ?? [])])).toEqual([
      [1, 2, 3],
      [1, 2, 3, 4],
      [1, 2, 3, 45],
      [1, 2],
      [],
      [7],
      [1, 2],
      [12],
    ]);
    expect(found.map((list) => list?.sharedBlocks)).toEqual([0, 3, 3, 1, 0, 0, 0, 0]);
    expect(found[1]?.before).toBe(found[0]);
  });

  test.each(['1,', ',1', '1,,2', '1 2', '01', '1.5', '-1', '1e3', 'null', '"1"', '9007199254740992', '1,x', '[1]'])(
    'are nothing but whole numbers: %s',
    (text) => {
      const lists = new IdLists();
      const before = lists.read('1,2');
      expect(lists.read(text)).toBeUndefined();
      expect(lists.read('1,2,3')).toMatchObject({ sharedBlocks: 0, before: undefined });
      expect([...(before?.ids ?? [])]).toEqual([1, 2]);
    },
  );

  test('are what a parser gives, one after another, and stay as they were given', () => {
    const ids = fc.oneof(fc.nat({ max: 12 }), fc.nat(), fc.maxSafeNat());
    const edit = fc.record({ keep: fc.nat({ max: 40 }), more: fc.array(ids, { maxLength: 12 }), space: fc.boolean() });
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 25 }), (edits) => {
        const lists = new IdLists();
        let known: readonly number[] = [];
        const found = edits.map(({ keep, more, space }) => {
          known = [...known.slice(0, keep), ...more];
          const list = lists.read(asText(known, space ? ' , ' : ','));
          return { list, known };
        });
        for (const [index, { list, known: expected }] of found.entries()) {
          expect([...(list?.ids ?? [])]).toEqual(expected);
          const shared = list?.sharedBlocks ?? 0;
          expect(expected.slice(0, shared)).toEqual(found[index - 1]?.known.slice(0, shared) ?? []);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('of a thousand ids and more outgrow their storage', () => {
    const lists = new IdLists();
    const many = Array.from({ length: 5_000 }, (_, id) => 3 * id);
    const first = lists.read(asText(many.slice(0, 900)));
    const second = lists.read(asText(many));
    expect(second?.sharedBlocks).toBe(900);
    expect([...(first?.ids ?? [])]).toEqual(many.slice(0, 900));
    expect([...(second?.ids ?? [])]).toEqual(many);
  });
});
