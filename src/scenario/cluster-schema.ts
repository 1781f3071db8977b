import * as z from 'zod/mini';
import {
  CLUSTER_CHOICE_LIMITS,
  CLUSTER_LIMITS,
  MEASURED_LIMITS,
  SIZING_CHOICE_LIMITS,
  SIZING_LIMITS,
  type FieldLimits,
} from '../domain/field-limits.ts';
import { WEIGHT_FORMATS } from '../domain/serving/weight-format.ts';
import { ROUTINGS } from '../domain/warehouse/queue.ts';
import { isoDate, limited, limitedFields, shortText } from './fields.ts';

/** Machines of one's own, and what was measured on one. */

function choices<K extends string>(
  table: Readonly<Record<K, FieldLimits>>,
): { [P in K]: ReturnType<typeof z.nullable<ReturnType<typeof limited>>> } {
  const entries = Object.entries<FieldLimits>(table).map(([key, limits]) => [key, z.nullable(limited(limits))]);
  return Object.fromEntries(entries) as { [P in K]: ReturnType<typeof z.nullable<ReturnType<typeof limited>>> };
}

const oneOf = <const T extends readonly string[]>(values: T) => z.enum(values, `must be one of ${values.join(', ')}`);

/** What "without" is: prefix caching in HBM and the memory of the node, or in HBM alone. */
export const CLUSTER_BASELINES = ['hbm-and-dram', 'hbm'] as const;
export const LOAD_RULES = ['when-faster', 'always'] as const;
/** Whether every rank holds its heads of every sequence, or each rank whole sequences. */
export const ATTENTION_PARALLELISMS = ['tensor', 'data'] as const;
/** Whether every node reaches all of the warehouse, or has its own part and sees nothing of the others'. */
export const WAREHOUSE_SHARINGS = ['shared', 'per-node'] as const;
/** Whether storage reaches accelerators directly, or through the memory of their node. */
export const WAREHOUSE_PATHS = ['direct', 'through-memory'] as const;

export const clusterSchema = z.strictObject({
  /** `null`: the scenario's model where it is public, else a stand-in that somebody could run. */
  modelId: z.nullable(shortText),
  /** `null`: what its checkpoint is published in. */
  weightFormat: z.nullable(oneOf(WEIGHT_FORMATS)),
  acceleratorId: shortText,
  /** Memory of the node. */
  dramTierId: shortText,
  warehouseTierId: shortText,
  baseline: oneOf(CLUSTER_BASELINES),
  loads: oneOf(LOAD_RULES),
  /** `null`: `data` where ranks would hold the same cache again, else `tensor`. */
  attention: z.nullable(oneOf(ATTENTION_PARALLELISMS)),
  warehouseSharing: oneOf(WAREHOUSE_SHARINGS),
  warehousePath: oneOf(WAREHOUSE_PATHS),
  routing: oneOf(ROUTINGS),
  /** Whether memory of the node is paid beside it; an hour of a rented accelerator has it in. */
  isDramPaid: z.boolean(),
  ...limitedFields(CLUSTER_LIMITS),
  ...choices(CLUSTER_CHOICE_LIMITS),
  ...limitedFields(SIZING_LIMITS),
  ...choices(SIZING_CHOICE_LIMITS),
});

/** A bandwidth and how it was measured; never both processors in one. */
export const measuredSchema = z.nullable(
  z.strictObject({
    processor: oneOf(['gpu', 'cpu']),
    ...limitedFields(MEASURED_LIMITS),
    timer: oneOf(['timestamp', 'wall']),
    /** Kernel that won, or number of workers. */
    method: shortText,
    /** What the adapter said of itself. */
    adapter: shortText,
    browser: shortText,
    measuredOn: isoDate,
    /** The card as the visitor confirmed it. */
    cardId: z.nullable(shortText),
    /** What was doubtful about it, as codes. */
    warnings: z.array(shortText).check(z.maxLength(8)),
  }),
);
