import { describe, expect, test } from 'vitest';
import { CORE_BOOK } from '../evaluate/testing/core-book.ts';
import { decodeScenario, encodeScenario } from '../scenario/codec.ts';
import { BASE_SCENARIO } from '../scenario/base.ts';
import { createScenarioStore, hashOf } from './scenario-store.ts';
import { memoryLink } from './link-testing.ts';

describe('the day that a scenario was opened with', () => {
  test('is none on a first visit, and the link’s where there is one', () => {
    expect(createScenarioStore({ link: memoryLink(), book: CORE_BOOK }).getState().openedDay).toBeNull();
    const opened = createScenarioStore({ link: memoryLink('v=1&asOf=2026-10-05'), book: CORE_BOOK });
    expect(opened.getState().openedDay).toBe('2026-10-05');
  });

  test('stays while another day is chosen, and goes with the next link or file', () => {
    const link = memoryLink('v=1&asOf=2026-10-05');
    const store = createScenarioStore({ link, book: CORE_BOOK });
    store.getState().setField({ path: 'asOf', value: '2026-10-09' });
    expect(store.getState().openedDay).toBe('2026-10-05');
    link.paste('v=1&asOf=2026-11-01');
    expect(store.getState().openedDay).toBe('2026-11-01');
    const scenario = { ...BASE_SCENARIO, asOf: '2026-11-02' };
    store.getState().openScenario({ scenario, notices: [], isBrought: true });
    expect(store.getState().openedDay).toBe('2026-11-02');
  });
});

describe('a link that was mangled on its way', () => {
  const sent = encodeScenario({ ...BASE_SCENARIO, workload: { ...BASE_SCENARIO.workload, people: 7, hoursPerDay: 6 } });

  test('is told to be mended, and its better form takes its place in the address', () => {
    const link = memoryLink(sent.replaceAll('&', '&amp;'));
    const store = createScenarioStore({ link, book: CORE_BOOK });
    const { scenario, notices } = store.getState();
    expect(notices).toEqual([expect.objectContaining({ kind: 'repaired' })]);
    expect(scenario.workload.people).toBe(7);
    expect(link.read()).toBe(hashOf(scenario, CORE_BOOK));
    expect(decodeScenario(link.read()).notices).toEqual([]);
  });

  test('stays in the address where something of it is lost', () => {
    const cut = sent.slice(0, -2);
    const link = memoryLink(cut);
    const store = createScenarioStore({ link, book: CORE_BOOK });
    expect(store.getState().notices.some(({ kind }) => kind !== 'repaired')).toBe(true);
    expect(link.read()).toBe(cut);
  });
});
