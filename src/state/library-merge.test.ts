import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { KeptScenario } from '../scenario/library-file.ts';
import { freeName, mergeLibrary, withSuffix } from './library-merge.ts';
import { refusalForRoom } from './library-scenario.ts';

const kept = (name: string, link: string): KeptScenario => ({
  name,
  link,
  savedAt: '2026-11-21T09:00:00Z',
  figures: null,
});
const library = fc.array(
  fc
    .tuple(
      fc.constantFrom('A', 'a', 'B', 'A (2)', 'A (3)', 'x'.repeat(120)),
      fc.constantFrom('v=1', 'v=1.x&a=2', 'v=0'),
    )
    .map(([name, link]) => kept(name, link)),
  { maxLength: 12 },
);
const namesOf = (scenarios: readonly KeptScenario[]) => scenarios.map(({ name }) => name.toLowerCase());

test('a name that is taken gets the next number', () => {
  const { added, same, renumbered } = mergeLibrary({
    entries: [kept('Swarm', 'v=1'), kept('Swarm (2)', 'v=1&b')],
    incoming: [kept('swarm', 'v=1&c'), kept('Chat', 'v=1&d')],
  });
  expect(added).toEqual([kept('swarm (3)', 'v=1&c'), kept('Chat', 'v=1&d')]);
  expect({ same, renumbered }).toEqual({ same: 0, renumbered: 1 });
});

test('the same scenario under the same name, numbered or not, is there already', () => {
  const entries = [kept('Swarm', 'v=1'), kept('Swarm (2)', 'v=1&b')];
  expect(mergeLibrary({ entries, incoming: [kept('Swarm', 'v=1&b')] })).toEqual({ added: [], same: 1, renumbered: 0 });
  // Under another name it is somebody's own copy.
  expect(mergeLibrary({ entries, incoming: [kept('Mine', 'v=1&b')] }).added).toHaveLength(1);
});

test('a long name makes room for its number', () => {
  const long = 'x'.repeat(120);
  expect(freeName({ name: long, isTaken: (name) => name === long })).toBe(`${'x'.repeat(116)} (2)`);
  expect(withSuffix({ name: 'Swarm', suffix: ' (other tab)' })).toBe('Swarm (other tab)');
});

test('merging loses nothing, changes nothing that is there, gives every addition a name of its own, and is done once', () => {
  fc.assert(
    fc.property(library, library, (entries, incoming) => {
      const { added, same } = mergeLibrary({ entries, incoming });
      const merged = [...entries, ...added];
      expect(added.length + same).toBe(incoming.length);
      for (const { link } of incoming) expect(merged.some((entry) => entry.link === link)).toBe(true);
      const own = namesOf(added);
      expect(new Set(own).size).toBe(own.length);
      for (const name of own) expect(namesOf(entries)).not.toContain(name);
      expect(added.every(({ name }) => name.length <= 120)).toBe(true);
      expect(mergeLibrary({ entries: merged, incoming }).added).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test('a library takes a thousand scenarios and not one more', () => {
  expect(refusalForRoom({ count: 999, added: 1 })).toBeNull();
  expect(refusalForRoom({ count: 999, added: 2 })).toEqual({
    kind: 'refused',
    message: 'A library holds at most 1,000 scenarios: there are 999, and 2 would be added.',
  });
});
