import { createStore, type StoreApi } from 'zustand/vanilla';
import { decodeSet, encodeSet } from '../scenario/codec-set.ts';
import type { Json } from '../scenario/patch.ts';
import type { Notice } from '../scenario/repair.ts';
import type { Scenario } from '../scenario/schema.ts';
import { isSetLink } from '../scenario/set-link.ts';
import { bringsPrices } from './brought-prices.ts';
import { COMPARE_PAGE, createSetAddress } from './compare-address.ts';
import { createSwaps } from './compare-swaps.ts';
import { MOST_VARIANTS, putInPlace, withField, type Variant } from './compare-variants.ts';
import type { LinkPort, PagePort, SetMemory } from './ports.ts';
import type { ScenarioStore } from './scenario-store.ts';
import type { SetLink } from './set-link.ts';

export { fieldProblem, freeName, MOST_VARIANTS, type Variant } from './compare-variants.ts';

export interface CompareState {
  /** In their order beside the open scenario, which always comes first. */
  readonly variants: readonly Variant[];
  /** What a link of several scenarios could not bring. */
  readonly notices: readonly Notice[];
  /** As many as there is room for; how many that were. */
  readonly add: (added: readonly { readonly scenario: Scenario; readonly isBrought: boolean }[]) => number;
  readonly remove: (id: string) => void;
  /** Puts back what was removed. */
  readonly restore: (removed: { readonly variant: Variant; readonly at: number }) => void;
  readonly rename: (change: { id: string; name: string }) => void;
  /** Changes places with the neighbour, towards the open scenario or away from it. */
  readonly move: (change: { id: string; by: -1 | 1 }) => void;
  /** Whether the schema took it; if not, nothing changed. */
  readonly setField: (change: { id: string; path: string; value: Json }) => boolean;
  /** The variant is open from now on, and the scenario that was open takes its place: a step for Back and for undo. */
  readonly promote: (id: string) => void;
  /** A whole set in the place of all that is compared, its first the open scenario: from a file. */
  readonly openAll: (read: { readonly scenarios: readonly Scenario[]; readonly notices: readonly Notice[] }) => void;
  readonly dismissNotices: () => void;
}

export interface CompareStore extends StoreApi<CompareState> {
  /** Knows from now on which scenario is open, and what offers there are. */
  readonly connect: (store: ScenarioStore) => void;
  /** The hash of the whole set; at list prices where agreed ones are to stay at home. */
  readonly setHash: (options: { readonly atList: boolean }) => string;
}

/**
 * The scenarios that the open one is compared with. While the page of the comparison is open the address holds all of them, on
 * every other page the open one alone; they stay here meanwhile, and in `memory` over a reload.
 */
