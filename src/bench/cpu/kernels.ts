import type { Bytes } from '../../domain/units.ts';
import { PRIVATE_KERNELS, SHARED_KERNELS } from './kernels.wasm.ts';

/** One memory of all workers, or one of each worker's own. */
export type MemoryKind = 'shared' | 'private';

/** A stretch of the memory, in whole words. */
export interface Range {
  readonly fromByte: Bytes;
  readonly toByte: Bytes;
}

/** The loops of `kernels.wat`. */
export interface Kernels {
  /** Word k becomes the hash of `firstWord + k`. */
  fillHashes(range: Range & { readonly firstWord: number }): void;
  /** Σ of the words modulo 2³². */
  read(range: Range): number;
  write(range: Range & { readonly value: number }): void;
  copy(range: Range & { readonly sourceByte: Bytes }): void;
  /** Every word becomes left + 3 × right modulo 2³². */
  triad(range: Range & { readonly leftByte: Bytes; readonly rightByte: Bytes }): void;
}

export const PAGE_BYTES = 65_536;

interface KernelExports {
  readonly fill: (from: number, to: number, first: number) => void;
  readonly read: (from: number, to: number) => number;
  readonly write: (from: number, to: number, value: number) => void;
  readonly copy: (from: number, to: number, source: number) => void;
  readonly triad: (from: number, to: number, left: number, right: number) => void;
}

/** A memory of whole pages that never grows. Throws a `RangeError` where there is not so much. */
export function createMemory({ kind, bytes }: { kind: MemoryKind; bytes: Bytes }): WebAssembly.Memory {
  const pages = Math.ceil(bytes / PAGE_BYTES);
  return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: kind === 'shared' });
}

/** The kernels on a memory of the given kind. Throws a `CompileError` where the page's policy forbids WebAssembly. */
export function kernelsOn({ memory, kind }: { memory: WebAssembly.Memory; kind: MemoryKind }): Kernels {
  const code = Uint8Array.from(atob(kind === 'shared' ? SHARED_KERNELS : PRIVATE_KERNELS), (c) => c.charCodeAt(0));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(code), { bench: { memory } });
  const { fill, read, write, copy, triad } = exports as unknown as KernelExports;
  return {
    fillHashes: ({ fromByte, toByte, firstWord }) => fill(fromByte, toByte, firstWord),
    read: ({ fromByte, toByte }) => read(fromByte, toByte) >>> 0,
    write: ({ fromByte, toByte, value }) => write(fromByte, toByte, value),
    copy: ({ fromByte, toByte, sourceByte }) => copy(fromByte, toByte, sourceByte),
    triad: ({ fromByte, toByte, leftByte, rightByte }) => triad(fromByte, toByte, leftByte, rightByte),
  };
}
