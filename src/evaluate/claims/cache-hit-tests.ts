import { gapsAtWindow } from '../../domain/swarm/gap-mixture.ts';
import type { Ratio, Seconds } from '../../domain/units.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { closedForm, missAmplification } from '../hit-rates.ts';
import { retentionCurve } from '../retention-curve.ts';
import { lossesAtBestPolicy } from '../reuse-losses.ts';
import { explainSpend } from '../explain-spend.ts';
import { rungNamed } from '../spend.ts';
import { found, isAbout, ours, said, type ClaimTest } from './claim-helpers.ts';
import { onSpend, onSwarm } from './claim-looks.ts';
import { presetWorkload, scenarioOf, sessionScenario, spendOf, swarmOf } from './claim-scenarios.ts';

/** What caches hit, and what a miss costs. */

const HALF_MINUTE = 30;
const MINUTE = 60;
const FIVE_MINUTES = 300;
const HOUR = 3_600;
/** Claude Opus 5: input 5, read 0.5, writes 6.25 and 10. */
const OPUS = 'anthropic/claude-opus-5';

function hitsAt({
  scenario,
  windowsSeconds,
}: {
  scenario: Scenario;
  windowsSeconds: readonly Seconds[];
}): readonly Ratio[] {
  const { swarm } = swarmOf({ scenario });
  return closedForm({ swarm, windowsSeconds, capacitiesTokens: [] }).windows.map(({ ratio }) => ratio);
}

function logicalOf({ title, presetId }: { title: string; presetId: string }): Ratio {
  return swarmOf({ scenario: scenarioOf(title, { workload: presetWorkload(presetId) }) }).logicalRatio;
}

