import { createElement, lazy, use, type FunctionComponent, type ReactNode } from 'react';

/** A part of the page that did not come: the network is away, or the host holds another build than the one that is open. */
export class PartMissing extends Error {
  /** Its styles did not come, and the browser will not ask for them again: only a reload helps. */
  readonly needsReload: boolean;

  constructor(cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(reason, { cause });
    this.name = 'PartMissing';
    this.needsReload = reason.startsWith('Unable to preload CSS');
  }
}

/** What forgets a failure, so that the next drawing asks again. */
const failures = new Set<() => void>();

/** Parts that did not come are asked for anew when they are drawn next. */
export function askForMissingParts(): void {
  for (const forget of failures) forget();
  failures.clear();
}

/** Of a module, the component. A method, because what `then` makes of a module is inferred before its properties are known. */
interface Loaded<Props> {
  default(props: Props): ReactNode;
}

/** As React's `lazy`, which never asks again for what failed once. */
export function lazyPart<Props extends object>(load: () => Promise<Loaded<Props>>): FunctionComponent<Props> {
  const make = () =>
    lazy<FunctionComponent<Props>>(() =>
      load().catch((error: unknown) => {
        failures.add(() => {
          current = make();
        });
        throw new PartMissing(error);
      }),
    );
  let current: FunctionComponent<Props> = make();
  return function LazyPart(props) {
    return createElement(current, props);
  };
}

const held = new WeakMap<() => Promise<unknown>, Promise<unknown>>();

/** What a page waits for; where it does not come, the failure stays until it is asked for again, not until it is drawn again. */
export function useLoaded<T>(load: () => Promise<T>): T {
  let promise = held.get(load) as Promise<T> | undefined;
  if (!promise) {
    const asked = load();
    // What React knows to be there is drawn at once, and would not be as another promise.
    const isThere = 'status' in asked && asked.status === 'fulfilled';
    promise = isThere
      ? asked
      : asked.catch((error: unknown) => {
          failures.add(() => held.delete(load));
          throw new PartMissing(error);
        });
    held.set(load, promise);
  }
  return use(promise);
}
