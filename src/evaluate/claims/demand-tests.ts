import { CHAT_TOKENS, OPENROUTER_TOKENS_PER_WEEK, RECORDED_FAN_OUT } from '../../catalog/claims/figures.ts';
import type { Tokens } from '../../domain/units.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { rungNamed } from '../cluster/evaluate-cluster.ts';
import { found, isAbout, known, ours, said, type ClaimTest } from './claim-helpers.ts';
import { onCluster, onSwarm } from './claim-looks.ts';
import { clusterOf, presetWorkload, scenarioOf, singlePrompts, swarmOf, withRoles } from './claim-scenarios.ts';

/** Volumes that are talked of, as workloads. */

const DAYS_PER_WEEK = 7;
const DAYS_PER_MONTH = 30;
const TRILLION = 1e12;

/** So many prompt tokens on each day of a month, in requests of so many. */
function dailyVolume({
  title,
  tokensPerDay,
  promptTokens,
}: {
  title: string;
  tokensPerDay: Tokens;
  promptTokens: Tokens;
}): Scenario {
  return scenarioOf(title, {
    workload: singlePrompts({ promptTokens, people: Math.round(tokensPerDay / promptTokens) }),
  });
}

function tokensPerTask(scenario: Scenario): Tokens {
  const { promptTokensPerMonth, tasksPerMonth } = swarmOf({ scenario });
  return promptTokensPerMonth / tasksPerMonth;
}

function taskOf({ title, presetId }: { title: string; presetId: string }): Tokens {
  return tokensPerTask(scenarioOf(title, { workload: presetWorkload(presetId) }));
}

/** What OpenRouter moves in a day, as one workload. */
function openRouterDay(title: string): { readonly scenario: Scenario; readonly tokensPerDay: Tokens } {
  const scenario = dailyVolume({
    title,
    tokensPerDay: OPENROUTER_TOKENS_PER_WEEK.value / DAYS_PER_WEEK,
    promptTokens: 100_000,
  });
  return { scenario, tokensPerDay: swarmOf({ scenario }).promptTokensPerMonth / DAYS_PER_MONTH };
}

