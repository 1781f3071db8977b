import { Cancelled } from '../run-control.ts';
import { Drop, Refused } from './drop.ts';
import type { LogFormat, ReadLog } from './log.ts';
import { FileToText } from './parquet-text.ts';
import type { UsageReaderOptions } from './usage/index.ts';

/** A file, known by its place in the list and by nothing else. */
export interface LogSource {
  /** For progress; absent where it is not known. */
  readonly bytes?: number | undefined;
  /** Its bytes from the start, in chunks of any size. Called once; closed where reading ends early. */
  readonly chunks: () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  /** Whether it may be left out where its format is unknown: found in a folder rather than chosen. */
  readonly mayBeOther?: boolean | undefined;
}

export interface ReadProgress {
  readonly doneBytes: number;
  /** `null` where a file does not say. */
  readonly bytes: number | null;
}

export interface ReadControl {
  /** Called between steps of some milliseconds each. */
  readonly onProgress?: ((progress: ReadProgress) => void) | undefined;
  /** Asked between steps. */
  readonly signal?: { readonly aborted: boolean } | undefined;
  /** Resolves in a later turn of the event loop, so that a message asking to stop can arrive; called every megabyte. */
  readonly pause?: (() => Promise<void>) | undefined;
}

export type ReadLogsResult =
  | { readonly state: 'read'; readonly log: ReadLog }
  /** Nothing of the drop was taken. The reason is whole sentences; `file` is the file's index where it is about one. */
  | { readonly state: 'refused'; readonly reason: string; readonly file?: number };

export interface ReadLogsRequest extends UsageReaderOptions {
  readonly files: readonly LogSource[];
  /** Default: told by the contents of each file. */
  readonly format?: LogFormat | undefined;
  readonly control?: ReadControl | undefined;
}

/** Thrown where reading was stopped; nothing of what was read is kept. */
export class ReadingCancelled extends Cancelled {
  constructor({ doneBytes }: ReadProgress) {
    super({ doneRequests: 0, requests: 0 });
    this.name = 'ReadingCancelled';
    this.message = `Cancelled after ${doneBytes} bytes`;
  }
}

const PAUSE_CHARACTERS = 1_000_000;

/**
 * Reads log files of one format into one log. Formats are told by contents; a drop of two formats, or of none that is
 * known, is refused with the reason. Broken lines are skipped, counted and listed. Files are streamed: lines are read
 * and forgotten, and of formats whose files are single documents one file is held at a time, up to 512 million
 * characters. Lines may have 16 million. A Parquet file is held whole, up to 512 MB.
 *
 * Errors: none for any contents. `ReadingCancelled` when stopped; what a source throws is passed on.
 * Example: one file with a good Mooncake row and `nonsense` is read as one request and one skipped line, line 2.
 * Ignores: names of files, and check sums of packed ones.
 */
export async function readLogs({ files, format, control = {}, ...options }: ReadLogsRequest): Promise<ReadLogsResult> {
  const drop = new Drop({ format, files: files.length, options });
  const bytes = files.reduce<number | null>(
    (sum, file) => (sum === null || file.bytes === undefined ? null : sum + file.bytes),
    0,
  );
  let doneBytes = 0;
  let unpaused = 0;
  const step = async (characters: number): Promise<void> => {
    unpaused += characters;
    if (unpaused >= PAUSE_CHARACTERS && control.pause) {
      unpaused = 0;
      await control.pause();
    }
    if (control.signal?.aborted) throw new ReadingCancelled({ doneBytes, bytes });
    control.onProgress?.({ doneBytes, bytes });
  };
  try {
    for (const [index, source] of files.entries()) {
      await step(0);
      const file = drop.startFile({ file: index, mayBeOther: source.mayBeOther === true });
      const text = new FileToText();
      for await (const chunk of source.chunks()) {
        for (const piece of text.push(chunk)) {
          for (const characters of file.push(piece)) await step(characters);
          await step(piece.length);
        }
        doneBytes += chunk.length;
        if (text.isHeld) await step(chunk.length);
        if (file.isLeftOut || text.problem !== undefined || text.refusal) break;
      }
      for await (const piece of text.end()) {
        for (const characters of file.push(piece)) await step(characters);
        await step(piece.length);
      }
      if (text.refusal) file.refuse(text.refusal);
      for (const characters of file.end()) await step(characters);
      if (text.problem !== undefined && !file.isLeftOut) drop.note(index, text.problem);
    }
    await step(0);
    return { state: 'read', log: drop.finish() };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { state: 'refused', reason: error.message, ...(error.file === undefined ? {} : { file: error.file }) };
  }
}
