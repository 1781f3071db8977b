import { expect, test } from 'vitest';
import { CORE_BOOK } from '../../evaluate/testing/core-book.ts';
import { BASE_SCENARIO } from '../../scenario/base.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { stepWords } from './step-words.ts';

const words = (change: (scenario: Scenario) => Scenario): string =>
  stepWords({ step: { before: BASE_SCENARIO, after: change(BASE_SCENARIO) }, book: CORE_BOOK });
const { workload, warehouse } = BASE_SCENARIO;

test('one input is named with both values, in the units of the page', () => {
  expect(words((from) => ({ ...from, warehouse: { ...warehouse, retentionSeconds: 3_600 } }))).toBe(
    'Retention 1 d → 1 h',
  );
  expect(words((from) => ({ ...from, workload: { ...workload, people: 1_725 } }))).toBe('People 40 → 1,725');
  expect(words((from) => ({ ...from, warehouse: { ...warehouse, readUsdPerMTok: 0.25 } }))).toBe(
    'Read price unset → $0.25',
  );
});

test('a role’s input says whose', () => {
  const roles = workload.roles.map((role, i) => (i === 1 ? { ...role, turnsPerAgent: 7 } : role));
  expect(words((from) => ({ ...from, workload: { ...workload, roles } }))).toMatch(
    /^Role "[^"]+": Turns per agent \d+ → 7$/,
  );
});

test('offers go by their names', () => {
  expect(words((from) => ({ ...from, offerId: 'openai/gpt-6.1-sol' }))).toBe('Offer Claude Opus 5.5 → GPT-6.1 Sol');
  expect(words((from) => ({ ...from, offerId: 'no/such-offer' }))).toBe('Offer Claude Opus 5.5 → no/such-offer');
});

test('several inputs are counted, another scenario goes by its name', () => {
  const several = { ...workload, people: 1, daysPerMonth: 3, hoursPerDay: 4 };
  expect(words((from) => ({ ...from, workload: several }))).toMatch(/ and 2 more$/);
  expect(words((from) => ({ ...from, name: 'Mine', workload: several }))).toBe(
    '“Coding swarm, 50 sub-agents” → “Mine”',
  );
  expect(words((from) => ({ ...from, name: 'Mine' }))).toBe('“Coding swarm, 50 sub-agents” → “Mine”');
  expect(words((from) => ({ ...from, name: '' }))).toBe('“Coding swarm, 50 sub-agents” → “”');
});

test('lists have no short form, long names are cut', () => {
  expect(words((from) => ({ ...from, workload: { ...workload, roles: workload.roles.slice(0, 1) } }))).toBe('Roles');
  expect(words((from) => ({ ...from, name: 'x'.repeat(100) }))).toContain(`“${'x'.repeat(31)}…”`);
});

test('prices that came with a link are no input of anybody, and are named as such', () => {
  const carried = { offerId: 'a/b', base: { input: 1, output: 2, cacheRead: null, cacheWrite: {} }, bands: [] };
  expect(words((from) => ({ ...from, carriedRates: [carried] }))).toBe('prices of the offers in use');
});
