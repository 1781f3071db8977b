import { HOURS_PER_MONTH, SECONDS_PER_HOUR, type Usd } from '../../domain/units.ts';
import type { UnitCosts } from '../../domain/warehouse/unit-costs.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { ClusterPlan } from './cluster-view.ts';
import { costsAtLength } from './keep-verdicts.ts';
import { promptMachineOf, promptOfPlan, warehouseOf } from './prompt-of-plan.ts';

const BYTES_PER_GB = 1e9;

/** What a token of the mean prompt costs in the warehouse, and the prices behind it. */
export interface KeepCosts extends UnitCosts {
  readonly usdPerGpuHour: Usd;
  /** Rent and licence, over the share of the tier that is filled. */
  readonly usdPerFilledGbMonth: Usd;
  readonly wearUsdPerGb: Usd;
  readonly feeUsdPerGbRead: Usd;
  readonly feeUsdPerGbWritten: Usd;
}

/**
 * Costs of a token of a plan's mean prompt: computed, loaded, kept, written.
 *
 *     compute as in `unitCosts`, of the accelerators that compute one prompt
 *     read = node's hour ÷ 3,600 × stored bytes ÷ node's bandwidth × (1 − overlap) + stored bytes × fee for reading
 *     rent = stored bytes × (rent + licence) ÷ fill             wear = stored bytes × (wear + fee for writing)
 *
 * Reading is priced as `fleetLoad` counts it: instances of a node share its path, so none has all of it for itself. All are of a
 * token that is taken in; a share that is not costs and saves nothing.
 * Example: Llama 3.1 70B on four H100s at $2.95, 32,000 tokens, NVMe at $0.0152 a GB-month filled to 0.9: a million tokens
 * cost $0.0076 an hour. Nothing missing counts as 0: it is named. A fee that the tier does not have is none.
 * Ignores network cards, which are paid whether or not they are used, power, which rent includes, and what a rent that writes
 * drives off pays of their wear already.
 */
export function keepCosts({
  scenario,
  plan,
}: {
  scenario: Pick<Scenario, 'cluster'>;
  plan: ClusterPlan;
}): KeepCosts | { readonly missing: string } {
  const { overlapRatio, licenceUsdPerGbMonth, fillRatio } = scenario.cluster;
  const warehouse = warehouseOf(plan);
  const { path, bytesPerSecondPerNode, usdPerGbMonth, tier, name } = warehouse;
  const wear = tier?.wearUsdPerGbWritten ?? null;
  const licence = licenceUsdPerGbMonth ?? tier?.licenceUsdPerGbMonth?.value ?? null;
  const missing = [
    ...(plan.usdPerGpuHour === null ? [`what an hour of ${plan.accelerator.name} costs`] : []),
    ...(usdPerGbMonth === null ? [`a rent of ${name}`] : []),
    ...(licence === null ? [`a licence of ${name}`] : []),
    ...(wear === null ? [`what writing to ${name} wears off`] : []),
    ...(path === null || bytesPerSecondPerNode === null ? [`how fast ${name} is`] : []),
  ];
  if (
    plan.usdPerGpuHour === null ||
    usdPerGbMonth === null ||
    licence === null ||
    wear === null ||
    path === null ||
    bytesPerSecondPerNode === null
  )
    return { missing: `Not known: ${missing.join('; ')}.` };
  const usdPerFilledGbMonth = (usdPerGbMonth + licence) / fillRatio;
  const feeUsdPerGbRead = tier?.usdPerGbRead?.value ?? 0;
  const feeUsdPerGbWritten = tier?.usdPerGbWritten?.value ?? 0;
  const prompt = promptOfPlan({ plan, tier: warehouse });
  const contextTokens = plan.demand.promptTokens;
  const costs = costsAtLength({
    machine: promptMachineOf(plan),
    path,
    prompt,
    contextTokens,
    prices: {
      usdPerGpuHour: plan.usdPerGpuHour,
      rentUsdPerByteHour: usdPerFilledGbMonth / BYTES_PER_GB / HOURS_PER_MONTH,
      wearUsdPerByte: (wear.value + feeUsdPerGbWritten) / BYTES_PER_GB,
    },
  });
  const bytesPerToken = prompt.bytes(contextTokens) / contextTokens;
  const nodeUsdPerSecond = (plan.gpusPerNode * plan.usdPerGpuHour) / SECONDS_PER_HOUR;
  const nodeSecondsPerToken = (bytesPerToken / bytesPerSecondPerNode) * (1 - overlapRatio);
  return {
    ...costs,
    readUsdPerToken: nodeUsdPerSecond * nodeSecondsPerToken + (bytesPerToken * feeUsdPerGbRead) / BYTES_PER_GB,
    usdPerGpuHour: plan.usdPerGpuHour,
    usdPerFilledGbMonth,
    wearUsdPerGb: wear.value,
    feeUsdPerGbRead,
    feeUsdPerGbWritten,
  };
}
