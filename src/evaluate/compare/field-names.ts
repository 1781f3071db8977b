import {
  BUDGET_LIMITS,
  CACHE_LIMITS,
  CLUSTER_CHOICE_LIMITS,
  CLUSTER_LIMITS,
  COMPACTION_LIMITS,
  GAP_LIMITS,
  KV_LIMITS,
  MEASURED_LIMITS,
  OWN_OFFER_LIMITS,
  PROVISIONED_LIMITS,
  PURCHASE_LIMITS,
  ROLE_LIMITS,
  SEAT_LIMITS,
  SIZING_CHOICE_LIMITS,
  SIZING_LIMITS,
  WAREHOUSE_LIMITS,
  WORKLOAD_LIMITS,
  type FieldLimits,
} from '../../domain/field-limits.ts';
import type { Scenario } from '../../scenario/schema.ts';

/** What a field of the scenario is called, and what its numbers count. */
export interface FieldName {
  /** `Workload`, `Role "Sub-agents"`. */
  readonly group: string;
  readonly label: string;
  /** As field-limits.ts writes it; empty for plain counts and for text. */
  readonly unit: string;
}

type Names = Readonly<Record<string, FieldLimits | string>>;

/** Fields that hold text, choices or lists, and so have no limits to take a name from. */
const SECTIONS: readonly { readonly prefix: string; readonly group: string; readonly names: Names }[] = [
  {
    prefix: '',
    group: 'Scenario',
    names: {
      name: 'Name',
      asOf: 'Prices of',
      timeZone: 'Time zone',
      catalogRevision: 'Catalogue',
      offerId: 'Offer',
      ownOffers: 'Own prices',
      priceCorrections: 'Corrected prices',
      carriedRates: 'Rates that came with the link',
      measured: 'Measured bandwidth',
    },
  },
  { prefix: 'workload.', group: 'Workload', names: { ...WORKLOAD_LIMITS, launch: 'Launch', roles: 'Roles' } },
  { prefix: 'warehouse.', group: 'Warehouse', names: WAREHOUSE_LIMITS },
  { prefix: 'cache.', group: 'Own cache', names: CACHE_LIMITS },
  {
    prefix: 'purchase.',
    group: 'Buying',
    names: {
      ...PURCHASE_LIMITS,
      modeId: 'Mode',
      modifierIds: 'Modifiers',
      commitments: 'Commitments',
      exchangeRates: 'Rates of exchange',
      seats: 'Seats',
      provisioned: 'Provisioned throughput',
    },
  },
  { prefix: 'purchase.seats.', group: 'Seats', names: SEAT_LIMITS },
  { prefix: 'purchase.provisioned.', group: 'Provisioned throughput', names: PROVISIONED_LIMITS },
  { prefix: 'budget.', group: 'Budget', names: BUDGET_LIMITS },
  {
    prefix: 'kv.',
    group: 'KV cache',
    names: {
      ...KV_LIMITS,
      modelId: 'Model',
      custom: 'Own geometry',
      dtype: 'Cache precision',
      engine: 'Engine',
      speculation: 'Draft layers cached',
      weightFormat: 'Weight precision',
      codec: 'Codec',
    },
  },
  {
    prefix: 'cluster.',
    group: 'Cluster',
    names: {
      ...CLUSTER_LIMITS,
      ...CLUSTER_CHOICE_LIMITS,
      ...SIZING_LIMITS,
      ...SIZING_CHOICE_LIMITS,
      modelId: 'Model',
      weightFormat: 'Weights',
      acceleratorId: 'Accelerator',
      dramTierId: 'Memory of the node',
      warehouseTierId: 'Warehouse tier',
      baseline: 'Without',
      loads: 'Loads',
      attention: 'Attention',
      warehouseSharing: 'Warehouse reached by',
      warehousePath: 'Path to accelerators',
      routing: 'Routing',
      isDramPaid: 'Memory paid apart',
    },
  },
  { prefix: 'measured.', group: 'Measured bandwidth', names: MEASURED_LIMITS },
];

const ROLE_NAMES: Names = {
  ...ROLE_LIMITS,
  name: 'Name',
  offerId: 'Offer',
  launchedBy: 'Launched by',
  keepsReasoning: 'Reasoning kept',
  compaction: 'Compaction',
  gap: 'Gaps',
};

const ROLE_PATH = /^workload\.roles\.(\d+)(?:\.(.+))?$/;
const GAP_PATH = /^gap\.(\d+)\.(.+)$/;
const OWN_OFFER_PATH = /^ownOffers\.(\d+)\.(.+)$/;

/**
 * The name of a field, by its path in a scenario.
 *
 * Example: `workload.roles.1.gap.0.medianSeconds` of the base is "Median gap, part 1" of role "Sub-agents", in s.
 * A path nobody named keeps its own last word, so that nothing that differs is left unsaid.
 */
export function fieldName({ path, scenario }: { path: string; scenario: Scenario }): FieldName {
  const [, roleIndex, inRole] = ROLE_PATH.exec(path) ?? [];
  if (roleIndex !== undefined) return roleField({ index: Number(roleIndex), path: inRole ?? '', scenario });
  const [, ownIndex, inOwn] = OWN_OFFER_PATH.exec(path) ?? [];
  if (ownIndex !== undefined && inOwn !== undefined) {
    const own = scenario.ownOffers[Number(ownIndex)];
    return {
      group: `Own price "${own?.name ?? Number(ownIndex) + 1}"`,
      ...nameIn({ names: { discountRatio: OWN_OFFER_LIMITS.discountRatio }, key: inOwn }),
    };
  }
  const section = SECTIONS.filter(({ prefix }) => path.startsWith(prefix))
    .toSorted((a, b) => b.prefix.length - a.prefix.length)
    .at(0);
  const key = section ? path.slice(section.prefix.length) : path;
  return { group: section?.group ?? 'Scenario', ...nameIn({ names: section?.names ?? {}, key }) };
}

function roleField({ index, path, scenario }: { index: number; path: string; scenario: Scenario }): FieldName {
  const name = scenario.workload.roles[index]?.name;
  const group = name === undefined ? `Role ${index + 1}` : `Role "${name}"`;
  if (path === '') return { group, label: 'The role as a whole', unit: '' };
  const [, part, inGap] = GAP_PATH.exec(path) ?? [];
  if (part !== undefined && inGap !== undefined) {
    const { label, unit } = nameIn({ names: { ...GAP_LIMITS, cause: 'Waits for' }, key: inGap });
    return { group, label: `${label}, part ${Number(part) + 1}`, unit };
  }
  const compaction = /^compaction\.(.+)$/.exec(path)?.[1];
  return {
    group,
    ...(compaction === undefined
      ? nameIn({ names: ROLE_NAMES, key: path })
      : nameIn({ names: COMPACTION_LIMITS, key: compaction })),
  };
}

function nameIn({ names, key }: { names: Names; key: string }): { label: string; unit: string } {
  const found = Object.hasOwn(names, key) ? names[key] : undefined;
  if (found === undefined) return { label: key, unit: '' };
  return typeof found === 'string' ? { label: found, unit: '' } : { label: found.label, unit: found.unit };
}