export const DEMAND_TESTS: readonly ClaimTest[] = [
  {
    claimId: 'swarm-thousand-chats',
    test: ({ title }) => {
      const scenario = scenarioOf(title, { workload: presetWorkload('thousand-turns') });
      const { promptTokensPerMonth, firstTouchTokensPerMonth, tasksPerMonth, explanations } = swarmOf({ scenario });
      const task = tokensPerTask(scenario);
      const value = task / CHAT_TOKENS.value;
      const fresh = (value * firstTouchTokensPerMonth) / promptTokensPerMonth;
      return {
        figures: [
          ours('Prompt tokens of 1,000 turns ÷ those of the chat', value, 'times'),
          ours('Of them new', fresh, 'times'),
          ours('Prompt tokens of the swarm', task, 'tokens'),
          ours('In all tasks of a month', promptTokensPerMonth, 'tokens-per-month'),
          ours('Tasks of a month', tasksPerMonth, 'count'),
          known('Of the chat', CHAT_TOKENS, 'tokens'),
        ],
        said: said(1_000, 'times'),
        agrees: isAbout({ value, of: 1_000, within: 0.5 }),
        explanation: explanations.prompt,
        lookAt: onSwarm({
          scenario,
          shows: '281 B prompt tokens a month in 3,360 tasks are 83.7 million a task, ÷ the 2,000 of the chat.',
        }),
      };
    },
  },
  {
    claimId: 'openrouter-20-trillion-a-day',
    test: ({ title }) => {
      const { scenario, tokensPerDay } = openRouterDay(title);
      return {
        figures: [
          ours('OpenRouter, tokens a day', tokensPerDay, 'tokens-per-day'),
          known('Tokens a week', OPENROUTER_TOKENS_PER_WEEK, 'tokens'),
          ours('Tokens in thirty days', tokensPerDay * DAYS_PER_MONTH, 'tokens-per-month'),
        ],
        said: said(20 * TRILLION, 'tokens-per-day'),
        agrees: isAbout({ value: tokensPerDay, of: 20 * TRILLION }),
        explanation: swarmOf({ scenario }).explanations.prompt,
        lookAt: onSwarm({
          scenario,
          shows: 'The volume as a workload: 120 T prompt tokens in thirty days, 4 trillion a day.',
        }),
      };
    },
  },
  {
    claimId: 'trillions-a-second',
    test: ({ title }) => {
      const projected = 86_400 * TRILLION;
      const { scenario, tokensPerDay } = openRouterDay(title);
      return {
        figures: [
          ours('OpenRouter, tokens a day', tokensPerDay, 'tokens-per-day'),
          ours('Said ÷ that', projected / tokensPerDay, 'times'),
          ours('Said, a second', projected / 86_400, 'tokens-per-second'),
          ours('OpenRouter, tokens in thirty days', tokensPerDay * DAYS_PER_MONTH, 'tokens-per-month'),
        ],
        said: said(projected, 'tokens-per-day', 'A projection.'),
        agrees: isAbout({ value: tokensPerDay, of: projected }),
        explanation: swarmOf({ scenario }).explanations.prompt,
        lookAt: onSwarm({
          scenario,
          shows:
            'OpenRouter as a workload: 120 T prompt tokens in thirty days, 4 trillion a day; what is said is 21,600 times as much.',
        }),
      };
    },
  },
  {
    claimId: 'startup-trillion-a-day',
    test: ({ title, book }) => {
      const daily = dailyVolume({ title, tokensPerDay: TRILLION, promptTokens: 100_000 });
      const scenario: Scenario = { ...daily, cluster: { ...daily.cluster, modelId: 'DeepSeek-V3' } };
      const evaluation = clusterOf({ scenario, book });
      const openRouter = openRouterDay(title).tokensPerDay;
      const { figures } = rungNamed({ rungs: evaluation.rungs, id: 'dram' }).rung;
      return {
        figures: [
          ours(
            'Nodes of eight H200s that would prefill it, DeepSeek-V3, nothing cached',
            found({ value: figures, id: 'a fleet' }).nodes,
            'nodes',
          ),
          ours('OpenRouter, tokens a day', openRouter, 'tokens-per-day'),
          ours('A trillion ÷ that', TRILLION / openRouter, 'ratio'),
        ],
        said: null,
        agrees: null,
        explanation: evaluation.explanations.nodes,
        lookAt: onCluster({
          view: 'ladder',
          scenario,
          shows: 'A trillion prompt tokens a day take 1,172 nodes where nothing is cached.',
        }),
      };
    },
  },
  {
    claimId: 'swarm-hundredfold',
    test: ({ title }) => {
      const scenario = scenarioOf(title);
      const small = scenarioOf(title, {
        workload: withRoles({
          workload: scenario.workload,
          change: ({ launchedBy }) => (launchedBy === null ? {} : { fanOut: RECORDED_FAN_OUT.median.value }),
        }),
      });
      const swarm = tokensPerTask(scenario);
      const session = taskOf({ title, presetId: 'coding-session' });
      const value = swarm / session;
      return {
        figures: [
          ours('A task with 50 sub-agents ÷ a coding session', value, 'times'),
          ours('Prompt tokens of the task', swarm, 'tokens'),
          ours('Of all tasks of a month', swarmOf({ scenario }).promptTokensPerMonth, 'tokens-per-month'),
          ours('Of a coding session', session, 'tokens'),
          ours('With 7, the recorded median', tokensPerTask(small) / session, 'times'),
          ours('With 50 ÷ a conversation', swarm / taskOf({ title, presetId: 'chat-product' }), 'times'),
          known('Agents of recorded launches, median', RECORDED_FAN_OUT.median, 'count'),
          known('Nine in ten have at most', RECORDED_FAN_OUT.p90, 'count'),
        ],
        said: said(100, 'times'),
        agrees: isAbout({ value, of: 100, within: 0.5 }),
        explanation: swarmOf({ scenario }).explanations.prompt,
        lookAt: onSwarm({
          scenario,
          shows:
            '51.2 B prompt tokens in 1,680 tasks are 30.5 million a task; the preset of a coding session comes to 2.85 million.',
        }),
      };
    },
  },
  {
    claimId: 'small-models-more-tokens',
    test: ({ title }) => {
      const scenario = scenarioOf(title);
      const { roles, promptTokensPerMonth, explanations } = swarmOf({ scenario });
      const executors = found({ value: roles[1], id: 'sub-agents' }).promptTokensPerMonth;
      const value = executors / promptTokensPerMonth;
      return {
        figures: [
          ours('Prompt tokens that sub-agents send', value, 'ratio'),
          ours('Theirs', executors, 'tokens-per-month'),
          ours('All', promptTokensPerMonth, 'tokens-per-month'),
        ],
        said: null,
        agrees: value > 0.5,
        explanation: explanations.prompt,
        lookAt: onSwarm({
          scenario,
          shows: 'The table of roles: sub-agents send 48.6 B of 51.2 B prompt tokens, 94.8 %.',
        }),
      };
    },
  },
];