export function createCompareStore({
  link,
  through,
  page,
  memory,
}: {
  /** The address itself. */
  link: LinkPort;
  /** What the store of the open scenario sees of it. */
  through: Pick<SetLink, 'holdThrough'>;
  page: PagePort;
  memory: SetMemory;
}): CompareStore {
  let scenarios: ScenarioStore | null = null;
  let made = 0;
  const newId = (): string => `variant-${(made += 1)}`;
  const swaps = createSwaps();

  const broughtVariant = (scenario: Scenario): Variant => ({
    id: newId(),
    scenario,
    isBrought: bringsPrices({ opened: scenario, before: null }),
  });

  const store = createStore<CompareState>()((set, get) => {
    const change = ({ variants, mode }: { variants: readonly Variant[]; mode: 'push' | 'replace' }): void => {
      set({ variants });
      address.write(mode);
    };
    const replaceOne = ({ id, make }: { id: string; make: (scenario: Scenario) => Scenario }): void =>
      change({
        variants: get().variants.map((variant) =>
          variant.id === id ? { ...variant, scenario: make(variant.scenario) } : variant,
        ),
        mode: 'replace',
      });
    return {
      variants: [],
      notices: [],
      add(added) {
        const { variants } = get();
        const taken = added.slice(0, MOST_VARIANTS - variants.length);
        if (taken.length > 0)
          change({ variants: [...variants, ...taken.map((each) => ({ ...each, id: newId() }))], mode: 'push' });
        return taken.length;
      },
      remove(id) {
        change({ variants: get().variants.filter((variant) => variant.id !== id), mode: 'push' });
      },
      restore({ variant, at }) {
        if (get().variants.length < MOST_VARIANTS)
          change({ variants: get().variants.toSpliced(at, 0, variant), mode: 'push' });
      },
      rename({ id, name }) {
        replaceOne({ id, make: (scenario) => ({ ...scenario, name }) });
      },
      move({ id, by }) {
        const { variants } = get();
        const from = variants.findIndex((variant) => variant.id === id);
        const moved = variants[from];
        const neighbour = variants[from + by];
        if (moved && neighbour)
          change({ variants: variants.with(from, neighbour).with(from + by, moved), mode: 'push' });
      },
      setField({ id, path, value }) {
        const variant = get().variants.find((each) => each.id === id);
        const changed = variant ? withField({ scenario: variant.scenario, path, value }) : null;
        if (changed) replaceOne({ id, make: () => changed });
        return changed !== null;
      },
      promote(id) {
        const variant = get().variants.find((each) => each.id === id);
        if (!scenarios || !variant) return;
        const { scenario, hasBroughtPrices } = scenarios.getState();
        const left = { id, scenario, isBrought: hasBroughtPrices };
        // Before the open scenario changes, so that its link is written with the right ones beside it.
        set({ variants: get().variants.map((each) => (each.id === id ? left : each)) });
        swaps.begin({ id, from: scenario });
        scenarios.getState().openScenario({ scenario: variant.scenario, notices: [], isBrought: variant.isBrought });
        swaps.end({ to: scenarios.getState().scenario });
      },
      openAll({ scenarios: [first, ...others], notices }) {
        if (!scenarios || !first) return;
        if (page.read() !== COMPARE_PAGE) page.write(COMPARE_PAGE);
        swaps.forget();
        set({ variants: others.slice(0, MOST_VARIANTS).map(broughtVariant), notices });
        scenarios.getState().openScenario({ scenario: first, notices: [], isBrought: true });
      },
      dismissNotices() {
        set({ notices: [] });
        address.acceptUnread();
      },
    };
  });

  const kept = isSetLink(link.read()) ? null : memory.read();
  if (kept !== null)
    store.setState({ variants: decodeSet(kept).scenarios.slice(0, MOST_VARIANTS).map(broughtVariant) });
  store.subscribe(({ variants }, before) => {
    if (variants === before.variants) return;
    memory.write(variants.length === 0 ? null : encodeSet(variants.map(({ scenario }) => scenario)));
  });
  const address = createSetAddress({
    link,
    page,
    compared: {
      variants: () => store.getState().variants,
      replace({ others, notices }) {
        const { variants: before, notices: saidBefore } = store.getState();
        // Of a set that could not be read at all there is still that to say.
        if (others.length + before.length + notices.length + saidBefore.length === 0) return;
        swaps.forget();
        store.setState({
          variants: others.map((scenario, at) => {
            const same = before[at];
            return same ? { ...same, scenario } : broughtVariant(scenario);
          }),
          notices,
        });
      },
      scenarios: () => scenarios,
    },
  });
  through.holdThrough(address.parts);
  page.subscribe(address.settlePage);

  return {
    ...store,
    connect(next) {
      if (scenarios === next) return;
      scenarios = next;
      address.settlePage();
      next.subscribe(({ scenario, book }, before) => {
        if (book !== before.book) address.refresh();
        if (scenario === before.scenario) return;
        const back = swaps.passed(scenario);
        if (back) store.setState({ variants: putInPlace({ ...back, variants: store.getState().variants }) });
      });
    },
    setHash: address.setHash,
  };
}
