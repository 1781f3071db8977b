import type { Scenario } from '../scenario/schema.ts';
import type { Remembered, WithHistory } from './scenario-history.ts';

/** What the next undo or redo would change. */
export interface NextStep {
  /** As the step was made: undo leads from `after` to `before`, redo from `before` to `after`. */
  readonly before: Scenario;
  readonly after: Scenario;
}

export function nextUndo({ scenario, temporal: history }: Remembered & WithHistory): NextStep | null {
  const before = history.getState().pastStates.at(-1)?.scenario;
  return before === undefined ? null : { before, after: scenario };
}

export function nextRedo({ scenario, temporal: history }: Remembered & WithHistory): NextStep | null {
  const after = history.getState().futureStates.at(-1)?.scenario;
  return after === undefined ? null : { before: scenario, after };
}
