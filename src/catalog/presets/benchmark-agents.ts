import { assumed, derived, measured } from '../provenance.ts';
import { LMCACHE_MINI_SWE } from '../sources.ts';
import { LAUNCH_ALONE, NEVER_COMPACTED, NO_REASONING, NO_TASK_PREFIX, SOLE_AGENT, WORKING_DAYS } from './common.ts';
import { BENCHMARK_GAP } from './gaps.ts';
import { workloadPreset } from './workload-preset.ts';

export const BENCHMARK_AGENTS = workloadPreset({
  id: 'benchmark-agents',
  name: 'Benchmark run, short agents',
  summary:
    'SWE-bench tasks by mini-swe-agent, after 402 calls that LMCache recorded: short prompts, nothing shared, seconds between ' +
    'calls; volume assumed.',
  offerId: 'anthropic/claude-haiku-5-5',
  workload: {
    people: assumed(1, 'One team’s nightly run.'),
    tasksPerPersonPerDay: assumed(500, 'One pass over a benchmark of 500 tasks.'),
    daysPerMonth: WORKING_DAYS,
    hoursPerDay: assumed(4, 'Some two tasks started a minute.'),
    launch: LAUNCH_ALONE,
    roles: [
      {
        name: 'Agent',
        ...SOLE_AGENT,
        turnsPerAgent: measured(20, LMCACHE_MINI_SWE, 'Mean of 20 sessions: 6 to 30, where they are cut off.'),
        toolTokens: derived(0, LMCACHE_MINI_SWE, 'None: commands are written into the answer.'),
        systemTokens: derived(
          0,
          LMCACHE_MINI_SWE,
          'Instructions follow the task’s text, so agents share no beginning.',
        ),
        taskPrefixTokens: NO_TASK_PREFIX,
        firstInputTokens: derived(
          1_500,
          LMCACHE_MINI_SWE,
          'Four first prompts of some 5,300 to 7,700 characters, at 4 a token, as all lengths here.',
        ),
        inputTokensPerTurn: derived(
          470,
          LMCACHE_MINI_SWE,
          'What makes the mean recorded prompt about 6,000 tokens. It leaves earlier answers out; here they re-enter.',
        ),
        outputTokensPerTurn: derived(115, LMCACHE_MINI_SWE, 'Prompts are 53 times as long, in characters.'),
        ...NO_REASONING,
        compaction: NEVER_COMPACTED,
        gap: BENCHMARK_GAP,
      },
    ],
  },
});
