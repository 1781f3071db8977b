import { describe, expect, test } from 'vitest';
import { CORE_BOOK } from '../evaluate/testing/core-book.ts';
import { libraryTab, memoryDisk, memoryTexts, peopleIn } from './library-testing.ts';
import { hashOf } from './scenario-store.ts';

describe('two tabs', () => {
  async function twoTabs() {
    const disk = memoryDisk();
    const texts = memoryTexts();
    const a = libraryTab({ disk, texts, name: 'a' });
    await a.save('Shared');
    const b = libraryTab({ disk, texts, name: 'b' });
    await b.view().refresh();
    b.open('Shared');
    return { disk, texts, a, b };
  }

  test('each shows what the other saves', async () => {
    const { a, b } = await twoTabs();
    await b.save('From b', true);
    await expect.poll(() => a.names()).toEqual(['From b', 'Shared']);
  });

  test('both changed the same entry: both versions are kept, and the later goes on under its own name', async () => {
    const { a, b } = await twoTabs();
    a.edit(11);
    b.edit(22);
    await a.save('Shared');
    await b.save('Shared');
    expect(b.view().outcome).toEqual({ kind: 'kept-both', name: 'Shared', copyName: 'Shared (other tab)' });
    expect(b.name()).toBe('Shared (other tab)');
    const of = (name: string) => b.view().entries.find((entry) => entry.name === name);
    expect(peopleIn(of('Shared'))).toBe(11);
    expect(peopleIn(of('Shared (other tab)'))).toBe(22);
    // Saving on changes its own copy, and asks nobody.
    b.edit(23);
    await b.save(b.name());
    await b.view().refresh();
    expect(peopleIn(of('Shared'))).toBe(11);
    expect(peopleIn(of('Shared (other tab)'))).toBe(23);
    expect(b.view().entries).toHaveLength(2);
  });

  test('also where the other tab writes between reading and writing', async () => {
    const { disk, a, b } = await twoTabs();
    const [shared] = a.view().entries;
    if (!shared) throw new Error('not kept');
    b.edit(22);
    disk.beforeChange = () => {
      disk.beforeChange = () => undefined;
      disk.values.set(shared.id, { ...shared, revision: 2, link: 'v=0&workload.people=11' });
    };
    await b.save('Shared');
    expect(b.names().toSorted()).toEqual(['Shared', 'Shared (other tab)']);
    expect(peopleIn(b.view().entries.find(({ name }) => name === 'Shared'))).toBe(11);
  });

  test('also after a reload in between', async () => {
    const { disk, texts, a, b } = await twoTabs();
    b.edit(22);
    const reloaded = libraryTab({ disk, texts, name: 'b', link: hashOf(b.scenarios.getState().scenario, CORE_BOOK) });
    a.edit(11);
    await a.save('Shared');
    await reloaded.save('Shared');
    expect(reloaded.view().outcome?.kind).toBe('kept-both');
    expect(reloaded.names().toSorted()).toEqual(['Shared', 'Shared (other tab)']);
  });

  test('the other tab deleted it: saving keeps it', async () => {
    const { a, b } = await twoTabs();
    await a.view().remove(a.view().entries[0]?.id ?? '');
    b.edit(22);
    await b.save('Shared');
    expect(b.names()).toEqual(['Shared']);
    expect(peopleIn(b.view().entries[0])).toBe(22);
  });

  test('a deletion does not take what the other tab has just changed', async () => {
    const { disk, a, b } = await twoTabs();
    const [shared] = a.view().entries;
    if (!shared) throw new Error('not kept');
    disk.beforeChange = () => {
      disk.beforeChange = () => undefined;
      disk.values.set(shared.id, { ...shared, revision: 2 });
    };
    await b.view().remove(shared.id);
    expect(b.view().outcome).toEqual({ kind: 'changed-elsewhere', name: 'Shared' });
    expect(b.names()).toEqual(['Shared']);
  });

  test('a new name meanwhile is not overwritten by another, and a new content keeps its name’s change', async () => {
    const { disk, a, b } = await twoTabs();
    const [shared] = a.view().entries;
    if (!shared) throw new Error('not kept');
    disk.beforeChange = () => {
      disk.beforeChange = () => undefined;
      disk.values.set(shared.id, { ...shared, revision: 2, name: 'Theirs' });
    };
    await b.view().rename({ id: shared.id, name: 'Mine' });
    expect(b.view().outcome).toEqual({ kind: 'changed-elsewhere', name: 'Shared' });
    expect(b.names()).toEqual(['Theirs']);
  });

  test('a tab that only renamed what the other has open makes no conflict of it', async () => {
    const { a, b } = await twoTabs();
    await a.view().rename({ id: a.view().entries[0]?.id ?? '', name: 'Renamed' });
    a.edit(11);
    await a.save('Renamed');
    expect(a.view().outcome).toEqual({ kind: 'saved', name: 'Renamed' });
    // The other still calls it by its old name, so nothing is overwritten.
    b.edit(22);
    await b.save('Shared');
    expect(b.names().toSorted()).toEqual(['Renamed', 'Shared']);
  });
});

describe('a storage that refuses', () => {
  test('full: what was to be saved stays open, and nothing that was saved changes', async () => {
    const tab = libraryTab();
    await tab.save('One');
    tab.disk.isFull = true;
    const before = new Map(tab.disk.values);
    tab.edit(5);
    await tab.save('One');
    expect(tab.view().outcome).toMatchObject({
      kind: 'failed',
      doing: 'save',
      name: 'One',
      problem: { reason: 'full' },
    });
    await tab.save('Two');
    expect(tab.view().outcome).toMatchObject({
      kind: 'failed',
      doing: 'save',
      name: 'Two',
      problem: { reason: 'full' },
    });
    expect(tab.disk.values).toEqual(before);
    expect(tab.people()).toBe(5);
    expect(tab.name()).toBe('One');
    expect(tab.names()).toEqual(['One']);
  });

  test('full in the middle of a conflict: the other tab’s version is untouched', async () => {
    const disk = memoryDisk();
    const texts = memoryTexts();
    const a = libraryTab({ disk, texts, name: 'a' });
    await a.save('Shared');
    const b = libraryTab({ disk, texts, name: 'b' });
    await b.view().refresh();
    b.open('Shared');
    a.edit(11);
    await a.save('Shared');
    disk.isFull = true;
    b.edit(22);
    await b.save('Shared');
    expect(b.view().outcome).toMatchObject({ kind: 'failed', problem: { reason: 'full' } });
    expect(peopleIn(b.view().entries[0])).toBe(11);
    expect(b.people()).toBe(22);
    disk.isFull = false;
    await b.save('Shared');
    expect(b.view().outcome?.kind).toBe('kept-both');
  });

  test('blocked: says so, and everything else goes on', async () => {
    const tab = libraryTab();
    tab.disk.problem = { reason: 'blocked', message: 'The operation is insecure.' };
    await tab.view().refresh();
    expect(tab.view()).toMatchObject({ status: 'unavailable', problem: { reason: 'blocked' } });
    await tab.save('One');
    expect(tab.view().outcome).toMatchObject({ kind: 'failed', problem: { reason: 'blocked' } });
    tab.disk.problem = null;
    await tab.save('One');
    expect(tab.view()).toMatchObject({ status: 'ready', problem: null, entries: [{ name: 'One' }] });
  });

  test('what is shown stays shown when the storage fails later', async () => {
    const tab = libraryTab();
    await tab.save('One');
    tab.disk.problem = { reason: 'failed', message: 'Internal error.' };
    await tab.view().refresh();
    expect(tab.names()).toEqual(['One']);
  });
});
