import { describe, expect, test } from 'vitest';
import { placeMarks, type MarkToPlace, type PlacedMark } from './mark-levels.ts';

const at = (plotPx: number, marks: readonly MarkToPlace[]): readonly PlacedMark[] => placeMarks({ marks, plotPx });
const close = [
  { position: 0.5, label: 'TTL 5 min' },
  { position: 0.6, label: 'TTL 1 h' },
];

describe('placeMarks', () => {
  test('leaves labels that lie apart on the first line', () => {
    expect(
      at(270, [
        { position: 0.1, label: 'TTL 5 min' },
        { position: 0.6, label: 'TTL 1 h' },
      ]),
    ).toEqual([
      { level: 0, anchor: 'start' },
      { level: 0, anchor: 'start' },
    ]);
  });

  test('lifts a label over the mark it would run across', () => {
    expect(at(270, close)).toEqual([
      { level: 1, anchor: 'start' },
      { level: 0, anchor: 'start' },
    ]);
  });

  test('leaves the same labels on the first line where the plot is wide', () => {
    expect(at(900, close).map(({ level }) => level)).toEqual([0, 0]);
  });

  test('turns a label at the right edge inwards', () => {
    expect(at(270, [{ position: 1, label: 'warehouse 1 d' }])).toEqual([{ level: 0, anchor: 'end' }]);
  });

  test('gives marks at one place a line each', () => {
    const levels = at(
      270,
      Array.from({ length: 4 }, () => ({ position: 0.4, label: 'TTL 1 h' })),
    ).map(({ level }) => level);
    expect(new Set(levels).size).toBe(4);
  });
});
