import type { BenchProgress } from '../../domain/bandwidth/measurement.ts';
import type { Seconds } from '../../domain/units.ts';

export type Step = BenchProgress['step'];

/**
 * Tells how far a measurement is, by the time that its steps usually take. A step that turns out not to be needed counts as
 * done once a later kind of step has begun; one that comes more often than planned counts once.
 */
export function createProgress({
  steps,
  onProgress,
}: {
  /** In the order in which their kinds end. */
  steps: readonly { readonly step: Step; readonly times: number; readonly seconds: Seconds }[];
  onProgress: (progress: BenchProgress) => void;
}): (done: Step) => void {
  const total = steps.reduce((sum, { times, seconds }) => sum + times * seconds, 0);
  const done = new Map<Step, number>();
  let toldRatio = 0;
  return (step) => {
    done.set(step, (done.get(step) ?? 0) + 1);
    const isHeadline = step === 'read' || step === 'secondary';
    let doneSeconds = 0;
    for (const planned of steps) {
      const isOver = isHeadline && planned.step !== 'read' && planned.step !== 'secondary';
      const times = isOver ? planned.times : Math.min(done.get(planned.step) ?? 0, planned.times);
      doneSeconds += times * planned.seconds;
    }
    toldRatio = Math.max(toldRatio, Math.min(1, doneSeconds / total));
    onProgress({ part: 'cpu', step, doneRatio: toldRatio });
  };
}
