import { beforeEach, describe, expect, it } from 'vitest';
import { FIRST_BOOK } from '../evaluate/first-book.ts';
import { BASE_SCENARIO } from '../scenario/base.ts';
import { decodeScenario, encodeScenario } from '../scenario/codec.ts';
import { decodeSet, encodeSet } from '../scenario/codec-set.ts';
import type { Scenario } from '../scenario/schema.ts';
import { createCompareStore, MOST_VARIANTS, type CompareStore } from './compare-store.ts';
import { memoryLink, type MemoryLink } from './link-testing.ts';
import type { PagePort, SetMemory } from './ports.ts';
import { createScenarioStore, type ScenarioStore } from './scenario-store.ts';
import { createSetLink } from './set-link.ts';

function keptFor({ name, retentionSeconds }: { name: string; retentionSeconds: number }): Scenario {
  return { ...BASE_SCENARIO, name, warehouse: { ...BASE_SCENARIO.warehouse, retentionSeconds } };
}

const HOUR = keptFor({ name: 'Hour', retentionSeconds: 3_600 });
const WEEK = keptFor({ name: 'Week', retentionSeconds: 604_800 });
const OWN: Scenario = {
  ...HOUR,
  name: 'Agreed',
  offerId: 'own/1',
  ownOffers: [
    {
      id: 'own/1',
      name: 'Opus, agreed',
      basedOn: 'anthropic/claude-opus-5-5',
      discountRatio: 0.1,
      rates: { input: null, output: null, cacheRead: null, cacheWrite: null },
    },
  ],
};

