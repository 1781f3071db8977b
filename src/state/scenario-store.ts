import { createStore, type StateCreator, type StoreApi } from 'zustand/vanilla';
import type { WorkloadPreset } from '../catalog/presets/index.ts';
import { CATALOG_REVISION } from '../catalog/revision.ts';
import type { OfferBook } from '../evaluate/offer-book.ts';
import { decodeScenario } from '../scenario/codec.ts';
import { replaceAt, type Json } from '../scenario/patch.ts';
import type { Notice } from '../scenario/repair.ts';
import { scenarioSchema, type Scenario } from '../scenario/schema.ts';
import { bringsPrices } from './brought-prices.ts';
import type { LinkPort } from './ports.ts';
import { hashOf, listedId, withoutNeedlessRates } from './scenario-hash.ts';
import { createSteps, withHistory, type ScenarioHistory, type WithHistory } from './scenario-history.ts';

/** The open scenario, what its link could not bring, and the fields that hold something it cannot take. */
export interface ScenarioState {
  readonly scenario: Scenario;
  /** The offers there are to choose from: a few at first, all of them once they are loaded. */
  readonly book: OfferBook;
  readonly notices: readonly Notice[];
  /** The link brought prices that are not the catalogue's, and nobody has said yet that they were seen. */
  readonly hasBroughtPrices: boolean;
  /** The day of the prices that the open scenario was opened with; `null` where no link or file brought it. */
  readonly openedDay: string | null;
  /** Message per field that shows an entry the scenario did not accept; figures on screen are then the last good ones. */
  readonly fieldErrors: Readonly<Record<string, string>>;
  readonly setField: (change: { path: string; value: Json }) => void;
  readonly setFieldError: (change: { path: string; message: string | null }) => void;
  /** The preset itself: all of them are more than a first visit needs. */
  readonly choosePreset: (preset: Pick<WorkloadPreset, 'name' | 'offerId' | 'workload'>) => void;
  readonly chooseOffer: (offerId: string) => void;
  readonly useCatalogPrices: () => void;
  readonly dismissNotices: () => void;
  readonly dismissBroughtPrices: () => void;
  readonly openBook: (book: OfferBook) => void;
  /** The rest of the offers could not be loaded; those at hand have to do. */
  readonly isBookMissing: boolean;
  readonly reportBookMissing: () => void;
  /** What this build does wrongly with links, if its check at load found anything. */
  readonly linkFault: string | null;
  readonly reportLinkFault: (message: string | null) => void;
  /** A change to several parts at once, as a step that Back undoes. Whether the schema took it; if not, nothing changed. */
  readonly changeScenario: (change: (scenario: Scenario) => Scenario) => boolean;
  /** Another scenario in the place of the open one: from a file, or kept in this browser. Undo and Back bring back the one before. */
  readonly openScenario: (opened: OpenedScenario) => void;
  /** How often another scenario took the place of the open one as a whole. */
  readonly openings: number;
  readonly undo: () => void;
  readonly redo: () => void;
}

export interface OpenedScenario {
  readonly scenario: Scenario;
  readonly notices: readonly Notice[];
  /** Somebody else may have made it: prices that are not the catalogue's are pointed out. */
  readonly isBrought: boolean;
}

export type ScenarioStore = StoreApi<ScenarioState> & WithHistory;

// For whoever shares a link.
export { hashOf } from './scenario-hash.ts';
export { negotiatedPrices, withoutNegotiatedPrices } from '../scenario/own-offers.ts';
// For whoever opens one.
export { atCataloguePrices, broughtPrices } from './brought-prices.ts';

/**
 * The store behind every page. The scenario is written into the link on every change and read back when the link
 * changes from outside; nothing else writes either.
 *
 * Undo and redo are a history of their own, beside the browser's: every change is a step of it, also Back, Forward and a
 * pasted link, and what is typed or dragged in one field without a pause of 0.8 s is one step. Undo writes the address in
 * place and adds nothing for Back; what Back leaves, undo brings again.
 */
