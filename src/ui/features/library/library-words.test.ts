import { expect, test } from 'vitest';
import type { LibraryEntry, LibraryOutcome } from '../../../state/library-types.ts';
import { figuresWords, outcomeWords, recentsProblemWords, savingWords, unavailableWords } from './library-words.ts';

const entry: LibraryEntry = {
  schema: 1,
  id: 'a',
  revision: 1,
  name: 'Swarm',
  savedAt: '2026-11-21T09:00:00Z',
  link: 'v=1',
  figures: null,
};
const full = { reason: 'full', message: 'Quota exceeded.' } as const;
const blocked = { reason: 'blocked', message: 'The operation is insecure.' } as const;
const failed = { reason: 'failed', message: 'Internal error.' } as const;

test.each<[string, LibraryOutcome]>([
  ['Saved as “Swarm”.', { kind: 'saved', name: 'Swarm' }],
  ['“Swarm” is deleted.', { kind: 'deleted', entry }],
  [
    '“Swarm” was changed in another tab meanwhile, so both are kept: that one as it is there, and this one as “Swarm (other tab)”.',
    { kind: 'kept-both', name: 'Swarm', copyName: 'Swarm (other tab)' },
  ],
  [
    '“Swarm” was not saved: this browser’s storage is full. Copy link and Download keep it all the same. Deleting saved scenarios makes room.',
    { kind: 'failed', doing: 'save', name: 'Swarm', problem: full },
  ],
  [
    '“Swarm” was not saved: this browser lets the page keep nothing (a private window, or storage is switched off). Copy link and Download keep it all the same.',
    { kind: 'failed', doing: 'save', name: 'Swarm', problem: blocked },
  ],
  [
    '“Swarm” was not deleted: this browser’s storage failed (Internal error).',
    { kind: 'failed', doing: 'delete', name: 'Swarm', problem: failed },
  ],
  [
    'Nothing was imported: this browser’s storage is full.',
    { kind: 'failed', doing: 'import', name: '', problem: full },
  ],
])('%s', (sentence, outcome) => {
  expect(outcomeWords(outcome)).toBe(sentence);
});

test('an import says what came in, what was there, and what is broken and why', () => {
  const nothing = { kind: 'imported', added: 0, same: 0, renumbered: 0, broken: [], moreBroken: 0 } as const;
  expect(outcomeWords({ ...nothing, added: 2, renumbered: 1, same: 1 })).toBe(
    '2 scenarios added. 1 of them under a number, as the name was taken. 1 scenario was there already.',
  );
  expect(outcomeWords({ ...nothing, broken: [{ name: 'Odd', reason: 'link must not be empty' }] })).toBe(
    'No scenario was added. 1 scenario could not be read and was left out: “Odd” (link must not be empty)',
  );
  const many = Array.from({ length: 8 }, (_, i) => ({ name: `${i}`, reason: 'x' }));
  expect(outcomeWords({ ...nothing, added: 1, broken: many, moreBroken: 3 })).toMatch(
    /^1 scenario added\. 11 scenarios could not be read and were left out: “0” \(x\); .*“4” \(x\) and 6 more$/,
  );
});

test('figures of the day: what is missing is missing, a loss is a loss', () => {
  const figures = { withoutUsdPerMonth: 412_300, withUsdPerMonth: 151_200, savingRatio: 0.6333 };
  expect(figuresWords(figures)).toBe('$412,300 → $151,200 a month');
  expect(savingWords(figures)).toBe('saves 63.3 %');
  expect(savingWords({ ...figures, savingRatio: -0.05 })).toBe('costs 5.0 % more');
  const unpriced = { withoutUsdPerMonth: 412_300, withUsdPerMonth: null, savingRatio: null };
  expect(figuresWords(unpriced)).toBe('$412,300 a month without; no price with a warehouse then');
  expect(savingWords(unpriced)).toBe('');
  expect(figuresWords(null)).toBe('no price for it then');
  expect(savingWords(null)).toBe('');
});

test('a storage that keeps nothing says what works without it', () => {
  expect(unavailableWords(blocked)).toMatch(/private window.*Links and files work as ever\.$/);
  expect(unavailableWords(failed)).toBe(
    'The saved scenarios cannot be read now: Internal error. Links and files work as ever.',
  );
  expect(recentsProblemWords(full)).toMatch(/its storage is full/);
});
