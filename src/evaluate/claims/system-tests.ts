import { MORE_TOKENS_CLAIM } from '../../catalog/published-losses.ts';
import { electricityUsdPerMonth } from '../../domain/warehouse/energy.ts';
import { HOURS_PER_MONTH } from '../../domain/units.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { moreTokensHere } from '../cluster/more-tokens.ts';
import { clusterNumbers } from '../cluster/numbers.ts';
import { accelerator, found, isAbout, known, ours, said, storageTier, type ClaimTest } from './claim-helpers.ts';
import { onCluster } from './claim-looks.ts';
import { clusterOf, presetWorkload, scenarioOf, stretched, withRoles } from './claim-scenarios.ts';

/** What a warehouse saves, what it takes, and what it cannot touch. */

const GIB = 2 ** 30;
const PAUSES_LONGER = 30;
const SHORT_ANSWER = 100;

/**
 * Where a warehouse shines: coding sessions with pauses thirty times as long and answers of 100 tokens, Llama 3.1 70B in 16 bits
 * on eight H100s, and nothing but HBM before.
 */
function favourable(title: string): Scenario {
  const workload = presetWorkload('coding-session');
  return scenarioOf(title, {
    workload: withRoles({
      workload: { ...workload, people: 4_000 },
      change: (role) => ({
        outputTokensPerTurn: SHORT_ANSWER,
        ...stretched({ role, factor: PAUSES_LONGER }),
      }),
    }),
    cluster: {
      modelId: 'Meta-Llama-3.1-70B',
      weightFormat: 'bf16',
      acceleratorId: 'h100-sxm',
      gpusPerInstance: 8,
      baseline: 'hbm',
    },
  });
}

