import type { KeptFigures, LibraryOutcome } from '../../../state/library-types.ts';
import type { StorageProblem } from '../../../state/ports.ts';
import { formatPercent, formatUsd } from '../../format/number.ts';

/** What works without any storage, so that a refusal says how to go on. */
const STILL_WORKS = 'Copy link and Download keep it all the same.';

const DOING = {
  save: 'saved',
  rename: 'renamed',
  duplicate: 'duplicated',
  delete: 'deleted',
  restore: 'brought back',
  import: 'imported',
} as const;

/** What came of the last thing that was asked of the library, in a sentence or two. */
export function outcomeWords(outcome: LibraryOutcome): string {
  switch (outcome.kind) {
    case 'saved':
      return `Saved as “${outcome.name}”.`;
    case 'kept-both':
      return `“${outcome.name}” was changed in another tab meanwhile, so both are kept: that one as it is there, and this one as “${outcome.copyName}”.`;
    case 'renamed':
      return `“${outcome.from}” is now “${outcome.name}”.`;
    case 'duplicated':
      return `Duplicated as “${outcome.name}”.`;
    case 'deleted':
      return `“${outcome.entry.name}” is deleted.`;
    case 'restored':
      return `“${outcome.name}” is back.`;
    case 'changed-elsewhere':
      return `“${outcome.name}” was changed in another tab meanwhile, so nothing was done. The list now shows it as it is there.`;
    case 'opened':
      return `Opened “${outcome.name}”.`;
    case 'imported':
      return importWords(outcome);
    case 'refused':
      return outcome.message;
    case 'failed':
      return failureWords(outcome);
  }
}

function importWords({
  added,
  same,
  renumbered,
  broken,
  moreBroken,
}: Extract<LibraryOutcome, { kind: 'imported' }>): string {
  const skipped = broken.length + moreBroken;
  return [
    added === 0 ? 'No scenario was added.' : `${counted(added)} added.`,
    renumbered > 0 ? `${renumbered} of them under a number, as the name was taken.` : '',
    same > 0 ? `${counted(same)} ${same === 1 ? 'was' : 'were'} there already.` : '',
    skipped > 0 ? `${counted(skipped)} could not be read and ${skipped === 1 ? 'was' : 'were'} left out:` : '',
    broken
      .slice(0, 5)
      .map(({ name, reason }) => `“${name}” (${reason})`)
      .join('; '),
    skipped > 5 ? `and ${skipped - 5} more` : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function failureWords({ doing, name, problem }: Extract<LibraryOutcome, { kind: 'failed' }>): string {
  const what = name === '' ? 'Nothing was' : `“${name}” was not`;
  const done = `${what} ${DOING[doing]}`;
  const room = doing === 'save' ? ` ${STILL_WORKS} Deleting saved scenarios makes room.` : '';
  switch (problem.reason) {
    case 'full':
      return `${done}: this browser’s storage is full.${room}`;
    case 'blocked':
      return `${done}: this browser lets the page keep nothing (a private window, or storage is switched off).${doing === 'save' ? ` ${STILL_WORKS}` : ''}`;
    case 'failed':
      return `${done}: this browser’s storage failed (${problem.message.replace(/\.$/, '')}).${doing === 'save' ? ` ${STILL_WORKS}` : ''}`;
  }
}

/** Why there is no list of saved scenarios, and what works without. */
export function unavailableWords({ reason, message }: StorageProblem): string {
  if (reason === 'blocked')
    return 'This browser lets the page keep nothing: a private window, or storage is switched off. Links and files work as ever.';
  return `The saved scenarios cannot be read now: ${reason === 'full' ? 'the storage is full' : message.replace(/\.$/, '')}. Links and files work as ever.`;
}

/** Why what is open is not kept for a crash. */
export function recentsProblemWords({ reason }: StorageProblem): string {
  const why = reason === 'full' ? 'its storage is full' : 'it lets the page keep nothing';
  return `What is open is not kept in this browser, as ${why}. The address holds it: a bookmark or Copy link keeps it.`;
}

/** Without and with a warehouse as of the day of saving: $412,300 → $151,200 a month. */
export function figuresWords(figures: KeptFigures | null): string {
  if (figures === null) return 'no price for it then';
  const without = formatUsd(figures.withoutUsdPerMonth);
  return figures.withUsdPerMonth === null
    ? `${without} a month without; no price with a warehouse then`
    : `${without} → ${formatUsd(figures.withUsdPerMonth)} a month`;
}

/** The saving: saves 63.1 %. */
export function savingWords(figures: KeptFigures | null): string {
  const ratio = figures?.savingRatio ?? null;
  if (ratio === null) return '';
  return ratio >= 0 ? `saves ${formatPercent(ratio)}` : `costs ${formatPercent(-ratio)} more`;
}

function counted(count: number): string {
  return `${count} scenario${count === 1 ? '' : 's'}`;
}
