import { describe, expect, it } from 'vitest';
import { createRandom } from '../../engine/random.ts';
import { BASE_SCENARIO } from '../../scenario/base.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { WHOLE_BOOK } from '../whole-book.ts';
import { figuresOf } from './figures.ts';
import {
  sensitivitySteps,
  type SensitivityAnswer,
  type SensitivityProgress,
  type SensitivityQuestion,
} from './questions.ts';

const SCENARIO: Scenario = {
  ...BASE_SCENARIO,
  workload: { ...BASE_SCENARIO.workload, roles: BASE_SCENARIO.workload.roles.slice(0, 1) },
};

function answerTo(question: SensitivityQuestion): {
  readonly answer: SensitivityAnswer;
  readonly progress: readonly SensitivityProgress[];
} {
  const progress: SensitivityProgress[] = [];
  const steps = sensitivitySteps({
    question,
    book: WHOLE_BOOK,
    uniformOf: (seed) => {
      const random = createRandom(seed);
      return () => random.uniform();
    },
  });
  for (;;) {
    const step = steps.next();
    if (step.done) return { answer: step.value, progress };
    progress.push(step.value);
  }
}

describe.each(['buy', 'run'] as const)('questions about %s', (lens) => {
  const today = figuresOf({ scenario: SCENARIO, book: WHOLE_BOOK, lens });

  it('are answered with plain data that crosses to a page as it is', () => {
    for (const question of [
      { kind: 'tornado', scenario: SCENARIO, lens },
      { kind: 'band', scenario: SCENARIO, lens, seed: 1, draws: 10 },
      { kind: 'break-even', scenario: SCENARIO, lens, inputId: null },
    ] as const) {
      const { answer } = answerTo(question);
      expect(answer.kind).toBe(question.kind);
      expect(structuredClone(answer)).toEqual(answer);
      expect(answer).toMatchObject({ today });
    }
  });

  it('stop after every evaluation of a band, and count them', () => {
    const { progress, answer } = answerTo({ kind: 'band', scenario: SCENARIO, lens, seed: 1, draws: 12 });
    expect(progress).toEqual(Array.from({ length: 12 }, (_, i) => ({ done: i + 1, of: 12 })));
    expect(answer).toMatchObject({ draws: 12, seed: 1 });
  });

  it('move the input asked for, else the first', () => {
    const { answer } = answerTo({ kind: 'break-even', scenario: SCENARIO, lens, inputId: 'people' });
    expect(answer).toMatchObject({ input: { id: 'people', now: SCENARIO.workload.people } });
    const other = answerTo({ kind: 'break-even', scenario: SCENARIO, lens, inputId: 'nobody’s' }).answer;
    expect(other.kind === 'break-even' && other.input.id === other.inputs[0]?.id).toBe(true);
    const at =
      answer.kind === 'break-even' ? answer.points.find(({ value }) => value === SCENARIO.workload.people) : null;
    expect(at?.savingUsd).toBe(today.saving);
    expect(at?.ratio).toBe((today.saving ?? Number.NaN) / (today.without ?? Number.NaN));
  });

  it('have no answer where there are no figures, and say why', () => {
    const scenario = {
      ...SCENARIO,
      workload: {
        ...SCENARIO.workload,
        roles: SCENARIO.workload.roles.map((role) => ({
          ...role,
          gap: role.gap.map((part) => ({ ...part, weight: 0 })),
        })),
      },
    };
    for (const question of [
      { kind: 'tornado', scenario, lens },
      { kind: 'band', scenario, lens, seed: 1, draws: 10 },
      { kind: 'break-even', scenario, lens, inputId: null },
    ] as const)
      expect(answerTo(question).answer).toMatchObject({ kind: 'none', reason: expect.stringContaining('no weight') });
  });
});
