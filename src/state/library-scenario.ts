import type { KeptFigures, KeptScenario } from '../scenario/library-file.ts';
import { hashOf, type ScenarioStore } from './scenario-store.ts';
import { spendOf } from './spend-evaluation.ts';

/** The open scenario as it is kept: under this name, with what it comes to today. */
export function openAsKept({
  scenarios,
  name,
  savedAt,
}: {
  scenarios: ScenarioStore;
  name: string;
  savedAt: string;
}): KeptScenario {
  const { scenario, book } = scenarios.getState();
  return { name, savedAt, link: hashOf({ ...scenario, name }, book), figures: figuresOf(scenarios) };
}

/** A kept scenario under another name. */
export function keptOf({ entry, name }: { entry: KeptScenario; name: string }): KeptScenario {
  return { name, savedAt: entry.savedAt, link: entry.link, figures: entry.figures };
}

/** What the open scenario comes to; `null` where it cannot be worked out. */
function figuresOf(scenarios: ScenarioStore): KeptFigures | null {
  const { scenario, book } = scenarios.getState();
  const { value, problems } = spendOf(scenario, book);
  if (value === null || problems.length > 0) return null;
  return {
    withoutUsdPerMonth: value.without.usdPerMonth,
    withUsdPerMonth: value.with.status === 'priced' ? value.with.usdPerMonth : null,
    savingRatio: value.saving?.ratio ?? null,
  };
}
