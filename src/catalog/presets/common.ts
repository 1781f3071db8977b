import type { Fact } from '../../domain/fact.ts';
import type { Compaction, Launch } from '../../domain/swarm/swarm.ts';
import { assumed, derived, measured } from '../provenance.ts';
import { CLAUDE_CODE_CORPUS, CLAUDE_CODE_DOCS } from '../sources.ts';
import type { SourcedRole, SourcedWorkload } from './workload-preset.ts';

/** Facts that several presets share. */

export const WORKING_DAYS = assumed(21, 'Working days of a month.');

export const OFFICE_HOURS: Pick<SourcedWorkload, 'daysPerMonth' | 'hoursPerDay'> = {
  daysPerMonth: WORKING_DAYS,
  hoursPerDay: assumed(8, 'A working day.'),
};

export const LAUNCH_ALONE: Fact<Launch> = assumed('simultaneous', 'Without effect: a task is one agent.');

export const LAUNCH_AT_ONCE: Fact<Launch> = assumed(
  'simultaneous',
  'As accounts of swarms have it. Of 63 recorded sub-agents 54 were launched alone: choose staggered for that.',
);

const SCENARIO_OFFER: Fact<string | null> = assumed(null, 'The offer compared, whichever it is.');

/** The one agent that a task starts. */
export const SOLE_AGENT: Pick<SourcedRole, 'offerId' | 'launchedBy' | 'fanOut'> = {
  offerId: SCENARIO_OFFER,
  launchedBy: assumed(null, 'The task starts it.'),
  fanOut: assumed(1, 'By definition of a task here.'),
};

export const NO_REASONING: Pick<SourcedRole, 'reasoningTokensPerTurn' | 'keepsReasoning'> = {
  reasoningTokensPerTurn: assumed(0, 'The source counts reasoning, if any, within output.'),
  keepsReasoning: assumed(false, 'Without effect while no reasoning is set apart.'),
};

export const NEVER_COMPACTED: Fact<Compaction | null> = assumed(null, 'Prompts stay far below a context.');

export const NO_TASK_PREFIX = assumed(0, 'One agent per task: nothing is shared within it.');

/** A recorded agent's turn: what it reads, writes and is compacted to. */
export const CODING_TURN: Pick<
  SourcedRole,
  'inputTokensPerTurn' | 'outputTokensPerTurn' | 'reasoningTokensPerTurn' | 'keepsReasoning' | 'compaction'
> = {
  inputTokensPerTurn: derived(
    1_440,
    CLAUDE_CODE_CORPUS,
    'Mean growth of 1,880 less mean output of 440, of main sessions; the few sub-agents looked at grew faster.',
  ),
  outputTokensPerTurn: measured(440, CLAUDE_CODE_CORPUS, 'Mean of main sessions; median 218.'),
  ...NO_REASONING,
  compaction: derived<Compaction | null>(
    { atTokens: 151_000, toTokens: 18_000 },
    CLAUDE_CODE_CORPUS,
    'Medians of 201 histories that halved: 151K to 33K, 15K of it tools and system prompt.',
  ),
};

export const MAIN_PREFIX: Pick<SourcedRole, 'toolTokens' | 'systemTokens'> = {
  toolTokens: derived(
    12_200,
    CLAUDE_CODE_CORPUS,
    'Median of tools and system prompt, 15,000, less the latter; tenth to ninetieth percentile 11.8K to 15.9K.',
  ),
  systemTokens: measured(2_800, CLAUDE_CODE_CORPUS, 'Median.'),
};

export const SUB_AGENT_PREFIX: Pick<SourcedRole, 'toolTokens' | 'systemTokens' | 'firstInputTokens'> = {
  toolTokens: derived(7_800, CLAUDE_CODE_CORPUS, 'Median of tools and system prompt, 8,700, less the latter.'),
  systemTokens: derived(
    900,
    CLAUDE_CODE_CORPUS,
    'Between the 735 and 1,014 of the six sub-agents in 54 of the sessions.',
  ),
  firstInputTokens: derived(4_500, CLAUDE_CODE_DOCS, 'A first prompt of about 13,200 tokens less the 8,700 shared.'),
};

export const SUB_AGENT_TURNS = measured(
  13,
  CLAUDE_CODE_CORPUS,
  'Median of 63 sub-agents: 2 to 24, quartiles 11 and 17.',
);

export const BRIEF_TOKENS = assumed(
  20_000,
  'Brief and map of the repository, handed to every agent of the task. Recorded sub-agents start without one.',
);
