import { temporal, type TemporalState } from 'zundo';
import type { StateCreator, StoreApi } from 'zustand/vanilla';
import { diff, type Json } from '../scenario/patch.ts';
import type { Scenario } from '../scenario/schema.ts';

/** What a step of the history brings back: the scenario, and nothing of what is only shown beside it. */
export interface Remembered {
  readonly scenario: Scenario;
}

export type ScenarioHistory = StoreApi<TemporalState<Remembered>>;

/** A store that remembers its steps; `temporal` is the name that zundo gives it. */
export interface WithHistory {
  readonly temporal: ScenarioHistory;
}

/** Changes of one field that follow each other faster are one step: a slider that is dragged, a number that is typed. */
const ONE_STEP_MS = 800;
/** Steps share what they do not change, so a hundred weigh little more than one. */
const MOST_STEPS = 100;

/** Says which changes belong together. */
export interface Steps {
  /** The change that comes is one of this field; `null`: a step of its own. */
  readonly next: (field: string | null) => void;
  /** Whatever comes next is a new step. */
  readonly end: () => void;
  /** Whether the change that has just been made begins a step. */
  readonly begins: () => boolean;
}

/** `nowMs`: milliseconds since whenever; without a clock every change is a step. */
export function createSteps(nowMs?: () => number): Steps {
  let coming: { readonly field: string | null; readonly atMs: number } = { field: null, atMs: 0 };
  // Of the last change that counted: what changed nothing neither begins a step nor keeps one open.
  let open: { readonly field: string; readonly atMs: number } | null = null;
  return {
    next(field) {
      coming = { field: nowMs ? field : null, atMs: nowMs?.() ?? 0 };
    },
    end() {
      open = null;
      coming = { field: null, atMs: 0 };
    },
    begins() {
      const { field, atMs } = coming;
      const goesOn = open !== null && open.field === field && atMs - open.atMs <= ONE_STEP_MS;
      open = field === null ? null : { field, atMs };
      return !goesOn;
    },
  };
}

/**
 * The state with a history of its scenario (zundo). Offers that are loaded, notices and field errors are no steps; a step that
 * ends where it began is none either.
 */
export function withHistory<State extends Remembered>({
  initializer,
  steps,
}: {
  initializer: StateCreator<State, [['temporal', unknown]], []>;
  steps: Steps;
}) {
  let history: ScenarioHistory | undefined;
  const remembered = temporal<State, [], [], Remembered>(
    (set, get, store) => {
      // zundo's types call it unknown in here.
      history = store.temporal as ScenarioHistory;
      return initializer(set, get, store);
    },
    {
      partialize: ({ scenario }) => ({ scenario }),
      equality: (a, b) => isSameScenario(a.scenario, b.scenario),
      limit: MOST_STEPS,
      handleSet: (record) => (past, _replace, current) => {
        if (steps.begins()) record(past);
        else if (history) dropIdleStep({ history, current, steps });
      },
    },
  );
  return remembered;
}

/** A slider that was dragged away and back has changed nothing that could be undone. */
function dropIdleStep({
  history,
  current,
  steps,
}: {
  history: ScenarioHistory;
  current: Remembered;
  steps: Steps;
}): void {
  const { pastStates } = history.getState();
  const last = pastStates.at(-1)?.scenario;
  if (last === undefined || !isSameScenario(last, current.scenario)) return;
  history.setState({ pastStates: pastStates.slice(0, -1) });
  steps.end();
}

/** The schema and the base write their keys in orders of their own, which says nothing. */
export function isSameScenario(a: Scenario, b: Scenario): boolean {
  return a === b || diff({ base: a as unknown as Json, value: b as unknown as Json }).size === 0;
}
