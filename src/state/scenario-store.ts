import { createStore, type StoreApi } from 'zustand/vanilla';
import type { WorkloadPreset } from '../catalog/presets/index.ts';
import { CATALOG_REVISION } from '../catalog/revision.ts';
import { carriedRatesOf, isProblem, resolveOffer } from '../evaluate/resolve.ts';
import { offersInUse } from '../evaluate/spend.ts';
import { decodeScenario, encodeScenario } from '../scenario/codec.ts';
import { replaceAt, type Json } from '../scenario/patch.ts';
import type { Notice } from '../scenario/repair.ts';
import { scenarioSchema, type Scenario } from '../scenario/schema.ts';
import type { LinkPort } from './ports.ts';

/** The open scenario, what its link could not bring, and the fields that hold something it cannot take. */
export interface ScenarioState {
  readonly scenario: Scenario;
  readonly notices: readonly Notice[];
  /** Message per field that shows an entry the scenario did not accept; figures on screen are then the last good ones. */
  readonly fieldErrors: Readonly<Record<string, string>>;
  readonly setField: (change: { path: string; value: Json }) => void;
  readonly setFieldError: (change: { path: string; message: string | null }) => void;
  /** The preset itself: all of them are more than a first visit needs. */
  readonly choosePreset: (preset: Pick<WorkloadPreset, 'name' | 'offerId' | 'workload'>) => void;
  readonly chooseOffer: (offerId: string) => void;
  readonly useCatalogPrices: () => void;
  readonly dismissNotices: () => void;
}

export type ScenarioStore = StoreApi<ScenarioState>;

/**
 * The store behind every page. The scenario is written into the link on every change and read back when the link
 * changes from outside; nothing else writes either.
 */
export function createScenarioStore({ link }: { link: LinkPort }): ScenarioStore {
  const opened = decodeScenario(link.read());
  const store = createStore<ScenarioState>()((set, get) => {
    const change = ({ scenario, mode }: { scenario: Scenario; mode: 'push' | 'replace' }): void => {
      set({ scenario });
      link.write({ hash: hashOf(scenario), mode });
    };
    return {
      scenario: withoutNeedlessRates(opened.scenario),
      notices: opened.notices,
      fieldErrors: {},
      setField({ path, value }) {
        // Rates that came with a link hold for the link's day only.
        const from = path === 'asOf' ? { ...get().scenario, carriedRates: [] } : get().scenario;
        const replaced = replaceAt({ value: from as unknown as Json, keys: path.split('.'), leaf: value });
        const parsed = scenarioSchema.safeParse(replaced);
        if (!parsed.success) {
          get().setFieldError({ path, message: parsed.error.issues[0]?.message ?? 'is not accepted' });
          return;
        }
        get().setFieldError({ path, message: null });
        change({ scenario: parsed.data, mode: 'replace' });
      },
      setFieldError({ path, message }) {
        const { [path]: _cleared, ...others } = get().fieldErrors;
        set({ fieldErrors: message === null ? others : { ...others, [path]: message } });
      },
      choosePreset(preset) {
        set({ fieldErrors: {}, notices: [] });
        change({
          scenario: {
            ...get().scenario,
            name: preset.name,
            offerId: preset.offerId,
            carriedRates: [],
            workload: preset.workload,
          },
          mode: 'push',
        });
      },
      chooseOffer(offerId) {
        const { workload, carriedRates } = get().scenario;
        // Rates of offers that roles are pinned to are still in use.
        const pinned = new Set(workload.roles.map((role) => role.offerId));
        change({
          scenario: {
            ...get().scenario,
            offerId,
            carriedRates: carriedRates.filter((rates) => pinned.has(rates.offerId)),
          },
          mode: 'push',
        });
      },
      useCatalogPrices() {
        change({
          scenario: { ...get().scenario, carriedRates: [], catalogRevision: CATALOG_REVISION },
          mode: 'push',
        });
      },
      dismissNotices() {
        set({ notices: [] });
        link.write({ hash: hashOf(get().scenario), mode: 'replace' });
      },
    };
  });

  /** The address holds the open scenario, but a link that was not read in full stays until the visitor goes on from it. */
  const settleLink = (): void => {
    const { scenario, notices } = store.getState();
    if (notices.length === 0) link.write({ hash: hashOf(scenario), mode: 'replace' });
  };
  settleLink();
  link.subscribe(() => {
    if (link.read() === hashOf(store.getState().scenario)) return;
    const decoded = decodeScenario(link.read());
    store.setState({ scenario: withoutNeedlessRates(decoded.scenario), notices: decoded.notices, fieldErrors: {} });
    settleLink();
  });
  return store;
}

/** The hash that reopens exactly this: with the rates of the offers in use, whatever becomes of the catalogue. */
export function hashOf(scenario: Scenario): string {
  const carriedRates = offersInUse(scenario).flatMap(({ offerId }) => {
    const resolved = resolveOffer({ ...scenario, offerId });
    return isProblem(resolved)
      ? scenario.carriedRates.filter((rates) => rates.offerId === offerId)
      : [carriedRatesOf(resolved)];
  });
  return encodeScenario({ ...scenario, carriedRates });
}

/** Carried rates equal to the catalogue's are dropped: prices then keep their sources. */
function withoutNeedlessRates(scenario: Scenario): Scenario {
  const carriedRates = scenario.carriedRates.filter(({ offerId }) => {
    const resolved = resolveOffer({ ...scenario, offerId });
    return isProblem(resolved) || resolved.usesCarriedRates;
  });
  return { ...scenario, carriedRates };
}
