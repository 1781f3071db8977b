/** How workers of one memory begin and stop together. `Atomics` on three words that all of them see. */

const ARRIVED = 0;
const BEGUN = 1;
const STOPPED = 2;
const CONTROL_BYTES = 3 * Int32Array.BYTES_PER_ELEMENT;

/** How long one worker may wait for the others. */
const PATIENCE_MS = 5_000;

export function createControl(): SharedArrayBuffer {
  return new SharedArrayBuffer(CONTROL_BYTES);
}

export interface Rendezvous {
  /** Returns when all workers have called it for this round. Throws when some do not come. */
  readonly begin: () => void;
  readonly isStopped: () => boolean;
  /** Stops all of them. */
  readonly stop: () => void;
}

/** One round, 1, 2, …, of so many workers. Counts only go up, so that nothing has to be set back between rounds. */
export function joinRound({
  control,
  workers,
  round,
  patienceMs = PATIENCE_MS,
}: {
  control: SharedArrayBuffer;
  workers: number;
  round: number;
  patienceMs?: number;
}): Rendezvous {
  const words = new Int32Array(control);
  return {
    begin() {
      if (Atomics.add(words, ARRIVED, 1) + 1 === workers * round) {
        Atomics.store(words, BEGUN, round);
        Atomics.notify(words, BEGUN);
        return;
      }
      while (Atomics.load(words, BEGUN) < round)
        if (Atomics.wait(words, BEGUN, round - 1, patienceMs) === 'timed-out')
          throw new Error('The other workers did not begin.');
    },
    isStopped: () => Atomics.load(words, STOPPED) >= round,
    stop: () => void Atomics.store(words, STOPPED, round),
  };
}
