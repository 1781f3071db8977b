import { sumOfWords } from '../gpu/checksum.ts';
import { createMemory, kernelsOn, type Kernels, type Range } from './kernels.ts';
import { createPasses, WrongSum, type Passes } from './passes.ts';
import {
  memoryKindOf,
  type FromCpuWorker,
  type Go,
  type Marks,
  type MemorySource,
  type SetUp,
  type ToCpuWorker,
} from './protocol.ts';
import { joinRound } from './rendezvous.ts';

/** A start that lies further ahead than this comes from another clock, and is not waited for. */
const LONGEST_WAIT_MS = 200;

interface Ready {
  readonly setUp: SetUp;
  readonly kernels: Kernels;
  readonly stretch: Range;
  readonly firstWord: number;
}

/**
 * Answers the messages of `measureCpu`, each with one message. `nowMs` is the clock that all workers share. A run blocks:
 * whoever wants to stop it ends the worker.
 */
export function createCpuHandler({
  post,
  nowMs,
}: {
  post: (answer: FromCpuWorker) => void;
  nowMs: () => number;
}): (message: ToCpuWorker) => Promise<void> {
  let ready: Ready | undefined;
  let filledSum = 0;
  /** Reading goes on where it stopped, so that every pass is whole and its sum known. */
  let reading: Passes | undefined;

  const answer = async (message: ToCpuWorker): Promise<FromCpuWorker> => {
    if (message.type === 'set-up') {
      ready = await setUp(message);
      return { type: 'set-up' };
    }
    if (ready === undefined) throw new Error('The worker was not set up.');
    const { kernels, stretch, firstWord } = ready;
    switch (message.type) {
      case 'fill':
        kernels.fillHashes({ ...stretch, firstWord });
        return { type: 'filled' };
      case 'check': {
        const toWord = firstWord + (stretch.toByte - stretch.fromByte) / 4;
        filledSum = sumOfWords({ fromWord: firstWord, toWord });
        return { type: 'checked', expected: filledSum, found: kernels.read(stretch) };
      }
      case 'go': {
        const { kernel, round } = message;
        const of = { kernels, kernel, stretch, filledSum, salt: round };
        if (kernel !== 'read') {
          const passes = createPasses(of);
          const marks = runFor({ passes, go: message, setUp: ready.setUp, nowMs });
          passes.finish();
          return { type: 'ran', marks };
        }
        reading ??= createPasses(of);
        return { type: 'ran', marks: runFor({ passes: reading, go: message, setUp: ready.setUp, nowMs }) };
      }
    }
  };

  return async (message) => {
    try {
      post(await answer(message));
    } catch (error) {
      post(failureOf({ error, during: message.type }));
    }
  };
}

async function setUp(message: SetUp): Promise<Ready> {
  const { index, bytesPerWorker } = message;
  const kind = memoryKindOf(message.memory);
  const memory = await memoryOf(message);
  const fromByte = kind === 'shared' ? index * bytesPerWorker : 0;
  return {
    setUp: message,
    kernels: kernelsOn({ memory, kind }),
    stretch: { fromByte, toByte: fromByte + bytesPerWorker },
    firstWord: (index * bytesPerWorker) / 4,
  };
}

async function memoryOf({ memory: source, workers, bytesPerWorker }: SetUp): Promise<WebAssembly.Memory> {
  if (source.from === 'own') return createMemory({ kind: 'private', bytes: bytesPerWorker });
  if (source.from === 'another') return receive(source);
  const memory = createMemory({ kind: 'shared', bytes: workers * bytesPerWorker });
  for (const port of source.others) {
    port.postMessage(memory);
    port.close();
  }
  return memory;
}

function receive({ maker }: Extract<MemorySource, { from: 'another' }>): Promise<WebAssembly.Memory> {
  return new Promise((resolve, reject) => {
    maker.addEventListener('message', ({ data }: MessageEvent<WebAssembly.Memory>) => {
      resolve(data);
      maker.close();
    });
    maker.addEventListener('messageerror', () => reject(new Error('The shared memory could not be handed over.')));
    maker.start();
  });
}

function runFor({
  passes,
  go,
  setUp: { memory, workers },
  nowMs,
}: {
  passes: Passes;
  go: Go;
  setUp: SetUp;
  nowMs: () => number;
}): Marks {
  const others = memory.from === 'own' ? undefined : joinRound({ control: memory.control, workers, round: go.round });
  if (others) others.begin();
  else if (go.startAtMs - nowMs() < LONGEST_WAIT_MS) while (nowMs() < go.startAtMs);

  let now = nowMs();
  const until = now + go.windowMs;
  const atMs = [now];
  const movedBytes = [0];
  let moved = 0;
  do {
    moved += passes.step();
    now = nowMs();
    atMs.push(now);
    movedBytes.push(moved);
    if (now >= until) others?.stop();
  } while (now < until && !others?.isStopped());
  return { atMs: Float64Array.from(atMs), movedBytes: Float64Array.from(movedBytes) };
}

function failureOf({
  error,
  during,
}: {
  error: unknown;
  during: ToCpuWorker['type'];
}): Extract<FromCpuWorker, { type: 'failed' }> {
  const detail = error instanceof Error ? error.message : String(error);
  // The one thing that setting up can have too little of.
  if (during === 'set-up' && error instanceof RangeError) return { type: 'failed', failure: 'out-of-memory', detail };
  return { type: 'failed', failure: error instanceof WrongSum ? 'wrong-result' : 'crashed', detail };
}
