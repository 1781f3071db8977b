import { derived, published } from '../provenance.ts';
import { CLAUDE_CODE_CORPUS, UW_TRACELAB } from '../sources.ts';
import { LAUNCH_ALONE, MAIN_PREFIX, NO_REASONING, NO_TASK_PREFIX, OFFICE_HOURS, SOLE_AGENT } from './common.ts';
import { RESEARCH_SESSION_GAP } from './gaps.ts';
import { workloadPreset } from './workload-preset.ts';

export const RESEARCH_SESSIONS = workloadPreset({
  id: 'research-sessions',
  name: 'Long coding sessions, 43 researchers',
  summary:
    'Claude Code and Codex at a university, after the 357,161 steps of UW’s TraceLab: long prompts, one gap in ten a ' +
    'person’s; hours assumed.',
  offerId: 'anthropic/claude-opus-5-5',
  workload: {
    people: published(43, UW_TRACELAB),
    tasksPerPersonPerDay: derived(
      0.3,
      UW_TRACELAB,
      '357,161 steps by 43 people in 183 working days are 45 a day, 0.3 sessions of 151. Not all took part throughout.',
    ),
    ...OFFICE_HOURS,
    launch: LAUNCH_ALONE,
    roles: [
      {
        name: 'Session',
        ...SOLE_AGENT,
        ...MAIN_PREFIX,
        turnsPerAgent: derived(
          151,
          UW_TRACELAB,
          'What makes the mean prompt 153.7K: 54.9 B tokens in 357,161 steps. Sessions have 84 steps on average, a median near ' +
            '16: most prompts belong to the long ones.',
        ),
        taskPrefixTokens: NO_TASK_PREFIX,
        firstInputTokens: derived(
          9_259,
          CLAUDE_CODE_CORPUS,
          'Of recorded Claude Code sessions; TraceLab publishes no first prompts.',
        ),
        inputTokensPerTurn: derived(
          1_205,
          UW_TRACELAB,
          '430.2 M fresh tokens, neither seen before nor the model’s own, over 357,161 steps.',
        ),
        outputTokensPerTurn: derived(523, UW_TRACELAB, '186.9 M over 357,161 steps, reasoning included.'),
        ...NO_REASONING,
        compaction: derived(null, UW_TRACELAB, 'Rare: 1,519 in 357,161 steps.'),
        gap: RESEARCH_SESSION_GAP,
      },
    ],
  },
});
