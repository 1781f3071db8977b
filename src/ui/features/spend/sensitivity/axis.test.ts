import { expect, test } from 'vitest';
import { binsOf, ticksOf, trackOf } from './axis.ts';

test('a track runs from the least to the most, and one value lies in its middle', () => {
  const track = trackOf([30, -10, 0]);
  expect([-10, 0, 30].map(track.at)).toEqual([0, 0.25, 1]);
  expect(trackOf([7, 7]).at(7)).toBe(0.5);
});

test('ticks are round, within the track, and about as many as asked for', () => {
  expect(ticksOf({ from: -12_000, to: 31_000, about: 4 })).toEqual([0, 20_000]);
  expect(ticksOf({ from: 0, to: 1, about: 4 })).toEqual([0, 0.5, 1]);
  expect(ticksOf({ from: 0, to: 200_000 })).toEqual([0, 50_000, 100_000, 150_000, 200_000]);
});

test('bins count every value within once, the highest included, and leave out what lies beyond', () => {
  expect(binsOf({ values: [-1, 0, 1, 2, 3, 4, 9], track: { from: 0, to: 4 }, count: 2 })).toEqual([2, 3]);
});