export function createScenarioStore({
  link,
  book: firstBook,
  nowMs,
}: {
  link: LinkPort;
  book: OfferBook;
  /** Any clock that runs on; without one every change is a step of its own. */
  nowMs?: () => number;
}): ScenarioStore {
  const isNew = link.read() === '';
  const opened = decodeScenario(link.read());
  const steps = createSteps(nowMs);
  const initializer: StateCreator<ScenarioState, [['temporal', unknown]], []> = (set, get, api) => {
    // zundo's types call it unknown in here.
    const history = api.temporal as ScenarioHistory;
    const change = ({
      scenario,
      mode,
      field = null,
    }: {
      scenario: Scenario;
      mode: 'push' | 'replace';
      field?: string | null;
    }): void => {
      steps.next(field);
      set({ scenario });
      link.write({ hash: hashOf(scenario, get().book), mode });
    };
    /** A change that is no step of its own. */
    const setAside = (state: Partial<ScenarioState>): void => {
      history.getState().pause();
      set(state);
      history.getState().resume();
    };
    const travel = (go: () => void): void => {
      steps.end();
      const before = get().scenario;
      go();
      const { scenario, book } = get();
      if (scenario === before) return;
      const settled = withoutNeedlessRates(scenario, book);
      setAside({ scenario: settled, fieldErrors: {}, notices: [] });
      link.write({ hash: hashOf(settled, book), mode: 'replace' });
    };
    return {
      scenario: withoutNeedlessRates(opened.scenario, firstBook),
      book: firstBook,
      notices: opened.notices,
      hasBroughtPrices: bringsPrices({ opened: opened.scenario, before: null }),
      openedDay: isNew ? null : opened.scenario.asOf,
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
        change({ scenario: parsed.data, mode: 'replace', field: path });
      },
      setFieldError({ path, message }) {
        const { [path]: _cleared, ...others } = get().fieldErrors;
        set({ fieldErrors: message === null ? others : { ...others, [path]: message } });
      },
      choosePreset(preset) {
        set({ fieldErrors: {}, notices: [], openings: get().openings + 1 });
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
        const { workload, carriedRates, ownOffers } = get().scenario;
        // Rates of offers that roles are pinned to are still in use, also below an own price.
        const pinned = new Set(workload.roles.map((role) => listedId({ offerId: role.offerId, ownOffers })));
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
        link.write({ hash: hashOf(get().scenario, get().book), mode: 'replace' });
      },
      dismissBroughtPrices() {
        set({ hasBroughtPrices: false });
      },
      isBookMissing: false,
      reportBookMissing() {
        set({ isBookMissing: true });
      },
      linkFault: null,
      reportLinkFault(message) {
        set({ linkFault: message });
      },
      openBook(book) {
        // What a link carried for an offer that was not known yet can be compared only now.
        setAside({ book, isBookMissing: false, scenario: withoutNeedlessRates(get().scenario, book) });
      },
      changeScenario(makeChange) {
        const changed = makeChange(get().scenario);
        if (changed === get().scenario) return true;
        const parsed = scenarioSchema.safeParse(changed);
        if (parsed.success) change({ scenario: parsed.data, mode: 'push' });
        return parsed.success;
      },
      openings: 0,
      openScenario({ scenario, notices, isBrought }) {
        const { book, hasBroughtPrices, scenario: before, openings } = get();
        const settled = withoutNeedlessRates(scenario, book);
        set({
          notices,
          fieldErrors: {},
          openedDay: scenario.asOf,
          hasBroughtPrices: isBrought ? hasBroughtPrices || bringsPrices({ opened: scenario, before }) : false,
          openings: openings + 1,
        });
        change({ scenario: settled, mode: 'push' });
      },
      undo() {
        travel(() => history.getState().undo());
      },
      redo() {
        travel(() => history.getState().redo());
      },
    };
  };
  const store = createStore<ScenarioState>()(withHistory({ initializer, steps }));

  /**
   * The address holds the open scenario, but a link that was not read in full stays until the visitor goes on from it. One that
   * was mended is read in full: its better form takes its place.
   */
  const settleLink = (): void => {
    const { scenario, notices, book } = store.getState();
    if (notices.every(({ kind }) => kind === 'repaired')) link.write({ hash: hashOf(scenario, book), mode: 'replace' });
  };
  settleLink();
  link.subscribe(() => {
    const { scenario, book, hasBroughtPrices, openings } = store.getState();
    if (link.read() === hashOf(scenario, book)) return;
    const decoded = decodeScenario(link.read());
    steps.next(null);
    store.setState({
      openings: openings + 1,
      hasBroughtPrices: hasBroughtPrices || bringsPrices({ opened: decoded.scenario, before: scenario }),
      scenario: withoutNeedlessRates(decoded.scenario, book),
      openedDay: decoded.scenario.asOf,
      notices: decoded.notices,
      fieldErrors: {},
    });
    settleLink();
  });
  return store;
}
