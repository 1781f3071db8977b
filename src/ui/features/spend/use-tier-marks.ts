import { useEffect, useState } from 'react';
import type { TierMark } from '../../../evaluate/window-marks.ts';
import type { ScenarioState } from '../../../state/scenario-store.ts';
import { useBook } from '../../shared/use-offers.ts';

/** Windows of a fleet of one's own, and what that fleet is. */
export interface KnownTiers {
  readonly marks: readonly TierMark[];
  readonly note: string;
}

/** After the last change; a drag makes many, and a fleet is more work than a bill. */
const MOMENT_MS = 300;

/** How far back HBM, memory and drives of machines of one's own would reach; `null` until that is worked out, or where no fleet serves the work. */
export function useTierMarks(scenario: ScenarioState['scenario']): KnownTiers | null {
  const book = useBook();
  const [known, setKnown] = useState<KnownTiers | null>(null);
  useEffect(() => {
    let isGone = false;
    const timer = setTimeout(() => {
      // Without them the curve still has the windows that are sold.
      import('./run/tier-marks.ts').then(
        ({ tierMarks }) => !isGone && setKnown(tierMarks({ scenario, book })),
        () => undefined,
      );
    }, MOMENT_MS);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [scenario, book]);
  return known;
}
