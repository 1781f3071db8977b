import { describe, expect, test } from 'vitest';
import { presetById } from '../catalog/presets/index.ts';
import { CORE_BOOK } from '../evaluate/testing/core-book.ts';
import { decodeScenario } from '../scenario/codec.ts';
import { readRecent } from '../scenario/library-file.ts';
import { MOST_RECENTS, startAutosave } from './autosave.ts';
import { readRecents } from './library-recents.ts';
import { memoryTexts, type MemoryTexts } from './library-testing.ts';
import { memoryLink } from './link-testing.ts';
import { createScenarioStore } from './scenario-store.ts';

/** A tab whose clock stands until `pass` is called. */
function tabOf({
  texts = memoryTexts(),
  name = 'a',
  link = '',
}: { texts?: MemoryTexts; name?: string; link?: string } = {}) {
  const address = memoryLink(link);
  const store = createScenarioStore({ link: address, book: CORE_BOOK });
  const port = texts.tab(name);
  const waiting = new Set<() => void>();
  let waits = 0;
  let minute = 0;
  const start = () =>
    startAutosave({
      store,
      port,
      nowIso: () => new Date(Date.UTC(2026, 10, 21, 9, (minute += 1))).toISOString(),
      settle({ seconds, onEnd }) {
        expect(seconds).toBeLessThanOrEqual(1);
        waits += 1;
        waiting.add(onEnd);
        return () => waiting.delete(onEnd);
      },
      openedLink,
    });
  const openedLink = address.read();
  return {
    texts,
    store,
    port,
    address,
    start,
    edit: (people: number) => store.getState().setField({ path: 'workload.people', value: people }),
    pass() {
      const due = [...waiting];
      waiting.clear();
      due.forEach((call) => call());
    },
    waits: () => waits,
    kept: () =>
      [...texts.texts.values()].map((text) => decodeScenario(readRecent(text)?.link ?? '').scenario.workload.people),
  };
}

describe('what is open', () => {
  test('is kept within a second of the first change, however long the changes go on', () => {
    const tab = tabOf();
    tab.start();
    for (let i = 1; i <= 50; i++) tab.edit(100 + i);
    // One wait for all of them, begun with the first.
    expect(tab.waits()).toBe(1);
    tab.pass();
    expect(tab.kept()).toEqual([150]);
    tab.edit(7);
    tab.pass();
    expect(tab.kept()).toEqual([7]);
  });

  test('is kept at once when the page goes away in the middle', () => {
    const tab = tabOf();
    tab.start();
    tab.edit(7);
    tab.port.leave();
    expect(tab.kept()).toEqual([7]);
  });

  test('a first visit and a link that was only read leave nothing', () => {
    const tab = tabOf({ link: 'v=0&workload.people=9' });
    tab.start();
    tab.store.getState().openBook({ ...CORE_BOOK, isWhole: true });
    tab.pass();
    tab.port.leave();
    expect(tab.kept()).toEqual([]);
  });

  test('a link that was not read in full leaves nothing either, until something is changed', () => {
    const tab = tabOf({ link: 'v=0&workload.people=9&nonsense=1' });
    tab.start();
    tab.pass();
    expect(tab.kept()).toEqual([]);
    tab.edit(10);
    tab.pass();
    expect(tab.kept()).toEqual([10]);
  });

  test('what was changed before this was loaded is kept too', () => {
    const tab = tabOf();
    tab.edit(7);
    tab.start();
    tab.pass();
    expect(tab.kept()).toEqual([7]);
  });

  test('another scenario in its place leaves it kept, and is kept beside it once it is changed', () => {
    const tab = tabOf();
    tab.start();
    tab.edit(7);
    const preset = presetById('chat-product');
    if (!preset) throw new Error('no preset');
    // The wait for the edit has not ended yet.
    tab.store.getState().choosePreset(preset);
    expect(tab.kept()).toEqual([7]);
    tab.pass();
    expect(tab.kept()).toEqual([7]);
    tab.edit(8);
    tab.pass();
    expect(tab.kept()).toEqual([7, 8]);
    tab.address.paste('v=0&workload.people=5');
    tab.edit(6);
    tab.pass();
    expect(tab.kept()).toEqual([7, 8, 6]);
  });

  test('undone to where it began follows, so that what is kept is what was open', () => {
    const tab = tabOf();
    tab.start();
    const before = tab.store.getState().scenario.workload.people;
    tab.edit(7);
    tab.pass();
    tab.store.getState().undo();
    tab.pass();
    expect(tab.kept()).toEqual([before]);
  });
});

