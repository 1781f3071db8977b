import { useDeferredValue, useSyncExternalStore } from 'react';
import { kvOf } from '../../../state/kv-evaluation.ts';
import { useScenarioState, useServices } from '../../app-context.ts';
import { Segmented } from '../../shared/Segmented.tsx';
import { Stale } from '../../shared/Stale.tsx';
import { KvInputs } from './inputs/KvInputs.tsx';
import { KvFigures } from './size/KvFigures.tsx';
import { SizeView } from './size/SizeView.tsx';
import styles from './KvCachePage.module.css';
import { useBook } from '../../shared/use-offers.ts';
import { Guard } from '../../shared/Guard.tsx';
import { lazyPart } from '../../shared/lazy-part.ts';

// Only the first view is part of the page; the others are loaded when they are opened.
const AcceleratorsView = lazyPart(() =>
  import('./accelerators/AcceleratorsView.tsx').then((m) => ({ default: m.AcceleratorsView })),
);
const StorageView = lazyPart(() => import('./storage/StorageView.tsx').then((m) => ({ default: m.StorageView })));
const ModelsView = lazyPart(() => import('./models/ModelsView.tsx').then((m) => ({ default: m.ModelsView })));
const ProofView = lazyPart(() => import('./proof/ProofView.tsx').then((m) => ({ default: m.ProofView })));

const VIEWS = [
  { value: 'size', label: 'Size' },
  { value: 'accelerators', label: 'Accelerators' },
  { value: 'storage', label: 'Storage' },
  { value: 'models', label: 'Models' },
  { value: 'proof', label: 'Proof' },
] as const;
type View = (typeof VIEWS)[number]['value'];

/** What the KV cache of a model weighs: per token, per sequence, per rank, stored; where it fits; and the proof of it. */
export function KvCachePage() {
  const scenario = useScenarioState((state) => state.scenario);
  const { page } = useServices();
  const requested = useSyncExternalStore(page.subscribe, page.readView);
  const view: View = VIEWS.find(({ value }) => value === requested)?.value ?? 'size';
  const { value: evaluation, problems } = kvOf(scenario, useBook());
  const settled = useDeferredValue(evaluation);
  const settledScenario = useDeferredValue(scenario);
  return (
    <div className={styles.page}>
      <KvInputs scenario={scenario} evaluation={evaluation} />
      <div>
        <Stale problems={problems} hasFigures={evaluation !== null}>
          <div className={styles.page}>
            {evaluation && <KvFigures evaluation={evaluation} />}
            <Segmented label="Show" hideLabel options={VIEWS} value={view} onChange={page.writeView} />
            <Guard key={view} space={<div className={styles.viewSpace} />}>
              {view === 'size' && evaluation && settled && <SizeView evaluation={evaluation} settled={settled} />}
              {view === 'accelerators' && settled && <AcceleratorsView evaluation={settled} />}
              {view === 'storage' && settled && <StorageView evaluation={settled} />}
              {view === 'models' && <ModelsView scenario={settledScenario} />}
              {view === 'proof' && <ProofView />}
            </Guard>
          </div>
        </Stale>
      </div>
    </div>
  );
}
