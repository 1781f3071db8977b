import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { SimulationRequest } from '../../../../state/ports.ts';
import { createSimulationStore, type SimulationRun } from '../../../../state/simulation.ts';
import { useServices } from '../../../app-context.ts';
import { requestOfText, textOfRequest } from './request-text.ts';

/** After the last change; a drag makes many. */
const MOMENT_MS = 350;
const IDLE: SimulationRun = { status: 'idle' };

export interface LiveSimulation {
  /** Of this very request; results of another are not shown. */
  readonly run: SimulationRun;
  /** The visitor stopped it; it stays stopped until something changes or they start it again. */
  readonly isHeld: boolean;
  readonly start: () => void;
  readonly cancel: () => void;
}

/** Simulates what was asked last, a moment after the last change. Requests of equal content are the same request. */
export function useSimulation(asked: SimulationRequest): LiveSimulation {
  const { simulation: port } = useServices();
  const [store] = useState(() => createSimulationStore({ port }));
  const key = textOfRequest(asked);
  const request = useMemo(() => requestOfText(key), [key]);
  const [held, setHeld] = useState<SimulationRequest | null>(null);
  const isHeld = held === request;
  const run = useStore(store, (state) => state.run);
  const isCurrent = run.status !== 'idle' && run.request === request;

  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => {
      const { run: last, start } = store.getState();
      if (last.status === 'idle' || last.request !== request) start(request);
    }, MOMENT_MS);
    return () => {
      clearTimeout(timer);
      store.getState().cancel();
    };
  }, [store, request, isHeld]);

  return {
    run: isCurrent ? run : IDLE,
    isHeld,
    start: () => {
      setHeld(null);
      store.getState().start(request);
    },
    cancel: () => setHeld(request),
  };
}
