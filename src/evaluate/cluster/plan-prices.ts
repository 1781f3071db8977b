import { rentalOf, type Accelerator, type RentalKind } from '../../domain/accelerator.ts';
import type { Provenance } from '../../domain/fact.ts';
import type { Usd } from '../../domain/units.ts';
import type { Scenario } from '../../scenario/schema.ts';

/** An estimated cost of ownership is no rent: nobody offers it. */
const RENTS: readonly RentalKind[] = ['on-demand', 'one-year', 'three-years', 'stipulated'];

/** What an accelerator costs and draws; `null` is not known. Without provenance somebody typed it. */
export interface AcceleratorPrices {
  readonly usdPerGpuHour: Usd | null;
  readonly hourProvenance: Provenance | undefined;
  /** Of one accelerator in its machine, before the building's own use. */
  readonly wattsPerGpu: number | null;
  readonly wattsProvenance: Provenance | undefined;
  /** Host and memory of the node are in the watts. */
  readonly isWholeNode: boolean;
}

/**
 * An hour and the watts of an accelerator: as given, else the cheapest rental (as `keepPrices` takes it) and what is drawn from
 * the grid, else the board's limit.
 *
 * What is drawn from the grid holds cooling already: it is divided by the PUE, which is applied to all machines alike.
 * Example: H100 $2.95 an hour; 1,730 W from the grid at a PUE of 1.25 are 1,384 W of machine.
 */
export function acceleratorPrices({
  accelerator,
  cluster,
}: {
  accelerator: Accelerator;
  cluster: Scenario['cluster'];
}): AcceleratorPrices {
  const rental = rentalOf({ rentals: accelerator.rentals, kinds: RENTS });
  const hour = rental && withNote({ fact: rental.usdPerHour.low, note: `${rental.kind}, ${rental.asOf}.` });
  return {
    usdPerGpuHour: cluster.usdPerGpuHour ?? hour?.value ?? null,
    hourProvenance: cluster.usdPerGpuHour === null ? hour?.provenance : undefined,
    ...wattsOf({ accelerator, cluster }),
  };
}

function wattsOf({
  accelerator: { allInWatts, tdpWatts },
  cluster,
}: {
  accelerator: Accelerator;
  cluster: Scenario['cluster'];
}): Pick<AcceleratorPrices, 'wattsPerGpu' | 'wattsProvenance' | 'isWholeNode'> {
  if (cluster.wattsPerGpu !== null)
    return { wattsPerGpu: cluster.wattsPerGpu, wattsProvenance: undefined, isWholeNode: true };
  if (allInWatts) {
    const note = `${allInWatts.value} W from the grid, host, network and cooling included, ÷ PUE.`;
    const { provenance } = withNote({ fact: allInWatts, note });
    return {
      wattsPerGpu: allInWatts.value / cluster.pueRatio,
      wattsProvenance: { ...provenance, kind: 'derived' },
      isWholeNode: true,
    };
  }
  if (tdpWatts) {
    const { provenance } = withNote({ fact: tdpWatts, note: 'The board alone: its host is not counted.' });
    return { wattsPerGpu: tdpWatts.value, wattsProvenance: provenance, isWholeNode: false };
  }
  return { wattsPerGpu: null, wattsProvenance: undefined, isWholeNode: false };
}

function withNote({ fact, note }: { fact: Provenance & { readonly value: number }; note: string }): {
  readonly value: number;
  readonly provenance: Provenance;
} {
  const { value, ...provenance } = fact;
  return { value, provenance: { ...provenance, note: [note, provenance.note].filter(Boolean).join(' ') } };
}