describe('after a reload', () => {
  test('the same scenario goes on under the same key', () => {
    const tab = tabOf();
    tab.start();
    tab.edit(7);
    tab.pass();
    const again = tabOf({ texts: tab.texts, link: tab.address.read() });
    again.start();
    again.edit(8);
    again.pass();
    expect(again.kept()).toEqual([8]);
  });

  test('another link in the same tab leaves what was kept', () => {
    const tab = tabOf();
    tab.start();
    tab.edit(7);
    tab.pass();
    const other = tabOf({ texts: tab.texts, link: 'v=0&workload.people=5' });
    other.start();
    other.edit(6);
    other.pass();
    expect(other.kept()).toEqual([7, 6]);
  });
});

describe('room', () => {
  const fill = (texts: MemoryTexts, count: number): void => {
    for (let i = 0; i < count; i++)
      texts.texts.set(
        `old-${i}`,
        JSON.stringify({ schema: 1, name: `${i}`, changedAt: `2026-01-${i + 10}T00:00:00Z`, link: `v=1&${i}` }),
      );
  };

  test('at most twenty are kept, and the oldest go first', () => {
    const tab = tabOf();
    fill(tab.texts, 20);
    tab.start();
    tab.edit(7);
    tab.pass();
    expect(tab.texts.texts.size).toBe(MOST_RECENTS);
    expect(tab.texts.texts.has('old-0')).toBe(false);
    expect(tab.texts.texts.has('old-1')).toBe(true);
  });

  test('where there is none, older ones make it', () => {
    const tab = tabOf();
    fill(tab.texts, 3);
    tab.texts.mostTexts = 3;
    const autosave = tab.start();
    tab.edit(7);
    tab.pass();
    expect([...tab.texts.texts.keys()]).toEqual(['old-1', 'old-2', tab.port.key()]);
    expect(autosave.problem()).toBeNull();
  });

  test('where there is none at all it says so, and works again when there is', () => {
    const tab = tabOf();
    tab.texts.mostTexts = 0;
    const autosave = tab.start();
    tab.edit(7);
    tab.pass();
    expect(autosave.problem()?.reason).toBe('full');
    tab.texts.mostTexts = 1;
    tab.edit(8);
    tab.pass();
    expect(autosave.problem()).toBeNull();
    expect(tab.kept()).toEqual([8]);
  });

  test('blocked storage is no failure of the page', () => {
    const tab = tabOf();
    tab.texts.isBlocked = true;
    const autosave = tab.start();
    tab.edit(7);
    tab.pass();
    tab.port.leave();
    expect(autosave.problem()?.reason).toBe('blocked');
  });
});

test('the list has each scenario once, newest first, without what is open, saved or unreadable', () => {
  const item = (day: number, link: string) => ({
    key: `key-${day}`,
    text: JSON.stringify({ schema: 1, name: `of ${day}`, changedAt: `2026-11-${day}T09:00:00Z`, link }),
  });
  const saved = {
    schema: 1,
    id: 'a',
    revision: 1,
    name: 'Saved',
    savedAt: '2026-11-21',
    link: 'v=1&saved',
    figures: null,
  } as const;
  const recents = readRecents({
    port: {
      read: () => [
        item(10, 'v=1&a'),
        item(12, 'v=1&b'),
        item(14, 'v=1&a'),
        item(16, 'v=1&saved'),
        item(18, 'v=1&open'),
        { key: 'odd', text: 'no JSON' },
        { key: 'later', text: '{"schema":2}' },
      ],
    },
    entries: [saved],
    openLink: 'v=1&open',
  });
  expect(recents.map(({ name }) => name)).toEqual(['of 14', 'of 12']);
});
