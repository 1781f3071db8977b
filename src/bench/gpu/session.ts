import type { GpuFailure } from '../../domain/bandwidth/measurement.ts';
import type { Seconds } from '../../domain/units.ts';

/** Ends a measurement without a figure; the message is the detail that is shown. */
export class BenchStop extends Error {
  readonly failure: GpuFailure;
  constructor({ failure, detail }: { failure: GpuFailure; detail: string }) {
    super(detail);
    this.name = 'BenchStop';
    this.failure = failure;
  }
}

/** A device at work, and the only way to wait for it. */
export interface Session {
  readonly device: GPUDevice;
  readonly hasTimestamps: boolean;
  readonly now: () => Seconds;
  /** Waits for the device, but no longer than until it is lost or nobody wants the answer: then throws `BenchStop`. */
  readonly wait: <T>(answer: Promise<T>) => Promise<T>;
  /** What the device complained about and nobody asked for, last first. */
  readonly complaints: readonly string[];
}

const cancelled = (): BenchStop => new BenchStop({ failure: 'cancelled', detail: 'Stopped before it was done.' });

/** Waits for an answer, unless the signal is aborted before or meanwhile. */
export async function waitUnlessAborted<T>({
  answer,
  signal,
}: {
  answer: Promise<T>;
  signal: AbortSignal;
}): Promise<T> {
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(cancelled());
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([aborted, answer]);
  } finally {
    signal.removeEventListener('abort', stop);
    // The answer that lost the race may be an error.
    answer.catch(() => undefined);
  }
}

export function createSession({
  device,
  hasTimestamps,
  now,
  signal,
}: {
  device: GPUDevice;
  hasTimestamps: boolean;
  now: () => Seconds;
  signal: AbortSignal;
}): Session {
  const complaints: string[] = [];
  device.addEventListener('uncapturederror', (event) => {
    complaints.unshift((event as Event & { readonly error: GPUError }).error.message);
  });
  const lost = device.lost.then(({ reason, message }) => {
    throw new BenchStop({
      failure: 'device-lost',
      detail: message === '' ? `The device was lost (${reason}).` : message,
    });
  });
  // It is lost on purpose in the end, when nobody waits any more.
  lost.catch(() => undefined);
  const wait = async <T>(answer: Promise<T>): Promise<T> => {
    try {
      return await waitUnlessAborted({ answer: Promise.race([lost, answer]), signal });
    } catch (error) {
      if (error instanceof BenchStop) throw error;
      // What was under way is refused a moment before the loss itself is told, or instead of it.
      const name = error instanceof Error ? error.name : '';
      if (name === 'OperationError' || name === 'AbortError')
        throw new BenchStop({ failure: 'device-lost', detail: String(error) });
      throw error;
    } finally {
      answer.catch(() => undefined);
    }
  };
  return { device, hasTimestamps, now, wait, complaints };
}
