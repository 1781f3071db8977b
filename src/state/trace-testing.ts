import { swarmOf } from '../domain/swarm/workload.ts';
import { BASE_SCENARIO } from '../scenario/base-v0.ts';
import { createTraceStore } from './trace-store.ts';
import type {
  AskAnswer,
  OpenLog,
  ReadAnswer,
  TraceFile,
  TracePort,
  TraceQuestions,
  TraceReport,
  TraceSummary,
  WorkloadFit,
} from './trace-types.ts';

/** A store of logs for tests, whose port and clock they answer for. */

export const FILES: readonly TraceFile[] = [{ size: 10 }, { size: 20 }];
export const swarm = swarmOf(BASE_SCENARIO.workload);
export const PRICING = { pricedSeconds: [300], thresholds: [], pingSeconds: [300] };

export const logOf = (summary: Partial<TraceSummary> = {}): OpenLog => ({
  summary: { format: 'mooncake', sessions: 3, notes: ['as read'], ...summary } as TraceSummary,
  isSample: false,
  csv: null,
});
export const reportOf = (name: string): TraceReport =>
  ({
    missedTokens: name.length,
    questions: {
      lifeSeconds: 300,
      order: 'leaf-first',
      blockCount: undefined,
      slots: undefined,
      pricedSeconds: [],
      thresholds: [],
      pingSeconds: [],
    },
  }) as unknown as TraceReport;
/** All that follows from answers already given has happened: more turns than any chain of promises here has links. */
export const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
};

/** A call to the port whose answer the test gives. */
interface Call<Asked, Answer> {
  readonly asked: Asked;
  readonly answer: (answer: Answer) => Promise<void>;
  wasCancelled: boolean;
}

/** A store, what it asks of its port, and the clock that it waits for. */
export function start({ port: load }: { port?: () => Promise<TracePort> } = {}) {
  const waits: { seconds: number; onEnd: () => void; isOff: boolean }[] = [];
  const listening = <Asked, Answer>() => {
    const calls: Call<Asked, Answer>[] = [];
    const run = (asked: Asked) => {
      let resolve: (answer: Answer) => void = () => undefined;
      const result = new Promise<Answer>((given) => void (resolve = given));
      const call: Call<Asked, Answer> = {
        asked,
        wasCancelled: false,
        answer: (answer) => {
          resolve(answer);
          return settled();
        },
      };
      calls.push(call);
      return { result, cancel: () => void (call.wasCancelled = true) };
    };
    const last = () => {
      const call = calls.at(-1);
      if (!call) throw new Error('Nothing was asked');
      return call;
    };
    return { calls, run, last };
  };
  const reads = listening<Parameters<TracePort['read']>[0], ReadAnswer>();
  const samples = listening<Parameters<TracePort['sample']>[0], ReadAnswer>();
  const asks = listening<TraceQuestions, AskAnswer<TraceReport>>();
  const fits = listening<undefined, AskAnswer<WorkloadFit>>();
  const port: TracePort = {
    read: reads.run,
    sample: samples.run,
    ask: asks.run,
    fit: () => fits.run(undefined),
  };
  const store = createTraceStore({
    port: load ?? (() => Promise.resolve(port)),
    settle({ seconds, onEnd }) {
      const wait = { seconds, onEnd, isOff: false };
      waits.push(wait);
      return () => void (wait.isOff = true);
    },
  });
  /** All waits that were not called off come to their end. */
  const letSettle = async () => {
    for (const wait of waits.splice(0)) if (!wait.isOff) wait.onEnd();
    await settled();
  };
  const state = () => store.getState();
  const open = async (log = logOf()) => {
    state().read(FILES);
    await settled();
    await reads.last().answer({ status: 'read', log });
  };
  return { store, state, reads, samples, asks, fits, waits, letSettle, open };
}
