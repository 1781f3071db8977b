import { describe, expect, test } from 'vitest';
import type { RoleInputs } from '../../../../domain/swarm/workload.ts';
import type { WindowFit } from '../../../../state/trace-types.ts';
import { differenceText, fitWindowText, meanText, qualityInWords, roleInWords, workloadInWords } from './fit-words.ts';

const ROLE: RoleInputs = {
  name: 'Main agents',
  offerId: null,
  launchedBy: null,
  fanOut: 1,
  turnsPerAgent: 40,
  toolTokens: 10_000,
  systemTokens: 2_000,
  taskPrefixTokens: 0,
  firstInputTokens: 500,
  inputTokensPerTurn: 1_440,
  outputTokensPerTurn: 400,
  reasoningTokensPerTurn: 40,
  keepsReasoning: false,
  compaction: null,
  gap: [{ weight: 1, medianSeconds: 12, logSigma: 0 }],
};
const window = (change: Partial<WindowFit>): WindowFit => ({
  windowSeconds: 300,
  logRatio: 0.9,
  basis: 'exact',
  fittedRatio: 0.91,
  trust: 'good',
  differenceRatio: 0.01,
  ...change,
});

describe('a fitted role in words', () => {
  test('launch, turns, prompt, growth and gaps', () => {
    expect(roleInWords({ role: ROLE, index: 0 })).toBe(
      'Main agents: 1 for each task; 40 turns; first prompt of 12,500 tokens (12,000 shared by all, 500 of its own); then 1,440 new tokens a turn, answers of 440; gaps with a median of 12 s and a mean of 12 s.',
    );
  });

  test('sub-agents, compaction, a single turn', () => {
    const text = roleInWords({
      role: {
        ...ROLE,
        name: '',
        launchedBy: 0,
        fanOut: 3,
        turnsPerAgent: 1,
        compaction: { atTokens: 90_000, toTokens: 8_000 },
      },
      index: 1,
    });
    expect(text).toMatch(/^Role 2: 3 for each agent of role 1; 1 turn; /);
    expect(text).toContain('compacted above 90,000 to 8,000');
    expect(text).not.toContain('gaps');
  });
});

test('the calendar in words', () => {
  const workload = {
    people: 1,
    tasksPerPersonPerDay: 6.2,
    daysPerMonth: 21,
    hoursPerDay: 8,
    launch: 'together',
    roles: [],
  };
  expect(workloadInWords(workload as never)).toBe(
    'One person, 6.2 tasks a day on 21 days a month, within 8 h of the day.',
  );
});

describe('quality', () => {
  test('names the largest difference and where it is', () => {
    const far = window({ windowSeconds: 60, differenceRatio: -0.04, trust: 'rough' });
    expect(qualityInWords([window({}), far, window({ windowSeconds: Infinity, differenceRatio: 0 })])).toBe(
      'The fitted swarm’s hit rate is at most 4 points from the log’s (computed), at a life of 1 min, where the closed form is rough.',
    );
    expect(qualityInWords([window({ logRatio: null, differenceRatio: null, basis: 'none' })])).toContain(
      'does not tell',
    );
  });

  test('says which way it differs', () => {
    expect(differenceText(window({}))).toBe('+1.00');
    expect(differenceText(window({ differenceRatio: -0.0004 }))).toBe('−0.04');
    expect(differenceText(window({ differenceRatio: 0 }))).toBe('0');
    expect(differenceText(window({ differenceRatio: 0.00004 }))).toBe('0');
    expect(differenceText(window({ differenceRatio: null }))).toBe('–');
    expect(fitWindowText(window({ windowSeconds: Infinity }))).toBe('without limit');
  });
});

test('means keep a digit where they are small', () => {
  expect([meanText(38.25), meanText(38_123.4)]).toEqual(['38.3', '38,123']);
});
