import { assumed, derived, measured } from '../provenance.ts';
import { CLAUDE_CODE_CORPUS } from '../sources.ts';
import { CODING_TURN, LAUNCH_ALONE, MAIN_PREFIX, NO_TASK_PREFIX, OFFICE_HOURS, SOLE_AGENT } from './common.ts';
import { CODING_SESSION_GAP } from './gaps.ts';
import { workloadPreset } from './workload-preset.ts';

export const CODING_SESSION = workloadPreset({
  id: 'coding-session',
  name: 'Coding session',
  summary: 'One person and one coding agent, after 692 recorded Claude Code sessions; how many people is assumed.',
  offerId: 'anthropic/claude-sonnet-5-5',
  workload: {
    people: assumed(40, 'A team of 40 engineers, for scale.'),
    tasksPerPersonPerDay: assumed(4, 'Four sessions a day: the corpus does not say whose its sessions are.'),
    ...OFFICE_HOURS,
    launch: LAUNCH_ALONE,
    roles: [
      {
        name: 'Session',
        ...SOLE_AGENT,
        ...MAIN_PREFIX,
        ...CODING_TURN,
        turnsPerAgent: measured(
          44,
          CLAUDE_CODE_CORPUS,
          'Median; quartiles 18 and 91, mean 66.8. The 63 sub-agents of 17 sessions are left out.',
        ),
        taskPrefixTokens: NO_TASK_PREFIX,
        firstInputTokens: derived(
          9_259,
          CLAUDE_CODE_CORPUS,
          'Median first prompt 24,259 less 15,000 shared. A quarter of the sessions continue an older one and start above ' +
            '104K tokens, so the corpus’s mean prompt (118K) is about twice this preset’s.',
        ),
        gap: CODING_SESSION_GAP,
      },
    ],
  },
});
