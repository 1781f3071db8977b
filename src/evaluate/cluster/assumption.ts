import { FIRST_CHOICE } from '../../catalog/cluster-stand-in.ts';
import type { Unit } from '../../domain/explain.ts';
import type { Fact, Provenance } from '../../domain/fact.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { ClusterAssumption, ClusterPlan } from './cluster-view.ts';
import type { PlacedInstance } from './instance.ts';
import type { ClusterModel } from './plan-model.ts';
import type { AcceleratorPrices } from './plan-prices.ts';
import type { PrefillPlan } from './prefill-plan.ts';

/** What assumptions are made from: a plan but for them, and how it came about. */
export interface AssumedPlan {
  readonly scenario: Scenario;
  readonly plan: Omit<ClusterPlan, 'assumptions'>;
  readonly model: ClusterModel;
  readonly instance: PlacedInstance;
  readonly prefill: PrefillPlan;
  readonly prices: AcceleratorPrices;
}

/** A figure from a fact, which keeps its source. `null`: not known. */
export function fromFact({
  field,
  label,
  fact,
  unit,
}: {
  field: string | null;
  label: string;
  fact: Fact<number> | null;
  unit: Unit | null;
}): ClusterAssumption {
  if (!fact) return { field, label, value: null, unit };
  const { value, ...provenance } = fact;
  return { field, label, value, unit, provenance };
}

/** A figure that somebody typed, or else has this source. */
export function given({
  field,
  label,
  value,
  unit,
  provenance,
}: {
  field: string | null;
  label: string;
  value: ClusterAssumption['value'];
  unit: Unit | null;
  provenance: Provenance | null | undefined;
}): ClusterAssumption {
  return { field, label, value, unit, ...(provenance && { provenance }) };
}

/** A choice, which is nobody's as long as it is what a new scenario starts with. */
export function chosen({
  field,
  label,
  value,
  unit,
  isFirst,
}: {
  field: string;
  label: string;
  value: ClusterAssumption['value'];
  unit: Unit | null;
  isFirst: boolean;
}): ClusterAssumption {
  return given({ field, label, value, unit, provenance: isFirst ? FIRST_CHOICE : null });
}