export const CACHE_HIT_TESTS: readonly ClaimTest[] = [
  {
    claimId: 'logical-90-to-99',
    test: ({ title }) => {
      const scenario = scenarioOf(title);
      const { logicalRatio, explanations } = swarmOf({ scenario });
      return {
        figures: [
          ours('Swarm of 50 sub-agents', logicalRatio, 'ratio'),
          ours('Coding session', logicalOf({ title, presetId: 'coding-session' }), 'ratio'),
          ours('Long coding sessions', logicalOf({ title, presetId: 'research-sessions' }), 'ratio'),
        ],
        said: said(0.9, 'ratio', '0.90 to 0.99.'),
        agrees: logicalRatio >= 0.9 && logicalRatio <= 0.99,
        explanation: explanations.logical,
        lookAt: onSwarm({
          scenario,
          shows: 'The logical hit rate, 95.2 %, and which parts of the prompt it comes from.',
        }),
      };
    },
  },
  {
    claimId: 'sessions-in-the-seventies',
    test: ({ title }) => {
      const scenario = sessionScenario({ title, offerId: OPUS });
      const [atFive, atOne, atHalf] = hitsAt({ scenario, windowsSeconds: [FIVE_MINUTES, MINUTE, HALF_MINUTE] });
      const value = found({ value: atFive, id: 'a hit rate' });
      return {
        figures: [
          ours('A life of five minutes', value, 'ratio'),
          ours('Of one minute', found({ value: atOne, id: 'a hit rate' }), 'ratio'),
          ours('Of half a minute', found({ value: atHalf, id: 'a hit rate' }), 'ratio'),
        ],
        said: said(0.75, 'ratio', '“Around the 70s.”'),
        agrees: isAbout({ value, of: 0.75 }),
        explanation: swarmOf({ scenario }).explanations.logical,
        lookAt: onSwarm({
          scenario,
          shows:
            'Kept for five minutes it is 93.3 %; type a life of one’s own, a minute or half of one, for the others.',
        }),
      };
    },
  },
  {
    claimId: 'gaps-of-five-minutes',
    test: ({ title, book }) => {
      const scenario = scenarioOf(title);
      const evaluation = spendOf({ scenario, book });
      const longer = (presetId: string, role: number) => {
        const { gap } = found({ value: presetWorkload(presetId).roles[role], id: 'a role' });
        return gapsAtWindow({ gap, windowSeconds: FIVE_MINUTES }).survivalRatio;
      };
      const { lost } = found({ value: lossesAtBestPolicy(evaluation), id: 'losses' });
      const ratio = (cause: string) => found({ value: lost.find((loss) => loss.cause === cause), id: cause }).ratio;
      return {
        figures: [
          ours('Gaps of sub-agents over five minutes', longer('coding-swarm', 1), 'ratio'),
          ours('Gaps of a coding session over five minutes', longer('coding-session', 0), 'ratio'),
          ours('Prompt tokens prefilled again because they expired', ratio('expired'), 'ratio'),
          ours('Because all agents start at once', ratio('launch'), 'ratio'),
        ],
        said: null,
        agrees: null,
        explanation: explainSpend(evaluation).without,
        lookAt: onSwarm({
          scenario,
          shows:
            'Longer than five minutes are 2.9 % of the gaps of sub-agents; below, 0.5 % of prompt tokens are lost as expired.',
        }),
      };
    },
  },
  {
    claimId: 'repeated-thousands-of-times',
    test: ({ title, book }) => {
      const scenario = scenarioOf(title);
      const swarm = swarmOf({ scenario });
      const { ladder } = spendOf({ scenario, book });
      const byDefault = rungNamed({ ladder, rung: 'provider-default' });
      const value = swarm.promptTokensPerMonth / swarm.firstTouchTokensPerMonth;
      const computed = missAmplification({
        physicalRatio: found({ value: byDefault.hitRatio, id: 'a hit rate' }),
        logicalRatio: swarm.logicalRatio,
      });
      return {
        figures: [
          ours('Times that each token is sent', value, 'times'),
          ours(
            'Times it is computed with the seller’s default cache',
            found({ value: computed, id: 'misses' }),
            'times',
          ),
          ours('Tokens sent', swarm.promptTokensPerMonth, 'tokens-per-month'),
          ours('Of them for the first time', swarm.firstTouchTokensPerMonth, 'tokens-per-month'),
          ours('Requests of a task', swarm.requestsPerMonth / swarm.tasksPerMonth, 'count'),
          ours('Requests of a month', swarm.requestsPerMonth, 'count'),
        ],
        said: said(1_000, 'times', '“Thousands or millions of times.”'),
        agrees: value >= 1_000,
        explanation: swarm.explanations.logical,
        lookAt: onSwarm({
          scenario,
          shows: '51.2 B prompt tokens a month, 2.48 B of them sent for the first time: one ÷ the other is 20.6.',
        }),
      };
    },
  },
  {
    claimId: 'agents-hit-95',
    test: ({ title }) => {
      const scenario = sessionScenario({ title });
      const { logicalRatio, explanations } = swarmOf({ scenario });
      return {
        figures: [
          ours('Coding session, an unlimited cache', logicalRatio, 'ratio'),
          ours('Long coding sessions', logicalOf({ title, presetId: 'research-sessions' }), 'ratio'),
          ...hitsAt({ scenario, windowsSeconds: [HOUR] }).map((ratio) =>
            ours('Coding session, one hour', ratio, 'ratio'),
          ),
        ],
        said: said(0.95, 'ratio', 'Over 95 %.'),
        agrees: logicalRatio > 0.95,
        explanation: explanations.logical,
        lookAt: onSwarm({
          scenario,
          shows: 'The logical hit rate of a coding session, 96.8 %; an hour leaves 96.5 % of it.',
        }),
      };
    },
  },
  {
    claimId: 'persist-indefinitely',
    test: ({ title, book }) => {
      const scenario = sessionScenario({ title });
      const evaluation = spendOf({ scenario, book });
      const [atHour] = hitsAt({ scenario, windowsSeconds: [HOUR] });
      const hour = found({ value: atHour, id: 'a hit rate' });
      const { logicalRatio } = swarmOf({ scenario });
      const cheapest = found({ value: retentionCurve(evaluation).cheapest, id: 'a retention' });
      return {
        figures: [
          ours('Hits that keeping for ever adds to an hour', logicalRatio - hour, 'ratio'),
          ours('At one hour', hour, 'ratio'),
          ours('For ever', logicalRatio, 'ratio'),
          ours('Retention of least cost', cheapest.windowSeconds, 'seconds'),
        ],
        said: null,
        agrees: null,
        explanation: explainSpend(evaluation).with,
        lookAt: onSpend({
          scenario,
          shows:
            'The table of the retention curve: 96.5 % after an hour, 96.8 % for ever. Cost is least at about 4.9 h.',
        }),
      };
    },
  },
];
