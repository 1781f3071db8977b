import { useEffect, useState, useSyncExternalStore } from 'react';
import { CLAIMS } from '../../../catalog/claims/index.ts';
import type { OfferBook } from '../../../evaluate/offer-book.ts';
import { useScenarioState } from '../../app-context.ts';
import { whenIdle } from '../../shared/turns.ts';
import { createClaimOutcomes, type ClaimOutcomes, type OutcomeState } from './claim-outcomes.ts';

/** Worked out once per book of offers, also when the page is left and opened again. */
const made = new WeakMap<OfferBook, Promise<ClaimOutcomes>>();

function outcomesFor(book: OfferBook): Promise<ClaimOutcomes> {
  const before = made.get(book);
  if (before) return before;
  const outcomes = import('../../../evaluate/claims/claim-test.ts').then(({ claimOutcome }) =>
    createClaimOutcomes({
      claims: CLAIMS,
      test: (claim) => claimOutcome({ claim, book }),
      whenIdle: (run) => void whenIdle().then(run),
    }),
  );
  made.set(book, outcomes);
  // What could not be loaded is asked for again.
  outcomes.catch(() => made.delete(book));
  return outcomes;
}

export interface LoadedOutcomes {
  /** `null` while what tests claims is on its way. */
  readonly outcomes: ClaimOutcomes | null;
  readonly hasFailed: boolean;
  readonly retry: () => void;
}

/** What tests the claims, loaded after the page and given the whole book: few offers would give other rankings. */
export function useClaimOutcomes(): LoadedOutcomes {
  const book = useScenarioState((state) => (state.book.isWhole || state.isBookMissing ? state.book : null));
  const [outcomes, setOutcomes] = useState<ClaimOutcomes | null>(null);
  const [failedFor, setFailedFor] = useState<OfferBook | null>(null);
  useEffect(() => {
    if (!book || failedFor === book) return undefined;
    let isWanted = true;
    outcomesFor(book).then(
      (loaded) => isWanted && setOutcomes(loaded),
      () => isWanted && setFailedFor(book),
    );
    return () => {
      isWanted = false;
    };
  }, [book, failedFor]);
  return { outcomes, hasFailed: failedFor !== null, retry: () => setFailedFor(null) };
}

const nothing = (): (() => void) => () => undefined;
const WAITING: OutcomeState = { status: 'waiting' };

/** What came of one claim; it is drawn again when that is there. */
export function useOutcome({ outcomes, id }: { outcomes: ClaimOutcomes | null; id: string }): OutcomeState {
  return useSyncExternalStore(outcomes?.subscribe ?? nothing, () => outcomes?.read(id) ?? WAITING);
}
