import type { Explanation } from '../../domain/explain.ts';
import { SECONDS_PER_HOUR } from '../../domain/units.ts';
import type { Verdict } from '../../domain/warehouse/verdict.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { ClusterPlan } from './cluster-view.ts';
import { costTerms, meanPrompt, originOf, rateTerm, rounded, sourceOf, term } from './explain-keep-terms.ts';
import type { KeepCosts } from './keep-costs.ts';
import { loadFloorSeconds } from './keep-verdicts.ts';
import { promptMachineOf, promptOfPlan, warehouseOf } from './prompt-of-plan.ts';
import { swarmOfScenario } from './swarm-of-scenario.ts';

/** The four numbers with what went into them. A region where there is no number has its reason instead. */

const ALONE = 'other loads on the same path, and requests that wait for each other';

export function explainCritical({ plan, verdict }: { plan: ClusterPlan; verdict: Verdict }): Explanation | null {
  if (!('value' in verdict)) return null;
  const { prompt, contextTokens, rate } = meanPrompt(plan);
  return {
    title: 'Critical bandwidth B*',
    value: verdict.value,
    unit: 'bytesPerSecond',
    formula: 'b × R',
    terms: [
      {
        symbol: 'b',
        meaning: `stored bytes of a token, of a prompt of ${rounded(contextTokens)} tokens`,
        value: prompt.bytes(contextTokens) / contextTokens,
        unit: 'bytesPerToken',
      },
      rateTerm({ plan, rate }),
    ],
    notCounted: ['floors of a fetch and of a request', 'loading that overlaps computing', ALONE],
  };
}

export function explainCrossover({ plan, verdict }: { plan: ClusterPlan; verdict: Verdict }): Explanation | null {
  const tier = warehouseOf(plan);
  if (!('value' in verdict) || !tier.promptPath) return null;
  const prompt = promptOfPlan({ plan, tier });
  const machine = promptMachineOf(plan);
  const path = tier.promptPath;
  const tokens = verdict.value;
  return {
    title: 'Crossover length N*',
    value: tokens,
    unit: 'tokens',
    formula: 'the length at which ℓ + bytes ÷ β = t₀ + FLOPs ÷ (G × F × η)',
    terms: [
      term({
        symbol: 'ℓ',
        meaning: `before the first byte from ${tier.name}`,
        value: loadFloorSeconds({ machine, path }),
        unit: 'seconds',
        provenance: originOf(tier.tier?.fetchFloorSeconds?.typical),
      }),
      { symbol: 'bytes', meaning: 'stored of a prompt of N* tokens', value: prompt.bytes(tokens), unit: 'bytes' },
      {
        symbol: 'β',
        meaning: `from ${tier.name} to what computes one prompt. ${tier.limit}`,
        value: path.bytesPerSecond,
        unit: 'bytesPerSecond',
      },
      { symbol: 't₀', meaning: 'of a request however short', value: machine.floorSeconds, unit: 'seconds' },
      {
        symbol: 'FLOPs',
        meaning: 'of prefilling N* tokens',
        value: prompt.flops({ contextTokens: tokens }).totalFlops,
        unit: 'flops',
      },
      { symbol: 'G', meaning: 'accelerators that compute one prompt', value: machine.devices, unit: 'count' },
      {
        symbol: 'F',
        meaning: `dense peak of one ${plan.accelerator.name}`,
        value: machine.peakFlopsPerSecond,
        unit: 'flopsPerSecond',
      },
      term({
        symbol: 'η',
        meaning: 'share of the peak that prefill reaches (MFU)',
        value: machine.mfuRatio.typical,
        unit: 'ratio',
        provenance: sourceOf({ plan, field: 'cluster.mfuRatio' }),
      }),
    ],
    notCounted: ['loading that overlaps computing', ALONE],
  };
}

export function explainBreakEven({
  scenario,
  plan,
  costs,
  verdict,
}: {
  scenario: Pick<Scenario, 'cluster' | 'asOf'>;
  plan: ClusterPlan;
  costs: KeepCosts;
  verdict: Verdict;
}): Explanation | null {
  if (!('value' in verdict)) return null;
  return {
    title: 'Break-even interval τ',
    value: verdict.value,
    unit: 'seconds',
    formula: `(compute − read − wear) ÷ rent × ${SECONDS_PER_HOUR}`,
    terms: costTerms({ scenario, plan, costs }),
    notCounted: [
      'whether a prefix returns at all: τ says how long it may stay away',
      'what a fetch takes before its first byte',
      ...NOT_PRICED,
    ],
  };
}

export function explainBestRetention({
  scenario,
  plan,
  costs,
  verdict,
}: {
  scenario: Pick<Scenario, 'cluster' | 'workload' | 'asOf'>;
  plan: ClusterPlan;
  costs: KeepCosts;
  verdict: Verdict;
}): Explanation | null {
  if (!('value' in verdict)) return null;
  const outcome = swarmOfScenario(scenario).outcomeAt(verdict.value);
  return {
    title: 'Best retention T*',
    value: verdict.value,
    unit: 'seconds',
    formula: 'the retention with the largest reads × (compute − read) − writes × wear − kept × rent',
    terms: [
      { symbol: 'reads', meaning: 'read a month at T*', value: outcome.readTokens, unit: 'tokensPerMonth' },
      { symbol: 'writes', meaning: 'written a month at T*', value: outcome.writtenTokens, unit: 'tokensPerMonth' },
      {
        symbol: 'kept',
        meaning: 'each token from its write until T* after its last use',
        value: outcome.storedTokenSeconds / SECONDS_PER_HOUR,
        unit: 'tokenHours',
      },
      ...costTerms({ scenario, plan, costs }),
    ],
    notCounted: ['what faster tiers serve already', 'what a fetch takes before its first byte', ...NOT_PRICED],
  };
}

const NOT_PRICED = [
  'network cards, which are paid whether or not they are used',
  'power, where rents include it',
  'what a rent that writes drives off pays of their wear already',
  'that drives which give nodes their bandwidth may be paid whether or not they are filled',
];
