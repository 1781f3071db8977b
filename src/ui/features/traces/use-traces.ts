import { use } from 'react';
import { useStore } from 'zustand';
import type { TraceStore } from '../../../state/trace-store.ts';
import type { TraceState } from '../../../state/trace-types.ts';
import { useServices } from '../../app-context.ts';

/** The store of the logs; the page waits for it where it is not there yet. */
export function useTraceStore(): TraceStore {
  return use(useServices().traces());
}

/** Of the logs, which stay open while pages change. */
export function useTraces<T>(select: (state: TraceState) => T): T {
  return useStore(useTraceStore(), select);
}
