import { useEffect, useMemo } from 'react';
import type { ScenarioState } from '../../../state/scenario-store.ts';
import { useBook } from '../../shared/use-offers.ts';
import { pricingFor } from './trace-evaluation.ts';
import { useTraceStore } from './use-traces.ts';

/** Has logs asked about the lives and lengths that offers price; again when there are more offers, or other terms. */
export function usePricing(scenario: ScenarioState['scenario']): void {
  const traces = useTraceStore();
  const book = useBook();
  const pricing = useMemo(() => pricingFor({ scenario, book }), [scenario, book]);
  useEffect(() => traces.getState().setPricing(pricing), [traces, pricing]);
}
