import { describe, expect, test } from 'vitest';
import type { GapMixture } from '../../../../domain/swarm/gap-mixture.ts';
import { swarmOf } from '../../../../domain/swarm/workload.ts';
import { inputsWith, roleWith, workloadWith } from '../../../../domain/testing/builders.ts';
import { agentsInWords, causesInWords, compactionInWords, roleInWords } from './role-words.ts';

describe('agentsInWords', () => {
  const roles = [
    { launchedBy: null, fanOut: 1 },
    { launchedBy: 0, fanOut: 5 },
    { launchedBy: 1, fanOut: 10 },
    { launchedBy: 3, fanOut: 2 },
  ];

  test.each([
    [0, '1 agent per task'],
    [1, '5 agents per task'],
    [2, '5 × 10 = 50 agents per task'],
  ])('role %i: %s', (index, words) => expect(agentsInWords({ roles, index })).toBe(words));

  test('comes to an end where a role launches itself', () => {
    expect(agentsInWords({ roles, index: 3 })).toBe('2 agents per task');
  });
});

test('roleInWords says how many, how long, how large, and where it goes if not with the rest', () => {
  const roles = [inputsWith({ fanOut: 3, turnsPerAgent: 1 }), inputsWith({ launchedBy: 0, fanOut: 2, offerId: 'x/y' })];
  const { roles: counted } = swarmOf(workloadWith({ roles }));
  // The longest prompt: 10,000, and 10,000 + 9 × 1,500.
  expect(
    counted.map((role, index) => roleInWords({ roles, counted: role, index, modelName: (id) => `model of ${id}` })),
  ).toEqual([
    '3 agents per task · 1 turn each · prompts reach 10,000 tokens',
    '3 × 2 = 6 agents per task · 10 turns each · prompts reach 23,500 tokens · model of x/y',
  ]);
});

describe('compactionInWords', () => {
  // Prompts of 10,000 + k × 1,500: above 31,000 from k = 15 on, that is after turn 15; from 5,000 again after 18 turns.
  const compaction = { atTokens: 31_000, toTokens: 5_000 };

  test.each([
    [1, 'never in 1 turn'],
    [15, 'never in 15 turns'],
    [16, 'once in 16 turns, after turn 15'],
    [34, '2 times in 34 turns, first after turn 15'],
  ])('%i turns: %s', (turnsPerAgent, words) =>
    expect(compactionInWords(roleWith({ turnsPerAgent, compaction }))).toBe(words),
  );
});

describe('causesInWords', () => {
  const part = (weight: number, medianSeconds: number): GapMixture[number] => ({ weight, medianSeconds, logSigma: 0 });

  test('says nothing where causes are not told apart', () => {
    expect(causesInWords([part(1, 20)])).toEqual([]);
  });

  test('does not repeat the whole where there is one cause', () => {
    expect(
      causesInWords([
        { ...part(2, 20), cause: 'tool' },
        { ...part(0, 60), cause: 'person' },
      ]),
    ).toEqual(['all after a tool']);
  });

  test('gives share, median and 95 % of each, and of what is not told apart', () => {
    expect(
      causesInWords([
        { ...part(94, 17), cause: 'tool' },
        { ...part(6, 180), cause: 'person' },
      ]).concat(causesInWords([{ ...part(3, 17), cause: 'tool' }, part(1, 90), { ...part(0, 9), cause: 'person' }])),
    ).toEqual([
      'after a tool 94.0 %: median 17\u00a0s, 95 % below 17\u00a0s',
      'after a person 6.0 %: median 3\u00a0min, 95 % below 3\u00a0min',
      'after a tool 75.0 %: median 17\u00a0s, 95 % below 17\u00a0s',
      'not told apart 25.0 %: median 1.5\u00a0min, 95 % below 1.5\u00a0min',
    ]);
  });
});
