import { describe, expect, test } from 'vitest';
import { presetById } from '../catalog/presets/index.ts';
import { decodeScenario } from '../scenario/codec.ts';
import type { LibraryEntry } from '../scenario/library-file.ts';
import { libraryTab, peopleIn } from './library-testing.ts';

describe('saving', () => {
  test('keeps the open scenario with its link and what it comes to', async () => {
    const tab = libraryTab();
    tab.edit(77);
    await tab.save('Seventy-seven');
    const [entry] = tab.view().entries;
    expect(entry).toMatchObject({ name: 'Seventy-seven', revision: 1, schema: 1, savedAt: '2026-11-21T09:00:01.000Z' });
    expect(decodeScenario(entry?.link ?? '').scenario).toMatchObject({
      name: 'Seventy-seven',
      workload: { people: 77 },
      carriedRates: [{ offerId: tab.scenarios.getState().scenario.offerId }],
    });
    expect(entry?.figures?.withoutUsdPerMonth).toBeGreaterThan(0);
    expect(entry?.figures?.savingRatio).toBeGreaterThan(0);
    expect(tab.view().outcome).toEqual({ kind: 'saved', name: 'Seventy-seven' });
    // The open scenario is what was saved, under that name.
    expect(tab.name()).toBe('Seventy-seven');
    expect(tab.view().open).toMatchObject({ id: entry?.id, revision: 1 });
  });

  test('again under the same name replaces it; as a copy it gets a number', async () => {
    const tab = libraryTab();
    await tab.save('Swarm');
    tab.edit(5);
    await tab.save('swarm');
    expect(tab.view().entries).toHaveLength(1);
    expect(tab.view().entries[0]).toMatchObject({ revision: 2, name: 'Swarm' });
    expect(peopleIn(tab.view().entries[0])).toBe(5);
    await tab.save('Swarm', true);
    expect(tab.names()).toEqual(['Swarm (2)', 'Swarm']);
    expect(tab.name()).toBe('Swarm (2)');
  });

  test('pressed twice keeps one', async () => {
    const tab = libraryTab();
    await Promise.all([tab.save('Once'), tab.save('Once')]);
    expect(tab.names()).toEqual(['Once']);
  });

  test('without a name is refused', async () => {
    const tab = libraryTab();
    await tab.save('   ');
    expect(tab.view().entries).toEqual([]);
    expect(tab.view().outcome?.kind).toBe('refused');
  });

  test('an unpriceable scenario is kept without figures, not with zeros', async () => {
    const tab = libraryTab({ link: 'v=0&offerId=no/such-offer' });
    await tab.save('No such offer');
    expect(tab.view().entries[0]?.figures).toBeNull();
  });
});

describe('opening', () => {
  test('is a step that undo takes back', async () => {
    const tab = libraryTab();
    tab.edit(77);
    await tab.save('Kept');
    tab.scenarios.getState().changeScenario((scenario) => ({ ...scenario, name: 'Another' }));
    tab.edit(5);
    tab.open('Kept');
    expect(tab.people()).toBe(77);
    expect(tab.name()).toBe('Kept');
    tab.scenarios.getState().undo();
    expect(tab.people()).toBe(5);
    expect(tab.name()).toBe('Another');
  });

  test('upgrades an entry of an old version, and says what it could not read', async () => {
    const tab = libraryTab();
    await tab.save('Old');
    const [entry] = tab.view().entries;
    if (!entry) throw new Error('not kept');
    tab.disk.values.set(entry.id, { ...entry, link: 'v=0&workload.people=9&nonsense=1' });
    await tab.view().refresh();
    tab.open('Old');
    expect(tab.people()).toBe(9);
    expect(tab.scenarios.getState().notices.map(({ message }) => message)).toEqual(['nonsense is not known here.']);
  });

  test('what cannot be read at all leaves the open scenario alone', async () => {
    const tab = libraryTab();
    await tab.save('Broken');
    const [entry] = tab.view().entries;
    if (!entry) throw new Error('not kept');
    tab.disk.values.set(entry.id, { ...entry, link: 'no link at all' });
    await tab.view().refresh();
    tab.edit(5);
    tab.open('Broken');
    expect(tab.people()).toBe(5);
    expect(tab.view().outcome).toMatchObject({ kind: 'refused', message: expect.stringMatching(/^“Broken” cannot/) });
  });

  test('a preset in the place of an entry is no longer that entry', async () => {
    const tab = libraryTab();
    await tab.save('Kept');
    const preset = presetById('chat-product');
    if (!preset) throw new Error('no preset');
    tab.scenarios.getState().choosePreset(preset);
    expect(tab.view().open).toBeNull();
  });
});

