import { hashedWord, TRIAD_FACTOR, WRITTEN_LANES, WRITTEN_STEP } from '../checksum.ts';

/** A buffer of the device that tests use: real words, so that sums are what the same arithmetic gives. */
export class FakeBuffer {
  readonly size: number;
  readonly usage: number;
  readonly label: string;
  /** Refused for want of memory: everything done with it does nothing. */
  readonly isMissing: boolean;
  isDestroyed = false;
  version = 0;
  #words: Uint32Array<ArrayBuffer> | undefined;
  /** Of parts that have not been written since: their sums, and what was computed into them from what. */
  readonly #known = new Map<string, { readonly from: number; readonly to: number; sum?: number; origin?: string }>();
  readonly #onMap: () => Promise<void>;
  readonly #onDestroy: () => void;

  constructor({
    descriptor: { size, usage, label = '' },
    isMissing,
    onMap,
    onDestroy,
  }: {
    descriptor: GPUBufferDescriptor;
    isMissing: boolean;
    onMap: () => Promise<void>;
    onDestroy: () => void;
  }) {
    this.size = size;
    this.usage = usage;
    this.label = label;
    this.isMissing = isMissing;
    this.#onMap = onMap;
    this.#onDestroy = onDestroy;
  }
  get words(): Uint32Array<ArrayBuffer> {
    this.#words ??= new Uint32Array(this.size / 4);
    return this.#words;
  }
  /** Words of a part, to write to. */
  part({ offset, size }: { offset: number; size: number }): Uint32Array<ArrayBuffer> {
    this.version += 1;
    for (const [key, { from, to }] of this.#known) if (from < offset + size && offset < to) this.#known.delete(key);
    return this.words.subarray(offset / 4, (offset + size) / 4);
  }
  known({ offset, size }: { offset: number; size: number }): { sum?: number; origin?: string } {
    const key = `${offset} ${size}`;
    const found = this.#known.get(key) ?? { from: offset, to: offset + size };
    this.#known.set(key, found);
    return found;
  }
  sumOf({ offset, size }: { offset: number; size: number }): number {
    const known = this.known({ offset, size });
    if (known.sum !== undefined) return known.sum;
    let sum = 0;
    const words = this.words;
    for (let i = offset / 4; i < (offset + size) / 4; i += 1) sum = (sum + (words[i] ?? 0)) | 0;
    known.sum = sum;
    return sum;
  }
  mapAsync(): Promise<void> {
    return this.#onMap();
  }
  getMappedRange(offset = 0, size = this.size): ArrayBuffer {
    return this.words.buffer.slice(offset, offset + size);
  }
  unmap(): void {}
  destroy(): void {
    if (!this.isDestroyed) this.#onDestroy();
    this.isDestroyed = true;
  }
}

/** A part of a buffer, as it was bound. */
export interface Bound {
  readonly buffer: FakeBuffer;
  readonly offset: number;
  readonly size: number;
}

/** The six words of the uniform that every kernel takes. */
export interface FakeParameters {
  readonly elements: number;
  readonly invocations: number;
  readonly firstElement: number;
  readonly rounds: number;
}

const filled = new Map<string, Uint32Array<ArrayBuffer>>();

/** Hashing is slow, and always the same. */
function hashedPart({ firstWord, words }: { firstWord: number; words: number }): Uint32Array<ArrayBuffer> {
  const key = `${firstWord} ${words}`;
  const found = filled.get(key) ?? Uint32Array.from({ length: words }, (_, i) => hashedWord(firstWord + i));
  filled.set(key, found);
  return found;
}

/** Does what a kernel does, by the label of its pipeline. */
export function compute({
  label,
  isWrong,
  bound,
  parameters: { elements, firstElement, rounds },
}: {
  label: string;
  /** Comes to something else in one word. */
  isWrong: boolean;
  bound: readonly Bound[];
  parameters: FakeParameters;
}): void {
  const [kind = ''] = label.split(' ');
  const [target, ...rest] = bound;
  if (!target || bound.some(({ buffer }) => buffer.isMissing || buffer.isDestroyed)) return;
  const size = elements * 16;
  if (kind === 'read') {
    const [sums] = rest;
    if (!sums) return;
    const { words } = sums.buffer;
    words[0] =
      (words[0] ?? 0) + Math.imul(target.buffer.sumOf({ offset: target.offset, size }), rounds) + (isWrong ? 1 : 0);
    return;
  }
  const range = { offset: target.offset, size };
  const origin = [label, firstElement, ...rest.map(({ offset, buffer }) => `${offset}@${buffer.version}`)].join();
  if (target.buffer.known(range).origin === origin) return;
  const words = target.buffer.part(range);
  const sources = rest.map(({ buffer, offset }) => buffer.words.subarray(offset / 4, (offset + size) / 4));
  const [first = words, second = words] = sources;
  if (kind === 'fill') words.set(hashedPart({ firstWord: 4 * firstElement, words: words.length }));
  else if (kind === 'copy') words.set(first);
  else if (kind === 'triad')
    for (let i = 0; i < words.length; i += 1) words[i] = (first[i] ?? 0) + Math.imul(TRIAD_FACTOR, second[i] ?? 0);
  else if (kind === 'write')
    for (let i = 0; i < words.length; i += 1)
      words[i] = Math.imul(firstElement + Math.floor(i / 4), WRITTEN_STEP) + (WRITTEN_LANES[i % 4] ?? 0);
  else throw new Error(`The test device has no kernel ${label}.`);
  if (isWrong) words[0] = 0;
  target.buffer.known(range).origin = origin;
}
