import { createContext, use } from 'react';
import { useStore } from 'zustand';
import type { BenchStore } from '../state/bench-store.ts';
import type { CompareStore } from '../state/compare-store.ts';
import type { LibraryStore } from '../state/library-store.ts';
import type {
  ClipboardPort,
  HubPort,
  LinkPort,
  PagePort,
  PriceFeedPort,
  SettingsPort,
  SimulationPort,
  WorkbookPort,
} from '../state/ports.ts';
import type { ScenarioState, ScenarioStore } from '../state/scenario-store.ts';
import type { TraceStore } from '../state/trace-store.ts';
import type { UncertaintyStore } from '../state/uncertainty.ts';

/** What main.tsx hands to the pages. */
export interface AppServices {
  readonly store: ScenarioStore;
  readonly link: LinkPort;
  readonly page: PagePort;
  readonly clipboard: ClipboardPort;
  /** What was chosen about the page itself. */
  readonly settings: SettingsPort;
  /** Loaded when a config is first asked for. */
  readonly hub: () => Promise<HubPort>;
  /** Loaded when a page first simulates; always the same one. */
  readonly simulation: () => Promise<SimulationPort>;
  /** Loaded when prices are first compared. */
  readonly priceFeed: () => Promise<PriceFeedPort>;
  /** Logs stay open while pages change: always the same promise, loaded when a page first asks. */
  readonly traces: () => Promise<TraceStore>;
  /** Measurements go on while pages change: always the same promise, loaded when a page first asks. */
  readonly bench: () => Promise<BenchStore>;
  /** Scenarios kept in this browser. Loaded when the page has nothing else to do, or when it is first asked for. */
  readonly library: () => Promise<LibraryStore>;
  /** The scenarios beside the open one: always the same promise, loaded when they are first asked for. */
  readonly compare: () => Promise<CompareStore>;
  /** How sure figures are: always the same promise, loaded when a page first asks. */
  readonly uncertainty: () => Promise<UncertaintyStore>;
  /** Loaded with the first workbook. */
  readonly workbook: () => Promise<WorkbookPort>;
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
