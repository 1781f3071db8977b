import { assumed, published } from '../provenance.ts';
import { WEKA_NO_MEMORY } from '../sources.ts';
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
import { AFTER_TOOL_GAP, CODING_SESSION_GAP } from './gaps.ts';
import { workloadPreset, type SourcedRole } from './workload-preset.ts';

export const ORCHESTRATOR: SourcedRole = {
  name: 'Orchestrator',
  ...SOLE_AGENT,
  ...MAIN_PREFIX,
  ...CODING_TURN,
  turnsPerAgent: assumed(
    20,
    'Plan, send out, collect, check. Half of the median session’s 44 turns, as the sub-agents do the rest.',
  ),
  taskPrefixTokens: BRIEF_TOKENS,
  firstInputTokens: assumed(2_000, 'What the person asks for; the repository is in the brief.'),
  inputTokensPerTurn: assumed(
    3_940,
    'The corpus’s 1,440 per turn and the reports of 50 sub-agents, 1,000 tokens each, spread over 20 turns.',
  ),
  gap: CODING_SESSION_GAP,
};

export const FIFTY_SUB_AGENTS: SourcedRole = {
  name: 'Sub-agents',
  offerId: SOLE_AGENT.offerId,
  launchedBy: published(0, WEKA_NO_MEMORY),
  fanOut: published(
    50,
    WEKA_NO_MEMORY,
    'Groups in a corpus that SemiAnalysis replays: median 7, ninetieth percentile 51.',
  ),
  ...SUB_AGENT_PREFIX,
  ...CODING_TURN,
  turnsPerAgent: SUB_AGENT_TURNS,
  taskPrefixTokens: BRIEF_TOKENS,
  gap: AFTER_TOOL_GAP,
};

export const CODING_SWARM = workloadPreset({
  id: 'coding-swarm',
  name: 'Coding swarm, 50 sub-agents',
  summary:
    'An orchestrator and 50 sub-agents per task: fan-out from WEKA’s account, turns, growth and gaps from recorded Claude ' +
    'Code sessions, volume assumed.',
  offerId: 'anthropic/claude-opus-5-5',
  workload: {
    people: assumed(40, 'A team of 40 engineers, for scale.'),
    tasksPerPersonPerDay: assumed(2, 'Two tasks a day that are worth a swarm.'),
    ...OFFICE_HOURS,
    launch: LAUNCH_AT_ONCE,
    roles: [ORCHESTRATOR, FIFTY_SUB_AGENTS],
  },
});
