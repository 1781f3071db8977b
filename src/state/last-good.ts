import type { Problem } from '../domain/field-limits.ts';
import type { OfferBook } from '../evaluate/offer-book.ts';

/** A result to show: the newest good one, and why it is not today's where that is so. */
export interface LastGood<T> {
  readonly value: T | null;
  readonly problems: readonly Problem[];
}

/**
 * Remembers the last good evaluation, so that an impossible scenario greys the figures instead of blanking them.
 * Evaluates once per scenario and book; neither is changed in place.
 */
export function createLastGood<S, T extends { readonly status: 'ok' }>(
  evaluate: (
    scenario: S,
    book: OfferBook,
  ) => T | { readonly status: 'impossible'; readonly problems: readonly Problem[] },
): (scenario: S, book: OfferBook) => LastGood<T> {
  let seen: S | undefined;
  let seenBook: OfferBook | undefined;
  let result: LastGood<T> = { value: null, problems: [] };
  return (scenario, book) => {
    if (scenario === seen && book === seenBook) return result;
    seen = scenario;
    seenBook = book;
    const evaluation = evaluate(scenario, book);
    result =
      evaluation.status === 'ok'
        ? { value: evaluation as T, problems: [] }
        : { value: result.value, problems: evaluation.problems };
    return result;
  };
}
