import { lazy, Suspense, type ComponentType } from 'react';
import { useScenarioState } from '../app-context.ts';
import { CopyLink } from './CopyLink.tsx';
import { PresetChooser } from './PresetChooser.tsx';
import styles from './TopBar.module.css';

// Without it the scenario, its link and the browser's own history go on as ever.
const TopBarTools = lazy((): Promise<{ default: ComponentType }> =>
  import('./TopBarTools.tsx').then(
    (m) => ({ default: m.TopBarTools }),
    () => ({ default: () => null }),
  ),
);

/** The scenario's name, its history, where scenarios are kept and begun, and the link that reopens exactly this. */
export function TopBar() {
  const name = useScenarioState((state) => state.scenario.name);
  const setField = useScenarioState((state) => state.setField);
  return (
    <section className={styles.bar} aria-label="Scenario">
      <input
        className={styles.name}
        aria-label="Scenario name"
        dir="auto"
        maxLength={120}
        value={name}
        onChange={(event) => setField({ path: 'name', value: event.currentTarget.value })}
      />
      <div className={styles.tools}>
        <Suspense fallback={null}>
          <TopBarTools />
        </Suspense>
      </div>
      <PresetChooser />
      <CopyLink />
    </section>
  );
}
