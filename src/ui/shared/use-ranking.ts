import { startTransition, useEffect, useState } from 'react';
import type { OfferBook } from '../../evaluate/offer-book.ts';
import type { RankedOffer } from '../../evaluate/ranking.ts';
import { knownRanking, rankingInSteps } from '../../state/ranking-evaluation.ts';
import type { ScenarioState } from '../../state/scenario-store.ts';
import { yieldToPage } from './turns.ts';

/** Work between two chances to answer: half of a frame, so that the other half draws. */
const SLICE_MS = 8;

interface Ranked {
  readonly ranking: readonly RankedOffer[];
  readonly scenario: ScenarioState['scenario'];
  readonly book: OfferBook;
}

/**
 * The same work at every offer, worked out between frames, and only for the last of many changes. Until that is done, the
 * ranking before stays, marked as old; `null` where there is none yet.
 */
export function useRanking(scenario: ScenarioState['scenario'], book: OfferBook): (Ranked & { isOld: boolean }) | null {
  const [done, setDone] = useState<Ranked | null>(null);
  const known = knownRanking(scenario, book);
  const isKnown = known !== undefined;
  useEffect(() => {
    if (isKnown) return undefined;
    let isGone = false;
    const work = async (): Promise<void> => {
      const steps = rankingInSteps(scenario, book);
      for (;;) {
        await yieldToPage();
        if (isGone) return;
        const until = performance.now() + SLICE_MS;
        do {
          const step = steps.next();
          if (step.done) {
            startTransition(() => setDone({ ranking: step.value, scenario, book }));
            return;
          }
        } while (performance.now() < until);
      }
    };
    work().catch((error: unknown) =>
      // Thrown where the page catches it.
      setDone(() => {
        throw error;
      }),
    );
    return () => {
      isGone = true;
    };
  }, [scenario, book, isKnown]);
  if (known) return { ranking: known, scenario, book, isOld: false };
  return done && { ...done, isOld: true };
}
