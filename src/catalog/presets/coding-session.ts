import { assumed, derived, measured } from '../provenance.ts';
import { CLAUDE_CODE_CORPUS } from '../sources.ts';
import { CODING_SESSION_GAP } from './gaps.ts';
import { workloadPreset } from './workload-preset.ts';

export const CODING_SESSION = workloadPreset({
  id: 'coding-session',
  name: 'Coding session',
  summary: 'One person and one coding agent, after 692 recorded Claude Code sessions; how many people is assumed.',
  offerId: 'anthropic/claude-sonnet-5-5',
  swarm: {
    people: assumed(40, 'A team of 40 engineers, for scale.'),
    tasksPerPersonPerDay: assumed(4, 'Four sessions a day: the corpus does not say whose its sessions are.'),
    daysPerMonth: assumed(21, 'Working days of a month.'),
    hoursPerDay: assumed(8, 'A working day.'),
    launch: assumed('simultaneous', 'Without effect: a session is one agent.'),
    roles: [
      {
        name: 'Session',
        agentsPerTask: derived(
          1,
          CLAUDE_CODE_CORPUS,
          'By definition; the corpus holds 63 sub-agents in 17 of its files, left out here.',
        ),
        turnsPerAgent: measured(44, CLAUDE_CODE_CORPUS, 'Median; quartiles 18 and 91, mean 66.8.'),
        sharedPrefixTokens: measured(
          15_000,
          CLAUDE_CODE_CORPUS,
          'Median of system prompt and tools; tenth to ninetieth percentile 11.8K to 15.9K.',
        ),
        taskPrefixTokens: derived(
          0,
          CLAUDE_CODE_CORPUS,
          'A session is one agent, so nothing is shared within the task: its repository is in its own first input.',
        ),
        firstInputTokens: derived(
          9_259,
          CLAUDE_CODE_CORPUS,
          'Median first prompt 24,259 less 15,000 shared. A quarter of the sessions continue an older one and start above ' +
            '104K tokens, so the corpus’s mean prompt (118K) is about twice this preset’s.',
        ),
        inputTokensPerTurn: derived(
          1_440,
          CLAUDE_CODE_CORPUS,
          'Mean growth of 1,880 less mean output of 440; compactions (0.7 % of turns) left out.',
        ),
        outputTokensPerTurn: measured(440, CLAUDE_CODE_CORPUS, 'Mean; median 218.'),
        gap: CODING_SESSION_GAP,
      },
    ],
  },
});
