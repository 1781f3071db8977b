import { useScenarioState } from '../app-context.ts';
import { CopyLink } from './CopyLink.tsx';
import { PresetChooser } from './PresetChooser.tsx';
import styles from './TopBar.module.css';

/** The scenario's name, the presets, and the link that reopens exactly this. */
export function TopBar() {
  const name = useScenarioState((state) => state.scenario.name);
  const setField = useScenarioState((state) => state.setField);
  return (
    <section className={styles.bar} aria-label="Scenario">
      <input
        className={styles.name}
        aria-label="Scenario name"
        maxLength={120}
        value={name}
        onChange={(event) => setField({ path: 'name', value: event.currentTarget.value })}
      />
      <PresetChooser />
      <CopyLink />
    </section>
  );
}
