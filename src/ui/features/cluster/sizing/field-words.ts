import {
  CLUSTER_CHOICE_LIMITS,
  CLUSTER_LIMITS,
  KV_LIMITS,
  SIZING_CHOICE_LIMITS,
  SIZING_LIMITS,
  WAREHOUSE_LIMITS,
  WORKLOAD_LIMITS,
  type FieldLimits,
} from '../../../../domain/field-limits.ts';

const CLUSTER: Readonly<Record<string, FieldLimits>> = {
  ...CLUSTER_LIMITS,
  ...CLUSTER_CHOICE_LIMITS,
  ...SIZING_LIMITS,
  ...SIZING_CHOICE_LIMITS,
};
const TABLES: Readonly<Record<string, Readonly<Record<string, FieldLimits>>>> = {
  cluster: CLUSTER,
  kv: KV_LIMITS,
  warehouse: WAREHOUSE_LIMITS,
  workload: WORKLOAD_LIMITS,
};
const PAGES: Readonly<Record<string, string>> = { kv: 'KV cache page', workload: 'Swarm page' };
/** Choices have no limits, and so no label there. */
const CHOICES: Readonly<Record<string, string>> = {
  'cluster.modelId': 'Model',
  'cluster.weightFormat': 'Weights',
  'cluster.acceleratorId': 'Accelerator',
  'cluster.dramTierId': 'Memory of the node',
  'cluster.warehouseTierId': 'Warehouse in',
  'cluster.baseline': '“Without” is prefix caching in',
  'cluster.loads': 'Prefixes are loaded',
  'cluster.attention': 'Attention is divided',
  'cluster.warehouseSharing': 'The warehouse is',
  'cluster.warehousePath': 'Storage reaches accelerators',
  'cluster.routing': 'Requests are routed',
  'cluster.isDramPaid': 'Memory is paid beside the accelerators',
  'kv.dtype': 'Precision (KV cache page)',
  'kv.codec': 'Codec (KV cache page)',
};

/** The field as the page calls it: `cluster.headroomRatio` → `Headroom`. */
export function fieldInWords(field: string | null): string {
  if (field === null) return 'not an input';
  const choice = CHOICES[field];
  if (choice !== undefined) return choice;
  const [section = '', key = ''] = field.split('.');
  const label = TABLES[section]?.[key]?.label ?? field;
  const page = PAGES[section];
  return page === undefined ? label : `${label} (${page})`;
}
