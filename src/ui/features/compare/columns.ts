import { createContext, use } from 'react';
import { useStore } from 'zustand';
import type { CompareState, CompareStore } from '../../../state/compare-store.ts';
import type { ScenarioState } from '../../../state/scenario-store.ts';
import { SERIES_COLORS } from '../../shared/chart-theme.ts';

export type ComparedInput = ScenarioState['scenario'];

/** The open scenario is a column like the others, and always the first. */
export const OPEN = 'open';

export interface Column {
  /** `OPEN`, or the variant's. */
  readonly id: string;
  readonly scenario: ComparedInput;
}

/** How a scenario is told apart in charts: by letter and dashes, and by colour for those who see it. */
export interface Look {
  readonly letter: string;
  readonly color: string;
  /** As an SVG stroke; absent for a line without gaps. */
  readonly dashes?: string;
}

const DASHES = [undefined, '7 3', '2 3', '8 3 2 3'] as const;

export function lookOf(index: number): Look {
  const dashes = DASHES[index % DASHES.length];
  return {
    letter: String.fromCharCode(65 + index),
    color: SERIES_COLORS[index % SERIES_COLORS.length] ?? SERIES_COLORS[0],
    ...(dashes !== undefined && { dashes }),
  };
}

export const CompareContext = createContext<CompareStore | null>(null);

export function useCompare(): CompareStore {
  const compare = use(CompareContext);
  if (!compare) throw new Error('CompareContext is missing');
  return compare;
}

export function useCompareState<T>(select: (state: CompareState) => T): T {
  return useStore(useCompare(), select);
}
