import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { valuesAtHead } from './partial-json.ts';

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const values = (text: string): unknown => plain(valuesAtHead({ text, most: 10 }));

test('values follow each other, and what is not JSON ends with its line', () => {
  expect(values('{"a": 1}\n{"b": "x"} 3')).toEqual([{ a: 1 }, { b: 'x' }, 3]);
  expect(values('{"a": 1}\nnonsense\n{"b": 2}')).toEqual([{ a: 1 }, { b: 2 }]);
  expect(values('{"a": tru}\n{"b": 2}')).toEqual([{}, { b: 2 }]);
  expect(values('')).toEqual([]);
  expect(values('nonsense')).toEqual([]);
});

test('the last may be cut off, and lists of numbers give their first', () => {
  expect(values('{"a": 1, "b": {"c": ["d", "e')).toEqual([{ a: 1, b: { c: ['d'] } }]);
  expect(values('{"ids": [5, 6, 7], "b": [[8, 9]], "c": "]"}')).toEqual([{ ids: [5], b: [[8]], c: ']' }]);
  expect(values('{"ids": [5, 6')).toEqual([{ ids: [5] }]);
  expect(values('{"a\\"b": "\\\\"')).toEqual([{ 'a"b': '\\' }]);
});

test('a whole value is what a parser gives', () => {
  const withoutNumberLists = fc
    .jsonValue({ maxDepth: 4 })
    .map((value) => JSON.parse(JSON.stringify(value, (_, part) => (typeof part === 'number' ? `${part}` : part))));
  fc.assert(
    fc.property(withoutNumberLists, fc.boolean(), (value, isIndented) => {
      expect(plain(valuesAtHead({ text: JSON.stringify(value, null, isIndented ? 2 : 0), most: 1 }))).toEqual([value]);
    }),
  );
});
