import type { ClusterAssumption, ClusterPlan, ClusterRung, RungId } from '../../../evaluate/cluster/cluster-view.ts';
import type { CostTotal } from '../../../domain/warehouse/cost.ts';
import type { ConstraintName } from '../../../domain/warehouse/sizing.ts';
import type { Verdict } from '../../../domain/warehouse/verdict.ts';
import type { Unit } from '../../../domain/explain.ts';
import { formatNumber, formatPercent, formatSignificant, formatTokensShort } from '../../format/number.ts';
import { formatLoadSeconds } from '../../format/load-seconds.ts';
import { formatQuantity } from '../../format/quantity.ts';
import { formatPrice } from '../../format/money.ts';

/** Words that several parts of the page share. */

const MANY = 1e6;

export const RUNG_NAMES: Readonly<Record<RungId, string>> = {
  hbm: 'HBM only',
  dram: '+ memory of the node',
  warehouse: '+ warehouse',
  ceiling: 'Ceiling',
};

/** The rung in a sentence: what it keeps prefixes in. */
export const RUNG_PHRASES: Readonly<Record<RungId, string>> = {
  hbm: 'prefix caching in HBM alone',
  dram: 'prefix caching in HBM and the memory of the node',
  warehouse: 'a warehouse behind both',
  ceiling: 'everything kept for ever, at once and for nothing',
};

export const CONSTRAINT_NAMES: Readonly<Record<ConstraintName, string>> = {
  throughput: 'throughput',
  ttft: 'TTFT',
  sequences: 'open sequences',
  model: 'the model’s size',
};

/** `1 accelerator`, `12 accelerators`. */
export function counted({ count, one, many }: { count: number; one: string; many: string }): string {
  return `${formatNumber(count, 0)} ${count === 1 ? one : many}`;
}

export function accelerators(count: number): string {
  return counted({ count, one: 'accelerator', many: 'accelerators' });
}

/** Small numbers of nodes keep their fraction: 0.344 · 1.01 · 126. */
export function formatNodes(nodes: number): string {
  if (nodes === Infinity) return 'no number';
  if (nodes > 0 && nodes < 0.01) return '< 0.01';
  return nodes >= 100 ? formatNumber(nodes, 0) : formatSignificant(nodes, 3);
}

/** 1.00 × · 3.81 × · 14.2 × · 412 ×. */
export function formatFactor(factor: number): string {
  if (factor === Infinity) return 'endlessly many';
  return `${factor < 10 ? factor.toFixed(2) : formatSignificant(factor, 3)} ×`;
}

export function formatWatts(watts: number | null): string {
  return watts === null ? 'not known' : formatQuantity({ value: watts, unit: 'watts' });
}

/** What a price is missing of, as the bill names it: `warehouse: rent` → `rent of Local NVMe PCIe5 x4`. */
export function missingName({ name, plan }: { name: string; plan: ClusterPlan }): string {
  if (name === 'accelerators') return `an hour of ${plan.accelerator.name}`;
  const [of, what] = name.split(': ');
  const tier = plan.tiers.find(({ role, tier: each }) => role === of || each?.id === of);
  return what === undefined ? name : `${what} of ${tier?.name ?? of}`;
}

export function isMissingGpuPrice(cost: CostTotal): boolean {
  return cost.status === 'unpriced' && cost.missing.includes('accelerators');
}

export function rungOf({ rungs, id }: { rungs: readonly ClusterRung[]; id: RungId }): ClusterRung | undefined {
  return rungs.find((each) => each.id === id);
}

/** A number, or the region in which there is none: `1.94 GB/s`, `at least 30 d`, `never`. */
export function formatVerdict({ verdict, format }: { verdict: Verdict; format: (value: number) => string }): string {
  switch (verdict.status) {
    case 'value':
      return format(verdict.value);
    case 'at-least':
      return `at least ${format(verdict.value)}`;
    case 'at-most':
      return `at most ${format(verdict.value)}`;
    default:
      return verdict.status;
  }
}

export function reasonOf(verdict: Verdict): string | null {
  return verdict.status === 'value' ? null : verdict.reason;
}

export function assumptionOf({
  plan,
  field,
}: {
  plan: Pick<ClusterPlan, 'assumptions'> | null;
  field: string;
}): ClusterAssumption | undefined {
  return plan?.assumptions.find((each) => each.field === field);
}

/** A figure of the list of assumptions with its unit and, where it has one, its range. */
export function formatAssumption({ value, low, high, unit }: ClusterAssumption): string {
  if (value === null) return 'not known';
  if (typeof value === 'string') return value;
  const text = (each: number): string => formatFigure({ value: each, unit });
  return low !== undefined && high !== undefined && low < high
    ? `${text(value)} (${text(low)} to ${text(high)})`
    : text(value);
}

/** Facts are finer than results: microseconds and hundredths of a cent have their digits. */
function formatFigure({ value, unit }: { value: number; unit: Unit | null }): string {
  switch (unit) {
    case null:
      return formatNumber(value, 2);
    case 'seconds':
      return formatLoadSeconds(value);
    case 'usd':
      return formatPrice(value);
    case 'usdPerHour':
      return `${formatPrice(value)} an hour`;
    case 'count':
      return value >= MANY ? formatTokensShort(value) : formatNumber(value, 2);
    case 'ratio':
      // A share is at most all of it: more is a factor.
      return value > 1 ? formatFactor(value) : formatPercent(value);
    default:
      return formatQuantity({ value, unit });
  }
}
