import { useStore } from 'zustand';
import type { TraceStore } from '../../../state/trace-store.ts';
import type { TraceState } from '../../../state/trace-types.ts';
import { useServices } from '../../app-context.ts';
import { useLoaded } from '../../shared/lazy-part.ts';

/** The store of the logs; the page waits for it where it is not there yet. */
export function useTraceStore(): TraceStore {
  return useLoaded(useServices().traces);
}

/** Of the logs, which stay open while pages change. */
export function useTraces<T>(select: (state: TraceState) => T): T {
  return useStore(useTraceStore(), select);
}
