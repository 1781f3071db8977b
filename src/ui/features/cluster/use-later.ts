import { useEffect, useState } from 'react';

/** After the last change; a drag makes many. */
const MOMENT_MS = 200;

/** What is computed after the page has been drawn. */
export interface Later<T> {
  /** `null` before the first; the one before while the next is on its way. */
  readonly value: T | null;
  readonly isPending: boolean;
}

/**
 * Computes what takes long a moment after the figures stand, once for the last of many changes. The function is the question:
 * give one that is made anew only when its answer may differ.
 */
export function useLater<T>(compute: () => T): Later<T> {
  const [done, setDone] = useState<{ readonly compute: () => T; readonly value: T } | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setDone({ compute, value: compute() }), MOMENT_MS);
    return () => clearTimeout(timer);
  }, [compute]);
  return { value: done?.value ?? null, isPending: done?.compute !== compute };
}
