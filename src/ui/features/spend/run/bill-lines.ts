import type { CostLine } from '../../../../domain/warehouse/cost.ts';
import type { OperatorFigures } from '../../../../domain/warehouse/operator.ts';
import type { ClusterPlan } from '../../../../evaluate/cluster/cluster-view.ts';

/** What a month of a fleet is paid for, in the order of the bill. */
export const BILL_PARTS = [
  { part: 'accelerators', label: 'Accelerators', color: 'var(--th-uncached)' },
  { part: 'memory', label: 'Node memory', color: 'var(--th-read)' },
  { part: 'rent', label: 'Warehouse rent', color: 'var(--th-storage)' },
  { part: 'wear', label: 'Wear of drives', color: 'var(--th-write)' },
  { part: 'fees', label: 'Fees', color: 'var(--th-accent)' },
  { part: 'licence', label: 'Licence', color: 'var(--th-warn)' },
  { part: 'nics', label: 'Network cards', color: 'var(--th-pings)' },
  { part: 'power', label: 'Power', color: 'var(--th-output)' },
] as const;

export type BillPart = (typeof BILL_PARTS)[number]['part'];

/** Dollars by part; `null` where one of its lines has no price, 0 where nothing is paid for. */
export type BillSums = Readonly<Record<BillPart, number | null>>;

const NOTHING: BillSums = {
  accelerators: 0,
  memory: 0,
  rent: 0,
  wear: 0,
  fees: 0,
  licence: 0,
  nics: 0,
  power: 0,
};

/** A rung's lines added up by what they are for. A part of which one line is unknown is unknown, however much of it is known. */
export function billSums({ figures, plan }: { figures: OperatorFigures; plan: Pick<ClusterPlan, 'tiers'> }): BillSums {
  const sums: Record<BillPart, number | null> = { ...NOTHING };
  for (const line of figures.lines) {
    const part = partOf({ line, plan });
    const before = sums[part];
    sums[part] = before === null || line.usdPerMonth === null ? null : before + line.usdPerMonth;
  }
  return sums;
}

const WAREHOUSE_PARTS: Readonly<Record<string, BillPart>> = {
  rent: 'rent',
  wear: 'wear',
  'read fees': 'fees',
  'write fees': 'fees',
  licence: 'licence',
  'network cards': 'nics',
  power: 'power',
};

/** `warehouse: wear` → wear; whatever is paid for memory of the node is memory. A tier goes by its role, or by its own id. */
function partOf({ line: { name }, plan }: { line: CostLine; plan: Pick<ClusterPlan, 'tiers'> }): BillPart {
  const [id, what] = name.split(': ');
  if (what === undefined) return name === 'power' ? 'power' : 'accelerators';
  const warehouse = plan.tiers.find(({ role }) => role === 'warehouse');
  if (id !== 'warehouse' && id !== warehouse?.tier?.id) return 'memory';
  return WAREHOUSE_PARTS[what] ?? 'fees';
}
