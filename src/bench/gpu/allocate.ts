import type { Bytes } from '../../domain/units.ts';
import { BUFFER_USAGE, MEBIBYTE, powerOfTwoUpTo } from './environment.ts';
import { BenchStop, type Session } from './session.ts';

/** Indices of words are of 32 bits, and no browser gives more. */
const MOST_BYTES = 4_096 * MEBIBYTE;
/** Below this most graphics cards would answer from their caches. */
export const LEAST_BYTES = 64 * MEBIBYTE;
/** Copy and triad are secondary: they go without before the array that is read does. */
const LEAST_TARGET_BYTES = 16 * MEBIBYTE;

/** What is read, and what copy and triad write, with the largest part that a kernel can be given of either. */
export interface Arrays {
  readonly source: GPUBuffer;
  readonly bufferBytes: Bytes;
  /** Of the first attempt. */
  readonly askedBytes: Bytes;
  /** `null`: there was no memory for it. */
  readonly target: GPUBuffer | null;
  readonly targetBytes: Bytes;
  /** Largest power of two that can be bound. */
  readonly bindingBytes: Bytes;
}

const USAGE = BUFFER_USAGE.storage | BUFFER_USAGE.copySource | BUFFER_USAGE.copyDestination;

/**
 * A buffer that is there and filled, or `null` where memory ran out or the device gives none so large: browsers promise
 * more than they have, and say so only to who asks.
 */
async function tryBuffer({
  session: { device, wait },
  bytes,
  label,
  fill,
}: {
  session: Session;
  bytes: Bytes;
  label: string;
  fill?: ((buffer: GPUBuffer) => Promise<void>) | undefined;
}): Promise<GPUBuffer | null> {
  device.pushErrorScope('validation');
  device.pushErrorScope('out-of-memory');
  const buffer = createOrNull({ device, bytes, label });
  const errors = [await wait(device.popErrorScope()), await wait(device.popErrorScope())];
  if (buffer === null) return null;
  if (errors.every((error) => error === null)) {
    if (!fill) return buffer;
    // Some systems find memory only when it is touched.
    device.pushErrorScope('out-of-memory');
    await fill(buffer);
    if ((await wait(device.popErrorScope())) === null) return buffer;
  }
  buffer.destroy();
  return null;
}

function createOrNull({ device, bytes, label }: { device: GPUDevice; bytes: Bytes; label: string }): GPUBuffer | null {
  try {
    return device.createBuffer({ size: bytes, usage: USAGE, label });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/**
 * Allocates and fills the array that is read, as large as asked and allowed; half as large as often as memory runs out.
 * Then one of half its size for what copy and triad write. Throws `BenchStop` below `leastBytes`.
 *
 * Example: asked for 1 GiB on a device that has 600 MiB: 1 GiB is refused, 512 MiB is filled; of 256 MiB for the second
 * there are 88 left, so it becomes 64 MiB.
 */
export async function allocateArrays({
  session,
  mostBytes,
  leastBytes = LEAST_BYTES,
  fill,
}: {
  session: Session;
  mostBytes: Bytes;
  leastBytes?: Bytes | undefined;
  fill: (buffer: GPUBuffer, bytes: Bytes) => Promise<void>;
}): Promise<Arrays> {
  const { limits } = session.device;
  const askedBytes = powerOfTwoUpTo(Math.max(MEBIBYTE, Math.min(mostBytes, MOST_BYTES, limits.maxBufferSize)));
  const lowest = Math.min(leastBytes, askedBytes);
  let bufferBytes = askedBytes;
  let source: GPUBuffer | null = null;
  for (; ; bufferBytes /= 2) {
    if (bufferBytes < lowest)
      throw new BenchStop({
        failure: 'out-of-memory',
        detail: `The device gave no ${lowest / MEBIBYTE} MiB.`,
      });
    const bytes = bufferBytes;
    source = await tryBuffer({ session, bytes, label: 'source', fill: (buffer) => fill(buffer, bytes) });
    if (source) break;
  }
  let targetBytes = bufferBytes / 2;
  let target: GPUBuffer | null = null;
  for (; targetBytes >= Math.min(LEAST_TARGET_BYTES, bufferBytes / 2); targetBytes /= 2) {
    target = await tryBuffer({ session, bytes: targetBytes, label: 'target' });
    if (target) break;
  }
  const bindingBytes = powerOfTwoUpTo(limits.maxStorageBufferBindingSize);
  return { source, bufferBytes, askedBytes, target, targetBytes: target ? targetBytes : 0, bindingBytes };
}
