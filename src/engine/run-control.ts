/** How far a long computation has come. */
export interface Progress {
  readonly doneRequests: number;
  readonly requests: number;
}

export interface RunControl {
  /** Called between steps of some milliseconds each, and at the end. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Asked between steps: an `AbortSignal`, or a look at memory shared with another thread. */
  readonly signal?: { readonly aborted: boolean } | undefined;
}

/** A long computation in steps: it does some milliseconds of work between two yields. */
export type Steps<T> = Generator<Progress, T, void>;

/** Thrown where a computation was stopped; nothing of its result exists. */
export class Cancelled extends Error {
  constructor({ doneRequests, requests }: Progress) {
    super(`Cancelled after ${doneRequests} of ${requests} requests`);
    this.name = 'Cancelled';
  }
}

/** Runs steps to their end in one go. Throws `Cancelled` as soon as the signal is aborted. */
export function finish<T>(steps: Steps<T>, control: RunControl = {}): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    report({ steps, progress: step.value, control });
  }
}

/**
 * Runs steps to their end and lets other work in between them, so that a message asking to stop can arrive.
 * `pause` resolves in a later turn of the event loop (a timer or a message, not a resolved promise).
 */
export async function finishInTurns<T>(
  steps: Steps<T>,
  { pause, ...control }: RunControl & { readonly pause: () => Promise<void> },
): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await pause();
    report({ steps, progress: step.value, control });
  }
}

function report<T>({ steps, progress, control }: { steps: Steps<T>; progress: Progress; control: RunControl }): void {
  if (control.signal?.aborted) {
    // Runs the generator's `finally` blocks, after which it can only be done.
    steps.return(undefined as never);
    throw new Cancelled(progress);
  }
  control.onProgress?.(progress);
}
