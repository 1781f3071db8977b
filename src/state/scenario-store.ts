import { createStore, type StoreApi } from 'zustand/vanilla';
import type { WorkloadPreset } from '../catalog/presets/index.ts';
import { CATALOG_REVISION } from '../catalog/revision.ts';
import { carriedRatesOf } from '../evaluate/carried-rates.ts';
import type { OfferBook } from '../evaluate/offer-book.ts';
import { isProblem } from '../evaluate/resolve.ts';
import { resolveOffer } from '../evaluate/resolve-offer.ts';
import { offersInUse } from '../evaluate/spend.ts';
import { decodeScenario, encodeScenario } from '../scenario/codec.ts';
import { replaceAt, type Json } from '../scenario/patch.ts';
import type { Notice } from '../scenario/repair.ts';
import { scenarioSchema, type Scenario } from '../scenario/schema.ts';
import { bringsPrices } from './brought-prices.ts';
import type { LinkPort } from './ports.ts';

/** The open scenario, what its link could not bring, and the fields that hold something it cannot take. */
export interface ScenarioState {
  readonly scenario: Scenario;
  /** The offers there are to choose from: a few at first, all of them once they are loaded. */
  readonly book: OfferBook;
  readonly notices: readonly Notice[];
  /** The link brought prices that are not the catalogue's, and nobody has said yet that they were seen. */
  readonly hasBroughtPrices: boolean;
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
  /** A change to several parts at once, as a step that Back undoes. Whether the schema took it; if not, nothing changed. */
  readonly changeScenario: (change: (scenario: Scenario) => Scenario) => boolean;
}

export type ScenarioStore = StoreApi<ScenarioState>;

// For whoever shares a link.
export { negotiatedPrices, withoutNegotiatedPrices } from '../scenario/own-offers.ts';
// For whoever opens one.
export { atCataloguePrices, broughtPrices } from './brought-prices.ts';

/**
 * The store behind every page. The scenario is written into the link on every change and read back when the link
 * changes from outside; nothing else writes either.
 */
export function createScenarioStore({ link, book: firstBook }: { link: LinkPort; book: OfferBook }): ScenarioStore {
  const opened = decodeScenario(link.read());
  const store = createStore<ScenarioState>()((set, get) => {
    const change = ({ scenario, mode }: { scenario: Scenario; mode: 'push' | 'replace' }): void => {
      set({ scenario });
      link.write({ hash: hashOf(scenario, get().book), mode });
    };
    return {
      scenario: withoutNeedlessRates(opened.scenario, firstBook),
      book: firstBook,
      notices: opened.notices,
      hasBroughtPrices: bringsPrices({ opened: opened.scenario, before: null }),
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
      openBook(book) {
        // What a link carried for an offer that was not known yet can be compared only now.
        set({ book, isBookMissing: false, scenario: withoutNeedlessRates(get().scenario, book) });
      },
      changeScenario(makeChange) {
        const changed = makeChange(get().scenario);
        if (changed === get().scenario) return true;
        const parsed = scenarioSchema.safeParse(changed);
        if (parsed.success) change({ scenario: parsed.data, mode: 'push' });
        return parsed.success;
      },
    };
  });

  /** The address holds the open scenario, but a link that was not read in full stays until the visitor goes on from it. */
  const settleLink = (): void => {
    const { scenario, notices, book } = store.getState();
    if (notices.length === 0) link.write({ hash: hashOf(scenario, book), mode: 'replace' });
  };
  settleLink();
  link.subscribe(() => {
    const { scenario, book, hasBroughtPrices } = store.getState();
    if (link.read() === hashOf(scenario, book)) return;
    const decoded = decodeScenario(link.read());
    store.setState({
      hasBroughtPrices: hasBroughtPrices || bringsPrices({ opened: decoded.scenario, before: scenario }),
      scenario: withoutNeedlessRates(decoded.scenario, book),
      notices: decoded.notices,
      fieldErrors: {},
    });
    settleLink();
  });
  return store;
}

/** The hash that reopens exactly this: with the rates of the offers in use, whatever becomes of the catalogue. */
export function hashOf(scenario: Scenario, book: OfferBook): string {
  const carriedRates = new Map<string, Scenario['carriedRates'][number]>();
  for (const { offerId } of offersInUse(scenario)) {
    const resolved = resolveOffer({ ...scenario, offerId }, book);
    if (isProblem(resolved)) {
      const listed = listedId({ offerId, ownOffers: scenario.ownOffers });
      for (const rates of scenario.carriedRates) if (rates.offerId === listed) carriedRates.set(listed, rates);
    } else {
      carriedRates.set(resolved.list.offerId, carriedRatesOf(resolved.list));
    }
  }
  return encodeScenario({ ...scenario, carriedRates: [...carriedRates.values()] });
}

/** The offer of the list behind one that may be an own price. */
function listedId<T extends string | null>({
  offerId,
  ownOffers,
}: {
  offerId: T;
  ownOffers: Scenario['ownOffers'];
}): T | string {
  return ownOffers.find(({ id }) => id === offerId)?.basedOn ?? offerId;
}

/** Carried rates equal to the catalogue's are dropped: prices then keep their sources. */
function withoutNeedlessRates(scenario: Scenario, book: OfferBook): Scenario {
  if (scenario.carriedRates.length === 0) return scenario;
  const carriedRates = scenario.carriedRates.filter(({ offerId }) => {
    const resolved = resolveOffer({ ...scenario, offerId }, book);
    return isProblem(resolved) || resolved.usesCarriedRates;
  });
  return carriedRates.length === scenario.carriedRates.length ? scenario : { ...scenario, carriedRates };
}
