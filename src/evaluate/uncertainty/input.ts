import type { FactorSpread } from '../../catalog/spreads.ts';
import type { Unit } from '../../domain/explain.ts';
import type { Fact, Provenance } from '../../domain/fact.ts';
import type { Spread } from '../../domain/uncertainty/spread.ts';
import type { Variation } from './variation.ts';

/** Of a number of an input; `times` is a factor on what the scenario has. */
export type InputUnit = Unit | 'times';

/** Something a figure rests on that may be otherwise. */
export interface UncertainInput {
  readonly id: string;
  readonly label: string;
  /** Of the numbers of the spread. */
  readonly unit: InputUnit;
  readonly spread: Spread;
  /** What 1 is of a spread of factors, where that is one number: then ends can be said in its unit. */
  readonly base: { readonly value: number; readonly unit: InputUnit } | null;
  /** Why the range is what it is. */
  readonly provenance: Provenance;
  /** Field of the scenario to change it for good; `null` where it belongs to an offer or to several roles. */
  readonly field: string | null;
  readonly apply: (variation: Variation, value: number) => Variation;
}

/** An input that is known up to a factor. */
export function factorInput({
  id,
  label,
  spread: { value, ...provenance },
  base = null,
  field = null,
  apply,
}: {
  id: string;
  label: string;
  spread: Fact<FactorSpread>;
  base?: UncertainInput['base'];
  field?: string | null;
  apply: UncertainInput['apply'];
}): UncertainInput {
  return {
    id,
    label,
    unit: 'times',
    base,
    spread: {
      low: value.lowFactor,
      typical: 1,
      high: value.highFactor,
      scale: 'log',
      // Ten times beyond the range is no longer this workload.
      least: value.lowFactor / 10,
      most: value.highFactor * 10,
    },
    provenance,
    field,
    apply,
  };
}

/** An input that is a share. */
export function shareInput({
  id,
  label,
  spread: { value, ...provenance },
  typical,
  field = null,
  apply,
}: {
  id: string;
  label: string;
  spread: Fact<{ readonly low: number; readonly high: number }>;
  typical: number;
  field?: string | null;
  apply: UncertainInput['apply'];
}): UncertainInput {
  return {
    id,
    label,
    unit: 'ratio',
    base: null,
    spread: {
      low: Math.min(value.low, typical),
      typical,
      high: Math.max(value.high, typical),
      scale: 'linear',
      least: 0,
      most: 1,
    },
    provenance,
    field,
    apply,
  };
}
