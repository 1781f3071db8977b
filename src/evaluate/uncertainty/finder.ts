import type { Unit } from '../../domain/explain.ts';
import {
  PURCHASE_LIMITS,
  ROLE_LIMITS,
  WAREHOUSE_LIMITS,
  WORKLOAD_LIMITS,
  type FieldLimits,
} from '../../domain/field-limits.ts';
import { crossingsOf, type Crossings } from '../../domain/uncertainty/crossings.ts';
import { evaluateSpend, type SpendEvaluation } from '../spend.ts';
import { changeRoles, scaledWhole } from './change.ts';
import { figuresOf } from './figures.ts';
import type { Variation } from './inputs.ts';

/** An input for which a break-even can be looked for. */
export interface FinderInput {
  readonly id: string;
  readonly label: string;
  readonly unit: Unit | 'times';
  /** What the scenario has; `null` where that differs from role to role or is not known. */
  readonly now: number | null;
  /** Ends of what is looked at. */
  readonly from: number;
  readonly to: number;
  readonly scale: 'linear' | 'log';
  readonly isWhole: boolean;
  readonly apply: (variation: Variation, value: number) => Variation;
}

/** On ln x, or x: 49 values find a crossing that is wider than a fiftieth of the range. */
const STEPS = 48;

/** A hundredth to a hundredfold of today's, within what the field takes. */
const FARTHEST_FACTOR = 100;

/**
 * Inputs whose break-even somebody asks for: "at what reuse, price or retention does warehousing stop paying?"
 */
export function finderInputs({
  variation,
  evaluation,
}: {
  variation: Variation;
  evaluation: SpendEvaluation;
}): readonly FinderInput[] {
  const { scenario } = variation;
  const { workload, warehouse, purchase } = scenario;
  const terms = evaluation.warehouse;
  const written = terms.writeUsdPerMTok;
  const inputs: (FinderInput | null)[] = [
    aroundNow({
      id: 'retention',
      label: WAREHOUSE_LIMITS.retentionSeconds.label,
      unit: 'seconds',
      now: warehouse.retentionSeconds,
      limits: WAREHOUSE_LIMITS.retentionSeconds,
      least: 1,
      apply: (value) => ({ warehouse: { ...warehouse, retentionSeconds: value } }),
    }),
    aroundNow({
      id: 'rent',
      label: 'Rent of storage',
      unit: 'usdPerMTokHour',
      now: terms.storageUsdPerMTokHour,
      limits: WAREHOUSE_LIMITS.storageUsdPerMTokHour,
      apply: (value) => ({ warehouse: { ...warehouse, storageUsdPerMTokHour: value } }),
    }),
    aroundNow({
      id: 'write',
      label: WAREHOUSE_LIMITS.writeUsdPerMTok.label,
      unit: 'usdPerMTok',
      now: written ?? baseInputOf(evaluation),
      limits: WAREHOUSE_LIMITS.writeUsdPerMTok,
      apply: (value) => ({ warehouse: { ...warehouse, writeUsdPerMTok: value } }),
    }),
    aroundNow({
      id: 'read',
      label: WAREHOUSE_LIMITS.readUsdPerMTok.label,
      unit: 'usdPerMTok',
      now: terms.readUsdPerMTok ?? baseReadOf(evaluation),
      limits: WAREHOUSE_LIMITS.readUsdPerMTok,
      apply: (value) => ({ warehouse: { ...warehouse, readUsdPerMTok: value } }),
    }),
    aroundNow({
      id: 'people',
      label: WORKLOAD_LIMITS.people.label,
      unit: 'count',
      now: workload.people,
      limits: WORKLOAD_LIMITS.people,
      apply: (value) => ({ workload: { ...workload, people: value } }),
    }),
    timesRoles({
      id: 'gaps',
      label: 'Gaps between turns',
      change: (role, factor) => ({
        gap: role.gap.map((part) => ({ ...part, medianSeconds: part.medianSeconds * factor })),
      }),
    }),
    timesRoles({
      id: 'turns',
      label: ROLE_LIMITS.turnsPerAgent.label,
      change: (role, factor) => ({ turnsPerAgent: scaledWhole({ value: role.turnsPerAgent, factor, least: 1 }) }),
    }),
    timesRoles({
      id: 'fan-out',
      label: ROLE_LIMITS.fanOut.label,
      change: (role, factor) => ({ fanOut: scaledWhole({ value: role.fanOut, factor, least: 1 }) }),
    }),
    {
      id: 'mode',
      label: `Work sent as ${purchase.modeId}`,
      unit: 'ratio',
      now: purchase.modeRatio,
      from: PURCHASE_LIMITS.modeRatio.min,
      to: PURCHASE_LIMITS.modeRatio.max,
      scale: 'linear',
      isWhole: false,
      apply: ({ scenario: other, book }, value) => ({
        scenario: { ...other, purchase: { ...other.purchase, modeRatio: value } },
        book,
      }),
    },
  ];
  return inputs.filter((input) => input !== null);
}

