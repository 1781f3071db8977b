import { Gunzip } from 'fflate';

/** In every browser, worker and Node alike, but no part of the language that the core is compiled for. */
declare const TextDecoder: new (
  label: string,
  options: { readonly ignoreBOM: boolean },
) => {
  decode(bytes: Uint8Array): string;
};

/** Packed bytes inflated at a time: at most a thousandfold of them come out. */
const PACKED_STEP = 16_384;
const PLAIN_STEP = 1_048_576;
/** Enough to tell gzip and the byte orders of UTF-16 from other files. */
const MAGIC_BYTES = 3;

/**
 * Turns the bytes of a file, in chunks of any size, into text. Gzip is told by its first bytes and unpacked, several
 * members too; UTF-16 is told by its byte order mark, everything else is UTF-8. What is not UTF-8 becomes U+FFFD.
 * A packed file that is cut off or damaged gives what could be unpacked, and `problem` says so.
 */
export class BytesToText {
  /** What was wrong with the file, once it is. */
  problem: string | undefined;
  #begin = new Uint8Array(0);
  #isStarted = false;
  #decoder: ChunkDecoder | undefined;
  #gunzip: Gunzip | undefined;
  #unpacked: Uint8Array[] = [];

  /** The text of a chunk in pieces, each some milliseconds of work. */
  *push(chunk: Uint8Array): Generator<string, void> {
    if (this.problem !== undefined) return;
    if (this.#isStarted) yield* this.#pieces(chunk);
    else {
      this.#begin = joined(this.#begin, chunk);
      if (this.#begin.length >= MAGIC_BYTES) yield* this.#start();
    }
  }

  /** The rest, after the last chunk. */
  *end(): Generator<string, void> {
    if (!this.#isStarted) yield* this.#start();
    if (this.#gunzip && this.problem === undefined) yield* this.#inflate(new Uint8Array(0), true);
    yield this.#decoder?.rest() ?? '';
  }

  *#start(): Generator<string, void> {
    const begin = this.#begin;
    this.#begin = new Uint8Array(0);
    this.#isStarted = true;
    const isGzip = begin[0] === 0x1f && begin[1] === 0x8b;
    if (isGzip) this.#gunzip = new Gunzip((bytes) => void this.#unpacked.push(bytes));
    else this.#decoder = new ChunkDecoder(begin);
    yield* this.#pieces(begin);
  }

  *#pieces(bytes: Uint8Array): Generator<string, void> {
    const step = this.#gunzip ? PACKED_STEP : PLAIN_STEP;
    for (let from = 0; from < bytes.length && this.problem === undefined; from += step) {
      const part = bytes.subarray(from, from + step);
      if (this.#gunzip) yield* this.#inflate(part, false);
      else yield this.#decode(part);
    }
  }

  *#inflate(part: Uint8Array, isLast: boolean): Generator<string, void> {
    try {
      this.#gunzip?.push(part, isLast);
    } catch {
      this.problem = isLast
        ? 'the packed file ends early; what was whole of it is read'
        : 'the packed file is damaged; what came before the damage is read';
    }
    const unpacked = this.#unpacked;
    this.#unpacked = [];
    for (const bytes of unpacked) {
      if (bytes.length === 0) continue;
      this.#decoder ??= new ChunkDecoder(bytes);
      for (let from = 0; from < bytes.length; from += PLAIN_STEP)
        yield this.#decode(bytes.subarray(from, from + PLAIN_STEP));
    }
  }

  #decode(bytes: Uint8Array): string {
    return this.#decoder?.decode(bytes) ?? '';
  }
}

/**
 * Decodes chunks that may end inside a character, whose bytes wait for the next. A decoder's own streaming would do the
 * same, but Node's is several times slower and gives strings of twice the size.
 */
class ChunkDecoder {
  readonly #encoding: 'utf-8' | 'utf-16le' | 'utf-16be';
  readonly #decoder: InstanceType<typeof TextDecoder>;
  #waiting = new Uint8Array(0);
  #isFirst = true;

  constructor(begin: Uint8Array) {
    if (begin[0] === 0xff && begin[1] === 0xfe) this.#encoding = 'utf-16le';
    else if (begin[0] === 0xfe && begin[1] === 0xff) this.#encoding = 'utf-16be';
    else this.#encoding = 'utf-8';
    this.#decoder = new TextDecoder(this.#encoding, { ignoreBOM: true });
  }

  decode(chunk: Uint8Array): string {
    const bytes = this.#waiting.length === 0 ? chunk : joined(this.#waiting, chunk);
    const whole = bytes.length - (this.#encoding === 'utf-8' ? openUtf8In(bytes) : this.#openUtf16In(bytes));
    this.#waiting = joined(bytes.subarray(whole), new Uint8Array(0));
    return this.#text(bytes.subarray(0, whole));
  }

  rest(): string {
    return this.#text(this.#waiting);
  }

  #text(bytes: Uint8Array): string {
    if (bytes.length === 0) return '';
    const text = this.#decoder.decode(bytes);
    const isMarked = this.#isFirst && text.startsWith('\uFEFF');
    this.#isFirst = false;
    return isMarked ? text.slice(1) : text;
  }

  /** Half a unit, and a unit that begins a pair. */
  #openUtf16In(bytes: Uint8Array): number {
    const half = bytes.length % 2;
    const high = bytes[bytes.length - half - (this.#encoding === 'utf-16le' ? 1 : 2)] ?? 0;
    return high >= 0xd8 && high <= 0xdb ? half + 2 : half;
  }
}

/** Bytes at the end that begin a character and do not end it: 0 to 3. */
function openUtf8In(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte < 0xc0) continue;
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return needed > back ? back : 0;
  }
  return 0;
}

function joined(some: Uint8Array, others: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(some.length + others.length);
  all.set(some);
  all.set(others, some.length);
  return all;
}