export const SYSTEM_TESTS: readonly ClaimTest[] = [
  {
    claimId: 'four-to-six-times-more-tokens',
    test: ({ title, book }) => {
      const scenario = scenarioOf(title);
      const evaluation = clusterOf({ scenario, book });
      const here = moreTokensHere(evaluation);
      const best = moreTokensHere(clusterOf({ scenario: favourable(title), book }));
      const { low, high } = MORE_TOKENS_CLAIM;
      return {
        figures: [
          ours('More tokens, the swarm this site opens with', here.factor, 'times'),
          ours('The most any cache could make of it', here.ceilingFactor, 'times'),
          ours('Long pauses, short answers, only HBM before', best.factor, 'times'),
          known('Said, at most', high, 'times'),
        ],
        said: said(low.value, 'times', '4 to 6.5 times.'),
        agrees: here.factor >= low.value,
        explanation: evaluation.explanations.nodes,
        lookAt: onCluster({
          view: 'ladder',
          scenario,
          shows:
            'The card on more tokens: 1.00 times here, 1.19 at the ceiling, and what it would be if one thing were otherwise.',
        }),
      };
    },
  },
  {
    claimId: 'no-additional-cost',
    test: ({ title, book }) => {
      const scenario = scenarioOf(title);
      const evaluation = clusterOf({ scenario, book });
      const { lines } = evaluation.warehouse;
      const value = lines.reduce((sum, { usdPerMonth }) => sum + (usdPerMonth ?? 0), 0);
      return {
        figures: [
          ours('The warehouse itself', value, 'usd-per-month'),
          ...lines.flatMap(({ name, usdPerMonth }) =>
            usdPerMonth === null || usdPerMonth === 0 ? [] : [ours(name, usdPerMonth, 'usd-per-month')],
          ),
        ],
        said: said(0, 'usd-per-month'),
        agrees: value === 0,
        explanation: evaluation.explanations.cost,
        lookAt: onCluster({
          view: 'warehouse',
          scenario,
          shows: 'What the warehouse itself costs: $1,174 a month, of which $934 is rent and $240 network cards.',
        }),
      };
    },
  },
  {
    claimId: 'fewer-prefills-free-gpus',
    test: ({ title, book }) => {
      const scenario = favourable(title);
      const evaluation = clusterOf({ scenario, book });
      const saving = found({ value: evaluation.saving, id: 'a saving' });
      const nodes = (id: 'hbm' | 'warehouse') =>
        found({ value: evaluation.rungs.find((rung) => rung.id === id)?.rung.figures, id }).nodes;
      const here = found({ value: clusterOf({ scenario: scenarioOf(title), book }).saving, id: 'a saving' });
      return {
        figures: [
          ours('Accelerators saved', saving.gpus, 'count'),
          ours('Nodes without', nodes('hbm'), 'nodes'),
          ours('Nodes with', nodes('warehouse'), 'nodes'),
          ours('Saved for the swarm this site opens with', here.gpus, 'count'),
        ],
        said: null,
        agrees: saving.gpus > 0,
        explanation: evaluation.explanations.nodes,
        lookAt: onCluster({
          view: 'ladder',
          scenario,
          shows: '66 nodes with HBM alone and 15 with the warehouse: 408 accelerators fewer.',
        }),
      };
    },
  },
  {
    claimId: 'prefill-once-flips-economics',
    test: ({ title, book }) => {
      const scenario = scenarioOf(title);
      const evaluation = clusterOf({ scenario, book });
      const { ceilingFactor, prefillRatio } = moreTokensHere(evaluation);
      return {
        figures: [
          ours('More tokens with a cache without limits', ceilingFactor, 'times'),
          ours('Machine time that is prefill', prefillRatio, 'ratio'),
        ],
        said: null,
        agrees: null,
        explanation: evaluation.explanations.nodes,
        lookAt: onCluster({
          view: 'ladder',
          scenario,
          shows: 'The card on more tokens: prefill is 53.5 % of machine time, so the ceiling is 1.19 times.',
        }),
      };
    },
  },
  {
    claimId: 'three-fs-rates',
    test: ({ title, book }) => {
      const scenario = scenarioOf(title, {
        cluster: { modelId: 'DeepSeek-V3', acceleratorId: 'h800', warehouseTierId: '3fs' },
      });
      const evaluation = clusterOf({ scenario, book });
      const { criticalBytesPerSecond, explanations } = clusterNumbers({ scenario, plan: evaluation.plan });
      const { read, sharedReadBytesPerSecond } = storageTier('3fs');
      const client = found({ value: read.effectiveBytesPerSecond, id: 'bandwidth' }).high;
      return {
        figures: [
          known('A client, at peak', client, 'bytes-per-second'),
          known(
            'All readers of 180 nodes',
            found({ value: sharedReadBytesPerSecond, id: 'shared' }),
            'bytes-per-second',
          ),
          ...(criticalBytesPerSecond.status === 'value'
            ? [ours('B* of DeepSeek-V3', criticalBytesPerSecond.value, 'bytes-per-second')]
            : []),
        ],
        said: said(40 * GIB, 'bytes-per-second', '40 GiB/s.'),
        agrees: isAbout({ value: client.value, of: 40 * GIB }),
        explanation: explanations.critical,
        lookAt: onCluster({
          view: 'time',
          scenario,
          shows: 'Beside B*, 378.0 MB/s: 3FS loads 42.95 GB/s, which is 40 GiB/s.',
        }),
      };
    },
  },
  {
    claimId: 'tokens-per-watt-alone',
    test: ({ title, book }) => {
      const scenario = scenarioOf(title, { cluster: { usdPerKwh: 0.08, pueRatio: 1 } });
      const { plan, explanations } = clusterOf({ scenario, book });
      const watts = found({ value: accelerator('h200-sxm').allInWatts, id: 'power' });
      const month = electricityUsdPerMonth({
        watts: watts.value,
        electricity: { usdPerKwh: 0.08, pueRatio: 1, gramsPerKwh: null },
      });
      const hourly = found({ value: month, id: 'a price' }) / HOURS_PER_MONTH;
      const rent = found({ value: plan.usdPerGpuHour, id: 'a rent' });
      return {
        figures: [
          ours('Electricity ÷ rent of an H200', hourly / rent, 'ratio'),
          ours('Electricity of an hour', hourly, 'usd-per-hour'),
          ours('Rent of an hour', rent, 'usd-per-hour'),
          known('Drawn, all in', watts, 'watts'),
        ],
        said: null,
        agrees: null,
        explanation: explanations.cost,
        lookAt: onCluster({
          view: 'ladder',
          scenario,
          shows:
            'Under the inputs: an hour of an H200 costs $2.50 and draws 1,730 W, $0.138 at 8 cents a kWh, which is 5.5 %.',
        }),
      };
    },
  },
];
