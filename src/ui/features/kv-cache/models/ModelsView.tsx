import { useCallback, useMemo } from 'react';
import { compareModels } from '../../../../evaluate/kv/compare-models.ts';
import type { ScenarioState } from '../../../../state/scenario-store.ts';
import { useServices } from '../../../app-context.ts';
import { useClearErrors } from '../../../shared/use-clear-errors.ts';
import { ModelsCard } from './ModelsCard.tsx';
import { ReverseLookup } from './ReverseLookup.tsx';
import styles from './ModelsView.module.css';
import { useBook } from '../../../shared/use-offers.ts';

/** The scenario's context on every model of the catalogue, and the question the other way round. */
export function ModelsView({ scenario }: { readonly scenario: ScenarioState['scenario'] }) {
  const book = useBook();
  const rows = useMemo(() => compareModels(scenario, book), [scenario, book]);
  const choose = useChooseModel();
  return (
    <div className={styles.view}>
      <ModelsCard scenario={scenario} rows={rows} onChoose={choose} />
      <ReverseLookup kv={scenario.kv} rows={rows} onChoose={choose} />
    </div>
  );
}

/** Makes a model of the catalogue the one the page and the warehouse's rent are about. */
function useChooseModel(): (modelId: string) => void {
  const { store } = useServices();
  const clearErrors = useClearErrors();
  return useCallback(
    (modelId) => {
      clearErrors('kv.custom');
      const { scenario, setField } = store.getState();
      setField({ path: 'kv', value: { ...scenario.kv, custom: null, modelId } });
    },
    [store, clearErrors],
  );
}