describe('changing the list', () => {
  test('renames, and numbers a name that is taken', async () => {
    const tab = libraryTab();
    await tab.save('One');
    await tab.save('Two');
    const two = tab.view().entries.find(({ name }) => name === 'Two');
    await tab.view().rename({ id: two?.id ?? '', name: 'One' });
    expect(tab.names().toSorted()).toEqual(['One', 'One (2)']);
    // It is the open one, which goes on under its new name.
    expect(tab.name()).toBe('One (2)');
    tab.edit(5);
    await tab.save('One (2)');
    expect(tab.view().entries).toHaveLength(2);
  });

  test('a change of case is a new name of the same entry', async () => {
    const tab = libraryTab();
    await tab.save('one');
    await tab.view().rename({ id: tab.view().entries[0]?.id ?? '', name: 'One' });
    expect(tab.names()).toEqual(['One']);
  });

  test('duplicates with figures and day, under a number', async () => {
    const tab = libraryTab();
    await tab.save('One');
    const [one] = tab.view().entries;
    await tab.view().duplicate(one?.id ?? '');
    expect(tab.names().toSorted()).toEqual(['One', 'One (2)']);
    const copy = tab.view().entries.find(({ name }) => name === 'One (2)');
    expect(copy).toMatchObject({ link: one?.link, figures: one?.figures, savedAt: one?.savedAt });
    expect(copy?.id).not.toBe(one?.id);
  });

  test('deletes, and takes the deletion back', async () => {
    const tab = libraryTab();
    await tab.save('One');
    const [one] = tab.view().entries;
    await tab.view().remove(one?.id ?? '');
    expect(tab.view().entries).toEqual([]);
    expect(tab.disk.values.size).toBe(0);
    const { outcome } = tab.view();
    if (outcome?.kind !== 'deleted') throw new Error('not deleted');
    await tab.view().restore(outcome.entry);
    expect(tab.view().entries).toEqual([{ ...one, revision: 2 }]);
  });

  test('leaves values of a later Tokenhouse alone and counts them', async () => {
    const tab = libraryTab();
    tab.disk.values.set('later', { schema: 2, id: 'later', anything: true });
    await tab.save('One');
    expect(tab.view()).toMatchObject({ unreadable: 1, entries: [{ name: 'One' }] });
    expect(tab.disk.values.get('later')).toEqual({ schema: 2, id: 'later', anything: true });
  });
});

describe('the file of a whole library', () => {
  test('brings everything into another browser, and a second time nothing', async () => {
    const from = libraryTab();
    from.edit(11);
    await from.save('One');
    from.edit(22);
    await from.save('Two');
    const text = from.view().exportText();
    const to = libraryTab();
    await to.view().importText(text);
    expect(to.view().outcome).toMatchObject({ kind: 'imported', added: 2, same: 0, broken: [] });
    const bare = (entry: LibraryEntry) => [entry.name, entry.link, entry.savedAt, entry.figures];
    expect(to.view().entries.map(bare)).toEqual(from.view().entries.map(bare));
    await to.view().importText(text);
    expect(to.view().outcome).toMatchObject({ kind: 'imported', added: 0, same: 2 });
    expect(to.view().entries).toHaveLength(2);
  });

  test('a name that is taken by another scenario gets a number', async () => {
    const from = libraryTab();
    from.edit(11);
    await from.save('One');
    const to = libraryTab();
    to.edit(22);
    await to.save('One');
    await to.view().importText(from.view().exportText());
    expect(to.view().outcome).toMatchObject({ kind: 'imported', added: 1, renumbered: 1 });
    expect(to.names().toSorted()).toEqual(['One', 'One (2)']);
    expect(peopleIn(to.view().entries.find(({ name }) => name === 'One'))).toBe(22);
  });

  test('names what is broken and takes the rest', async () => {
    const from = libraryTab();
    await from.save('Good');
    const file = JSON.parse(from.view().exportText()) as { scenarios: object[] };
    const scenarios = [
      ...file.scenarios,
      { ...file.scenarios[0], name: 'No link', link: 'hello' },
      { name: 'Empty' },
      5,
    ];
    const to = libraryTab();
    await to.view().importText(JSON.stringify({ ...file, scenarios }));
    expect(to.names()).toEqual(['Good']);
    expect(to.view().outcome).toMatchObject({
      kind: 'imported',
      added: 1,
      broken: [
        { name: 'No link', reason: expect.stringMatching(/not a Tokenhouse link/) },
        { name: 'Empty', reason: expect.stringMatching(/savedAt/) },
        { name: 'Scenario 4 of the file' },
      ],
    });
  });

  test('on a full disk takes all or nothing', async () => {
    const from = libraryTab();
    await from.save('One');
    await from.save('Two');
    const to = libraryTab();
    to.disk.isFull = true;
    await to.view().importText(from.view().exportText());
    expect(to.view().outcome).toMatchObject({ kind: 'failed', doing: 'import', problem: { reason: 'full' } });
    expect(to.disk.values.size).toBe(0);
  });

  test('what is no library is refused', async () => {
    const tab = libraryTab();
    await tab.view().importText('{"hello": 1}');
    expect(tab.view().outcome).toMatchObject({ kind: 'refused', message: expect.stringMatching(/not a library/) });
  });
});
