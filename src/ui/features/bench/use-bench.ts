import { useStore } from 'zustand';
import type { BenchStoreState } from '../../../state/bench-store.ts';
import { useServices } from '../../app-context.ts';
import { useLoaded } from '../../shared/lazy-part.ts';

/** Of the measurements, which stay while pages change. */
export function useBench<T>(select: (state: BenchStoreState) => T): T {
  return useStore(useLoaded(useServices().bench), select);
}
