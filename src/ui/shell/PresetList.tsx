import { UnstyledButton } from '@mantine/core';
import { PRESETS, type WorkloadPreset } from '../../catalog/presets/index.ts';
import { useScenarioState } from '../app-context.ts';
import styles from './PresetChooser.module.css';

/** The presets to choose from. Apart from the button that opens it, as workloads and their sources weigh something. */
export function PresetList({ onChoose }: { readonly onChoose: (preset: WorkloadPreset) => void }) {
  const openName = useScenarioState((state) => state.scenario.name);
  return (
    <ul className={styles.list}>
      {PRESETS.map((preset) => (
        <li key={preset.id}>
          <UnstyledButton
            className={styles.preset}
            aria-current={preset.name === openName ? 'true' : undefined}
            onClick={() => onChoose(preset)}
          >
            <span className={styles.name}>{preset.name}</span>
            <span className={styles.summary}>{preset.summary}</span>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}
