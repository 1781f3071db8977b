import { decodeScenario } from '../scenario/codec.ts';
import { isNothingRead, MOST_LIBRARY_ENTRIES, type KeptFigures, type KeptScenario } from '../scenario/library-file.ts';
import type { LibraryOutcome } from './library-types.ts';
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

/** Opens a kept scenario under the name it is kept by, or says why nothing of it can be read; what is open then stays. */
export function openKept({
  scenarios,
  kept: { link, name },
}: {
  scenarios: ScenarioStore;
  kept: Pick<KeptScenario, 'link' | 'name'>;
}): LibraryOutcome {
  const decoded = decodeScenario(link);
  if (isNothingRead(decoded))
    return { kind: 'refused', message: `“${name}” cannot be opened. ${decoded.notices[0]?.message ?? ''}` };
  const scenario = { ...decoded.scenario, name };
  scenarios.getState().openScenario({ scenario, notices: decoded.notices, isBrought: false });
  return { kind: 'opened', name };
}

/** Why so many more cannot be kept; `null` where they can. */
export function refusalForRoom({ count, added }: { count: number; added: number }): LibraryOutcome | null {
  if (count + added <= MOST_LIBRARY_ENTRIES) return null;
  const most = MOST_LIBRARY_ENTRIES.toLocaleString('en-US');
  return {
    kind: 'refused',
    message: `A library holds at most ${most} scenarios: there are ${count}, and ${added} would be added.`,
  };
}
