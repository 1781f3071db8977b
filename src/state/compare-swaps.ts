import type { Scenario } from '../scenario/schema.ts';

/** One time that a variant was made the open scenario. */
interface Swap {
  readonly id: string;
  readonly from: Scenario;
  readonly to: Scenario;
}

/** Remembers which variant changed places with the open scenario, so that undo and redo change both back. */
export interface Swaps {
  readonly begin: (swap: { id: string; from: Scenario }) => void;
  readonly end: (swap: { to: Scenario }) => void;
  /** The open scenario is another now: what belongs in which variant's place, where undo or redo went through a swap. */
  readonly passed: (scenario: Scenario) => { readonly id: string; readonly scenario: Scenario } | null;
  readonly forget: () => void;
}

export function createSwaps(): Swaps {
  let done: readonly Swap[] = [];
  let undone: readonly Swap[] = [];
  let running: { readonly id: string; readonly from: Scenario } | null = null;
  return {
    begin(swap) {
      running = swap;
    },
    end({ to }) {
      if (running) done = [...done, { ...running, to }];
      undone = [];
      running = null;
    },
    passed(scenario) {
      if (running) return null;
      const last = done.at(-1);
      if (last && isStep({ scenario, step: last.from })) {
        done = done.slice(0, -1);
        undone = [...undone, last];
        return { id: last.id, scenario: last.to };
      }
      const next = undone.at(-1);
      if (next && isStep({ scenario, step: next.to })) {
        undone = undone.slice(0, -1);
        done = [...done, next];
        return { id: next.id, scenario: next.from };
      }
      return null;
    },
    forget() {
      done = [];
      undone = [];
    },
  };
}

/**
 * Whether undo has brought back that very scenario: its parts are the same ones. Equal ones somebody may have typed. The rates
 * are left out: those that the catalogue has as well are dropped on the way.
 */
function isStep({ scenario, step }: { scenario: Scenario; step: Scenario }): boolean {
  const { carriedRates: _rates, ...parts } = scenario;
  return Object.entries(parts).every(([key, part]) => step[key as keyof Scenario] === part);
}
