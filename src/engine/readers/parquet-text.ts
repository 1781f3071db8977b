import { BytesToText } from './bytes-to-text.ts';
import type { ParquetRefusal } from './parquet-rows.ts';

/** Held whole while it is read: what a Parquet file consists of stands at its end. */
export const MOST_PARQUET_BYTES = 512_000_000;
const MAGIC = [0x50, 0x41, 0x52, 0x31];

/**
 * Turns the bytes of a file into text as `BytesToText` does, and the rows of a Parquet file, which begins with `PAR1`, into
 * JSON lines. What reads Parquet is loaded when the first such file ends.
 */
export class FileToText {
  /** Why nothing of the file can be read, in words that go on "The file …", once it is known. */
  refusal: { readonly reason: string; readonly isOther: boolean } | undefined;
  readonly #text = new BytesToText();
  #begin: Uint8Array | undefined = new Uint8Array(0);
  #parquet: HeldBytes | undefined;

  /** What was wrong with the file, once it is. */
  get problem(): string | undefined {
    return this.#text.problem;
  }

  /** Whether chunks are kept and give no text before the end. */
  get isHeld(): boolean {
    return this.#parquet !== undefined;
  }

  /** The text of a chunk in pieces, each some milliseconds of work. */
  *push(chunk: Uint8Array): Generator<string, void> {
    if (this.#parquet) this.#hold(chunk);
    else if (!this.#begin) yield* this.#text.push(chunk);
    else {
      const begin = this.#begin.length === 0 ? chunk : Uint8Array.from([...this.#begin, ...chunk]);
      if (MAGIC.some((byte, at) => at < begin.length && begin[at] !== byte)) {
        this.#begin = undefined;
        yield* this.#text.push(begin);
      } else if (begin.length < MAGIC.length) this.#begin = begin.slice();
      else {
        this.#begin = undefined;
        this.#parquet = new HeldBytes();
        this.#hold(begin);
      }
    }
  }

  /** The rest, after the last chunk. */
  async *end(): AsyncGenerator<string, void> {
    if (!this.#parquet) {
      if (this.#begin) yield* this.#text.push(this.#begin);
      yield* this.#text.end();
    } else if (!this.refusal) yield* this.#rowsOf(this.#parquet);
  }

  #hold(chunk: Uint8Array): void {
    if (this.refusal) return;
    this.#parquet?.push(chunk);
    if ((this.#parquet?.byteLength ?? 0) <= MOST_PARQUET_BYTES) return;
    this.#parquet = new HeldBytes();
    this.refusal = { reason: 'is a Parquet file above 512 MB, which is more than can be held', isOther: false };
  }

  async *#rowsOf(bytes: HeldBytes): AsyncGenerator<string, void> {
    const reader = await import('./parquet-rows.ts').catch(() => undefined);
    if (!reader) {
      this.refusal = { reason: 'is a Parquet file, and what reads these could not be loaded', isOther: false };
      return;
    }
    try {
      yield* reader.parquetLines(bytes);
    } catch (error) {
      if (!(error instanceof reader.ParquetRefusal)) throw error;
      const { message, isOther }: ParquetRefusal = error;
      this.refusal = { reason: message, isOther };
    }
  }
}

/** A file's bytes as they came, without a copy of the whole. */
class HeldBytes {
  byteLength = 0;
  readonly #chunks: { readonly from: number; readonly bytes: Uint8Array }[] = [];

  push(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    // A source may fill the same memory again.
    this.#chunks.push({ from: this.byteLength, bytes: chunk.slice() });
    this.byteLength += chunk.length;
  }

  slice(start: number, end = this.byteLength): ArrayBuffer {
    const part = new Uint8Array(Math.max(0, Math.min(end, this.byteLength) - start));
    for (const { from, bytes } of this.#chunks) {
      const begin = Math.max(start, from);
      const stop = Math.min(start + part.length, from + bytes.length);
      if (begin < stop) part.set(bytes.subarray(begin - from, stop - from), begin - start);
    }
    return part.buffer;
  }
}
