import { use } from 'react';
import { useStore } from 'zustand';
import type { BenchStoreState } from '../../../state/bench-store.ts';
import { useServices } from '../../app-context.ts';

/** Of the measurements, which stay while pages change. */
export function useBench<T>(select: (state: BenchStoreState) => T): T {
  return useStore(use(useServices().bench()), select);
}
