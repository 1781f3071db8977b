import type { Schedule } from '../../domain/offer/rate-card.ts';
import { assumedFact, everyGap, inputsWith, offerWith, periodWith } from '../../domain/testing/builders.ts';
import { BASE_SCENARIO } from '../../scenario/base-v0.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { bookOf, type OfferBook } from '../offer-book.ts';
import { WHOLE_BOOK } from '../whole-book.ts';

/** Small whole things for the tests of buying: one shot of work whose bill is done by hand, and an offer with every term. */

const ALL_CLASSES = ['input', 'output', 'cacheRead', 'cacheWrite'] as const;

const half = { ratio: assumedFact(0.5), classes: ALL_CLASSES };

/** Of the working hours from 09:00 to 17:00 UTC, the first four. */
const MORNINGS: Schedule = {
  name: 'mornings',
  timeZone: 'UTC',
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  windows: [{ from: '09:00', to: '13:00' }],
  holidays: null,
  applies: 'inside',
  multiplier: half,
};

/** 5 and 25 USD; mornings and batch at half, residency at 1.1. */
export const EVERY_TERM = offerWith({
  id: 'seller/every-term',
  modelName: 'Every term',
  periods: [
    periodWith({
      schedules: [MORNINGS],
      modes: [
        {
          id: 'batch',
          name: 'batch',
          pricing: { kind: 'multiplier', multiplier: half },
          withoutClasses: [],
          excludes: [],
        },
      ],
      modifiers: [{ id: 'us', name: 'residency', multiplier: { ratio: assumedFact(1.1), classes: ALL_CLASSES } }],
    }),
  ],
});

/** The same prices and nothing else, at another seller. */
export const PLAIN = offerWith({ id: 'other/plain', seller: 'other', sellerName: 'Other', modelName: 'Plain' });

export const TEST_BOOK: OfferBook = bookOf({ ...WHOLE_BOOK, offers: [EVERY_TERM, PLAIN] });

/** One request of a million new tokens, answered in 10,000. */
export const ONE_SHOT = inputsWith({
  name: 'one shot',
  turnsPerAgent: 1,
  firstInputTokens: 1_000_000,
  inputTokensPerTurn: 0,
  outputTokensPerTurn: 10_000,
  gap: everyGap(10).map((part) => ({ ...part, cause: 'tool' })),
});

/** 20 such requests a month: 20 M tokens in, 0.2 M out, $105 at 5 and 25. */
export const LIST_USD = 105;

export function scenarioWith({
  purchase = {},
  roles = [ONE_SHOT],
  ...changes
}: Partial<Omit<Scenario, 'purchase' | 'workload'>> & {
  readonly purchase?: Partial<Scenario['purchase']>;
  readonly roles?: Scenario['workload']['roles'];
} = {}): Scenario {
  return {
    ...BASE_SCENARIO,
    offerId: EVERY_TERM.id,
    workload: {
      people: 1,
      tasksPerPersonPerDay: 1,
      daysPerMonth: 20,
      hoursPerDay: 8,
      launch: 'simultaneous',
      roles,
    },
    ...changes,
    purchase: { ...BASE_SCENARIO.purchase, ...purchase },
  };
}
