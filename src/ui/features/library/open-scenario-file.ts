import { readSetFile } from '../../../state/compare-open.ts';
import { readScenarioFile } from '../../../state/scenario-file.ts';
import type { AppServices } from '../../app-context.ts';
import { showToast } from '../../shell/toast-store.ts';
import { outcomeWords } from './library-words.ts';

/** More bytes than the longest text that is read can have. */
const MOST_BYTES = 40_000_000;

/** Opens a scenario's file as a step that can be undone, or adds a library's scenarios to those that are saved. */
export async function openScenarioFile({ file, services }: { file: File; services: AppServices }): Promise<void> {
  const name = `“${file.name.slice(0, 60)}”`;
  const refuse = (message: string): void => showToast({ text: `${name} was not opened. ${message}`, isProblem: true });
  let text: string;
  try {
    if (file.size > MOST_BYTES) {
      refuse('It is larger than 40 MB.');
      return;
    }
    text = await file.text();
  } catch {
    refuse('The browser could not read it: it may be a folder, or have changed meanwhile.');
    return;
  }
  const set = readSetFile(text);
  if (set?.status === 'opened') {
    const compare = await services.compare();
    compare.getState().openAll(set);
    showToast({
      text: `Opened ${set.scenarios.length} scenarios from ${name}, side by side. Back returns to those before.`,
    });
    return;
  }
  const opened = readScenarioFile(text);
  if (opened.kind === 'refused') {
    refuse(opened.message);
    return;
  }
  if (opened.kind === 'library') {
    const library = await services.library();
    await library.getState().importText(text);
    const { outcome } = library.getState();
    if (outcome) {
      const isProblem = outcome.kind !== 'imported' || outcome.broken.length > 0;
      showToast({ text: `${name}: ${outcomeWords(outcome)}`, isProblem });
    }
    return;
  }
  const { store } = services;
  store.getState().openScenario({ ...opened.decoded, isBrought: true });
  showToast({
    text: `Opened “${opened.decoded.scenario.name}” from ${name}.`,
    action: { label: 'Undo', run: () => store.getState().undo() },
  });
}
