import { useEffect, useState } from 'react';
import { useScenarioState } from '../../../app-context.ts';
import { whenSettled } from '../../../shared/turns.ts';
import { useBook } from '../../../shared/use-offers.ts';
import { volumeSteps, type VolumeAnswer, type VolumeQuestion } from './volume.ts';

/** After the last change; a drag makes many. */
const MOMENT_MS = 200;

interface Answered extends VolumeQuestion {
  readonly answer: VolumeAnswer;
}

// For both lenses: whoever switches between them does not wait twice.
let last: Answered | null = null;

/**
 * Bought against run at many volumes: a moment after the figures stand, one volume at a time so that the page stays at hand, and
 * only for the last of many changes. The answer before stays while the next is on its way.
 */
export function useVolume(): { readonly value: VolumeAnswer | null; readonly isPending: boolean } {
  const scenario = useScenarioState((state) => state.scenario);
  const book = useBook();
  const [done, setDone] = useState(last);
  const isPending = done?.scenario !== scenario || done.book !== book;
  useEffect(() => {
    if (!isPending) return undefined;
    const steps = volumeSteps({ scenario, book });
    const goOn = (): void => {
      const step = steps.next();
      if (step.done) {
        last = { scenario, book, answer: step.value };
        setDone(last);
      } else timer = setTimeout(goOn);
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isGone = false;
    // Not before the first picture stands: each volume is a whole evaluation, of bill and machines.
    const begin = async (): Promise<void> => {
      await whenSettled();
      if (!isGone) timer = setTimeout(goOn, MOMENT_MS);
    };
    void begin();
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [scenario, book, isPending]);
  return { value: done?.answer ?? null, isPending };
}