function memoryPage(initial: string | null): PagePort {
  let open = initial;
  const listeners = new Set<() => void>();
  return {
    read: () => open,
    write(page) {
      open = page;
      listeners.forEach((listener) => listener());
    },
    readView: () => null,
    readCurrency: () => null,
    writeCurrency: () => undefined,
    writeView: () => undefined,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

interface App {
  readonly address: MemoryLink;
  readonly page: PagePort;
  readonly memory: SetMemory;
  readonly store: ScenarioStore;
  readonly compare: CompareStore;
}

/** As main.tsx puts it together, with the page of the comparison open or opened later. */
function app({
  hash = '',
  page: name = 'compare',
  kept = null,
}: { hash?: string; page?: string | null; kept?: string | null } = {}): App {
  const address = memoryLink(hash);
  const page = memoryPage(name);
  let text = kept;
  const memory: SetMemory = {
    read: () => text,
    write: (next) => {
      text = next;
    },
  };
  const link = createSetLink({ link: address, load: () => Promise.resolve() });
  const compare = createCompareStore({ link: address, through: link, page, memory });
  const store = createScenarioStore({ link, book: FIRST_BOOK });
  compare.connect(store);
  return { address, page, memory, store, compare };
}

const names = ({ store, compare }: App): readonly string[] => [
  store.getState().scenario.name,
  ...compare.getState().variants.map(({ scenario }) => scenario.name),
];
const addressed = ({ address }: App): readonly string[] => decodeSet(address.read()).scenarios.map(({ name }) => name);
const brought = (scenario: Scenario) => ({ scenario, isBrought: true });
const idOf = ({ compare }: App, name: string): string =>
  compare.getState().variants.find(({ scenario }) => scenario.name === name)?.id ?? '';

describe('the address', () => {
  let it1: App;
  beforeEach(() => {
    it1 = app();
    it1.compare.getState().add([brought(HOUR), brought(WEEK)]);
  });

  it('holds the set while the comparison is open, and the open scenario alone on other pages', () => {
    expect(addressed(it1)).toEqual([BASE_SCENARIO.name, 'Hour', 'Week']);
    it1.page.write('spend');
    expect(it1.address.read()).not.toContain('set=');
    expect(addressed(it1)).toEqual([BASE_SCENARIO.name]);
    it1.page.write('compare');
    expect(addressed(it1)).toEqual([BASE_SCENARIO.name, 'Hour', 'Week']);
  });

  it('follows a change of the open scenario, on this page and on another', () => {
    it1.store.getState().setField({ path: 'name', value: 'Changed' });
    expect(addressed(it1)).toEqual(['Changed', 'Hour', 'Week']);
    it1.page.write('spend');
    it1.store.getState().setField({ path: 'name', value: 'Again' });
    it1.page.write('compare');
    expect(addressed(it1)).toEqual(['Again', 'Hour', 'Week']);
  });

  it('says with Back what was there before, and with Forward what came after', () => {
    it1.address.back();
    expect(names(it1)).toEqual([BASE_SCENARIO.name]);
    it1.address.forward();
    expect(names(it1)).toEqual([BASE_SCENARIO.name, 'Hour', 'Week']);
    it1.compare.getState().remove(idOf(it1, 'Hour'));
    it1.address.back();
    expect(names(it1)).toEqual([BASE_SCENARIO.name, 'Hour', 'Week']);
  });

  it('comes back whole after a change on another page that Back leaves', () => {
    const before = it1.address.read();
    it1.page.write('spend');
    it1.address.write({ hash: it1.address.read(), mode: 'push' });
    it1.store.getState().setField({ path: 'name', value: 'On another page' });
    it1.page.write('compare');
    it1.address.paste(before);
    expect(names(it1)).toEqual([BASE_SCENARIO.name, 'Hour', 'Week']);
  });

  it('opens a set that is pasted on any page on the page of the comparison', () => {
    it1.page.write('spend');
    it1.address.paste(encodeSet([WEEK, HOUR]));
    expect(it1.page.read()).toBe('compare');
    expect(names(it1)).toEqual(['Week', 'Hour']);
  });

  it('is one scenario again where a link to one is pasted', () => {
    it1.address.paste(encodeScenario(HOUR));
    expect(names(it1)).toEqual(['Hour']);
  });
});

/** An app on the page of the comparison, into whose address something is pasted. */
const pastedInto = (hash: string) => (): App => {
  const opened = app();
  opened.address.paste(hash);
  return opened;
};

describe('a set that is opened', () => {
  it('opens on the page of the comparison where the address names none', () => {
    const opened = app({ hash: encodeSet([HOUR, WEEK]), page: null });
    expect(opened.page.read()).toBe('compare');
    expect(names(opened)).toEqual(['Hour', 'Week']);
    expect(opened.store.getState().notices).toEqual([]);
  });

  it('stays on a page that the address names, with its first scenario', () => {
    const opened = app({ hash: encodeSet([HOUR, WEEK]), page: 'swarm' });
    expect(opened.page.read()).toBe('swarm');
    expect(names(opened)).toEqual(['Hour', 'Week']);
    expect(addressed(opened)).toEqual(['Hour']);
  });

  it('carries the rates of every scenario’s offers', () => {
    const opened = app();
    opened.compare.getState().add([brought(HOUR)]);
    for (const { carriedRates } of decodeSet(opened.address.read()).scenarios)
      expect(carriedRates.map(({ offerId }) => offerId)).toEqual([BASE_SCENARIO.offerId]);
  });

  it('stays in the address as it came while it could not be read in full', () => {
    const hash = encodeSet([HOUR, WEEK]).slice(0, -6);
    const opened = app({ hash });
    expect(opened.compare.getState().notices.length).toBeGreaterThan(0);
    expect(opened.address.read()).toBe(hash);
    opened.compare.getState().dismissNotices();
    expect(opened.compare.getState().notices).toEqual([]);
    expect(opened.address.read()).not.toBe(hash);
    expect(decodeSet(opened.address.read()).notices).toEqual([]);
  });

  it('of which nothing could be read says so, and stays in the address until that is dismissed', () => {
    for (const opened of [() => app({ hash: 'v=1&set=%7B', page: null }), pastedInto('v=1&set=%7B')]) {
      const { address, compare } = opened();
      expect(compare.getState().variants).toEqual([]);
      expect(compare.getState().notices.map(({ message }) => message)).toEqual([
        'The link is damaged: its packed part could not be read.',
      ]);
      expect(address.read()).toBe('v=1&set=%7B');
      compare.getState().dismissNotices();
      expect(compare.getState().notices).toEqual([]);
      expect(address.read()).not.toContain('set=');
    }
  });

  it('is not written over where the page hears of the pasted address before the link does', () => {
    const { address, page } = app();
    const pasted = encodeSet([HOUR, WEEK]);
    address.write({ hash: pasted, mode: 'push' });
    page.write('compare');
    expect(address.read()).toBe(pasted);
  });

  it('is kept over a reload on another page', () => {
    const first = app();
    first.compare.getState().add([brought(HOUR)]);
    first.page.write('spend');
    const kept = first.memory.read();
    expect(names(app({ page: 'spend', hash: first.address.read(), kept }))).toEqual([BASE_SCENARIO.name, 'Hour']);
    first.compare.getState().remove(idOf(first, 'Hour'));
    expect(first.memory.read()).toBeNull();
  });

  it('takes the place of all that is compared where it comes from a file, and Back brings that again', () => {
    const it1 = app();
    it1.compare.getState().add([brought(WEEK)]);
    it1.compare.getState().openAll({ scenarios: [HOUR, OWN, WEEK], notices: [] });
    expect(names(it1)).toEqual(['Hour', 'Agreed', 'Week']);
    expect(addressed(it1)).toEqual(names(it1));
    it1.address.back();
    expect(names(it1)).toEqual([BASE_SCENARIO.name, 'Week']);
    it1.page.write('spend');
    it1.compare.getState().openAll({ scenarios: [WEEK, HOUR], notices: [] });
    expect(it1.page.read()).toBe('compare');
    expect(addressed(it1)).toEqual(['Week', 'Hour']);
  });

  it('is waited for where what reads sets has yet to be loaded', async () => {
    const address = memoryLink();
    let load = (): void => undefined;
    const loaded = new Promise<void>((resolve) => {
      load = resolve;
    });
    const page = memoryPage('spend');
    const memory: SetMemory = { read: () => null, write: () => undefined };
    const link = createSetLink({
      link: address,
      load: () => loaded.then(() => void createCompareStore({ link: address, through: link, page, memory })),
    });
    const store = createScenarioStore({ link, book: FIRST_BOOK });
    address.paste(encodeSet([HOUR, WEEK]));
    expect(store.getState().scenario.name).toBe(BASE_SCENARIO.name);
    load();
    await loaded;
    await Promise.resolve();
    expect(store.getState().scenario.name).toBe('Hour');
    expect(store.getState().notices).toEqual([]);
    expect(page.read()).toBe('compare');
  });
});

describe('variants', () => {
  let it1: App;
  beforeEach(() => {
    it1 = app();
    it1.compare.getState().add([brought(HOUR), brought(WEEK)]);
  });

  it('are at most three beside the open scenario', () => {
    expect(it1.compare.getState().add([brought(HOUR), brought(WEEK)])).toBe(1);
    expect(it1.compare.getState().variants).toHaveLength(MOST_VARIANTS);
    expect(it1.compare.getState().add([brought(HOUR)])).toBe(0);
  });

  it('are renamed, moved, removed and put back', () => {
    const { rename, move, remove, restore } = it1.compare.getState();
    rename({ id: idOf(it1, 'Hour'), name: 'Sixty minutes' });
    move({ id: idOf(it1, 'Week'), by: -1 });
    expect(addressed(it1)).toEqual([BASE_SCENARIO.name, 'Week', 'Sixty minutes']);
    move({ id: idOf(it1, 'Week'), by: -1 });
    expect(names(it1)).toEqual([BASE_SCENARIO.name, 'Week', 'Sixty minutes']);
    const [variant] = it1.compare.getState().variants;
    if (!variant) throw new Error('no variant');
    remove(variant.id);
    expect(addressed(it1)).toEqual([BASE_SCENARIO.name, 'Sixty minutes']);
    restore({ variant, at: 0 });
    expect(names(it1)).toEqual([BASE_SCENARIO.name, 'Week', 'Sixty minutes']);
  });

  it('take what the schema takes, and nothing else', () => {
    const { setField } = it1.compare.getState();
    expect(setField({ id: idOf(it1, 'Hour'), path: 'workload.people', value: 7 })).toBe(true);
    expect(setField({ id: idOf(it1, 'Hour'), path: 'workload.people', value: -7 })).toBe(false);
    expect(setField({ id: idOf(it1, 'Hour'), path: 'workload.colour', value: 7 })).toBe(false);
    expect(decodeSet(it1.address.read()).scenarios[1]?.workload.people).toBe(7);
    expect(it1.store.getState().scenario.workload.people).toBe(BASE_SCENARIO.workload.people);
  });

  it('change places with the open scenario: Back undoes it', () => {
    it1.compare.getState().promote(idOf(it1, 'Week'));
    expect(names(it1)).toEqual(['Week', 'Hour', BASE_SCENARIO.name]);
    expect(addressed(it1)).toEqual(names(it1));
    it1.address.back();
    expect(names(it1)).toEqual([BASE_SCENARIO.name, 'Hour', 'Week']);
  });

  it('change back with undo and again with redo, whatever was changed in between', () => {
    it1.compare.getState().promote(idOf(it1, 'Week'));
    it1.store.getState().setField({ path: 'workload.people', value: 9 });
    it1.store.getState().undo();
    expect(names(it1)).toEqual(['Week', 'Hour', BASE_SCENARIO.name]);
    it1.store.getState().undo();
    expect(names(it1)).toEqual([BASE_SCENARIO.name, 'Hour', 'Week']);
    expect(addressed(it1)).toEqual(names(it1));
    it1.store.getState().redo();
    expect(names(it1)).toEqual(['Week', 'Hour', BASE_SCENARIO.name]);
    expect(addressed(it1)).toEqual(names(it1));
  });

  it('come back with undo where the one that took their place was removed', () => {
    const base = BASE_SCENARIO.name;
    it1.compare.getState().promote(idOf(it1, 'Week'));
    it1.compare.getState().remove(idOf(it1, base));
    it1.store.getState().undo();
    expect(names(it1)).toEqual([base, 'Hour', 'Week']);
  });

  it('change places several times, and undo goes all the way back', () => {
    it1.compare.getState().promote(idOf(it1, 'Week'));
    it1.compare.getState().promote(idOf(it1, 'Hour'));
    expect(names(it1)).toEqual(['Hour', 'Week', BASE_SCENARIO.name]);
    it1.store.getState().undo();
    it1.store.getState().undo();
    expect(names(it1)).toEqual([BASE_SCENARIO.name, 'Hour', 'Week']);
  });

  it('are left alone where somebody types the open scenario back to what it was', () => {
    it1.compare.getState().promote(idOf(it1, 'Week'));
    const { setField } = it1.store.getState();
    setField({ path: 'name', value: BASE_SCENARIO.name });
    setField({ path: 'warehouse.retentionSeconds', value: BASE_SCENARIO.warehouse.retentionSeconds });
    expect(names(it1)).toEqual([BASE_SCENARIO.name, 'Hour', BASE_SCENARIO.name]);
  });
});

describe('a link to share', () => {
  it('holds the set on the page of the comparison, and leaves every agreed price out where one is to stay at home', () => {
    const it1 = app();
    it1.compare.getState().add([brought(OWN)]);
    const link = createSetLink({ link: it1.address, load: () => Promise.resolve() });
    expect(link.hrefWith('v=1')).toBe('https://example.org/#v=1');
    const whole = it1.compare.setHash({ atList: false });
    expect(whole).toBe(it1.address.read());
    expect(decodeSet(whole).scenarios[1]?.ownOffers).toHaveLength(1);
    const atList = decodeSet(it1.compare.setHash({ atList: true })).scenarios;
    expect(atList.map(({ ownOffers }) => ownOffers.length)).toEqual([0, 0]);
    expect(atList[1]?.offerId).toBe('anthropic/claude-opus-5-5');
  });

  it('is made by the page’s head, too', () => {
    const address = memoryLink();
    const page = memoryPage('compare');
    const memory: SetMemory = { read: () => null, write: () => undefined };
    const link = createSetLink({ link: address, load: () => Promise.resolve() });
    const compare = createCompareStore({ link: address, through: link, page, memory });
    const store = createScenarioStore({ link, book: FIRST_BOOK });
    compare.connect(store);
    store.getState().openScenario({ scenario: OWN, notices: [], isBrought: false });
    compare.getState().add([brought({ ...OWN, name: 'Second' })]);
    const single = (href: string) => decodeSet(href).scenarios.map(({ ownOffers }) => ownOffers.length);
    expect(single(link.hrefWith(link.read()))).toEqual([1, 1]);
    // Without agreed prices: nobody’s go along.
    const listed = { ...decodeScenario(link.read()).scenario, ownOffers: [], offerId: 'anthropic/claude-opus-5-5' };
    expect(single(link.hrefWith(encodeScenario(listed)))).toEqual([0, 0]);
    page.write('spend');
    expect(single(link.hrefWith(link.read()))).toEqual([1]);
  });
});
