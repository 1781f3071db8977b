import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AdapterIdentity, BenchRecord } from '../domain/bandwidth/measurement.ts';
import type { BenchPort, BenchRequest, BenchState } from './bench-types.ts';

const MIB = 2 ** 20;
/** Four times the largest cache that a card is sold with. */
const MOST_BYTES = 1_024 * MIB;
/** A phone ends the page that takes more. */
const MOST_BYTES_OF_PHONES = 256 * MIB;

/** The state of `BenchState`, and what the visitor says of the machine that was measured. */
export interface BenchStoreState extends BenchState {
  /** Why a run could not even begin; `null` where the last one did. */
  readonly problem: string | null;
  /** The run was called off and has not ended yet. */
  readonly isCancelling: boolean;
  /** The card that the visitor says the adapter of `record` is. */
  readonly confirmedCardId: string | null;
  readonly confirmCard: (cardId: string | null) => void;
}

export type BenchStore = StoreApi<BenchStoreState>;

/** What is asked for before the visitor says otherwise. */
export function firstRequest({ isPhone }: { isPhone: boolean }): BenchRequest {
  return { parts: ['gpu', 'cpu'], mostBytes: isPhone ? MOST_BYTES_OF_PHONES : MOST_BYTES };
}

/**
 * Bandwidth measurements, one run at a time. `port` is loaded with the first run. A run that ended leaves its record whatever
 * came of it; a confirmed card holds for as long as the same adapter answers.
 */
export function createBenchStore({
  port,
  request,
}: {
  port: () => Promise<BenchPort>;
  request: BenchRequest;
}): BenchStore {
  return createStore<BenchStoreState>()((set, get) => {
    let cancelRun = (): void => undefined;

    const end = (record: BenchRecord | null): void => {
      const isSameMachine = record !== null && isSameAdapter(adapterOf(record), adapterOf(get().record));
      cancelRun = () => undefined;
      set({
        running: null,
        isCancelling: false,
        ...(record === null ? {} : { record }),
        ...(record === null || isSameMachine ? {} : { confirmedCardId: null }),
      });
    };

    const run = (bench: BenchPort): void => {
      // Called off while it was being loaded.
      if (get().isCancelling) {
        end(null);
        return;
      }
      const { record, cancel } = bench.run(get().request, (progress) => {
        if (get().running) set({ running: { progress } });
      });
      cancelRun = cancel;
      void record.then(end);
    };

    return {
      running: null,
      isCancelling: false,
      record: null,
      problem: null,
      request,
      confirmedCardId: null,
      confirmCard(confirmedCardId) {
        set({ confirmedCardId });
      },
      setRequest(change) {
        set({ request: { ...get().request, ...change } });
      },
      start() {
        const { running, request: asked } = get();
        if (running || asked.parts.length === 0) return;
        set({ running: { progress: null }, isCancelling: false, problem: null });
        void port()
          .then(run)
          .catch((error: unknown) => {
            end(null);
            set({ problem: error instanceof Error ? error.message : String(error) });
          });
      },
      cancel() {
        if (!get().running || get().isCancelling) return;
        set({ isCancelling: true });
        cancelRun();
      },
    };
  });
}

/** What answered as graphics adapter in a run, measured or not. */
export function adapterOf(record: BenchRecord | null): AdapterIdentity | null {
  return record?.gpu?.adapter ?? null;
}

function isSameAdapter(a: AdapterIdentity | null, b: AdapterIdentity | null): boolean {
  return a !== null && b !== null && JSON.stringify(keysOf(a)) === JSON.stringify(keysOf(b));
}

function keysOf({ vendor, architecture, device, description, isFallback, renderer }: AdapterIdentity): unknown {
  return [vendor, architecture, device, description, isFallback, renderer];
}