/** Where the warehouse's saving changes its sign as one input is moved. */
export interface BreakEven extends Crossings {
  readonly input: FinderInput;
}

/**
 * At which values of an input the warehouse begins or stops to pay, the rest of the scenario as it is.
 *
 * Example: with a rent ten times today's the saving may be gone; the crossing says from which rent on.
 * Ignores what `crossingsOf` ignores.
 */
export function breakEvenOf({ input, variation }: { input: FinderInput; variation: Variation }): BreakEven {
  return {
    input,
    ...crossingsOf({
      figureAt: (value) => figuresOf(input.apply(variation, value)).saving,
      values: valuesOf(input),
      isWhole: input.isWhole,
    }),
  };
}

function valuesOf({ from, to, scale, isWhole }: FinderInput): readonly number[] {
  const values = Array.from({ length: STEPS + 1 }, (_, step) => {
    const share = step / STEPS;
    const value = scale === 'log' ? from * (to / from) ** share : from + (to - from) * share;
    return isWhole ? Math.round(value) : value;
  });
  return [...new Set(values)];
}

function aroundNow({
  id,
  label,
  unit,
  now,
  limits,
  least = limits.min,
  apply,
}: {
  id: string;
  label: string;
  unit: Unit;
  now: number | null;
  limits: FieldLimits;
  least?: number;
  apply: (value: number) => Partial<Variation['scenario']>;
}): FinderInput | null {
  // Around nothing there is no range of the right size to look at.
  if (now === null || now <= 0) return null;
  return {
    id,
    label,
    unit,
    now,
    from: Math.max(least, limits.whole ? 1 : 0, now / FARTHEST_FACTOR),
    to: Math.min(limits.max, now * FARTHEST_FACTOR),
    scale: 'log',
    isWhole: limits.whole,
    apply: ({ scenario, book }, value) => ({ scenario: { ...scenario, ...apply(value) }, book }),
  };
}

function timesRoles({
  id,
  label,
  change,
}: {
  id: string;
  label: string;
  change: (
    role: Variation['scenario']['workload']['roles'][number],
    factor: number,
  ) => Partial<Variation['scenario']['workload']['roles'][number]>;
}): FinderInput {
  return {
    id,
    label: `${label}, times today's`,
    unit: 'times',
    now: 1,
    from: 1 / FARTHEST_FACTOR,
    to: FARTHEST_FACTOR,
    scale: 'log',
    isWhole: false,
    apply: ({ scenario, book }, factor) => ({
      scenario: changeRoles({ scenario, change: (role) => ({ ...role, ...change(role, factor) }) }),
      book,
    }),
  };
}

function baseInputOf({ resolved: { period } }: SpendEvaluation): number | null {
  const { input } = period.base;
  return input.state === 'priced' ? input.perMTok.value : null;
}

function baseReadOf({ resolved: { period } }: SpendEvaluation): number | null {
  const { cacheRead } = period.base;
  return cacheRead.state === 'priced' ? cacheRead.perMTok.value : null;
}

/** The inputs of a scenario, or none where it cannot be priced. */
export function finderInputsOf(variation: Variation): readonly FinderInput[] {
  const evaluation = evaluateSpend(variation.scenario, variation.book);
  return evaluation.status === 'ok' ? finderInputs({ variation, evaluation }) : [];
}
