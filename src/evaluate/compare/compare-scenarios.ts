import type { Unit } from '../../domain/explain.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { evaluateCluster } from '../cluster/evaluate-cluster.ts';
import type { OfferBook } from '../offer-book.ts';
import { rungNamed, type Impossible, type SpendEvaluation } from '../spend.ts';
import { evaluateSwarm } from '../swarm.ts';
import { inputDifferences, type InputDifference } from './input-differences.ts';
import { rememberedCluster, rememberedSpend } from './remembered.ts';

/** A scenario and how it is called beside others. */
export interface ComparedScenario {
  readonly name: string;
  readonly scenario: Scenario;
  /** `null` where it can be priced. */
  readonly problem: string | null;
}

/** One figure of every scenario, with what it differs by from the first. */
export interface ComparedFigure {
  readonly id: string;
  readonly group: 'Spend' | 'Hits' | 'Work' | 'Cluster';
  readonly label: string;
  readonly unit: Unit;
  /** In the order of the scenarios; `null`: not known, with a reason where there is one. */
  readonly values: readonly { readonly value: number | null; readonly reason: string | null }[];
  /** Against the first; `null` where either is not known. */
  readonly deltas: readonly (number | null)[];
  /** Of the first; `null` where that is 0 or unknown. */
  readonly deltaRatios: readonly (number | null)[];
}

export interface Comparison {
  readonly scenarios: readonly ComparedScenario[];
  readonly differences: readonly InputDifference[];
  readonly figures: readonly ComparedFigure[];
}

export const MOST_COMPARED = 4;

interface Figures {
  readonly spend: SpendEvaluation | Impossible;
  readonly scenario: Scenario;
  readonly book: OfferBook;
}

type Read = (figures: Figures) => number | { readonly reason: string };

/**
 * Scenarios side by side: what differs among their inputs, and their figures with what each differs by from the first.
 *
 * Example: the same swarm with retentions of an hour and a day: one difference, and a saving that is larger or smaller by so many
 * dollars and per cent.
 * Every scenario is priced by the same book at its own day.
 */
export function compareScenarios({ scenarios, book }: { scenarios: readonly Scenario[]; book: OfferBook }): Comparison {
  const all = scenarios.map((scenario): Figures => ({ scenario, book, spend: rememberedSpend(scenario, book) }));
  return {
    scenarios: all.map(({ scenario, spend }) => ({
      name: scenario.name,
      scenario,
      problem: spend.status === 'ok' ? null : spend.problems.map(({ message }) => message).join(' '),
    })),
    differences: inputDifferences(scenarios),
    figures: FIGURES.map(({ read, ...figure }) => comparedFigure({ figure, answers: all.map(read) })),
  };
}

function comparedFigure({
  figure,
  answers,
}: {
  figure: Pick<ComparedFigure, 'id' | 'group' | 'label' | 'unit'>;
  answers: readonly ReturnType<Read>[];
}): ComparedFigure {
  const values = answers.map((answer) =>
    typeof answer === 'number' ? { value: answer, reason: null } : { value: null, reason: answer.reason },
  );
  const first = values[0]?.value ?? null;
  const deltas = values.map(({ value }) => (value === null || first === null ? null : value - first));
  return {
    ...figure,
    values,
    deltas,
    deltaRatios: deltas.map((delta) => (delta === null || first === null || first === 0 ? null : delta / first)),
  };
}

/** A figure of the spend, or why it cannot be priced. */
function ofSpend(read: (spend: SpendEvaluation) => number | null | { readonly reason: string }): Read {
  return ({ spend }) => {
    if (spend.status !== 'ok') return { reason: spend.problems.map(({ message }) => message).join(' ') };
    return read(spend) ?? { reason: 'The seller sells no such cache, and no price of it was set.' };
  };
}

function ofCluster(
  read: (cluster: Extract<ReturnType<typeof evaluateCluster>, { status: 'ok' }>) => number | null,
): Read {
  return ({ scenario, book }) => {
    const cluster = rememberedCluster(scenario, book);
    if (cluster.status === 'impossible') return { reason: cluster.problems.map(({ message }) => message).join(' ') };
    if (cluster.status === 'unknown') return { reason: cluster.reason };
    return read(cluster) ?? { reason: 'A price is not known, or no number of nodes serves the load.' };
  };
}

