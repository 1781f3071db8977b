import { useStore } from 'zustand';
import type { TraceState } from '../../../state/trace-types.ts';
import { useServices } from '../../app-context.ts';

/** Of the logs, which stay open while pages change. */
export function useTraces<T>(select: (state: TraceState) => T): T {
  return useStore(useServices().traces, select);
}
