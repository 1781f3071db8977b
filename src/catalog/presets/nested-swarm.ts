import { assumed, measured } from '../provenance.ts';
import { CLAUDE_CODE_CORPUS } from '../sources.ts';
import {
  BRIEF_TOKENS,
  CODING_TURN,
  LAUNCH_AT_ONCE,
  MAIN_PREFIX,
  OFFICE_HOURS,
  SOLE_AGENT,
  SUB_AGENT_PREFIX,
  SUB_AGENT_TURNS,
} from './common.ts';
import { ORCHESTRATOR } from './coding-swarm.ts';
import { AFTER_TOOL_GAP, CODING_SESSION_GAP } from './gaps.ts';
import { workloadPreset } from './workload-preset.ts';

const BY_PLANNER = assumed(0, 'The planner sends it out.');

export const NESTED_SWARM = workloadPreset({
  id: 'nested-swarm',
  name: 'Nested swarm, three models',
  summary:
    'A planner, five executors, their sub-agents and a reviewer, cheaper models further down: the shape is assumed, turns, ' +
    'growth and gaps are those of recorded Claude Code sessions.',
  offerId: 'anthropic/claude-opus-5-5',
  workload: {
    people: assumed(40, 'A team of 40 engineers, for scale.'),
    tasksPerPersonPerDay: assumed(2, 'Two tasks a day that are worth a swarm.'),
    ...OFFICE_HOURS,
    launch: LAUNCH_AT_ONCE,
    roles: [
      {
        name: 'Planner',
        ...SOLE_AGENT,
        ...MAIN_PREFIX,
        ...CODING_TURN,
        turnsPerAgent: assumed(12, 'Plan, send out, collect, have it reviewed.'),
        taskPrefixTokens: BRIEF_TOKENS,
        firstInputTokens: ORCHESTRATOR.firstInputTokens,
        gap: CODING_SESSION_GAP,
      },
      {
        name: 'Executors',
        offerId: assumed('anthropic/claude-sonnet-5-5', 'Half the planner’s price.'),
        launchedBy: BY_PLANNER,
        fanOut: assumed(5, 'Parts of the plan that can be done side by side.'),
        ...MAIN_PREFIX,
        ...CODING_TURN,
        turnsPerAgent: measured(44, CLAUDE_CODE_CORPUS, 'Median of main sessions.'),
        taskPrefixTokens: BRIEF_TOKENS,
        firstInputTokens: assumed(3_000, 'Its part of the plan.'),
        gap: AFTER_TOOL_GAP,
      },
      {
        name: 'Sub-agents',
        offerId: measured(
          'anthropic/claude-haiku-5-5',
          CLAUDE_CODE_CORPUS,
          'Of 63 recorded sub-agents 55 ran on a Haiku.',
        ),
        launchedBy: assumed(1, 'Each executor sends out its own.'),
        fanOut: measured(3, CLAUDE_CODE_CORPUS, 'Median of the 17 sessions that have any: 1 to 12.'),
        ...SUB_AGENT_PREFIX,
        ...CODING_TURN,
        turnsPerAgent: SUB_AGENT_TURNS,
        taskPrefixTokens: assumed(0, 'Recorded sub-agents start without a brief.'),
        gap: AFTER_TOOL_GAP,
      },
      {
        name: 'Reviewer',
        offerId: SOLE_AGENT.offerId,
        launchedBy: BY_PLANNER,
        fanOut: assumed(1, 'One reads all that was changed.'),
        ...MAIN_PREFIX,
        ...CODING_TURN,
        turnsPerAgent: assumed(8, 'Read the change, look around it, run its tests, report.'),
        taskPrefixTokens: BRIEF_TOKENS,
        firstInputTokens: assumed(15_000, 'The change, some 1,000 lines. In this model it starts with the executors.'),
        gap: AFTER_TOOL_GAP,
      },
    ],
  },
});
