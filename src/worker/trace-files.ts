import { ReadingCancelled, type LogSource } from '../engine/readers/read-logs.ts';
import type { TraceBlob } from './trace-protocol.ts';

/** Whether work is to stop, and a way to be told at once: a drive that does not answer must not hold up the visitor. */
export class Stop {
  readonly whenAborted: Promise<void>;
  #aborted = false;
  #tell: () => void = () => undefined;

  constructor() {
    this.whenAborted = new Promise((resolve) => {
      this.#tell = resolve;
    });
  }

  get aborted(): boolean {
    return this.#aborted;
  }

  abort(): void {
    this.#aborted = true;
    this.#tell();
  }
}

/** A file that could not be read to its end; the message is whole sentences. */
export class UnreadableFile extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnreadableFile';
  }
}

/**
 * Files as the readers of logs take them. Reading one throws an `UnreadableFile` where the browser cannot give it, or where
 * it turns out longer or shorter than it was when it was chosen, and `ReadingCancelled` where it is stopped.
 */
export function sourcesOf({ files, stop }: { files: readonly TraceBlob[]; stop: Stop }): readonly LogSource[] {
  return files.map(({ blob, mayBeOther }, index) => ({
    bytes: blob.size,
    mayBeOther,
    chunks: () => chunksOf({ blob, stop, name: files.length === 1 ? 'The file' : `File ${index + 1}` }),
  }));
}

/** By hand: not every browser can loop over a stream. */
async function* chunksOf({
  blob,
  stop,
  name,
}: {
  blob: TraceBlob['blob'];
  stop: Stop;
  name: string;
}): AsyncGenerator<Uint8Array, void> {
  const reader = blob.stream().getReader();
  let doneBytes = 0;
  try {
    for (;;) {
      const step = await Promise.race([reader.read(), stop.whenAborted]).catch((error: unknown) => {
        throw new UnreadableFile(`${name} ${reasonOf(error)} Choose it again.`);
      });
      if (!step) throw new ReadingCancelled({ doneBytes, bytes: blob.size });
      if (step.done) break;
      doneBytes += step.value.length;
      yield step.value;
    }
    if (doneBytes !== blob.size) throw new UnreadableFile(`${name} was changed while it was read. Choose it again.`);
  } finally {
    // Not waited for: a drive that does not answer does not answer to this either.
    void reader.cancel().catch(() => undefined);
  }
}

function reasonOf(error: unknown): string {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotFoundError') return 'is no longer where it was.';
  if (name === 'NotReadableError') return 'could not be read any more: it was changed or moved after it was chosen.';
  if (name === 'SecurityError' || name === 'NotAllowedError') return 'may not be read.';
  return `could not be read${error instanceof Error && error.message ? ` (${error.message})` : ''}.`;
}
