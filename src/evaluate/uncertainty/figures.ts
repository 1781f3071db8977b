import type { Usd } from '../../domain/units.ts';
import { evaluateCluster, rungNamed } from '../cluster/evaluate-cluster.ts';
import type { ClusterRung } from '../cluster/cluster-view.ts';
import { evaluateSpend } from '../spend.ts';
import { keptExtraUsd, type Variation } from './variation.ts';

/** Figures whose uncertainty is asked for, all in US dollars a month. */
export const UNCERTAIN_FIGURES = ['without', 'with', 'saving'] as const;
export type UncertainFigure = (typeof UNCERTAIN_FIGURES)[number];

/** Whose bill: an API's, or that of machines of one's own. */
export type Lens = 'buy' | 'run';

/** `null`: without a price, or a workload that cannot be. */
export type FiguresUsd = Readonly<Record<UncertainFigure, Usd | null>> & {
  /** Why there are none, where there are none at all. */
  readonly problem?: string;
};

function noFigures(problem: string): FiguresUsd {
  return { without: null, with: null, saving: null, problem };
}

/** The bills of a variation without and with a warehouse, and what lies between them. */
export function figuresOf({ lens, ...variation }: Variation & { readonly lens: Lens }): FiguresUsd {
  return lens === 'buy' ? boughtFigures(variation) : runFigures(variation);
}

function boughtFigures({ scenario, book, kept }: Variation): FiguresUsd {
  const evaluation = evaluateSpend(scenario, book);
  if (evaluation.status !== 'ok') return noFigures(evaluation.problems[0]?.message ?? '');
  const extraUsd = keptExtraUsd({ groups: evaluation.groups, kept });
  return {
    without: evaluation.without.usdPerMonth,
    with: evaluation.with.status === 'priced' ? evaluation.with.usdPerMonth + extraUsd : null,
    saving: evaluation.saving === null ? null : evaluation.saving.totalUsd - extraUsd,
  };
}

function runFigures({ scenario, book }: Variation): FiguresUsd {
  const cluster = evaluateCluster(scenario, book);
  if (cluster.status === 'impossible') return noFigures(cluster.problems[0]?.message ?? '');
  if (cluster.status === 'unknown') return noFigures(cluster.reason);
  const { rungs, baseline, saving } = cluster;
  const [without, kept] = [rungNamed({ rungs, id: baseline }), rungNamed({ rungs, id: 'warehouse' })];
  const figures = { without: billOf(without), with: billOf(kept), saving: saving?.usdPerMonth ?? null };
  return figures.without === null && figures.with === null
    ? { ...figures, problem: whyNoBill(without) ?? whyNoBill(kept) ?? '' }
    : figures;
}

function billOf({ rung: { figures } }: ClusterRung): Usd | null {
  return figures?.cost.status === 'priced' ? figures.cost.usdPerMonth : null;
}

function whyNoBill({ rung: { sizing, figures } }: ClusterRung): string | null {
  if (sizing.status === 'unreachable') return sizing.reason;
  return figures?.cost.status === 'unpriced' ? `The price of ${figures.cost.missing.join(', ')} is not known.` : null;
}