function ofSwarm(read: (swarm: Extract<ReturnType<typeof evaluateSwarm>, { status: 'ok' }>) => number): Read {
  return ({ scenario }) => {
    const swarm = evaluateSwarm(scenario);
    return swarm.status === 'ok' ? read(swarm) : { reason: swarm.problems.map(({ message }) => message).join(' ') };
  };
}

const FIGURES: readonly (Pick<ComparedFigure, 'id' | 'group' | 'label' | 'unit'> & { readonly read: Read })[] = [
  {
    id: 'without',
    group: 'Spend',
    label: 'Best policy sold',
    unit: 'usdPerMonth',
    read: ofSpend((spend) => spend.without.usdPerMonth),
  },
  {
    id: 'with',
    group: 'Spend',
    label: 'With a warehouse',
    unit: 'usdPerMonth',
    read: ofSpend((spend) => (spend.with.status === 'priced' ? spend.with.usdPerMonth : { reason: spend.with.reason })),
  },
  {
    id: 'saving',
    group: 'Spend',
    label: 'Saving',
    unit: 'usdPerMonth',
    read: ofSpend((spend) => spend.saving?.totalUsd ?? null),
  },
  {
    id: 'no-cache',
    group: 'Spend',
    label: 'Without any cache',
    unit: 'usdPerMonth',
    read: ofSpend(({ ladder }) => rungUsd({ ladder, rung: 'no-cache' })),
  },
  {
    id: 'ceiling',
    group: 'Spend',
    label: 'Ceiling',
    unit: 'usdPerMonth',
    read: ofSpend(({ ladder }) => rungUsd({ ladder, rung: 'ceiling' })),
  },
  {
    id: 'per-person',
    group: 'Spend',
    label: 'Best policy, per person',
    unit: 'usdPerMonth',
    read: ({ spend, scenario }) =>
      spend.status === 'ok'
        ? spend.without.usdPerMonth / scenario.workload.people
        : { reason: spend.problems.map(({ message }) => message).join(' ') },
  },
  {
    id: 'hit-without',
    group: 'Hits',
    label: 'Hit rate, best policy',
    unit: 'ratio',
    read: ofSpend((spend) => spend.without.hitRatio),
  },
  {
    id: 'hit-with',
    group: 'Hits',
    label: 'Hit rate, with a warehouse',
    unit: 'ratio',
    read: ofSpend((spend) => spend.with.hitRatio),
  },
  {
    id: 'logical',
    group: 'Hits',
    label: 'Logical hit rate',
    unit: 'ratio',
    read: ofSwarm((swarm) => swarm.logicalRatio),
  },
  {
    id: 'prompt-tokens',
    group: 'Work',
    label: 'Prompt tokens',
    unit: 'tokensPerMonth',
    read: ofSwarm((swarm) => swarm.promptTokensPerMonth),
  },
  {
    id: 'output-tokens',
    group: 'Work',
    label: 'Output tokens',
    unit: 'tokensPerMonth',
    read: ofSwarm((swarm) => swarm.outputTokensPerMonth),
  },
  {
    id: 'cluster-without',
    group: 'Cluster',
    label: 'Own cluster, without a warehouse',
    unit: 'usdPerMonth',
    read: ofCluster((cluster) => clusterUsd({ cluster, rung: cluster.baseline })),
  },
  {
    id: 'cluster-with',
    group: 'Cluster',
    label: 'Own cluster, with a warehouse',
    unit: 'usdPerMonth',
    read: ofCluster((cluster) => clusterUsd({ cluster, rung: 'warehouse' })),
  },
  {
    id: 'cluster-gpus',
    group: 'Cluster',
    label: 'Accelerators, with a warehouse',
    unit: 'count',
    read: ofCluster(({ rungs }) => rungs.find(({ id }) => id === 'warehouse')?.rung.figures?.gpus ?? null),
  },
];

function rungUsd({
  ladder,
  rung,
}: {
  ladder: SpendEvaluation['ladder'];
  rung: 'no-cache' | 'ceiling';
}): number | { readonly reason: string } {
  const found = rungNamed({ ladder, rung });
  return found.status === 'priced' ? found.usdPerMonth : { reason: found.reason };
}

function clusterUsd({
  cluster,
  rung,
}: {
  cluster: Extract<ReturnType<typeof evaluateCluster>, { status: 'ok' }>;
  rung: string;
}): number | null {
  const cost = cluster.rungs.find(({ id }) => id === rung)?.rung.figures?.cost;
  return cost?.status === 'priced' ? cost.usdPerMonth : null;
}
