import type { RecentsPort, StorageProblem } from './ports.ts';
import { hashOf, type ScenarioStore } from './scenario-store.ts';
import type { Scenario } from '../scenario/schema.ts';

/** A crash, or a browser that does not wait for a page to go away, costs at most this much. */
const KEEP_WITHIN_SECONDS = 0.3;
export const MOST_RECENTS = 20;

/** Runs `onEnd` once, so many seconds later. Returns the way to call it off. */
export type Settle = (wait: { seconds: number; onEnd: () => void }) => () => void;

export interface Autosave {
  /** Why what is open could not be kept the last time; `null` where it was. */
  readonly problem: () => StorageProblem | null;
  readonly stop: () => void;
}

/**
 * Keeps what is open and changed in this tab, so that a crash, a closed tab or another scenario in its place loses nothing. What
 * was only opened and never changed is not kept: a first visit leaves nothing behind.
 */
export function startAutosave({
  store,
  port,
  nowIso,
  settle,
  openedLink,
}: {
  store: ScenarioStore;
  port: RecentsPort;
  nowIso: () => string;
  settle: Settle;
  /** The link that the page was opened with, as the store completed it: changes before this was loaded count too. */
  openedLink: string;
}): Autosave {
  let unchangedLink = openedLink;
  let openings = store.getState().openings;
  let callOff: (() => void) | null = null;
  let isWritten = goesOnAfterReload({ port, openedLink });
  let problem: StorageProblem | null = null;

  const keep = (scenario: Scenario): void => {
    callOff?.();
    callOff = null;
    const link = hashOf(scenario, store.getState().book);
    if (link === unchangedLink && !isWritten) return;
    problem = write({ port, text: JSON.stringify({ schema: 1, name: scenario.name, changedAt: nowIso(), link }) });
    isWritten ||= problem === null;
  };
  const keepNow = (): void => {
    if (callOff) keep(store.getState().scenario);
  };
  const keepSoon = (): void => {
    callOff ??= settle({ seconds: KEEP_WITHIN_SECONDS, onEnd: () => keep(store.getState().scenario) });
  };

  const stopWatching = store.subscribe((state, before) => {
    if (state.scenario === before.scenario) return;
    if (state.openings === openings) {
      keepSoon();
      return;
    }
    // Another scenario took the place of the one that was open, which stays kept under the key it had.
    openings = state.openings;
    if (callOff) keep(before.scenario);
    if (isWritten) port.renewKey();
    isWritten = false;
    unchangedLink = hashOf(state.scenario, state.book);
  });
  const stopLeaving = port.onLeave(keepNow);

  const { scenario, book, notices } = store.getState();
  if (notices.length === 0 && hashOf(scenario, book) !== openedLink) keepSoon();
  return {
    problem: () => problem,
    stop() {
      callOff?.();
      stopWatching();
      stopLeaving();
    },
  };
}

/** Whether this tab's text is that of the open scenario, from before a reload; that of another scenario is left where it is. */
function goesOnAfterReload({ port, openedLink }: { port: RecentsPort; openedLink: string }): boolean {
  const own = port.read().find(({ key }) => key === port.key());
  if (!own) return false;
  if (partsOf(own.text).link === openedLink) return true;
  port.renewKey();
  return false;
}

/** Writes this tab's text; where there is no room, older ones make it, one by one. */
function write({ port, text }: { port: RecentsPort; text: string }): StorageProblem | null {
  const key = port.key();
  const others = port
    .read()
    .filter((item) => item.key !== key)
    .map((item) => ({ key: item.key, changedAt: partsOf(item.text).changedAt }))
    .toSorted((a, b) => (a.changedAt < b.changedAt ? 1 : -1));
  for (const { key: tooOld } of others.splice(MOST_RECENTS - 1)) port.remove(tooOld);
  for (;;) {
    const problem = port.write({ key, text });
    const oldest = problem?.reason === 'full' ? others.pop() : undefined;
    if (oldest === undefined) return problem;
    port.remove(oldest.key);
  }
}

/** What cannot be read is nobody's, and the oldest. */
function partsOf(text: string): { readonly link: string | null; readonly changedAt: string } {
  try {
    const { link, changedAt } = JSON.parse(text) as { link?: unknown; changedAt?: unknown };
    return {
      link: typeof link === 'string' ? link : null,
      changedAt: typeof changedAt === 'string' ? changedAt : '',
    };
  } catch {
    return { link: null, changedAt: '' };
  }
}
