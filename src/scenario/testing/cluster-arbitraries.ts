import * as fc from 'fast-check';
import {
  CLUSTER_CHOICE_LIMITS,
  CLUSTER_LIMITS,
  MEASURED_LIMITS,
  SIZING_CHOICE_LIMITS,
  SIZING_LIMITS,
} from '../../domain/field-limits.ts';
import { WEIGHT_FORMATS } from '../../domain/serving/weight-format.ts';
import { ROUTINGS } from '../../domain/warehouse/queue.ts';
import {
  ATTENTION_PARALLELISMS,
  CLUSTER_BASELINES,
  LOAD_RULES,
  WAREHOUSE_PATHS,
  WAREHOUSE_SHARINGS,
} from '../cluster-schema.ts';
import type { Scenario } from '../schema.ts';
import { choices, day, fields, text } from './field-arbitraries.ts';

/** Random clusters and measurements. */

export const cluster = fc
  .tuple(
    fields(CLUSTER_LIMITS),
    choices(CLUSTER_CHOICE_LIMITS),
    fields(SIZING_LIMITS),
    choices(SIZING_CHOICE_LIMITS),
    fc.record({
      modelId: fc.option(text, { nil: null }),
      acceleratorId: text,
      dramTierId: text,
      warehouseTierId: text,
      baseline: fc.constantFrom(...CLUSTER_BASELINES),
      loads: fc.constantFrom(...LOAD_RULES),
      attention: fc.option(fc.constantFrom(...ATTENTION_PARALLELISMS), { nil: null }),
      warehouseSharing: fc.constantFrom(...WAREHOUSE_SHARINGS),
      warehousePath: fc.constantFrom(...WAREHOUSE_PATHS),
      routing: fc.constantFrom(...ROUTINGS),
      isDramPaid: fc.boolean(),
      weightFormat: fc.option(fc.constantFrom(...WEIGHT_FORMATS), { nil: null }),
    }),
  )
  .map((parts) => Object.assign({}, ...parts) as Scenario['cluster']);
export const measured = fc.option(
  fc
    .tuple(
      fields(MEASURED_LIMITS),
      fc.record({
        processor: fc.constantFrom('gpu' as const, 'cpu' as const),
        timer: fc.constantFrom('timestamp' as const, 'wall' as const),
        method: text,
        adapter: text,
        browser: text,
        measuredOn: day,
        cardId: fc.option(text, { nil: null }),
        warnings: fc.array(text, { maxLength: 8 }),
      }),
    )
    .map(([values, rest]) => ({ ...values, ...rest })),
  { nil: null },
);
