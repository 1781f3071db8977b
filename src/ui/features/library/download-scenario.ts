import { scenarioFile } from '../../../state/scenario-file.ts';
import type { ScenarioState } from '../../../state/scenario-store.ts';
import { saveText } from '../offers/save-text.ts';

/** Hands the open scenario to the visitor as a file. */
export function downloadScenario({ scenario, book }: Pick<ScenarioState, 'scenario' | 'book'>): void {
  saveText({ ...scenarioFile({ scenario, book }), type: 'application/json' });
}
