import type { Bytes } from '../../../domain/units.ts';
import type { CpuWorkerListener, StartCpuWorker } from '../crew.ts';
import { memoryKindOf, type FromCpuWorker, type Go, type SetUp, type ToCpuWorker } from '../protocol.ts';

export interface FakeMachine {
  /** Bytes per second of each worker, when so many run. `sample` counts the runs of these workers from 0. */
  readonly rateOf: (run: { workers: number; kernel: Go['kernel']; sample: number }) => number;
  /** What is there for all workers together. */
  readonly memoryBytes?: Bytes;
  /** How much later than the one before each worker of a crew begins. */
  readonly lagMs?: (workers: number) => number;
  /** Stands in for an answer; `undefined`: the usual one. `null`: none at all. */
  readonly answer?: (asked: {
    index: number;
    workers: number;
    message: ToCpuWorker;
    listener: CpuWorkerListener;
  }) => FromCpuWorker | null | undefined;
}

/** Workers that answer as those of a machine would, without threads, memory or time passing. */
export function createFakeMachine({ rateOf, memoryBytes = Infinity, lagMs = () => 0, answer }: FakeMachine) {
  let ms = 0;
  let started = 0;
  let ended = 0;
  let mostAtOnce = 0;
  const setUps: SetUp[] = [];

  const startWorker: StartCpuWorker = (listener) => {
    let isOver = false;
    let setUp: SetUp | undefined;
    let samples = 0;
    started += 1;
    mostAtOnce = Math.max(mostAtOnce, started - ended);

    const usual = (message: ToCpuWorker): FromCpuWorker => {
      if (message.type === 'set-up') {
        setUp = message;
        if (message.index === 0) setUps.push(message);
        if (message.workers * message.bytesPerWorker > memoryBytes)
          return { type: 'failed', failure: 'out-of-memory', detail: 'could not allocate memory' };
        return { type: 'set-up' };
      }
      if (message.type === 'fill') return { type: 'filled' };
      if (message.type === 'check') return { type: 'checked', expected: 3_000_000_000, found: 3_000_000_000 };
      const { workers = 1, index = 0 } = setUp ?? {};
      const from = message.startAtMs + index * lagMs(workers);
      const to = from + message.windowMs;
      ms = Math.max(ms, to);
      const moved = (rateOf({ workers, kernel: message.kernel, sample: samples++ }) * message.windowMs) / 1_000;
      return {
        type: 'ran',
        marks: { atMs: Float64Array.from([from, to]), movedBytes: Float64Array.from([0, moved]) },
      };
    };

    return {
      postMessage(message) {
        const asked = { index: setUp?.index ?? 0, workers: setUp?.workers ?? 0, message, listener };
        queueMicrotask(() => {
          if (isOver) return;
          const said = answer?.(asked);
          if (said !== null && !isOver) listener.onMessage(said ?? usual(message));
        });
      },
      terminate() {
        isOver = true;
        ended += 1;
      },
    };
  };

  return {
    startWorker,
    nowMs: () => ms,
    /** One of each crew. */
    setUps,
    kinds: () => new Set(setUps.map(({ memory }) => memoryKindOf(memory))),
    counts: () => ({ started, ended, mostAtOnce }),
  };
}
