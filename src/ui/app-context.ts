import { createContext, use } from 'react';
import { useStore } from 'zustand';
import type { ClipboardPort, HubPort, LinkPort, PagePort, PriceFeedPort, SimulationPort } from '../state/ports.ts';
import type { ScenarioState, ScenarioStore } from '../state/scenario-store.ts';
import type { TraceStore } from '../state/trace-store.ts';

/** What main.tsx hands to the pages. */
export interface AppServices {
  readonly store: ScenarioStore;
  readonly link: LinkPort;
  readonly page: PagePort;
  readonly clipboard: ClipboardPort;
  readonly hub: HubPort;
  /** Loaded when a page first simulates; always the same one. */
  readonly simulation: () => Promise<SimulationPort>;
  /** Loaded when prices are first compared. */
  readonly priceFeed: () => Promise<PriceFeedPort>;
  /** Logs stay open while pages change; what reads them is loaded with the first. */
  readonly traces: TraceStore;
}

export const AppContext = createContext<AppServices | null>(null);

export function useServices(): AppServices {
  const services = use(AppContext);
  if (!services) throw new Error('AppContext is missing');
  return services;
}

export function useScenarioState<T>(select: (state: ScenarioState) => T): T {
  return useStore(useServices().store, select);
}
