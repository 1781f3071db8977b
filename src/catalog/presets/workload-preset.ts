import type { Fact, Provenance } from '../../domain/fact.ts';
import type { RoleInputs, Workload } from '../../domain/swarm/workload.ts';

/** A workload to start from, with the story of every number in it. */
export interface WorkloadPreset {
  readonly id: string;
  readonly name: string;
  /** One sentence: what it is, and whose numbers. */
  readonly summary: string;
  /** An offer it makes sense with; its context holds the longest prompt. */
  readonly offerId: string;
  readonly workload: Workload;
  /** By field path: `people`, `launch`, `roles.0.turnsPerAgent`; one entry for a whole gap mixture (`roles.1.gap`). */
  readonly provenance: Readonly<Record<string, Provenance>>;
}

/** The same fields, each with its provenance. */
type Sourced<T> = { readonly [K in keyof T]: Fact<T[K]> };

export type SourcedRole = Sourced<Omit<RoleInputs, 'name'>> & Pick<RoleInputs, 'name'>;
export type SourcedWorkload = Sourced<Omit<Workload, 'roles'>> & { readonly roles: readonly SourcedRole[] };

/**
 * Takes a preset apart into the workload and the provenance of its fields. Writing value and source together is what keeps
 * a number without a source, or a source without a number, from existing.
 */
export function workloadPreset({
  workload: sourced,
  ...preset
}: Pick<WorkloadPreset, 'id' | 'name' | 'summary' | 'offerId'> & {
  readonly workload: SourcedWorkload;
}): WorkloadPreset {
  const provenance: Record<string, Provenance> = {};

  function valuesOf<T extends object>(facts: Sourced<T>, path: string): T {
    const values: Partial<T> = {};
    for (const key of Object.keys(facts) as (keyof T & string)[]) {
      const fact: Fact<T[typeof key]> = facts[key];
      const { value, ...rest } = fact;
      values[key] = value;
      provenance[`${path}${key}`] = rest;
    }
    // Every key of `facts` has been copied, and `facts` has every key of T.
    return values as T;
  }

  const { roles: sourcedRoles, ...top } = sourced;
  const workload: Workload = {
    ...valuesOf<Omit<Workload, 'roles'>>(top, ''),
    roles: sourcedRoles.map(({ name, ...facts }, index) => ({
      name,
      ...valuesOf<Omit<RoleInputs, 'name'>>(facts, `roles.${index}.`),
    })),
  };
  return { ...preset, workload, provenance };
}
