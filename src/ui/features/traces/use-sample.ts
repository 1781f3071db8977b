import { useCallback, useEffect } from 'react';
import { swarmOf, type Workload } from '../../../domain/swarm/workload.ts';
import type { TraceStore } from '../../../state/trace-store.ts';
import { useTraces, useTraceStore } from './use-traces.ts';

/** Of which workload each store's sample was drawn, as a text; kept while pages change, as the log is. */
const drawnOf = new WeakMap<TraceStore, string>();

export interface Sample {
  /** The open log is a sample of what the scenario’s swarm was, and no longer is. */
  readonly isOutdated: boolean;
  /** Draws one of the scenario’s swarm, in place of whatever log is open. */
  readonly open: () => void;
}

/**
 * A log of the scenario’s own swarm, so that the page says something before anything was read. It opens by itself once, and
 * never in place of a log; afterwards only when it is asked for.
 */
export function useSample(workload: Workload): Sample {
  const traces = useTraceStore();
  const log = useTraces((state) => state.log);
  const open = useCallback(() => {
    drawnOf.set(traces, textOf(workload));
    traces.getState().openSample({ swarm: swarmOf(workload) });
  }, [traces, workload]);
  useEffect(() => {
    const { log: opened, reading } = traces.getState();
    if (opened === null && reading.status === 'idle' && !drawnOf.has(traces)) open();
  }, [traces, open]);
  const drawn = drawnOf.get(traces);
  return { isOutdated: log?.isSample === true && drawn !== undefined && drawn !== textOf(workload), open };
}

function textOf(workload: Workload): string {
  return JSON.stringify(workload);
}
