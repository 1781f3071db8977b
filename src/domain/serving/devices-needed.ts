import type { MemoryBudget } from './memory-budget.ts';

/** Whether a model and one sequence fit a number of devices, and how many it takes where they do not. */
export type DeviceFit =
  | { readonly status: 'fits'; readonly devices: number; readonly budget: MemoryBudget }
  | { readonly status: 'needs-more'; readonly devices: number; readonly neededDevices: number; readonly reason: string }
  | { readonly status: 'never'; readonly devices: number; readonly reason: string };

/**
 * Tells how many devices a model needs where the given number does not hold it: 1, 2, 4 … up to a stage's ranks, then whole
 * stages.
 *
 * Example: Llama 3.1 70B in bf16 (141 GB) with 100,000 tokens of cache on H100s: one holds nothing, four hold it. A wafer of
 * 44 GB takes 23 for a trillion parameters in fp8.
 * Ignores expert parallelism and attention-DP, as `memoryBudget` does; where more devices never help, because activations and
 * runtime alone fill one, it says so.
 */
export function deviceFit({
  devices,
  budgetAt,
  ranksPerStage,
  mostDevices,
}: {
  devices: number;
  /** `memoryBudget` at a number of devices, with what a sequence then takes on each. */
  budgetAt: (devices: number) => MemoryBudget;
  ranksPerStage: number;
  mostDevices: number;
}): DeviceFit {
  const budget = budgetAt(devices);
  if (budget.sequences > 0) return { status: 'fits', devices, budget };
  for (let count = 1; count <= mostDevices; count = nextCount({ count, ranksPerStage })) {
    if (count <= devices || budgetAt(count).sequences === 0) continue;
    return {
      status: 'needs-more',
      devices,
      neededDevices: count,
      reason: `${devices} ${devices === 1 ? 'device does' : 'devices do'} not hold the weights and one sequence; ${count} do.`,
    };
  }
  return {
    status: 'never',
    devices,
    reason: `Not even ${mostDevices} devices hold the weights and one sequence: what every device keeps beside them leaves no room.`,
  };
}

function nextCount({ count, ranksPerStage }: { count: number; ranksPerStage: number }): number {
  return count < ranksPerStage ? Math.min(ranksPerStage, count * 2) : count + ranksPerStage;
}
