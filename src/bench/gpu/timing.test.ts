import { describe, expect, test } from 'vitest';
import { paceOf } from './bench.ts';
import { busySeconds } from './submit.ts';
import { bytesPerSecondOf, chooseTimer } from './timing.ts';

const span = ([deviceSeconds, wallSeconds]: readonly [number | null, number]) => ({ deviceSeconds, wallSeconds });
const choose = (spans: readonly (readonly [number | null, number])[], emptySubmitSeconds = 0.001) =>
  chooseTimer({ spans: spans.map(span), emptySubmitSeconds });

describe('which clock is used', () => {
  test('the device’s, where both agree', () => {
    expect(
      choose([
        [0.15, 0.152],
        [0.151, 0.1515],
      ]),
    ).toMatchObject({ timer: 'timestamp', doTimersDisagree: false });
    // 0.150 lies below 0.151, the page's span without the wait.
    expect(choose([[0.15, 0.152]]).disagreementRatio).toBeCloseTo(1 / 151, 6);
    expect(choose([[0.1515, 0.152]]).disagreementRatio).toBe(0);
  });
  test('the page’s, where they are more than 15 % apart, in either direction', () => {
    const low = choose([[0.1, 0.152]]);
    expect(low).toMatchObject({ timer: 'wall', doTimersDisagree: true });
    expect(low.disagreementRatio).toBeCloseTo(1 - 0.1 / 0.151, 6);
    expect(choose([[0.2, 0.152]])).toMatchObject({ timer: 'wall', doTimersDisagree: true });
    expect(choose([[0.13, 0.151]])).toMatchObject({ timer: 'timestamp' });
  });
  test('by the median: one sample that was interrupted decides nothing', () => {
    expect(
      choose([
        [0.15, 0.151],
        [0.15, 0.4],
        [0.15, 0.151],
      ]),
    ).toMatchObject({ timer: 'timestamp' });
  });
  test('the page’s without a word on it, where the device has none or spans are short', () => {
    expect(choose([[null, 0.15]])).toEqual({ timer: 'wall', disagreementRatio: null, doTimersDisagree: false });
    expect(
      choose([
        [0.15, 0.151],
        [null, 0.15],
      ]),
    ).toMatchObject({ timer: 'wall', doTimersDisagree: false });
    expect(choose([[0.01, 0.018]])).toMatchObject({ timer: 'wall', doTimersDisagree: false });
  });
  test('answers that come up to 100 ms late are no disagreement', () => {
    expect(
      choose(
        [
          [0.15, 0.25],
          [0.15, 0.16],
        ],
        0.1,
      ),
    ).toMatchObject({ timer: 'timestamp', disagreementRatio: 0 });
  });
});

test('bandwidth by either clock', () => {
  const sample = { bytesMoved: 3e9, wallSeconds: 0.2, deviceSeconds: 0.15 };
  expect(bytesPerSecondOf({ sample, timer: 'timestamp' })).toBeCloseTo(20e9, 0);
  expect(bytesPerSecondOf({ sample, timer: 'wall' })).toBe(15e9);
  expect(bytesPerSecondOf({ sample: { ...sample, deviceSeconds: null }, timer: 'timestamp' })).toBe(15e9);
  expect(bytesPerSecondOf({ sample: { ...sample, deviceSeconds: 0.019 }, timer: 'timestamp' })).toBe(15e9);
});

test('the time at work leaves the wait out, and is never negative', () => {
  expect(busySeconds({ span: span([null, 0.25]), lateSeconds: 0.1 })).toBeCloseTo(0.15, 12);
  expect(busySeconds({ span: span([0.1, 0.05]), lateSeconds: 0.1 })).toBe(0);
});

describe('the pace', () => {
  const pace = (emptySubmitSeconds: number, hasTimestamps: boolean, paceRatio = 1) =>
    paceOf({ paceRatio, emptySubmitSeconds, hasTimestamps });
  test('is slow only where answers are late and the device has no clock', () => {
    expect(pace(1e-4, false).sampleSeconds).toBe(0.15);
    expect(pace(0.1, true).sampleSeconds).toBe(0.15);
    expect(pace(0.1, false).sampleSeconds).toBe(1.5);
  });
  test('has an end to its shortness', () => {
    expect(pace(1e-4, true, 0.01)).toEqual({
      tuneSeconds: 0.03,
      sampleSeconds: 0.03,
      warmUpSeconds: 0.03,
      lateSeconds: 1e-4,
    });
  });
});
