import { assumed, derived } from '../provenance.ts';
import { WEKA_PROMPT_LENGTH, WEKA_THOUSAND_TURNS } from '../sources.ts';
import { FIFTY_SUB_AGENTS, ORCHESTRATOR } from './coding-swarm.ts';
import { LAUNCH_AT_ONCE, OFFICE_HOURS } from './common.ts';
import { workloadPreset } from './workload-preset.ts';

export const THOUSAND_TURNS = workloadPreset({
  id: 'thousand-turns',
  name: 'Swarm of 1,000 turns',
  summary:
    'The swarm of WEKA’s articles: 50 subtasks, 1,000 turns, prompts that reach 100,000 tokens; growth and gaps from ' +
    'recorded Claude Code sessions, volume assumed.',
  offerId: 'anthropic/claude-opus-5-5',
  workload: {
    people: assumed(80, 'Two teams of 40 engineers, for scale.'),
    tasksPerPersonPerDay: assumed(2, 'Two tasks a day that are worth a swarm.'),
    ...OFFICE_HOURS,
    launch: LAUNCH_AT_ONCE,
    roles: [
      ORCHESTRATOR,
      {
        ...FIFTY_SUB_AGENTS,
        turnsPerAgent: derived(
          20,
          WEKA_THOUSAND_TURNS,
          '1,000 turns over 50 subtasks; the orchestrator’s are the “or more”.',
        ),
        taskPrefixTokens: derived(
          51_080,
          WEKA_PROMPT_LENGTH,
          'Code base and brief: what takes the last prompt to the 100,000 tokens of the example.',
        ),
      },
    ],
  },
});
