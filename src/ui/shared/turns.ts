/**
 * When what nobody looks at yet may be made: once somebody begins to use the page or it has stood still for a while, and then one part
 * at a time, so that between two parts a click or a key is answered.
 */

/** Long enough that the first picture with its fonts and figures is done on a slow phone, short enough for whoever begins to read. */
const STILL_MS = 2_000;
/** A part that waits for an idle moment still comes where there is none, as while something is dragged for long. */
const MOST_WAIT_MS = 1_000;
const BEGINNINGS = ['pointerdown', 'keydown', 'wheel', 'touchstart', 'scroll', 'beforeprint'] as const;

let settled: Promise<void> | undefined;

/** Fulfilled once the page is in use, or has stood for two seconds; from then on at once. */
export function whenSettled(): Promise<void> {
  settled ??= new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      for (const name of BEGINNINGS) window.removeEventListener(name, end, true);
      resolve();
    };
    const timer = setTimeout(end, STILL_MS);
    for (const name of BEGINNINGS) window.addEventListener(name, end, { capture: true, passive: true });
  });
  return settled;
}

/** Safari has no idle callback. */
export function whenIdle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in window) window.requestIdleCallback(() => resolve(), { timeout: MOST_WAIT_MS });
    else setTimeout(resolve, 50);
  });
}

let lastTurn: Promise<void> = Promise.resolve();

/**
 * A moment of its own for something that can wait: fulfilled after all that asked before, each in an idle moment of a settled page.
 * `load` brings what it needs first, so that two parts that wait for the same file are not made in one go when it comes.
 */
export function nextTurn(load?: () => Promise<unknown>): Promise<void> {
  lastTurn = lastTurn
    .then(whenSettled)
    // What cannot be loaded says so where it is drawn.
    .then(() => load?.().catch(() => undefined))
    .then(whenIdle);
  return lastTurn;
}

/** Lets the browser answer what came in between, then goes on. */
export function yieldToPage(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: { readonly yield?: () => Promise<void> } };
  return scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));
}
