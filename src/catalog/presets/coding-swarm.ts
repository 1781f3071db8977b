import { assumed, derived, measured, published } from '../provenance.ts';
import { CLAUDE_CODE_CORPUS, CLAUDE_CODE_DOCS, WEKA_NO_MEMORY } from '../sources.ts';
import { AFTER_TOOL_GAP, CODING_SESSION_GAP } from './gaps.ts';
import { workloadPreset } from './workload-preset.ts';

const BRIEF_TOKENS = assumed(
  20_000,
  'The brief and the map of the repository that every agent of the task is handed. Recorded sub-agents start without ' +
    'one, at about 13,200 tokens.',
);

export const CODING_SWARM = workloadPreset({
  id: 'coding-swarm',
  name: 'Coding swarm, 50 sub-agents',
  summary:
    'An orchestrator and 50 sub-agents per task: fan-out from WEKA’s account, turns, growth and gaps from recorded Claude ' +
    'Code sessions, volume assumed.',
  offerId: 'anthropic/claude-opus-5-5',
  swarm: {
    people: assumed(40, 'A team of 40 engineers, for scale.'),
    tasksPerPersonPerDay: assumed(2, 'Two tasks a day that are worth a swarm.'),
    daysPerMonth: assumed(21, 'Working days of a month.'),
    hoursPerDay: assumed(8, 'A working day.'),
    launch: assumed(
      'simultaneous',
      'A swarm is sent out at once in the accounts of it. In the corpus 54 of 63 sub-agents were launched alone: choose ' +
        'staggered for that.',
    ),
    roles: [
      {
        name: 'Orchestrator',
        agentsPerTask: published(1, WEKA_NO_MEMORY),
        turnsPerAgent: assumed(
          20,
          'Plan, send out, collect, check. Half of the median session’s 44 turns, as the sub-agents do the rest.',
        ),
        sharedPrefixTokens: measured(
          15_000,
          CLAUDE_CODE_CORPUS,
          'Median of system prompt and tools of a main session.',
        ),
        taskPrefixTokens: BRIEF_TOKENS,
        firstInputTokens: assumed(2_000, 'What the person asks for; the repository is in the brief.'),
        inputTokensPerTurn: assumed(
          3_940,
          'The corpus’s 1,440 per turn and the reports of 50 sub-agents, 1,000 tokens each, spread over 20 turns.',
        ),
        outputTokensPerTurn: measured(440, CLAUDE_CODE_CORPUS, 'Mean; median 218.'),
        gap: CODING_SESSION_GAP,
      },
      {
        name: 'Sub-agents',
        agentsPerTask: published(
          50,
          WEKA_NO_MEMORY,
          'In a corpus that SemiAnalysis replays, groups of sub-agents have a median of 7 and a ninetieth percentile of 51.',
        ),
        turnsPerAgent: measured(13, CLAUDE_CODE_CORPUS, 'Median of 63 sub-agents: 2 to 24, quartiles 11 and 17.'),
        sharedPrefixTokens: measured(8_700, CLAUDE_CODE_CORPUS, 'Median of the sub-agents’ system prompt and tools.'),
        taskPrefixTokens: BRIEF_TOKENS,
        firstInputTokens: derived(
          4_500,
          CLAUDE_CODE_DOCS,
          'A first prompt of about 13,200 tokens less the 8,700 shared.',
        ),
        inputTokensPerTurn: derived(
          1_440,
          CLAUDE_CODE_CORPUS,
          'Mean growth of 1,880 less mean output of 440, of main sessions: there are too few sub-agents to say otherwise, ' +
            'though a handful that were looked at grew faster.',
        ),
        outputTokensPerTurn: measured(440, CLAUDE_CODE_CORPUS, 'Mean of main sessions; median 218.'),
        gap: AFTER_TOOL_GAP,
      },
    ],
  },
});
