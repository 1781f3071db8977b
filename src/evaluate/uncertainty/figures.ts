import type { Usd } from '../../domain/units.ts';
import { evaluateSpend } from '../spend.ts';
import type { Variation } from './inputs.ts';

/** Figures whose uncertainty is asked for, all in US dollars a month. */
export const UNCERTAIN_FIGURES = ['without', 'with', 'saving'] as const;
export type UncertainFigure = (typeof UNCERTAIN_FIGURES)[number];

/** `null`: without a price, or a workload that cannot be. */
export type FiguresUsd = Readonly<Record<UncertainFigure, Usd | null>>;

const NO_FIGURES: FiguresUsd = { without: null, with: null, saving: null };

/** The spend of a variation. */
export function figuresOf({ scenario, book }: Variation): FiguresUsd {
  const evaluation = evaluateSpend(scenario, book);
  if (evaluation.status !== 'ok') return NO_FIGURES;
  return {
    without: evaluation.without.usdPerMonth,
    with: evaluation.with.status === 'priced' ? evaluation.with.usdPerMonth : null,
    saving: evaluation.saving?.totalUsd ?? null,
  };
}
