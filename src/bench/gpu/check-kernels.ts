import type { KernelShape } from '../../domain/bandwidth/measurement.ts';
import type { Bytes } from '../../domain/units.ts';
import { acquireAdapter, acquireDevice } from './acquire.ts';
import { allocateArrays } from './allocate.ts';
import { hashedWord, sumOfArray, TRIAD_FACTOR, WRITTEN_LANES, WRITTEN_STEP } from './checksum.ts';
import { BUFFER_USAGE, MAP_READ, MEBIBYTE, powerOfTwoUpTo, type GpuEnvironment } from './environment.ts';
import { fillArray } from './fill.ts';
import { writable } from './secondary.ts';
import { createSession } from './session.ts';
import { shapeName, shapesFor } from './shapes.ts';
import { createRunner } from './submit.ts';
import { createWorkshop, sumOfPasses } from './work.ts';

const SIZES: readonly Bytes[] = [1, 4].map((mebibytes) => mebibytes * MEBIBYTE);
const ROUNDS = [1, 5];

const writtenWord = (index: number): number =>
  (Math.imul(Math.floor(index / 4), WRITTEN_STEP) + (WRITTEN_LANES[index % 4] ?? 0)) >>> 0;

/**
 * Holds every kernel in every shape against the same arithmetic in JavaScript: sums of arrays whole and in stretches, once
 * and in rounds, and word for word what is filled, written, copied and added. Returns what is wrong, and how much was
 * compared. Throws `BenchStop` where there is no device.
 */
export async function checkKernels(
  environment: GpuEnvironment,
): Promise<{ readonly compared: number; readonly wrong: readonly string[] }> {
  const { signal } = new AbortController();
  const adapter = await acquireAdapter({ environment, signal });
  const { device, hasTimestamps } = await acquireDevice({ adapter, signal });
  const session = createSession({ device, hasTimestamps, now: environment.now, signal });
  const workshop = createWorkshop(session);
  const runner = createRunner(session);
  const bindingBytes = powerOfTwoUpTo(device.limits.maxStorageBufferBindingSize);
  const arrays = await allocateArrays({
    session,
    mostBytes: 2 * Math.max(...SIZES),
    fill: (buffer, bytes) =>
      fillArray({ workshop, runner, lateSeconds: 0, buffer, bytes, bindingBytes, onProgress: () => undefined }),
  });
  const both = writable(arrays);
  if (!both) throw new Error('There is no second array.');
  const { source, target } = both;
  const readBack = device.createBuffer({
    size: Math.max(...SIZES),
    usage: BUFFER_USAGE.mapRead | BUFFER_USAGE.copyDestination,
  });
  const wrong: string[] = [];
  let compared = 0;
  const compare = (name: string, isRight: boolean): void => {
    compared += 1;
    if (!isRight) wrong.push(name);
  };

  const holds = async ({
    buffer,
    bytes,
    word,
  }: {
    buffer: GPUBuffer;
    bytes: Bytes;
    word: (index: number) => number;
  }): Promise<boolean> => {
    const encoder = device.createCommandEncoder();
    encoder.copyBufferToBuffer(buffer, 0, readBack, 0, bytes);
    device.queue.submit([encoder.finish()]);
    await session.wait(readBack.mapAsync(MAP_READ));
    const isRight = new Uint32Array(readBack.getMappedRange())
      .subarray(0, bytes / 4)
      .every((found, i) => found === word(i));
    readBack.unmap();
    return isRight;
  };

  const checkShape = async ({
    shape,
    bytes,
    stretchBytes,
  }: {
    shape: KernelShape;
    bytes: Bytes;
    stretchBytes: Bytes;
  }) => {
    const name = `${shapeName(shape)}, ${bytes / MEBIBYTE} MiB by ${stretchBytes / MEBIBYTE}`;
    for (const rounds of ROUNDS) {
      workshop.clearSums();
      await runner.run({
        work: await workshop.read({ source, shape, bytes, stretchBytes, rounds }),
        passes: 2,
        mostCommands: 1,
      });
      const expected = sumOfPasses({ sum: sumOfArray(bytes), passes: 2, rounds });
      compare(`read ${name}, ${rounds} rounds`, (await workshop.sum()) === expected);
    }
    const words = {
      write: writtenWord,
      copy: hashedWord,
      triad: (i: number) => (hashedWord(i) + Math.imul(TRIAD_FACTOR, hashedWord(bytes / 4 + i))) >>> 0,
    };
    for (const row of ['write', 'copy', 'triad'] as const) {
      const work = await workshop[row]({ arrays: both, shape, bytes, stretchBytes });
      await runner.run({ work, passes: 1, mostCommands: 1 });
      compare(`${row} ${name}`, await holds({ buffer: target, bytes, word: words[row] }));
    }
  };

  const largest = Math.max(...SIZES);
  compare('fill', await holds({ buffer: source, bytes: largest, word: hashedWord }));
  for (const shape of shapesFor({ mostInvocations: device.limits.maxComputeInvocationsPerWorkgroup }))
    for (const bytes of SIZES)
      for (const stretchBytes of new Set([MEBIBYTE, bytes])) await checkShape({ shape, bytes, stretchBytes });
  device.destroy();
  return { compared, wrong };
}
