import { describe, expect, test } from 'vitest';
import { MEBIBYTE } from './environment.ts';
import { findStretch, rampUp } from './ramp.ts';
import type { Runner } from './submit.ts';
import type { Work } from './work.ts';

const workOf = ({ bytes, dispatchesPerPass = 1 }: { bytes: number; dispatchesPerPass?: number }): Work => ({
  kernel: 'read',
  bufferBytes: bytes,
  bytesPerPass: bytes,
  dispatchesPerPass,
  command: { type: 'dispatch', record: () => undefined },
});

/** Runs nothing, and takes as long as a device of such a speed would. */
function runnerOf({ bytesPerSecond, lateSeconds = 1e-4 }: { bytesPerSecond: number; lateSeconds?: number }) {
  const runs: { passes: number; busySeconds: number; submissionSeconds: number }[] = [];
  const runner: Runner = {
    run({ work, passes, mostCommands }) {
      const busySeconds = (passes * work.bytesPerPass) / bytesPerSecond;
      const commands = passes * work.dispatchesPerPass;
      runs.push({
        passes,
        busySeconds,
        submissionSeconds: (busySeconds * Math.min(commands, mostCommands)) / commands,
      });
      return Promise.resolve({ wallSeconds: busySeconds + lateSeconds, deviceSeconds: null });
    },
    runEmpty: () => Promise.resolve(lateSeconds),
  };
  return { runner, runs, lateSeconds };
}

describe('passes of a sample', () => {
  const GIB = 1_024 * MEBIBYTE;
  test.each([5e8, 3e9, 50e9, 1e12, 8e12])(
    'at %d B/s are long enough, and no submission is too long',
    async (bytesPerSecond) => {
      const { runner, runs, lateSeconds } = runnerOf({ bytesPerSecond });
      const work = workOf({ bytes: GIB, dispatchesPerPass: 16 });
      const { load, passesDone } = await rampUp({ runner, lateSeconds, work, targetSeconds: 0.15 });
      expect((load.passes * GIB) / bytesPerSecond).toBeGreaterThan(0.1);
      expect(passesDone).toBe(runs.reduce((sum, { passes }) => sum + passes, 0));
      for (const { submissionSeconds } of runs) expect(submissionSeconds).toBeLessThanOrEqual(0.5);
      for (const [i, { passes }] of runs.entries()) expect(passes).toBeLessThanOrEqual(8 * (runs[i - 1]?.passes ?? 1));
    },
  );
  test('are one where one is long', async () => {
    const { runner, runs, lateSeconds } = runnerOf({ bytesPerSecond: 1e9 });
    const { load } = await rampUp({ runner, lateSeconds, work: workOf({ bytes: GIB }), targetSeconds: 0.15 });
    expect(load).toEqual({ passes: 1, mostCommands: 1 });
    expect(runs).toHaveLength(1);
  });
  test('are not cut short by answers that come late', async () => {
    const { runner, lateSeconds } = runnerOf({ bytesPerSecond: 1e12, lateSeconds: 0.1 });
    const { load } = await rampUp({ runner, lateSeconds, work: workOf({ bytes: GIB }), targetSeconds: 0.15 });
    expect((load.passes * GIB) / 1e12).toBeGreaterThan(0.1);
  });
  test('have an end where a device answers at once, whatever it is given', async () => {
    const { runner } = runnerOf({ bytesPerSecond: Infinity, lateSeconds: 0 });
    const { load } = await rampUp({ runner, lateSeconds: 0, work: workOf({ bytes: GIB }), targetSeconds: 0.15 });
    expect(load.passes).toBe(2 ** 20);
  });
});

describe('the stretch of a dispatch', () => {
  const find = async ({ bytesPerSecond, lateSeconds }: { bytesPerSecond: number; lateSeconds?: number }) => {
    const fake = runnerOf({ bytesPerSecond, ...(lateSeconds === undefined ? {} : { lateSeconds }) });
    const bytes = await findStretch({
      ...fake,
      mostBytes: 1_024 * MEBIBYTE,
      make: (each) => Promise.resolve(workOf({ bytes: each })),
    });
    return { mebibytes: bytes / MEBIBYTE, longest: Math.max(...fake.runs.map(({ busySeconds }) => busySeconds)) };
  };
  test('is all of it on a fast device, however late its answers', async () => {
    expect((await find({ bytesPerSecond: 100e9 })).mebibytes).toBe(1_024);
    expect((await find({ bytesPerSecond: 100e9, lateSeconds: 0.1 })).mebibytes).toBe(1_024);
  });
  test('is what a slow one does in 0.15 s, and nothing longer is tried on the way', async () => {
    // 0.15 s × 3 GB/s = 429 MiB; × 0.5 GB/s = 71 MiB.
    expect(await find({ bytesPerSecond: 3e9 })).toMatchObject({ mebibytes: 256 });
    const slow = await find({ bytesPerSecond: 0.5e9 });
    expect(slow.mebibytes).toBe(64);
    expect(slow.longest).toBeLessThan(0.15);
  });
  test('is at least 1 MiB', async () => {
    expect((await find({ bytesPerSecond: 1e6 })).mebibytes).toBe(1);
  });
});
