import type { Term, Unit } from '../../domain/explain.ts';
import type { Provenance } from '../../domain/fact.ts';
import { SECONDS_PER_HOUR, type Tokens } from '../../domain/units.ts';
import { rentOn } from '../../domain/warehouse/tier.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { ClusterPlan } from './cluster-view.ts';
import type { KeepCosts } from './keep-costs.ts';
import { promptRate } from './keep-verdicts.ts';
import type { Prompt } from './prompt.ts';
import { promptMachineOf, promptOfPlan, warehouseOf } from './prompt-of-plan.ts';

/** What explanations of computing, loading and keeping have in common. */

const TOKENS_PER_MTOK = 1e6;

/** Where an input of the plan comes from; absent for what was typed. */
export function sourceOf({ plan, field }: { plan: ClusterPlan; field: string }): Provenance | undefined {
  return plan.assumptions.find((assumption) => assumption.field === field)?.provenance;
}

export function term({
  symbol,
  meaning,
  value,
  unit,
  provenance,
}: Omit<Term, 'provenance'> & { provenance?: Provenance | undefined }): Term {
  return { symbol, meaning, value, unit, ...(provenance && { provenance }) };
}

/** Facts carry their value; a term has its own. */
export function originOf(fact: Provenance | null | undefined): Provenance | undefined {
  if (!fact) return undefined;
  const { kind, source, checkedOn, note } = fact;
  return { kind, source, checkedOn, ...(note !== undefined && { note }) };
}

/** Costs of a token, and the prices and speeds they are made of. */
export function costTerms({
  scenario,
  plan,
  costs,
}: {
  scenario: Pick<Scenario, 'cluster' | 'asOf'>;
  plan: ClusterPlan;
  costs: KeepCosts;
}): readonly Term[] {
  const { tier, bytesPerSecondPerNode, name, limit } = warehouseOf(plan);
  const rent = tier && rentOn({ rents: tier.rents, day: scenario.asOf });
  const { rate, contextTokens, prompt } = meanPrompt(plan);
  const perMTok = (symbol: string, meaning: string, usdPerToken: number, unit: Unit = 'usdPerMTok'): Term => ({
    symbol,
    meaning,
    value: usdPerToken * TOKENS_PER_MTOK,
    unit,
  });
  return [
    perMTok('compute', 'computing a token again: p × G ÷ (3,600 × R)', costs.recomputeUsdPerToken),
    perMTok(
      'read',
      'loading one while the node waits: p × N ÷ 3,600 × b ÷ β × (1 − overlap), and fees',
      costs.readUsdPerToken,
    ),
    perMTok('wear', 'writing one: b × w, and fees', costs.wearUsdPerToken),
    perMTok('rent', 'keeping one for an hour: b × s', costs.rentUsdPerTokenSecond * SECONDS_PER_HOUR, 'usdPerMTokHour'),
    term({
      symbol: 'p',
      meaning: `an hour of one ${plan.accelerator.name}`,
      value: costs.usdPerGpuHour,
      unit: 'usdPerHour',
      provenance: sourceOf({ plan, field: 'cluster.usdPerGpuHour' }),
    }),
    {
      symbol: 'G',
      meaning: 'accelerators that compute one prompt',
      value: plan.instance.promptGpus,
      unit: 'count',
    },
    { symbol: 'N', meaning: 'accelerators of a node, which share its path', value: plan.gpusPerNode, unit: 'count' },
    rateTerm({ plan, rate }),
    {
      symbol: 'b',
      meaning: `stored bytes of a token, of a prompt of ${rounded(contextTokens)} tokens`,
      value: prompt.bytes(contextTokens) / contextTokens,
      unit: 'bytesPerToken',
    },
    {
      symbol: 'β',
      meaning: `from ${name} to a node. ${limit}`,
      value: bytesPerSecondPerNode ?? 0,
      unit: 'bytesPerSecond',
    },
    {
      symbol: 'overlap',
      meaning: 'share of loading that hides behind other work',
      value: scenario.cluster.overlapRatio,
      unit: 'ratio',
    },
    term({
      symbol: 's',
      meaning: 'a GB-month of what is filled: rent and licence ÷ fill',
      value: costs.usdPerFilledGbMonth,
      unit: 'usdPerGbMonth',
      provenance: originOf(rent?.usdPerGbMonth.high),
    }),
    term({
      symbol: 'w',
      meaning: 'what writing a GB wears off',
      value: costs.wearUsdPerGb,
      unit: 'usd',
      provenance: originOf(tier?.wearUsdPerGbWritten),
    }),
  ];
}

/** R, at the mean prompt. */
export function rateTerm({ plan, rate }: { plan: ClusterPlan; rate: number }): Term {
  return term({
    symbol: 'R',
    meaning: `prefilled by the ${plan.instance.promptGpus} × ${plan.accelerator.name} that compute one prompt, at that length`,
    value: rate,
    unit: 'tokensPerSecond',
    provenance: sourceOf({ plan, field: 'cluster.mfuRatio' }),
  });
}

/** The prompt that all numbers are of, and how fast it is computed. */
export function meanPrompt(plan: ClusterPlan): {
  readonly prompt: Prompt;
  readonly contextTokens: Tokens;
  readonly rate: number;
} {
  const contextTokens = plan.demand.promptTokens;
  const prompt = promptOfPlan({ plan, tier: warehouseOf(plan) });
  return { prompt, contextTokens, rate: promptRate({ machine: promptMachineOf(plan), prompt, contextTokens }) };
}

export function rounded(tokens: number): string {
  return Math.round(tokens).toLocaleString('en-US');
}
