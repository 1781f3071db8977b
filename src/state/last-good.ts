import type { Problem } from '../domain/field-limits.ts';

/** A result to show: the newest good one, and why it is not today's where that is so. */
export interface LastGood<T> {
  readonly value: T | null;
  readonly problems: readonly Problem[];
}

/**
 * Remembers the last good evaluation, so that an impossible scenario greys the figures instead of blanking them.
 * Evaluates once per scenario object; scenarios are never changed in place.
 */
export function createLastGood<S, T extends { readonly status: 'ok' }>(
  evaluate: (scenario: S) => T | { readonly status: 'impossible'; readonly problems: readonly Problem[] },
): (scenario: S) => LastGood<T> {
  let seen: S | undefined;
  let result: LastGood<T> = { value: null, problems: [] };
  return (scenario) => {
    if (scenario === seen) return result;
    seen = scenario;
    const evaluation = evaluate(scenario);
    result =
      evaluation.status === 'ok'
        ? { value: evaluation as T, problems: [] }
        : { value: result.value, problems: evaluation.problems };
    return result;
  };
}
