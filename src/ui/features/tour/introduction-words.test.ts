import { expect, test } from 'vitest';
import { BASE_SCENARIO } from '../../../scenario/base.ts';
import { introducedInWords } from './introduction-words.ts';

test('the scenario of a first visit, in words', () => {
  expect(introducedInWords(BASE_SCENARIO)).toBe(
    'Open is “Coding swarm, 50 sub-agents”: 40 people with 2 tasks a day each; a task takes 1 orchestrator and 50 sub-agents.',
  );
});

test('one of each is said as one, and a name may be missing', () => {
  const workload = { ...BASE_SCENARIO.workload, people: 1, tasksPerPersonPerDay: 1 };
  expect(introducedInWords({ name: ' ', workload })).toMatch(
    /^Open is a scenario without a name: 1 person with 1 task a day each;/,
  );
});
