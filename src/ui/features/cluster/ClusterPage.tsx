import { useDeferredValue, useSyncExternalStore } from 'react';
import { useScenarioState, useServices } from '../../app-context.ts';
import { Segmented } from '../../shared/Segmented.tsx';
import { Stale } from '../../shared/Stale.tsx';
import { useBook } from '../../shared/use-offers.ts';
import { Guard } from '../../shared/Guard.tsx';
import { lazyPart } from '../../shared/lazy-part.ts';
import { PageLink } from '../../shared/PageLink.tsx';
import { clusterOf, type ShownCluster } from './cluster-evaluation.ts';
import styles from './ClusterPage.module.css';
import { ClusterFigures } from './headline/ClusterFigures.tsx';
import { ClusterInputs } from './inputs/ClusterInputs.tsx';
import { LadderView } from './ladder/LadderView.tsx';

// Only the first part comes with the page; charts bring a library of their own.
const TimeView = lazyPart(() => import('./time/TimeView.tsx').then((m) => ({ default: m.TimeView })));
const WarehouseView = lazyPart(() =>
  import('./warehouse/WarehouseView.tsx').then((m) => ({ default: m.WarehouseView })),
);
const SizingView = lazyPart(() => import('./sizing/SizingView.tsx').then((m) => ({ default: m.SizingView })));
const ProofView = lazyPart(() => import('./proof/ProofView.tsx').then((m) => ({ default: m.ProofView })));

const VIEWS = [
  { value: 'ladder', label: 'Ladder' },
  { value: 'time', label: 'Time' },
  { value: 'warehouse', label: 'Warehouse' },
  { value: 'sizing', label: 'Sizing' },
  { value: 'proof', label: 'Proof' },
] as const;
type View = (typeof VIEWS)[number]['value'];

/** The same work on machines of one’s own: how many it takes with and without a warehouse, how fast, and at what price. */
export function ClusterPage() {
  const scenario = useScenarioState((state) => state.scenario);
  const book = useBook();
  const { page } = useServices();
  const requested = useSyncExternalStore(page.subscribe, page.readView);
  const view: View = VIEWS.find(({ value }) => value === requested)?.value ?? 'ladder';
  const { evaluation, unknown, problems } = clusterOf(scenario, book);
  const settled = useDeferredValue(evaluation);
  const settledScenario = useDeferredValue(scenario);
  return (
    <div className={styles.page}>
      <ClusterInputs evaluation={evaluation} />
      <div>
        <Stale problems={problems} hasFigures={evaluation !== null}>
          <div className={styles.page}>
            {unknown && <NoFleet unknown={unknown} />}
            {evaluation && <ClusterFigures evaluation={evaluation} />}
            <Segmented label="Show" hideLabel options={VIEWS} value={view} onChange={page.writeView} />
            <Guard key={view} space={<div className={styles.viewSpace} />}>
              {view === 'ladder' && evaluation && settled && (
                <LadderView evaluation={evaluation} settled={settled} scenario={settledScenario} />
              )}
              {view === 'ladder' && evaluation && (
                <p className={styles.note}>
                  What an API bills for the same work, and from what volume on machines of your own cost less:{' '}
                  <PageLink page="spend" view="run">
                    Spend, own machines
                  </PageLink>
                  .
                </p>
              )}
              {view === 'time' && settled && <TimeView evaluation={settled} scenario={settledScenario} />}
              {view === 'warehouse' && settled && <WarehouseView evaluation={settled} scenario={settledScenario} />}
              {view === 'sizing' && evaluation && <SizingView evaluation={evaluation} />}
              {view === 'proof' && <ProofView />}
            </Guard>
          </div>
        </Stale>
      </div>
    </div>
  );
}

/** Understood, and still no figures: what is not known, and what is known elsewhere. */
function NoFleet({ unknown: { reason, field } }: { readonly unknown: NonNullable<ShownCluster['unknown']> }) {
  return (
    <p className={styles.unknown} role="status">
      There is no fleet to show. {reason}
      {field === 'cluster.acceleratorId' && (
        <>
          {' '}
          Choose another accelerator; how many of these hold a model is on the{' '}
          <PageLink page="kv" view="accelerators">
            KV cache page
          </PageLink>
          .
        </>
      )}
    </p>
  );
}
