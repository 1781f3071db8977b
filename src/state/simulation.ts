import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Progress, Simulation, SimulationPort, SimulationRequest, SimulationSize } from './ports.ts';

/** What has become of the last request. */
export type SimulationRun =
  | { readonly status: 'idle' }
  | { readonly status: 'running'; readonly request: SimulationRequest; readonly progress: Progress | null }
  | { readonly status: 'done'; readonly request: SimulationRequest; readonly simulation: Simulation }
  | { readonly status: 'failed'; readonly request: SimulationRequest; readonly message: string }
  | {
      readonly status: 'too-large';
      readonly request: SimulationRequest;
      readonly size: SimulationSize;
      readonly mostBytes: number;
      /** The largest sample in whole tasks that fits; `null` where not even one task does. */
      readonly fits: SimulationSize | null;
    };

export interface SimulationState {
  readonly run: SimulationRun;
  /** Starts over with this request. The caller holds back what still changes. */
  readonly start: (request: SimulationRequest) => void;
  /** Stops what is running. */
  readonly cancel: () => void;
}

export type SimulationStore = StoreApi<SimulationState>;

/** What a page may take beside everything else that is open: 3.3 million requests. */
const MOST_BYTES = 400e6;

/**
 * One simulation at a time, the latest asked for: what an older one still says is dropped. `port` is loaded with the
 * first simulation.
 */
export function createSimulationStore({ port }: { port: () => Promise<SimulationPort> }): SimulationStore {
  let latest = 0;
  let stop: (() => void) | undefined;
  const halt = (): void => {
    latest++;
    stop?.();
    stop = undefined;
  };
  return createStore<SimulationState>()((set, get) => ({
    run: { status: 'idle' },
    start(request) {
      halt();
      const own = latest;
      const say = (run: SimulationRun): void => {
        if (own === latest) set({ run });
      };
      say({ status: 'running', request, progress: null });
      const simulate = async (): Promise<void> => {
        const simulator = await port();
        if (own !== latest) return;
        const size = simulator.sizeOf(request);
        if (size.bytes > MOST_BYTES) {
          const fits = largestThatFits({ simulator, request });
          say({ status: 'too-large', request, size, mostBytes: MOST_BYTES, fits });
          return;
        }
        const { result, cancel } = simulator.run(request, (progress) => say({ status: 'running', request, progress }));
        stop = cancel;
        const answer = await result;
        if (own === latest) stop = undefined;
        if (answer.status === 'done') say({ status: 'done', request, simulation: answer.simulation });
        else if (answer.status === 'failed') say({ status: 'failed', request, message: answer.message });
        else say({ status: 'idle' });
      };
      simulate().catch(() =>
        say({ status: 'failed', request, message: 'The simulation could not be loaded. Try again.' }),
      );
    },
    cancel() {
      if (get().run.status !== 'running') return;
      halt();
      set({ run: { status: 'idle' } });
    },
  }));
}

function largestThatFits({
  simulator,
  request: { swarm },
}: {
  simulator: SimulationPort;
  request: SimulationRequest;
}): SimulationSize | null {
  const task = simulator.sizeOf({ swarm, leastRequests: 1 });
  const tasks = Math.floor(MOST_BYTES / task.bytes);
  return tasks > 0 ? simulator.sizeOf({ swarm, leastRequests: tasks * task.requests }) : null;
}
