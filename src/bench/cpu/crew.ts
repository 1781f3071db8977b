import type { CpuFailure } from '../../domain/bandwidth/measurement.ts';
import type { Bytes } from '../../domain/units.ts';
import { commonWindow, type CommonWindow } from './common-window.ts';
import type { MemoryKind } from './kernels.ts';
import type { CpuKernel, FromCpuWorker, MemorySource, ToCpuWorker } from './protocol.ts';
import { createControl } from './rendezvous.ts';

/** The part of a `Worker` that is used here, for tests to stand in for. */
export interface CpuWorker {
  postMessage(message: ToCpuWorker, transfer: Transferable[]): void;
  terminate(): void;
}

export interface CpuWorkerListener {
  readonly onMessage: (message: FromCpuWorker) => void;
  /** The worker is of no more use; why, in a sentence. */
  readonly onCrash: (reason: string) => void;
}

/** Starts `cpu-worker.ts`. Throws where there are no workers. */
export type StartCpuWorker = (listener: CpuWorkerListener) => CpuWorker;

/** Why a crew cannot go on. */
export class CrewFailure extends Error {
  override readonly name = 'CrewFailure';
  readonly failure: CpuFailure;
  constructor({ failure, detail }: { failure: CpuFailure; detail: string }) {
    super(detail);
    this.failure = failure;
  }
}

/** Workers that do the same at the same time. After a {@link CrewFailure} all of them have ended. */
export interface Crew {
  readonly fill: () => Promise<void>;
  /** Sums over all workers, modulo 2³². Rejects when any worker's differs. */
  readonly check: () => Promise<{ expected: number; found: number }>;
  /** Reads have to come first: the other kernels write over what they read. */
  readonly run: (options: { kernel: CpuKernel; windowMs: number }) => Promise<CommonWindow>;
  /** Ends the workers, which alone gives their memory back. */
  readonly end: () => void;
}

/** A phone that ran out of memory may end a worker and say nothing. */
const PATIENCE_MS = 60_000;
/** In which a message reaches every worker. */
const LEAD_MS = 25;

type Answer<Kind extends FromCpuWorker['type']> = Extract<FromCpuWorker, { type: Kind }>;

/** Workers with their memory, not yet filled. Rejects with a {@link CrewFailure}. */
export async function startCrew({
  workers,
  bytesPerWorker,
  memory,
  startWorker,
  signal,
  nowMs,
}: {
  workers: number;
  bytesPerWorker: Bytes;
  memory: MemoryKind;
  startWorker: StartCpuWorker;
  signal: AbortSignal;
  nowMs: () => number;
}): Promise<Crew> {
  const sources = memorySources({ workers, memory });
  const started: CpuWorker[] = [];
  let trouble: CrewFailure | undefined;
  /** Who asks now: told of every answer, and of what ends the crew. */
  let asking: { answer: (from: { index: number; message: FromCpuWorker }) => void; fail: () => void } | undefined;

  const end = (): void => {
    signal.removeEventListener('abort', cancel);
    for (const worker of started.splice(0)) worker.terminate();
  };
  const giveUp = (why: { failure: CpuFailure; detail: string }): void => {
    trouble ??= new CrewFailure(why);
    end();
    asking?.fail();
  };
  const cancel = (): void => giveUp({ failure: 'cancelled', detail: 'Cancelled.' });

  const ask = <Kind extends FromCpuWorker['type']>({
    kind,
    messages,
    patienceMs = PATIENCE_MS,
  }: {
    kind: Kind;
    messages: readonly { message: ToCpuWorker; transfer?: Transferable[] }[];
    patienceMs?: number;
  }): Promise<Answer<Kind>[]> =>
    new Promise((resolve, reject) => {
      const answers: Answer<Kind>[] = [];
      let answered = 0;
      const late = setTimeout(
        () => giveUp({ failure: 'crashed', detail: 'A worker did not answer; the memory may have run out.' }),
        patienceMs,
      );
      const done = (): void => {
        clearTimeout(late);
        asking = undefined;
      };
      asking = {
        fail() {
          done();
          reject(trouble);
        },
        answer({ index, message }) {
          if (message.type === 'failed') return giveUp(message);
          if (!isOf(message, kind)) return giveUp({ failure: 'crashed', detail: `Unexpected: ${message.type}.` });
          answers[index] = message;
          answered += 1;
          if (answered < workers) return;
          done();
          resolve(answers);
        },
      };
      if (trouble) return asking.fail();
      try {
        messages.forEach(({ message, transfer }, index) => started[index]?.postMessage(message, transfer ?? []));
      } catch (error) {
        giveUp({ failure: 'crashed', detail: detailOf(error) });
      }
    });

  const toAll = (message: ToCpuWorker): { message: ToCpuWorker }[] =>
    Array.from({ length: workers }, () => ({ message }));

  signal.addEventListener('abort', cancel);
  if (signal.aborted) cancel();
  for (let index = 0; index < workers && trouble === undefined; index += 1) {
    try {
      const worker = startWorker({
        onMessage: (message) => asking?.answer({ index, message }),
        onCrash: (detail) => giveUp({ failure: 'crashed', detail }),
      });
      started.push(worker);
    } catch (error) {
      giveUp({ failure: 'no-workers', detail: detailOf(error) });
    }
  }
  await ask({
    kind: 'set-up',
    messages: sources.map(({ source, transfer }, index) => ({
      message: { type: 'set-up', index, workers, bytesPerWorker, memory: source },
      transfer,
    })),
  });

  let round = 0;
  return {
    fill: async () => void (await ask({ kind: 'filled', messages: toAll({ type: 'fill' }) })),
    async check() {
      const answers = await ask({ kind: 'checked', messages: toAll({ type: 'check' }) });
      const wrong = answers.find(({ expected, found }) => expected !== found);
      if (wrong) {
        const detail = `The sum is ${wrong.found}, and should be ${wrong.expected}.`;
        giveUp({ failure: 'wrong-result', detail });
        throw new CrewFailure({ failure: 'wrong-result', detail });
      }
      return {
        expected: answers.reduce((sum, { expected }) => sum + expected, 0) % 2 ** 32,
        found: answers.reduce((sum, { found }) => sum + found, 0) % 2 ** 32,
      };
    },
    async run({ kernel, windowMs }) {
      round += 1;
      const go: ToCpuWorker = { type: 'go', kernel, round, startAtMs: nowMs() + LEAD_MS, windowMs };
      const answers = await ask({ kind: 'ran', messages: toAll(go), patienceMs: PATIENCE_MS + windowMs });
      return commonWindow(answers.map(({ marks }) => marks));
    },
    end,
  };
}

function memorySources({
  workers,
  memory,
}: {
  workers: number;
  memory: MemoryKind;
}): { source: MemorySource; transfer: MessagePort[] }[] {
  if (memory === 'private') return Array.from({ length: workers }, () => ({ source: { from: 'own' }, transfer: [] }));
  const control = createControl();
  const channels = Array.from({ length: workers - 1 }, () => new MessageChannel());
  const others = channels.map(({ port1 }) => port1);
  return [
    { source: { from: 'made-for-all', others, control }, transfer: others },
    ...channels.map(({ port2 }) => ({
      source: { from: 'another', maker: port2, control } as const,
      transfer: [port2],
    })),
  ];
}

function isOf<Kind extends FromCpuWorker['type']>(message: FromCpuWorker, kind: Kind): message is Answer<Kind> {
  return message.type === kind;
}

function detailOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
